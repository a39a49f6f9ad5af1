//! Plans of a few lines, and what is said of them as a whole.

use super::*;
use crate::{EventId, Scope, Selector, Status, Target, Trigger, Weight};

fn event(name: &str, kind: &str, weight: u8) -> Event {
    Event {
        scope: Scope { page_types: vec![kind.to_owned()], url: None },
        weight: Weight::clamped(weight),
        ..Event::new(EventId(name.to_owned()), name.to_owned(), Trigger::Click)
    }
}

fn on(element: &str, event: Event) -> Event {
    let selector = Selector::new(element);
    Event { target: Some(Target { selectors: vec![selector], ..Target::default() }), ..event }
}

fn plan(events: Vec<Event>) -> Plan {
    let json = r#"{"schema":1,"shop":{"slug":"s","url":"https://s.example","name":"S"},
        "pageTypes":[{"id":"home","match":["/"]},{"id":"product","match":["/products/*"]}],"events":[]}"#;
    Plan { events, ..serde_json::from_str(json).unwrap() }
}

fn products(number: u8) -> Vec<Event> {
    (0..number)
        .map(|at| {
            event(
                &format!(
                    "{}_open",
                    ["gallery", "badge", "tab", "story"][at as usize % 4].repeat(at as usize / 4 + 1)
                ),
                "product",
                at % 10 + 1,
            )
        })
        .collect()
}

fn fill(number: u8) -> Option<(u32, Fill, usize)> {
    let balance = Balance::of(&plan(products(number)));
    balance.page_types.first().map(|meter| (meter.events, meter.fill, meter.spare.len()))
}

#[test]
fn five_to_eight_are_good_and_more_than_twelve_too_many() {
    assert_eq!(fill(0), None);
    assert_eq!(fill(4), Some((4, Fill::Room, 0)));
    assert_eq!(fill(5), Some((5, Fill::Good, 0)));
    assert_eq!(fill(8), Some((8, Fill::Good, 0)));
    assert_eq!(fill(9), Some((9, Fill::Full, 0)));
    assert_eq!(fill(12), Some((12, Fill::Full, 0)));
    assert_eq!(fill(15), Some((15, Fill::TooMany, 3)));
}

#[test]
fn what_is_added_overfills_the_page_types_it_fires_on_and_everywhere_those_that_have_events() {
    let added = |kind: &str| event("added", kind, 3);
    let everywhere = Event { scope: Scope::default(), ..added("") };
    let full = plan(products(12));
    assert_eq!(overfilled_by(&added("product"), &full), Some(("product".to_owned(), 13)));
    assert_eq!(overfilled_by(&added("home"), &full), None);
    assert_eq!(overfilled_by(&everywhere, &full), Some(("product".to_owned(), 13)));
    assert_eq!(crowded_by(&everywhere, &full), None, "a draft of it is not to blame");
    let by_address = Event { scope: Scope { page_types: vec![], url: Some("/a".into()) }, ..added("") };
    assert_eq!(overfilled_by(&by_address, &full), None);
    let good = plan(products(11));
    assert_eq!(overfilled_by(&added("product"), &good), None);
    assert_eq!(overfilled_by(&everywhere, &good), None);
}

#[test]
fn what_is_bound_to_addresses_counts_on_the_page_type_that_knows_them() {
    let scope = Scope { page_types: vec![], url: Some("/products/tee*".into()) };
    let of_tees = Event { scope, ..event("tee_open", "", 3) };
    let balance = Balance::of(&plan(vec![of_tees.clone()]));
    let metered: Vec<_> = balance.page_types.iter().map(|meter| (&*meter.page_type, meter.events)).collect();
    assert_eq!((metered, balance.everywhere), (vec![("product", 1)], 0));
    let full = plan(products(12));
    assert_eq!(crowded_by(&of_tees, &full), Some(("product".to_owned(), 13)));
    assert_eq!(overfilled_by(&of_tees, &full), Some(("product".to_owned(), 13)));
}

#[test]
fn what_fires_everywhere_counts_on_each_page_type_and_what_is_paused_or_composed_on_none() {
    let mut events = products(4);
    events.push(Event { scope: Scope::default(), ..event("menu_open", "", 3) });
    events.push(Event { status: Status::Paused, ..event("old_click", "product", 3) });
    let velocity: Trigger =
        serde_json::from_str(r#"{"type":"velocity","events":["menu_open"],"times":4,"minutes":3}"#).unwrap();
    events.push(Event { trigger: velocity, ..event("hurry", "product", 9) });
    let balance = Balance::of(&plan(events));
    assert_eq!(balance.page_types.len(), 1, "no event is for the home page alone");
    assert_eq!((balance.page_types[0].events, balance.everywhere), (5, 1));
}

#[test]
fn a_twin_goes_before_the_lightest_and_a_macro_conversion_never() {
    let mut events = products(12);
    events[0].is_macro = true;
    events.push(on("#buy", event("add_to_cart", "product", 9)));
    events.push(on("#buy", event("buy_click", "product", 7)));
    let balance = Balance::of(&plan(events.clone()));
    let spare = &balance.page_types[0].spare;
    assert_eq!(spare[0].event.0, "buy_click");
    assert_eq!(spare[0].like.as_ref().map(|id| id.0.as_str()), Some("add_to_cart"));
    assert_eq!(spare[1].event, events[10].id, "the lightest that is no macro conversion");
    assert_eq!(spare.len(), 2);
}

#[test]
fn a_stage_without_events_is_told_once_the_plan_has_begun() {
    let bofu = |name| Event { stage: Stage::Bofu, phase: Phase::Intent, ..event(name, "product", 8) };
    assert_eq!(Balance::of(&plan(vec![bofu("a_open"), bofu("b_open")])).missing_stages, []);
    let balance = Balance::of(&plan(vec![bofu("quiz_open"), bofu("badge_open"), bofu("story_open")]));
    assert_eq!(balance.missing_stages, [Stage::Tofu, Stage::Mofu]);
    assert_eq!(balance.missing_phases, [Phase::Discovery, Phase::Consideration, Phase::Checkout]);
    assert_eq!(balance.stages, [(Stage::Tofu, 0), (Stage::Mofu, 0), (Stage::Bofu, 3)]);
}

fn likeness(one: Event, other: Event) -> Option<Likeness> {
    Balance::of(&plan(vec![one, other])).twins.first().map(|twins| twins.likeness)
}

#[test]
fn one_deed_under_two_names_is_told() {
    let one = || on("#buy", event("add_to_cart", "product", 8));
    assert_eq!(likeness(one(), on("#buy", event("buy", "product", 8))), Some(Likeness::Deed));
    let hover = Trigger::Hover { millis: 500 };
    let hovered = Event { trigger: hover, ..on("#buy", event("buy_hover", "product", 2)) };
    assert_eq!(likeness(one(), hovered), Some(Likeness::Element));
    assert_eq!(likeness(one(), on("#buy", event("buy", "home", 8))), None, "never on one page");
    assert_eq!(likeness(one(), on("#other", event("buy", "product", 8))), None);
}

#[test]
fn names_that_mean_one_thing_are_told() {
    let names = |one: &str, other: &str| likeness(event(one, "product", 5), event(other, "home", 5));
    for (one, other) in [
        ("add_to_cart", "cart_add"),
        ("size_guide_open", "size_guides_open"),
        ("newsletter_signup", "newsleter_signup"),
        ("newsletter_signup", "newsletter_sginup"),
        ("banner_click", "banner_cta"),
    ] {
        assert_eq!(names(one, other), Some(Likeness::Name), "{one} {other}");
    }
    for (one, other) in [
        ("add_to_cart", "add_to_wishlist"),
        ("gallery_open", "gallery_close"),
        ("banner_1_click", "banner_2_click"),
        ("banner_click", "banner_click_2"),
        ("tab", "tap"),
        ("review_open", "preview_open_all"),
    ] {
        assert_eq!(names(one, other), None, "{one} {other}");
    }
}
