//! The way from the document into the root an element lives in: through hosts of open shadow roots and
//! same-origin frames.

use waymark_model::Hop;

use super::context::contexts;
use super::position;
use crate::css::{Css, MatchCaches, identifier, quoted};
use crate::document::{Document, NodeId, RootKind};
use crate::noise::{is_stable_class, is_stable_id, is_stable_value};
use crate::product::Product;

/// Hops to the element's root, outermost first.
pub(crate) fn hops(document: &Document, element: NodeId) -> Vec<Hop> {
    let mut hops = Vec::new();
    let mut root = document.root_of(element);
    while let Some(host) = document.host(root) {
        let css = host_css(document, host);
        hops.push(if document.root_kind(root) == Some(RootKind::Frame) {
            Hop::Frame(css)
        } else {
            Hop::Shadow(css)
        });
        root = document.root_of(host);
    }
    hops.reverse();
    hops
}

/// CSS that only the host matches in its root, among elements that have an inner root at all; its place as a
/// last resort.
fn host_css(document: &Document, host: NodeId) -> String {
    let tag = identifier(document.tag(host));
    let mut candidates = Vec::new();
    if let Some(id) = document.element_id(host).filter(|id| is_stable_id(id)) {
        candidates.push(format!("#{}", identifier(id)));
    }
    if tag.contains('-') {
        candidates.push(tag.clone());
    }
    for name in ["name", "title", "aria-label", "data-testid"] {
        if let Some(value) = document.attribute(host, name).filter(|value| is_stable_value(value)) {
            candidates.push(format!("{tag}[{name}={}]", quoted(value)));
        }
    }
    for class in document.classes(host).filter(|class| is_stable_class(class)).take(4) {
        candidates.push(format!("{tag}.{}", identifier(class)));
    }
    candidates.push(tag);
    let contexts = contexts(document, &Product::default(), host);
    let alone = candidates.iter().find(|css| is_only_host(document, host, css)).cloned();
    alone
        .or_else(|| {
            contexts
                .iter()
                .flat_map(|context| candidates.iter().map(move |css| format!("{} {css}", context.css)))
                .find(|css| is_only_host(document, host, css))
        })
        .or_else(|| {
            let paths = position::paths(document, host, &contexts).into_iter();
            paths.map(|(css, _)| css).find(|css| is_only_host(document, host, css))
        })
        .unwrap_or_else(|| candidates.swap_remove(0))
}

fn is_only_host(document: &Document, host: NodeId, css: &str) -> bool {
    let Ok(css) = Css::parse(css) else { return false };
    let mut caches = MatchCaches::default();
    let has_root = |node| document.shadow_root(node).is_some() || document.frame_document(node).is_some();
    let mut hosts = document
        .candidates(document.root_of(host), &css)
        .filter(|&node| has_root(node) && css.matches(document, node, &mut caches));
    hosts.next() == Some(host) && hosts.next().is_none()
}
