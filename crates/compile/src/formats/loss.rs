//! What a format cannot say of a plan, in a marketer's words.

use serde::Serialize;
use waymark_model::{Event, EventId, Status};

/// One thing that is not in an export as it is in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Loss {
    /// The event it is about; none for what is about the whole export.
    pub event: Option<EventId>,
    /// What becomes of it.
    pub kind: LossKind,
    /// What it is about: "Parameter price", "Once a visit".
    pub what: String,
    /// What happens instead, and why.
    pub why: String,
}

/// What becomes of something that a format cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum LossKind {
    /// It is not in the export.
    Missing,
    /// It works only where the shop loads Waymark's runtime as well.
    NeedsRuntime,
    /// It is in the export and counts a little differently.
    Differs,
    /// A person has to do something before it works.
    ToDo,
}

impl Loss {
    /// About the whole export.
    pub(super) fn overall(kind: LossKind, what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { event: None, kind, what: what.into(), why: why.into() }
    }

    /// About an event that is not measured on the web, so that no format with rules for the web has it; none for others.
    pub(super) fn of_left_out(event: &Event) -> Option<Self> {
        let (what, why) = match event.status {
            Status::Paused => ("paused", "Paused events are left out."),
            _ if !event.is_for_web() => {
                ("for apps only", "Apps send it themselves; nothing of it is on the web.")
            }
            _ => return None,
        };
        Some(Self::of(event, LossKind::Missing, what, why))
    }

    /// About one event.
    pub(super) fn of(event: &Event, kind: LossKind, what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { event: Some(event.id.clone()), ..Self::overall(kind, what, why) }
    }
}
