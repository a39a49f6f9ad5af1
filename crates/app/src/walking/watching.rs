//! What was watched of the pages of a walk that is recorded: which events were under test on each, from when on and by which
//! definition, what was done there and whether it was looked at. Whom that speaks against is `waymark_model::walk::ticks`'.

use std::collections::{BTreeMap, BTreeSet};

use waymark_identify::{Count, Document, count};
use waymark_model::walk::{Seen, SeenPage};
use waymark_model::{EventId, PagePath, Plan, WalkAct};

use crate::pending::Page;

/// Definitions of the events under test. What was edited since is another event to a page of before.
type Definitions = BTreeMap<EventId, String>;

/// Pages at most: one that loads itself again and again is no longer walk.
const MOST_PAGES: usize = 400;

/// What was watched so far.
#[derive(Default)]
pub struct Watching {
    pages: Vec<Watched>,
    fired: BTreeMap<EventId, u32>,
    unproven: BTreeSet<EventId>,
}

struct Watched {
    path: PagePath,
    looked: bool,
    has: BTreeSet<EventId>,
    /// What was under test since its load; nothing where it was there before.
    since_load: Definitions,
    meant: Definitions,
}

impl Watching {
    /// How many events fired.
    pub fn fired(&self) -> u32 {
        self.fired.len() as u32
    }

    /// Another page came, with this under test.
    pub fn came(&mut self, path: PagePath, act: WalkAct, tested: Option<&Definitions>) {
        let since_load = match (self.pages.last(), act) {
            (Some(_), WalkAct::Page) => tested.cloned().unwrap_or_default(),
            // The document is the one before, and only another path is surely another page view.
            (Some(before), _) if before.path.path() != path.path() && !before.since_load.is_empty() => {
                tested.cloned().unwrap_or_default()
            }
            // Nothing was watched of what was there when the walk began.
            _ => Definitions::default(),
        };
        self.add(path, since_load);
    }

    /// The page was loaded again. Word of the load before the walk may come late: the first that comes is taken for it.
    pub fn reloaded(&mut self, path: PagePath, tested: Option<&Definitions>) {
        let is_first = self.pages.len() == 1;
        self.add(path, tested.filter(|_| !is_first).cloned().unwrap_or_default());
    }

    fn add(&mut self, path: PagePath, since_load: Definitions) {
        if self.pages.len() < MOST_PAGES {
            let (has, meant) = (BTreeSet::new(), Definitions::default());
            self.pages.push(Watched { path, looked: false, has, since_load, meant });
        }
    }

    /// The page as it is: which events have their element on it. `whole` where all of it was there and told.
    pub fn look(&mut self, document: &Document, page: &Page, plan: &Plan, whole: bool) {
        let Some(seen) = self.pages.iter_mut().rev().find(|seen| seen.path == page.path) else { return };
        seen.looked |= whole;
        for event in plan.events.iter().filter(|event| event.runs_on_web()) {
            let Some(target) = event.target.as_ref().filter(|_| !seen.has.contains(&event.id)) else {
                continue;
            };
            if event.scope.covers(&page.path, &plan.page_types)
                && matches!(
                    count(document, &target.selectors),
                    Count::Matched { .. } | Count::NeedsRendering { .. }
                )
            {
                seen.has.insert(event.id.clone());
            }
        }
    }

    /// The gestures of these events were made on their elements, on the page that is shown.
    pub fn meant(&mut self, events: &[EventId], tested: &Definitions) {
        let Some(page) = self.pages.last_mut() else { return };
        let known = events.iter().filter_map(|event| tested.get_key_value(event));
        page.meant.extend(known.map(|(event, definition)| (event.clone(), definition.clone())));
    }

    /// An event fired, in this step.
    pub fn heard(&mut self, event: &EventId, step: u32) {
        self.fired.entry(event.clone()).or_insert(step);
    }

    /// An event fired, and nothing says why.
    pub fn wondered(&mut self, event: &EventId) {
        self.unproven.insert(event.clone());
    }

    /// What of it speaks of the events as they are now.
    pub fn seen(&self, now: Option<&Definitions>) -> Seen {
        let standing = |then: &Definitions| -> BTreeSet<EventId> {
            let is_same = |(event, definition): &(&EventId, &String)| {
                now.and_then(|now| now.get(*event)) == Some(definition)
            };
            then.iter().filter(is_same).map(|(event, _)| event.clone()).collect()
        };
        let pages = self.pages.iter().map(|page| SeenPage {
            path: page.path.clone(),
            looked: page.looked,
            has: page.has.clone(),
            watched: standing(&page.since_load),
            meant: standing(&page.meant),
        });
        Seen { pages: pages.collect(), fired: self.fired.clone(), unproven: self.unproven.clone() }
    }
}
