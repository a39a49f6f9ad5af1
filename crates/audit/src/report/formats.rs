//! The report as files to forward: one HTML page that needs nothing else, tables of findings and of events, and the
//! report itself as JSON. What the findings say is decided elsewhere; here it is only put into shape.

mod branding;
mod figures;
mod gallery;
mod html;
mod left;
mod tables;
mod view;
mod words;

pub use branding::{Branding, LARGEST_LOGO, Logo};
pub use html::html;
pub use tables::{events_csv, findings_csv};

use super::Report;
use crate::error::AuditError;

/// The report as it is kept, indented; `docs/audit.md` names its fields.
pub fn json(report: &Report) -> Result<String, AuditError> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
}
