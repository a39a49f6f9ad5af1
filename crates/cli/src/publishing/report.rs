//! What became of each place, a line or an object a place.

use serde::Serialize;
use waymark_app::publishing::{Done, Errand, Order};
use waymark_app::view::Undelivered;
use waymark_app::{Code, Failure};

use super::review::gone_unseen;
use crate::error::CliError;
use crate::output::Output;

/// What became of one target, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    target: String,
    /// `published`, `was_live`, `unseen`, `not_written_down` or `failed`.
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// The theme that has it and that visitors do not see.
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
    /// Why visitors' browsers do not get what went live.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undelivered: Option<Undelivered>,
}

impl Report {
    /// Visitors are meant to get it.
    pub fn is_live(&self) -> bool {
        matches!(self.outcome, "published" | "was_live")
    }
}

pub fn outcome(
    errand: &Errand,
    order: &Order,
    published: Result<Done, CliError>,
    output: &mut Output,
) -> Result<Report, CliError> {
    let done = match published {
        Ok(done) => done,
        Err(CliError::App(failure)) if failure.code == Code::NotWrittenDown => {
            let failed = failed_outcome(errand, CliError::App(failure), output)?;
            let revision = Some(order.release.revision.clone());
            return Ok(Report { outcome: "not_written_down", revision, ..failed });
        }
        Err(error) => return failed_outcome(errand, error, output),
    };
    let target = errand.target.name.clone();
    if let Some(theme) = &done.unseen_in {
        output.remark(&format!("{target}: {}", gone_unseen(theme)));
    }
    Ok(Report {
        target,
        outcome: match done {
            Done { unseen_in: Some(_), .. } => "unseen",
            Done { moved: true, .. } => "published",
            Done { .. } => "was_live",
        },
        revision: Some(order.release.revision.clone()),
        theme: done.unseen_in,
        failure: None,
        undelivered: None,
    })
}

/// One place that fails does not keep the others from what they are to get.
pub fn failed_outcome(errand: &Errand, error: CliError, output: &mut Output) -> Result<Report, CliError> {
    let CliError::App(failure) = error else { return Err(error) };
    let target = errand.target.name.clone();
    output.remark(&format!("{target}: {} {}", failure.message, failure.hint));
    Ok(Report {
        target,
        outcome: "failed",
        revision: None,
        theme: None,
        failure: Some(failure),
        undelivered: None,
    })
}

pub fn report(outcomes: &[Report], output: &mut Output) -> Result<(), CliError> {
    let lines = outcomes.iter().map(|outcome| {
        let revision = outcome.revision.as_deref().unwrap_or("-");
        format!("{}\t{}\t{revision}", outcome.target, outcome.outcome)
    });
    output.answer(&outcomes, lines)?;
    if outcomes.iter().all(|outcome| outcome.failure.is_none()) { Ok(()) } else { Err(CliError::Findings) }
}
