//! The locators that live in a browser, put to the question by `browser.mjs`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::json;
use waymark_identify::Document;

use super::queries::Query;
use super::rows::Found;
use crate::error::{Error, Result};
use crate::peers::Bounds;

/// What Chromium said.
pub struct Seen {
    /// Where each element of each page stands, in the pages' order.
    pub bounds: Vec<Vec<Bounds>>,
    /// What each locator found.
    pub locators: Vec<Found>,
    /// What was run.
    pub about: About,
}

/// What was run, and when.
#[derive(Debug, Deserialize)]
pub struct About {
    /// Day of the run, as in 2026-01-31.
    pub date: String,
    /// Version of the browser.
    pub chromium: String,
    /// Version of `@medv/finder`.
    pub finder: String,
    /// Version of `css-selector-generator`.
    pub generator: String,
    /// Version of `playwright-core`.
    pub playwright: String,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(flatten)]
    about: About,
    boxes: Vec<Vec<Bounds>>,
    elements: Vec<Each<Made>>,
    found: Vec<Search>,
}

/// The same of each locator.
#[derive(Deserialize)]
struct Each<T> {
    finder: T,
    generator: T,
    playwright: T,
}

#[derive(Deserialize)]
struct Made {
    ms: f64,
}

#[derive(Deserialize)]
struct Search {
    ms: Took,
    matches: Vec<Each<Vec<usize>>>,
}

/// Mean time a locator, in milliseconds.
#[derive(Deserialize)]
struct Took {
    css: f64,
    playwright: f64,
}

/// Asks the browser's locators everything. The job goes into a file.
pub fn ask(pages: &BTreeMap<PathBuf, Document>, queries: &[Query], job: &Path) -> Result<Seen> {
    let page_of: BTreeMap<&Path, usize> =
        pages.keys().enumerate().map(|(number, path)| (path.as_path(), number)).collect();
    let mut elements: BTreeMap<(usize, usize), &str> = BTreeMap::new();
    let mut searches: BTreeMap<(usize, &[usize]), Vec<usize>> = BTreeMap::new();
    for (index, query) in queries.iter().enumerate() {
        elements.insert((page_of[&*query.old], query.element), &query.path);
        searches.entry((page_of[&*query.new], &query.deleted)).or_default().push(index);
    }
    let element_of: BTreeMap<(usize, usize), usize> =
        elements.keys().enumerate().map(|(number, &key)| (key, number)).collect();
    let wanted = |indexes: &[usize]| -> Vec<usize> {
        let of = |query: &Query| element_of[&(page_of[&*query.old], query.element)];
        indexes.iter().map(|&index| of(&queries[index])).collect()
    };
    let text = json!({
        "pages": pages.keys().collect::<Vec<_>>(),
        "elements": elements.iter().map(|((page, element), path)| json!([page, element, path])).collect::<Vec<_>>(),
        "searches": searches
            .iter()
            .map(|((page, deleted), indexes)| json!([page, deleted, wanted(indexes)]))
            .collect::<Vec<_>>(),
    });
    std::fs::write(job, text.to_string()).map_err(Error::file(job))?;
    let answer = run(job)?;

    let mut found = Each { finder: Vec::new(), generator: Vec::new(), playwright: Vec::new() };
    for list in [&mut found.finder, &mut found.generator, &mut found.playwright] {
        list.resize(queries.len(), Vec::new());
    }
    let (mut css_ms, mut playwright_ms) = (0.0, 0.0);
    for (indexes, search) in searches.values().zip(answer.found) {
        css_ms += search.ms.css * indexes.len() as f64;
        playwright_ms += search.ms.playwright * indexes.len() as f64;
        for (&index, each) in indexes.iter().zip(search.matches) {
            found.finder[index] = each.finder;
            found.generator[index] = each.generator;
            found.playwright[index] = each.playwright;
        }
    }
    let made = |of: fn(&Each<Made>) -> &Made| {
        let sum: f64 = answer.elements.iter().map(|each| of(each).ms).sum();
        Some(sum / answer.elements.len().max(1) as f64)
    };
    let row = |name: &str, answers, describing_ms, ms: f64| Found {
        name: name.to_owned(),
        answers,
        describing_ms,
        ms: ms / queries.len().max(1) as f64,
    };
    let locators = vec![
        row("@medv/finder", found.finder, made(|each| &each.finder), css_ms),
        row("css-selector-generator", found.generator, made(|each| &each.generator), css_ms),
        row("Playwright's locator", found.playwright, made(|each| &each.playwright), playwright_ms),
    ];
    Ok(Seen { bounds: answer.boxes, locators, about: answer.about })
}

fn run(job: &Path) -> Result<Answer> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser.mjs");
    let output = Command::new("node").arg(&script).arg(job).output().map_err(Error::file(&script))?;
    if !output.status.success() {
        return Err(Error::Browser(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    serde_json::from_slice(&output.stdout).map_err(Error::json(&script))
}
