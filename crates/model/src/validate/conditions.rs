//! Checks of how often and for whom an event fires, and of how long visitors are remembered for that.

use super::{Finding, Severity, about, about_plan};
use crate::{Event, Plan, Traffic};

/// Longest time within which repetitions are one occasion, in milliseconds.
const MAX_DEBOUNCE: u32 = 600_000;
/// How long a visitor may be remembered, in days; browsers keep nothing of that kind longer.
const MAX_DAYS: u16 = 400;

/// Problems of the plan's rules about consent and memory.
pub(super) fn privacy(plan: &Plan) -> Vec<Finding> {
    let days = plan.privacy.visitor_days;
    if (1..=MAX_DAYS).contains(&days) {
        return Vec::new();
    }
    let message = format!("Visitors are remembered for {days} days; choose 1 to {MAX_DAYS}.");
    vec![about_plan("visitor_days", Severity::Error, "privacy", None, message)]
}

pub(super) fn check(event: &Event) -> Vec<Finding> {
    let mut findings = Vec::new();
    if event.debounce_millis > MAX_DEBOUNCE {
        let message = format!(
            "Repetitions within {} milliseconds are one occasion; {MAX_DEBOUNCE} is the most. Shorten it, or let the event fire once a visit.",
            event.debounce_millis
        );
        findings.push(about(event, "debounce_too_long", Severity::Error, "limit", message));
    }
    for (at, source) in event.only_if.sources.iter().enumerate() {
        let (Traffic::Utm { value, .. } | Traffic::Referrer { value }) = source else { continue };
        if value.trim().is_empty() {
            let message =
                "One of the ways by which visits come has no value. Write one, * for any, or take it out."
                    .to_owned();
            let finding = about(event, "condition_value_empty", Severity::Error, "condition", message);
            findings.push(Finding { entry: Some(at), ..finding });
        }
    }
    findings
}
