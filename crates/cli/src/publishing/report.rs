//! What became of each place, a line or an object a place.

use serde::Serialize;
use waymark_app::Failure;
use waymark_app::publishing::{Errand, Order};

use crate::error::CliError;
use crate::output::Output;

/// What became of one target, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    target: String,
    /// `published`, `was_live` or `failed`.
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
}

pub fn outcome(
    errand: &Errand,
    order: &Order,
    published: Result<bool, CliError>,
    output: &mut Output,
) -> Result<Report, CliError> {
    let moved = match published {
        Ok(moved) => moved,
        Err(error) => return failed_outcome(errand, Some(error), output),
    };
    Ok(Report {
        target: errand.target.name.clone(),
        outcome: if moved { "published" } else { "was_live" },
        revision: Some(order.release.revision.clone()),
        failure: None,
    })
}

/// One place that fails does not keep the others from what they are to get.
pub fn failed_outcome(
    errand: &Errand,
    error: Option<CliError>,
    output: &mut Output,
) -> Result<Report, CliError> {
    let failure = match error {
        Some(CliError::App(failure)) => Some(failure),
        Some(other) => return Err(other),
        None => None,
    };
    let target = errand.target.name.clone();
    if let Some(failure) = &failure {
        output.remark(&format!("{target}: {} {}", failure.message, failure.hint));
    }
    Ok(Report { target, outcome: "failed", revision: None, failure })
}

pub fn report(outcomes: &[Report], output: &mut Output) -> Result<(), CliError> {
    let lines = outcomes.iter().map(|outcome| {
        let revision = outcome.revision.as_deref().unwrap_or("-");
        format!("{}\t{}\t{revision}", outcome.target, outcome.outcome)
    });
    output.answer(&outcomes, lines)?;
    if outcomes.iter().all(|outcome| outcome.failure.is_none()) { Ok(()) } else { Err(CliError::Findings) }
}
