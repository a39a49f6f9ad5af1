//! How far an event can be relied on, for the panel.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{Millis, ProofState};

/// An event's proof: its state, what is known of the test that proves it, and where it is live.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProofView {
    /// In one word.
    pub state: ProofState,
    /// The test that proves it as it is now; absent where none does.
    pub fired: Option<ProvenFiring>,
    /// When it last fired as it was defined before; absent where it never did.
    #[ts(type = "number | null")]
    pub before: Option<Millis>,
    /// Where it is live just as it is now, as far as it was published from here.
    pub places: Vec<PublishedAt>,
}

/// A firing in a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProvenFiring {
    /// When.
    #[ts(type = "number")]
    pub at: Millis,
    /// Path of the page.
    pub page: String,
    /// Parameters as sent.
    pub parameters: BTreeMap<String, serde_json::Value>,
}

/// A place where a revision is live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PublishedAt {
    /// What the place is called.
    pub place: String,
    /// Number of the revision.
    pub number: u32,
    /// Since when.
    #[ts(type = "number")]
    pub since: Millis,
}
