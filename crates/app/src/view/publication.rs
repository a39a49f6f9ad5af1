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
    /// The theme did not load what was seen: visitors got nothing of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub seen_unloaded: bool,
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
    /// How.
    pub end: PlaceEnd,
    /// Why not; where it is there all the same, what was told instead of that.
    pub failure: Option<Failure>,
    /// What is left to do after a failure; absent where nothing failed, or that could not be told.
    pub onward: Option<NextStep>,
    /// What has the place as it was. Absent where nothing of it changed, or what was there cannot be had again.
    pub undo: Option<WayBack>,
    /// Why visitors' browsers do not get what went live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub undelivered: Option<Undelivered>,
}

/// What a publication that failed leaves to do at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NextStep {
    /// Nothing: all of it is there all the same.
    Done,
    /// The same once more.
    Again,
    /// The same over what somebody else has made live meanwhile, having looked at that.
    Over,
    /// Nothing that would help before what failed is mended.
    Stuck,
}

/// The way back from a publication to a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum WayBack {
    /// To the revision that was live before.
    Revision {
        /// Its number.
        number: u32,
        /// In place of which that is: what the publication put there.
        over: LiveId,
    },
    /// Nothing of Waymark was loaded before: it is taken out of the theme.
    TakeOut,
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
