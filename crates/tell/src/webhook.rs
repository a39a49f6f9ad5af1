//! A message as `{"text": ...}` to an address that knows what to do with it: Slack and those that take Slack's form,
//! Microsoft Teams through a workflow, or a server of one's own. The address is the password.

use reqwest::redirect;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use url::Url;
use waymark_model::web_address::is_loopback;

use crate::error::is_tls;
use crate::{Message, Patience, TellError};

/// Slack reads `<!channel>` and links out of a text; others show it as it is.
const SLACK: &str = "slack.com";

/// Hands a message over.
pub async fn send(address: &SecretString, message: &Message, patience: Patience) -> Result<(), TellError> {
    let url = checked(address)?;
    let client = reqwest::Client::builder()
        .connect_timeout(patience.connect)
        .redirect(redirect::Policy::none())
        .user_agent(concat!("Waymark/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| TellError::NotSecure)?;
    let body = json!({ "text": text(&url, message) }).to_string();
    patience.with(|| post(&client, &url, &body)).await
}

/// Whether something can be sent there at all.
pub fn check(address: &SecretString) -> Result<(), TellError> {
    checked(address).map(drop)
}

fn checked(address: &SecretString) -> Result<Url, TellError> {
    let url = Url::parse(address.expose_secret().trim()).map_err(|_| TellError::NotAnAddress)?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => Err(TellError::Insecure),
        _ => Err(TellError::NotAnAddress),
    }
}

fn text(url: &Url, message: &Message) -> String {
    let lies_at = message.lies_at.as_ref().map(|path| format!("\nReport: {path}")).unwrap_or_default();
    let text = format!("{}{lies_at}", message.text);
    if url.domain().is_some_and(|host| host == SLACK || host.ends_with(&format!(".{SLACK}"))) {
        return text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    }
    text
}

async fn post(client: &reqwest::Client, url: &Url, body: &str) -> Result<(), TellError> {
    let request =
        client.post(url.clone()).header("content-type", "application/json").body(body.to_owned()).send();
    // Its words have the address in them.
    let answer = request.await.map_err(|error| match () {
        () if error.is_timeout() => TellError::Timeout,
        () if is_tls(&error) => TellError::NotSecure,
        () if error.is_connect() => TellError::Unreachable,
        () => TellError::NotUnderstood,
    })?;
    match answer.status().as_u16() {
        200..=299 => Ok(()),
        300..=399 => Err(TellError::Redirected),
        status => Err(TellError::Refused { status }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(address: &str, text: &str) -> String {
        let message = Message { subject: String::new(), text: text.into(), lies_at: None, report: None };
        super::text(&Url::parse(address).unwrap(), &message)
    }

    #[test]
    fn slack_is_not_made_to_call_everybody_and_others_get_the_text_as_it_is() {
        let text = "<!channel> a & b";
        assert_eq!(said("https://hooks.slack.com/services/x", text), "&lt;!channel&gt; a &amp; b");
        assert_eq!(said("https://notslack.com/x", text), text);
    }

    #[test]
    fn only_encrypted_or_to_this_computer() {
        let check = |address: &str| check(&address.into());
        assert_eq!(check(" https://hooks.slack.com/services/T/B/x\n"), Ok(()));
        assert_eq!(check("http://127.0.0.1:9/x"), Ok(()));
        assert_eq!(check("http://example.com/x"), Err(TellError::Insecure));
        for wrong in ["", "hooks.slack.com/x", "file:///etc/passwd", "ftp://example.com/"] {
            assert_eq!(check(wrong), Err(TellError::NotAnAddress), "{wrong}");
        }
    }
}
