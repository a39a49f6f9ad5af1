//! What the panel is told about a plan's settings before they are saved.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::EventId;

use super::Finding;

/// What settings would be told, and what would have another name by them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SettingsCheck {
    /// Findings about the plan that are about none of its events.
    pub findings: Vec<Finding>,
    /// Events that do not keep to the naming convention; empty while it is the one that the plan has.
    pub renames: Vec<Rename>,
}

/// An event that would be called otherwise, if somebody says yes to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Rename {
    /// Which.
    pub event: EventId,
    /// What it is called.
    pub from: String,
    /// What it would be called.
    pub to: String,
    /// Whether visitors run it, by its old name until the plan is published again.
    pub live: bool,
}
