//! What a walk says of each event of a plan: fired, or why not. Judged by what was seen on the way, which whoever watched
//! the walk hands in; nothing is looked up here.

use std::collections::{BTreeMap, BTreeSet};

use super::{TickOutcome, WalkTick};
use crate::{Condition, Event, EventId, Limit, Outcome, PagePath, PageType, Plan, Trigger};

/// What was seen on a walk.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The pages it led over, in order; one that was loaded again comes again.
    pub pages: Vec<SeenPage>,
    /// Events that fired, with the step at which they did first.
    pub fired: BTreeMap<EventId, u32>,
    /// Events of which the page said that they fired, where nothing showed why they should have.
    pub unproven: BTreeSet<EventId>,
}

/// A page of a walk. Nothing is said against an event but by what is in here.
#[derive(Clone, Debug)]
pub struct SeenPage {
    /// Its path.
    pub path: PagePath,
    /// It was looked at, whole and after it had loaded.
    pub looked: bool,
    /// Events whose element was on it.
    pub has: BTreeSet<EventId>,
    /// Events that were under test from its load on, as they are now.
    pub watched: BTreeSet<EventId>,
    /// Events whose own gesture was made on their own element on it, while they were under test as they are now.
    pub meant: BTreeSet<EventId>,
}

/// What the walk says of every event of the plan that is measured on the web, in the plan's order.
#[must_use]
pub fn ticks(plan: &Plan, seen: &Seen) -> Vec<WalkTick> {
    let active = plan.events.iter().filter(|event| event.runs_on_web());
    active
        .map(|event| {
            let step = seen.fired.get(&event.id).copied();
            let (outcome, reason) = match step {
                Some(_) => (TickOutcome::Fired, String::new()),
                None => why_not(event, plan, seen),
            };
            WalkTick { event: event.id.clone(), name: event.name.clone(), outcome, step, reason }
        })
        .collect()
}

fn why_not(event: &Event, plan: &Plan, seen: &Seen) -> (TickOutcome, String) {
    let there: Vec<&SeenPage> =
        seen.pages.iter().filter(|page| covers(event, page, &plan.page_types)).collect();
    if there.is_empty() {
        let reason = format!("The walk was on no page where it may fire: {}.", low(&event.scope.label()));
        return (TickOutcome::Elsewhere, reason);
    }
    if seen.unproven.contains(&event.id) {
        return (TickOutcome::Unknown, "It fired, and Waymark did not see what made it fire.".to_owned());
    }
    if let Some(page) = there.iter().find(|page| page.asked_for(event)) {
        return silent(event, page);
    }
    if event.trigger == Trigger::PageView {
        return (TickOutcome::Unknown, UNWATCHED.to_owned());
    }
    if event.trigger.is_composed() {
        return (TickOutcome::NotDone, composed(event, plan, seen));
    }
    let is_about_element = event.target.is_some() && event.trigger.takes_target();
    if is_about_element && !there.iter().any(|page| page.has.contains(&event.id)) {
        // Of a page that nobody looked at nobody knows what it had.
        return if there.iter().all(|page| page.looked) {
            (TickOutcome::Absent, "None of the pages where it may fire had its element.".to_owned())
        } else {
            (TickOutcome::Unknown, UNLOOKED.to_owned())
        };
    }
    not_seen(&event.trigger)
}

const UNWATCHED: &str = "No page where it may fire was watched from its load on: it was open before the walk began, or gone \
                         before it had loaded.";
const UNLOOKED: &str =
    "Nothing was done on some of the pages where it may fire, so nobody looked whether they had its element.";

impl SeenPage {
    /// Whether what fires the event happened here, for all that was seen.
    fn asked_for(&self, event: &Event) -> bool {
        let was_loaded =
            event.trigger == Trigger::PageView && self.looked && self.watched.contains(&event.id);
        // What counts once a page may have done so before anybody watched.
        let is_new = self.watched.contains(&event.id) || !is_once_a_page(&event.trigger);
        was_loaded || (self.meant.contains(&event.id) && is_new)
    }
}

/// Whether it counts once on a page, or for each video there, whatever its limit.
fn is_once_a_page(trigger: &Trigger) -> bool {
    matches!(
        trigger,
        Trigger::Visible { .. } | Trigger::Scroll { .. } | Trigger::Time { .. } | Trigger::Video { .. }
    )
}

fn covers(event: &Event, page: &SeenPage, page_types: &[PageType]) -> bool {
    event.scope.covers(&page.path, page_types)
}

/// What fires it happened on this page, and it did not fire. It is to blame only where nothing of its own may have kept it.
fn silent(event: &Event, page: &SeenPage) -> (TickOutcome, String) {
    let held_back = match event.limit {
        _ if event.only_if != Condition::default() => {
            "It is for some visits only, and this one may not be one of them."
        }
        Limit::Session => "It counts once a visit, and may have fired earlier in this one.",
        Limit::Visitor => "It counts once a visitor, and may have fired before.",
        Limit::Page if !page.watched.contains(&event.id) => {
            "It counts once a page view, and may have fired on this one before the walk began."
        }
        Limit::Page | Limit::EveryTime => {
            return (TickOutcome::Silent, done(&event.trigger).to_owned());
        }
    };
    (TickOutcome::Unknown, held_back.to_owned())
}

/// What was seen, and nothing came of it.
fn done(trigger: &Trigger) -> &'static str {
    match trigger {
        Trigger::Visible { .. } => "Its element was in view for longer than it asks, and it did not fire.",
        Trigger::Scroll { .. } => "It was scrolled further than it asks, and it did not fire.",
        Trigger::Time { .. } => "Somebody was busy on a page for longer than it asks, and it did not fire.",
        Trigger::Hover { .. } => {
            "The mouse rested on its element for longer than it asks, and it did not fire."
        }
        Trigger::Video { .. } => "A video that it means was played, and it did not fire.",
        _ => "What fires it was done, and it did not fire.",
    }
}

fn composed(event: &Event, plan: &Plan, seen: &Seen) -> String {
    let missing = event.trigger.events().iter().filter(|part| !seen.fired.contains_key(*part));
    let names: Vec<&str> = missing
        .filter_map(|part| plan.events.iter().find(|other| other.id == *part))
        .map(|other| other.name.as_str())
        .collect();
    match (&event.trigger, names.as_slice()) {
        (Trigger::Score { unbought_minutes: Some(_), .. }, []) => {
            "It waits for its score, and then for the time without a purchase.".to_owned()
        }
        (Trigger::Score { .. }, _) => "The score did not reach its threshold.".to_owned(),
        (_, []) => "Its events did not come together as often, as fast or in the order it asks.".to_owned(),
        (_, names) => {
            format!("It is made of other events, of which these did not fire: {}.", names.join(", "))
        }
    }
}

/// It did not fire, and nothing that was seen would have fired it. Only what is a gesture on the element itself is known not
/// to have been made; of the rest, what is measured is measured strictly, and short of that nothing is known.
fn not_seen(trigger: &Trigger) -> (TickOutcome, String) {
    let (outcome, reason) = match trigger {
        Trigger::Click => (TickOutcome::NotDone, "Its element was there, and was not clicked."),
        Trigger::Change => (TickOutcome::NotDone, "Its field was there, and was not changed."),
        Trigger::Submit { outcome: Outcome::Attempt, .. } => {
            (TickOutcome::NotDone, "Its form was there, and was not sent.")
        }
        Trigger::Submit { .. } => {
            (TickOutcome::Unknown, "Whether its form was sent with success is not known.")
        }
        Trigger::Visible { .. } => {
            (TickOutcome::Unknown, "Its element was not surely in view for as long as it asks.")
        }
        Trigger::Scroll { .. } => (
            TickOutcome::Unknown,
            "No page was surely scrolled as far as it asks while it was watched from its load on.",
        ),
        Trigger::Time { .. } => {
            (TickOutcome::Unknown, "Nobody was surely busy on a page for as long as it asks.")
        }
        Trigger::Video { .. } => {
            (TickOutcome::Unknown, "No video of the shop's own was seen to play as far as it asks.")
        }
        Trigger::Gallery => (TickOutcome::Unknown, "Whether its pictures were turned is not known."),
        Trigger::Hover { .. } => {
            (TickOutcome::Unknown, "The mouse did not surely rest on its element for as long as it asks.")
        }
        Trigger::Copy => (TickOutcome::Unknown, "Whether something was copied is not known."),
        Trigger::AddToCart => (TickOutcome::Unknown, "Whether something was put into the cart is not known."),
        Trigger::Exit => (TickOutcome::Unknown, "Whether somebody was about to leave is not known."),
        Trigger::RageClick { .. } => {
            (TickOutcome::Unknown, "Whether somebody clicked in anger is not known.")
        }
        Trigger::PageView
        | Trigger::Count { .. }
        | Trigger::Sequence { .. }
        | Trigger::Score { .. }
        | Trigger::Velocity { .. } => (TickOutcome::NotDone, "What fires it was not done."),
    };
    (outcome, reason.to_owned())
}

/// "Product pages" within a sentence.
fn low(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
