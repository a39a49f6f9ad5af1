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
    pub starters: Vec<EntryView>,
    /// What was found on the page, the starters first, then by weight and confidence.
    pub suggestions: Vec<SuggestionView>,
    /// What belongs to this kind of page and needs no element: page views, scroll depth, time.
    pub whole_page: Vec<EntryView>,
    /// Entries of this kind of page that were looked for and not found.
    pub not_found: Vec<EntryView>,
    /// What to know about the search itself, one plain sentence each; mostly none.
    pub notes: Vec<String>,
    /// Pages of other kinds that this one leads to, one each.
    pub ways: Vec<WayView>,
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
