//! What changed between two audits of a shop.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::types::{EventReport, Finding, Report, Standing};

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

/// Compares with an earlier report.
#[must_use]
pub fn since(before: &Report, findings: &[Finding], events: &[EventReport]) -> Since {
    // What could not be told is not resolved.
    let is_told = |finding: &Finding| {
        finding.event.as_ref().is_none_or(|id| {
            let now = events.iter().find(|event| event.id == *id);
            now.is_none_or(|event| !matches!(event.standing, Standing::Unknown | Standing::NotCovered))
        })
    };
    let known: BTreeSet<&str> = before.findings.iter().map(|finding| finding.key.as_str()).collect();
    let now: BTreeSet<&str> = findings.iter().map(|finding| finding.key.as_str()).collect();
    Since {
        finished_at: before.finished_at,
        score: before.health.score,
        new: now.difference(&known).map(|key| (*key).to_owned()).collect(),
        resolved: before
            .findings
            .iter()
            .filter(|finding| !now.contains(finding.key.as_str()) && is_told(finding))
            .map(|finding| finding.title.clone())
            .collect(),
    }
}
