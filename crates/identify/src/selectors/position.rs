//! Selectors that count siblings: what is left when nothing about an element can be named.

use super::compound::Compound;
use super::context::Context;
use crate::card::shows_a_product;
use crate::css::identifier;
use crate::document::{Document, NodeId};
use crate::noise::is_stable_class;

/// Most siblings that are counted from both ends: counting from the end is slow in long lists.
const GUARDED: usize = 200;
/// How far up a repeated item is looked for, in levels.
const LEVELS: usize = 10;

/// The only element with its tag in a component: nothing is counted yet.
pub(super) fn in_contexts(document: &Document, element: NodeId, contexts: &[Context]) -> Vec<(String, i32)> {
    let tag = identifier(document.tag(element));
    contexts.iter().map(|context| (format!("{} {tag}", context.css), 38 - context.cost)).collect()
}

/// Conditions within one numbered item of a list, with their scores: "the button in the second basket line".
pub(super) fn in_items(
    document: &Document,
    element: NodeId,
    compounds: &[Compound],
    contexts: &[Context],
) -> Vec<(String, i32)> {
    let mut best: Vec<&Compound> = compounds.iter().collect();
    best.sort_by_key(|compound| std::cmp::Reverse(compound.score));
    best.truncate(6);
    let mut found = Vec::new();
    for item in document.ancestors(element).take(LEVELS) {
        let Some(own) = numbered(document, item, !shows_a_product(document, element)) else { continue };
        let around = contexts
            .iter()
            .filter(|context| context.element < item && document.contains(context.element, item));
        for context in around.map(|context| context.css.as_str()).take(3) {
            found.extend(best.iter().map(|compound| (format!("{context} {own} {}", compound.css), 36)));
        }
    }
    found
}

/// An item by its class and number, where it has siblings alike. With `guarded` the number of items behind it
/// counts too, so that nothing moves up into its place when it is gone.
fn numbered(document: &Document, item: NodeId, guarded: bool) -> Option<String> {
    let tag = document.tag(item);
    let class = document.classes(item).find(|class| is_stable_class(class));
    let parent = document.parent(item)?;
    let alike = |node: NodeId| {
        class.map_or(document.tag(node) == tag, |class| document.classes(node).any(|own| own == class))
    };
    let siblings: Vec<NodeId> =
        document.child_elements(parent).filter(|&node| document.tag(node) == tag).collect();
    if siblings.len() < 2 || siblings.iter().filter(|&&node| alike(node)).count() < 2 {
        return None;
    }
    let at = siblings.iter().position(|&node| node == item)?;
    let own =
        class.map_or_else(|| identifier(tag), |class| format!("{}.{}", identifier(tag), identifier(class)));
    let guard = if guarded && siblings.len() <= GUARDED {
        format!(":nth-last-of-type({})", siblings.len() - at)
    } else {
        String::new()
    };
    Some(format!("{own}:nth-of-type({}){guard}", at + 1))
}

/// Ways down to the element, with their scores: from lasting ancestors, nearest first, then from the root.
/// The last one matches in any document.
pub(super) fn paths(document: &Document, element: NodeId, contexts: &[Context]) -> Vec<(String, i32)> {
    let mut nearest: Vec<&Context> = contexts.iter().collect();
    nearest.sort_by_key(|context| std::cmp::Reverse(context.element));
    let mut paths: Vec<(String, i32)> = nearest
        .into_iter()
        .map(|context| {
            let css = format!("{} > {}", context.css, steps(document, element, Some(context.element)));
            (css, 30 - context.cost)
        })
        .collect();
    paths.push((steps(document, element, None), 10));
    paths.push((numbered_steps(document, element), 5));
    paths
}

/// The one way down to an element, by tags and numbers only, for people and programs that look at this very page;
/// ` >>> ` leads into an open shadow root or a frame's document.
#[must_use]
pub fn path(document: &Document, element: NodeId) -> String {
    let mut path = steps(document, element, None);
    let mut root = document.root_of(element);
    while let Some(host) = document.host(root) {
        path = format!("{} >>> {path}", steps(document, host, None));
        root = document.root_of(host);
    }
    path
}

/// Child steps from `ancestor` (not included) or the root down to the element.
fn steps(document: &Document, element: NodeId, ancestor: Option<NodeId>) -> String {
    let mut steps: Vec<String> = std::iter::once(element)
        .chain(document.ancestors(element))
        .take_while(|&node| Some(node) != ancestor)
        .map(|node| step(document, node))
        .collect();
    steps.reverse();
    steps.join(" > ")
}

/// The way down by numbers alone, tied to the root: matches the element in any document.
fn numbered_steps(document: &Document, element: NodeId) -> String {
    let mut steps: Vec<String> = std::iter::once(element)
        .chain(document.ancestors(element))
        .map(|node| {
            let number = document.parent(node).map_or(1, |parent| {
                document.child_elements(parent).take_while(|&sibling| sibling <= node).count()
            });
            let tie = if document.parent_element(node).is_none() { ":not(* > *)" } else { "" };
            format!("{tie}:nth-child({number})")
        })
        .collect();
    steps.reverse();
    steps.join(" > ")
}

/// Tag, with its number among siblings of the same tag where there are several.
fn step(document: &Document, element: NodeId) -> String {
    let tag = document.tag(element);
    let css = identifier(tag);
    if document.parent_element(element).is_none() && tag == "html" {
        return css;
    }
    let Some(parent) = document.parent(element) else { return css };
    let (mut before, mut all) = (0usize, 0usize);
    for sibling in document.child_elements(parent).filter(|&sibling| {
        document.tag(sibling) == tag && document.namespace(sibling) == document.namespace(element)
    }) {
        all += 1;
        before += usize::from(sibling < element);
    }
    if all > 1 { format!("{css}:nth-of-type({})", before + 1) } else { css }
}
