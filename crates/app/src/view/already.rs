//! What the panel is told of what a shop measures already.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::EventId;

/// What other tools are told already of what an event would count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Already {
    /// The event.
    pub id: EventId,
    /// Whether they are.
    pub standing: AlreadyStanding,
    /// What there is to say of it, as sentences; empty where `told` says all.
    pub words: String,
    /// What they are told, what is called like the event first.
    pub told: Vec<AlreadyTold>,
}

/// Whether other tools are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AlreadyStanding {
    /// They are.
    Told,
    /// They are not.
    Nothing,
    /// Nobody could tell.
    Unknown,
}

/// What one of them is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AlreadyTold {
    /// The tool, or the data layer.
    pub who: String,
    /// The id that it reports to; empty where there is none.
    pub account: String,
    /// The event, as it is called there.
    pub event: String,
    /// What comes along, personal data masked.
    pub parameters: BTreeMap<String, String>,
    /// It is called like the event.
    pub same: bool,
    /// "GA4 G-ABC123 already gets `add_to_cart` from this click."
    pub words: String,
}
