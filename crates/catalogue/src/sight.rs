//! One element that a visitor can act on, with everything that detectors ask about it: what it is, what it says, where it
//! leads, what it stands in. Computed once a page.

use std::collections::HashMap;

use waymark_identify::{Document, NodeId, address, name, role, text};

use crate::bits::Bits;
use crate::parts::{Parts, Zone};
use crate::words::{Meaning, Said, said};

/// What names of the markup say: the same few stand on a page a thousand times.
pub type Hints<'d> = HashMap<&'d str, Bits>;

/// What a visitor does with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Follows it.
    Link,
    /// Presses it.
    Button,
    /// Sends its form.
    Submit,
    /// Writes into it.
    Text,
    /// Chooses from it, or ticks it.
    Choice,
    /// Opens what it is the head of.
    Fold,
}

/// An element that a visitor can act on.
#[derive(Clone, Debug)]
pub struct Sight {
    pub node: NodeId,
    pub act: Act,
    /// What its name says, or its words where it has no name.
    pub said: Said,
    /// What its address says.
    pub path: Bits,
    /// What its id, field name and class names are made of. Weak: for what has no words.
    pub hint: Bits,
    /// Its address, as the page has it.
    pub href: Option<String>,
    pub zone: Zone,
    /// The form it is in.
    pub form: Option<NodeId>,
    /// Nobody sees it at the moment.
    pub hidden: bool,
}

impl Sight {
    pub fn of<'d>(
        document: &'d Document,
        parts: &Parts,
        hints: &mut Hints<'d>,
        node: NodeId,
    ) -> Option<Self> {
        let form = parts.form_of(document, node);
        let act = act(document, node, form.is_some())?;
        let mut words = name::name(document, node);
        if words.is_empty() && !matches!(act, Act::Text | Act::Choice) {
            words = text::readable(document, node);
        }
        if words.is_empty() {
            words = picture_words(document, node);
        }
        let href = link_of(document, node).map(str::to_owned);
        let path = href.as_deref().and_then(address::path).map(path_says).unwrap_or_default();
        Some(Self {
            node,
            act,
            said: said(&words),
            path,
            hint: hint(document, hints, node),
            zone: parts.zone(document, node),
            form,
            hidden: document.is_hidden(node),
            href,
        })
    }

    pub fn says(&self, meaning: Meaning) -> bool {
        self.said.says(meaning)
    }

    pub fn is(&self, meaning: Meaning) -> bool {
        self.said.is(meaning)
    }

    /// Whether it is pressed or followed.
    pub fn is_pressed(&self) -> bool {
        matches!(self.act, Act::Link | Act::Button | Act::Submit | Act::Fold)
    }

    pub fn is_button(&self) -> bool {
        matches!(self.act, Act::Button | Act::Submit | Act::Fold)
    }

    pub fn is_field(&self) -> bool {
        matches!(self.act, Act::Text | Act::Choice)
    }
}

fn act(document: &Document, node: NodeId, in_form: bool) -> Option<Act> {
    let kind = document.input_type(node);
    Some(match (document.tag(node), kind.as_str()) {
        ("label" | "option" | "video" | "audio", _) | ("button" | "input", "reset") => return None,
        ("button", "button") => Act::Button,
        ("button", _) if in_form => Act::Submit,
        ("button", _) | ("input", "button") => Act::Button,
        ("input", "submit" | "image") => Act::Submit,
        ("input", "checkbox" | "radio" | "range" | "color") | ("select", _) => Act::Choice,
        ("input" | "textarea", _) => Act::Text,
        ("summary", _) => Act::Fold,
        _ => match role::role(document, node) {
            "button" | "menuitem" => Act::Button,
            "tab" => Act::Fold,
            "link" => Act::Link,
            "checkbox" | "radio" | "switch" | "option" | "combobox" | "listbox" => Act::Choice,
            "textbox" | "searchbox" | "spinbutton" => Act::Text,
            _ if document.tag(node) == "a" => Act::Link,
            _ => Act::Button,
        },
    })
}

/// Where an element leads by itself, or by the link around it.
fn link_of(document: &Document, node: NodeId) -> Option<&str> {
    let around = document.ancestors(node).take(2).find(|&above| document.tag(above) == "a");
    document.attribute(node, "href").or_else(|| around.and_then(|link| document.attribute(link, "href")))
}

/// Names of the pictures in an element that has no words.
fn picture_words(document: &Document, node: NodeId) -> String {
    let pictures = document.descendant_elements(node).take(12);
    let words = pictures.filter_map(|inner| match document.tag(inner) {
        "img" => document.attribute(inner, "alt"),
        _ => document.attribute(inner, "aria-label").or_else(|| document.attribute(inner, "title")),
    });
    words.filter(|words| !words.is_empty()).take(2).collect::<Vec<_>>().join(" ")
}

/// What the names in a path say: `/basket/add/` the cart.
pub fn path_says(path: &str) -> Bits {
    said(&path.replace(['/', '-', '_', '.'], " ")).has
}

/// What the names say that the markup gives an element and its picture.
fn hint<'d>(document: &'d Document, hints: &mut Hints<'d>, node: NodeId) -> Bits {
    const NAMES: [&str; 8] =
        ["id", "class", "name", "data-action", "data-testid", "aria-controls", "xlink:href", "data-icon"];
    let inner = document
        .descendant_elements(node)
        .take(4)
        .filter(|&inner| matches!(document.tag(inner), "svg" | "use" | "i" | "img" | "span"));
    let mut bits = Bits::default();
    for element in std::iter::once(node).chain(inner) {
        for name in NAMES.into_iter().filter_map(|name| document.attribute(element, name)) {
            for token in name.split_ascii_whitespace().take(12) {
                bits = bits.and(*hints.entry(token).or_insert_with(|| said(&apart(token)).has));
            }
        }
    }
    bits
}

/// `cartIcon--small` as "cart Icon small".
fn apart(token: &str) -> String {
    let mut words = String::new();
    let mut before = false;
    for c in token.chars() {
        if c.is_uppercase() && before {
            words.push(' ');
        }
        before = c.is_lowercase();
        words.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    words
}
