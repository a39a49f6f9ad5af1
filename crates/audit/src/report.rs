//! What an audit found, built up page by page and told at the end: events, findings by severity, health, what is new
//! since the last one. Bounded: of many pages only numbers and a few examples are kept.

mod changes;
mod choice;
mod cost;
mod events;
mod findings;
pub mod formats;
mod health;
mod installation;
mod loading;
mod lost;
mod moved;
mod pages;
mod pictures;
mod places;
mod really;
mod since;
mod standing;
mod tally;
mod told;
mod tries;
mod types;
mod unread;

pub(crate) use choice::WorthShowing;
pub use findings::{Circumstances, Undelivered};
pub use health::health;
pub use moved::Moved;
pub use pages::{PageState, PageTypeReport, Presence, Totals};
pub use pictures::{Pictures, Shot};
pub use places::{DeviceReport, Place};
pub use since::{Since, is_looked_at, since};
pub use tally::Tally;
pub use told::{Proven, ProvenValue, RefusedReport, ToldReport, ToolReport, ValueKind};
pub use types::{
    AuditedShop, Ending, EventReport, Example, Finding, FindingKind, Fires, Health, Report, Severity,
    Standing, TagReport,
};
