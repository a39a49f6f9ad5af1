//! A message by SMTP, with the report attached: encrypted from the first byte or from STARTTLS on, and without only to a
//! server on this computer.

use std::net::IpAddr;

use lettre::message::header::ContentType;
use lettre::message::{Attachment as Part, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message as Mail, Tokio1Executor};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::is_tls;
use crate::{Message, Patience, TellError};

/// How the connection is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MailSecurity {
    /// By STARTTLS, without which nothing is sent; port 587 as a rule.
    #[default]
    Starttls,
    /// From the first byte; port 465 as a rule.
    Tls,
    /// Not at all: a server on this computer.
    None,
}

/// Where e-mails are handed over, and to whom they go. The password is none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MailAccount {
    /// The server's name.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub security: MailSecurity,
    /// The name to sign in with; empty to send without.
    #[serde(default)]
    pub user: String,
    /// The address it comes from.
    pub from: String,
    /// The addresses it goes to.
    pub to: Vec<String>,
}

/// Hands a message over. `authority` is trusted beside the system's own, PEM.
pub async fn send(
    account: &MailAccount,
    password: Option<&SecretString>,
    message: &Message,
    authority: Option<&str>,
    patience: Patience,
) -> Result<(), TellError> {
    let mail = written(account, message)?;
    let transport = transport(account, password, authority, patience)?;
    patience
        .with(|| async { transport.send(mail.clone()).await.map(drop).map_err(|error| why(&error)) })
        .await
}

/// Whether an e-mail can be made of it at all.
pub fn check(account: &MailAccount) -> Result<(), TellError> {
    mailboxes(account)?;
    if account.security == MailSecurity::None && !is_here(&account.server) {
        return Err(TellError::Insecure);
    }
    Ok(())
}

fn mailboxes(account: &MailAccount) -> Result<(Mailbox, Vec<Mailbox>), TellError> {
    let read = |address: &String| {
        address.trim().parse::<Mailbox>().map_err(|_| TellError::Mailbox { address: address.clone() })
    };
    let to = account.to.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if to.is_empty() {
        return Err(TellError::Mailbox { address: String::new() });
    }
    Ok((read(&account.from)?, to))
}

fn written(account: &MailAccount, message: &Message) -> Result<Mail, TellError> {
    let (from, to) = mailboxes(account)?;
    // A random name, as the clock and this computer's name are nobody's business.
    let id = format!("<{:016x}{:016x}@{}>", fastrand::u64(..), fastrand::u64(..), from.email.domain());
    let mut mail = Mail::builder().from(from).subject(message.subject.clone()).message_id(Some(id));
    for to in to {
        mail = mail.to(to);
    }
    let body = MultiPart::mixed().singlepart(SinglePart::plain(message.text.clone()));
    let body = match &message.report {
        Some(report) => {
            let part = Part::new(report.name.clone()).body(report.html.clone(), ContentType::TEXT_HTML);
            body.singlepart(part)
        }
        None => body,
    };
    mail.multipart(body).map_err(|_| TellError::NotUnderstood)
}

fn transport(
    account: &MailAccount,
    password: Option<&SecretString>,
    authority: Option<&str>,
    patience: Patience,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, TellError> {
    check(account)?;
    let tls = || {
        let mut parameters = TlsParameters::builder(account.server.clone());
        if let Some(pem) = authority {
            let certificate = Certificate::from_pem(pem.as_bytes()).map_err(|_| TellError::NotSecure)?;
            parameters = parameters.add_root_certificate(certificate);
        }
        parameters.build().map_err(|_| TellError::NotSecure)
    };
    let tls = match account.security {
        MailSecurity::Starttls => Tls::Required(tls()?),
        MailSecurity::Tls => Tls::Wrapper(tls()?),
        MailSecurity::None => Tls::None,
    };
    let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(account.server.clone())
        .port(account.port)
        .tls(tls)
        .timeout(Some(patience.connect));
    if !account.user.is_empty() {
        let password = password.ok_or(TellError::SignIn)?.expose_secret().to_owned();
        transport = transport.credentials(Credentials::new(account.user.clone(), password));
    }
    Ok(transport.build())
}

/// A server on this computer.
fn is_here(server: &str) -> bool {
    let server = server.trim_start_matches('[').trim_end_matches(']');
    server.eq_ignore_ascii_case("localhost") || server.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The server's own words may repeat what it was sent, and stay out.
fn why(error: &SmtpError) -> TellError {
    match error.status().map(u16::from) {
        Some(530 | 534 | 535 | 538) => TellError::SignIn,
        Some(code) => TellError::MailRefused { code },
        None if error.is_timeout() => TellError::Timeout,
        None if error.is_tls() || is_tls(error) => TellError::NotSecure,
        // No STARTTLS, or no way to sign in that both know.
        None if error.is_client() => TellError::NotSecure,
        None if error.is_response() => TellError::NotUnderstood,
        None => TellError::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_encryption_only_to_this_computer() {
        let account = |server: &str| MailAccount {
            server: server.into(),
            security: MailSecurity::None,
            from: "Waymark <a@example.com>".into(),
            to: vec!["b@example.com".into()],
            ..MailAccount::default()
        };
        for here in ["localhost", "127.0.0.1", "::1", "[::1]"] {
            assert_eq!(check(&account(here)), Ok(()), "{here}");
        }
        for there in ["mail.example.com", "127.0.0.1.example.com", "10.0.0.1"] {
            assert_eq!(check(&account(there)), Err(TellError::Insecure), "{there}");
        }
        let nobody = MailAccount { to: Vec::new(), ..account("localhost") };
        assert!(matches!(check(&nobody), Err(TellError::Mailbox { .. })));
        let header = MailAccount { to: vec!["b@example.com\r\nBcc: c@example.com".into()], ..account("::1") };
        assert!(matches!(check(&header), Err(TellError::Mailbox { .. })));
    }
}
