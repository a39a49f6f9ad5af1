//! What the panel is told while Waymark makes events fire by itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::EventId;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProvingProgress {
    /// Events that something came of.
    #[ts(type = "number")]
    pub done: usize,
    /// Events in all.
    #[ts(type = "number")]
    pub all: usize,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProvingOutcome {
    /// Events that fired.
    pub proven: Vec<EventId>,
    /// Events that did not.
    pub left: Vec<StillUnproven>,
}

/// An event that did not fire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StillUnproven {
    /// The event.
    pub id: EventId,
    /// Its name.
    pub name: String,
    /// Why, as a sentence.
    pub reason: String,
}
