//! Selectors that count siblings: what is left when nothing about an element can be named.

use super::context::Context;
use crate::css::identifier;
use crate::document::{Document, NodeId};

/// Ways down to the element, with their scores: from lasting ancestors, nearest first, then from the root.
/// The last one matches in any document.
pub(super) fn paths(document: &Document, element: NodeId, contexts: &[Context]) -> Vec<(String, u32)> {
    let mut nearest: Vec<&Context> = contexts.iter().collect();
    nearest.sort_by_key(|context| std::cmp::Reverse(context.element));
    let mut paths: Vec<(String, u32)> = nearest
        .into_iter()
        .map(|context| {
            let css = format!("{} > {}", context.css, steps(document, element, Some(context.element)));
            (css, 30u32.saturating_sub(context.cost))
        })
        .collect();
    paths.push((steps(document, element, None), 10));
    paths.push((numbered_steps(document, element), 5));
    paths
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
