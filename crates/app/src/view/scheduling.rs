//! What the panel asks of a shop's schedule: what is set, when audits are due next, and what became of the last messages.
//! Types only; `crate::scheduling` and `crate::telling` fill them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::Millis;

use crate::scheduling::AuditSchedule;
use crate::telling::Way;

/// A shop's schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScheduleView {
    /// What is set.
    pub schedule: AuditSchedule,
    /// When the next audit is due, milliseconds since 1970 UTC; over where it is due now, absent where none is.
    #[ts(type = "number | null")]
    pub next_audit: Option<Millis>,
    /// The same of the pulse.
    #[ts(type = "number | null")]
    pub next_pulse: Option<Millis>,
    /// What became of the last messages.
    pub told: Vec<ToldView>,
}

/// What became of the last message on one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ToldView {
    /// The way.
    pub way: Way,
    /// When, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub at: Millis,
    /// Why nobody was told, in words; absent where somebody was.
    pub failure: Option<String>,
}
