//! What became of each place, a line or an object a place.

use serde::Serialize;
use waymark_app::publishing::{Done, Errand, Look, Order};
use waymark_app::view::Undelivered;
use waymark_app::{Code, Failure};

use super::review::gone_unseen;
use crate::error::CliError;
use crate::output::Output;

/// It was stopped before its turn came.
const NOT_STARTED: &str = "not_started";

/// What became of one target, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    target: String,
    /// `published`, `was_live`, `unseen`, `not_written_down`, `failed` or `not_started`.
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
    fn of(errand: &Errand, outcome: &'static str, order: Option<&Order>) -> Self {
        Self {
            target: errand.target.name.clone(),
            outcome,
            revision: order.map(|order| order.release.revision.clone()),
            theme: None,
            failure: None,
            undelivered: None,
        }
    }

    /// What went to its place.
    pub fn sent(errand: &Errand, order: &Order, done: Done, output: &mut Output) -> Self {
        if let Some(theme) = &done.unseen_in {
            output.remark(&format!("{}: {}", errand.target.name, gone_unseen(theme)));
        }
        let outcome = match done {
            Done { unseen_in: Some(_), .. } => "unseen",
            Done { moved: true, .. } => "published",
            Done { .. } => "was_live",
        };
        Self { theme: done.unseen_in, ..Self::of(errand, outcome, Some(order)) }
    }

    /// What failed, as far as is known at first. One place that fails does not keep the others from what they are to get.
    /// `order` is what was sent, where anything was.
    pub fn failed(
        errand: &Errand,
        order: Option<&Order>,
        error: CliError,
        output: &mut Output,
    ) -> Result<Self, CliError> {
        let CliError::App(failure) = error else { return Err(error) };
        output.remark(&format!("{}: {} {}", errand.target.name, failure.message, failure.hint));
        let is_there = failure.code == Code::NotWrittenDown;
        let report = match order {
            Some(order) if is_there => Self::of(errand, "not_written_down", Some(order)),
            _ => Self::of(errand, "failed", None),
        };
        Ok(Self { failure: Some(failure), ..report })
    }

    /// What was stopped before its turn came.
    pub fn not_started(errand: &Errand, output: &mut Output) -> Self {
        output.remark(&format!("{}: stopped before its turn came.", errand.target.name));
        Self::of(errand, NOT_STARTED, None)
    }

    /// What failed and is found there, whole, by the look after.
    pub fn found(errand: &Errand, order: &Order, look: &Look) -> Self {
        let outcome = if look.unseen_in.is_some() { "unseen" } else { "published" };
        Self { theme: look.unseen_in.clone(), ..Self::of(errand, outcome, Some(order)) }
    }

    /// Visitors are meant to get it.
    pub fn is_live(&self) -> bool {
        matches!(self.outcome, "published" | "was_live")
    }

    /// Why it failed, where nothing more is known of what is there.
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref().filter(|failure| failure.code != Code::NotWrittenDown)
    }

    fn is_fine(&self) -> bool {
        self.failure.is_none() && self.outcome != NOT_STARTED
    }
}

pub fn report(outcomes: &[Report], output: &mut Output) -> Result<(), CliError> {
    let lines = outcomes.iter().map(|outcome| {
        let revision = outcome.revision.as_deref().unwrap_or("-");
        format!("{}\t{}\t{revision}", outcome.target, outcome.outcome)
    });
    output.answer(&outcomes, lines)?;
    if outcomes.iter().all(Report::is_fine) { Ok(()) } else { Err(CliError::Findings) }
}
