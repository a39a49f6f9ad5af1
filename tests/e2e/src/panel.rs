//! The panel as a person uses it: what can be pressed, filled and read, by `data-testid`. What the panel is
//! told by the shell is kept too, because some of it is on the screen for a moment only.

mod accessible;

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::app::{App, Pane};
use crate::error::{Error, Result};
use crate::{page, wait};

/// Keeps every notice of the shell in `window.heard`.
const LISTEN: &str = "
    const tauri = window.__TAURI_INTERNALS__, done = arguments[arguments.length - 1];
    if (window.heard) { done(null); return; }
    window.heard = [];
    const handler = tauri.transformCallback((event) => window.heard.push(event.payload));
    tauri.invoke('plugin:event|listen', { event: 'waymark', target: { kind: 'Any' }, handler })
      .then(() => done(null), (error) => done(String(error)));";

/// Whether an element stays where it is for two pictures of the screen.
const STANDS_STILL: &str = "
    const [element, done] = arguments;
    const place = () => { const { x, y } = element.getBoundingClientRect(); return `${x} ${y}`; };
    const before = place();
    requestAnimationFrame(() => requestAnimationFrame(() => done(place() === before)));";

/// Calls a command as the panel does.
const INVOKE: &str = "
    const [command, given, done] = arguments;
    window.__TAURI_INTERNALS__.invoke(command, given)
      .then((answer) => done({ answer }), (failure) => done({ failure }));";

/// The panel of a running app. Every method makes the driver look at the panel first.
#[derive(Clone, Copy, Debug)]
pub struct Panel<'app>(pub(crate) &'app App);

/// CSS of what carries a test id.
#[must_use]
pub fn id(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}

impl Panel<'_> {
    /// Presses a button, once it is there, can be pressed and stands still: a click on what moves away hits what comes there.
    pub async fn press(&self, css: &str) -> Result {
        self.0.to(Pane::Panel).await?;
        let client = self.0.session()?.client();
        wait::until(&format!("{css} in the panel to be pressed"), async || {
            let element = client.find(Locator::Css(css)).await?;
            let itself = vec![json!(element)];
            let stands_still = client.execute_async(STANDS_STILL, itself).await?.as_bool() == Some(true);
            if !stands_still || !element.is_enabled().await? {
                return Ok(None);
            }
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Replaces what a field holds.
    pub async fn fill(&self, css: &str, text: &str) -> Result {
        self.0.to(Pane::Panel).await?;
        let client = self.0.session()?.client();
        wait::until(&format!("{css} in the panel to be filled"), async || {
            let field = client.find(Locator::Css(css)).await?;
            field.clear().await?;
            // The page is told of keys only: a field that stays empty gets one that is taken back.
            field.send_keys(if text.is_empty() { " \u{E003}" } else { text }).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Chooses an option of a select by its value.
    pub async fn choose(&self, css: &str, value: &str) -> Result {
        self.0.to(Pane::Panel).await?;
        let client = self.0.session()?.client();
        wait::until(&format!("{value} to be chosen in {css}"), async || {
            client.find(Locator::Css(css)).await?.select_by_value(value).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Waits until something is in the panel.
    pub async fn sees(&self, css: &str) -> Result {
        self.0.to(Pane::Panel).await?;
        wait::until(&format!("{css} in the panel"), async || Ok((self.count(css).await? > 0).then_some(())))
            .await
    }

    /// Waits until something is not in the panel.
    pub async fn sees_no(&self, css: &str) -> Result {
        self.0.to(Pane::Panel).await?;
        wait::until(&format!("no {css} in the panel"), async || {
            Ok((self.count(css).await? == 0).then_some(()))
        })
        .await
    }

    /// Waits until the text of something contains a text, and returns it whole.
    pub async fn reads(&self, css: &str, part: &str) -> Result<String> {
        self.0.to(Pane::Panel).await?;
        wait::until(&format!("\"{part}\" in {css}"), async || {
            let text = page::text(self.0.session()?, css).await?.unwrap_or_default();
            if text.contains(part) {
                Ok(Some(text))
            } else {
                Err(Error::Page(format!("it reads \"{text}\"")))
            }
        })
        .await
    }

    /// All that it says, as far as one wants to read when something went wrong.
    pub async fn says(&self) -> Result<String> {
        self.0.to(Pane::Panel).await?;
        let said =
            page::run(self.0.session()?, "return document.body.innerText.slice(0, 3000);", vec![]).await?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    }

    /// Value of a field.
    pub async fn value(&self, css: &str) -> Result<String> {
        self.property(css, "value").await
    }

    /// Property of the first element a CSS matches, as text; empty where it has none.
    pub async fn property(&self, css: &str, name: &str) -> Result<String> {
        self.0.to(Pane::Panel).await?;
        let script = "return all(arguments[0])[0]?.[arguments[1]];";
        let found = page::run(self.0.session()?, script, vec![json!(css), json!(name)]).await?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    /// How many visible elements a CSS matches.
    pub async fn count(&self, css: &str) -> Result<u64> {
        page::count(self.0.session()?, css).await
    }

    /// Calls a command of the shell as the panel does; a refusal is an error.
    pub async fn invoke(&self, command: &str, arguments: Value) -> Result<Value> {
        self.0.to(Pane::Panel).await?;
        let mut said =
            self.0.session()?.client().execute_async(INVOKE, vec![json!(command), arguments]).await?;
        match said.get("failure") {
            Some(failure) => Err(Error::Page(format!("{command}: {failure}"))),
            None => Ok(said.get_mut("answer").map(Value::take).unwrap_or_default()),
        }
    }

    /// Starts keeping notices; done once after every start.
    pub(crate) async fn listen(&self) -> Result {
        self.0.to(Pane::Panel).await?;
        let said = self.0.session()?.client().execute_async(LISTEN, Vec::new()).await?;
        match said.as_str() {
            Some(error) => Err(Error::Page(error.to_owned())),
            None => Ok(()),
        }
    }

    /// All notices of one kind so far, the oldest first.
    pub async fn heard(&self, kind: &str) -> Result<Vec<Value>> {
        self.0.to(Pane::Panel).await?;
        let script =
            "return heard.filter((notice) => notice.kind === arguments[0]).map((notice) => notice.data);";
        match page::run(self.0.session()?, script, vec![json!(kind)]).await? {
            Value::Array(notices) => Ok(notices),
            other => Err(Error::Page(format!("notices are {other}"))),
        }
    }

    /// Forgets the notices so far.
    pub async fn forget(&self) -> Result {
        self.0.to(Pane::Panel).await?;
        page::run(self.0.session()?, "heard.length = 0;", Vec::new()).await.map(drop)
    }

    /// Waits for a notice of a kind that is as wanted.
    pub async fn hears(&self, kind: &str, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        wait::until(&format!("a notice {kind} as wanted"), async || {
            let heard = self.heard(kind).await?;
            let last = heard.last().map_or_else(|| "none".to_owned(), brief);
            match heard.into_iter().rev().find(|notice| wanted(notice)) {
                Some(found) => Ok(Some(found)),
                None => Err(Error::Page(format!("the last one was {last}"))),
            }
        })
        .await
    }

    /// The open shop's events as the panel lists them.
    pub async fn events(&self) -> Result<Vec<Value>> {
        let overview = self.invoke("overview", json!({})).await?;
        Ok(overview.pointer("/open/events").and_then(Value::as_array).cloned().unwrap_or_default())
    }
}

fn brief(notice: &Value) -> String {
    let text = notice.to_string();
    text.chars().take(300).collect()
}
