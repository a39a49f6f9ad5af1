//! Accessible names: what a screen reader would call an element. A subset of the accname rules, the same in
//! `ui/page/shared`, held together by `tests/vectors`.

use crate::document::{Document, NodeId};
use crate::role::role;
use crate::text;

/// Longest name that is put together, in bytes.
const MAX_NAME: usize = 1_000;

/// Accessible name of an element, white space collapsed; empty where there is none.
#[must_use]
pub fn name(document: &Document, element: NodeId) -> String {
    let found = labelled_by(document, element)
        .or_else(|| aria_label(document, element))
        .or_else(|| native(document, element))
        .or_else(|| from_content(document, element))
        .or_else(|| filled(document, element, "title"))
        .or_else(|| placeholder(document, element));
    found.unwrap_or_default()
}

/// An attribute with something in it.
fn filled(document: &Document, element: NodeId, attribute: &str) -> Option<String> {
    document.attribute(element, attribute).map(text::collapse).filter(|value| !value.is_empty())
}

fn aria_label(document: &Document, element: NodeId) -> Option<String> {
    filled(document, element, "aria-label")
}

fn labelled_by(document: &Document, element: NodeId) -> Option<String> {
    let ids = document.attribute(element, "aria-labelledby")?;
    let root = document.root_of(element);
    let names: Vec<String> = ids
        .split_ascii_whitespace()
        .take(8)
        .filter_map(|id| document.by_id(root, id))
        .map(|node| aria_label(document, node).unwrap_or_else(|| content(document, node)))
        .filter(|name| !name.is_empty())
        .collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// The name that HTML gives: label, alt, value, legend, caption, svg title.
fn native(document: &Document, element: NodeId) -> Option<String> {
    match document.tag(element) {
        "input" => input(document, element),
        "select" | "textarea" | "meter" | "output" | "progress" => labels(document, element),
        "img" | "area" => filled(document, element, "alt"),
        "fieldset" => child_text(document, element, "legend"),
        "figure" => child_text(document, element, "figcaption"),
        "table" => child_text(document, element, "caption"),
        "svg" => child_text(document, element, "title"),
        _ => None,
    }
}

fn input(document: &Document, element: NodeId) -> Option<String> {
    let kind = document.attribute(element, "type").unwrap_or("").trim().to_ascii_lowercase();
    let value = || filled(document, element, "value");
    match kind.as_str() {
        "button" => value(),
        "submit" => Some(value().unwrap_or_else(|| "Submit".to_owned())),
        "reset" => Some(value().unwrap_or_else(|| "Reset".to_owned())),
        "image" => filled(document, element, "alt").or_else(value),
        _ => labels(document, element),
    }
}

fn placeholder(document: &Document, element: NodeId) -> Option<String> {
    matches!(document.tag(element), "input" | "textarea")
        .then(|| filled(document, element, "placeholder"))
        .flatten()
}

/// Words of the labels that belong to a control.
fn labels(document: &Document, element: NodeId) -> Option<String> {
    let around = document.ancestors(element).find(|&ancestor| document.is_html(ancestor, "label"));
    let pointing = document.element_id(element).map(|id| document.labels_for(document.root_of(element), id));
    let mut labels: Vec<NodeId> = pointing.into_iter().flatten().chain(around).collect();
    labels.sort_unstable();
    labels.dedup();
    let names: Vec<String> =
        labels.into_iter().map(|label| content(document, label)).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

fn child_text(document: &Document, element: NodeId, tag: &str) -> Option<String> {
    let child = document.child_elements(element).find(|&child| document.tag(child) == tag)?;
    Some(content(document, child)).filter(|name| !name.is_empty())
}

/// The name from what stands inside, for roles that are named so.
fn from_content(document: &Document, element: NodeId) -> Option<String> {
    let named = matches!(
        role(document, element),
        "button"
            | "cell"
            | "checkbox"
            | "columnheader"
            | "gridcell"
            | "heading"
            | "link"
            | "menuitem"
            | "menuitemcheckbox"
            | "menuitemradio"
            | "option"
            | "radio"
            | "row"
            | "rowheader"
            | "switch"
            | "tab"
            | "tooltip"
            | "treeitem"
    ) || matches!(document.tag(element), "label" | "legend" | "caption" | "figcaption");
    named.then(|| content(document, element)).filter(|name| !name.is_empty())
}

/// Words inside an element: text, and the names of images and labelled things in between.
fn content(document: &Document, element: NodeId) -> String {
    let mut words = String::new();
    let end = document.end(element);
    let mut node = document.first_child(element).unwrap_or(end);
    while node < end && words.len() < MAX_NAME {
        if let Some(characters) = document.characters(node) {
            words.push_str(characters);
        } else {
            if is_left_out(document, node) {
                node = document.end(node);
                continue;
            }
            let own = aria_label(document, node).or_else(|| embedded(document, node));
            if let Some(own) = own {
                words.push(' ');
                words.push_str(&own);
                words.push(' ');
                node = document.end(node);
                continue;
            }
        }
        node = NodeId(node.0 + 1);
    }
    text::collapse(&words)
}

/// The name of something inside another name.
fn embedded(document: &Document, element: NodeId) -> Option<String> {
    match document.tag(element) {
        "img" => filled(document, element, "alt"),
        "svg" => child_text(document, element, "title"),
        _ => None,
    }
}

fn is_left_out(document: &Document, element: NodeId) -> bool {
    matches!(document.tag(element), "script" | "style" | "noscript" | "template")
        || document.attribute(element, "aria-hidden") == Some("true")
}
