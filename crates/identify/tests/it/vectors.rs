//! The conformance vectors of `tests/vectors`, as far as they concern this crate: rules, roles, names, texts
//! and clickable ancestors. The page scripts run the same files in Chromium and WebKitGTK.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;

use serde::Deserialize;
use waymark_identify::clickable::clickable_ancestor;
use waymark_identify::rule::InvalidSelector;
use waymark_identify::{CompiledRule, Count, Document, NodeId, money, name, nearest, role, text};
use waymark_model::Selector;

use crate::common;

/// Files whose cases this crate answers.
const FILES: [&str; 6] =
    ["clickable.json", "frames.json", "names.json", "near.json", "rules.json", "text.json"];

#[derive(Deserialize)]
struct Group {
    name: String,
    #[serde(default)]
    html: String,
    cases: Vec<Case>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Case {
    rule: Option<Vec<Selector>>,
    selector: Option<usize>,
    ids: Vec<String>,
    hit: Option<String>,
    is: Option<String>,
    of: Option<String>,
    role: Option<String>,
    name: Option<String>,
    text: Option<String>,
    click: Option<String>,
    normalise: Option<String>,
    amount: Option<String>,
    near: Option<String>,
}

/// Why a case does not hold.
#[derive(Debug, thiserror::Error)]
enum Departure {
    #[error("there is no element with the id {0}")]
    NoElement(String),
    #[error("the case asks nothing this crate knows")]
    NothingAsked,
    #[error(transparent)]
    Rule(#[from] InvalidSelector),
    #[error("got {0}")]
    Answer(String),
}

impl Departure {
    /// The answer that was given instead of the right one.
    fn answer(given: impl std::fmt::Debug) -> Self {
        Self::Answer(format!("{given:?}"))
    }
}

#[test]
fn every_vector_holds_in_rust() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut failures = Vec::new();
    let mut passed = 0;
    for file in FILES {
        let json = std::fs::read_to_string(folder.join(file)).expect("a file of vectors");
        let groups: Vec<Group> = serde_json::from_str(&json).expect("vectors as the README describes them");
        for group in groups {
            let document = common::with_frames(&group.html);
            for case in &group.cases {
                match check(&document, case) {
                    Ok(()) => passed += 1,
                    Err(departure) => {
                        failures.push(format!("{file}, {}: {case:?}\n    {departure}", group.name));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(passed > 150, "only {passed} cases were there to run");
}

/// Runs one case.
fn check(document: &Document, case: &Case) -> Result<(), Departure> {
    let by_id = |id: &String| {
        let found = document.roots().find_map(|root| document.by_id(root, id));
        found.ok_or_else(|| Departure::NoElement(id.clone()))
    };
    if let Some(input) = &case.normalise {
        return agree(&text::normalise(input), case.is.as_ref());
    }
    if let Some(id) = &case.click {
        let clicked = clickable_ancestor(document, by_id(id)?);
        return agree(document.element_id(clicked).unwrap_or(""), case.is.as_ref());
    }
    if let Some(id) = &case.of {
        let element = by_id(id)?;
        agree_if(role::role(document, element), case.role.as_ref())?;
        agree_if(&name::name(document, element), case.name.as_ref())?;
        return agree_if(&text::readable(document, element), case.text.as_ref());
    }
    if let Some(id) = &case.amount {
        let said = money::amount(document, by_id(id)?).map(money::in_digits);
        return if said == case.is { Ok(()) } else { Err(Departure::answer(said)) };
    }
    let rule = case.rule.as_ref().ok_or(Departure::NothingAsked)?;
    let count = CompiledRule::new(rule)?.count(document);
    if let Some(target) = &case.near {
        let target = (!target.is_empty()).then(|| by_id(target)).transpose()?;
        let near = nearest(document, target, count.nodes());
        let ids: Vec<&str> = near.iter().map(|&node| document.element_id(node).unwrap_or("")).collect();
        return if ids == case.ids { Ok(()) } else { Err(Departure::answer(ids)) };
    }
    if let Some(id) = &case.hit {
        let target = path(document, by_id(id)?).into_iter().find(|node| count.nodes().contains(node));
        let id = target.and_then(|node| document.element_id(node));
        return if id == case.is.as_deref() { Ok(()) } else { Err(Departure::answer(id)) };
    }
    let (selector, nodes) = match &count {
        Count::Matched { selector, nodes } => (Some(*selector), nodes.as_slice()),
        Count::Nothing => (None, [].as_slice()),
        other => return Err(Departure::answer(other)),
    };
    let ids: Vec<&str> = nodes.iter().map(|&node| document.element_id(node).unwrap_or("")).collect();
    if selector == case.selector && ids == case.ids {
        Ok(())
    } else {
        Err(Departure::answer((selector, ids)))
    }
}

/// The composed path of an event: out of shadow roots, not out of frames.
fn path(document: &Document, innermost: NodeId) -> Vec<NodeId> {
    std::iter::successors(Some(innermost), |&node| document.parent_or_host(node)).collect()
}

fn agree(answer: &str, expected: Option<&String>) -> Result<(), Departure> {
    if expected.is_some_and(|expected| expected == answer) { Ok(()) } else { Err(Departure::answer(answer)) }
}

fn agree_if(answer: &str, expected: Option<&String>) -> Result<(), Departure> {
    if expected.is_none() { Ok(()) } else { agree(answer, expected) }
}
