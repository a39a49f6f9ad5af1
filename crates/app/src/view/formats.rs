//! What the panel is told of exports to other tools, and of imports from them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_compile::formats::LossKind;
use waymark_model::EventId;

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
