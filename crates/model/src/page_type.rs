//! Page types and the path patterns that recognise them.
//!
//! A pattern is matched against the path of the address, relative to the shop's base path, with a leading
//! locale segment (`/de/`, `/en-gb/`, `/es-419/`: two letters, optionally a hyphen and two to four letters or
//! three digits) removed, percent-decoding left alone, and a trailing slash ignored.
//! `*` stands for any run of characters, slashes included (`/products/*` matches `/products/a` and
//! `/products/a/b` but not `/products`); everything else is literal and compared without regard to case. A pattern with `?`
//! is matched against path and query instead (`/search?q=*`). The first page type with a matching pattern
//! wins. The same rules are implemented by the runtime and held together by `tests/vectors`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::page_path::PagePath;
use crate::pattern;

/// A named kind of page and the path patterns that recognise it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageType {
    /// Short name: `home`, `product`, `collection`, `cart`, `search`, `content`, or the marketer's own.
    pub id: String,
    /// Path patterns; any of them may match.
    #[serde(rename = "match")]
    pub patterns: Vec<String>,
}

/// The first page type that recognises the page.
#[must_use]
pub fn recognise<'a>(page: &PagePath, page_types: &'a [PageType]) -> Option<&'a PageType> {
    page_types.iter().find(|kind| kind.patterns.iter().any(|pattern| pattern::matches(pattern, page)))
}

/// The type gets one pattern more, at its end; the order of types, which decides where several know an address, stays.
pub fn learn(page_types: &mut Vec<PageType>, id: &str, pattern: &str) {
    match page_types.iter_mut().find(|kind| kind.id == id) {
        Some(kind) if kind.patterns.iter().any(|known| known == pattern) => {}
        Some(kind) => kind.patterns.push(pattern.to_owned()),
        None => page_types.push(PageType { id: id.to_owned(), patterns: vec![pattern.to_owned()] }),
    }
}

/// What a new shop starts with: Shopify's addresses, most particular first.
#[must_use]
pub fn defaults() -> Vec<PageType> {
    const DEFAULTS: [(&str, &[&str]); 9] = [
        ("home", &["/"]),
        ("product", &["/products/*", "/collections/*/products/*"]),
        ("collection", &["/collections", "/collections/*"]),
        ("cart", &["/cart"]),
        ("search", &["/search"]),
        ("checkout", &["/checkout", "/checkouts/*"]),
        ("account", &["/account", "/account/*"]),
        ("blog", &["/blogs/*"]),
        ("content", &["/pages/*", "/policies/*"]),
    ];
    DEFAULTS
        .iter()
        .map(|(id, patterns)| PageType {
            id: (*id).to_owned(),
            patterns: patterns.iter().map(|pattern| (*pattern).to_owned()).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shopify_addresses_are_recognised() {
        let kinds = defaults();
        let id = |address: &str| recognise(&PagePath::parse(address, ""), &kinds).map(|kind| kind.id.clone());
        for (address, expected) in [
            ("/", "home"),
            ("/en-gb", "home"),
            ("/products/tee?variant=1", "product"),
            ("/collections/all/products/tee", "product"),
            ("/collections/all", "collection"),
            ("/collections", "collection"),
            ("/collections/all?sort_by=price", "collection"),
            ("/cart/", "cart"),
            ("/search?q=tee", "search"),
            ("/checkouts/cn/abc/information", "checkout"),
            ("/account/login", "account"),
            ("/blogs/news/hello", "blog"),
            ("/pages/about", "content"),
            ("/policies/refund-policy", "content"),
        ] {
            assert_eq!(id(address).as_deref(), Some(expected), "{address}");
        }
        assert_eq!(id("/catalogue/the-shell_10/"), None);
    }
}
