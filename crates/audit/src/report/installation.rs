//! What there is to say about what a shop has installed: Waymark itself, its revision, the theme, tags that run twice.

use super::findings::{Circumstances, SHUT};
use super::loading::Loads;
use super::tally::{Kind, Tally, pages};
use super::types::{Finding, FindingKind, Severity};

impl Tally {
    pub(super) fn of_installation(&self, circumstances: &Circumstances<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut add = |kind, severity, title: String, detail: String, advice: &str, pages| {
            let key = format!("install/{kind:?}").to_lowercase();
            let advice = advice.to_owned();
            findings.push(Finding {
                key,
                severity,
                kind,
                event: None,
                title,
                detail,
                advice,
                pages,
                repair: None,
            });
        };
        let Loads { checked, with, kept_out, .. } = self.loading.counted();
        let without = checked - with;
        if circumstances.is_published && without > 0 {
            let severity = if with == 0 { Severity::Critical } else { Severity::Warning };
            let title = match (with, without) {
                (0, _) if self.loads_waymark() => "No page with events loads Waymark".to_owned(),
                (0, _) => "No page loads Waymark".to_owned(),
                (_, 1) => format!("1 of {} with events does not load Waymark", pages(checked)),
                _ => format!("{without} of {} with events do not load Waymark", pages(checked)),
            };
            add(
                FindingKind::NotInstalled,
                severity,
                title,
                "Events on these pages are not counted at all.".to_owned(),
                "Put Waymark's script back into the theme: publishing to the theme does it, and the guide in the \
                 publish view shows it. A new theme starts without it.",
                self.pages(Kind::WithoutWaymark),
            );
        }
        let twice = self.pages(Kind::WaymarkTwice);
        if !twice.is_empty() {
            add(
                FindingKind::InstalledTwice,
                Severity::Warning,
                "Pages load Waymark more than once".to_owned(),
                "Only the first one works, but visitors load both.".to_owned(),
                "Take one of the two script tags out of the theme.",
                twice,
            );
        }
        if self.loading.all().kept_out > 0 {
            let (severity, title, named) = shut(kept_out, checked);
            add(FindingKind::KeptOut, severity, title,
                "The page's Content-Security-Policy does not name the address that Waymark is loaded from, so \
                 browsers refuse it.".to_owned(),
                "Ask whoever runs the shop to add that host to script-src in the Content-Security-Policy.", self.pages(named));
        }
        if let Some(undelivered) = circumstances.undelivered {
            let (severity, title) = if undelivered.works {
                (Severity::Warning, "Browsers get what was published later than they should")
            } else {
                (Severity::Critical, "Browsers do not get what the shop's pages load: nothing fires")
            };
            let (kind, said) = (FindingKind::NotDelivered, undelivered.message.to_owned());
            add(kind, severity, title.to_owned(), said, undelivered.hint, Vec::new());
        }
        if let Some((wanted, served)) = circumstances.revisions.filter(|(wanted, served)| wanted != served) {
            add(
                FindingKind::OtherRevision,
                Severity::Warning,
                "The shop serves another revision than the one published last".to_owned(),
                format!("Published: {wanted}. Served: {served}."),
                "Publish again, or look in the publish view who published last.",
                Vec::new(),
            );
        }
        if let Some(wanted) = circumstances.theme
            && self.totals.checked > 0
            && !self.themes.keys().any(|theme| theme.id == wanted)
        {
            add(
                FindingKind::OtherTheme,
                Severity::Warning,
                format!("The shop did not show theme {wanted}"),
                "What was looked at may be the live theme, so nothing is said about this one.".to_owned(),
                "Check the number, and that the theme's preview opens in a browser.",
                Vec::new(),
            );
        }
        findings.extend(self.started_more_than_once());
        findings
    }

    /// Tags of other tools that run twice on a page.
    fn started_more_than_once(&self) -> impl Iterator<Item = Finding> + '_ {
        self.tags().into_iter().filter(|tag| tag.twice_on > 0).map(|tag| Finding {
            key: format!("tag/twice/{:?}/{}", tag.vendor, tag.id).to_lowercase(),
            severity: Severity::Warning,
            kind: FindingKind::TagTwice,
            event: None,
            title: format!("{} {} is started twice", tag.vendor.name(), tag.id),
            detail: format!(
                "On {} its snippet runs more than once, so page views and events may count double.",
                pages(tag.twice_on)
            ),
            advice: "Keep one: in the theme, in an app, or in the tag manager.".to_owned(),
            pages: self.started_twice(&tag),
            repair: None,
        })
    }
}

/// How bad it is that so many of the pages with events keep Waymark out; with none, others do.
fn shut(kept_out: u32, checked: u32) -> (Severity, String, Kind) {
    match kept_out {
        0 => (
            Severity::Notice,
            "The security policy of pages without events keeps Waymark out".to_owned(),
            Kind::KeptOutIdle,
        ),
        few if f64::from(few) < SHUT * f64::from(checked) => (
            Severity::Warning,
            format!("The security policy of {few} of {} with events keeps Waymark out", pages(checked)),
            Kind::KeptOut,
        ),
        _ => (Severity::Critical, "The shop's security policy keeps Waymark out".to_owned(), Kind::KeptOut),
    }
}
