//! Reports as files: to hand on, to print, for a spreadsheet or a program.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_audit::report::formats::{self, Beside, Branding, Past};
use waymark_audit::report::{Pictures, Report};
use waymark_model::ShopSlug;

use super::muting::muted;
use crate::error::AppError;
use crate::exporting::replace;
use crate::state::App;
use crate::view::MuteView;

/// The form of a report that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReportForm {
    /// One page to forward and print.
    Html,
    /// The findings as a table.
    Csv,
    /// The events as a table.
    EventsCsv,
    /// Everything.
    Json,
}

/// A report as a file; its pictures are in the page, the others name them. What is muted is marked, and the page draws
/// the health of the audits until then, `past`.
pub fn write_report(
    report: &Report,
    form: ReportForm,
    branding: &Branding,
    pictures: &Pictures,
    mutes: &[MuteView],
    past: &[Past],
) -> Result<String, AppError> {
    let marks = muted(mutes, report);
    Ok(match form {
        ReportForm::Html => formats::html(report, &Beside { branding, pictures, muted: &marks, past })?,
        ReportForm::Csv => formats::findings_csv(report, &marks),
        ReportForm::EventsCsv => formats::events_csv(report),
        ReportForm::Json => formats::json(report, &marks)?,
    })
}

impl App {
    /// Writes the report of a shop's audit into a file, which is replaced if it is there.
    pub fn save_audit_report(
        &self,
        shop: &ShopSlug,
        audit: i64,
        form: ReportForm,
        to: &Path,
    ) -> Result<(), AppError> {
        let (_, report) = self.audit_of(shop, audit)?;
        let (branding, pictures) = (self.branding()?, self.audit_pictures(audit)?);
        let (mutes, past) = (self.mutes(shop)?, self.course(shop, audit)?);
        let text = write_report(&report, form, &branding, &pictures, &mutes, &past)?;
        replace(to, text.as_bytes())
    }
}
