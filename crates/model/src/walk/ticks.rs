//! What a walk says of each event of a plan: fired, or why not. Judged by what was seen on the way, which whoever watched
//! the walk hands in; nothing is looked up here.

use std::collections::{BTreeMap, BTreeSet};

use super::{TickOutcome, WalkTick};
use crate::{Condition, Event, EventId, Limit, PagePath, PageType, Plan, Trigger};

/// What was seen on a walk.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The pages it led over, in order.
    pub pages: Vec<SeenPage>,
    /// Events that fired, with the step at which they did first.
    pub fired: BTreeMap<EventId, u32>,
    /// Events whose own gesture was made on their own element.
    pub meant: BTreeSet<EventId>,
}

/// A page of a walk.
#[derive(Clone, Debug)]
pub struct SeenPage {
    /// Its path.
    pub path: PagePath,
    /// Events whose element was on it.
    pub has: BTreeSet<EventId>,
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
    if seen.meant.contains(&event.id) || event.trigger == Trigger::PageView {
        return (TickOutcome::Silent, silent(event));
    }
    if event.trigger.is_composed() {
        return (TickOutcome::NotDone, composed(event, plan, seen));
    }
    let has_element = there.iter().any(|page| page.has.contains(&event.id));
    if event.target.is_some() && event.trigger.takes_target() && !has_element {
        return (TickOutcome::Absent, "None of the pages where it may fire had its element.".to_owned());
    }
    (TickOutcome::NotDone, not_done(&event.trigger).to_owned())
}

fn covers(event: &Event, page: &SeenPage, page_types: &[PageType]) -> bool {
    event.scope.covers(&page.path, page_types)
}

/// It should have fired: what may have kept it from doing so.
fn silent(event: &Event) -> String {
    if event.only_if != Condition::default() {
        return "It is for some visits only, and this one may not be one of them.".to_owned();
    }
    match event.limit {
        Limit::Session => "It counts once a visit, and may have fired earlier in this one.".to_owned(),
        Limit::Visitor => "It counts once a visitor, and may have fired before.".to_owned(),
        Limit::Page => "It counts once a page view, and may have fired before on this one.".to_owned(),
        Limit::EveryTime => "What fires it was done, and it did not fire.".to_owned(),
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

fn not_done(trigger: &Trigger) -> &'static str {
    match trigger {
        Trigger::Click => "Its element was there, and was not clicked.",
        Trigger::Submit { .. } => "Its form was there, and was not sent with success.",
        Trigger::Change => "Its field was there, and was not changed.",
        Trigger::Visible { .. } => "Its element was there, and did not come into view for long enough.",
        Trigger::Scroll { .. } => "Nobody scrolled that far.",
        Trigger::Time { .. } => "Nobody stayed that long.",
        Trigger::Video { .. } => "No video was played.",
        Trigger::Gallery => "The pictures were there, and were not turned.",
        Trigger::Hover { .. } => "The mouse did not rest on its element for long enough.",
        Trigger::Copy => "Nothing was copied.",
        Trigger::AddToCart => "Nothing was added to the cart.",
        Trigger::Exit => "Nobody was about to leave.",
        Trigger::RageClick { .. } => "Nobody clicked in anger.",
        Trigger::PageView
        | Trigger::Count { .. }
        | Trigger::Sequence { .. }
        | Trigger::Score { .. }
        | Trigger::Velocity { .. } => "What fires it was not done.",
    }
}

/// "Product pages" within a sentence.
fn low(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
