//! What walks of a few lines say of the events of small plans.

use super::*;
use crate::page_type::defaults;
use crate::{Scope, Selector, Shop, ShopSlug, Span, Status, Target};

fn id(text: &str) -> EventId {
    EventId(text.into())
}

fn event(name: &str, trigger: Trigger, page_types: &[&str]) -> Event {
    let target =
        trigger.takes_target().then(|| Target { selectors: vec![Selector::new("b")], ..Target::default() });
    let page_types = page_types.iter().map(|kind| (*kind).to_owned()).collect();
    Event { scope: Scope { page_types, url: None }, target, ..Event::new(id(name), name.into(), trigger) }
}

fn plan(events: Vec<Event>) -> Plan {
    let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
    let mut plan = Plan::empty(shop);
    plan.page_types = defaults();
    plan.events = events;
    plan
}

fn seen(paths: &[(&str, &[&str])]) -> Seen {
    let pages = paths.iter().map(|(path, has)| SeenPage {
        path: PagePath::parse(path, ""),
        has: has.iter().copied().map(id).collect(),
    });
    Seen { pages: pages.collect(), ..Seen::default() }
}

fn outcome(event: Event, seen: &Seen) -> (TickOutcome, String) {
    let tick = ticks(&plan(vec![event]), seen).remove(0);
    (tick.outcome, tick.reason)
}

#[test]
fn what_fired_is_ticked_at_its_step_and_paused_events_are_left_out() {
    let mut seen = seen(&[("/products/mug", &["add"])]);
    seen.fired.insert(id("add"), 3);
    let mut paused = event("paused", Trigger::Click, &[]);
    paused.status = Status::Paused;
    let told = ticks(&plan(vec![event("add", Trigger::Click, &["product"]), paused]), &seen);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].outcome, told[0].step, told[0].reason.as_str()), (TickOutcome::Fired, Some(3), ""));
}

#[test]
fn a_page_of_another_type_is_the_first_reason() {
    let seen = seen(&[("/products/mug", &[])]);
    let (outcome, reason) = outcome(event("view", Trigger::Click, &["cart"]), &seen);
    assert_eq!(outcome, TickOutcome::Elsewhere);
    assert!(reason.starts_with("The walk was on no page where it may fire: "), "{reason}");
}

#[test]
fn an_element_is_absent_only_where_no_page_of_its_type_had_it() {
    let add = || event("add", Trigger::Click, &["product"]);
    let nowhere = seen(&[("/products/mug", &[]), ("/cart", &["add"])]);
    assert_eq!(outcome(add(), &nowhere).0, TickOutcome::Absent);
    let there = seen(&[("/products/mug", &[]), ("/products/bowl", &["add"])]);
    assert_eq!(outcome(add(), &there), (TickOutcome::NotDone, not_done(&Trigger::Click).to_owned()));
}

#[test]
fn what_was_meant_and_did_not_fire_says_what_may_have_kept_it() {
    let mut seen = seen(&[("/products/mug", &["add"])]);
    seen.meant.insert(id("add"));
    let mut add = event("add", Trigger::Click, &["product"]);
    assert_eq!(outcome(add.clone(), &seen).0, TickOutcome::Silent);
    add.limit = Limit::Session;
    assert!(outcome(add.clone(), &seen).1.contains("once a visit"));
    add.only_if.min_score = 3;
    assert!(outcome(add, &seen).1.contains("some visits only"));
    assert_eq!(outcome(event("view", Trigger::PageView, &["product"]), &seen).0, TickOutcome::Silent);
}

#[test]
fn an_event_made_of_others_names_those_that_are_missing() {
    let mut seen = seen(&[("/", &[])]);
    seen.fired.insert(id("a"), 0);
    let both = Trigger::Sequence { events: vec![id("a"), id("b")], within: Span::Session };
    let all = plan(vec![
        event("a", Trigger::PageView, &[]),
        event("b", Trigger::PageView, &["cart"]),
        event("both", both, &[]),
        event(
            "score",
            Trigger::Score { threshold: 9, events: vec![], within: Span::Session, unbought_minutes: None },
            &[],
        ),
    ]);
    let told = ticks(&all, &seen);
    assert_eq!(told[2].outcome, TickOutcome::NotDone);
    assert!(told[2].reason.ends_with("these did not fire: b."), "{}", told[2].reason);
    assert_eq!(told[3].reason, "The score did not reach its threshold.");
}
