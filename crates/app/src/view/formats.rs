//! What the panel is told of exports to other tools, and of imports from them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_compile::formats::LossKind;
use waymark_model::{EventId, FormatSetting};

use super::Finding;

/// What an export to another tool would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FormatPreview {
    /// Name for the file, without folder.
    pub file_name: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// What the format can be told and the plan does not say.
    pub settings: Vec<FormatSetting>,
    /// What is wrong with what it was told; fields are named as in the settings' JSON.
    pub findings: Vec<Finding>,
    /// What the format cannot say; what is about the whole export first.
    pub losses: Vec<LossView>,
    /// The whole of it, where a person pastes it somewhere.
    pub code: Option<String>,
}

/// What an export to another tool wrote, and what it could not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FormatExport {
    /// The file.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// What the format cannot say; what is about the whole export first.
    pub losses: Vec<LossView>,
}

/// One thing that is not in an export as it is in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LossView {
    /// The event it is about; none for the whole export.
    pub event: Option<EventId>,
    /// That event's name.
    pub event_name: Option<String>,
    /// What becomes of it.
    pub kind: LossViewKind,
    /// What it is about.
    pub what: String,
    /// What happens instead, and why.
    pub why: String,
}

/// What becomes of something that a format cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LossViewKind {
    /// It is not in the export.
    Missing,
    /// It works only where the shop loads Waymark's runtime as well.
    NeedsRuntime,
    /// It is in the export and counts a little differently.
    Differs,
    /// A person has to do something before it works.
    ToDo,
}

impl From<LossKind> for LossViewKind {
    fn from(kind: LossKind) -> Self {
        match kind {
            LossKind::Missing => Self::Missing,
            LossKind::NeedsRuntime => Self::NeedsRuntime,
            LossKind::Differs => Self::Differs,
            LossKind::ToDo => Self::ToDo,
        }
    }
}

/// Something of an imported file that did not come, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LeftOut {
    /// What it is.
    pub what: String,
    /// Why.
    pub why: String,
}

/// A container of Tag Manager that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ContainerView {
    /// What can become events, in the container's order.
    pub drafts: Vec<ContainerDraft>,
    /// What cannot, or not whole.
    pub rest: Vec<LeftOut>,
}

/// What can become an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ContainerDraft {
    /// The identity that the event will have.
    pub id: EventId,
    /// Its name.
    pub name: String,
    /// What makes it fire, in words.
    pub trigger: String,
    /// What it listens to, in words; may be empty.
    pub target: String,
    /// Where it may fire, in words.
    pub scope: String,
    /// Which of the container's tags and triggers it is made of, as a sentence.
    pub from: String,
    /// Its tag is paused, and so will the event be.
    pub is_paused: bool,
}
