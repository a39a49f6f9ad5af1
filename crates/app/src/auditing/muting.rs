//! Muting findings: what somebody knows and does not want to be told again, with the reason, for a while or for good.
//! A muted finding stays in the report; it does not count, unless it is worse than what was muted.

use serde::{Deserialize, Serialize};
use waymark_audit::report::formats::{Mute as Muting, Muted};
use waymark_audit::report::{Finding, Report, Severity};
use waymark_model::{Millis, ShopSlug};
use waymark_store::Mute;

use super::Brief;
use crate::error::AppError;
use crate::state::App;
use crate::view::{FindingCounts, MuteFor, MuteView};

/// Characters of a reason that are kept.
const LONGEST: usize = 500;
const DAY: Millis = 24 * 60 * 60 * 1000;

/// What is kept of why a finding is muted, as JSON.
#[derive(Serialize, Deserialize)]
struct Why {
    reason: String,
    severity: Severity,
}

impl App {
    /// Does not tell of a shop's finding any more, as bad as it was seen; told again what for, the last word counts.
    /// Without a severity it is as bad as the last audit that has it says.
    pub fn mute_finding(
        &mut self,
        shop: &ShopSlug,
        finding: &str,
        severity: Option<Severity>,
        reason: &str,
        how_long: MuteFor,
    ) -> Result<Vec<MuteView>, AppError> {
        // A shop that is not there is told by its name.
        self.plan_of(shop)?;
        let now = self.now();
        let reason: String = reason.trim().chars().take(LONGEST).collect();
        if reason.is_empty() {
            let message = "Say why this finding is muted.".to_owned();
            return Err(AppError::Invalid { message, faults: Vec::new() });
        }
        let severity = severity.map_or_else(|| self.severity_last(shop, finding), Ok)?;
        let until = match how_long {
            MuteFor::Week => Some(now + 7 * DAY),
            MuteFor::Month => Some(now + 30 * DAY),
            MuteFor::Good => None,
        };
        let why = serde_json::to_string(&Why { reason, severity }).map_err(AppError::Json)?;
        let mute = Mute { finding: finding.to_owned(), reason: why, until };
        self.store.mute_finding(shop, &mute, now)?;
        self.mutes(shop)
    }

    /// Tells of a finding again.
    pub fn unmute_finding(&mut self, shop: &ShopSlug, finding: &str) -> Result<Vec<MuteView>, AppError> {
        let now = self.now();
        self.store.unmute_finding(shop, finding, now)?;
        self.mutes(shop)
    }

    /// What is muted now.
    pub fn mutes(&self, shop: &ShopSlug) -> Result<Vec<MuteView>, AppError> {
        let mutes = self.store.mutes(shop, self.now())?;
        Ok(mutes.into_iter().map(view).collect())
    }

    /// How bad the last audit that has a finding says it is.
    fn severity_last(&self, shop: &ShopSlug, finding: &str) -> Result<Severity, AppError> {
        let briefs = self.store.audits(shop)?;
        let mut found = briefs.iter().filter_map(Brief::kept).flat_map(|brief| brief.findings);
        if let Some((_, severity)) = found.find(|(key, _)| key == finding) {
            return Ok(severity);
        }
        let message = format!("No audit of this shop has a finding \"{finding}\".");
        Err(AppError::Invalid { message, faults: Vec::new() })
    }
}

/// A mute of before severities were kept is its reason alone.
fn view(Mute { finding, reason, until }: Mute) -> MuteView {
    match serde_json::from_str::<Why>(&reason) {
        Ok(Why { reason, severity }) => MuteView { finding, reason, severity: Some(severity), until },
        Err(_) => MuteView { finding, reason, severity: None, until },
    }
}

/// Whether nobody wants to hear of a finding: it is muted, and no worse than what was muted.
#[must_use]
pub fn is_muted(mutes: &[MuteView], finding: &Finding) -> bool {
    mutes.iter().any(|mute| mutes_it(mute, &finding.key, finding.severity))
}

/// The findings of a report that are muted now, as files say it.
pub(super) fn muted(mutes: &[MuteView], report: &Report) -> Muted {
    let of = |finding: &Finding| {
        let mute = mutes.iter().find(|mute| mutes_it(mute, &finding.key, finding.severity))?;
        Some((finding.key.clone(), Muting { reason: mute.reason.clone(), until: mute.until }))
    };
    report.findings.iter().filter_map(of).collect()
}

/// Whether this mute is about a finding as it is.
pub(super) fn mutes_it(mute: &MuteView, key: &str, severity: Severity) -> bool {
    // The worst comes first in the order of severities.
    mute.finding == key && mute.severity.is_none_or(|muted| severity >= muted)
}

/// Findings of an audit by severity, what is muted apart.
pub(super) fn counted(brief: &Brief, mutes: &[MuteView]) -> FindingCounts {
    let mut counts = FindingCounts::default();
    for (key, severity) in &brief.findings {
        let count = match severity {
            _ if mutes.iter().any(|mute| mutes_it(mute, key, *severity)) => &mut counts.muted,
            Severity::Critical => &mut counts.critical,
            Severity::Warning => &mut counts.warnings,
            Severity::Notice => &mut counts.notices,
        };
        *count += 1;
    }
    counts
}
