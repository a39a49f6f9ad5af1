//! Which element a click means: the nearest clickable thing around what the mouse was over. The same walk as
//! the picker's, held to it by `tests/vectors`; and what counts as interactive at all.

use crate::document::{Document, NodeId};

/// How far the walk goes up, in levels.
const LEVELS: usize = 8;

/// Roles that make anything a control.
const CONTROL_ROLES: [&str; 11] = [
    "button",
    "link",
    "tab",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "switch",
    "checkbox",
    "radio",
    "treeitem",
];

/// The element a click on `element` means; the element itself when nothing around it is clickable.
#[must_use]
pub fn clickable_ancestor(document: &Document, element: NodeId) -> NodeId {
    let path = std::iter::successors(Some(element), |&node| document.parent_or_host(node)).take(LEVELS + 1);
    for node in path {
        if document.is_html(node, "option") {
            let select = document.ancestors(node).find(|&ancestor| document.is_html(ancestor, "select"));
            return select.unwrap_or(node);
        }
        if is_interactive(document, node) {
            return node;
        }
    }
    element
}

/// Whether a visitor can act on the element.
#[must_use]
pub fn is_interactive(document: &Document, element: NodeId) -> bool {
    let has = |name| document.has_attribute(element, name);
    let by_tag = match document.tag(element) {
        "a" => has("href"),
        "button" | "select" | "textarea" | "summary" | "label" | "video" | "audio" => true,
        "input" => {
            !document.attribute(element, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
        }
        _ => false,
    };
    by_tag || has("onclick") || is_editable(document, element) || has_control_role(document, element)
}

fn is_editable(document: &Document, element: NodeId) -> bool {
    document
        .attribute(element, "contenteditable")
        .is_some_and(|value| !value.trim().eq_ignore_ascii_case("false"))
}

fn has_control_role(document: &Document, element: NodeId) -> bool {
    document.attribute(element, "role").is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .next()
            .is_some_and(|role| CONTROL_ROLES.contains(&&*role.to_ascii_lowercase()))
    })
}
