//! What the panel is told of parameters: those on offer, what they would send, and what was pointed at.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::Parameter;

/// A parameter on offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ParameterChoice {
    /// The parameter.
    pub parameter: Parameter,
    /// In words: "Text of the element".
    pub label: String,
    /// What it is about.
    pub group: ParameterGroup,
    /// Its value on the page it was picked on.
    pub value: String,
    /// Its values on other pages of the type that were seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<SeenValue>>")]
    pub elsewhere: Vec<SeenValue>,
}

/// What a parameter would send on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SeenValue {
    /// What the page is called.
    pub title: String,
    /// Path of the page.
    pub path: String,
    /// The value; empty where there is none.
    pub value: String,
}

/// What a parameter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ParameterGroup {
    /// The element.
    Element,
    /// The product or the cart.
    Product,
    /// The page.
    Page,
    /// The visitor.
    Visitor,
    /// The event itself.
    Event,
}

/// What was pointed at, and what of it can be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Pointed {
    /// In words: "Text: €29.90".
    pub label: String,
    /// Ways to send it, the sturdiest first; none where nothing of it is sent.
    pub choices: Vec<ParameterChoice>,
    /// Why nothing of it is sent, as sentences.
    pub refused: Option<String>,
    /// What to know before relying on it, as sentences; empty where nothing is.
    pub note: String,
}
