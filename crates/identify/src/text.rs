//! The one text normalisation, shared with `ui/page/shared` through `tests/vectors`: which characters an
//! element shows, and how two texts are compared.

use std::collections::HashMap;

use crate::document::{Document, NodeId};

/// Longest text that is read from one element, in bytes before normalisation.
const MAX_READ: usize = 64 << 10;
/// Longest text of an element that is kept for the next comparison, in bytes.
const SHORT: usize = 200;

/// Words of an element as a person reads them: descendant text of its own root, white space collapsed,
/// invisible characters removed, trimmed. Input buttons show their `value` or `alt`.
#[must_use]
pub fn readable(document: &Document, element: NodeId) -> String {
    readable_up_to(document, element, MAX_READ)
}

/// [`readable`] in lower case: the form in which texts are compared.
#[must_use]
pub fn normalised(document: &Document, element: NodeId) -> String {
    readable(document, element).to_lowercase()
}

/// Brings any text into the form in which texts are compared.
#[must_use]
pub fn normalise(text: &str) -> String {
    collapse(text).to_lowercase()
}

/// Collapses white space and removes invisible characters; case stays.
#[must_use]
pub fn collapse(text: &str) -> String {
    let mut collapsed = Collapsed::default();
    collapsed.push(text);
    collapsed.finish()
}

/// Whether the element's text equals a text that is already [`normalise`]d. Reads no more than needed.
#[must_use]
pub fn equals(document: &Document, element: NodeId, normalised: &str) -> bool {
    readable_up_to(document, element, limit_for(normalised)).to_lowercase() == normalised
}

/// Bytes after which no more has to be read to tell that a text is another one: lower case may be shorter or longer than
/// what it comes from, by a factor of three at most.
fn limit_for(normalised: &str) -> usize {
    normalised.len().saturating_mul(3).saturating_add(8)
}

/// Short texts of a page's elements, each read once.
#[derive(Default)]
pub(crate) struct Texts(HashMap<NodeId, Option<Box<str>>>);

impl Texts {
    /// Whether the element's text equals a text that is already [`normalise`]d.
    pub fn equal(&mut self, document: &Document, element: NodeId, normalised: &str) -> bool {
        if limit_for(normalised) > SHORT {
            return equals(document, element, normalised);
        }
        let known = self.0.entry(element).or_insert_with(|| {
            let text = readable_up_to(document, element, SHORT);
            (text.len() <= SHORT).then(|| text.to_lowercase().into())
        });
        known.as_deref() == Some(normalised)
    }
}

/// [`readable`], but reading stops soon after `limit` bytes.
pub(crate) fn readable_up_to(document: &Document, element: NodeId, limit: usize) -> String {
    if let Some(text) = button_text(document, element) {
        return collapse(text);
    }
    let mut collapsed = Collapsed::default();
    if is_unread(document, element) {
        return String::new();
    }
    let mut node = document.first_child(element).unwrap_or(document.end(element));
    let end = document.end(element);
    while node < end && collapsed.0.len() <= limit {
        if let Some(characters) = document.characters(node) {
            collapsed.push(characters);
        } else if is_unread(document, node) {
            node = document.end(node);
            continue;
        }
        node = NodeId(node.0 + 1);
    }
    collapsed.finish()
}

/// What an input that is a button shows.
fn button_text(document: &Document, element: NodeId) -> Option<&str> {
    if document.tag(element) != "input" {
        return None;
    }
    let value = document.attribute(element, "value").unwrap_or("");
    match document.input_type(element).as_str() {
        "submit" | "button" | "reset" => Some(value),
        "image" => Some(document.attribute(element, "alt").unwrap_or(value)),
        _ => None,
    }
}

/// Elements whose characters nobody sees.
pub(crate) fn is_unread(document: &Document, element: NodeId) -> bool {
    matches!(document.tag(element), "script" | "style" | "noscript" | "template")
}

/// A text being put together with its white space collapsed.
#[derive(Default)]
struct Collapsed(String);

impl Collapsed {
    fn push(&mut self, text: &str) {
        for character in text.chars() {
            if is_space(character) {
                // A run of white space becomes one space, but only in front of a character that shows.
                if !self.0.is_empty() && !self.0.ends_with(' ') {
                    self.0.push(' ');
                }
            } else if !is_invisible(character) {
                self.0.push(character);
            }
        }
    }

    fn finish(mut self) -> String {
        if self.0.ends_with(' ') {
            self.0.pop();
        }
        self.0
    }
}

/// The white space of the normalisation; JavaScript's `\\s`.
pub(crate) fn is_space(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\u{0B}' | '\u{0C}' | '\r' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}'
    )
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}
