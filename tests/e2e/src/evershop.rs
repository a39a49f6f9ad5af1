//! `evershop`: the guided start to proven events on `EverShop`, and an audit of it by the plan that this made, held against
//! what was written down by hand before. What is found out is a table, a file, and one word: whether there was a false alarm.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde::Serialize;
use serde_json::Value;

use crate::app::{App, program};
use crate::error::{Error, Result};
use crate::newcomer::begin;
use crate::panel::id;
use crate::shops::evershop::{EverShop, folder};

/// Path patterns of the pages that an event's element is on, by the event's name. A star at the end stands for anything.
type Truth = BTreeMap<String, Vec<String>>;

/// Proven events that a start has to come to.
const ENOUGH: usize = 10;

/// What came of it: `result.json`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// Clicks from the shop's address to proven events.
    pub clicks: usize,
    /// Seconds from the guide to proven events.
    pub seconds: u64,
    /// What the panel said of proving.
    pub said: String,
    /// Pages that the audit looked at.
    pub pages: u64,
    /// Whether the audit came to its end.
    pub complete: bool,
    /// The events of the plan.
    pub events: Vec<Judged>,
}

/// An event, by what the audit says of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Judged {
    /// Its name.
    pub name: String,
    /// It fired when Waymark did what it counts.
    pub proven: bool,
    /// How the audit says it stands.
    pub standing: String,
    /// On how many pages it was what.
    pub verdicts: Value,
    /// Whether it fired in the audit; null where nobody tried.
    pub fires: Value,
    /// What the audit says that is not so, or could not be held against what is written down.
    pub wrong: Vec<String>,
}

impl Outcome {
    /// Ten events are proven, as a start has to come to; the audit came to its end, every event was judged, and nothing that
    /// was said of one is untrue.
    #[must_use]
    pub fn fine(&self) -> bool {
        self.complete && self.proven() >= ENOUGH && self.events.iter().all(|event| event.wrong.is_empty())
    }

    /// How many events are proven.
    #[must_use]
    pub fn proven(&self) -> usize {
        self.events.iter().filter(|event| event.proven).count()
    }
}

/// Does it all. Logs, the audit's report and `result.json` go into `out`.
pub async fn run(out: &Path) -> Result<Outcome> {
    std::fs::create_dir_all(out).map_err(Error::file(out))?;
    let truth: Truth = read(&folder().join("truth.json"))?;
    let shop = EverShop::start(out).await?;
    let mut app = App::start("evershop").await?;
    let played = play(&app, &shop, out, &truth).await;
    if played.is_err() {
        app.leave_evidence();
    }
    // The window goes before the shop that it shows.
    app.close().await?;
    played
}

async fn play(app: &App, shop: &EverShop, out: &Path, truth: &Truth) -> Result<Outcome> {
    app.panel().fill(&id("address"), shop.url()).await?;
    app.panel().press(&id("open-shop")).await?;
    app.panel().sees(&id("shop-screen")).await?;
    app.shop_loaded().await?;
    let begun = begin(app, 2).await?;
    app.picture(&out.join("proven.png")).await?;

    let report: Value = audit(app, shop, out)?;
    let of = |name: &str| {
        let events = report["events"].as_array().into_iter().flatten();
        events.into_iter().find(|event| event["name"] == name).cloned().unwrap_or_default()
    };
    let judged = begun.events.iter().map(|view| {
        let name = view.pointer("/event/name").and_then(Value::as_str).unwrap_or_default();
        let proven = view.pointer("/proof/state").is_some_and(|state| state == "proven");
        judge(name, proven, &of(name), truth)
    });
    let outcome = Outcome {
        clicks: begun.clicks,
        seconds: begun.took.as_secs(),
        pages: report.pointer("/totals/checked").and_then(Value::as_u64).unwrap_or_default(),
        complete: report["ending"] == "complete",
        events: judged.collect(),
        said: begun.said,
    };
    let json = serde_json::to_vec_pretty(&outcome).map_err(Error::json("the result"))?;
    let result = out.join("result.json");
    std::fs::write(&result, json).map_err(Error::file(&result))?;
    Ok(outcome)
}

/// No page was asked for an element of it: it fires by itself.
fn has_no_element(event: &Value) -> bool {
    event["verdicts"].as_object().is_some_and(serde_json::Map::is_empty)
}

/// Holds what the audit says of an event against what is so. It names three pages of each, those that miss it first.
fn judge(name: &str, proven: bool, event: &Value, truth: &Truth) -> Judged {
    let standing = event["standing"].as_str().unwrap_or("not audited").to_owned();
    let mut wrong = Vec::new();
    let examples = event["examples"].as_array().into_iter().flatten();
    match truth.get(name) {
        // It has no element that could be told to be somewhere.
        None if standing == "no_element" || has_no_element(event) => {}
        None => wrong.push("nothing is written down of it".to_owned()),
        Some(patterns) => {
            for example in examples {
                let url = example["url"].as_str().unwrap_or_default();
                let verdict = example["verdict"].as_str().unwrap_or_default();
                let is_there = patterns.iter().any(|pattern| matches(pattern, path(url)));
                if verdict != if is_there { "intact" } else { "missing" } {
                    wrong.push(format!("{verdict} on {}", path(url)));
                }
            }
        }
    }
    if event.pointer("/fires/kind").is_some_and(|fires| fires == "no") {
        wrong.push("did not fire".to_owned());
    }
    if ["not audited", "not_covered"].contains(&&*standing) {
        wrong.push("was held against no page".to_owned());
    }
    let (verdicts, fires) = (event["verdicts"].clone(), event["fires"].clone());
    Judged { name: name.to_owned(), proven, standing, verdicts, fires, wrong }
}

fn path(url: &str) -> &str {
    let from_host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = from_host.find('/').map_or("/", |at| &from_host[at..]);
    path.split(['?', '#']).next().unwrap_or(path)
}

fn matches(pattern: &str, path: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == path, |beginning| path.starts_with(beginning))
}

/// An audit by the command line, of the plan that the app keeps. Findings are no failure here: they are judged.
fn audit(app: &App, shop: &EverShop, out: &Path) -> Result<Value> {
    let file = out.join("audit.json");
    let slug = shop.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut command = Command::new(program("waymark")?);
    command.arg("--data").arg(app.data()).args(["audit", "--shop", &slug, "--anew", "--ignore-robots"]);
    command.args(["--sample", "normal", "--report"]).arg(&file);
    let said = command.output().map_err(Error::file("waymark"))?;
    if !file.exists() {
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        return Err(Error::Program { program: "waymark audit".into(), said });
    }
    read(&file)
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T> {
    let text = std::fs::read_to_string(file).map_err(Error::file(file))?;
    serde_json::from_str(&text).map_err(Error::json(&file.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_start_that_proves_little_is_not_fine() {
        let judged =
            |proven: &bool| Judged { wrong: Vec::new(), ..judge("page", *proven, &json!({}), &Truth::new()) };
        let is_fine = |proven: &[bool]| {
            let events = proven.iter().map(judged).collect();
            let said = String::new();
            Outcome { clicks: 9, seconds: 60, said, pages: 20, complete: true, events }.fine()
        };
        assert!(is_fine(&[true; ENOUGH]) && is_fine(&[[true; ENOUGH].as_slice(), &[false]].concat()));
        assert!(!is_fine(&[true; ENOUGH - 1]) && !is_fine(&[]));
    }

    #[test]
    fn what_is_there_and_not_found_or_found_and_not_there_is_wrong() {
        let truth = Truth::from([("buy".to_owned(), vec!["/tea/*".to_owned(), "/tin".to_owned()])]);
        let wrong = |url: &str, verdict: &str| {
            let example = json!({ "url": format!("http://s.example:80{url}"), "verdict": verdict });
            let event = json!({ "standing": "partly", "examples": [example] });
            judge("buy", true, &event, &truth).wrong.len()
        };
        assert_eq!(
            [wrong("/tea/green?a=1", "intact"), wrong("/tin", "intact"), wrong("/", "missing")],
            [0; 3]
        );
        assert_eq!([wrong("/tea/green", "missing"), wrong("/tin", "moved"), wrong("/", "intact")], [1; 3]);
        assert_eq!(wrong("/", "moved"), 1);
        assert_eq!(judge("sell", true, &json!({ "standing": "works" }), &truth).wrong.len(), 1);
        assert_eq!(judge("buy", true, &Value::Null, &truth).wrong.len(), 1);
        assert_eq!(judge("read", true, &json!({ "standing": "no_element" }), &truth).wrong.len(), 0);
    }
}
