//! What changed between two audits of a shop.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pages::Totals;
use super::types::{EventReport, Finding, FindingKind, Fires, Report, Standing};

/// What changed since an earlier audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditSince")]
pub struct Since {
    /// When that one ended, milliseconds since 1970 UTC.
    pub finished_at: i64,
    /// Its health.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub score: Option<u8>,
    /// Keys of findings that were not there.
    pub new: Vec<String>,
    /// Titles of findings that are not there any more.
    pub resolved: Vec<String>,
}

/// Whether an audit with these totals and events looked at what an earlier one found: what was not looked at is neither
/// there nor gone. A finding about an event that is not in the plan any more was.
#[must_use]
pub fn is_looked_at(finding: &Finding, before: &Report, totals: &Totals, events: &[EventReport]) -> bool {
    let event = finding.event.as_ref().and_then(|id| events.iter().find(|event| event.id == *id));
    let is_told = event.is_none_or(|event| match finding.kind {
        FindingKind::EventSilent => is_tried_there(event, before),
        FindingKind::ToldNoMore | FindingKind::ParameterEmpty => event.told.is_some(),
        _ => !matches!(event.standing, Standing::Unknown | Standing::NotCovered),
    });
    let is_of_browser = matches!(
        finding.kind,
        FindingKind::ToldTwice
            | FindingKind::PersonalData
            | FindingKind::RefusedByPolicy
            | FindingKind::ToldNoMore
            | FindingKind::ParameterEmpty
    );
    totals.checked > 0 && is_told && (!is_of_browser || totals.rendered > 0)
}

/// It was tried wherever it did not fire before.
fn is_tried_there(event: &EventReport, before: &Report) -> bool {
    let old = before.events.iter().find(|old| old.id == event.id);
    let places = old.map_or(&[][..], |old| match &old.fires {
        Some(Fires::Yes { not, .. }) if !not.is_empty() => not,
        _ => &old.tried,
    });
    matches!(event.fires, Some(Fires::Yes { .. } | Fires::No { .. }))
        && places.iter().all(|place| event.tried.contains(place))
}

/// Compares with an earlier report.
#[must_use]
pub fn since(before: &Report, findings: &[Finding], totals: &Totals, events: &[EventReport]) -> Since {
    let known: BTreeSet<&str> = before.findings.iter().map(|finding| finding.key.as_str()).collect();
    let now: BTreeSet<&str> = findings.iter().map(|finding| finding.key.as_str()).collect();
    Since {
        finished_at: before.finished_at,
        score: before.health.score,
        new: now.difference(&known).map(|key| (*key).to_owned()).collect(),
        resolved: before
            .findings
            .iter()
            .filter(|finding| {
                !now.contains(finding.key.as_str()) && is_looked_at(finding, before, totals, events)
            })
            .map(|finding| finding.title.clone())
            .collect(),
    }
}
