//! Accessible names: what a screen reader would call an element. A subset of the accname rules, the same in
//! `ui/page/shared`, held together by `tests/vectors`.

use crate::document::{Document, NodeId};
use crate::role::role;
use crate::text;

/// Deepest nesting that is read.
const DEEPEST: usize = 100;
/// Characters after which reading stops.
const LONGEST: usize = 1_000;
/// Most ids of an `aria-labelledby` and most labels of a control that are read.
const LABELS: usize = 8;

/// Accessible name of an element, white space collapsed; empty where there is none.
#[must_use]
pub fn name(document: &Document, element: NodeId) -> String {
    labelled_by(document, element)
        .or_else(|| filled(document, element, "aria-label"))
        .or_else(|| native(document, element))
        .or_else(|| {
            is_named_by_content(document, element).then(|| content(document, element)).and_then(non_empty)
        })
        .or_else(|| filled(document, element, "title"))
        .or_else(|| {
            let has_placeholder = matches!(document.tag(element), "input" | "textarea");
            has_placeholder.then(|| filled(document, element, "placeholder")).flatten()
        })
        .unwrap_or_default()
}

fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// An attribute with something in it.
fn filled(document: &Document, element: NodeId, attribute: &str) -> Option<String> {
    document.attribute(element, attribute).map(text::collapse).and_then(non_empty)
}

/// What is not empty, with spaces between.
fn joined(words: impl Iterator<Item = String>) -> Option<String> {
    non_empty(words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" "))
}

fn labelled_by(document: &Document, element: NodeId) -> Option<String> {
    let ids = document.attribute(element, "aria-labelledby")?;
    let root = document.root_of(element);
    let named = ids
        .split(text::is_space)
        .filter(|id| !id.is_empty())
        .take(LABELS)
        .filter_map(|id| document.by_id(root, id))
        .map(|named| filled(document, named, "aria-label").unwrap_or_else(|| content(document, named)));
    joined(named)
}

/// The name that HTML gives: label, alt, value, legend, caption, title of a drawing.
fn native(document: &Document, element: NodeId) -> Option<String> {
    match document.tag(element) {
        "input" => input(document, element),
        "select" | "textarea" | "meter" | "output" | "progress" => labels(document, element),
        "img" | "area" => filled(document, element, "alt"),
        "fieldset" => child_name(document, element, "legend"),
        "figure" => child_name(document, element, "figcaption"),
        "table" => child_name(document, element, "caption"),
        "svg" => child_name(document, element, "title"),
        _ => None,
    }
}

fn input(document: &Document, input: NodeId) -> Option<String> {
    let value = || filled(document, input, "value");
    match document.input_type(input).as_str() {
        "button" => value(),
        "submit" => value().or_else(|| Some("Submit".to_owned())),
        "reset" => value().or_else(|| Some("Reset".to_owned())),
        "image" => filled(document, input, "alt").or_else(value),
        _ => labels(document, input),
    }
}

/// Words of the labels that point to a control or stand around it, in document order.
fn labels(document: &Document, control: NodeId) -> Option<String> {
    let id = document.element_id(control);
    let pointing = id.into_iter().flat_map(|id| document.labels_for(document.root_of(control), id));
    let around = document.ancestors(control).find(|&ancestor| document.tag(ancestor) == "label");
    let mut labels: Vec<NodeId> = pointing.take(LABELS).chain(around).collect();
    labels.sort_unstable();
    labels.dedup();
    joined(labels.into_iter().map(|label| content(document, label)))
}

fn child_name(document: &Document, element: NodeId, tag: &str) -> Option<String> {
    let child = document.child_elements(element).find(|&child| document.tag(child) == tag)?;
    non_empty(content(document, child))
}

/// Whether the name comes from what stands inside.
fn is_named_by_content(document: &Document, element: NodeId) -> bool {
    matches!(
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
    ) || matches!(document.tag(element), "label" | "legend" | "caption" | "figcaption")
}

/// The words inside an element, and the names of pictures and labelled things between them.
fn content(document: &Document, element: NodeId) -> String {
    let mut words = String::new();
    read(document, element, 0, &mut words);
    text::collapse(&words)
}

/// Recursion, bounded by [`DEEPEST`].
fn read(document: &Document, parent: NodeId, depth: usize, words: &mut String) {
    for child in document.children(parent) {
        if words.len() >= LONGEST {
            return;
        }
        if let Some(characters) = document.characters(child) {
            words.extend(characters.chars().take(LONGEST));
        } else if depth < DEEPEST {
            read_element(document, child, depth, words);
        }
    }
}

fn read_element(document: &Document, element: NodeId, depth: usize, words: &mut String) {
    let tag = document.tag(element);
    let is_left_out = text::is_unread(document, element)
        || matches!(tag, "select" | "textarea" | "datalist")
        || document.attribute(element, "aria-hidden") == Some("true");
    if is_left_out {
        return;
    }
    let picture = || matches!(tag, "img" | "svg").then(|| native(document, element)).flatten();
    match filled(document, element, "aria-label").or_else(picture) {
        Some(own) => {
            words.push(' ');
            words.push_str(&own);
            words.push(' ');
        }
        None => read(document, element, depth + 1, words),
    }
}
