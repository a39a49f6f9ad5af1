//! The catalogue looked through beside a page, and entries that a person points at themselves.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeSet;

use serde_json::json;
use waymark_app::AppError;
use waymark_app::pane::Report;
use waymark_app::plans::{Import, parse_plan};
use waymark_app::view::{CatalogueEntry, CatalogueView, EntryFamily, EntryHere};
use waymark_model::{Phase, Trigger, Verdict};

use crate::support::{self, Fixture, PRODUCT, PRODUCT_PAGE, report, snapshot};

fn look(fixture: &mut Fixture, html: &str, url: &str) {
    let mut snapshot = snapshot(html, url, "html");
    snapshot.picked = None;
    fixture.app.suggestions(Report::Page { request: 1, snapshot }).unwrap();
}

fn of<'a>(view: &'a CatalogueView, id: &str) -> &'a CatalogueEntry {
    view.entries.iter().find(|entry| entry.entry.id == id).unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn every_entry_says_what_it_is_and_what_became_of_it_on_the_page() {
    let mut fixture = Fixture::with_shop();
    let unseen = fixture.app.catalogue().unwrap();
    assert_eq!(unseen.entries.len(), 84);
    assert!(unseen.entries.iter().all(|entry| entry.here == EntryHere::Unseen && entry.way.is_none()));

    look(&mut fixture, PRODUCT_PAGE, PRODUCT);
    let view = fixture.app.catalogue().unwrap();
    assert_eq!(view.page_type.as_deref(), Some("product"));
    let ids: BTreeSet<&str> = view.entries.iter().map(|entry| entry.entry.id.as_str()).collect();
    assert_eq!(ids.len(), 84, "each once");

    let add = of(&view, "add_to_cart");
    assert_eq!(
        (add.here, add.family, add.entry.phase),
        (EntryHere::Found, EntryFamily::Intent, Phase::Intent)
    );
    assert_eq!((add.label.as_str(), add.trigger_label.as_str()), ("Button: Add to cart", "Click"));
    assert!(add.confidence.unwrap() > 0.8 && !add.reason.is_empty());
    assert_eq!((add.entry.ga4.as_str(), add.entry.meta.as_str()), ("add_to_cart", "AddToCart"));
    assert_eq!(of(&view, "size_chart_open").here, EntryHere::NotFound);
    assert_eq!(of(&view, "view_item").here, EntryHere::WholePage);
    assert!(!of(&view, "view_item").pointable);
    assert_eq!(of(&view, "reviews_view").here, EntryHere::ByHand);
    let filter = of(&view, "filter_use");
    assert_eq!(filter.here, EntryHere::OtherPage);
    assert_eq!(filter.way.as_ref().map(|way| way.page_type.as_str()), Some("collection"));

    let id = fixture.app.use_suggestion("add_to_cart").map(|draft| (draft.event.id.clone(), draft)).unwrap();
    fixture.app.save_draft(id.1).unwrap();
    assert_eq!(of(&fixture.app.catalogue().unwrap(), "add_to_cart").entry.event.as_ref(), Some(&id.0));
}

#[test]
fn what_is_pointed_at_for_an_entry_becomes_its_event() {
    let mut fixture = Fixture::with_shop();
    fixture.app.pick_entry(Some("size_chart_open")).unwrap();
    let draft = fixture.app.picked(report(PRODUCT_PAGE, PRODUCT, "li:first-child .tile")).unwrap();
    assert_eq!((draft.event.name.as_str(), &draft.event.trigger), ("size_chart_open", &Trigger::Click));
    assert_eq!(draft.event.scope.page_types, ["product"]);
    assert_eq!(draft.event.weight.get(), 6);
    let names: Vec<&str> = draft.event.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["item_name"]);
    assert!(draft.event.description.contains("size chart"), "{}", draft.event.description);
    assert_eq!(draft.matches, 1);
    fixture.app.save_draft(draft).unwrap();

    // It was meant once.
    let other = fixture.app.picked(report(PRODUCT_PAGE, PRODUCT, "li:first-child .tile")).unwrap();
    assert!(!other.event.name.starts_with("size_chart_open"), "{}", other.event.name);

    // Several alike are meant together, and what does not go with the element gives way.
    fixture.app.pick_entry(Some("collection_tile_click")).unwrap();
    let tiles = fixture.app.picked(report(PRODUCT_PAGE, PRODUCT, "li:first-child .tile")).unwrap();
    assert_eq!((tiles.event.name.as_str(), tiles.matches), ("collection_tile_click", 2));
    fixture.app.pick_entry(Some("newsletter_signup")).unwrap();
    let link = fixture.app.picked(report(PRODUCT_PAGE, PRODUCT, "li:first-child .tile")).unwrap();
    assert_eq!((link.event.name.as_str(), &link.event.trigger), ("newsletter_signup", &Trigger::Click));
}

#[test]
fn several_proposals_are_taken_in_one_step() {
    let mut fixture = Fixture::with_shop();
    look(&mut fixture, PRODUCT_PAGE, PRODUCT);
    let ids = ["add_to_cart", "newsletter_signup", "view_item"].map(str::to_owned);
    let (drafts, taken) = fixture.app.accept_suggestions(&ids).unwrap();
    assert_eq!((drafts.len(), taken.left.len()), (3, 0), "{:?}", taken.left);
    let open = taken.overview.open.unwrap();
    let names: Vec<&str> = open.events.iter().map(|view| view.event.name.as_str()).collect();
    assert_eq!(names, ["add_to_cart", "newsletter_signup", "view_item"]);
    assert_eq!(open.undo.as_deref(), Some("Add what the guide found"));
    // What is found again later needs the page that it was found on.
    let checked = {
        let mut snapshot = snapshot(PRODUCT_PAGE, PRODUCT, "html");
        snapshot.picked = None;
        fixture.app.check_page(Report::Page { request: 2, snapshot }).unwrap()
    };
    let intact = checked.events.iter().filter(|check| check.verdict == Verdict::Intact).count();
    assert_eq!(intact, 2, "{checked:?}");
    let undone = fixture.app.undo().unwrap().open.unwrap();
    assert!(undone.events.is_empty(), "one step");
    assert!(fixture.app.redo().unwrap().open.unwrap().events.len() == 3);
    assert!(matches!(fixture.app.accept_suggestions(&["no_such".to_owned()]), Err(AppError::NotChecked)));
}

#[test]
fn as_many_proposals_are_taken_as_their_page_type_has_room_for_the_weightiest_first() {
    let mut fixture = Fixture::with_shop();
    let own = |at: usize| {
        json!({
            "id": format!("own{at}"), "name": format!("own_{at}"), "trigger": { "type": "page_view" },
            "scope": { "pageTypes": ["product"] },
        })
    };
    let plan = json!({
        "schema": 1, "shop": { "slug": "x", "name": "X", "url": support::SHOP },
        "events": (0..10).map(own).collect::<Vec<_>>(),
    });
    let plan = parse_plan(&plan.to_string()).unwrap();
    fixture.app.import_plan(&fixture.slug(), plan, Import::Merge).unwrap();
    look(&mut fixture, PRODUCT_PAGE, PRODUCT);

    // Two have room. The lightest are offered first; the newsletter is on every page, and so on these, too.
    let ids = ["view_item", "newsletter_signup", "variant_select", "add_to_cart"].map(str::to_owned);
    let (drafts, taken) = fixture.app.accept_suggestions(&ids).unwrap();
    let names: Vec<&str> = drafts.iter().map(|draft| draft.event.name.as_str()).collect();
    assert_eq!(names, ["add_to_cart", "newsletter_signup"]);
    let full: Vec<(&str, &str, u32)> =
        taken.full.iter().map(|left| (left.id.as_str(), left.page_type.as_str(), left.events)).collect();
    assert_eq!(full, [("variant_select", "product", 13), ("view_item", "product", 13)]);
    assert!(taken.left.is_empty());

    // One by one they are a person's choice.
    look(&mut fixture, PRODUCT_PAGE, PRODUCT);
    assert!(fixture.app.accept_suggestion("view_item").unwrap().1.is_some());
    assert_eq!(fixture.events().len(), 13);
    fixture.app.undo().unwrap();
    assert_eq!(fixture.app.undo().unwrap().open.unwrap().events.len(), 10, "what was taken is one step");
}

#[test]
fn pointing_for_an_entry_is_called_off_and_needs_one_with_elements() {
    let mut fixture = Fixture::with_shop();
    fixture.app.pick_entry(Some("size_chart_open")).unwrap();
    fixture.app.pick_entry(None).unwrap();
    let draft = fixture.app.picked(report(PRODUCT_PAGE, PRODUCT, "li:first-child .tile")).unwrap();
    assert_ne!(draft.event.name, "size_chart_open");
    assert!(matches!(fixture.app.pick_entry(Some("view_item")), Err(AppError::NotChecked)));
    assert!(matches!(fixture.app.pick_entry(Some("no_such_entry")), Err(AppError::NotChecked)));
    let draft = fixture.app.picked(report(PRODUCT_PAGE, PRODUCT, "li:first-child .tile")).unwrap();
    assert_ne!(draft.event.name, "view_item");
}
