//! How a draft's rule does on a few pages of its kind, as the panel shows it. Types only; `crate::sampling` fills them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a rule does on sampled pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SampleStrip {
    /// All of it in a sentence: "Matches 1 element on 9 of 10 product pages".
    pub headline: String,
    /// What to know beside it, as sentences: "None on “Gift Card”: a gift card?"
    pub notes: Vec<String>,
    /// Nothing about it needs a look.
    pub good: bool,
    /// The pages.
    pub pages: Vec<SampledPage>,
}

/// One sampled page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SampledPage {
    /// What it is called.
    pub title: String,
    /// Its address, whole.
    pub url: String,
    /// What became of the rule there.
    pub state: SampledState,
    /// How many elements match.
    pub count: u32,
    /// The same in words: "1 element", "none: sold out?", "needs a browser".
    pub words: String,
}

/// What became of a rule on a sampled page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SampledState {
    /// It matches one element, or as many as are meant.
    Fine,
    /// It matches more than one, and one is meant.
    Many,
    /// It matches nothing.
    Nothing,
    /// Only a browser could tell.
    NeedsBrowser,
    /// The page could not be read.
    Unread,
    /// The event does not fire on this page, whatever is there.
    NotMeant,
}

/// How far the reading of sampled pages is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SampleProgress {
    /// Pages that were found so far.
    pub found: u32,
    /// Pages that were read.
    pub read: u32,
    /// Pages to read; 0 while they are being found.
    pub all: u32,
}
