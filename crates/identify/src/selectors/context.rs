//! What can be said about what is around an element: ancestors that have a lasting identity of their own.

use crate::address;
use crate::css::{identifier, quoted};
use crate::document::{Document, NodeId};
use crate::noise::{is_stable_class, is_stable_id, is_stable_value};

/// An ancestor that can be named.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub element: NodeId,
    pub css: String,
    /// What relying on it takes off a score.
    pub cost: u32,
}

/// How far up the search goes, in levels.
const LEVELS: usize = 24;
/// Most contexts that are tried.
const MOST: usize = 12;

/// Lasting ancestors, the cheapest first.
pub(super) fn contexts(document: &Document, element: NodeId) -> Vec<Context> {
    let mut found = Vec::new();
    for (level, ancestor) in document.ancestors(element).take(LEVELS).enumerate() {
        let mut add = |css: String, cost: u32| {
            found.push(Context { element: ancestor, css, cost: cost + level as u32 / 3 });
        };
        let tag = document.tag(ancestor);
        if matches!(tag, "html" | "body") {
            continue;
        }
        if let Some(id) = document.element_id(ancestor).filter(|id| is_stable_id(id)) {
            add(format!("#{}", identifier(id)), 1);
        }
        let action = document.attribute(ancestor, "action").and_then(address::path);
        if let Some(action) =
            action.filter(|action| tag == "form" && action.len() > 1 && !address::is_particular(action))
        {
            add(format!("form[action*={}]", quoted(action)), 1);
        }
        if let Some(label) = document.attribute(ancestor, "aria-label").filter(|label| is_stable_value(label))
        {
            add(format!("{}[aria-label={}]", identifier(tag), quoted(label)), 3);
        }
        if matches!(tag, "nav" | "header" | "footer" | "main" | "dialog" | "aside" | "form" | "fieldset") {
            add(tag.to_owned(), 5);
        } else if tag.contains('-') {
            add(identifier(tag), 3);
        }
        for class in document.classes(ancestor).filter(|class| is_stable_class(class)).take(3) {
            add(format!(".{}", identifier(class)), 4);
        }
    }
    found.sort_by_key(|context| context.cost);
    found.truncate(MOST);
    found
}
