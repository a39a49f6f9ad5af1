//! What numbers mean: findings with what to do, the worst first. Every rule about severity lies here.

use std::collections::BTreeSet;

use waymark_model::Plan;

use super::events::of_event;
use super::health::health;
use super::lost;
use super::pages::{PageState, Totals};
use super::since::since;
use super::tally::{Kind, Tally, pages};
use super::told::Proven;
use super::types::{AuditedShop, Ending, Finding, FindingKind, PageTypeReport, Report, Severity, TagReport};
use crate::discover::SampleSize;

/// Weight from which an event that does not work is critical.
pub(super) const HEAVY: u8 = 7;
/// Share of pages that may be kept from us before that is more than good to know.
const SHUT: f64 = 0.1;

/// Share of the pages from which a tag is the whole shop's.
const EVERYWHERE: f64 = 0.9;

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
        let mut findings: Vec<Finding> =
            events.iter().filter_map(|event| of_event(event, circumstances.is_live)).collect();
        findings.extend(self.of_pages());
        findings.extend(self.of_installation(&circumstances));
        findings.extend(self.costs.finding());
        let lost = self.lost.findings(plan, circumstances.is_live);
        let told = self.told.findings(plan, &circumstances.proven).into_iter();
        findings.extend(told.filter(|finding| !lost::explain(&lost, finding)));
        findings.extend(lost);
        if let Some(before) = circumstances.before {
            findings.extend(self.of_changes(before));
            findings.extend(self.told.changes(before, &events));
        }
        let mut notes = circumstances.notes;
        notes.push(self.how_looked(circumstances.no_browser));
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
        Report {
            schema: 1,
            shop: AuditedShop { name: plan.shop.name.clone(), url: plan.shop.url.clone() },
            started_at: circumstances.started_at,
            finished_at: circumstances.finished_at,
            sample: circumstances.sample,
            ending: circumstances.ending,
            health: health(&events),
            totals,
            page_types: self.places.told_of(self.page_types(), plan),
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
                    "Every page was read as the shop serves it, and one of each type was shown in a browser ({times} times in all, devices counted)."
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

    fn of_pages(&self) -> impl Iterator<Item = Finding> {
        // A page or two behind a login is how shops are; many are a shop that keeps us out.
        let is_shut = f64::from(self.totals.blocked) > SHUT * f64::from(self.totals.pages);
        let blocked = if is_shut { Severity::Warning } else { Severity::Notice };
        let are_lost = f64::from(self.totals.unreachable) > SHUT * f64::from(self.totals.pages);
        let lost = if are_lost { Severity::Warning } else { Severity::Notice };
        let states = [
            (
                PageState::Blocked,
                FindingKind::PagesBlocked,
                blocked,
                self.totals.blocked,
                "kept us out",
                "Nothing is said about the events on them. Let Waymark in (Shopify: Online Store > \
              Preferences > Crawler access), or audit later and more slowly.",
            ),
            (
                PageState::Unreachable,
                FindingKind::PagesUnreachable,
                lost,
                self.totals.unreachable,
                "could not be read",
                "Open them in a browser. If they work there, audit again later.",
            ),
            (
                PageState::Gone,
                FindingKind::PagesGone,
                Severity::Notice,
                self.totals.gone,
                "are not there any more",
                "The shop still names them in its sitemap or links; visitors meet an error there.",
            ),
            (
                PageState::Redirected,
                FindingKind::PagesRedirected,
                Severity::Notice,
                self.totals.redirected,
                "lead to another page now",
                "The shop still names the old addresses in its sitemap or links, or the plan does. Nothing is said about \
              the events on them; where an event is for such a page alone, give it the new address.",
            ),
        ];
        states.into_iter().filter(|(.., number, _, _)| *number > 0).map(
            |(state, kind, severity, number, what, advice)| {
                let reasons = self.reasons.get(&state).cloned().unwrap_or_default();
                Finding {
                    key: format!("pages/{kind:?}").to_lowercase(),
                    severity,
                    kind,
                    event: None,
                    title: format!("{} {what}", pages(number))
                        .replace("1 page are", "1 page is")
                        .replace("1 page lead", "1 page leads"),
                    detail: reasons.join(" "),
                    advice: advice.to_owned(),
                    pages: self.pages(Kind::State(state)),
                    repair: None,
                }
            },
        )
    }

    fn of_installation(&self, circumstances: &Circumstances<'_>) -> Vec<Finding> {
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
        let without = self.totals.checked - self.with_waymark;
        if circumstances.is_published && without > 0 {
            let severity = if self.with_waymark == 0 { Severity::Critical } else { Severity::Warning };
            let title = if self.with_waymark == 0 {
                "No page loads Waymark".to_owned()
            } else {
                format!("{} of {} do not load Waymark", without, pages(self.totals.checked))
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
        let kept_out = self.pages(Kind::KeptOut);
        if !kept_out.is_empty() {
            add(FindingKind::KeptOut, Severity::Critical, "The shop's security policy keeps Waymark out".to_owned(),
                "The page's Content-Security-Policy does not name the address that Waymark is loaded from, so \
                 browsers refuse it.".to_owned(),
                "Ask whoever runs the shop to add that host to script-src in the Content-Security-Policy.", kept_out);
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
        for tag in self.tags().into_iter().filter(|tag| tag.twice_on > 0) {
            let mut pages_named = self.pages(Kind::TagTwice);
            pages_named.truncate(3);
            findings.push(Finding {
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
                pages: pages_named,
                repair: None,
            });
        }
        findings
    }

    fn of_changes(&self, before: &Report) -> Vec<Finding> {
        let mut findings = Vec::new();
        let ids = |themes: &mut dyn Iterator<Item = String>| themes.collect::<BTreeSet<String>>();
        let then = ids(&mut before.themes.iter().map(|theme| theme.id.clone()));
        let now = ids(&mut self.themes.keys().map(|theme| theme.id.clone()));
        if !then.is_empty() && !now.is_empty() && then.is_disjoint(&now) {
            let names: Vec<&str> = self.themes.keys().map(|theme| theme.name.as_str()).collect();
            findings.push(Finding {
                key: format!("theme/{}", now.iter().cloned().collect::<Vec<_>>().join("+")),
                severity: Severity::Notice,
                kind: FindingKind::ThemeChanged,
                event: None,
                title: format!("The shop has another theme: {}", names.join(", ")),
                detail:
                    "Elements may have moved, and Waymark's script may have stayed behind in the old theme."
                        .to_owned(),
                advice: "Look at the findings about events below, and publish to the new theme.".to_owned(),
                pages: Vec::new(),
                repair: None,
            });
        }
        findings.extend(self.newer_theme(before));
        let tags = self.tags();
        for tag in &tags {
            let is_known = before.tags.iter().any(|old| old.vendor == tag.vendor && old.id == tag.id);
            if !is_known {
                findings.push(tag_change(tag.vendor.name(), &tag.id, "is new on the shop"));
            }
        }
        for old in &before.tags {
            let is_there = tags.iter().any(|tag| old.vendor == tag.vendor && old.id == tag.id);
            if !is_there && self.would_meet(old, before) {
                findings.push(tag_change(old.vendor.name(), &old.id, "is not on the shop any more"));
            }
        }
        findings
    }
}

impl Tally {
    /// The same theme in another version: its code was replaced.
    fn newer_theme(&self, before: &Report) -> Option<Finding> {
        let (theme, version, was) = self.themes.keys().find_map(|theme| {
            let version = theme.version.as_ref()?;
            let mut old = before.themes.iter().filter(|old| old.id == theme.id);
            // Pages that were cached may name an older one beside it.
            let is_known = old.clone().any(|old| old.version.as_ref() == Some(version));
            old.find_map(|old| old.version.as_ref()).filter(|_| !is_known).map(|was| (theme, version, was))
        })?;
        Some(Finding {
            key: format!("theme/{}/{version}", theme.id).to_lowercase(),
            severity: Severity::Notice,
            kind: FindingKind::ThemeChanged,
            event: None,
            title: format!("The theme {} was updated: {version}, was {was}", theme.name),
            detail: "Elements may have moved, and Waymark's script may be gone from the layout.".to_owned(),
            advice: "Look at the findings about events below.".to_owned(),
            pages: Vec::new(),
            repair: None,
        })
    }

    /// Whether this audit would have met a tag of the one before: it read about as many pages of the same types, or the
    /// tag was on nearly all of them.
    fn would_meet(&self, tag: &TagReport, before: &Report) -> bool {
        let now = self.page_types();
        let is_read = |kind: &PageTypeReport| {
            kind.checked == 0 || now.iter().any(|other| other.id == kind.id && other.checked > 0)
        };
        let has_all_types = before.page_types.iter().all(is_read);
        let was_everywhere = f64::from(tag.pages) >= EVERYWHERE * f64::from(before.totals.checked);
        let is_as_large = self.totals.checked >= before.totals.checked;
        self.totals.checked > 0 && has_all_types && (was_everywhere || is_as_large)
    }
}

fn tag_change(vendor: &str, id: &str, what: &str) -> Finding {
    Finding {
        key: format!("tag/{what}/{vendor}/{id}").to_lowercase().replace(' ', "-"),
        severity: Severity::Notice,
        kind: FindingKind::TagsChanged,
        event: None,
        title: format!("{vendor} {id} {what}"),
        detail: String::new(),
        advice: "If nobody on your side did that, ask who did.".to_owned(),
        pages: Vec::new(),
        repair: None,
    }
}
