//! Muting findings: what somebody knows and does not want to be told again, with the reason, for a while or for good.
//! A muted finding stays in the report; it does not count.

use waymark_audit::report::{Report, Severity};
use waymark_model::{Millis, ShopSlug};
use waymark_store::Mute;

use crate::error::AppError;
use crate::state::App;
use crate::view::{FindingCounts, MuteFor, MuteView};

/// Characters of a reason that are kept.
const LONGEST: usize = 500;
const DAY: Millis = 24 * 60 * 60 * 1000;

impl App {
    /// Does not tell of a shop's finding any more; told again what for, the last word counts.
    pub fn mute_finding(
        &mut self,
        shop: &ShopSlug,
        finding: &str,
        reason: &str,
        how_long: MuteFor,
    ) -> Result<Vec<MuteView>, AppError> {
        // A shop that is not there is told by its name.
        self.plan_of(shop)?;
        let now = self.now();
        let reason: String = reason.trim().chars().take(LONGEST).collect();
        if reason.is_empty() {
            let message = "Say why this finding is muted.".to_owned();
            return Err(AppError::Invalid { message, more: 0 });
        }
        let until = match how_long {
            MuteFor::Week => Some(now + 7 * DAY),
            MuteFor::Month => Some(now + 30 * DAY),
            MuteFor::Good => None,
        };
        let mute = Mute { finding: finding.to_owned(), reason, until };
        self.store.mute_finding(shop, &mute, now)?;
        self.mutes(shop)
    }

    /// Tells of a finding again.
    pub fn unmute_finding(&mut self, shop: &ShopSlug, finding: &str) -> Result<Vec<MuteView>, AppError> {
        self.store.unmute_finding(shop, finding)?;
        self.mutes(shop)
    }

    /// What is muted now.
    pub fn mutes(&self, shop: &ShopSlug) -> Result<Vec<MuteView>, AppError> {
        let mutes = self.store.mutes(shop, self.now())?;
        let view = |Mute { finding, reason, until }| MuteView { finding, reason, until };
        Ok(mutes.into_iter().map(view).collect())
    }
}

/// Whether nobody wants to hear of a finding.
#[must_use]
pub fn is_muted(mutes: &[MuteView], finding: &str) -> bool {
    mutes.iter().any(|mute| mute.finding == finding)
}

/// Findings of a report by severity, what is muted apart.
#[must_use]
pub fn counted(report: &Report, mutes: &[MuteView]) -> FindingCounts {
    let mut counts = FindingCounts::default();
    for finding in &report.findings {
        let count = match finding.severity {
            _ if is_muted(mutes, &finding.key) => &mut counts.muted,
            Severity::Critical => &mut counts.critical,
            Severity::Warning => &mut counts.warnings,
            Severity::Notice => &mut counts.notices,
        };
        *count += 1;
    }
    counts
}
