//! A scene: compact fingerprints of all interactive elements of a tagged page. Finding an element again
//! needs its neighbours, to see whether a candidate is really somebody else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Fingerprint;

/// Identity of a scene: hash of its content, so that equal pages share one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(export)]
pub struct SceneId(pub String);

/// All interactive elements of one page at one time; personal text masked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Scene {
    /// Path of the page, relative to the shop's base.
    pub path: String,
    /// Fingerprints in document order, at most 2,000.
    pub elements: Vec<Fingerprint>,
}
