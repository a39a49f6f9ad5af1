//! What a list of audits shows of one, kept beside its report: reports are large, and nobody reads a hundred for a list.

use serde::{Deserialize, Serialize};
use waymark_audit::install::Theme;
use waymark_audit::report::{Report, Severity, Standing};
use waymark_store::AuditEntry;

/// An audit that is done, in brief. Databases of before this was kept have it from `0008_audit_briefs.sql`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Brief {
    /// 0 to 100; absent where nothing could be told.
    pub score: Option<u8>,
    /// Pages that were looked at.
    pub checked: u32,
    /// Events that do not work, or on some pages only.
    pub breaks: u32,
    /// Keys of the findings and how bad they are, in the report's order.
    pub findings: Vec<(String, Severity)>,
    /// Themes that were seen.
    pub themes: Vec<Theme>,
}

impl Brief {
    pub fn of(report: &Report) -> Self {
        let breaks = |standing| matches!(standing, Standing::Broken | Standing::Partly);
        let findings = report.findings.iter().map(|finding| (finding.key.clone(), finding.severity));
        Self {
            score: report.health.score,
            checked: report.totals.checked,
            breaks: report.events.iter().filter(|event| breaks(event.standing)).count() as u32,
            findings: findings.collect(),
            themes: report.themes.clone(),
        }
    }

    /// Whether an audit that is done looked at any page. One that did not, as the network was down, say, says nothing of the
    /// shop: it is no audit to compare with, and its time has not been made use of.
    pub fn saw_pages(entry: &AuditEntry) -> bool {
        entry.finished_at.is_some() && Self::kept(entry).is_none_or(|brief| brief.checked > 0)
    }

    /// What is kept of an audit; nothing where it is not done.
    pub fn kept(entry: &AuditEntry) -> Option<Self> {
        serde_json::from_str(entry.brief.as_ref()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_migration_writes_is_what_is_read() {
        // As in the store's tests of upgrades.
        let migrated = concat!(
            r#"{"score":71,"checked":18,"breaks":2,"findings":[["event/a","critical"],["tags","notice"]],"#,
            r#""themes":[{"id":"7","name":"Dawn's","isLive":true}]}"#
        );
        let theme = Theme { id: "7".into(), name: "Dawn's".into(), version: None, is_live: true };
        let brief = Brief {
            score: Some(71),
            checked: 18,
            breaks: 2,
            findings: vec![("event/a".into(), Severity::Critical), ("tags".into(), Severity::Notice)],
            themes: vec![theme],
        };
        assert_eq!(serde_json::from_str::<Brief>(migrated).unwrap(), brief);
        assert_eq!(serde_json::to_string(&brief).unwrap(), migrated);
    }
}
