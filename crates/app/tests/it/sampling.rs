//! What a pick makes of the pages of its type that the pane showed before.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use waymark_app::pane::Report;
use waymark_app::view::Draft;
use waymark_identify::{Document, count};
use waymark_model::Selector;

use crate::support::{Fixture, SHOP, arrival, report, snapshot};

/// A product's page whose button carries a code of its maker.
fn product(code: &str) -> String {
    format!(
        "<!doctype html><main><h1>Stoneware</h1><section class=info><form id=box-{code} action=/cart/add>\
         <button class=buy data-action='buy-{code}'>By {code}</button></form></section></main>\
         <footer><form action=/news><button>Join</button></form></footer>"
    )
}

fn address(handle: &str) -> String {
    format!("{SHOP}products/{handle}")
}

fn pick(fixture: &mut Fixture, handle: &str, code: &str) -> Draft {
    fixture.app.picked(report(&product(code), &address(handle), ".buy")).unwrap()
}

fn selectors(draft: &Draft) -> &[Selector] {
    &draft.event.target.as_ref().unwrap().selectors
}

/// Whether the first selector finds the button of a product that nobody saw.
fn holds(draft: &Draft) -> bool {
    let unseen = Document::from_html(&product("nell")).unwrap();
    count(&unseen, &selectors(draft)[..1]).nodes().len() == 1
}

#[test]
fn a_pick_on_another_page_of_the_type_knows_what_varies() {
    let mut fixture = Fixture::with_shop();
    let first = pick(&mut fixture, "mug", "ada");
    assert!(!holds(&first), "{:?}", selectors(&first));
    assert_eq!(selectors(&pick(&mut fixture, "mug", "ada")), selectors(&first), "the same page is no other");
    let second = pick(&mut fixture, "vase", "bo");
    assert!(holds(&second), "{:?}", selectors(&second));
    assert!(second.quality.unwrap().reason.contains("found on another page of this type"));
}

#[test]
fn a_page_that_was_checked_is_known_too() {
    let mut fixture = Fixture::with_shop();
    let mut snapshot = snapshot(&product("ada"), &address("mug"), "html");
    snapshot.picked = None;
    fixture.app.check_page(Report::Page { request: 1, snapshot }).unwrap();
    assert!(holds(&pick(&mut fixture, "vase", "bo")));
}

#[test]
fn pages_of_other_types_and_hosts_and_of_a_shop_that_was_left_say_nothing() {
    let mut fixture = Fixture::with_shop();
    for page in ["https://kiln.example/pages/mug", "https://elsewhere.example/products/mug"] {
        fixture.app.picked(report(&product("ada"), page, ".buy")).unwrap();
    }
    let first = pick(&mut fixture, "vase", "bo");
    assert!(!holds(&first), "{:?}", selectors(&first));
    fixture.app.close_shop().unwrap();
    fixture.app.open_shop(&arrival(SHOP)).unwrap();
    assert!(!holds(&pick(&mut fixture, "mug", "ada")));
    let mut fixture = fixture.restart();
    fixture.app.open_shop(&arrival(SHOP)).unwrap();
    assert!(!holds(&pick(&mut fixture, "vase", "bo")), "nothing of it is stored");
}

#[test]
fn a_page_that_was_seen_in_part_is_no_sample() {
    let mut fixture = Fixture::with_shop();
    let mut snapshot = snapshot(&product("ada"), &address("mug"), ".buy");
    snapshot.truncated = true;
    fixture.app.picked(Report::Picked { snapshot, bounds: [0.0; 4], took: 1.0 }).unwrap();
    assert!(!holds(&pick(&mut fixture, "vase", "bo")));
}

#[test]
fn the_last_three_pages_of_a_type_are_kept() {
    let mut fixture = Fixture::with_shop();
    for (handle, code) in [("a", "ada"), ("b", "bo"), ("c", "cleo"), ("d", "dot")] {
        pick(&mut fixture, handle, code);
    }
    let last = pick(&mut fixture, "e", "eve");
    assert!(last.quality.unwrap().reason.contains("3 other pages of this type"));
}
