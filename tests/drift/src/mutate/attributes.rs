//! Attributes that come and go with a theme's scripts, and icons.

use super::{Page, Random};

/// Attributes that scripts, effects and analytics add.
const ADDED: [(&str, &str); 12] = [
    ("data-controller", "section"),
    ("data-animate", "fade-up"),
    ("data-cascade", ""),
    ("style", "--order: 2"),
    ("data-track", "click"),
    ("data-component", "block"),
    ("tabindex", "0"),
    ("data-ref", "root"),
    ("data-behavior", "toggle"),
    ("aria-live", "polite"),
    ("translate", "no"),
    ("data-js", "bound"),
];
/// Attributes that a page works without.
const DISPENSABLE: [&str; 14] = [
    "title",
    "style",
    "tabindex",
    "onclick",
    "loading",
    "width",
    "height",
    "autocomplete",
    "spellcheck",
    "aria-haspopup",
    "aria-expanded",
    "aria-live",
    "decoding",
    "itemprop",
];
/// Pictures of icon sets, as inner SVG.
const PATHS: [&str; 6] = [
    "M6 6h15l-2 9H8L6 3H3",
    "M12 5v14M5 12h14",
    "M4 7h16M4 12h16M4 17h16",
    "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14",
    "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-8 9c0-4 4-6 8-6s8 2 8 6",
    "M9 5l7 7-7 7",
];

/// Adds an attribute to a share of the elements; alike elements get the same.
pub fn add(page: &mut Page, random: &Random, intensity: f64) {
    let random = random.keyed("add");
    for node in page.elements() {
        let mut random = random.keyed(&format!("{} {}", page.tag(node), page.get(node, "class")));
        let (name, value) = random.pick(&ADDED).copied().unwrap_or_default();
        if random.chance(intensity) && page.attribute(node, name).is_none() {
            page.set(node, name, value);
        }
    }
}

/// Takes a share of the attribute names that a page works without, all over the page.
pub fn drop(page: &mut Page, random: &Random, intensity: f64) {
    let random = random.keyed("drop");
    for node in page.elements() {
        let dropped: Vec<String> = page
            .attributes(node)
            .map(|(name, _)| name)
            .filter(|name| name.starts_with("data-") || DISPENSABLE.contains(name))
            .filter(|name| random.keyed(name).chance(intensity))
            .map(str::to_owned)
            .collect();
        for name in dropped {
            page.unset(node, &name);
        }
    }
}

/// Draws a share of the icons anew; icons of fonts become pictures and the other way round.
pub fn swap_icons(page: &mut Page, random: &Random, intensity: f64) {
    let random = random.keyed("icons");
    for node in page.elements() {
        let is_icon = page.tag(node) == "svg"
            || (matches!(page.tag(node), "i" | "span")
                && page.contents(node).is_empty()
                && page.get(node, "class").to_lowercase().contains("icon"));
        let is_font = page.tag(node) == "i" && page.contents(node).is_empty();
        let mut random = random.keyed(page.get(node, "class"));
        if !(is_icon || is_font) || page.holds_tracked(node) || !random.chance(intensity) {
            continue;
        }
        let html = match (page.tag(node), random.below(3)) {
            ("svg", 0) => "<i class=\"icon icon--glyph\" aria-hidden=\"true\"></i>".to_owned(),
            ("svg", 1) => "<img class=\"icon\" src=\"/assets/icon.svg\" alt=\"\">".to_owned(),
            _ => format!(
                "<svg class=\"icon icon-v2\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{}\"></path></svg>",
                random.word(&PATHS)
            ),
        };
        let icon = page.create_html(&html);
        page.insert_before(node, icon);
        page.detach(node);
    }
}
