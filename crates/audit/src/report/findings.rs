//! The report put together of all that was found, the worst first. What single numbers mean lies beside it, by subject.

use waymark_model::{EventId, Plan};

use super::events::of_event;
use super::health::health;
use super::lost;
use super::pages::Totals;
use super::since::since;
use super::tally::Tally;
use super::told::Proven;
use super::types::{AuditedShop, Ending, Finding, Report};
use crate::discover::SampleSize;

/// Weight from which an event that does not work is critical.
pub(super) const HEAVY: u8 = 7;
/// Share of pages that may be kept from us before that is more than good to know.
pub(super) const SHUT: f64 = 0.1;

/// Said where pages load Waymark and nobody knows what that gives them.
const UNTOLD: &str =
    "Pages load Waymark. Whether browsers get it, and which revision, could not be told from here.";

/// Why browsers do not get what a page of the shop loads, in the words of whoever found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undelivered<'a> {
    /// What they do not get, as a sentence.
    pub message: &'a str,
    /// What to do.
    pub hint: &'a str,
    /// They get it all the same, later than they should.
    pub works: bool,
}

/// What is known besides the pages.
#[derive(Clone, Debug)]
pub struct Circumstances<'a> {
    /// When it began, milliseconds since 1970 UTC.
    pub started_at: i64,
    /// When it ended.
    pub finished_at: i64,
    /// How much it was to look at.
    pub sample: SampleSize,
    /// How it ended.
    pub ending: Ending,
    /// What visitors see now; not a theme or an address before launch.
    pub is_live: bool,
    /// The number of the unpublished theme that was to be looked at.
    pub theme: Option<&'a str>,
    /// Waymark was published for this shop, so its pages should load it.
    pub is_published: bool,
    /// The revision that should be live, and the one that the shop serves, where both are known.
    pub revisions: Option<(&'a str, &'a str)>,
    /// The revision that the shop serves, where it is known.
    pub served: Option<&'a str>,
    /// Why browsers do not get what the shop's first page loads.
    pub undelivered: Option<Undelivered<'a>>,
    /// Why there is no browser, where one is wanted.
    pub no_browser: Option<&'a str>,
    /// What to know about the audit itself, in sentences.
    pub notes: Vec<String>,
    /// What parameters of events were when they were proven last.
    pub proven: Proven,
    /// The audit before.
    pub before: Option<&'a Report>,
}

impl Tally {
    /// Everything that was found, put together.
    #[must_use]
    pub fn report(&self, plan: &Plan, circumstances: Circumstances<'_>) -> Report {
        let events = self.events(plan);
        let cause = |id: &EventId| self.unread.cause(plan.events.iter().find(|event| event.id == *id)?);
        let mut findings: Vec<Finding> = events
            .iter()
            .filter_map(|event| of_event(event, circumstances.is_live, cause(&event.id).as_deref()))
            .collect();
        findings.extend(self.of_pages(circumstances.before));
        findings.extend(self.of_installation(&circumstances));
        findings.extend(self.costs.finding());
        let lost = self.lost.findings(plan, circumstances.is_live);
        let told = self.told.findings(plan, &circumstances.proven).into_iter();
        findings.extend(told.filter(|finding| !lost::explain(&lost, finding)));
        findings.extend(lost);
        if let Some(before) = circumstances.before {
            findings.extend(self.of_changes(before));
            // Where something was published it is said of every page without it, whatever was there before.
            findings.extend(self.vanished(before).filter(|_| !circumstances.is_published));
            findings.extend(self.told.changes(before, &events));
        }
        let mut notes = circumstances.notes;
        notes.push(self.how_looked(circumstances.no_browser));
        let is_told = circumstances.served.is_some() || circumstances.undelivered.is_some();
        notes.extend((self.loads_waymark() && !is_told).then(|| UNTOLD.to_owned()));
        notes.extend(self.kept_back.clone());
        notes.extend(self.loading.notes());
        notes.extend(self.told.note(self.rendered));
        notes.extend(self.costs.note());
        notes.extend(self.really.notes(plan));
        notes.extend(self.untried.clone());
        let totals = Totals { rendered: self.rendered, unseen: self.told.unseen, ..self.totals };
        let weight = |finding: &Finding| {
            let event = finding.event.as_ref().and_then(|id| events.iter().find(|event| event.id == *id));
            event.map_or(0, |event| event.weight)
        };
        findings.sort_by_key(|finding| (finding.severity, std::cmp::Reverse(weight(finding)), finding.kind));
        let known = circumstances.before.map_or(&[][..], |before| &before.page_types);
        let page_types = self.page_types().into_iter().map(|kind| kind.after(known)).collect();
        Report {
            schema: 1,
            shop: AuditedShop { name: plan.shop.name.clone(), url: plan.shop.url.clone() },
            started_at: circumstances.started_at,
            finished_at: circumstances.finished_at,
            sample: circumstances.sample,
            ending: circumstances.ending,
            health: health(&events),
            totals,
            page_types: self.places.told_of(page_types, plan),
            devices: self.places.devices(plan),
            themes: self.themes.keys().cloned().collect(),
            tags: self.tags(),
            tools: self.told.tools(),
            refused: self.told.refused(),
            consent: self.consent.clone(),
            revision: circumstances.served.map(str::to_owned),
            not_shown: self.why_not_shown(circumstances.no_browser),
            since: circumstances.before.map(|before| since(before, &findings, &totals, &events)),
            notes,
            events,
            findings,
        }
    }

    /// Why nothing was shown in a browser though it should have been.
    fn why_not_shown(&self, no_browser: Option<&str>) -> Option<String> {
        let (failed, reasons) = &self.not_shown;
        let all_failed = || (*failed > 0).then(|| reasons.join(" "));
        let reason =
            || self.not_rendered.clone().or_else(|| no_browser.map(str::to_owned)).or_else(all_failed);
        if self.rendered == 0 { reason() } else { None }
    }

    /// How pages were looked at, in sentences.
    fn how_looked(&self, no_browser: Option<&str>) -> String {
        let (failed, reasons) = &self.not_shown;
        match (self.why_not_shown(no_browser), self.rendered) {
            (Some(reason), _) => format!(
                "No page could be shown in a browser, so what scripts make was not judged, and no event was tried. {reason}"
            ),
            (None, 0) => "Pages were read as the shop serves them; none was shown in a browser.".to_owned(),
            (None, times) => {
                let shown = format!(
                    "Every page was read as the shop serves it, and one or two of each type were shown in a browser ({times} times in all, devices counted)."
                );
                let broken = self.not_rendered.iter().map(String::as_str);
                let left = broken.chain(reasons.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
                match (failed, left.is_empty()) {
                    (0, true) => shown,
                    (0, false) => format!("{shown} The browser gave up before the end. {left}"),
                    _ => format!("{shown} {failed} more came to nothing. {left}"),
                }
            }
        }
    }
}
