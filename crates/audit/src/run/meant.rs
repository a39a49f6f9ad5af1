//! Which of the pages that are found count, and which of a shop's sitemaps are likely to name them. Pure; looking is
//! `search`'s.

use std::collections::BTreeSet;
use std::sync::Arc;

use url::Url;
use waymark_model::{PagePath, PageType, Scope};

/// Kinds that are one page each, whatever their address is asked with.
const ONE_PAGE: [&str; 3] = ["home", "cart", "search"];

/// Tells which kind of page an address leads to.
pub type KindOf = Arc<dyn Fn(&Url) -> Option<String> + Send + Sync>;

/// The pages that count.
pub(super) enum Meant {
    /// All.
    All,
    /// Those of a scope.
    Scope(Scope),
    /// The first of each kind.
    First(FirstOfEach),
}

/// The first page of each kind.
pub(super) struct FirstOfEach {
    kind_of: KindOf,
    /// Kinds that no page was found of so far.
    pub missing: BTreeSet<String>,
    /// The pages, in the order in which they were found.
    pub found: Vec<(String, Url)>,
}

impl FirstOfEach {
    pub fn new(kinds: &[&str], kind_of: KindOf) -> Self {
        let missing = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        Self { kind_of, missing, found: Vec::new() }
    }

    fn takes(&mut self, address: &Url) -> bool {
        if self.missing.is_empty() {
            return false;
        }
        let Some(kind) = (self.kind_of)(address).filter(|kind| self.missing.remove(kind)) else {
            return false;
        };
        let address = self.plain(&kind, address);
        self.found.push((kind, address));
        true
    }

    /// The address without its query, where the kind is one page and the query does not say which.
    fn plain(&self, kind: &str, address: &Url) -> Url {
        let mut plain = address.clone();
        plain.set_query(None);
        let is_same = ONE_PAGE.contains(&kind) && (self.kind_of)(&plain).as_deref() == Some(kind);
        if is_same { plain } else { address.clone() }
    }
}

impl Meant {
    /// Whether a page that is found for the first time counts.
    pub fn counts(&mut self, address: &Url, base: &str, page_types: &[PageType]) -> bool {
        match self {
            Self::All => true,
            Self::Scope(scope) => scope.covers(&PagePath::of_url(address, base), page_types),
            Self::First(first) => first.takes(address),
        }
    }

    /// Whether a sitemap lists what is looked for, by its name.
    pub fn is_named_by(&self, sitemap: &Url) -> bool {
        let names = |kind: &String| sitemap.path().contains(kind.as_str());
        match self {
            Self::All => true,
            Self::Scope(scope) => scope.page_types.first().is_none_or(names),
            Self::First(first) => first.missing.iter().any(names),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_of_a_kind_counts_and_sitemaps_follow_what_is_missing() {
        let kind_of = |url: &Url| url.path_segments()?.next().map(str::to_owned);
        let mut meant = Meant::First(FirstOfEach::new(&["product", "collection"], Arc::new(kind_of)));
        let url = |path: &str| Url::parse(&format!("https://s.example/{path}")).unwrap_or_else(|_| panic!());
        let (products, collections) = (url("sitemap_products_1.xml"), url("sitemap_collections_1.xml"));
        assert!(meant.is_named_by(&products));
        assert!(meant.counts(&url("product/a"), "", &[]));
        assert!(!meant.counts(&url("product/b"), "", &[]), "the second of its kind");
        assert!(!meant.counts(&url("cart"), "", &[]), "nobody asked for it");
        assert!(!meant.is_named_by(&products) && meant.is_named_by(&collections));
        let Meant::First(first) = meant else { panic!() };
        assert_eq!(first.found, [("product".to_owned(), url("product/a"))]);
    }

    #[test]
    fn a_kind_of_one_page_is_kept_without_its_query_where_that_does_not_say_which() {
        let url = |address: &str| Url::parse(address).unwrap_or_else(|_| panic!());
        let kind_of = |url: &Url| url.as_str().contains("cart").then(|| "cart".to_owned());
        for (linked, kept) in [
            ("https://s.example/cart?from=menu", "https://s.example/cart"),
            ("https://s.example/index.php?route=cart", "https://s.example/index.php?route=cart"),
        ] {
            let mut first = FirstOfEach::new(&["cart"], Arc::new(kind_of));
            assert!(first.takes(&url(linked)));
            assert_eq!(first.found, [("cart".to_owned(), url(kept))]);
        }
    }
}
