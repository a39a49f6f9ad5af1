//! Which element an event listens to: the selectors that visitors' browsers evaluate, and the fingerprint
//! by which the audit finds the element again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Fingerprint, SceneId};

/// The identity of an element.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Target {
    /// Ordered: the first that matches anything on the page counts, the others are spares.
    pub selectors: Vec<Selector>,
    /// The target is a set ("all like this one") instead of one element.
    #[serde(default)]
    pub multiple: bool,
    /// What the element looked like when it was picked; absent for hand-written selectors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fingerprint: Option<Fingerprint>,
    /// The fingerprints of the page it was picked on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub scene: Option<SceneId>,
}

/// One way to find the element: CSS, the hops that lead to where the CSS is evaluated, and a text condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Selector {
    /// CSS selector, evaluated in the root that the hops lead to.
    pub css: String,
    /// Ways into open shadow roots and same-origin frames, outermost first; empty means the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Hop>>")]
    pub within: Vec<Hop>,
    /// The element's normalised text must equal this one's; see `tests/vectors/README.md` for the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// It counts only where it matches exactly one element: what it asks for is so common that a second match is a
    /// stranger.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub alone: bool,
}

impl Selector {
    /// Plain CSS, evaluated in the document.
    pub fn new(css: impl Into<String>) -> Self {
        Self { css: css.into(), within: Vec::new(), text: None, alone: false }
    }

    /// Whether it, or a hop on its way, says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let hop_is_empty = |hop: &Hop| match hop {
            Hop::Shadow(css) | Hop::Frame(css) => css.trim().is_empty(),
        };
        self.css.trim().is_empty() || self.within.iter().any(hop_is_empty)
    }
}

/// One hop on the way to a selector's root. JSON: `{"shadow":"css of the host"}` or `{"frame":"css of the iframe"}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Hop {
    /// Into the open shadow root of the element with this CSS.
    Shadow(String),
    /// Into the document of the same-origin iframe with this CSS.
    Frame(String),
}
