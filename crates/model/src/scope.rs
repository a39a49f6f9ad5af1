//! On which pages an event may fire: by page type, by URL pattern, or everywhere.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::PageType;
use crate::page_path::PagePath;
use crate::page_type::recognise;
use crate::pattern;

/// Where an event may fire. Both fields empty means on every page; both filled means both must hold.
///
/// JSON: `{}`, `{"pageTypes":["product"]}` or `{"url":"/pages/*"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Scope {
    /// Ids of page types of the same plan; the page must be one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub page_types: Vec<String>,
    /// Pattern of the path relative to the shop's base; docs/config.md has the grammar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub url: Option<String>,
}

impl Scope {
    /// Whether an event with this scope may fire on the page.
    #[must_use]
    pub fn covers(&self, page: &PagePath, page_types: &[PageType]) -> bool {
        let kind_fits = self.page_types.is_empty()
            || recognise(page, page_types).is_some_and(|kind| self.page_types.contains(&kind.id));
        let url_fits = self.url.as_deref().is_none_or(|wanted| pattern::matches(wanted, page));
        kind_fits && url_fits
    }

    /// Ids of the page types that it is about: those that it names, or else the one that knows the addresses its pattern
    /// is for, with some letters for each `*`, or with none. Empty for every page, and for addresses of no type.
    #[must_use]
    pub fn kinds<'a>(&'a self, page_types: &'a [PageType]) -> Vec<&'a str> {
        match &self.url {
            Some(url) if self.page_types.is_empty() => {
                let kind = ["xxx", ""].iter().find_map(|star| kind_of(url, star, page_types));
                kind.into_iter().collect()
            }
            _ => self.page_types.iter().map(String::as_str).collect(),
        }
    }
}

/// The page type of an address that a pattern is for, with something in place of each `*`.
fn kind_of<'a>(pattern: &str, star: &str, page_types: &'a [PageType]) -> Option<&'a str> {
    let rest = pattern.trim_start_matches('*');
    let path = rest.split('?').next().filter(|path| !path.is_empty())?;
    let root = if path.starts_with('/') { "" } else { "/" };
    let page = PagePath::parse(&format!("{root}{}", rest.replace('*', star)), "");
    // What is left of a language's pages is no first page.
    let is_first = page.path() == "/" && path != "/";
    recognise(&page, page_types).filter(|_| !is_first).map(|kind| kind.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page_type::defaults;

    fn covers(scope: &Scope, address: &str) -> bool {
        scope.covers(&PagePath::parse(address, ""), &defaults())
    }

    #[test]
    fn empty_covers_everything() {
        assert!(covers(&Scope::default(), "/"));
        assert!(covers(&Scope::default(), "/no/such/type"));
    }

    #[test]
    fn an_address_rule_is_about_the_page_type_that_knows_its_addresses() {
        let defaults = defaults();
        for (url, kinds) in [
            ("/products/tee*", &["product"][..]),
            ("*/products/*", &["product"]),
            ("/collections/*/products/tee", &["product"]),
            ("/collections/*", &["collection"]),
            ("/search?q=*", &["search"]),
            ("/", &["home"]),
            ("*/products/*?variant=*", &["product"]),
            ("/cart*", &["cart"]),
            ("*?*size=m*", &[]),
            ("*", &[]),
            ("/a*", &[]),
            ("/de*", &[]),
            ("*sale*", &[]),
            ("/wholesale", &[]),
        ] {
            let scope = Scope { page_types: vec![], url: Some(url.into()) };
            assert_eq!(scope.kinds(&defaults), kinds, "{url}");
        }
        let both = Scope { page_types: vec!["cart".into()], url: Some("/products/tee*".into()) };
        assert_eq!(both.kinds(&defaults), ["cart"]);
        assert!(Scope::default().kinds(&defaults).is_empty());
    }

    #[test]
    fn page_type_and_url_must_both_hold() {
        let scope = Scope { page_types: vec!["product".into()], url: Some("/products/tee*".into()) };
        assert!(covers(&scope, "/products/tee-red"));
        assert!(!covers(&scope, "/products/mug"));
        let elsewhere = Scope { page_types: vec!["cart".into()], url: Some("/products/tee*".into()) };
        assert!(!covers(&elsewhere, "/products/tee-red"));
    }
}
