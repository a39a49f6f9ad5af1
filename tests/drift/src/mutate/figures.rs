//! Other prices, counts, ids and names of picture files, each value the same way everywhere. Items of lists that keep
//! their data keep their figures.

use ego_tree::NodeId;

use super::{Page, Random};

/// Words that follow a count.
const COUNTED: [&str; 9] =
    ["review", "rating", "available", "left", "item", "product", "result", "customer", "in stock"];

/// Changes all figures, with a likelihood of `intensity`.
pub fn change(page: &mut Page, random: &Random, intensity: f64) {
    if random.keyed("change").chance(intensity) {
        change_in(page, page.body(), random);
    }
}

/// The same, of what an element holds.
pub(super) fn change_in(page: &mut Page, within: NodeId, random: &Random) {
    let kept = page.kept_items();
    let is_kept = |page: &Page, node: NodeId| page.upwards(node).any(|above| kept.contains(&above));
    for text in page.texts_in(within) {
        let Some(characters) = page.characters(text) else { continue };
        if let Some(changed) = with_figures(characters, random)
            && !page.parent(text).is_some_and(|parent| is_kept(page, parent))
        {
            page.set_characters(text, &changed);
        }
    }
    for node in page.elements_in(within) {
        let changed: Vec<(String, String)> = page
            .attributes(node)
            .filter(|(name, value)| !matches!(*name, "class" | "style" | "d") && !value.contains("--"))
            .filter_map(|(name, value)| {
                let changed = match name {
                    "aria-label" | "alt" | "title" => with_figures(value, random),
                    _ => with_long_runs(value, random),
                };
                Some((name.to_owned(), changed?))
            })
            .collect();
        if !changed.is_empty() && !is_kept(page, node) {
            for (name, value) in changed {
                page.set(node, &name, &value);
            }
        }
    }
}

/// A text with other prices and counts.
fn with_figures(text: &str, random: &Random) -> Option<String> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut changed = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = rest[start..]
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
            .count();
        let (before, figure, after) = (&rest[..start], &rest[start..start + length], &rest[start + length..]);
        let is_price = before.trim_end().ends_with(['£', '$', '€', '¥', '₹'])
            || after.trim_start().starts_with(['£', '$', '€', '¥', '₹']);
        let is_count = COUNTED.iter().any(|word| after.trim_start().to_lowercase().starts_with(word))
            || (before.ends_with('(') && after.starts_with(')'));
        changed.push_str(before);
        if is_price || is_count {
            changed.push_str(&other_digits(figure, random));
        } else {
            changed.push_str(figure);
        }
        rest = after;
    }
    changed.push_str(rest);
    (changed != text).then_some(changed)
}

fn other_digits(figure: &str, random: &Random) -> String {
    let mut random = random.keyed(figure);
    figure
        .chars()
        .map(|c| if c.is_ascii_digit() { (b'1' + random.below(9) as u8) as char } else { c })
        .collect()
}

/// A value with other digits in runs of six and more, and other hashes: ids of products, names of picture files.
fn with_long_runs(value: &str, random: &Random) -> Option<String> {
    let mut changed = String::new();
    let mut rest = value;
    while let Some(start) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let run = rest[start..].bytes().take_while(u8::is_ascii_hexdigit).count();
        let word = &rest[start..start + run];
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit()) && run >= 6;
        let is_hash = run >= 16;
        changed.push_str(&rest[..start]);
        if is_number {
            changed.push_str(&other_digits(word, random));
        } else if is_hash {
            changed.push_str(&random.keyed(word).characters("0123456789abcdef", run));
        } else {
            changed.push_str(word);
        }
        rest = &rest[start + run..];
    }
    changed.push_str(rest);
    (changed != value).then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_change_where_they_are_prices_or_counts() {
        let random = Random::new(5);
        for text in ["£32.00", "Reviews (12)", "32,00 €", "12 reviews"] {
            let changed = with_figures(text, &random).expect(text);
            assert!(changed != text && changed.len() == text.len(), "{changed}");
        }
        assert_eq!(with_figures("Delivery in 2 days", &random), None);
    }
}
