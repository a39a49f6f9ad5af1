//! What the panel is told of what was done to an event.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::Millis;

/// Changes of an event, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EventHistory {
    /// The changes.
    pub changes: Vec<PastChange>,
    /// There are earlier ones.
    pub has_more: bool,
}

/// One change of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PastChange {
    /// Its number, to bring back what was so after it.
    #[ts(type = "number")]
    pub id: i64,
    /// When.
    #[ts(type = "number")]
    pub at: Millis,
    /// By whom; empty where nobody said.
    pub author: String,
    /// What was done, in words: "Rename a to b".
    pub words: String,
    /// What differs since, as sentences.
    pub lines: Vec<String>,
    /// The event is as it was after this change; notes are not compared.
    pub is_now: bool,
    /// What it was after this change can be brought back.
    pub can_come_back: bool,
}
