//! The three that everybody starts with: where each of them is, and what to do where it is not in sight. Pure.

use super::entries::{entry_view, own};
use super::ways;
use crate::view::{EntryView, PageSuggestions, StarterPlace, StarterView, SuggestionView, WayView};
use waymark_catalogue::entry;
use waymark_model::Event;

/// What everybody starts with.
pub(super) const STARTERS: [&str; 3] = ["add_to_cart", "begin_checkout", "newsletter_signup"];

/// The one that is in sight only when something lies in the cart.
const NEEDS_CART: &str = "begin_checkout";

/// The three, before it is known where they are.
pub(super) fn unplaced(found: &[SuggestionView], events: &[Event]) -> Vec<StarterView> {
    // What is found here knows of events that measure the same under another name.
    let view = |id: &&str| {
        let entry = entry(id)?;
        let here = found.iter().find(|view| view.entry.id == entry.id);
        let entry = here.map_or_else(|| entry_view(entry, events), |found| own(entry, found));
        Some(StarterView { entry, place: StarterPlace::Unknown, words: String::new(), way: None })
    };
    STARTERS.iter().filter_map(view).collect()
}

/// Says of each where it is, by what was found on the page and by the ways that are known.
pub(super) fn place(page: &mut PageSuggestions) {
    let mut starters = std::mem::take(&mut page.starters);
    for starter in &mut starters {
        let (place, way) = placed(&starter.entry, page);
        starter.words = words(&starter.entry, place, way.as_ref());
        (starter.place, starter.way) = (place, way);
    }
    page.starters = starters;
}

fn placed(entry: &EntryView, page: &PageSuggestions) -> (StarterPlace, Option<WayView>) {
    if entry.event.is_some() {
        return (StarterPlace::Planned, None);
    }
    if page.suggestions.iter().any(|found| found.entry.id == entry.id) {
        return (StarterPlace::Here, None);
    }
    let kind = page.page_type.as_ref().map_or("", |guess| guess.id.as_str());
    let way_to = |kinds: &[&str]| {
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        ways::to_any(&page.ways, &kinds).cloned()
    };
    if entry.pages.is_empty() {
        // It may be on any page; the first one is the likeliest.
        let home = way_to(&["home"]).filter(|_| kind != "home");
        return (StarterPlace::NotHere, home);
    }
    if entry.pages.iter().any(|page| page == kind) {
        if entry.id == NEEDS_CART {
            return (StarterPlace::CartEmpty, way_to(&["product", "collection", "home"]));
        }
        return (StarterPlace::NotHere, way_to(&[kind]));
    }
    match ways::to_any(&page.ways, &entry.pages) {
        Some(way) => (StarterPlace::Elsewhere, Some(way.clone())),
        None => (StarterPlace::Unknown, None),
    }
}

/// Where it is, and what to do.
fn words(entry: &EntryView, place: StarterPlace, way: Option<&WayView>) -> String {
    let kind = entry.pages.first().map_or("other", String::as_str);
    match place {
        StarterPlace::Planned => "In your plan.".to_owned(),
        StarterPlace::Here => "Found on this page.".to_owned(),
        StarterPlace::NotHere if way.is_some() && !entry.pages.is_empty() => {
            "Not recognised on this page: what it shows may be sold out. Look on another one, or point at it yourself."
                .to_owned()
        }
        StarterPlace::NotHere if way.is_some() => {
            "Not recognised on this page. Look on the home page, or point at it yourself.".to_owned()
        }
        StarterPlace::NotHere => "Not recognised on this page. Point at it yourself.".to_owned(),
        StarterPlace::CartEmpty => {
            "This cart shows no way to the checkout, as an empty one does. In the shop, open a product and put it into \
             the cart; come back to the cart, and look again."
                .to_owned()
        }
        StarterPlace::Elsewhere if entry.id == NEEDS_CART => {
            "On the cart page, once something lies in the cart.".to_owned()
        }
        StarterPlace::Elsewhere => format!("On the {kind} page."),
        StarterPlace::Unknown => {
            format!("On the {kind} page, which was not found. Go there in the shop, or point at it yourself.")
        }
    }
}
