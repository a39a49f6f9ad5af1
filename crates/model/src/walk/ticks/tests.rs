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

/// Pages that were looked at, with the events whose element they had. None was watched from its load on.
fn seen(paths: &[(&str, &[&str])]) -> Seen {
    let pages = paths.iter().map(|(path, has)| SeenPage {
        path: PagePath::parse(path, ""),
        looked: true,
        has: has.iter().copied().map(id).collect(),
        watched: BTreeSet::new(),
        meant: BTreeSet::new(),
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
    assert_eq!(outcome(add(), &there), not_seen(&Trigger::Click));
}

#[test]
fn what_was_done_and_did_not_fire_is_blamed_only_where_nothing_may_have_kept_it() {
    let mut seen = seen(&[("/products/mug", &["add"])]);
    seen.pages[0].meant.insert(id("add"));
    let mut add = event("add", Trigger::Click, &["product"]);
    let blamed = (TickOutcome::Silent, "What fires it was done, and it did not fire.".to_owned());
    assert_eq!(outcome(add.clone(), &seen), blamed);
    for (limit, words) in [(Limit::Session, "once a visit,"), (Limit::Page, "once a page view,")] {
        add.limit = limit;
        let (outcome, reason) = outcome(add.clone(), &seen);
        assert_eq!(outcome, TickOutcome::Unknown);
        assert!(reason.contains(words), "{reason}");
    }
    let mut watched = seen.clone();
    watched.pages[0].watched.insert(id("add"));
    assert_eq!(outcome(add.clone(), &watched), blamed, "all of this page view was watched");
    add.only_if.min_score = 3;
    assert_eq!(outcome(add.clone(), &watched).0, TickOutcome::Unknown);
    add.only_if = Condition::default();
    add.scope.page_types = vec!["cart".into()];
    watched.pages.push(SeenPage { path: PagePath::parse("/cart", ""), ..seen.pages[0].clone() });
    watched.pages[1].meant.clear();
    assert_ne!(outcome(add, &watched).0, TickOutcome::Silent, "it was done where it may not fire");
}

#[test]
fn a_page_view_is_missed_only_on_a_page_that_was_watched_from_its_load_on_and_looked_at() {
    let view = || event("view", Trigger::PageView, &["product"]);
    let mut seen = seen(&[("/products/mug", &[])]);
    assert_eq!(outcome(view(), &seen), (TickOutcome::Unknown, UNWATCHED.to_owned()), "it was open before");
    seen.pages[0].watched.insert(id("view"));
    assert_eq!(outcome(view(), &seen).0, TickOutcome::Silent);
    seen.pages[0].looked = false;
    assert_eq!(outcome(view(), &seen).0, TickOutcome::Unknown, "it went on by itself");
    seen.pages[0].looked = true;
    seen.unproven.insert(id("view"));
    assert_eq!(outcome(view(), &seen).0, TickOutcome::Unknown, "it fired, by whatever");
}

#[test]
fn nothing_is_said_of_pages_that_nobody_looked_at() {
    let mut seen = seen(&[("/products/mug", &[]), ("/products/bowl", &[])]);
    let add = || event("add", Trigger::Click, &["product"]);
    assert_eq!(outcome(add(), &seen).0, TickOutcome::Absent);
    seen.pages[1].looked = false;
    assert_eq!(outcome(add(), &seen), (TickOutcome::Unknown, UNLOOKED.to_owned()));
}

#[test]
fn what_needs_no_gesture_on_an_element_is_never_called_undone() {
    let seen = seen(&[("/products/mug", &["it"])]);
    for trigger in Trigger::kinds() {
        let is_gesture = matches!(trigger, Trigger::Click | Trigger::Change | Trigger::Submit { .. });
        let expected =
            if is_gesture || trigger.is_composed() { TickOutcome::NotDone } else { TickOutcome::Unknown };
        assert_eq!(outcome(event("it", trigger.clone(), &["product"]), &seen).0, expected, "{trigger:?}");
    }
}

#[test]
fn what_was_measured_to_happen_speaks_against_an_event_only_where_it_cannot_have_counted_before() {
    let measured = |trigger: &Trigger| {
        matches!(
            trigger,
            Trigger::Visible { .. }
                | Trigger::Scroll { .. }
                | Trigger::Time { .. }
                | Trigger::Hover { .. }
                | Trigger::Video { .. }
        )
    };
    let mut seen = seen(&[("/products/mug", &["it"])]);
    for trigger in Trigger::kinds().into_iter().filter(measured) {
        let it = || event("it", trigger.clone(), &["product"]);
        seen.pages[0].meant.clear();
        seen.pages[0].watched = [id("it")].into();
        let (before, _) = outcome(it(), &seen);
        assert_eq!(before, TickOutcome::Unknown, "{trigger:?}: nothing was measured");
        seen.pages[0].meant.insert(id("it"));
        let (accused, reason) = outcome(it(), &seen);
        assert_eq!(accused, TickOutcome::Silent, "{trigger:?}");
        assert!(reason.ends_with("and it did not fire."), "{reason}");

        seen.unproven.insert(id("it"));
        assert_eq!(outcome(it(), &seen).0, TickOutcome::Unknown, "{trigger:?}: it fired, by whatever");
        seen.unproven.clear();
        let mut limited = it();
        limited.limit = Limit::Visitor;
        assert_eq!(outcome(limited, &seen).0, TickOutcome::Unknown, "{trigger:?}: once a visitor");
        seen.pages[0].watched.clear();
        let counts_each_time = matches!(trigger, Trigger::Hover { .. });
        let expected = if counts_each_time { TickOutcome::Silent } else { TickOutcome::Unknown };
        let mut each_time = it();
        each_time.limit = Limit::EveryTime;
        assert_eq!(outcome(each_time, &seen).0, expected, "{trigger:?}: the page was there before the walk");
    }
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
