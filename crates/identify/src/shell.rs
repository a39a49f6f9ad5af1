//! Pages that show nothing without their scripts: what is not on them may well be on the page that a visitor sees.

use crate::document::Document;
use crate::surroundings::Surroundings;

/// The page has nothing to act on, and scripts that may bring it.
#[must_use]
pub fn is_shell(document: &Document) -> bool {
    shows_nothing(document, &Surroundings::of(document))
}

/// The same of a page that was looked at already.
pub(crate) fn shows_nothing(document: &Document, surroundings: &Surroundings) -> bool {
    surroundings.interactive.is_empty()
        && document.descendant_elements(document.root()).any(|node| document.is_html(node, "script"))
}
