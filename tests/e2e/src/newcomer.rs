//! From an empty plan to proven events as somebody does it who was never here before: what the guide proposes is taken, and
//! Waymark makes it fire. Clicks and seconds are counted; what they may be is for whoever plays it to say.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::app::{App, Pane};
use crate::error::Result;
use crate::panel::id;
use crate::{page, wait};

/// How long Waymark may take to make events fire.
const PROVING: Duration = Duration::from_secs(150);
/// What a way leads to, and where, in two lines.
const WAYS: &str = "return all(arguments[0]).map((each) => `${each.textContent.trim()}\n${each.title}`);";

/// CSS of a proposal of the guide.
#[must_use]
pub fn proposal(entry: &str) -> String {
    format!("[data-testid=suggestion][data-id={entry}]")
}

/// What a newcomer came to.
#[derive(Clone, Debug)]
pub struct Begun {
    /// How often they clicked.
    pub clicks: usize,
    /// How long it took, from the guide on.
    pub took: Duration,
    /// The events of the plan as the panel lists them.
    pub events: Vec<Value>,
    /// What the panel says came of proving.
    pub said: String,
}

impl Begun {
    /// Events that are proven as they are.
    #[must_use]
    pub fn proven(&self) -> usize {
        self.events.iter().filter(|view| view["proof"]["state"] == "proven").count()
    }
}

/// From the guide of an empty plan to events that are proven. `clicks` is how many it took to open the shop.
pub async fn begin(app: &App, clicks: usize) -> Result<Begun> {
    let begun = Instant::now();
    let mut newcomer = Newcomer { app, clicks };
    newcomer.press(&id("empty-guide")).await?;
    newcomer.fill_plan(11).await?;
    newcomer.press(&id("guide-leave")).await?;
    newcomer.press(&id("prove")).await?;
    wait::until_within(PROVING, "what came of proving", async || {
        Ok((app.panel().count(&id("prove-close")).await? > 0).then_some(()))
    })
    .await?;
    let said = page::text(app.session()?, &id("prove-bar")).await?.unwrap_or_default();
    Ok(Begun { clicks: newcomer.clicks, took: begun.elapsed(), events: newcomer.events().await?, said })
}

/// Somebody who was never here before, and how often they clicked.
struct Newcomer<'app> {
    app: &'app App,
    clicks: usize,
}

impl Newcomer<'_> {
    async fn press(&mut self, css: &str) -> Result {
        self.clicks += 1;
        self.app.panel().press(css).await
    }

    /// Adds what the guide proposes, all that a page has at one press, and goes on from kind of page to kind of page until
    /// there are so many; then, where that was too little, what the last page still has, one after the other.
    async fn fill_plan(&mut self, enough: usize) -> Result {
        let mut seen: Vec<String> = Vec::new();
        loop {
            let found = self.proposals().await?;
            if self.app.panel().count(&id("suggestions-add-all")).await? > 0 {
                self.add_all().await?;
            } else if let Some(only) = found.first() {
                self.add(only).await?;
            }
            let page_is_left = self.events().await?.len() < enough;
            if self.app.panel().count(&id("rule-yes")).await? > 0 {
                self.press(&id("rule-yes")).await?;
            }
            let ways = self.all(WAYS, &id("way")).await?;
            let next = ways.into_iter().find(|way| !seen.contains(way));
            let Some(way) = next.filter(|_| page_is_left) else { break };
            let (kind, url) = way.split_once('\n').unwrap_or_default();
            self.press(&format!("{}[title=\"{url}\"]", id("way"))).await?;
            self.app.panel().reads("#guide-title", kind).await?;
            seen.push(way);
        }
        while self.events().await?.len() < enough
            && let Some(first) = self.proposals().await?.first()
        {
            self.add(first).await?;
        }
        Ok(())
    }

    /// What is proposed for the page in the pane, once the guide looked at it.
    async fn proposals(&self) -> Result<Vec<String>> {
        self.app.panel().sees(&id("ways")).await?;
        self.all("return all(arguments[0]).map((each) => each.getAttribute('data-id'));", &id("suggestion"))
            .await
    }

    /// Takes all that a page has, but for what is to be looked at first.
    async fn add_all(&mut self) -> Result {
        let before = self.events().await?.len();
        self.press(&id("suggestions-add-all")).await?;
        wait::until("what the page has to be taken", async || {
            Ok((self.events().await?.len() > before).then_some(()))
        })
        .await
    }

    /// Takes one; what is to be looked at first is saved as it is proposed.
    async fn add(&mut self, entry: &str) -> Result {
        let before = self.events().await?.len();
        self.press(&format!("{} {}", proposal(entry), id("suggestion-add"))).await?;
        let is_open = wait::until(&format!("{entry} to be taken"), async || {
            let is_open = self.app.panel().count(&id("draft-save")).await? > 0;
            let is_in = self.events().await?.len() > before;
            Ok((is_open || is_in).then_some(is_open))
        })
        .await?;
        if is_open {
            self.press(&id("draft-save")).await?;
            self.app.panel().sees(&id("guide")).await?;
        }
        Ok(())
    }

    async fn events(&self) -> Result<Vec<Value>> {
        let overview = self.app.panel().invoke("overview", json!({})).await?;
        Ok(overview.pointer("/open/events").and_then(Value::as_array).cloned().unwrap_or_default())
    }

    async fn all(&self, script: &str, css: &str) -> Result<Vec<String>> {
        self.app.to(Pane::Panel).await?;
        let found = page::run(self.app.session()?, script, vec![json!(css)]).await?;
        let texts = found.as_array().into_iter().flatten();
        Ok(texts.filter_map(|text| text.as_str().map(str::to_owned)).collect())
    }
}
