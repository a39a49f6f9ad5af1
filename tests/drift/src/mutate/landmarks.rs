//! Landmarks and headings: the same parts of the page under other tags and levels.

use ego_tree::NodeId;

use super::{Page, Random};

/// Swaps landmark tags for boxes that are named so, and boxes for landmark tags.
pub fn swap(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("landmarks");
    for node in page.elements() {
        if page.is_among_phrases(node) || !random.chance(intensity) {
            continue;
        }
        match page.tag(node) {
            "header" => demote(page, node, &mut random, "header", "banner"),
            "footer" => demote(page, node, &mut random, "footer", "contentinfo"),
            "nav" => demote(page, node, &mut random, "nav", "navigation"),
            "main" => demote(page, node, &mut random, "main", "main"),
            "aside" => demote(page, node, &mut random, "aside", "complementary"),
            "section" => page.rename(node, "div"),
            "div" => promote(page, node),
            _ => {}
        }
    }
}

fn demote(page: &mut Page, node: NodeId, random: &mut Random, name: &str, role: &str) {
    page.rename(node, "div");
    if random.chance(0.5) {
        page.set(node, "role", role);
    } else if page.attribute(node, "id").is_none() && !page.ids().contains(name) {
        page.set(node, "id", name);
    }
}

fn promote(page: &mut Page, node: NodeId) {
    let named = format!("{} {}", page.get(node, "id"), page.get(node, "class")).to_lowercase();
    let is = |word: &str| named.split([' ', '-', '_']).any(|part| part == word);
    let by_role = match page.get(node, "role") {
        "banner" => Some("header"),
        "contentinfo" => Some("footer"),
        "navigation" => Some("nav"),
        "main" => Some("main"),
        "complementary" => Some("aside"),
        "region" => Some("section"),
        _ => None,
    };
    let by_name = [("header", "header"), ("footer", "footer"), ("sidebar", "aside"), ("section", "section")]
        .into_iter()
        .find(|(word, tag)| is(word) && !page.is_within(node, &[tag]))
        .map(|(_, tag)| tag);
    if let Some(tag) = by_role {
        page.unset(node, "role");
        page.rename(node, tag);
    } else if let Some(tag) = by_name {
        page.rename(node, tag);
    }
}

/// Moves a share of the headings below the first level up or down a level.
pub fn shift_headings(page: &mut Page, random: &Random, intensity: f64) {
    let random = random.keyed("headings");
    for node in page.elements() {
        let level = match page.tag(node) {
            "h2" => 2,
            "h3" => 3,
            "h4" => 4,
            "h5" => 5,
            _ => continue,
        };
        // Headings of one look change together.
        let mut random = random.keyed(&format!("{level} {}", page.get(node, "class")));
        if random.chance(intensity) {
            let tag = match (level, random.below(3)) {
                (2, 0) | (4, 1) => "h3",
                (3, 0) | (5, _) => "h4",
                (3 | 4, 2) => "p",
                _ => "h2",
            };
            if tag == "p" && !page.elements_in(node).iter().all(|&child| page.is_phrase(child)) {
                continue;
            }
            page.rename(node, tag);
        }
    }
}
