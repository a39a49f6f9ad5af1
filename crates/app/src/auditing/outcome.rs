//! What an audit means for somebody who only wants to know whether to act: a script by its exit code, a person by a line.

use waymark_audit::report::{Ending, FindingKind, Report, Severity, Standing};

use super::muting::is_muted;
use crate::view::MuteView;

/// What an audit comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that could matter works.
    Fine,
    /// Something that matters was found.
    Findings,
    /// It could not be told: blocked, unreachable, stopped, or only a browser could say.
    NotTold,
}

impl Outcome {
    /// Of a report; what is muted does not count.
    #[must_use]
    pub fn of(report: &Report, mutes: &[MuteView]) -> Self {
        // What keeps us out is nothing wrong with the tracking: it could not be told.
        let is_shut = |kind| {
            matches!(
                kind,
                FindingKind::PagesBlocked | FindingKind::PagesUnreachable | FindingKind::OtherTheme
            )
        };
        let loud = || {
            let heard = report.findings.iter().filter(|finding| !is_muted(mutes, finding));
            heard.filter(|finding| finding.severity < Severity::Notice)
        };
        let has_findings = loud().any(|finding| !is_shut(finding.kind));
        let is_untold = report.totals.checked == 0
            || report.ending == Ending::Cancelled
            // Whether events fire is not known where nothing could be shown though it should have been.
            || (report.not_shown.is_some() && !report.events.is_empty())
            || loud().any(|finding| is_shut(finding.kind))
            || report.events.iter().any(|event| {
                let is_unknown = matches!(event.standing, Standing::Unknown | Standing::NotCovered);
                let is_open = is_unknown || event.is_untried();
                let of_event =
                    || report.findings.iter().filter(|finding| finding.event.as_ref() == Some(&event.id));
                let is_silenced =
                    of_event().next().is_some() && of_event().all(|finding| is_muted(mutes, finding));
                is_open && !is_silenced
            });
        match (has_findings && report.totals.checked > 0, is_untold) {
            (true, _) => Self::Findings,
            (false, true) => Self::NotTold,
            (false, false) => Self::Fine,
        }
    }
}
