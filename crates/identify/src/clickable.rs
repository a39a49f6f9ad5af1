//! Which element a click means: the nearest clickable thing around what the mouse was over. The same walk as
//! the picker's, held to it by `tests/vectors`; and what counts as interactive at all.

use crate::document::{Document, NodeId};
use crate::text;

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
        Some(option) if document.tag(option) == "option" => {
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
    let attribute = |name| document.attribute(element, name);
    let by_tag = match document.tag(element) {
        "a" => attribute("href").is_some(),
        "button" | "select" | "textarea" | "summary" | "label" | "option" | "video" | "audio" => true,
        "input" => !attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")),
        _ => false,
    };
    by_tag
        || attribute("onclick").is_some()
        || attribute("contenteditable").is_some_and(|value| !value.trim().eq_ignore_ascii_case("false"))
        || attribute("role").is_some_and(is_control_role)
}

/// Whether the first of the roles makes anything a control.
fn is_control_role(roles: &str) -> bool {
    let first = roles.split(text::is_space).find(|role| !role.is_empty());
    first.is_some_and(|first| CONTROL_ROLES.iter().any(|role| first.eq_ignore_ascii_case(role)))
}
