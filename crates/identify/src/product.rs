//! What on a page belongs to the one product it shows: words that are different on the next product's page,
//! and on the next visitor's. Recognised from structured data, meta tags, headings and the address.

use std::collections::BTreeSet;

use waymark_model::ProductWords;

use crate::address;
use crate::card::card_of;
use crate::document::{Document, NodeId};
use crate::mask::{is_impersonal, mask};
use crate::varying::Varying;
use crate::{text, words};

/// Shortest title that is looked for inside other texts.
const MIN_TITLE: usize = 4;
/// Buttons for the cart after which no more are looked at: a list of products has one each.
const MANY: usize = 60;
/// Largest structured data block that is read, in bytes.
const MAX_DATA: usize = 256 << 10;

/// Words that belong to the product of this page.
#[derive(Clone, Debug, Default)]
pub struct Product {
    titles: BTreeSet<String>,
    handles: Vec<String>,
    varying: Varying,
}

impl Product {
    /// Reads the page's product, if it shows one.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut product = Self::default();
        let mut addresses = vec![document.url().to_owned()];
        let mut is_product_page = false;
        for node in document.descendant_elements(document.root()) {
            let attribute = |name| document.attribute(node, name).unwrap_or("");
            match document.tag(node) {
                "meta" if attribute("property") == "og:type" => {
                    is_product_page |= attribute("content").contains("product");
                }
                "meta" if attribute("property") == "og:url" => {
                    addresses.push(attribute("content").to_owned());
                }
                "link" if attribute("rel") == "canonical" => addresses.push(attribute("href").to_owned()),
                "script" if attribute("type").eq_ignore_ascii_case("application/ld+json") => {
                    let data: String =
                        document.children(node).filter_map(|child| document.characters(child)).collect();
                    if data.len() <= MAX_DATA
                        && let Ok(value) = serde_json::from_str(&data)
                    {
                        is_product_page |= product.read(&value);
                    }
                }
                _ => {}
            }
        }
        let handle = addresses.iter().filter_map(|address| address::path(address)).find_map(address::handle);
        product.handles.extend(handle.map(str::to_lowercase).filter(|handle| handle.len() >= MIN_TITLE));
        if is_product_page || handle.is_some() || sells_one(document) {
            product.read_headings(document);
        } else {
            product.titles.clear();
        }
        product
    }

    /// Takes titles out of structured data; true when the page is about one product. Walks with a list
    /// instead of recursion; a list of many products (a collection page) is not this page's product.
    fn read(&mut self, value: &serde_json::Value) -> bool {
        let mut found = Vec::new();
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                serde_json::Value::Array(values) => open.extend(values),
                serde_json::Value::Object(object) => {
                    let is_product = object.get("@type").is_some_and(|kind| {
                        kind.as_str().is_some_and(|kind| kind.starts_with("Product"))
                            || kind.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "Product"))
                    });
                    if is_product {
                        found.extend(object.get("name").and_then(serde_json::Value::as_str));
                    } else {
                        open.extend(object.get("@graph"));
                        open.extend(object.get("mainEntity"));
                    }
                }
                _ => {}
            }
        }
        let is_one = found.len() == 1;
        if is_one {
            self.titles.extend(found.into_iter().map(text::normalise));
        }
        is_one
    }

    fn read_headings(&mut self, document: &Document) {
        let in_main = |node: NodeId| document.ancestors(node).any(|above| document.tag(above) == "main");
        let headings = document.by_tag("h1");
        let is_main_known = headings.iter().any(|&node| in_main(node));
        for node in document.descendant_elements(document.root()) {
            let title = match document.tag(node) {
                // Logos and drawers have headings of their own.
                "h1" if is_main_known && !in_main(node) => continue,
                "h1" => text::normalised(document, node),
                "meta"
                    if matches!(document.attribute(node, "property"), Some("og:title" | "twitter:title")) =>
                {
                    text::normalise(document.attribute(node, "content").unwrap_or(""))
                }
                _ => continue,
            };
            self.titles.insert(title);
        }
        self.titles.retain(|title| title.len() >= MIN_TITLE);
    }

    /// The page's product together with the one whose card the element stands in.
    #[must_use]
    pub fn and_card_of(mut self, document: &Document, element: NodeId) -> Self {
        if let Some(card) = card_of(document, element) {
            self.titles.extend(card.titles.into_iter().filter(|title| title.len() >= MIN_TITLE));
            self.handles.extend(Some(card.handle).filter(|handle| handle.len() >= MIN_TITLE));
        }
        self
    }

    /// The page's product together with what other pages of the type have another value of.
    #[must_use]
    pub(crate) fn and_varying(self, varying: Varying) -> Self {
        Self { varying, ..self }
    }

    /// Whether the text is known to be another one on other pages of the type.
    pub(crate) fn varies(&self, text: &str) -> bool {
        self.varying.has(&text::normalise(text))
    }

    /// CSS for what all pages of the type have in common of an attribute that varies. The products that were seen may
    /// happen to share a word, which says nothing of others.
    pub(crate) fn pattern(&self, name: &str, value: &str) -> Option<String> {
        let affixes = self.varying.affixes(name, value)?;
        let is_of_product =
            |word: &String| self.titles.iter().any(|title| title.split(' ').any(|own| own == word));
        (!affixes.words().any(|word| is_of_product(&word))).then(|| affixes.css(name))
    }

    /// The words as a scene keeps them.
    #[must_use]
    pub fn words(&self) -> ProductWords {
        ProductWords {
            titles: self.titles.iter().map(|title| mask(title)).collect(),
            handles: self.handles.iter().map(|handle| handle.to_lowercase()).collect(),
        }
    }

    /// Whether the text holds words of the product, or is known to be another one on its other pages.
    #[must_use]
    pub fn owns(&self, text: &str) -> bool {
        if self.handles.is_empty() && self.titles.is_empty() && self.varying.is_empty() {
            return false;
        }
        let text = text::normalise(text);
        self.varying.has(&text)
            || self.handles.iter().any(|handle| text.contains(handle.as_str()))
            || self.titles.iter().any(|title| text.contains(title.as_str()))
    }
}

/// Whether one thing is for sale on the page: it has one button for the cart, or a copy of it that stays in sight,
/// that stands in no list. For pages that say nothing of themselves.
fn sells_one(document: &Document) -> bool {
    let is_for_cart = |node: &NodeId| {
        let is_button = match document.tag(*node) {
            "button" => true,
            "input" => document.input_type(*node) == "submit",
            _ => false,
        };
        let (mut adds, mut cart) = (false, false);
        if is_button {
            words::meanings(&text::normalised(document, *node), |word| {
                adds |= matches!(word, "add" | "buy");
                cart |= matches!(word, "cart" | "buy");
            });
        }
        adds && cart
    };
    let is_listed =
        |node: NodeId| document.ancestors(node).any(|above| matches!(document.tag(above), "li" | "tr"));
    let buttons: Vec<NodeId> =
        document.descendant_elements(document.root()).filter(is_for_cart).take(MANY).collect();
    let alone = buttons.iter().filter(|&&node| !is_listed(node)).count();
    (1..=2).contains(&alone)
}

/// Whether a text says the same on other products' pages, to other visitors and on other days: short, no
/// numbers (prices, counts, dates), no addresses or personal data, nothing of this page's product.
#[must_use]
pub fn is_lasting_text(product: &Product, text: &str) -> bool {
    let length = text.chars().count();
    (1..=50).contains(&length)
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(|c| c.is_numeric() || matches!(c, '@' | '€' | '$' | '£' | '¥' | '₹' | '%'))
        && is_impersonal(text)
        && !product.owns(text)
}
