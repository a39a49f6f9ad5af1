//! Adding up pages: numbers of all, examples of a few. What the numbers mean is said in `findings`.

use std::collections::BTreeMap;

use waymark_model::{Event, EventId, Plan, Status, Verdict};

use super::types::{EventReport, Example, PageState, PageTypeReport, Standing, TagReport, Totals};
use crate::discover::Stratum;
use crate::install::{Theme, Vendor};
use crate::record::PageRecord;

/// Pages of one kind that are named at most.
pub(super) const NAMED: usize = 10;
/// Examples of one verdict that are kept of an event.
const EXAMPLES: usize = 3;

/// Everything that was seen so far.
#[derive(Debug, Default)]
pub struct Tally {
    pub(super) totals: Totals,
    by_type: BTreeMap<Option<String>, PageTypeReport>,
    events: BTreeMap<EventId, Seen>,
    pub(super) themes: BTreeMap<Theme, u32>,
    tags: BTreeMap<(Vendor, String), (u32, u32)>,
    pub(super) consent: Option<String>,
    pub(super) with_waymark: u32,
    pub(super) named: BTreeMap<Kind, Vec<String>>,
    /// Why pages were blocked or did not answer, the first time each.
    pub(super) reasons: BTreeMap<PageState, Vec<String>>,
}

/// Pages that are named in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    State(PageState),
    WithoutWaymark,
    WaymarkTwice,
    KeptOut,
    TagTwice,
}

#[derive(Debug, Default)]
struct Seen {
    verdicts: BTreeMap<Verdict, u32>,
    examples: BTreeMap<Verdict, Vec<Example>>,
    excused: u32,
}

impl Tally {
    /// Adds a page.
    pub fn add(&mut self, page: &PageRecord) {
        self.totals.pages += 1;
        self.totals.bytes += page.bytes;
        match page.state {
            PageState::Checked => self.totals.checked += 1,
            PageState::Blocked => self.totals.blocked += 1,
            PageState::Unreachable => self.totals.unreachable += 1,
            PageState::Gone => self.totals.gone += 1,
            PageState::Elsewhere => self.totals.elsewhere += 1,
        }
        let of_type = self.by_type.entry(page.page_type.clone()).or_insert_with(|| PageTypeReport {
            id: page.page_type.clone(),
            checked: 0,
            pages: 0,
            with_waymark: 0,
        });
        of_type.pages += 1;
        if page.state == PageState::Checked {
            of_type.checked += 1;
            of_type.with_waymark += u32::from(page.installed.waymark > 0);
            self.add_installed(page);
        } else {
            self.name(Kind::State(page.state), &page.url);
            let reasons = self.reasons.entry(page.state).or_default();
            if !page.reason.is_empty() && reasons.len() < NAMED && !reasons.contains(&page.reason) {
                reasons.push(page.reason.clone());
            }
        }
        for found in &page.events {
            let seen = self.events.entry(found.id.clone()).or_default();
            *seen.verdicts.entry(found.verdict).or_default() += 1;
            let excuses = matches!(page.stratum, Stratum::SoldOut | Stratum::GiftCard);
            seen.excused += u32::from(excuses && found.verdict == Verdict::Missing);
            let examples = seen.examples.entry(found.verdict).or_default();
            if examples.len() < EXAMPLES {
                examples.push(Example {
                    url: page.url.clone(),
                    page_type: page.page_type.clone(),
                    verdict: found.verdict,
                    reasons: found.reasons.clone(),
                    found: found.found.clone(),
                    repair: found.repair.clone(),
                });
            }
        }
    }

    fn add_installed(&mut self, page: &PageRecord) {
        let installed = &page.installed;
        match installed.waymark {
            0 => self.name(Kind::WithoutWaymark, &page.url),
            1 => self.with_waymark += 1,
            _ => {
                self.with_waymark += 1;
                self.name(Kind::WaymarkTwice, &page.url);
            }
        }
        if installed.is_kept_out {
            self.name(Kind::KeptOut, &page.url);
        }
        if let Some(theme) = &installed.theme {
            *self.themes.entry(theme.clone()).or_default() += 1;
        }
        for tag in &installed.tags {
            let (pages, twice) = self.tags.entry((tag.vendor, tag.id.clone())).or_default();
            *pages += 1;
            *twice += u32::from(tag.times > 1);
        }
        if installed.tags.iter().any(|tag| tag.times > 1) {
            self.name(Kind::TagTwice, &page.url);
        }
        if self.consent.is_none() {
            self.consent.clone_from(&installed.consent);
        }
    }

    fn name(&mut self, kind: Kind, url: &str) {
        let named = self.named.entry(kind).or_default();
        if named.len() < NAMED {
            named.push(url.to_owned());
        }
    }

    pub(super) fn pages(&self, kind: Kind) -> Vec<String> {
        self.named.get(&kind).cloned().unwrap_or_default()
    }

    /// Page types, those with most pages first.
    pub(super) fn page_types(&self) -> Vec<PageTypeReport> {
        let mut types: Vec<PageTypeReport> = self.by_type.values().cloned().collect();
        types.sort_by(|a, b| b.pages.cmp(&a.pages).then(a.id.cmp(&b.id)));
        types
    }

    pub(super) fn tags(&self) -> Vec<TagReport> {
        let tags = self.tags.iter();
        tags.map(|((vendor, id), &(pages, twice_on))| TagReport {
            vendor: *vendor,
            id: id.clone(),
            pages,
            twice_on,
        })
        .collect()
    }

    /// Every event of the plan that is not paused.
    pub(super) fn events(&self, plan: &Plan) -> Vec<EventReport> {
        let active = plan.events.iter().filter(|event| event.status != Status::Paused);
        active.map(|event| self.event(event)).collect()
    }

    fn event(&self, event: &Event) -> EventReport {
        let nothing = Seen::default();
        let seen = self.events.get(&event.id).unwrap_or(&nothing);
        let standing = if event.trigger.needs_target() { standing(seen) } else { Standing::NoElement };
        let examples: Vec<Example> =
            ORDER.iter().filter_map(|verdict| seen.examples.get(verdict)).flatten().cloned().collect();
        EventReport {
            id: event.id.clone(),
            name: event.name.clone(),
            weight: event.weight.get(),
            standing,
            words: words(standing, &seen.verdicts),
            verdicts: seen.verdicts.clone(),
            excused: seen.excused,
            examples,
        }
    }
}

/// Verdicts in the order in which examples are worth a look.
const ORDER: [Verdict; 9] = [
    Verdict::Moved,
    Verdict::Missing,
    Verdict::Ambiguous,
    Verdict::Hidden,
    Verdict::NeedsRendering,
    Verdict::Blocked,
    Verdict::Unreachable,
    Verdict::NotRun,
    Verdict::Intact,
];

fn standing(seen: &Seen) -> Standing {
    let number = |verdict| seen.verdicts.get(&verdict).copied().unwrap_or(0);
    let works = number(Verdict::Intact) + number(Verdict::Hidden);
    let fails = number(Verdict::Moved) + number(Verdict::Missing) + number(Verdict::Ambiguous);
    match (works, fails) {
        (0, 0) if seen.verdicts.is_empty() => Standing::NotCovered,
        (0, 0) => Standing::Unknown,
        // What the served page does not show may be there once scripts ran.
        (0, _) if number(Verdict::NeedsRendering) > 0 => Standing::Unknown,
        (0, _) => Standing::Broken,
        (_, fails) if fails <= seen.excused => Standing::Works,
        _ => Standing::Partly,
    }
}

fn words(standing: Standing, verdicts: &BTreeMap<Verdict, u32>) -> String {
    let pages = |number: u32| if number == 1 { "1 page".to_owned() } else { format!("{number} pages") };
    let intact = verdicts.get(&Verdict::Intact).copied().unwrap_or(0);
    let all: u32 = verdicts.values().sum();
    match standing {
        Standing::NoElement => "Fires by itself; there is no element to find".to_owned(),
        Standing::NotCovered => "No page where it may fire was looked at".to_owned(),
        Standing::Works if intact == all => {
            format!("Found on {}", if all == 1 { pages(1) } else { format!("all {all} pages") })
        }
        Standing::Broken => match verdicts.get(&Verdict::Moved) {
            Some(moved) if *moved == all => format!("Moved on {}", pages(all)),
            _ => format!("Not found on any of {}", pages(all)),
        },
        Standing::Unknown => format!("Could not be told on {}", pages(all)),
        _ => format!("Found on {intact} of {}", pages(all)),
    }
}
