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
    let up = |&node: &NodeId| document.parent_or_host(node);
    let found = std::iter::successors(Some(element), up)
        .take(LEVELS + 1)
        .find(|&node| is_interactive(document, node));
    match found {
        Some(option) if document.tag(option) == "option" && !document.has_attribute(option, "role") => {
            let select = std::iter::successors(Some(option), up).find(|&node| document.tag(node) == "select");
            select.unwrap_or(option)
        }
        Some(found) => found,
        None => element,
    }
}

/// Whether a visitor can act on the element.
#[must_use]
pub fn is_interactive(document: &Document, element: NodeId) -> bool {
    let has = |name| document.has_attribute(element, name);
    let is =
        |name, value| document.attribute(element, name).is_some_and(|own| own.eq_ignore_ascii_case(value));
    let by_tag = match document.tag(element) {
        "a" => has("href"),
        "button" | "select" | "textarea" | "summary" | "label" | "option" | "video" | "audio" => true,
        "input" => !is("type", "hidden"),
        _ => false,
    };
    by_tag
        || has("onclick")
        || (has("contenteditable") && !is("contenteditable", "false"))
        || CONTROL_ROLES.iter().any(|role| is("role", role))
}
