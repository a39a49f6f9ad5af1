//! What the panel asks of audits and is told of them: the list with its trend, progress, and a report with what a
//! person said about its findings. Types only; `crate::auditing` fills them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_audit::report::{Report, Severity};
use waymark_model::{EventId, Millis, ShopSlug};

use super::Overview;
use crate::auditing::AuditSettings;
use crate::failure::Failure;

/// A shop's audits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditsView {
    /// The one that is under way in this program.
    pub running: Option<AuditProgress>,
    /// The one that another program is doing.
    pub elsewhere: Option<AuditElsewhere>,
    /// One that was stopped or cut off, and can be gone on with.
    pub left: Option<AuditLeft>,
    /// Those that are done, newest first.
    pub done: Vec<AuditLine>,
    /// Health of the live shop over all audits that could tell it, oldest first.
    pub trend: Vec<TrendPoint>,
}

/// An audit that another program is doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditElsewhere {
    /// Which program, in words.
    pub by: String,
    /// Since when it does, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub since: Millis,
}

/// An audit that is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditLine {
    /// Its number in the database.
    #[ts(type = "number")]
    pub id: i64,
    /// Counted from 1 for each shop.
    pub number: u32,
    /// When it ended, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub finished_at: Millis,
    /// How it was asked for.
    pub settings: AuditSettings,
    /// 0 to 100; absent where nothing could be told.
    pub score: Option<u8>,
    /// Findings that are not muted.
    pub findings: FindingCounts,
    /// Pages that were looked at.
    pub checked: u32,
    /// Events that do not work, or on some pages only: before launch, those that would break.
    pub breaks: u32,
}

/// Findings by severity, those left out that are muted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FindingCounts {
    /// Numbers are wrong or missing now.
    pub critical: u32,
    /// Numbers are likely to be incomplete.
    pub warnings: u32,
    /// Good to know.
    pub notices: u32,
    /// Muted, whatever their severity.
    pub muted: u32,
}

/// Health at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TrendPoint {
    /// The audit.
    #[ts(type = "number")]
    pub id: i64,
    /// When it ended, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub at: Millis,
    /// 0 to 100.
    pub score: u8,
}

/// An audit that was stopped or cut off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditLeft {
    /// When it began, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub started_at: Millis,
    /// Pages that were looked at, showings in a browser counted.
    pub pages: u32,
    /// How it was asked for.
    pub settings: AuditSettings,
    /// It goes on where it was; otherwise the plan changed or too much time went by, and it would begin anew.
    pub goes_on: bool,
}

/// How far an audit is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditProgress {
    /// The shop.
    pub shop: ShopSlug,
    /// What is being done.
    pub step: AuditStep,
    /// Pages or showings done; pages found while they are searched.
    pub done: u32,
    /// Pages or showings in all; 0 while nobody knows.
    pub all: u32,
    /// The page that was looked at last; empty before the first.
    pub page: String,
    /// The device it was shown on; empty where it was read.
    pub device: String,
    /// It waits until somebody lets it go on.
    pub paused: bool,
    /// It was asked to stop.
    pub stopping: bool,
    /// When it began, milliseconds since 1970 UTC; the same when it goes on.
    #[ts(type = "number")]
    pub started_at: Millis,
    /// How it was asked for.
    pub settings: AuditSettings,
}

/// What an audit is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AuditStep {
    /// Finding pages.
    Searching,
    /// Reading pages as they are served.
    Reading,
    /// Showing some in a browser.
    Showing,
    /// Putting together what was found.
    AddingUp,
}

/// An audit is over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditEnded {
    /// The shop.
    pub shop: ShopSlug,
    /// Its name.
    pub name: String,
    /// How.
    pub end: AuditEnd,
}

/// How an audit ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum AuditEnd {
    /// Every page of the sample was looked at.
    Done {
        /// What came of it.
        line: Box<AuditLine>,
    },
    /// Somebody stopped it; it can be gone on with.
    Stopped,
    /// It could not be done.
    Failed {
        /// Why.
        failure: Failure,
    },
}

/// A report as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditReportView {
    /// The audit.
    pub line: AuditLine,
    /// What it found.
    pub report: Report,
    /// Findings of it that are muted.
    pub mutes: Vec<MuteView>,
    /// What can be said of moving the events that moved, all at once.
    pub repairs: Vec<RepairView>,
    /// Names of other tools in the order of the report's tags.
    pub vendors: Vec<String>,
}

/// A finding that nobody wants to hear of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MuteView {
    /// Its key.
    pub finding: String,
    /// Why.
    pub reason: String,
    /// How bad it was when it was muted: where it is worse, it counts. Absent for mutes of before that was kept.
    pub severity: Option<Severity>,
    /// Until when, milliseconds since 1970 UTC; until somebody says so if absent.
    #[ts(type = "number | null")]
    pub until: Option<Millis>,
}

/// For how long a finding is muted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MuteFor {
    /// Seven days.
    Week,
    /// Thirty days.
    Month,
    /// Until somebody says so.
    Good,
}

/// Moving an event to where an audit found its element, without looking at the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RepairView {
    /// The event.
    pub event: EventId,
    /// Its name.
    pub name: String,
    /// How sure it is that the element is the event's, 0 to 1; absent for a set.
    pub confidence: Option<f64>,
    /// Why a person has to look, as a sentence; absent where it can be accepted as it is.
    pub look: Option<String>,
}

/// Events that were moved together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AcceptedRepairs {
    /// Those that were moved; none where another audit or a change came in between.
    pub moved: Vec<EventId>,
    /// The plan as it is then.
    pub overview: Overview,
}

/// Who hands reports on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BrandView {
    /// The agency's name; empty for none.
    pub name: String,
    /// Its logo as a `data:` address.
    pub logo: Option<String>,
}

/// A report that somebody wants to see, who looked at something else than Waymark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditWanted {
    /// The shop, which may not be open.
    pub shop: ShopSlug,
    /// The audit.
    #[ts(type = "number")]
    pub audit: i64,
}
