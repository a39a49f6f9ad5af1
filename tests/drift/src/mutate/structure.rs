//! Wrappers come, wrappers go, blocks change places. Nothing is put where the parser would move it.

use ego_tree::NodeId;

use super::{Page, Random};

/// Puts a share of the elements into wrappers.
pub fn wrap(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("wrap");
    for node in page.elements() {
        let Some(parent) = page.parent(node) else { continue };
        if !random.chance(intensity) || !page.can_hold_wrappers(parent) || is_bound(page, node) {
            continue;
        }
        let class = random.word(&[
            "wrapper",
            "inner",
            "container",
            "content-wrap",
            "stack",
            "cluster",
            "layout__cell",
        ]);
        let among_phrases = page.is_among_phrases(node);
        if among_phrases && !page.is_phrase(node) {
            continue;
        }
        let tag = if among_phrases || (page.is_phrase(node) && random.chance(0.4)) { "span" } else { "div" };
        let attributes: &[(&str, &str)] =
            if random.chance(0.8) { &[("class", class)] } else { &[("data-layout", "cell")] };
        page.wrap(node, tag, attributes);
    }
}

/// Whether an element must stay the direct child of its parent.
fn is_bound(page: &Page, node: NodeId) -> bool {
    matches!(
        page.tag(node),
        "li" | "summary"
            | "legend"
            | "option"
            | "optgroup"
            | "source"
            | "track"
            | "param"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "caption"
            | "col"
            | "colgroup"
            | "dt"
            | "dd"
            | "figcaption"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "br"
            | "hr"
            | "link"
            | "meta"
            | "base"
            | "area"
            | "slot"
    )
}

/// Takes a share of the wrappers away: boxes that say nothing but a class.
pub fn unwrap(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("unwrap");
    for node in page.elements() {
        let is_plain = matches!(page.tag(node), "div" | "span")
            && page.attributes(node).all(|(name, _)| matches!(name, "class" | "style"))
            && !page.children(node).is_empty()
            && !page.is_tracked(node);
        let strict = page.parent(node).is_none_or(|parent| !page.can_hold_wrappers(parent));
        if is_plain && !strict && random.chance(intensity) {
            for child in page.contents(node) {
                page.insert_before(node, child);
            }
            page.detach(node);
        }
    }
}

/// Lets a share of the blocks change places with the next.
pub fn reorder(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("reorder");
    for node in page.elements() {
        let Some(next) = page.next(node) else { continue };
        if is_block(page, node) && is_block(page, next) && random.chance(intensity) {
            page.insert_after(next, node);
        }
    }
}

fn is_block(page: &Page, node: NodeId) -> bool {
    matches!(
        page.tag(node),
        "div"
            | "section"
            | "form"
            | "article"
            | "aside"
            | "nav"
            | "p"
            | "ul"
            | "fieldset"
            | "details"
            | "table"
    ) && page.parent(node).is_some_and(|parent| page.can_hold_wrappers(parent))
}
