//! Walks, for the panel: while one is recorded, as they are kept, and while one is played.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{Millis, WalkAct, WalkId, WalkTick};

/// A walk that is being recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecordingView {
    /// What was done so far.
    pub steps: Vec<WalkStepView>,
    /// How many events fired so far.
    pub fired: u32,
}

/// What keeping a walk came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeptWalk {
    /// The walk.
    pub walk: WalkId,
    /// The shop with it.
    pub overview: super::Overview,
}

/// One step in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WalkStepView {
    /// "Clicked Button: Add to cart".
    pub words: String,
    /// What kind of act.
    pub act: WalkAct,
    /// Names of the events that fired.
    pub fired: Vec<String>,
}

/// A walk in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WalkBrief {
    /// Its identity.
    pub id: WalkId,
    /// What it is called.
    pub name: String,
    /// When it was recorded.
    #[ts(type = "number")]
    pub made_at: Millis,
    /// How many steps it has.
    pub steps: u32,
    /// How many events fired.
    pub fired: u32,
    /// How many should have fired and did not.
    pub silent: u32,
    /// What came of it when it was played last.
    pub play: Option<PlayBrief>,
}

/// What came of a play, in brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlayBrief {
    /// When.
    #[ts(type = "number")]
    pub at: Millis,
    /// How it ended.
    pub end: PlayEnd,
    /// Names of the events that fired then and no more.
    pub lost: Vec<String>,
}

/// A walk with all that is kept of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WalkView {
    /// Its identity.
    pub id: WalkId,
    /// What it is called.
    pub name: String,
    /// When it was recorded.
    #[ts(type = "number")]
    pub made_at: Millis,
    /// What was done.
    pub steps: Vec<WalkStepView>,
    /// What came of it for each event of the plan as it was then.
    pub ticks: Vec<WalkTick>,
    /// What came of it when it was played last.
    pub play: Option<PlayView>,
}

/// A walk that is done again, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlayView {
    /// Which.
    pub walk: WalkId,
    /// When it was begun.
    #[ts(type = "number")]
    pub at: Millis,
    /// How it ended; absent while it goes on.
    pub end: Option<PlayEnd>,
    /// What became of each step.
    pub steps: Vec<PlayStepView>,
    /// Names of the events that fired then and not now, as far as it got.
    pub lost: Vec<String>,
    /// Names of the events that fired now and not then.
    pub more: Vec<String>,
}

/// How a play ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlayEnd {
    /// It got to its end.
    Done,
    /// The person stopped it.
    Stopped,
    /// It could not go on.
    Failed,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlayStepView {
    /// In one word.
    pub state: PlayState,
    /// What there is to say of it, one sentence; empty where it went as recorded.
    pub note: String,
    /// Names of the events that fired now.
    pub fired: Vec<String>,
    /// Names of the events that fired then and have not fired now.
    pub lost: Vec<String>,
}

/// What became of a step, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlayState {
    /// It is still to be done.
    Waiting,
    /// It is being done.
    Doing,
    /// It was done.
    Done,
    /// It was done, with an element that stands or looks otherwise now, or on a page that did not come by itself.
    Otherwise,
    /// It could not be done.
    Lost,
    /// It is not done on purpose.
    LeftOut,
}
