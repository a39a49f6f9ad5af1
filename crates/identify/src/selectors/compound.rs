//! What can be said about the element itself: conditions on its tag and attributes, each with what it relies
//! on and how lasting it is.

use super::Basis;
use super::context::outside_items;
use crate::address;
use crate::card::{is_in_menu, shows_a_product};
use crate::css::{identifier, quoted};
use crate::document::{Document, Namespace, NodeId};
use crate::noise::{is_stable_attribute, is_stable_class, is_stable_id, is_stable_value};
use crate::product::{Product, is_lasting_text};
use crate::surroundings::form_of;
use crate::text;

/// What keeps a condition from matching a neighbour once the element is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// It says what the element is.
    Itself,
    /// Others may be like it elsewhere: it needs a context, or words.
    Context,
    /// The cards of other products have the same: it always needs a context.
    Form,
    /// Others may be like it anywhere: it needs words.
    Words,
}

/// One condition on the element itself.
#[derive(Clone, Debug)]
pub(super) struct Compound {
    pub css: String,
    pub basis: Basis,
    /// How lasting, 0 to 100.
    pub score: i32,
    pub guard: Guard,
}

/// Attributes that are there for machines, best first.
const DATA: [&str; 10] = [
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
];
/// Attributes with words for people that say what a control is for.
const TITLES: [&str; 3] = ["placeholder", "title", "alt"];
/// Attributes with words for machines that say what a control is for.
const SAYING: [&str; 4] = ["for", "aria-controls", "autocomplete", "itemprop"];
/// Most classes that are tried.
const CLASSES: usize = 4;

/// Conditions on the element, in no particular order.
pub(super) fn compounds(document: &Document, product: &Product, element: NodeId) -> Vec<Compound> {
    let gathering = Gathering { document, product, element, tag: identifier(document.tag(element)) };
    let mut found = Vec::new();
    gathering.names(&mut found);
    gathering.addresses(&mut found);
    gathering.labels(&mut found);
    gathering.attributes(&mut found);
    gathering.classes(&mut found);
    gathering.patterns(&mut found);
    found
}

struct Gathering<'a> {
    document: &'a Document,
    product: &'a Product,
    element: NodeId,
    tag: String,
}

impl Gathering<'_> {
    /// The value of an attribute, where it lasts.
    fn lasting(&self, name: &str) -> Option<&str> {
        let value = self.document.attribute(self.element, name)?;
        (is_stable_value(value) && !self.product.owns(value)).then_some(value)
    }

    /// Data attributes, id, and the name of a form control.
    fn names(&self, found: &mut Vec<Compound>) {
        let mut add = |css, basis, score, guard| found.push(Compound { css, basis, score, guard });
        for (rank, name) in (0..).zip(DATA) {
            if let Some(value) = self.lasting(name) {
                add(format!("[{name}={}]", quoted(value)), Basis::Data, 99 - rank, Guard::Itself);
            }
        }
        let id = self.document.element_id(self.element);
        if let Some(id) = id.filter(|id| is_stable_id(id) && !self.product.owns(id)) {
            // The form of another product's card has fields with the same ids.
            let guard = form_of(self.document, self.element)
                .map_or_else(String::new, |form| outside_items(self.document, form));
            add(format!("#{}{guard}", identifier(id)), Basis::Id, 90, Guard::Itself);
        }
        if let Some(name) = self.lasting("name") {
            // Radio buttons and checkboxes share a name and differ in their value.
            let is_choice = matches!(self.document.input_type(self.element).as_str(), "radio" | "checkbox");
            let value = self.document.attribute(self.element, "value");
            let value = value.filter(|value| is_choice && !value.is_empty() && !self.product.owns(value));
            // What is longer than a size and no plain words may be what a visitor entered.
            let value = value.filter(|value| value.len() <= 4 || is_stable_value(value));
            // Other products on the page have buttons with the same name.
            let guard = match value {
                Some(_) => Guard::Itself,
                None if matches!(name, "add" | "id" | "quantity" | "qty" | "add-to-cart") => Guard::Form,
                None => Guard::Context,
            };
            let value = value.map(|value| format!("[value={}]", quoted(value))).unwrap_or_default();
            // Without the tag: redesigns swap `input` and `button`.
            add(format!("[name={}]{value}", quoted(name)), Basis::Name, 86, guard);
        }
    }

    /// Where a link leads, where a form sends and what it asks for.
    fn addresses(&self, found: &mut Vec<Compound>) {
        let mut add = |css, basis, score, guard| found.push(Compound { css, basis, score, guard });
        let href = self.document.attribute(self.element, "href").map(str::trim);
        if let Some(condition) =
            href.and_then(|href| link_condition(href, is_in_menu(self.document, self.element)))
        {
            add(format!("{}{condition}", self.tag), Basis::Link, 80, Guard::Context);
        }
        if self.document.tag(self.element) == "form" {
            if let Some(condition) = form_condition(self.document, self.element) {
                let guard = outside_items(self.document, self.element);
                add(format!("form{condition}{guard}"), Basis::Form, 86, Guard::Itself);
            }
            if let Some(field) = telling_field(self.document, self.element) {
                add(format!("form:has([name={}])", quoted(field)), Basis::Name, 80, Guard::Itself);
            }
        } else if self.document.input_type(self.element) == "submit" {
            // Without the tag: redesigns swap `input` and `button`. The form is among the contexts.
            add("[type=\"submit\"]".to_owned(), Basis::Form, 76, Guard::Context);
        }
    }

    /// Labels and words.
    fn labels(&self, found: &mut Vec<Compound>) {
        let mut add = |css, basis, score, guard| found.push(Compound { css, basis, score, guard });
        let readable = |name: &str| {
            let value = self.document.attribute(self.element, name)?;
            is_lasting_text(self.product, value).then_some(value)
        };
        if let Some(label) = readable("aria-label") {
            // Without the tag, for the same reason.
            add(format!("[aria-label={}]", quoted(label)), Basis::Label, 74, Guard::Context);
        }
        for name in TITLES {
            if let Some(value) = readable(name) {
                add(format!("{}[{name}={}]", self.tag, quoted(value)), Basis::Attribute, 62, Guard::Context);
            }
        }
        if self.document.namespace(self.element) == Namespace::Html {
            add(self.tag.clone(), Basis::Words, 64, Guard::Words);
        }
    }

    /// Attributes that say what the element is or does.
    fn attributes(&self, found: &mut Vec<Compound>) {
        let mut add = |css, score, guard| found.push(Compound { css, basis: Basis::Attribute, score, guard });
        for name in SAYING {
            if let Some(value) = self.lasting(name) {
                add(format!("{}[{name}={}]", self.tag, quoted(value)), 60, Guard::Context);
            }
        }
        if let Some(kind) = self.lasting("type") {
            add(format!("{}[type={}]", self.tag, quoted(kind)), 52, Guard::Words);
        }
        for (name, value) in self.document.attributes(self.element) {
            if DATA.contains(&name) || !is_stable_attribute(name) {
                continue;
            }
            if value.is_empty() {
                add(format!("{}[{name}]", self.tag), 58, Guard::Words);
            } else if is_stable_value(value) && !self.product.owns(value) {
                add(format!("{}[{name}={}]", self.tag, quoted(value)), 58, Guard::Words);
            }
        }
    }

    fn classes(&self, found: &mut Vec<Compound>) {
        let classes = self.document.classes(self.element);
        let classes = classes.filter(|class| is_stable_class(class) && !self.product.owns(class));
        found.extend(classes.take(CLASSES).map(|class| Compound {
            css: format!("{}.{}", self.tag, identifier(class)),
            basis: Basis::Class,
            score: 56,
            guard: Guard::Words,
        }));
    }
}

impl Gathering<'_> {
    /// What all pages of the type have in common of attributes whose values vary. The cards of other products have
    /// the like.
    fn patterns(&self, found: &mut Vec<Compound>) {
        for (name, value) in self.document.attributes(self.element) {
            let (basis, score) = match name {
                "id" => (Basis::Id, 74),
                "name" => (Basis::Name, 72),
                "aria-label" => (Basis::Label, 66),
                _ if DATA.contains(&name) => (Basis::Data, 78),
                _ if TITLES.contains(&name) || SAYING.contains(&name) => (Basis::Attribute, 52),
                _ => continue,
            };
            if let Some(pattern) = self.product.pattern(name, value) {
                let css = format!("{}{pattern}", self.tag);
                found.push(Compound { css, basis, score, guard: Guard::Form });
            }
        }
    }
}

/// Words of the element that will be the same tomorrow and on other pages; none for cards of products.
pub(crate) fn lasting_text(document: &Document, product: &Product, element: NodeId) -> Option<String> {
    if matches!(document.tag(element), "select" | "textarea" | "form" | "fieldset") {
        return None;
    }
    let text = text::readable(document, element);
    (is_lasting_text(product, &text) && !is_titled_by_product(document, element)).then_some(text)
}

/// A link to a product, or something in a product's card, shows that product's words, unless it is a button.
fn is_titled_by_product(document: &Document, element: NodeId) -> bool {
    let is_control = matches!(document.tag(element), "button" | "input" | "label" | "summary");
    !is_control && shows_a_product(document, element)
}

/// Where a link leads, unless outside of menus to one particular product. The end of the path says the same
/// whether the address is absolute, and behind any locale prefix.
fn link_condition(href: &str, in_menu: bool) -> Option<String> {
    if let Some(fragment) = href.strip_prefix('#') {
        return is_stable_id(fragment).then(|| format!("[href={}]", quoted(href)));
    }
    let path = address::path(href)?;
    if path == "/" {
        return (href == "/").then(|| "[href=\"/\"]".to_owned());
    }
    let lasting = if in_menu && path.len() > 1 { path } else { address::lasting_tail(path)? };
    let operator = if href.ends_with(lasting) { "$=" } else { "*=" };
    Some(format!("[href{operator}{}]", quoted(lasting)))
}

/// Where a form sends, unless to one particular product.
pub(super) fn form_condition(document: &Document, form: NodeId) -> Option<String> {
    let action = document.attribute(form, "action").and_then(address::path)?;
    let lasting = if address::is_particular(action) { address::lasting_head(action) } else { Some(action) }?;
    // `/cart` is not `/cart/add`.
    let is_end = document.attribute(form, "action").is_some_and(|action| action.trim().ends_with(lasting));
    let operator = if is_end { "$=" } else { "*=" };
    (lasting.len() > 1).then(|| format!("[action{operator}{}]", quoted(lasting)))
}

/// A field of a form that says what the form is for.
pub(super) fn telling_field(document: &Document, form: NodeId) -> Option<&str> {
    /// Fields that many forms have.
    const COMMON: [&str; 12] = [
        "utf8",
        "form_type",
        "_token",
        "csrfmiddlewaretoken",
        "authenticity_token",
        "csrf_token",
        "next",
        "id",
        "return_to",
        "return_url",
        "section-id",
        "product-id",
    ];
    document
        .descendant_elements(form)
        .filter(|&node| matches!(document.tag(node), "input" | "select" | "textarea"))
        // What is hidden is for the server, and many forms have the same.
        .filter(|&node| document.input_type(node) != "hidden")
        .filter_map(|node| document.attribute(node, "name"))
        .find(|name| is_stable_value(name) && !COMMON.contains(name))
}
