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
    let checks = EventChecks::of(plan);
    let mut findings = validate_settings(plan);
    findings.extend(plan.events.iter().flat_map(|event| checks.check(event)));
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

/// The checks of a plan's events: what they need to know of all events is found out once.
pub struct EventChecks<'a> {
    plan: &'a Plan,
    names: SentNames<'a>,
}

impl<'a> EventChecks<'a> {
    /// Those of a plan.
    #[must_use]
    pub fn of(plan: &'a Plan) -> Self {
        Self { plan, names: SentNames::of(plan) }
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// Everything wrong with one event, held against the other events of the plan; the plan may hold the event
    /// already, or an older state of it.
    #[must_use]
    pub fn check(&self, event: &Event) -> Vec<Finding> {
        let mut findings = names::check(event, self.plan);
        findings.extend(places::check(event, self.plan));
        findings.extend(target::check(event));
        findings.extend(triggers::check(event));
        findings.extend(composed::check(event, self.plan));
        findings.extend(conditions::check(event));
        findings.extend(destinations::of_event(event, self.plan, &self.names));
        findings
    }
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
