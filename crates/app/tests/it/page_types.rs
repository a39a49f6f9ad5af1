//! Editing page types: what they would take is said before, and saving is one step for undo.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use waymark_compile::TestSettings;
use waymark_model::{PageTypeEdit, ProofState, Status};

use crate::support::{Fixture, hit};

fn edits(fixture: &Fixture) -> Vec<PageTypeEdit> {
    let open = fixture.app.overview().unwrap().open.unwrap();
    let kinds = open.page_types.into_iter();
    kinds
        .map(|kind| PageTypeEdit { was: Some(kind.id.clone()), id: kind.id, patterns: kind.patterns })
        .collect()
}

fn at(edits: &[PageTypeEdit], id: &str) -> usize {
    edits.iter().position(|edit| edit.id == id).unwrap()
}

#[test]
fn a_renamed_page_type_takes_its_events_along_and_comes_back() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let before = fixture.events()[0].event.clone();
    assert_eq!(before.scope.page_types, ["product"], "what the rest is about");
    let mut types = edits(&fixture);
    let product = at(&types, "product");
    types[product].id = "article".into();
    let open = fixture.app.save_page_types(&types).unwrap().open.unwrap();
    assert_eq!(open.undo.as_deref(), Some("Rename the page type product to article"));
    assert_eq!(fixture.events()[0].event.scope.page_types, ["article"]);
    let open = fixture.app.undo().unwrap().open.unwrap();
    assert_eq!((open.page_types[product].id.as_str(), &open.events[0].event), ("product", &before));
    assert_eq!(open.redo.as_deref(), Some("Rename the page type product to article"));
    fixture.app.redo().unwrap();
    assert_eq!(fixture.events()[0].event.scope.page_types, ["article"]);
}

#[test]
fn an_event_that_may_fire_on_other_pages_now_has_to_be_proven_again() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let run = fixture.app.start_test(TestSettings::default()).unwrap();
    fixture.app.record_hit(hit(&event.id, &event.name, &run.config.revision, true)).unwrap();
    let state = |fixture: &Fixture| fixture.events()[0].proof.state;
    assert_eq!(state(&fixture), ProofState::Proven);
    let mut types = edits(&fixture);
    let cart = at(&types, "cart");
    types[cart].patterns.push("/bag".into());
    fixture.app.save_page_types(&types).unwrap();
    assert_eq!(state(&fixture), ProofState::Proven, "no page of its own went elsewhere");
    let product = at(&types, "product");
    types[product].patterns.push("/goods/*".into());
    fixture.app.save_page_types(&types).unwrap();
    assert_eq!(state(&fixture), ProofState::Stale);
    fixture.app.undo().unwrap();
    assert_eq!(state(&fixture), ProofState::Proven);
}

#[test]
fn a_deleted_page_type_leaves_no_event_that_fires_everywhere() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let mut types = edits(&fixture);
    let product = at(&types, "product");
    let loss = fixture.app.judge_page_types(&types).unwrap().types[product].loss.clone();
    assert!(loss.starts_with("add_to_cart is paused"), "{loss}");
    types.remove(product);
    let open = fixture.app.save_page_types(&types).unwrap().open.unwrap();
    assert_eq!(open.undo.as_deref(), Some("Delete the page type product"));
    let event = &open.events[0].event;
    assert_eq!((event.status, event.scope.url.as_deref()), (Status::Paused, Some("/products/*")));
    assert_eq!(fixture.app.undo().unwrap().open.unwrap().events[0].event.status, Status::Draft);
}

#[test]
fn it_is_said_which_known_pages_each_takes_and_where_two_are_at_odds() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let mut types = edits(&fixture);
    types.push(PageTypeEdit { was: None, id: "mugs".into(), patterns: vec!["/products/mug*".into()] });
    let view = fixture.app.judge_page_types(&types).unwrap();
    assert_eq!(view.types[at(&types, "product")].named, ["/products/mug"]);
    let mugs = view.types.last().unwrap();
    assert_eq!((mugs.pages, mugs.by_pattern.as_slice()), (0, &[1][..]));
    assert_eq!(mugs.remarks, ["/products/mug is taken by product, which comes before."]);
    assert_eq!(
        fixture.app.overview().unwrap().open.unwrap().undo.as_deref(),
        Some("Add add_to_cart"),
        "nothing was saved"
    );
}

#[test]
fn what_breaks_a_rule_is_told_at_its_type_and_not_saved() {
    let mut fixture = Fixture::with_shop();
    let mut types = edits(&fixture);
    let cart = at(&types, "cart");
    types[cart].patterns.clear();
    let view = fixture.app.judge_page_types(&types).unwrap();
    assert_eq!(view.types[cart].findings[0].code, "page_type_without_pattern");
    assert!(fixture.app.save_page_types(&types).is_err());
    let mut types = edits(&fixture);
    let checkout = at(&types, "checkout");
    types.remove(checkout);
    assert_eq!(fixture.app.judge_page_types(&types).unwrap().findings[0].code, "page_type_personal");
    assert!(fixture.app.save_page_types(&types).is_err());
}

#[test]
fn page_types_in_another_order_take_pages_in_that_order() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let mut types = edits(&fixture);
    types.push(PageTypeEdit { was: None, id: "mugs".into(), patterns: vec!["/products/mug*".into()] });
    fixture.app.save_page_types(&types).unwrap();
    let mut types = edits(&fixture);
    let mugs = types.pop().unwrap();
    types.insert(0, mugs);
    let view = fixture.app.judge_page_types(&types).unwrap();
    assert_eq!((view.types[0].named.as_slice(), view.types[0].pages), (&["/products/mug".to_owned()][..], 1));
    let open = fixture.app.save_page_types(&types).unwrap().open.unwrap();
    assert_eq!(open.page_types[0].id, "mugs");
    assert_eq!(open.undo.as_deref(), Some("Put the page types in another order"));
    assert_eq!(fixture.app.undo().unwrap().open.unwrap().page_types.last().unwrap().id, "mugs");
}
