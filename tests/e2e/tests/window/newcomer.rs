//! From an empty plan to ten proven events as somebody does it who was never here before: what the guide proposes is taken,
//! and Waymark makes it fire. On the demo shop and on one that nobody here wrote; clicks and seconds are said.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use waymark_e2e::app::{App, Pane};
use waymark_e2e::panel::id;
use waymark_e2e::shops::oscar::Oscar;
use waymark_e2e::{Error, Result, page, wait};

use crate::guiding::proposal;
use crate::{open, play};

/// How long Waymark may take to make events fire.
const PROVING: Duration = Duration::from_secs(150);
/// What a way leads to, and where, in two lines.
const WAYS: &str = "return all(arguments[0]).map((each) => `${each.textContent.trim()}\n${each.title}`);";

#[test]
fn ten_events_of_the_demo_shop_are_proven() {
    play("newcomer", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        ten_are_proven(app, 1).await
    });
}

#[test]
fn ten_events_of_django_oscar_are_proven() {
    play("newcomer-oscar", async |app| {
        let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        let oscar = Oscar::start(folder.path())?;
        open(app, oscar.url()).await?;
        ten_are_proven(app, 2).await
    });
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

    /// Adds what the guide proposes, at most so many a page, and goes on from kind of page to kind of page.
    async fn fill_plan(&mut self, most: usize, a_page: usize) -> Result {
        let mut seen: Vec<String> = Vec::new();
        loop {
            let page = self.proposals().await?;
            for entry in page.into_iter().take(a_page) {
                if self.events().await?.len() < most {
                    self.add(&entry).await?;
                }
            }
            let page_is_left = self.events().await?.len() < most;
            if self.app.panel().count(&id("rule-yes")).await? > 0 {
                self.press(&id("rule-yes")).await?;
            }
            let ways = self.all(WAYS, &id("way")).await?;
            let next = ways.into_iter().find(|way| !seen.contains(way));
            let Some(way) = next.filter(|_| page_is_left) else { return Ok(()) };
            let (kind, url) = way.split_once('\n').unwrap_or_default();
            self.press(&format!("{}[title=\"{url}\"]", id("way"))).await?;
            self.app.panel().reads("#guide-title", kind).await?;
            seen.push(way);
        }
    }

    /// What is proposed for the page in the pane, once the guide looked at it.
    async fn proposals(&self) -> Result<Vec<String>> {
        self.app.panel().sees(&id("ways")).await?;
        self.all("return all(arguments[0]).map((each) => each.getAttribute('data-id'));", &id("suggestion"))
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

/// From the guide of an empty plan to events that are proven, and what that took.
async fn ten_are_proven(app: &App, clicks: usize) -> Result {
    let begun = Instant::now();
    let mut newcomer = Newcomer { app, clicks };
    newcomer.press(&id("empty-guide")).await?;
    newcomer.fill_plan(11, 4).await?;
    newcomer.press(&id("guide-leave")).await?;
    newcomer.press(&id("prove")).await?;
    wait::until_within(PROVING, "what came of proving", async || {
        Ok((app.panel().count(&id("prove-close")).await? > 0).then_some(()))
    })
    .await?;
    let events = newcomer.events().await?;
    let proven = events.iter().filter(|view| view["proof"]["state"] == "proven").count();
    let said = page::text(app.session()?, &id("prove-bar")).await?.unwrap_or_default();
    let took = format!("{} clicks, {:.0} s", newcomer.clicks, begun.elapsed().as_secs_f32());
    assert!(proven >= 10, "{proven} of {}, {took}: {said}", events.len());
    // A click for each event, and a dozen around them at most: this is what a newcomer is promised.
    assert!(newcomer.clicks <= 24, "{took}");
    Ok(())
}
