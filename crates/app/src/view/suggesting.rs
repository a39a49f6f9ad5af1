//! What the catalogue proposes for a page, as the panel shows it. Types only; `crate::catalogue` fills them.

use super::{Draft, Overview};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{EventId, Parameter, Phase, Selector, Stage, Trigger, Weight};

/// What was found out about one page, and what there is to measure on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageSuggestions {
    /// Address of the page; empty for a file that names none.
    pub url: String,
    /// What the shop runs on.
    pub platform: PlatformView,
    /// Which kind of page it is; absent where that could not be told.
    pub page_type: Option<PageTypeGuess>,
    /// The three that everybody starts with.
    pub starters: Vec<StarterView>,
    /// What was found on the page, the starters first, then by weight and confidence.
    pub suggestions: Vec<SuggestionView>,
    /// What belongs to this kind of page and needs no element: page views, scroll depth, time.
    pub whole_page: Vec<EntryView>,
    /// Entries of this kind of page that were looked for and not found.
    pub not_found: Vec<EntryView>,
    /// What to know about the search itself, one plain sentence each; mostly none.
    pub notes: Vec<String>,
    /// Pages of other kinds, one each: that this one leads to, or that were found in the shop.
    pub ways: Vec<WayView>,
    /// How it stands with finding more of them.
    pub search: WaySearch,
    /// What the shop's rules for page types could learn from this page; absent where they know it.
    pub rule: Option<PageRule>,
}

/// What became of a proposal that was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
#[ts(export)]
pub enum Taken {
    /// It is in the plan.
    Saved(Box<Overview>),
    /// There is something to be looked at before it is saved.
    ToReview(Box<Draft>),
}

/// What became of several proposals that were taken at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TakenAll {
    /// With those in the plan that were taken.
    pub overview: Overview,
    /// Ids of those that are to be looked at first.
    pub left: Vec<String>,
    /// Those that there was no room for, the weightiest first.
    pub full: Vec<NoRoom>,
}

/// A proposal that would have made a page type more than full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NoRoom {
    /// Its id.
    pub id: String,
    /// The page type.
    pub page_type: String,
    /// How many events that would have with it.
    pub events: u32,
}

/// A page that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WayView {
    /// A page type's id.
    pub page_type: String,
    /// Its address, whole.
    pub url: String,
}

/// How it stands with finding a page of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WaySearch {
    /// Page types that no way is known to.
    pub missing: Vec<String>,
    /// The shop's sitemaps and first pages were looked through for them.
    pub looked: bool,
    /// What kept Waymark out of the shop, as a sentence; mostly empty.
    pub note: String,
}

/// One of the three that everybody starts with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StarterView {
    /// What there is to measure.
    #[serde(flatten)]
    pub entry: EntryView,
    /// Where it is.
    pub place: StarterPlace,
    /// The same in words, with what to do.
    pub words: String,
    /// Where to go for it.
    pub way: Option<WayView>,
}

/// Where one of the first three is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum StarterPlace {
    /// The plan has it.
    Planned,
    /// It was found on the page.
    Here,
    /// The page is of its kind, and it was not found there.
    NotHere,
    /// The page is the cart, and shows it only once something lies in it.
    CartEmpty,
    /// It is on another page.
    Elsewhere,
    /// It is on a page that nobody knows the way to.
    Unknown,
}

/// Addresses that are all of one page type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageRule {
    /// A page type's id.
    pub page_type: String,
    /// Pattern of their paths, relative to the shop's base: `/catalogue/*`.
    pub pattern: String,
}

/// What a shop runs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlatformView {
    /// Which.
    pub kind: PlatformKind,
    /// In words: "Shopify, theme Dawn 15.2.0".
    pub words: String,
    /// Version of the platform, where it tells.
    pub version: Option<String>,
    /// Name of the theme.
    pub theme: Option<String>,
    /// Version of the theme.
    pub theme_version: Option<String>,
    /// What gave it away; empty where nothing did.
    pub reason: String,
}

/// A platform that shops run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum PlatformKind {
    /// Shopify, with a theme or headless.
    Shopify,
    /// The shop plug-in of `WordPress`.
    WooCommerce,
    /// Magento, or Adobe Commerce.
    Magento,
    /// As its name says.
    PrestaShop,
    /// As its name says.
    OpenCart,
    /// Anything else, or nothing that says what.
    Custom,
}

/// Which kind of page this is taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageTypeGuess {
    /// A page type's id.
    pub id: String,
    /// How sure this is, 0 to 1; 1 where somebody said so.
    pub confidence: f32,
    /// Why: the end of a sentence that begins with "It".
    pub reason: String,
}

/// An entry of the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EntryView {
    /// Its id, and the name an event made of it has.
    pub id: String,
    /// What a marketer calls it.
    pub name: String,
    /// What it tells.
    pub about: String,
    /// Phase of the purchase.
    pub phase: Phase,
    /// Funnel stage.
    pub stage: Stage,
    /// How strongly it goes with a purchase.
    pub weight: Weight,
    /// A conversion of its own instead of a step on the way.
    #[serde(rename = "macro")]
    pub is_macro: bool,
    /// Among the three that everybody starts with.
    pub starter: bool,
    /// Page types it belongs to; empty: every page.
    pub pages: Vec<String>,
    /// What makes it fire.
    pub trigger: Trigger,
    /// What is sent along.
    pub parameters: Vec<Parameter>,
    /// What Google Analytics calls it.
    pub ga4: String,
    /// What Meta calls it.
    pub meta: String,
    /// What Klaviyo calls it.
    pub klaviyo: String,
    /// The plan's event that measures it already, by its name.
    pub event: Option<EventId>,
}

/// An entry of the catalogue, and where it is on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SuggestionView {
    /// What there is to measure.
    #[serde(flatten)]
    pub entry: EntryView,
    /// The element in words: "Button: Add to cart"; of several what they have in common.
    pub label: String,
    /// CSS that matches the element, or all of them, by itself where one of the selectors does; else the first one's.
    pub css: String,
    /// Match the element, or all of them, best first; never empty.
    pub selectors: Vec<Selector>,
    /// How many elements.
    pub elements: u32,
    /// How sure this is, 0 to 1.
    pub confidence: f32,
    /// Why: the end of a sentence that begins with "It".
    pub reason: String,
}

/// The whole catalogue, to be looked through.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CatalogueView {
    /// The kind of page that it was held against; absent where none was looked at, or nobody can tell.
    pub page_type: Option<String>,
    /// Its entries, phase by phase.
    pub entries: Vec<CatalogueEntry>,
}

/// An entry of the catalogue, and what became of it on the page in the pane.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CatalogueEntry {
    /// What there is to measure.
    #[serde(flatten)]
    pub entry: EntryView,
    /// What kind of act it is.
    pub family: EntryFamily,
    /// What makes it fire, in words.
    pub trigger_label: String,
    /// What became of it on the page.
    pub here: EntryHere,
    /// The element in words, where it was found.
    pub label: String,
    /// How sure that is, 0 to 1.
    pub confidence: Option<f32>,
    /// Why: the end of a sentence that begins with "It".
    pub reason: String,
    /// Where to go for it, where it belongs on another page.
    pub way: Option<WayView>,
    /// A person can point at it: it is about elements, not about the whole page.
    pub pointable: bool,
}

/// What became of an entry on the page in the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EntryHere {
    /// It was found.
    Found,
    /// It was looked for and not found.
    NotFound,
    /// It is about the page as a whole.
    WholePage,
    /// It belongs on other kinds of pages.
    OtherPage,
    /// Nothing looks for it: a person points at it.
    ByHand,
    /// No page was looked at.
    Unseen,
}

/// Kinds of acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EntryFamily {
    /// Reading and watching.
    Content,
    /// Finding a way through the shop.
    Navigation,
    /// Looking closely at a product.
    Product,
    /// Leaving an address.
    Capture,
    /// Looking for reasons to trust the shop.
    Trust,
    /// Wanting to buy.
    Intent,
    /// Paying.
    Checkout,
}
