//! Entries of the catalogue as the panel shows them, and all of them to be looked through: what each is, whether the plan
//! has it, and what became of it on the page that proposals were made for.

use waymark_catalogue::{Elements, Entry, Family, entries};
use waymark_model::naming::convention::is_same_name;
use waymark_model::{DestinationKind, Event, EventId};

use super::starters::STARTERS;
use super::ways;
use crate::error::AppError;
use crate::state::App;
use crate::view::{
    CatalogueEntry, CatalogueView, EntryFamily, EntryHere, EntryView, PageSuggestions, SuggestionView,
};
use crate::words;

impl App {
    /// The whole catalogue, held against the plan and the page that proposals were made for last.
    pub fn catalogue(&self) -> Result<CatalogueView, AppError> {
        let plan = self.open_plan()?;
        let page = self.suggested.as_ref().map(|suggested| &*suggested.view);
        let entries = entries().iter().map(|entry| held(entry, page, &plan.events)).collect();
        let page_type = page.and_then(|page| page.page_type.as_ref()).map(|guess| guess.id.clone());
        Ok(CatalogueView { page_type, entries })
    }
}

/// An entry against a page, if one was looked at.
fn held(entry: &Entry, page: Option<&PageSuggestions>, events: &[Event]) -> CatalogueEntry {
    let found = page.and_then(|page| page.suggestions.iter().find(|found| found.entry.id == entry.id));
    let kind = page.and_then(|page| page.page_type.as_ref()).map_or("", |guess| guess.id.as_str());
    let here = match (page, found) {
        (None, _) => EntryHere::Unseen,
        (_, Some(_)) => EntryHere::Found,
        _ if !entry.belongs_on(kind) => EntryHere::OtherPage,
        _ if entry.elements == Elements::Page => EntryHere::WholePage,
        _ if !entry.is_looked_for() => EntryHere::ByHand,
        _ => EntryHere::NotFound,
    };
    let mut view = entry_view(entry, events);
    if let Some(found) = found {
        // The plan may be another since the page was looked at.
        let measures = found.entry.event.as_ref().filter(|id| events.iter().any(|event| event.id == **id));
        view.event = view.event.or(measures.cloned());
        view.trigger = found.entry.trigger.clone();
    }
    let trigger = words::of_trigger(&view.trigger);
    CatalogueEntry {
        family: family(entry.family),
        trigger_label: trigger.label.to_owned(),
        here,
        label: found.map(|found| found.label.clone()).unwrap_or_default(),
        confidence: found.map(|found| found.confidence),
        reason: found.map(|found| found.reason.clone()).unwrap_or_default(),
        way: page
            .filter(|_| here == EntryHere::OtherPage)
            .and_then(|page| ways::to_any(&page.ways, &entry.pages))
            .cloned(),
        pointable: entry.elements != Elements::Page,
        entry: view,
    }
}

fn family(family: Family) -> EntryFamily {
    match family {
        Family::Content => EntryFamily::Content,
        Family::Navigation => EntryFamily::Navigation,
        Family::Product => EntryFamily::Product,
        Family::Capture => EntryFamily::Capture,
        Family::Trust => EntryFamily::Trust,
        Family::Intent => EntryFamily::Intent,
        Family::Checkout => EntryFamily::Checkout,
    }
}

/// What was found of an entry, as it is itself: where the page wants another trigger it is the entry's own again.
pub(super) fn own(entry: &Entry, found: &SuggestionView) -> EntryView {
    EntryView { trigger: entry.trigger.clone(), ..found.entry.clone() }
}

/// The event with an entry's name.
fn named(entry: &Entry, events: &[Event]) -> Option<EventId> {
    events.iter().find(|event| is_same_name(&event.name, &entry.id)).map(|event| event.id.clone())
}

pub(super) fn entry_view(entry: &Entry, events: &[Event]) -> EntryView {
    EntryView {
        id: entry.id.clone(),
        name: entry.name.clone(),
        about: entry.about.clone(),
        phase: entry.phase,
        stage: entry.stage,
        weight: entry.weight,
        is_macro: entry.is_macro,
        starter: STARTERS.contains(&&*entry.id),
        pages: entry.pages.clone(),
        trigger: entry.trigger.clone(),
        parameters: entry.parameters.clone(),
        ga4: entry.name_at(DestinationKind::Ga4),
        meta: entry.name_at(DestinationKind::Meta),
        klaviyo: entry.name_at(DestinationKind::Klaviyo),
        event: named(entry, events),
    }
}
