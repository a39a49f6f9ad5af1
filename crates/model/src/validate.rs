//! Checks a plan against its own rules and the destinations': what is wrong, how bad, and in plain words what
//! to do. Only what the plan itself says; whether elements are on the page is `identify`'s and the audit's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::destinations::SentNames;
use crate::{Event, EventId, Plan, SchemaNewer};

mod composed;
mod conditions;
mod destinations;
pub mod format;
mod names;
mod places;
pub mod publication;
mod target;
mod triggers;

/// How bad a finding is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Should be looked at.
    Warning,
    /// Must be mended before saving.
    Error,
}

/// Something wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code: `name_reserved`, `name_taken`, `target_missing` ...
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// Field it belongs to: `name`, `weight`, `scope`, `target`, `trigger`, `success`, `limit`, `condition`, `send`,
    /// `parameters`, `id`; of the plan `page_types`, `destinations`, `privacy`; empty for the whole.
    pub field: &'static str,
    /// Which of the field's entries, counted from 0, where it is about one of several.
    pub entry: Option<usize>,
    /// The event it is about; absent for the plan itself.
    pub event: Option<EventId>,
    /// One plain sentence: what is the matter and what to do.
    pub message: String,
    /// What the field could say instead; absent where that is not for us to say.
    pub suggestion: Option<String>,
}

/// Everything wrong with a plan, in the order of its events.
#[must_use]
pub fn validate_plan(plan: &Plan) -> Vec<Finding> {
    let mut findings = validate_settings(plan);
    let names = SentNames::of(plan);
    for event in &plan.events {
        findings.extend(check(event, plan, &names));
    }
    findings
}

/// What is wrong with a plan and belongs to none of its events.
#[must_use]
pub fn validate_settings(plan: &Plan) -> Vec<Finding> {
    let mut findings = places::page_types(plan);
    findings.extend(destinations::of_plan(plan));
    findings.extend(conditions::privacy(plan));
    if let Err(newer) = Plan::check_schema(plan.schema) {
        findings.insert(
            0,
            Finding {
                code: "schema_newer",
                severity: Severity::Error,
                field: "",
                entry: None,
                event: None,
                message: format!("{newer} {}", SchemaNewer::ADVICE),
                suggestion: None,
            },
        );
    }
    findings
}

/// Everything wrong with one event, held against the other events of the plan; the plan may hold the event
/// already, or an older state of it.
#[must_use]
pub fn validate_event(event: &Event, plan: &Plan) -> Vec<Finding> {
    check(event, plan, &SentNames::of(plan))
}

fn check(event: &Event, plan: &Plan, names: &SentNames<'_>) -> Vec<Finding> {
    let mut findings = names::check(event, plan);
    findings.extend(places::check(event, plan));
    findings.extend(target::check(event));
    findings.extend(triggers::check(event));
    findings.extend(composed::check(event, plan));
    findings.extend(conditions::check(event));
    findings.extend(destinations::of_event(event, plan, names));
    findings
}

/// A finding about the plan itself.
pub(crate) fn about_plan(
    code: &'static str,
    severity: Severity,
    field: &'static str,
    entry: Option<usize>,
    message: String,
) -> Finding {
    Finding { code, severity, field, entry, event: None, message, suggestion: None }
}

/// A finding about one event.
fn about(
    event: &Event,
    code: &'static str,
    severity: Severity,
    field: &'static str,
    message: String,
) -> Finding {
    Finding { code, severity, field, entry: None, event: Some(event.id.clone()), message, suggestion: None }
}
