//! The trail that says where a page is in the shop, by links or by what a script leads. What else stands around a page lies
//! in `around`.

use waymark_identify::NodeId;

use super::Found;
use super::around::text_of;
use crate::page::Page;
use crate::sight::Act;

/// The way back up.
pub fn breadcrumb_click(page: &Page<'_>) -> Option<Found> {
    let mut trails: Vec<(NodeId, Vec<NodeId>)> = Vec::new();
    for sight in page.sights.iter().filter(|sight| sight.act == Act::Link && !sight.zone.footer) {
        let around = page.document.ancestors(sight.node).take(6);
        let Some(trail) = around.filter(|&node| is_breadcrumb(page, node)).last() else { continue };
        match trails.iter_mut().find(|(known, _)| *known == trail) {
            Some((_, links)) => links.push(sight.node),
            None => trails.push((trail, vec![sight.node])),
        }
    }
    if let Some((_, links)) = trails.into_iter().next() {
        return Found::set(links, 0.93, "is a step of the breadcrumb trail");
    }
    let reason = "is a step of the breadcrumb trail, led by a script";
    Found::set(scripted_steps(page), 0.8, reason)
}

/// Steps of a trail of links without addresses, which a script leads, the page that is open left out.
fn scripted_steps(page: &Page<'_>) -> Vec<NodeId> {
    let document = page.document;
    let is_trail = |&node: &NodeId| is_breadcrumb(page, node) && !page.parts.zone(document, node).footer;
    let Some(trail) = document.descendant_elements(document.root()).find(is_trail) else { return Vec::new() };
    let is_step = |&node: &NodeId| {
        document.tag(node) == "a"
            && document.attribute(node, "aria-current").is_none()
            && !text_of(page, node).is_empty()
    };
    let steps: Vec<NodeId> = document.descendant_elements(trail).filter(is_step).collect();
    // One alone may as well be the page's own name.
    if steps.len() > 1 { steps } else { Vec::new() }
}

/// Whether an element is a step of the breadcrumb trail.
pub fn is_in_breadcrumb(page: &Page<'_>, node: NodeId) -> bool {
    page.document.ancestors(node).take(6).any(|above| is_breadcrumb(page, above))
}

pub(super) fn is_breadcrumb(page: &Page<'_>, node: NodeId) -> bool {
    let document = page.document;
    let attribute = |name| document.attribute(node, name).unwrap_or_default().to_lowercase();
    attribute("aria-label").contains("breadcrumb")
        || attribute("itemtype").contains("breadcrumblist")
        || document
            .classes(node)
            .chain(document.element_id(node))
            .any(|name| name.to_lowercase().contains("breadcrumb"))
}
