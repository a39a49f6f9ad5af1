//! Selectors that count siblings: what is left when nothing about an element can be named.

use super::compound::Compound;
use super::context::Context;
use crate::card::card_named;
use crate::css::{identifier, quoted};
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

/// Conditions within the card of one product, which is named by where its links lead: when the product is gone,
/// they match nothing, wherever the others move.
pub(super) fn in_cards(
    document: &Document,
    element: NodeId,
    compounds: &[Compound],
    contexts: &[Context],
) -> Vec<(String, i32)> {
    let Some((card, name)) = card_named(document, element) else { return Vec::new() };
    let leads = format!("[href*={}]", quoted(name));
    let tag = identifier(document.tag(element));
    let mut own: Vec<String> = Vec::new();
    if document.attribute(element, "href").is_some_and(|href| href.contains(name)) {
        own.push(format!("{tag}{leads}"));
        own.extend(document.parent_element(element).map(|parent| {
            let parent = identifier(document.tag(parent));
            format!("{parent} > {tag}{leads}")
        }));
        own.extend(compounds.iter().map(|compound| format!("{}{leads}", compound.css)));
    } else if card != element {
        let class = document.classes(card).find(|class| is_stable_class(class));
        let card_tag = identifier(document.tag(card));
        let item = class.map_or(card_tag, |class| format!(".{}", identifier(class)));
        let parts = compounds.iter().map(|compound| compound.css.as_str()).chain([tag.as_str()]);
        own.extend(parts.map(|part| format!("{item}:has({leads}) {part}")));
    }
    let around =
        contexts.iter().filter(|context| context.element < card && document.contains(context.element, card));
    let around: Vec<&str> = around.map(|context| context.css.as_str()).take(3).collect();
    let within =
        around.iter().flat_map(|context| own.iter().map(move |own| (format!("{context} {own}"), 39)));
    within.chain(own.iter().map(|own| (own.clone(), 36))).collect()
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
        let Some(own) = numbered(document, item) else { continue };
        let around = contexts
            .iter()
            .filter(|context| context.element < item && document.contains(context.element, item));
        for context in around.map(|context| context.css.as_str()).take(3) {
            found.extend(best.iter().map(|compound| (format!("{context} {own} {}", compound.css), 36)));
        }
    }
    found
}

/// An item by its class and number, where it has siblings alike. The number of items behind it counts too, so
/// that nothing moves up into its place when it is gone.
fn numbered(document: &Document, item: NodeId) -> Option<String> {
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
    let guard = if siblings.len() <= GUARDED {
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
            let css = format!("{} > {}", context.css, steps(document, element, Some(context.element), true));
            (css, 30 - context.cost)
        })
        .collect();
    paths.push((steps(document, element, None, true), 10));
    paths.push((numbered_steps(document, element), 5));
    paths
}

/// The one way down to an element, by tags and numbers only, for people and programs that look at this very page;
/// ` >>> ` leads into an open shadow root or a frame's document.
#[must_use]
pub fn path(document: &Document, element: NodeId) -> String {
    let mut path = steps(document, element, None, false);
    let mut root = document.root_of(element);
    while let Some(host) = document.host(root) {
        path = format!("{} >>> {path}", steps(document, host, None, false));
        root = document.root_of(host);
    }
    path
}

/// Child steps from `ancestor` (not included) or the root down to the element; with `guarded`, steps of items
/// count from both ends.
fn steps(document: &Document, element: NodeId, ancestor: Option<NodeId>, guarded: bool) -> String {
    let mut steps: Vec<String> = std::iter::once(element)
        .chain(document.ancestors(element))
        .take_while(|&node| Some(node) != ancestor)
        .map(|node| {
            let is_item =
                guarded && (node == element || matches!(document.tag(node), "li" | "tr" | "article"));
            step(document, node, is_item)
        })
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

/// Tag, with its number among siblings of the same tag where there are several. Of an item, the number of items
/// behind it counts too, so that nothing moves up into its place when it is gone.
fn step(document: &Document, element: NodeId, is_item: bool) -> String {
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
    let guard = if !is_item || all > GUARDED {
        String::new()
    } else if all > 1 {
        format!(":nth-last-of-type({})", all - before)
    } else {
        ":only-of-type".to_owned()
    };
    if all > 1 { format!("{css}:nth-of-type({}){guard}", before + 1) } else { format!("{css}{guard}") }
}
