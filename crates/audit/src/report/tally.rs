//! Adding up pages: numbers of all, examples of a few. What the numbers mean is said in `findings`.

use std::collections::BTreeMap;

use waymark_model::{Event, EventId, Plan, Verdict};

use super::choice::{Choice, WorthShowing};
use super::cost::Costs;
use super::loading::Loading;
use super::lost::Lost;
use super::moved::Places;
use super::pages::{PageState, PageTypeReport, Totals};
use super::pictures::{self, Shot};
use super::places::InPlaces;
use super::really::Really;
use super::standing::{standing, words};
use super::told::Told;
use super::tries::Tries;
use super::types::{EventReport, Example, TagReport};
use super::unread::Unread;
use crate::check::EventOnPage;
use crate::install::{Theme, Vendor};
use crate::record::{KeptBackRecord, PageRecord, Record, RenderRecord};

/// Pages of one kind that are named at most.
pub(super) const NAMED: usize = 10;
/// Themes, and tags, that are kept; a shop has few, a page that means harm has many.
const MOST_THEMES: usize = 20;
const MOST_TAGS: usize = 300;
/// Examples of one verdict that are kept of an event, and pages of one tag.
const EXAMPLES: usize = 3;

/// Everything that was seen so far.
#[derive(Debug, Default)]
pub struct Tally {
    pub(super) totals: Totals,
    by_type: BTreeMap<Option<String>, PageTypeReport>,
    events: BTreeMap<EventId, Seen>,
    pub(super) themes: BTreeMap<Theme, u32>,
    tags: BTreeMap<(Vendor, String), TagSeen>,
    pub(super) consent: Option<String>,
    /// How pages load Waymark.
    pub(super) loading: Loading,
    pub(super) named: BTreeMap<Kind, Vec<String>>,
    /// Pages that are worth showing in a browser.
    pub(super) choice: Choice,
    /// What became of pages, by type.
    pub(super) unread: Unread,
    /// Showings in a browser.
    pub(super) rendered: u32,
    /// Why nothing was shown in a browser.
    pub(super) not_rendered: Option<String>,
    /// Showings that came to nothing, and why, the first time each.
    pub(super) not_shown: (u32, Vec<String>),
    /// What robots.txt keeps from being looked at, in a sentence.
    pub(super) kept_back: Vec<String>,
    /// Why no event was tried.
    pub(super) untried: Option<String>,
    /// What was really sent to the shop.
    pub(super) really: Really,
    pub(super) places: InPlaces,
    /// What left pages that were shown in a browser.
    pub(super) told: Told,
    /// What Waymark's own script cost there.
    pub(super) costs: Costs,
    /// Why pages were blocked or did not answer, the first time each.
    pub(super) reasons: BTreeMap<PageState, Vec<String>>,
    /// What parameters are read of and pages do not have.
    pub(super) lost: Lost,
}

/// What was seen of one tag.
#[derive(Debug, Default)]
struct TagSeen {
    pages: u32,
    twice_on: u32,
    /// Pages that start it more than once, a few of them.
    twice: Vec<String>,
}

/// Pages that are named in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    State(PageState),
    WithoutWaymark,
    WaymarkTwice,
    KeptOut,
    /// Where no event may fire.
    KeptOutIdle,
}

/// What was seen of one event.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) verdicts: BTreeMap<Verdict, u32>,
    examples: BTreeMap<Verdict, Vec<Example>>,
    places: Places,
    pub(super) excused: u32,
    pub(super) rendered: BTreeMap<Verdict, u32>,
    devices: BTreeMap<String, BTreeMap<Verdict, u32>>,
    shots: Vec<Shot>,
    pub(super) tries: Tries,
}

impl Seen {
    fn keep(&mut self, url: &str, page_type: Option<&String>, found: &EventOnPage) {
        if found.verdict == Verdict::Moved {
            self.places.add(found.repair.as_ref());
        }
        let examples = self.examples.entry(found.verdict).or_default();
        // A page is an example once, however many devices it was shown on.
        if examples.len() < EXAMPLES && examples.iter().all(|example| example.url != url) {
            examples.push(Example {
                url: url.to_owned(),
                page_type: page_type.cloned(),
                verdict: found.verdict,
                reasons: found.reasons.clone(),
                found: found.found.clone(),
                repair: found.repair.clone(),
            });
        }
    }
}

impl Tally {
    /// Adds what was found on a page.
    pub fn add(&mut self, record: &Record) {
        self.lost.add(record);
        match record {
            Record::Page(page) => self.add_page(page),
            Record::Rendered(page) => self.add_rendered(page),
            Record::Sending(sending) => self.really.begin(sending),
            Record::KeptBack(kept) => self.kept_back = kept_back(*kept),
        }
    }

    /// Notes that pages cannot be rendered, and why.
    pub fn cannot_render(&mut self, reason: String) {
        self.not_rendered = Some(reason);
    }

    /// Notes that no event can be tried, and why.
    pub fn cannot_try(&mut self, reason: String) {
        self.untried = Some(reason);
    }

    /// Whether any page loads Waymark.
    #[must_use]
    pub fn loads_waymark(&self) -> bool {
        self.loading.all().with > 0
    }

    /// For each page type where events can be tried the pages to show in a browser: one where the served page left
    /// something open, else an ordinary one, and one on which the events are that are not on that one.
    pub(crate) fn worth_rendering(&self) -> Vec<(Option<String>, WorthShowing)> {
        self.choice.pages()
    }

    fn add_rendered(&mut self, page: &RenderRecord) {
        if !page.reason.is_empty() {
            let (number, reasons) = &mut self.not_shown;
            *number += 1;
            if reasons.len() < NAMED && !reasons.contains(&page.reason) {
                reasons.push(page.reason.clone());
            }
            return;
        }
        self.rendered += 1;
        self.told.add(page);
        self.costs.add(page);
        self.really.add(page);
        self.places.add_rendered(page);
        for found in &page.events {
            let seen = self.events.entry(found.id.clone()).or_default();
            *seen.rendered.entry(found.verdict).or_default() += 1;
            let of_device = seen.devices.entry(page.device.clone()).or_default();
            *of_device.entry(found.verdict).or_default() += 1;
            seen.keep(&page.url, page.page_type.as_ref(), found);
            seen.shots.extend(page.shots.get(&found.id).map(|picture| Shot {
                url: page.url.clone(),
                page_type: page.page_type.clone(),
                device: page.device.clone(),
                verdict: found.verdict,
                picture: picture.clone(),
            }));
        }
        for (event, firing) in &page.fired {
            self.events.entry(event.clone()).or_default().tries.add(page, firing);
        }
    }

    fn add_page(&mut self, page: &PageRecord) {
        self.totals.count(page.state, page.bytes);
        self.places.add_page(page);
        self.unread.add(page);
        let of_type = self
            .by_type
            .entry(page.page_type.clone())
            .or_insert_with(|| PageTypeReport { id: page.page_type.clone(), ..PageTypeReport::default() });
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
            seen.excused += u32::from(page.excuses() && found.verdict == Verdict::Missing);
            seen.keep(&page.url, page.page_type.as_ref(), found);
        }
        self.choice.add(page);
    }

    fn add_installed(&mut self, page: &PageRecord) {
        let installed = &page.installed;
        self.loading.add(page);
        match installed.waymark {
            0 if page.may_fire => self.name(Kind::WithoutWaymark, &page.url),
            0 | 1 => {}
            _ => self.name(Kind::WaymarkTwice, &page.url),
        }
        if installed.is_kept_out {
            self.name(if page.may_fire { Kind::KeptOut } else { Kind::KeptOutIdle }, &page.url);
        }
        if let Some(theme) = &installed.theme
            && (self.themes.len() < MOST_THEMES || self.themes.contains_key(theme))
        {
            *self.themes.entry(theme.clone()).or_default() += 1;
        }
        for tag in &installed.tags {
            let key = (tag.vendor, tag.id.clone());
            if self.tags.len() >= MOST_TAGS && !self.tags.contains_key(&key) {
                continue;
            }
            let seen = self.tags.entry(key).or_default();
            seen.pages += 1;
            if tag.times > 1 {
                seen.twice_on += 1;
                if seen.twice.len() < EXAMPLES {
                    seen.twice.push(page.url.clone());
                }
            }
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
        tags.map(|((vendor, id), seen)| TagReport {
            vendor: *vendor,
            id: id.clone(),
            pages: seen.pages,
            twice_on: seen.twice_on,
        })
        .collect()
    }

    /// Pages that start a tag more than once, a few of them.
    pub(super) fn started_twice(&self, tag: &TagReport) -> Vec<String> {
        self.tags.get(&(tag.vendor, tag.id.clone())).map(|seen| seen.twice.clone()).unwrap_or_default()
    }

    /// Every event of the plan that is not paused.
    pub(super) fn events(&self, plan: &Plan) -> Vec<EventReport> {
        let active = plan.events.iter().filter(|event| event.runs_on_web());
        let mut events: Vec<EventReport> = active.map(|event| self.event(event)).collect();
        pictures::bound(&mut events);
        events
    }

    fn event(&self, event: &Event) -> EventReport {
        let nothing = Seen::default();
        let seen = self.events.get(&event.id).unwrap_or(&nothing);
        let standing = if event.trigger.needs_target() { standing(seen) } else { seen.tries.standing() };
        let examples: Vec<Example> =
            ORDER.iter().filter_map(|verdict| seen.examples.get(verdict)).flatten().cloned().collect();
        EventReport {
            id: event.id.clone(),
            name: event.name.clone(),
            weight: event.weight.get(),
            standing,
            words: words(standing, seen),
            verdicts: seen.verdicts.clone(),
            excused: seen.excused,
            fires: seen.tries.fires(),
            tried: seen.tries.places(),
            silent_on: seen.tries.silent_on(),
            told: self.told.of_event(&event.id),
            devices: seen.devices.clone(),
            moved: seen.places.moved(),
            tagged: None,
            shots: seen.shots.clone(),
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

/// What is kept of a shop's addresses is bounded.
const TOO_MANY: &str = "The shop names more than an audit reads (60 sitemaps, 100,000 pages, 16 MB of addresses): the rest was not looked at.";

/// "1 page", "12 pages"
pub(super) fn pages(number: u32) -> String {
    if number == 1 { "1 page".to_owned() } else { format!("{number} pages") }
}

/// What was not looked at, and why: how many pages `robots.txt` keeps back, with the switch, and that there were too many.
fn kept_back(kept: KeptBackRecord) -> Vec<String> {
    let robots = (kept.pages > 0).then(|| kept_by_robots(kept));
    let cut = kept.is_cut.then(|| TOO_MANY.to_owned());
    robots.into_iter().chain(cut).collect()
}

fn kept_by_robots(kept: KeptBackRecord) -> String {
    let switch = "For a shop of your own, \"Look at pages robots.txt keeps robots from\" (--ignore-robots) looks at them, too.";
    let why = if kept.is_unread {
        "robots.txt could not be read, and so allows nothing"
    } else {
        "robots.txt keeps robots away"
    };
    let were = if kept.pages == 1 { "was" } else { "were" };
    format!("{} that the shop names {were} not looked at: {why}. {switch}", pages(kept.pages))
}
