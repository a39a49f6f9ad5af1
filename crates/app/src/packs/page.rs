//! A page of the shop that a pack is brought to: its kind, by the shop's rules or else by what it looks like, and where it
//! leads.

use url::Url;
use waymark_identify::Document;
use waymark_model::page_path::base_of;
use waymark_model::{PagePath, PageType, Plan};

use crate::catalogue::{Known, suggest};
use crate::guiding;
use crate::pending::Page;
use crate::view::{PageTypeGuess, WayView};

/// From here on what a page tells of its kind is believed.
const SURE: f32 = 0.8;

/// A page of the shop that a pack is brought to.
#[derive(Debug)]
pub struct Looked {
    pub(super) url: Url,
    pub(super) path: PagePath,
    pub(super) document: Document,
    /// Its type by the shop's rules, or by what it looks like.
    guess: Option<PageTypeGuess>,
    /// The shop's rules know it.
    pub(super) is_ruled: bool,
    ways: Vec<WayView>,
    /// What the rules could learn from it.
    pub(super) lesson: Option<PageType>,
}

impl Looked {
    /// A page that was read.
    #[must_use]
    pub fn new(url: Url, document: Document, shop: &Plan) -> Self {
        let base = base_of(&shop.shop.url);
        let page = Page::at(&url, shop);
        let known = Known {
            rules: &shop.page_types,
            page_type: page.kind.as_deref(),
            base: &base,
            ..Known::default()
        };
        let seen = suggest(&document, &known);
        let guess = seen.page_type.filter(|guess| guess.confidence >= SURE);
        let rule = guiding::rule(&page, shop, guess.as_ref(), &seen.ways);
        Self {
            is_ruled: page.kind.is_some(),
            path: page.path,
            lesson: rule.map(|rule| PageType { id: rule.page_type, patterns: vec![rule.pattern] }),
            ways: seen.ways,
            url,
            document,
            guess,
        }
    }

    /// Its type.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.guess.as_ref().map(|guess| guess.id.as_str())
    }

    /// Where it leads.
    pub(super) fn ways(&self) -> impl Iterator<Item = &WayView> {
        self.ways.iter()
    }
}
