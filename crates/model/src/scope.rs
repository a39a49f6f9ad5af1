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
    fn page_type_and_url_must_both_hold() {
        let scope = Scope { page_types: vec!["product".into()], url: Some("/products/tee*".into()) };
        assert!(covers(&scope, "/products/tee-red"));
        assert!(!covers(&scope, "/products/mug"));
        let elsewhere = Scope { page_types: vec!["cart".into()], url: Some("/products/tee*".into()) };
        assert!(!covers(&elsewhere, "/products/tee-red"));
    }
}
