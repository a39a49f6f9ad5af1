//! The report as files to forward: one HTML page that needs nothing else, tables of findings and of events, and the
//! report itself as JSON. What the findings say is decided elsewhere; here it is only put into shape.

mod branding;
mod by_place;
mod course;
mod figures;
mod gallery;
mod html;
mod left;
mod muted;
mod tables;
mod view;
mod words;

pub use branding::{Branding, LARGEST_LOGO, Logo};
pub use course::Past;
pub use html::html;
pub use muted::{Mute, Muted};
pub use tables::{events_csv, findings_csv};

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Pictures, Report};
use crate::error::AuditError;

/// What stands in the page beside the report itself.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// Who hands it on.
    pub branding: &'a Branding,
    /// The pictures that it names.
    pub pictures: &'a Pictures,
    /// Findings that nobody wants to hear of.
    pub muted: &'a Muted,
    /// Health at the end of the audits of the same shop, in the order of time, with this one's.
    pub past: &'a [Past],
}

/// The report as it is kept, indented; `docs/audit.md` names its fields. What is muted stands beside it, by key.
pub fn json(report: &Report, muted: &Muted) -> Result<String, AuditError> {
    let file = JsonFile { report, muted };
    Ok(serde_json::to_string_pretty(&file)? + "\n")
}

#[derive(Serialize)]
struct JsonFile<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    muted: &'a Muted,
}
