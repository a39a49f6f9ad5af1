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

/// Words of the product that a page shows. They are different on the next product's page, so they say nothing
/// about an element.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct ProductWords {
    /// Its titles, normalised.
    pub titles: Vec<String>,
    /// Its handles, lower case.
    pub handles: Vec<String>,
}

impl ProductWords {
    /// The page shows no product, as far as anybody knows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty() && self.handles.is_empty()
    }
}

/// The elements of one page at one time that something could be taken for; personal text masked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Scene {
    /// Path of the page's address; what may be somebody's own is left out of it as `*`.
    pub path: String,
    /// Fingerprints in document order, at most 2,000: everything interactive, and what else carries words.
    pub elements: Vec<Fingerprint>,
    /// Words of the product that the page shows.
    #[serde(default, skip_serializing_if = "ProductWords::is_empty")]
    #[ts(optional, as = "Option<ProductWords>")]
    pub product: ProductWords,
}
