//! What the panel is told of event packs: what became of each event on the shop that it is brought to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::EventId;

/// A pack that was held against a shop, before anything of it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PackView {
    /// Name of the shop that it comes from.
    pub from: String,
    /// Its events, in its order.
    pub events: Vec<PackEvent>,
    /// Pages of the shop that were looked at.
    pub pages: Vec<PackPage>,
    /// Pages that could not be read, and why.
    pub unread: Vec<PackPage>,
    /// What else is to be known, as sentences.
    pub notes: Vec<String>,
}

/// A page of the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PackPage {
    /// Its address.
    pub url: String,
    /// What it is for, or why it could not be read.
    pub words: String,
}

/// What became of one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PackEvent {
    /// The event.
    pub id: EventId,
    /// Its name.
    pub name: String,
    /// What makes it fire, in words.
    pub trigger: String,
    /// Where it fires, in words.
    pub place: String,
    /// What became of it.
    pub outcome: PackOutcome,
    /// What it listened to on the shop it comes from, in words.
    pub was: String,
    /// What it would listen to here, in words; empty where nothing was found.
    pub now: String,
    /// The page on which that stands.
    pub page: Option<String>,
    /// How sure it is that this is the element, 0 to 1.
    pub confidence: Option<f64>,
    /// Why, as sentences, the most telling first.
    pub reasons: Vec<String>,
}

/// What became of an event on the shop it is brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PackOutcome {
    /// Its element was found again, or it needs none.
    Found,
    /// An element is proposed that a person has to confirm.
    Guessed,
    /// Nothing was found. It can be kept paused until somebody picks its element.
    Missing,
    /// The shop has it already.
    There,
    /// It breaks a rule that stands in its way.
    Refused,
}

/// What was written into a pack file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PackExport {
    /// The file.
    pub file: String,
    /// Names of the events in it; those that chosen ones are made of came along.
    pub events: Vec<String>,
}
