//! What a test tells of a destination: the call that it gets, or would get. Made in the page; nothing of it is compiled.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::DestinationKind;

/// One call that the runtime under test made, or would have made, for a destination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Delivery {
    /// The destination.
    pub destination: DestinationKind,
    /// Dotted name of what is called: `Shopify.analytics.publish`.
    pub call: String,
    /// What it is called with.
    #[ts(type = "Array<unknown>")]
    pub args: Vec<serde_json::Value>,
    /// What is called is there.
    pub ready: bool,
    /// The visitor's consent, as the runtime saw it, covers it.
    pub allowed: bool,
}
