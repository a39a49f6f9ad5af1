//! What a draft's rule means in words, and how it can be meant otherwise. Types only; `crate::meaning` fills them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a draft's rule means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct Meaning {
    /// All of the rule: "Button: Add to cart · only with the text “Moss” · Product pages".
    pub rule: String,
    /// Where it counts: "Product pages".
    pub place: String,
    /// What is around the element, in words, that could be meant instead; absent where nothing is.
    pub wider: Option<String>,
    /// What was meant before it was made wider, in words.
    pub narrower: Option<String>,
    /// The parts of the element, in words, one of which could be meant instead, in the order of the page.
    pub inner: Vec<String>,
    /// The element's own words, as far as an event can be bound to them; empty where it has none, or personal ones.
    pub words: String,
    /// The text that the element must have; absent where any will do.
    pub text: Option<String>,
    /// What the address of a page must contain, where that is the rule for where.
    pub contained: Option<String>,
}

/// How a draft is to be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum MeaningChange {
    /// What is around the element.
    Wider,
    /// One step back to what was picked.
    Narrower,
    /// One of the parts inside it.
    Inner {
        /// Which, counted from 0.
        part: u32,
    },
    /// Only where the element has this text; any where it is absent or empty.
    Text {
        /// The text.
        text: Option<String>,
    },
    /// Only on pages whose address contains this.
    Contained {
        /// A part of an address.
        part: String,
    },
}
