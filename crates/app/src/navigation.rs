//! What the shell asks about addresses in the shop pane: where it may go, and what page it is on.

use url::Url;
use waymark_model::Scope;

use crate::address::{self, AddressError};
use crate::error::AppError;
use crate::pending::Page;
use crate::shops::base_url;
use crate::state::App;

/// Whether the shop pane may go there: the web, and nothing that counts as part of Waymark.
#[must_use]
pub fn may_navigate(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// What is known of a page from its address alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFacts {
    /// Path relative to the shop's base.
    pub path: String,
    /// Page type that recognises it.
    pub page_type: Option<String>,
    /// It is on the shop's host.
    pub within_shop: bool,
}

impl App {
    /// Facts about a page by the open shop's rules; nothing when no shop is open.
    #[must_use]
    pub fn page_facts(&self, url: &Url) -> Option<PageFacts> {
        let page = Page::at(url, &self.open_plan().ok()?);
        Some(PageFacts {
            path: page.path.path().to_owned(),
            page_type: page.kind.filter(|_| page.within_shop),
            within_shop: page.within_shop,
        })
    }

    /// Whether an event with this scope may fire on the page; true when no shop is open.
    #[must_use]
    pub fn may_fire(&self, scope: &Scope, page: &Url) -> bool {
        let Ok(plan) = self.open_plan() else { return true };
        scope.covers(&Page::at(page, &plan).path, &plan.page_types)
    }

    /// Where "home" is: the open shop's base address.
    pub fn home(&self) -> Result<Url, AppError> {
        base_url(&self.open_plan()?.shop)
    }

    /// Where an address typed above the shop pane leads: a path of the shop, or any web address.
    pub fn destination(&self, typed: &str) -> Result<Url, AppError> {
        let typed = typed.trim();
        if typed.starts_with('/') && !typed.starts_with("//") {
            let joined = self.home()?.join(typed);
            return joined.map_err(|_| AddressError::NotAnAddress.into());
        }
        Ok(address::parse(typed)?.first().clone())
    }
}
