//! Why something that somebody pointed at is not sent: it is about a person, or there is nothing to read.

use waymark_identify::private::{self, Private};
use waymark_identify::{Document, NodeId, text};
use waymark_model::Reading;

use super::readings::control;

/// What is said of everything that is refused.
const NEVER: &str = "Waymark never sends what tells who somebody is.";

/// The reason as sentences; nothing where the element may be read.
pub fn of(page: &Document, pointed: NodeId) -> Option<String> {
    let field = control(page, pointed);
    if let Some(about) = field.and_then(|field| private::field(page, field)) {
        return Some(in_words(about, true));
    }
    if field.is_none()
        && let Some(about) = private::field(page, pointed).or_else(|| private::words(page, pointed))
    {
        return Some(in_words(about, false));
    }
    let holds_written = page
        .descendant_elements(pointed)
        .any(|node| page.tag(node) == "textarea" || page.has_attribute(node, "contenteditable"));
    if field.is_none() && holds_written {
        return Some(in_words(Private::Written, true));
    }
    let is_whole_page = matches!(page.tag(pointed), "html" | "body" | "main");
    let says_much = field.is_none() && text::readable(page, pointed).chars().count() > 600;
    (is_whole_page || says_much).then(|| {
        "This is a large part of the page. Point at the one word or number that is to be sent.".to_owned()
    })
}

/// The reason why what is read of an element is not sent.
pub fn of_read(page: &Document, element: NodeId, read: &Reading, value: &str) -> Option<String> {
    of_reading(page, element, read).or_else(|| of_value(read, value))
}

/// The reason why an element is not read: it may be another than was pointed at.
pub fn of_reading(page: &Document, element: NodeId, read: &Reading) -> Option<String> {
    match read {
        Reading::ElementText | Reading::Attribute { .. } => of(page, element),
        // Of a group its one chosen value is read, of a price its number, of a link where it leads; none of their words.
        Reading::Choice => {
            let field = control(page, element)?;
            private::field(page, field).map(|about| in_words(about, true))
        }
        Reading::Amount | Reading::Link => None,
    }
}

/// The reason why a value that was read is not sent.
pub fn of_value(read: &Reading, value: &str) -> Option<String> {
    let about = match read {
        Reading::Amount => None,
        Reading::Link => private::leads(value),
        Reading::ElementText | Reading::Attribute { .. } | Reading::Choice => private::said(value),
    };
    about.map(|about| in_words(about, false))
}

fn in_words(about: Private, is_field: bool) -> String {
    let what = match (about, is_field) {
        (Private::Email, true) => "This field is for an e-mail address.",
        (Private::Email, false) => "This looks like an e-mail address.",
        (Private::Phone, true) => "This field is for a telephone number.",
        (Private::Phone, false) => "This looks like a telephone number.",
        (Private::Password, _) => "This field is for a password.",
        (Private::Card, true) => "This field is for a card or a bank account.",
        (Private::Card, false) => "This looks like the number of a card or a bank account.",
        (Private::Name, true) => "This field is for somebody's name.",
        (Private::Name, false) => "This looks like somebody's name.",
        (Private::Address, true) => "This field is for a postal address.",
        (Private::Address, false) => "This looks like a postal address.",
        (Private::Written, _) => "What visitors write here may be about themselves.",
    };
    format!("{what} {NEVER}")
}
