//! Which pages of each type are worth showing in a browser. Whichever page answered first, the choice is the same, so that an
//! audit that goes on shows the same pages again.

use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{EventId, Selector, Verdict};

use super::pages::PageState;
use crate::check::EventOnPage;
use crate::record::PageRecord;

/// A page that is worth showing in a browser.
#[derive(Clone, Debug)]
pub(crate) struct WorthShowing {
    pub url: String,
    /// Events have an element there.
    pub has_elements: bool,
    /// The rules that find what moved there, as it is served.
    pub moved: BTreeMap<EventId, Vec<Selector>>,
    /// Events whose element is there as it should be: those that can be tried.
    intact: BTreeSet<EventId>,
}

/// Pages by type.
type Pages = BTreeMap<Option<String>, WorthShowing>;

/// The pages of each type that were seen so far, as far as they may be shown.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// Where the served page left something open.
    open: Pages,
    /// Others with events.
    plain: Pages,
    /// Where most events are intact.
    best: Pages,
}

impl WorthShowing {
    fn of(page: &PageRecord) -> Self {
        let moved = page.events.iter().filter(|found| found.verdict == Verdict::Moved);
        let place =
            |found: &EventOnPage| Some((found.id.clone(), found.repair.as_ref()?.target.selectors.clone()));
        let intact = page.events.iter().filter(|found| found.verdict == Verdict::Intact);
        Self {
            url: page.url.clone(),
            has_elements: !page.events.is_empty(),
            moved: moved.filter_map(place).collect(),
            intact: intact.map(|found| found.id.clone()).collect(),
        }
    }
}

impl Choice {
    /// Adds a page.
    pub fn add(&mut self, page: &PageRecord) {
        let can_be_tried = page.tries || !page.events.is_empty();
        if page.state != PageState::Checked || !can_be_tried || page.excuses() {
            return;
        }
        let is_open = page.events.iter().any(|found| {
            matches!(found.verdict, Verdict::Missing | Verdict::NeedsRendering | Verdict::Ambiguous)
        });
        let kind = &page.page_type;
        let page = || WorthShowing::of(page);
        // One with an element comes before those where events fire by themselves only.
        let first = |page: &WorthShowing| (!page.has_elements, page.url.clone());
        keep(if is_open { &mut self.open } else { &mut self.plain }, kind.clone(), page(), first);
        keep(&mut self.best, kind.clone(), page(), |page| (Reverse(page.intact.len()), page.url.clone()));
    }

    /// One of each type where something is open, else an ordinary one; beside it the one where most events are intact, where
    /// that has events that are not intact on the first: there is nothing on that to try them on.
    pub fn pages(&self) -> Vec<(Option<String>, WorthShowing)> {
        let mut pages = Vec::new();
        for (kind, best) in &self.best {
            let Some(first) = self.open.get(kind).or_else(|| self.plain.get(kind)) else { continue };
            pages.push((kind.clone(), first.clone()));
            if !best.intact.is_subset(&first.intact) {
                pages.push((kind.clone(), best.clone()));
            }
        }
        pages
    }
}

/// Keeps the page that comes first.
fn keep<Rank: Ord>(
    pages: &mut Pages,
    kind: Option<String>,
    page: WorthShowing,
    rank: impl Fn(&WorthShowing) -> Rank,
) {
    match pages.entry(kind) {
        Entry::Vacant(free) => {
            free.insert(page);
        }
        Entry::Occupied(mut known) if rank(&page) < rank(known.get()) => {
            known.insert(page);
        }
        Entry::Occupied(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn page(number: u32, events: &[(&str, &str)]) -> PageRecord {
        let events: Vec<_> =
            events.iter().map(|(id, verdict)| json!({ "id": id, "verdict": verdict })).collect();
        let page = json!({
            "url": format!("https://s.example/{number}"), "pageType": "product", "state": "checked", "millis": 1,
            "bytes": 1, "events": events
        });
        serde_json::from_value(page).expect("a page")
    }

    fn chosen(pages: &[PageRecord]) -> Vec<String> {
        let of = |pages: &mut dyn Iterator<Item = &PageRecord>| {
            let mut choice = Choice::default();
            pages.for_each(|page| choice.add(page));
            choice.pages().into_iter().map(|(_, page)| page.url).collect::<Vec<_>>()
        };
        let chosen = of(&mut pages.iter());
        assert_eq!(chosen, of(&mut pages.iter().rev()), "whichever came first");
        chosen.iter().map(|url| url.rsplit('/').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn a_page_without_an_element_does_not_keep_its_event_from_being_tried() {
        let whole = |number| page(number, &[("add", "intact"), ("wish", "intact")]);
        let sold_out = page(1, &[("add", "missing"), ("wish", "intact")]);
        assert_eq!(chosen(&[whole(2), whole(3)]), ["2"]);
        assert_eq!(chosen(&[sold_out.clone(), whole(2), whole(3)]), ["1", "2"]);
        assert_eq!(chosen(&[sold_out.clone(), page(2, &[("add", "missing"), ("wish", "moved")])]), ["1"]);
        // Scripts make it on every page: one is enough.
        let made = |number| page(number, &[("add", "needs_rendering"), ("wish", "intact")]);
        assert_eq!(chosen(&[made(1), made(2)]), ["1"]);
        let none = page(1, &[("add", "missing"), ("wish", "missing")]);
        assert_eq!(chosen(&[none, sold_out, whole(3)]), ["1", "3"]);
    }
}
