//! A simulation of how events come together, for the panel.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::scoring::ScoreMoment;
use waymark_model::{EventId, WalkId};

/// What a simulation fires, with what there is to say about the plan's own rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScoreView {
    /// The acts that were simulated: what was asked, or what a walk was.
    pub acts: Vec<waymark_model::scoring::ScoreAct>,
    /// What came of them, in order.
    pub moments: Vec<ScoreMoment>,
    /// The plan's events that are made of others, each in a sentence, in the plan's order.
    pub rules: Vec<ScoreRule>,
    /// Which walk it is, where it is one.
    pub walk: Option<WalkId>,
}

/// An event that is made of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScoreRule {
    /// The event.
    pub event: EventId,
    /// Its name.
    pub name: String,
    /// "Fires when the score reaches 10 and there was no purchase for 10 minutes."
    pub sentence: String,
}
