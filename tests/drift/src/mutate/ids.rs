//! Ids, and everything that refers to them: renamed by people, counted by frameworks, numbered by theme editors.

use std::collections::HashMap;

use super::{Page, Random};

/// Attributes that hold ids.
const REFERENCES: [&str; 10] = [
    "id",
    "for",
    "form",
    "list",
    "headers",
    "aria-labelledby",
    "aria-controls",
    "aria-describedby",
    "aria-owns",
    "aria-activedescendant",
];
/// Attributes that hold `#id`.
const HASH_REFERENCES: [&str; 4] = ["href", "data-target", "data-bs-target", "data-parent"];
/// What theme editors write before a number.
const SECTIONS: [&str; 4] = ["template--", "sections--", "shopify-section-", "shopify-block-"];

/// Renames a share of the ids as people do.
pub fn rename(page: &mut Page, random: &Random, intensity: f64) {
    let style = random.keyed("style").below(3);
    replace(page, |id| {
        let mut random = random.keyed(id);
        random.chance(intensity).then(|| match style {
            0 => format!("{id}-{}", random.word(&["field", "main", "v2", "block"])),
            1 => format!("{}{id}", random.word(&["js-", "theme-", "site-"])),
            _ => id.replace('_', "-").to_lowercase() + "-el",
        })
    });
}

/// Replaces a share of the ids by such as frameworks count up.
pub fn from_framework(page: &mut Page, random: &Random, intensity: f64) {
    let style = random.keyed("framework").below(4);
    replace(page, |id| {
        let mut random = random.keyed(id);
        random.chance(intensity).then(|| match style {
            0 => format!(":r{}:", random.characters("0123456789abcdefghijklmnopqrstuv", 3)),
            1 => format!("radix-:r{}:", random.characters("0123456789abcdefghijklmnopqrstuv", 3)),
            2 => format!("headlessui-control-{}", random.below(10_000)),
            _ => format!("base-ui-_R_{}_", random.characters("0123456789abcdefghijklmnopqrstuv", 6)),
        })
    });
}

/// Changes ids, and what refers to them, in one go. New ids stay unique.
fn replace(page: &mut Page, change: impl Fn(&str) -> Option<String>) {
    let old = {
        let mut old: Vec<String> = page.ids().into_iter().collect();
        old.sort_unstable();
        old
    };
    let mut taken: Vec<String> = old.clone();
    let mut new: HashMap<String, String> = HashMap::new();
    for id in old {
        if let Some(changed) = change(&id).filter(|changed| !taken.contains(changed)) {
            taken.push(changed.clone());
            new.insert(id, changed);
        }
    }
    rewrite(page, &new);
}

/// Writes new ids wherever the old ones stand.
pub(super) fn rewrite(page: &mut Page, new: &HashMap<String, String>) {
    for node in page.elements() {
        rewrite_at(page, node, new);
    }
}

pub(super) fn rewrite_at(page: &mut Page, node: ego_tree::NodeId, new: &HashMap<String, String>) {
    for name in REFERENCES {
        let Some(value) = page.attribute(node, name) else { continue };
        let words: Vec<&str> =
            value.split_ascii_whitespace().map(|id| new.get(id).map_or(id, String::as_str)).collect();
        let changed = words.join(" ");
        if changed != value {
            page.set(node, name, &changed);
        }
    }
    for name in HASH_REFERENCES {
        let id = page.attribute(node, name).and_then(|value| value.strip_prefix('#'));
        if let Some(changed) = id.and_then(|id| new.get(id)) {
            page.set(node, name, &format!("#{changed}"));
        }
    }
}

/// Gives the numbers in section and block ids other values, everywhere they stand; a page without such ids gets some.
pub fn renumber_sections(page: &mut Page, random: &Random, intensity: f64) {
    let mut is_sectioned = false;
    for node in page.elements() {
        let changed: Vec<(String, String)> = page
            .attributes(node)
            .filter_map(|(name, value)| {
                let changed = renumbered(value, random)?;
                Some((name.to_owned(), changed))
            })
            .collect();
        for (name, value) in changed {
            is_sectioned = true;
            page.set(node, &name, &value);
        }
    }
    if !is_sectioned {
        let theme = random.keyed("theme").characters("123456789", 14);
        for (number, node) in page.children(page.main()).into_iter().enumerate() {
            let mut random = random.keyed(&format!("section {number}"));
            if page.attribute(node, "id").is_none()
                && matches!(page.tag(node), "div" | "section" | "article")
                && random.chance(intensity * 0.5)
            {
                let name = random.word(&["main", "header", "featured", "rich_text", "slideshow"]);
                let id = format!(
                    "shopify-section-template--{theme}__{name}{}",
                    random.characters("0123456789abcdef", 4)
                );
                page.set(node, "id", &id);
            }
        }
    }
}

/// A text with the numbers after section words changed; nothing when there are none.
fn renumbered(value: &str, random: &Random) -> Option<String> {
    let mut text = value.to_owned();
    let mut is_changed = false;
    for word in SECTIONS {
        let mut from = 0;
        while let Some(found) = text[from..].find(word) {
            let start = from + found + word.len();
            let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
            if digits >= 3 {
                let new = random.keyed(&text[start..start + digits]).characters("123456789", digits);
                text.replace_range(start..start + digits, &new);
                is_changed = true;
            }
            from = start;
        }
    }
    is_changed.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_renumbered_the_same_way_everywhere() {
        let random = Random::new(3);
        let id = renumbered("shopify-section-template--19283__main", &random).unwrap();
        let reference = renumbered("#Quantity-template--19283__main", &random).unwrap();
        let number = |text: &str| text.split("template--").nth(1).unwrap().to_owned();
        assert_eq!(number(&id), number(&reference));
        assert!(id != "shopify-section-template--19283__main" && id.ends_with("__main"));
        assert_eq!(renumbered("product-form", &random), None);
    }
}
