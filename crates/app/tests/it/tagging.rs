//! From a pick to a saved event, and what can be done with it afterwards.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use url::Url;
use waymark_app::pane::{Refusal, Report};
use waymark_app::view::TargetGrade;
use waymark_app::{AppError, Code, Failure};
use waymark_model::{EventId, Phase, ProofState, Scope, Source, Stage, Trigger};

use crate::support::{Fixture, PRODUCT, PRODUCT_PAGE, SHOP, arrival, codes, events, report};

#[test]
fn a_pick_fills_a_draft() {
    let mut fixture = Fixture::with_shop();
    let draft = fixture.pick("[name=add]");

    assert_eq!(draft.event.name, "add_to_cart");
    assert_eq!(draft.event.trigger, Trigger::Click);
    assert_eq!(draft.event.scope, Scope { page_types: vec!["product".to_owned()], url: None });
    assert_eq!(
        (draft.event.stage, draft.event.phase, draft.event.weight.get()),
        (Stage::Bofu, Phase::Intent, 8)
    );
    assert_eq!(draft.target_label, "Button: Add to cart");
    assert_eq!((draft.path.as_str(), draft.page_type.as_deref()), ("/products/mug", Some("product")));
    assert_eq!(draft.matches, 1);
    assert_eq!(draft.took, Some(12.5));
    assert!(!draft.editing);
    assert_eq!(codes(&draft.findings), Vec::<&str>::new());
    let quality = draft.quality.unwrap();
    assert_eq!(quality.grade, TargetGrade::Strong);
    assert_eq!(quality.reason, "The element has a name that the shop's own form relies on.");
    assert_eq!(draft.scopes[0].label, "All product pages");

    let offered: Vec<_> = draft
        .parameters
        .iter()
        .filter(|choice| !choice.value.is_empty())
        .map(|choice| (&choice.parameter.from, choice.value.as_str()))
        .collect();
    assert_eq!(offered, [(&Source::ElementText, "Add to cart"), (&Source::PageType, "product")]);
    let sent: Vec<_> = draft.event.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(sent, ["element_text", "item_id", "item_name", "price", "currency"], "what carts are about");
}

#[test]
fn the_trigger_follows_what_the_element_is() {
    let mut fixture = Fixture::with_shop();
    let link = fixture.pick("nav a");
    assert_eq!(link.event.trigger, Trigger::Click);
    let leads_to = link.parameters.iter().find(|choice| choice.parameter.from == Source::Link).unwrap();
    assert_eq!(leads_to.value, "https://kiln.example/collections/all");

    let field = fixture.pick("select");
    assert_eq!(field.event.trigger, Trigger::Change);
    assert!(
        field
            .parameters
            .iter()
            .any(|choice| choice.parameter.from == Source::FieldName && choice.value == "glaze")
    );
    assert_eq!(field.event.parameters, []);

    assert_eq!(fixture.pick("#newsletter").event.trigger, Trigger::SUBMIT);
}

#[test]
fn a_saved_draft_is_in_the_list_and_still_there_after_a_restart() {
    let mut fixture = Fixture::with_shop();
    let mut draft = fixture.pick("[name=add]");
    let id = draft.event.id.clone();
    let (_, shown) = fixture.app.take_picture(&id, b"\x89PNG\r\n\x1a\nrest".to_vec()).unwrap();
    draft.event.name = "add_to_bag".to_owned();
    draft.event.owner = "Ada".to_owned();
    let saved = draft.event.clone();
    fixture.app.save_draft(draft).unwrap();

    let mut fixture = fixture.restart();
    assert_eq!(fixture.app.overview().unwrap().open, None);
    let overview = fixture.app.open_shop(&arrival(PRODUCT)).unwrap().overview;
    assert_eq!(overview.shops[0].events, 1);
    let listed = events(&overview);
    assert_eq!(listed[0].event, saved);
    assert_eq!(listed[0].target_label, "Button: Add to cart");
    assert_eq!(listed[0].scope_label, "Product pages");
    assert_eq!(listed[0].proof.state, ProofState::Draft);
    assert!(listed[0].has_picture);
    assert_eq!(fixture.app.picture(&id).unwrap(), Some(shown));
    let scene = listed[0].event.target.as_ref().unwrap().scene.clone().unwrap();
    let document = fixture.app.export_plan_document(&overview.open.unwrap().shop.slug).unwrap();
    assert!(document.contains(&format!("\"{}\": {{", scene.0)), "the scene travels with the plan");
}

#[test]
fn a_picture_that_comes_after_the_save_is_kept_too() {
    let mut fixture = Fixture::with_shop();
    let id = fixture.tag("[name=add]").event.id;
    assert_eq!(fixture.app.picture(&id).unwrap(), None);
    fixture.app.take_picture(&id, b"\x89PNG\r\n\x1a\nlate".to_vec()).unwrap();
    assert!(fixture.app.picture(&id).unwrap().unwrap().starts_with("data:image/png;base64,"));
    assert!(fixture.app.take_picture(&id, b"<svg>".to_vec()).is_err());
    assert!(fixture.app.take_picture(&EventId("nobody".to_owned()), b"\x89PNG\r\n\x1a\n".to_vec()).is_err());
}

#[test]
fn findings_follow_the_draft() {
    let mut fixture = Fixture::with_shop();
    let mut draft = fixture.pick("[name=add]");
    draft.event.name = "click".to_owned();
    draft.event.scope = Scope { page_types: vec!["cart".to_owned()], url: None };
    let checked = fixture.app.check_draft(draft.clone()).unwrap();
    assert_eq!(codes(&checked.findings), ["name_reserved", "scope_elsewhere"]);
    assert!(
        matches!(fixture.app.save_draft(checked), Err(AppError::Invalid { faults, .. }) if faults.len() == 1)
    );

    draft.event.name = "add_to_cart".to_owned();
    draft.event.scope = Scope::default();
    let target = draft.event.target.as_mut().unwrap();
    target.selectors.truncate(1);
    "a.tile".clone_into(&mut target.selectors[0].css);
    target.selectors[0].text = None;
    target.selectors[0].alone = false;
    let many = fixture.app.check_draft(draft.clone()).unwrap();
    assert_eq!((codes(&many.findings), many.matches), (vec!["matches_many"], 2));

    draft.event.target.as_mut().unwrap().multiple = true;
    assert_eq!(codes(&fixture.app.check_draft(draft.clone()).unwrap().findings), Vec::<&str>::new());

    "#gone".clone_into(&mut draft.event.target.as_mut().unwrap().selectors[0].css);
    let none = fixture.app.check_draft(draft.clone()).unwrap();
    assert_eq!((codes(&none.findings), none.matches), (vec!["matches_none"], 0));

    "a[".clone_into(&mut draft.event.target.as_mut().unwrap().selectors[0].css);
    assert_eq!(codes(&fixture.app.check_draft(draft).unwrap().findings), ["selector_invalid"]);
}

#[test]
fn tagging_the_same_element_twice_is_told() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let again = fixture.pick("[name=add]");
    assert_eq!(again.event.name, "add_to_cart_2");
    assert_eq!(codes(&again.findings), ["target_taken"]);
}

#[test]
fn a_draft_stays_within_reach_when_one_pick_follows() {
    let mut fixture = Fixture::with_shop();
    let earlier = fixture.pick("select");
    let first = fixture.pick("[name=add]");
    let second = fixture.pick("nav a");
    assert!(matches!(fixture.app.save_draft(earlier), Err(AppError::DraftGone)));
    fixture.app.save_draft(first).unwrap();
    fixture.app.save_draft(second).unwrap();
    assert_eq!(fixture.events().len(), 2);
}

#[test]
fn too_many_events_for_one_page_type_are_told() {
    let mut fixture = Fixture::with_shop();
    for _ in 0..12 {
        fixture.tag("[name=add]");
    }
    let draft = fixture.app.draft_page_view(&Url::parse(PRODUCT).unwrap()).unwrap();
    assert_eq!(codes(&draft.findings), ["page_type_crowded"]);
}

#[test]
fn a_page_view_needs_no_element() {
    let mut fixture = Fixture::with_shop();
    let draft = fixture.app.draft_page_view(&Url::parse(PRODUCT).unwrap()).unwrap();
    assert_eq!((draft.event.name.as_str(), &draft.event.trigger), ("product_view", &Trigger::PageView));
    assert_eq!(draft.event.target, None);
    assert_eq!(codes(&draft.findings), Vec::<&str>::new());
    let overview = fixture.app.save_draft(draft).unwrap();
    assert_eq!(events(&overview)[0].target_label, "");
}

#[test]
fn editing_keeps_identity_and_place() {
    let mut fixture = Fixture::with_shop();
    let first = fixture.tag("[name=add]").event;
    let second = fixture.tag("nav a").event;
    let mut draft = fixture.app.edit_event(&first.id).unwrap();
    assert!(draft.editing);
    assert_eq!(draft.event, first);
    assert_eq!(draft.target_label, "Button: Add to cart");
    assert_eq!((draft.path.as_str(), draft.page_type.as_deref()), ("/products/mug", Some("product")));
    assert_eq!(codes(&draft.findings), Vec::<&str>::new());
    draft.event.name = "add_to_bag".to_owned();
    let overview = fixture.app.save_draft(draft).unwrap();
    let names: Vec<_> = events(&overview).iter().map(|view| view.event.name.clone()).collect();
    assert_eq!(names, ["add_to_bag".to_owned(), second.name]);
    assert_eq!(events(&overview)[0].event.target, first.target);
}

#[test]
fn an_unusual_scope_stays_on_offer_when_editing() {
    let mut fixture = Fixture::with_shop();
    let mut draft = fixture.pick("[name=add]");
    draft.event.scope = Scope { page_types: Vec::new(), url: Some("/products/m*".to_owned()) };
    let id = draft.event.id.clone();
    fixture.app.save_draft(draft).unwrap();
    let draft = fixture.app.edit_event(&id).unwrap();
    assert_eq!(draft.scopes[0].label, "Addresses like /products/m*");
    assert_eq!(draft.scopes[0].scope, draft.event.scope);
}

#[test]
fn duplicates_deletes_and_undo() {
    let mut fixture = Fixture::with_shop();
    let id = fixture.tag("[name=add]").event.id;
    let overview = fixture.app.duplicate_event(&id).unwrap();
    let names: Vec<_> = events(&overview).iter().map(|view| view.event.name.clone()).collect();
    assert_eq!(names, ["add_to_cart", "add_to_cart_2"]);

    let overview = fixture.app.delete_event(&id).unwrap();
    assert_eq!(events(&overview).len(), 1);
    assert_eq!(overview.open.unwrap().undo.as_deref(), Some("Delete add_to_cart"));
    assert_eq!(events(&fixture.app.undo().unwrap()).len(), 2);
    assert_eq!(events(&fixture.app.undo().unwrap()).len(), 1);
    assert_eq!(events(&fixture.app.undo().unwrap()).len(), 0);
    assert_eq!(fixture.app.undo().unwrap().open.unwrap().undo, None);

    let gone = Failure::from(fixture.app.edit_event(&id).unwrap_err());
    assert_eq!(gone.code, Code::NotFound);
}

#[test]
fn refused_and_malformed_picks_make_no_draft() {
    let mut fixture = Fixture::with_shop();
    let refused = Report::Refused { reason: Refusal::CrossOriginFrame, host: "pay.example".to_owned() };
    let failure = Failure::from(fixture.app.picked(refused).unwrap_err());
    assert_eq!(failure.code, Code::PickRefused);
    assert!(failure.message.contains("pay.example"));

    let Report::Picked { mut snapshot, bounds, took } = report(PRODUCT_PAGE, PRODUCT, "select") else {
        panic!()
    };
    snapshot.nodes[5].p = 4000;
    let failure = Failure::from(fixture.app.picked(Report::Picked { snapshot, bounds, took }).unwrap_err());
    assert_eq!(failure.code, Code::ReportRefused);
}

#[test]
fn without_a_shop_nothing_can_be_tagged() {
    let mut fixture = Fixture::empty();
    assert!(matches!(fixture.app.picked(report(PRODUCT_PAGE, PRODUCT, "select")), Err(AppError::NoShopOpen)));
    assert!(matches!(fixture.app.draft_page_view(&Url::parse(SHOP).unwrap()), Err(AppError::NoShopOpen)));
    assert!(matches!(fixture.app.undo(), Err(AppError::NoShopOpen)));
}

#[test]
fn a_page_of_another_host_is_told() {
    let mut fixture = Fixture::with_shop();
    let draft =
        fixture.app.picked(report(PRODUCT_PAGE, "https://checkout.example/products/mug", "select")).unwrap();
    assert_eq!(codes(&draft.findings), ["other_host"]);
}

#[test]
fn all_like_this_one_is_a_set_and_only_this_one_again() {
    const LIST: &str = r#"<!doctype html><html><body><main><ul class="grid">
        <li class="card"><a class="card__link" href="/products/mug">Mug</a></li>
        <li class="card"><a class="card__link" href="/products/bowl">Bowl</a></li>
        <li class="card"><a class="card__link" href="/products/vase">Vase</a></li>
        </ul><a href="/pages/about">About</a></main></body></html>"#;
    let mut fixture = Fixture::with_shop();
    let url = "https://kiln.example/collections/all";
    let draft = fixture.app.picked(report(LIST, url, "li:nth-child(2) a")).unwrap();
    assert_eq!((draft.matches, draft.alike), (1, 3));

    let set = fixture.app.choose_alike(draft.clone(), true).unwrap();
    let target = set.event.target.as_ref().unwrap();
    assert!(target.multiple);
    assert_eq!((set.matches, set.target_label.as_str()), (3, "Product links"));
    assert_eq!(codes(&set.findings), Vec::<&str>::new());

    let one = fixture.app.choose_alike(set, false).unwrap();
    assert_eq!(one.event.target, draft.event.target);
    assert_eq!((one.matches, one.target_label), (1, draft.target_label));
}
