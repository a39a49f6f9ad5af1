//! The truth in `tests/catalogue`: read, held against pages, and what is proposed for them judged by it.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its truth fails")]
#![allow(dead_code, reason = "each of those who use it uses a part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use waymark_catalogue::{Elements, Page, Suggestion, entry, suggestions};
use waymark_identify::rule::count;
use waymark_identify::{Document, NodeId, describe, describe_set};
use waymark_model::{Selector, Trigger};

/// A shop's truth.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Shop {
    #[serde(rename = "shop")]
    pub name: String,
    pub folder: String,
    pub language: String,
    pub releases: Vec<String>,
    /// Page types by page.
    pub types: BTreeMap<String, String>,
    /// Paths by page, where the shop has them.
    pub paths: BTreeMap<String, String>,
    #[serde(default)]
    pub held_out: bool,
    /// Made by whoever made Waymark: in no total.
    #[serde(default)]
    pub made: bool,
    pub truth: Vec<Row>,
}

/// What is true of one entry on some pages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub entry: String,
    pub pages: Vec<String>,
    pub releases: Option<Vec<String>>,
    #[serde(default)]
    pub one: Vec<String>,
    pub among: Option<String>,
    pub set: Option<String>,
    /// Sets each of which is right.
    #[serde(default)]
    pub sets: Vec<String>,
    pub maybe: Option<String>,
}

/// How a proposal stands to the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Right,
    Wrong,
    /// There, and nothing was proposed.
    None,
    /// Counted nowhere.
    Maybe,
}

/// One entry on one page.
#[derive(Debug)]
pub struct Case {
    pub entry: String,
    pub page: String,
    pub verdict: Verdict,
    /// What was proposed, in a line.
    pub proposed: String,
    /// It was on the page.
    pub there: bool,
    /// The elements that were proposed.
    pub nodes: Vec<NodeId>,
}

/// Whether selectors made for elements match these and nothing else.
pub fn can_be_selected(document: &Document, nodes: &[NodeId]) -> bool {
    let description = match nodes {
        [one] => describe(document, *one),
        several => describe_set(document, several),
    };
    description.is_ok_and(|description| count(document, &description.target.selectors).nodes() == nodes)
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn shops() -> Vec<Shop> {
    let folder = root().join("tests/catalogue/truth");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()).collect()
}

impl Shop {
    /// The pages that exist: release, name, type, and what they hold.
    pub fn pages(&self) -> Vec<(String, String, String, Document)> {
        let mut pages = Vec::new();
        for release in &self.releases {
            for (page, kind) in &self.types {
                let file = root().join(&self.folder).join(release).join(format!("{page}.html"));
                if let Ok(html) = std::fs::read_to_string(file) {
                    pages.push((
                        release.clone(),
                        page.clone(),
                        kind.clone(),
                        Document::from_html(&html).unwrap(),
                    ));
                }
            }
        }
        pages
    }

    pub fn rows<'a>(&'a self, release: &'a str, page: &'a str) -> impl Iterator<Item = &'a Row> {
        self.truth.iter().filter(move |row| {
            row.pages.iter().any(|known| known == page)
                && row.releases.as_ref().is_none_or(|releases| releases.iter().any(|known| known == release))
        })
    }

    /// What is proposed for a page, judged.
    pub fn judge(&self, release: &str, name: &str, kind: &str, document: &Document) -> Vec<Case> {
        let page = Page::of(document);
        let proposed = suggestions(&page, kind);
        let case = |entry: &str, verdict, there, found: Option<&Suggestion>| Case {
            entry: entry.to_owned(),
            page: format!("{release}/{name}"),
            verdict,
            proposed: found.map_or(String::new(), |found| line(document, found)),
            there,
            nodes: found.map(|found| found.nodes.clone()).unwrap_or_default(),
        };
        let mut cases = Vec::new();
        for row in self.rows(release, name).filter(|row| belongs(row, kind)) {
            let found = proposed.iter().find(|suggestion| suggestion.entry.id == row.entry);
            if row.maybe.is_some() {
                continue;
            }
            let verdict = match found {
                None => Verdict::None,
                Some(found) if row.is_right(document, found) => Verdict::Right,
                Some(_) => Verdict::Wrong,
            };
            cases.push(case(&row.entry, verdict, true, found));
        }
        for found in &proposed {
            let rows: Vec<&Row> =
                self.rows(release, name).filter(|row| row.entry == found.entry.id).collect();
            if rows.is_empty() {
                cases.push(case(&found.entry.id, Verdict::Wrong, false, Some(found)));
            } else if rows.iter().all(|row| row.maybe.is_some()) {
                cases.push(case(&found.entry.id, Verdict::Maybe, false, Some(found)));
            }
        }
        cases
    }
}

fn belongs(row: &Row, kind: &str) -> bool {
    entry(&row.entry).is_some_and(|entry| entry.belongs_on(kind))
}

fn line(document: &Document, found: &Suggestion) -> String {
    let first = found.nodes.first().map(|&node| waymark_identify::label(document, node)).unwrap_or_default();
    format!("{:.2} {}x {first} [{}]", found.confidence, found.nodes.len(), found.reason)
}

impl Row {
    /// Whether the selectors match what they say: how many elements each, with the number that is wanted.
    pub fn problems(&self, document: &Document) -> Vec<String> {
        let mut problems: Vec<String> = self
            .one
            .iter()
            .filter(|css| matched(document, css).len() != 1)
            .map(|css| format!("{css} matches {}", matched(document, css).len()))
            .collect();
        let some = self.among.iter().chain(&self.set).chain(&self.sets);
        problems.extend(
            some.filter(|css| matched(document, css).is_empty()).map(|css| format!("{css} matches none")),
        );
        problems
    }

    fn is_right(&self, document: &Document, found: &Suggestion) -> bool {
        let sends = matches!(found.entry.trigger, Trigger::Submit { .. });
        let same =
            |node: NodeId, truth: NodeId| node == truth || (sends && share_form(document, node, truth));
        let is_set = |css: &String| {
            let truth = matched(document, css);
            let within = found.nodes.iter().all(|node| truth.contains(node));
            within && found.nodes.len() * 2 >= truth.len()
        };
        if self.set.is_some() || !self.sets.is_empty() {
            return self.set.iter().chain(&self.sets).any(is_set);
        }
        let mut truth: Vec<NodeId> = self.one.iter().flat_map(|css| matched(document, css)).collect();
        truth.extend(self.among.iter().flat_map(|css| matched(document, css)));
        match (found.entry.elements, found.nodes.as_slice()) {
            (Elements::Set, nodes) => nodes.iter().all(|node| truth.contains(node)),
            (_, [node]) => truth.iter().any(|&other| same(*node, other)),
            _ => false,
        }
    }
}

/// A form, and what is in it.
fn share_form(document: &Document, left: NodeId, right: NodeId) -> bool {
    let form = |node: NodeId| {
        std::iter::once(node).chain(document.ancestors(node)).find(|&node| document.tag(node) == "form")
    };
    form(left).is_some() && form(left) == form(right)
}

fn matched(document: &Document, css: &str) -> Vec<NodeId> {
    let selector: Selector = serde_json::from_value(serde_json::json!({ "css": css })).unwrap();
    count(document, &[selector]).nodes().to_vec()
}
