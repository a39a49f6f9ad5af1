//! Which form fields are about a person, and texts that are: what of a page is never offered to be sent. The runtime has
//! the last word (`ui/page/runtime/fields.ts`, `ui/page/shared/mask.ts`); this says no before somebody relies on it, and
//! why.

use crate::document::{Document, NodeId};
use crate::mask::is_impersonal;
use crate::{name, text};

/// What something that is not sent is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Private {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A password.
    Password,
    /// A card or an account at a bank.
    Card,
    /// Somebody's name, or a greeting with it.
    Name,
    /// Where somebody lives.
    Address,
    /// Anything that visitors write freely.
    Written,
}

/// Stems of words in the names and labels of fields, in eight languages, and what they are about.
const STEMS: [(&str, Private); 53] = [
    ("mail", Private::Email),
    ("courriel", Private::Email),
    ("correo", Private::Email),
    ("correio", Private::Email),
    ("ईम", Private::Email),
    ("メール", Private::Email),
    ("phone", Private::Phone),
    ("telef", Private::Phone),
    ("tél", Private::Phone),
    ("celul", Private::Phone),
    ("handy", Private::Phone),
    ("फ़ोन", Private::Phone),
    ("電話", Private::Phone),
    ("passw", Private::Password),
    ("kennw", Private::Password),
    ("contraseñ", Private::Password),
    ("senha", Private::Password),
    ("mot de passe", Private::Password),
    ("पास", Private::Password),
    ("パスワ", Private::Password),
    ("card n", Private::Card),
    ("cardn", Private::Card),
    ("card-n", Private::Card),
    ("card_n", Private::Card),
    ("credit", Private::Card),
    ("kredit", Private::Card),
    ("tarjeta", Private::Card),
    ("cartão", Private::Card),
    ("iban", Private::Card),
    ("cvv", Private::Card),
    ("cvc", Private::Card),
    ("カード", Private::Card),
    ("first name", Private::Name),
    ("firstname", Private::Name),
    ("first_name", Private::Name),
    ("last name", Private::Name),
    ("lastname", Private::Name),
    ("last_name", Private::Name),
    ("full name", Private::Name),
    ("your name", Private::Name),
    ("nombre", Private::Name),
    ("apellid", Private::Name),
    ("vorname", Private::Name),
    ("nachname", Private::Name),
    ("prénom", Private::Name),
    ("cognome", Private::Name),
    ("नाम", Private::Name),
    ("氏名", Private::Name),
    ("address", Private::Address),
    ("adresse", Private::Address),
    ("direcci", Private::Address),
    ("indirizz", Private::Address),
    ("住所", Private::Address),
];

/// Types of fields that hold a choice, a number, a date, a colour or a search.
const HARMLESS: [&str; 12] = [
    "number",
    "range",
    "date",
    "datetime-local",
    "month",
    "week",
    "time",
    "color",
    "search",
    "radio",
    "checkbox",
    "select",
];

/// Names of text fields that are counts or searches.
const KNOWN: [&str; 6] = ["q", "s", "query", "search", "quantity", "qty"];

/// Why what stands in a field is not read; nothing where it may be.
#[must_use]
pub fn field(document: &Document, element: NodeId) -> Option<Private> {
    let kind = match document.tag(element) {
        "select" => "select".to_owned(),
        "input" => document.input_type(element),
        "textarea" => "textarea".to_owned(),
        _ if document.has_attribute(element, "contenteditable") => "textarea".to_owned(),
        _ => return None,
    };
    let said = |name: &str| document.attribute(element, name).unwrap_or_default().to_lowercase();
    let autocomplete = said("autocomplete");
    let is_choice = matches!(kind.as_str(), "radio" | "checkbox");
    let label = if is_choice { String::new() } else { name::name(document, element).to_lowercase() };
    let words = [said("name"), said("id"), label, autocomplete.clone()].join(" ").replace("iphone", "");
    let about = STEMS.iter().find(|(stem, _)| words.contains(stem)).map(|(_, about)| *about);
    match kind.as_str() {
        "password" => Some(Private::Password),
        "email" => Some(Private::Email),
        "tel" => Some(Private::Phone),
        kind if HARMLESS.contains(&kind) || KNOWN.contains(&said("name").as_str()) => {
            let is_filled_in = !matches!(autocomplete.as_str(), "" | "on" | "off");
            about.or(is_filled_in.then_some(Private::Written))
        }
        _ => Some(about.unwrap_or(Private::Written)),
    }
}

/// Why the words of an element are not read; nothing where they may be.
#[must_use]
pub fn words(document: &Document, element: NodeId) -> Option<Private> {
    let around = std::iter::once(element).chain(document.ancestors(element).take(3));
    for node in around {
        if document.tag(node) == "address" {
            return Some(Private::Address);
        }
        let names =
            ["class", "id", "itemprop"].map(|name| document.attribute(node, name).unwrap_or_default());
        let about = names
            .iter()
            .flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric()))
            .find_map(|word| match word.to_ascii_lowercase().as_str() {
                "address" | "addresses" | "streetaddress" | "postalcode" | "postcode" => {
                    Some(Private::Address)
                }
                "email" => Some(Private::Email),
                "telephone" | "phone" => Some(Private::Phone),
                "username" | "firstname" | "lastname" | "fullname" => Some(Private::Name),
                _ => None,
            });
        if about.is_some() {
            return about;
        }
    }
    said(&text::readable(document, element))
}

/// Why a text is not sent; nothing where it may be.
#[must_use]
pub fn said(text: &str) -> Option<Private> {
    if is_impersonal(text) {
        return None;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    Some(match digits {
        _ if text.contains('@') => Private::Email,
        0..=6 => Private::Name,
        7..=12 => Private::Phone,
        _ => Private::Card,
    })
}

/// Why where a link leads is not sent; nothing where it may be. The numbers of an address are those of products.
#[must_use]
pub fn leads(link: &str) -> Option<Private> {
    let words: String = link.replace("%40", "@").chars().filter(|letter| !letter.is_ascii_digit()).collect();
    said(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_about_what_it_looks_like() {
        assert_eq!(said("Signed in as Ada"), Some(Private::Name));
        assert_eq!(said("ada@example.com"), Some(Private::Email));
        assert_eq!(said("Call +49 30 1234567"), Some(Private::Phone));
        assert_eq!(said("Made in Wales"), None);
    }

    #[test]
    fn an_address_with_the_number_of_a_product_is_about_nobody() {
        assert_eq!(leads("https://shop.example/p/1234567890"), None);
        assert_eq!(leads("https://shop.example/of/ada%40mail.example"), Some(Private::Email));
    }
}
