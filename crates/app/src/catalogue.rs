//! What the catalogue proposes for the page that the pane shows, or for any other: platform, kind of page, and elements
//! with selectors made for them. Accepting a proposal makes a draft as if the element had been picked.

mod entries;
mod platforms;
mod pointed;
mod starters;
mod ways;

use std::cmp::Reverse;

use url::Url;
use waymark_audit::AuditError;
use waymark_audit::fetch::{Fetcher, Manners, Outcome};
use waymark_catalogue::platform;
use waymark_catalogue::{Elements, Entry, Suggestion, entry, page_type, suggestions};
use waymark_identify::{Document, NodeId, count, describe, describe_set};
use waymark_model::page_path::base_of;
use waymark_model::{Event, EventId, PageType, Plan, Scope, Selector, Trigger};

use crate::drafting::names;
use crate::error::AppError;
use crate::pane::Report;
use crate::pending::{Page, Seen};
use crate::state::App;
use crate::view::{Draft, EntryView, PageSuggestions, PageTypeGuess, SuggestionView, WaySearch};
use crate::{guiding, parameters, suggesting, triggers};
use entries::entry_view;
use platforms::platform_view;
use starters::STARTERS;
use ways::ways_of;
pub use ways::{FoundWays, WaysErrand};

/// A page that proposals were made for.
pub(crate) struct Suggested {
    pub page: Page,
    pub seen: Seen,
    /// What was said of it.
    pub view: Box<PageSuggestions>,
    places: Vec<Place>,
}

/// Where an entry is on the page, and what makes it fire there.
struct Place {
    id: &'static str,
    nodes: Vec<NodeId>,
    trigger: Trigger,
    selectors: Vec<Selector>,
}

/// What is known of a page before it is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Headers of its answer.
    pub headers: &'a [(&'a str, &'a str)],
    /// The shop's rules for page types.
    pub rules: &'a [PageType],
    /// What somebody says the page is.
    pub page_type: Option<&'a str>,
    /// Events that there are.
    pub events: &'a [Event],
    /// Where the shop's pages begin, below its host.
    pub base: &'a str,
}

/// What is proposed for a page.
#[must_use]
pub fn suggest(document: &Document, known: &Known<'_>) -> PageSuggestions {
    proposed(document, known).0
}

/// What is proposed for a saved page. Without an address it is where the page says it is.
pub fn suggest_saved(
    html: &str,
    url: Option<&str>,
    page_type: Option<&str>,
) -> Result<PageSuggestions, AppError> {
    let document = Document::from_html(html)?;
    let url = url.map(str::to_owned).or_else(|| waymark_catalogue::stated_address(&document));
    let document = document.at(url.as_deref().unwrap_or_default());
    let rules = waymark_model::page_type::defaults();
    Ok(suggest(&document, &Known { rules: &rules, page_type, ..Known::default() }))
}

/// What is proposed for the page behind an address, as a server sends it. Waits for the network.
pub async fn suggest_at(address: &str, page_type: Option<&str>) -> Result<PageSuggestions, AppError> {
    let url = Url::parse(address).map_err(|_| AuditError::NotWeb(address.to_owned()))?;
    let fetched = Fetcher::new(Manners::default())?.page(&url).await;
    let html = match fetched.outcome {
        Outcome::Text(html) => html,
        Outcome::Failed(error) => return Err(error.into()),
        Outcome::Wall(_) | Outcome::Elsewhere | Outcome::NotFound => return Err(AppError::NotThePage),
    };
    let document = Document::from_html(&html)?.at(fetched.url.as_str());
    let headers: Vec<(&str, &str)> =
        fetched.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let rules = waymark_model::page_type::defaults();
    Ok(suggest(&document, &Known { headers: &headers, rules: &rules, page_type, ..Known::default() }))
}

impl App {
    /// What is proposed for the page that the pane shows. The report was checked by [`crate::parse_report`].
    pub fn suggestions(&mut self, report: Report) -> Result<PageSuggestions, AppError> {
        self.suggested = None;
        let plan = self.open_plan()?;
        let (page, seen) = self.surveyed(report, &plan)?;
        let base = base_of(&plan.shop.url);
        let known = Known {
            base: &base,
            rules: &plan.page_types,
            page_type: page.kind.as_deref(),
            events: &plan.events,
            ..Known::default()
        };
        let (mut view, places) = proposed(&seen.document, &known);
        if seen.truncated {
            view.notes.push("The page is very long, and its end was not looked at.".to_owned());
        }
        self.lead_on(&mut view);
        view.rule = guiding::rule(&page, &plan, view.page_type.as_ref(), &view.ways);
        self.suggested = Some(Suggested { page, seen, view: Box::new(view.clone()), places });
        Ok(view)
    }

    /// A draft of what was proposed. Saving it is the yes.
    pub fn use_suggestion(&mut self, id: &str) -> Result<Draft, AppError> {
        let suggested = self.suggested.take().ok_or(AppError::NotChecked)?;
        let draft = self.draft_of(&suggested, id);
        self.suggested = Some(suggested);
        draft
    }

    /// Selectors that match what was proposed, to outline it.
    pub fn suggested_selectors(&self, id: &str) -> Result<Vec<Selector>, AppError> {
        let places = self.suggested.iter().flat_map(|suggested| &suggested.places);
        let place = places.into_iter().find(|place| place.id == id).ok_or(AppError::NotChecked)?;
        Ok(place.selectors.clone())
    }

    fn draft_of(&mut self, suggested: &Suggested, id: &str) -> Result<Draft, AppError> {
        let entry = entry(id).ok_or(AppError::NotChecked)?;
        let place = suggested.places.iter().find(|place| place.id == id);
        let (draft, trigger) = match place {
            Some(place) => {
                let is_set = entry.elements == Elements::Set;
                (self.draft_for(&suggested.seen, &place.nodes, is_set)?, &place.trigger)
            }
            None if entry.elements == Elements::Page => {
                (self.draft_page_view(&suggested.seen.url)?, &entry.trigger)
            }
            None => return Err(AppError::NotChecked),
        };
        let plan = self.open_plan()?;
        let page = Page::at(&suggested.seen.url, &plan);
        let draft = dressed(draft, entry, trigger.clone(), &page, &plan);
        self.judged(draft)
    }
}

/// The draft as an event of this entry, which fires by this trigger.
fn dressed(mut draft: Draft, entry: &Entry, trigger: Trigger, page: &Page, plan: &Plan) -> Draft {
    let event = &mut draft.event;
    if let Some(scope) = scope_of(entry, page, plan) {
        event.scope = scope;
    }
    event.name = plan.naming.unique(&plan.naming.written(&entry.id), &names(plan));
    event.trigger = trigger;
    event.parameters.clone_from(&entry.parameters);
    event.stage = entry.stage;
    event.phase = entry.phase;
    event.weight = entry.weight;
    event.is_macro = entry.is_macro;
    event.description.clone_from(&entry.about);
    draft.scopes = suggesting::scopes(&draft.event, page, plan);
    draft.triggers = triggers::offered(&draft.event);
    draft.parameters = parameters::with_own(draft.parameters, &draft.event.parameters);
    draft
}

/// Where an entry is measured: everywhere, or on all page types that it belongs to. A page whose kind the rules do not know
/// is meant by its address, and then there is nothing better.
fn scope_of(entry: &Entry, page: &Page, plan: &Plan) -> Option<Scope> {
    if entry.pages.is_empty() {
        return Some(Scope::default());
    }
    let kind = page.kind.as_ref()?;
    let has = |id: &&String| plan.page_types.iter().any(|kind| kind.id == **id);
    let page_types: Vec<String> = entry.pages.iter().filter(has).cloned().collect();
    page_types.contains(kind).then_some(Scope { page_types, url: None })
}

fn proposed(document: &Document, known: &Known<'_>) -> (PageSuggestions, Vec<Place>) {
    let page = waymark_catalogue::Page::of(document);
    let guess = match known.page_type {
        Some(id) => Some(PageTypeGuess { id: id.to_owned(), confidence: 1.0, reason: String::new() }),
        None => page_type::recognise(&page, known.rules).map(|guess| PageTypeGuess {
            id: guess.id,
            confidence: guess.confidence,
            reason: guess.reason,
        }),
    };
    let kind = guess.as_ref().map_or("", |guess| guess.id.as_str());
    let mut found = suggestions(&page, kind);
    found.sort_by_key(|found| {
        let starter = STARTERS.contains(&&*found.entry.id);
        (Reverse(starter), Reverse(found.entry.weight), Reverse((found.confidence * 100.0) as u32))
    });
    let measured = measured(document, known.events);
    let mut places: Vec<Place> = Vec::new();
    let mut views = Vec::new();
    for found in &found {
        // What no selector matches cannot be measured.
        if let Some(view) = view(document, found, &measured, known.events) {
            places.push(Place {
                id: &found.entry.id,
                nodes: found.nodes.clone(),
                trigger: found.trigger.clone(),
                selectors: view.selectors.clone(),
            });
            views.push(view);
        }
    }
    let of_page = || waymark_catalogue::entries().iter().filter(|entry| entry.belongs_on(kind));
    let is_found = |entry: &&Entry| places.iter().any(|place| place.id == entry.id);
    let entry_view = |entry: &Entry| entry_view(entry, known.events);
    let whole_page = of_page().filter(|entry| entry.elements == Elements::Page).map(entry_view).collect();
    let not_found = of_page()
        .filter(|entry| entry.is_looked_for() && !entry.pages.is_empty() && !is_found(entry))
        .map(entry_view)
        .collect();
    let mut view = PageSuggestions {
        url: document.url().to_owned(),
        platform: platform_view(platform::recognise(document, known.headers)),
        page_type: guess,
        starters: starters::unplaced(&views, known.events),
        suggestions: views,
        whole_page,
        not_found,
        notes: Vec::new(),
        ways: ways_of(&page, known),
        search: WaySearch::default(),
        rule: None,
    };
    starters::place(&mut view);
    (view, places)
}

/// What an event of the plan matches on the page.
struct Measured<'a> {
    event: &'a Event,
    nodes: Vec<NodeId>,
}

fn measured<'a>(document: &Document, events: &'a [Event]) -> Vec<Measured<'a>> {
    let matched = |event: &'a Event| {
        let target = event.target.as_ref()?;
        Some(Measured { event, nodes: count(document, &target.selectors).nodes().to_vec() })
    };
    events.iter().filter(|event| event.runs_on_web()).filter_map(matched).collect()
}

/// The event that measures the same already, whatever its name.
fn same_deed(found: &Suggestion, measured: &[Measured<'_>]) -> Option<EventId> {
    let is_same = |of: &&Measured<'_>| {
        of.event.trigger.kind() == found.trigger.kind()
            && of.nodes.iter().any(|node| found.nodes.contains(node))
    };
    measured.iter().find(is_same).map(|of| of.event.id.clone())
}

fn view(
    document: &Document,
    found: &Suggestion,
    known: &[Measured<'_>],
    events: &[Event],
) -> Option<SuggestionView> {
    let description = match found.nodes.as_slice() {
        [one] if found.entry.elements != Elements::Set => describe(document, *one),
        several => describe_set(document, several),
    };
    let description = description.ok()?;
    if description.target.selectors.is_empty() {
        return None;
    }
    let entry = entry_view(found.entry, events);
    Some(SuggestionView {
        css: plain_css(document, &found.nodes, &description.target.selectors),
        entry: EntryView {
            trigger: found.trigger.clone(),
            event: entry.event.or_else(|| same_deed(found, known)),
            ..entry
        },
        label: description.label,
        selectors: description.target.selectors,
        elements: found.nodes.len() as u32,
        confidence: found.confidence,
        reason: found.reason.clone(),
    })
}

/// CSS that matches the elements by itself, without the words that a selector may also ask for; the first selector's where
/// there is none.
fn plain_css(document: &Document, nodes: &[NodeId], selectors: &[Selector]) -> String {
    let matches = |selector: &&Selector| {
        selector.within.is_empty() && count(document, &[Selector::new(selector.css.clone())]).nodes() == nodes
    };
    let found = selectors.iter().find(matches).or(selectors.first());
    found.map(|selector| selector.css.clone()).unwrap_or_default()
}
