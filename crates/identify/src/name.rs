//! Accessible names: what a screen reader would call an element. A subset of the accname rules, the same in
//! `ui/page/shared`, held together by `tests/vectors`.

use crate::document::{Document, NodeId};
use crate::role::role;
use crate::text;

/// Deepest nesting that is read.
const DEEPEST: usize = 64;
/// Longest text that a name is put together from, in bytes.
const LONGEST: usize = 64 << 10;
/// Most labels of one control.
const LABELS: usize = 64;

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
        .unwrap_or_default()
}

fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// An attribute with something in it.
fn filled(document: &Document, element: NodeId, attribute: &str) -> Option<String> {
    document.attribute(element, attribute).map(text::collapse).and_then(non_empty)
}

fn labelled_by(document: &Document, element: NodeId) -> Option<String> {
    let ids = document.attribute(element, "aria-labelledby")?;
    let root = document.root_of(element);
    let names: Vec<String> = ids
        .split(text::is_space)
        .filter(|id| !id.is_empty())
        .take(LABELS)
        .filter_map(|id| document.by_id(root, id))
        .map(|named| {
            filled(document, named, "aria-label")
                .or_else(|| native(document, named))
                .unwrap_or_else(|| content(document, named))
        })
        .collect();
    non_empty(text::collapse(&names.join(" ")))
}

/// The name that HTML gives: label, placeholder, alt, value, legend, caption, svg title.
fn native(document: &Document, element: NodeId) -> Option<String> {
    if let Some(text) = text::button_text(document, element) {
        return non_empty(text::collapse(text));
    }
    match document.tag(element) {
        "input" | "select" | "textarea" => {
            labels(document, element).or_else(|| filled(document, element, "placeholder"))
        }
        "img" | "area" => filled(document, element, "alt"),
        "fieldset" => child_name(document, element, "legend"),
        "table" => child_name(document, element, "caption"),
        "figure" => child_name(document, element, "figcaption"),
        "svg" => child_name(document, element, "title"),
        _ => None,
    }
}

/// Words of the labels that point to the control, then of the one around it.
fn labels(document: &Document, control: NodeId) -> Option<String> {
    let id = document.element_id(control);
    let pointing = id.into_iter().flat_map(|id| document.labels_for(document.root_of(control), id));
    let mut labels: Vec<NodeId> = pointing.take(LABELS).collect();
    let around =
        std::iter::successors(document.parent_or_host(control), |&node| document.parent_or_host(node))
            .find(|&ancestor| document.tag(ancestor) == "label");
    labels.extend(around.filter(|&label| !document.has_attribute(label, "for") && !labels.contains(&label)));
    let words: Vec<String> = labels.into_iter().map(|label| content(document, label)).collect();
    non_empty(text::collapse(&words.join(" ")))
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
    ) || matches!(document.tag(element), "label" | "legend" | "caption")
}

/// The words inside an element, pictures and labelled parts included.
fn content(document: &Document, element: NodeId) -> String {
    let mut words = String::new();
    read(document, element, 0, &mut words);
    text::collapse(&words)
}

fn read(document: &Document, parent: NodeId, depth: usize, words: &mut String) {
    for child in document.children(parent) {
        if words.len() > LONGEST {
            return;
        }
        if let Some(characters) = document.characters(child) {
            words.push_str(characters);
        } else if depth < DEEPEST {
            read_element(document, child, depth, words);
        }
    }
}

fn read_element(document: &Document, element: NodeId, depth: usize, words: &mut String) {
    let is_hidden = document.has_attribute(element, "hidden")
        || document.attribute(element, "aria-hidden") == Some("true");
    if is_hidden || text::is_unread(document, element) {
        return;
    }
    let is_inline = is_inline(document.tag(element));
    if !is_inline {
        words.push(' ');
    }
    let own = filled(document, element, "aria-label")
        .or_else(|| text::button_text(document, element).filter(|text| !text.is_empty()).map(str::to_owned));
    match (own, document.tag(element)) {
        (Some(own), _) => words.push_str(&own),
        (None, "input" | "select" | "textarea") => {}
        (None, "img" | "area" | "svg") => words.push_str(&native(document, element).unwrap_or_default()),
        (None, _) => read(document, element, depth + 1, words),
    }
    if !is_inline {
        words.push(' ');
    }
}

/// Elements that do not part words.
fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "em"
            | "font"
            | "i"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}
