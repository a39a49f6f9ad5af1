//! What elements are called: other words of the same language, or another language. Texts change, and labels in
//! attributes; values that a server reads do not.

mod dictionary;
mod retext;
mod translate;

pub use retext::retext;
pub use translate::translate;

use ego_tree::NodeId;

use super::Page;
use super::classes::capitalised;

/// Attributes that people read or hear.
const LABELS: [&str; 6] = ["aria-label", "placeholder", "title", "alt", "data-loading-text", "data-label"];

/// Writes texts and labels anew, wherever `change` knows better. It gets the words without the space around them.
fn reword(page: &mut Page, mut change: impl FnMut(&Page, NodeId, &str) -> Option<String>) {
    for node in page.elements() {
        let is_button = page.tag(node) == "button"
            || page.tag(node) == "input" && matches!(page.get(node, "type"), "submit" | "button" | "reset");
        let values = if is_button { &["value"][..] } else { &[] };
        for name in LABELS.iter().chain(values) {
            let Some(words) = page.attribute(node, name).filter(|words| is_words(words)) else { continue };
            if let Some(changed) = change(page, node, &folded(words)) {
                page.set(node, name, &changed);
            }
        }
    }
    for text in page.texts_in(page.body()) {
        let Some(characters) = page.characters(text).filter(|words| is_words(words)) else { continue };
        let Some(parent) = page.parent(text) else { continue };
        let trimmed = characters.trim();
        if let Some(changed) = change(page, parent, &folded(trimmed)) {
            let start = &characters[..characters.len() - characters.trim_start().len()];
            let end = &characters[characters.trim_end().len()..];
            let changed = format!("{start}{changed}{end}");
            page.set_characters(text, &changed);
        }
    }
}

fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in the capitals of other words.
fn in_capitals_of(model: &str, words: &str) -> String {
    let mut letters = model.chars().filter(|c| c.is_alphabetic());
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let is_shouted = is_capital
        && model.chars().filter(|c| c.is_alphabetic()).count() > 2
        && letters.all(char::is_uppercase);
    match (is_shouted, is_capital) {
        (true, _) => words.to_uppercase(),
        (false, true) => capitalised(words),
        (false, false) => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_kept() {
        assert_eq!(in_capitals_of("Add to cart", "add to bag"), "Add to bag");
        assert_eq!(in_capitals_of("ADD TO CART", "add to bag"), "ADD TO BAG");
        assert_eq!(in_capitals_of("cart", "bag"), "bag");
    }
}
