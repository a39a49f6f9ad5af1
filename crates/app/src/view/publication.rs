//! What the panel asks of a publication to one or several places, and what it is told of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::TargetId;

use super::{LiveId, ReleaseId, TargetView, Undelivered};
use crate::failure::Failure;

/// What is wanted at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Aim {
    /// The place.
    pub target: TargetId,
    /// What was seen to be live there; absent for nothing. Only that is replaced.
    pub seen: Option<LiveId>,
    /// What is to be live.
    pub goal: Goal,
}

/// What is to be live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Goal {
    /// The plan, as it was reviewed.
    Plan {
        /// What the review showed.
        release: ReleaseId,
    },
    /// An earlier revision.
    Revision {
        /// Its number.
        number: u32,
    },
}

/// How a publication ended at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlaceOutcome {
    /// The place.
    pub target: TargetId,
    /// Its name.
    pub name: String,
    /// Marker of what was to be live.
    pub revision: String,
    /// Its number; absent while it is not kept.
    pub number: Option<u32>,
    /// What to go back to: number of the revision that was live before. Absent where none was, or none that is known.
    pub before: Option<u32>,
    /// How.
    pub end: PlaceEnd,
    /// Why not.
    pub failure: Option<Failure>,
    /// Why visitors' browsers do not get what went live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub undelivered: Option<Undelivered>,
}

/// How a publication ended at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlaceEnd {
    /// It went live.
    Live,
    /// It was live already.
    WasLive,
    /// It is in a theme that visitors do not see, by this publication or before it.
    Unseen,
    /// It went there, which could not be written down; why is the failure.
    NotWrittenDown,
    /// It did not go live, or that is not known: another look tells what is live.
    Failed,
    /// Something else was live than what was seen; nothing was overwritten.
    Conflict,
    /// It was stopped before its turn came.
    NotStarted,
}

/// How a publication ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Published {
    /// At each place, in the order in which they were asked for.
    pub outcomes: Vec<PlaceOutcome>,
    /// All targets, as they are now.
    pub targets: Vec<TargetView>,
}
