//! Which kind of page a document is, beside the address rules of `waymark_model`: from structured data, from what can be
//! done on it, and from addresses as other platforms build them. A page that could be two things is none.

use serde::Serialize;
use waymark_identify::{Document, address};
use waymark_model::page_type::{defaults, recognise as by_rules};
use waymark_model::{PagePath, PageType};

use crate::page::{Page, is_email};
use crate::sight::{Act, path_says};
use crate::words::{Meaning, said};

/// Largest block of structured data that is read, in bytes.
const LONGEST_DATA: usize = 256 << 10;
/// Cards that make a list of products.
const LIST: usize = 3;

/// What kind of page this is taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Guess {
    /// A page type's id: `product`, `cart` ...
    pub id: String,
    /// How sure this is, 0 to 1.
    pub confidence: f32,
    /// Why, in plain words: the end of a sentence that begins with "It".
    pub reason: String,
}

/// What kind of page this is; none where that cannot be told. The shop's own rules come first, then the page itself, then
/// addresses as platforms build them.
#[must_use]
pub fn recognise(page: &Page<'_>, rules: &[PageType]) -> Option<Guess> {
    let url = page.document.url();
    if !url.is_empty()
        && let Some(known) = by_rules(&PagePath::parse(&relative(url), ""), rules)
    {
        return guess(&known.id, 0.97, "has an address that the shop's rules know");
    }
    let seen = from_page(page);
    let named = if url.is_empty() { None } else { from_address(url) };
    match (seen, named) {
        (Some(seen), Some(named)) if seen.id == named.id => {
            Some(Guess { confidence: (seen.confidence + 0.1).min(0.97), ..seen })
        }
        (Some(seen), Some(named)) => Some(if named.confidence > seen.confidence { named } else { seen }),
        (seen, named) => seen.or(named),
    }
}

/// Path and query of an address.
fn relative(url: &str) -> String {
    let query = url.split('#').next().unwrap_or_default().split_once('?').map_or("", |(_, query)| query);
    format!("{}?{query}", address::path(url).unwrap_or("/"))
}

/// The same by the rules that a new shop starts with.
#[must_use]
pub fn recognise_by_defaults(page: &Page<'_>) -> Option<Guess> {
    recognise(page, &defaults())
}

#[allow(clippy::unnecessary_wraps, reason = "callers choose among guesses")]
fn guess(id: &str, confidence: f32, reason: &str) -> Option<Guess> {
    Some(Guess { id: id.to_owned(), confidence, reason: reason.to_owned() })
}

/// The address that a page says it has, for pages that come from a file.
#[must_use]
pub fn stated_address(document: &Document) -> Option<String> {
    let stated = |node| {
        let attribute = |name| document.attribute(node, name).unwrap_or_default();
        match document.tag(node) {
            "link" if attribute("rel") == "canonical" => Some(attribute("href")),
            "meta" if attribute("property") == "og:url" => Some(attribute("content")),
            _ => None,
        }
    };
    let mut found = document.descendant_elements(document.root()).filter_map(stated);
    found.find(|address| address.starts_with("http")).map(str::to_owned)
}

/// Addresses of platforms that no rule of a new shop knows.
pub(crate) fn from_address(url: &str) -> Option<Guess> {
    let path = address::path(url).unwrap_or("/");
    let route = url.split_once("route=").map_or("", |(_, route)| route.split('&').next().unwrap_or_default());
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let says = path_says(path);
    let ends = path_says(last);
    let reason = "has an address of that kind";
    if path.trim_matches('/').is_empty() && route.is_empty() {
        return guess("home", 0.9, "is the shop's first page");
    }
    if route.starts_with("product/product")
        || address::is_particular(path) && address::lasting_tail(path).is_none()
    {
        return guess("product", 0.7, reason);
    }
    if says.has(Meaning::Checkout) || route.starts_with("checkout/checkout") {
        return guess("checkout", 0.8, reason);
    }
    if ends.has(Meaning::Cart) || route == "checkout/cart" {
        return guess("cart", 0.85, reason);
    }
    if ends.has(Meaning::Search) || path.starts_with("/catalogsearch") || route.starts_with("product/search")
    {
        return guess("search", 0.85, reason);
    }
    if says.has_any(&[Meaning::Account, Meaning::Login, Meaning::Register]) || path.starts_with("/customer") {
        return guess("account", 0.75, reason);
    }
    if says.has(Meaning::Collection) || route.starts_with("product/category") {
        return guess("collection", 0.7, reason);
    }
    if says.has_any(&[
        Meaning::Contact,
        Meaning::Faq,
        Meaning::Shipping,
        Meaning::Returns,
        Meaning::Privacy,
        Meaning::Terms,
    ]) {
        return guess("content", 0.7, reason);
    }
    if says.has(Meaning::Article) {
        return guess("blog", 0.65, reason);
    }
    None
}

/// What can be done on the page, and what it says of itself.
fn from_page(page: &Page<'_>) -> Option<Guess> {
    let document = page.document;
    let kinds = stated_kinds(document);
    let title = page.parts.title.map(|title| said(&waymark_identify::text::readable(document, title)));
    let titled = |meaning: Meaning| title.is_some_and(|title| title.says(meaning) && title.words <= 5);
    let titled_all = |meaning: Meaning| titled(meaning) || said(document.title()).says(meaning);
    let lines = page.sights.iter().filter(|sight| is_line_control(page, sight)).count();
    let in_page = |sight: &&crate::sight::Sight| {
        !sight.zone.header && !sight.zone.footer && !sight.zone.nav && !sight.zone.dialog
    };
    let to_checkout = page.sights.iter().filter(in_page).any(|sight| {
        sight.is_pressed() && (sight.says(Meaning::Checkout) || sight.path.has(Meaning::Checkout))
    });
    let address_fields =
        page.sights.iter().filter(in_page).filter(|sight| asks_where_to(page, sight)).count();
    let asks_email = page.sights.iter().filter(in_page).any(|sight| is_email(document, sight));
    let has_login = page
        .forms
        .iter()
        .any(|form| form.passwords > 0 && !form.zone.header && !form.zone.nav && !form.zone.dialog);
    let cards = page
        .cards
        .0
        .iter()
        .filter(|card| card.priced && !card.line && !page.parts.zone(document, card.node).dialog)
        .count();
    let adds = super::detect::find("add_to_cart", page).is_some_and(|found| found.confidence > 0.8);
    let searched = page.sights.iter().any(|sight| {
        let filled = document.attribute(sight.node, "value").is_some_and(|value| !value.is_empty());
        crate::page::is_search(document, sight) && filled && sight.act == Act::Text
    });
    if address_fields >= 3 && (asks_email || titled_all(Meaning::Checkout)) {
        return guess("checkout", 0.9, "asks where to deliver to");
    }
    if titled(Meaning::Wishlist) {
        return None;
    }
    if lines > 0 && to_checkout || titled(Meaning::Cart) && cards < LIST && !adds {
        return guess(
            "cart",
            if lines > 0 { 0.92 } else { 0.8 },
            "has the lines of a cart and the way to the checkout",
        );
    }
    if kinds.products == 1 || kinds.says_product {
        return guess("product", 0.93, "says in its structured data that it is about one product");
    }
    if has_login && !to_checkout && cards < LIST && !adds {
        return guess("account", 0.85, "has a form to log in or to make an account");
    }
    if titled(Meaning::Search) || searched && cards > 0 {
        return guess("search", 0.85, "has a field that is filled with what was looked for");
    }
    if adds && (cards < 12 || page.parts.title.is_some()) {
        return guess("product", 0.85, "has a button that puts one product into the cart");
    }
    if kinds.says_article {
        return guess("blog", 0.8, "says in its structured data that it is an article");
    }
    if cards >= LIST && page.parts.title.is_some() && is_listing(page) {
        return guess("collection", 0.75, "is a list of products");
    }
    None
}

/// A list that can be sorted, filtered or turned over.
fn is_listing(page: &Page<'_>) -> bool {
    ["sort_use", "filter_open", "filter_use", "list_page_next"].iter().any(|id| {
        super::detect::find(id, page).is_some_and(|found| found.confidence >= super::LEAST_CONFIDENCE)
    })
}

fn is_line_control(page: &Page<'_>, sight: &crate::sight::Sight) -> bool {
    let around = sight.zone.header || sight.zone.footer || sight.zone.nav || sight.zone.dialog;
    !around && sight.is(Meaning::Remove) && page.document.attribute(sight.node, "type") != Some("search")
}

/// Whether a field asks for a street, a town or a postal code.
fn asks_where_to(page: &Page<'_>, sight: &crate::sight::Sight) -> bool {
    const NAMES: [&str; 12] = [
        "street",
        "address",
        "city",
        "town",
        "postcode",
        "postal",
        "zip",
        "line1",
        "firstname",
        "lastname",
        "first",
        "last",
    ];
    let hint = page.document.attribute(sight.node, "autocomplete").unwrap_or_default();
    let name = page.document.attribute(sight.node, "name").unwrap_or_default().to_ascii_lowercase();
    sight.is_field()
        && (hint.contains("address")
            || hint.contains("postal")
            || name.split(|c: char| !c.is_alphanumeric()).any(|word| NAMES.contains(&word)))
}

/// What a page says it is about.
#[derive(Debug, Default)]
struct Kinds {
    products: usize,
    says_product: bool,
    says_article: bool,
}

fn stated_kinds(document: &Document) -> Kinds {
    let mut kinds = Kinds::default();
    for node in document.descendant_elements(document.root()) {
        let attribute = |name| document.attribute(node, name).unwrap_or_default();
        match document.tag(node) {
            "meta" if attribute("property") == "og:type" => {
                kinds.says_product |=
                    matches!(attribute("content"), "product" | "og:product" | "product.item");
                kinds.says_article |= attribute("content") == "article";
            }
            "script" if attribute("type").eq_ignore_ascii_case("application/ld+json") => {
                let data: String =
                    document.children(node).filter_map(|child| document.characters(child)).collect();
                if data.len() <= LONGEST_DATA
                    && let Ok(value) = serde_json::from_str::<serde_json::Value>(&data)
                {
                    read(&value, &mut kinds);
                }
            }
            _ => {}
        }
        // Lists mark their items too: one alone is the page's.
        kinds.products += usize::from(attribute("itemtype").ends_with("schema.org/Product"));
    }
    kinds
}

fn read(value: &serde_json::Value, kinds: &mut Kinds) {
    match value {
        serde_json::Value::Array(values) => values.iter().for_each(|value| read(value, kinds)),
        serde_json::Value::Object(object) => {
            let is = |kind: &str| {
                object.get("@type").is_some_and(|stated| {
                    stated.as_str() == Some(kind)
                        || stated
                            .as_array()
                            .is_some_and(|all| all.iter().any(|one| one.as_str() == Some(kind)))
                })
            };
            kinds.products += usize::from(is("Product") || is("ProductGroup"));
            kinds.says_article |= is("Article") || is("BlogPosting") || is("NewsArticle");
            if let Some(graph) = object.get("@graph") {
                read(graph, kinds);
            }
        }
        _ => {}
    }
}
