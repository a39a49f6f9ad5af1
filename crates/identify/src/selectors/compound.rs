//! What can be said about the element itself: conditions on its tag and attributes, each with what it relies
//! on and how lasting it is.

use super::Basis;
use crate::address;
use crate::css::{identifier, quoted};
use crate::document::{Document, Namespace, NodeId};
use crate::noise::{is_stable_class, is_stable_id, is_stable_value};
use crate::product::{Product, is_lasting_text, is_of_particular};
use crate::text;

/// One condition on the element itself.
#[derive(Clone, Debug)]
pub(super) struct Compound {
    pub css: String,
    pub basis: Basis,
    /// How lasting, 0 to 100.
    pub score: u32,
    /// Says what the element is, so that no neighbour can be mistaken for it.
    pub guarded: bool,
}

/// Attributes that are there for machines, best first.
const DATA: [&str; 12] = [
    "data-waymark",
    "data-testid",
    "data-test-id",
    "data-test",
    "data-qa",
    "data-cy",
    "data-action",
    "data-hook",
    "data-track",
    "data-analytics",
    "data-role",
    "data-target",
];
/// Attributes that say what a control is for.
const SAYING: [&str; 10] = [
    "type",
    "title",
    "placeholder",
    "alt",
    "for",
    "rel",
    "aria-controls",
    "autocomplete",
    "itemprop",
    "slot",
];

/// Conditions on the element, in no particular order.
pub(super) fn compounds(document: &Document, product: &Product, element: NodeId) -> Vec<Compound> {
    let tag = identifier(document.tag(element));
    let mut found = Vec::new();
    let mut add = |css: String, basis, score, guarded| found.push(Compound { css, basis, score, guarded });
    let lasting = |name: &str| {
        document.attribute(element, name).filter(|value| is_stable_value(value) && !product.owns(value))
    };
    for (rank, name) in DATA.iter().enumerate() {
        if let Some(value) = lasting(name) {
            add(format!("[{name}={}]", quoted(value)), Basis::Data, 99 - rank as u32, true);
        }
    }
    if let Some(id) = document.element_id(element).filter(|id| is_stable_id(id) && !product.owns(id)) {
        add(format!("#{}", identifier(id)), Basis::Id, 90, true);
    }
    if let Some(name) = lasting("name") {
        let kind = lasting("value").filter(|_| is_choice(document, element));
        let value = kind.map(|value| format!("[value={}]", quoted(value))).unwrap_or_default();
        add(format!("{tag}[name={}]{value}", quoted(name)), Basis::Name, 86, true);
    }
    if let Some(label) =
        document.attribute(element, "aria-label").filter(|label| is_lasting_text(product, label))
    {
        add(format!("{tag}[aria-label={}]", quoted(label)), Basis::Label, 76, true);
    }
    if let Some(css) = link(document, &tag, element) {
        add(css, Basis::Link, 80, true);
    }
    for name in SAYING {
        let value = document.attribute(element, name).filter(|value| !value.is_empty());
        let readable = matches!(name, "title" | "placeholder" | "alt");
        let value = value.filter(|value| {
            if readable {
                is_lasting_text(product, value)
            } else {
                is_stable_value(value) && !product.owns(value)
            }
        });
        if let Some(value) = value {
            let guarded = !matches!(name, "type" | "rel" | "itemprop");
            add(format!("{tag}[{name}={}]", quoted(value)), Basis::Attribute, 62, guarded);
        }
    }
    for (name, value) in document.attributes(element) {
        if name.starts_with("data-") && name.len() <= 40 && !DATA.contains(&name) && is_attribute_name(name) {
            if value.is_empty() {
                add(format!("{tag}[{name}]"), Basis::Attribute, 60, false);
            } else if is_stable_value(value) && !product.owns(value) {
                add(format!("{tag}[{name}={}]", quoted(value)), Basis::Attribute, 61, true);
            }
        }
    }
    for class in
        document.classes(element).filter(|class| is_stable_class(class) && !product.owns(class)).take(6)
    {
        add(format!("{tag}.{}", identifier(class)), Basis::Class, 56, false);
    }
    if let Some(kind) = lasting("type").filter(|_| matches!(document.tag(element), "button" | "input")) {
        add(format!("{tag}[type={}]", quoted(kind)), Basis::Form, 70, false);
    }
    let has_tag = document.namespace(element) == Namespace::Html && !document.tag(element).is_empty();
    if has_tag {
        let form = if document.tag(element) == "form" { form(document, &tag, element) } else { None };
        if let Some(css) = form {
            add(css, Basis::Form, 88, true);
        }
        add(tag.clone(), Basis::Words, 66, false);
    }
    found
}

/// Words of the element that will be the same tomorrow and on other pages; none for cards of products.
pub(crate) fn lasting_text(document: &Document, product: &Product, element: NodeId) -> Option<String> {
    let text = text::readable(document, element);
    (is_lasting_text(product, &text) && !is_titled_by_product(document, element)).then_some(text)
}

/// A link to a product, or something in a product's card, shows that product's words, unless it is a button.
fn is_titled_by_product(document: &Document, element: NodeId) -> bool {
    let is_control = matches!(document.tag(element), "button" | "input" | "select" | "label" | "summary");
    !is_control && is_of_particular(document, element)
}

/// Where a link leads, unless to one particular product.
fn link(document: &Document, tag: &str, element: NodeId) -> Option<String> {
    let href = document.attribute(element, "href")?.trim();
    if href.starts_with('#') && href.len() > 1 {
        return is_stable_id(&href[1..]).then(|| format!("{tag}[href={}]", quoted(href)));
    }
    let path = address::path(href)?;
    let lasting = path.len() > 1 && !address::is_particular(path);
    // Only the end of the path: the same whether the address is absolute, and behind any locale prefix.
    lasting.then(|| format!("{tag}[href{}={}]", if path == href { "" } else { "*" }, quoted(path)))
}

/// A form by where it sends.
fn form(document: &Document, tag: &str, element: NodeId) -> Option<String> {
    let action = document.attribute(element, "action").and_then(address::path)?;
    (action.len() > 1 && !address::is_particular(action))
        .then(|| format!("{tag}[action*={}]", quoted(action)))
}

/// A radio button or checkbox: several share a name, told apart by their value.
fn is_choice(document: &Document, element: NodeId) -> bool {
    document
        .attribute(element, "type")
        .is_some_and(|kind| kind.eq_ignore_ascii_case("radio") || kind.eq_ignore_ascii_case("checkbox"))
}

/// Whether an attribute name needs no escaping.
fn is_attribute_name(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !name.ends_with("id")
}
