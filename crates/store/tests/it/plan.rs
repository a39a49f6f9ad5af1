//! What a marketer does to a plan: saved, changed, deleted, ordered, imported, and taken back.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;

use waymark_model::naming::convention::Convention;
use waymark_model::{
    ConsentRule, Destination, Event, EventId, Fingerprint, PageType, Plan, PlanSettings, Privacy, Scene,
    SceneId, Shop, ShopSlug,
};
use waymark_store::{Addition, Origin, Proof, ProofPicture, SaveEvent, Store, StoreError};

use crate::common::{NOW, event, ready, slug, with_shop};

fn names(store: &Store) -> Vec<String> {
    store.plan(&slug()).unwrap().events.into_iter().map(|event| event.name).collect()
}

fn with_events(folder: &tempfile::TempDir, names: &[&str]) -> Store {
    let mut store = with_shop(&folder.path().join("waymark.db"));
    for name in names {
        store.save_event(&slug(), (&event(name, name)).into(), NOW).unwrap();
    }
    store
}

#[test]
fn everything_saved_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nested/data/waymark.db");
    let mut store = with_shop(&path);
    let mut saved = event("e1", "add_to_cart");
    let scene_id = SceneId("abc".into());
    saved.target.as_mut().unwrap().scene = Some(scene_id.clone());
    let scene =
        Scene { path: "/products/tee".into(), elements: vec![Fingerprint::default()], ..Scene::default() };
    store
        .save_event(
            &slug(),
            SaveEvent { scene: Some((&scene_id, &scene)), picture: Some(b"png"), ..(&saved).into() },
            NOW,
        )
        .unwrap();
    let before = store.plan(&slug()).unwrap();
    drop(store);

    let store = ready(&path);
    let plan = store.plan(&slug()).unwrap();
    assert_eq!(plan, before);
    assert_eq!(plan.events, [saved]);
    assert_eq!(plan.scenes, BTreeMap::from([(scene_id, scene)]));
    assert_eq!(store.picture(&slug(), &EventId("e1".into())).unwrap().as_deref(), Some(&b"png"[..]));
    assert!(store.pictured(&slug()).unwrap().contains(&EventId("e1".into())));
}

#[test]
fn events_keep_their_place_and_move() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a", "b", "c"]);
    store.save_event(&slug(), (&event("b", "b2")).into(), NOW).unwrap();
    assert_eq!(names(&store), ["a", "b2", "c"]);
    store.move_event(&slug(), &EventId("c".into()), 0, NOW).unwrap();
    assert_eq!(names(&store), ["c", "a", "b2"]);
    store.move_event(&slug(), &EventId("c".into()), 99, NOW).unwrap();
    assert_eq!(names(&store), ["a", "b2", "c"]);
    store.duplicate_event(&slug(), &EventId("a".into()), &event("a2", "a_2"), NOW).unwrap();
    assert_eq!(names(&store), ["a", "a_2", "b2", "c"]);
}

#[test]
fn undo_takes_everything_back_one_by_one_and_says_what() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a", "b"]);
    let id = |text: &str| EventId(text.into());
    store.save_event(&slug(), (&event("b", "renamed")).into(), NOW).unwrap();
    store.duplicate_event(&slug(), &id("a"), &event("a2", "a_2"), NOW).unwrap();
    store.move_event(&slug(), &id("a"), 2, NOW).unwrap();
    store.delete_event(&slug(), &id("b"), NOW).unwrap();
    store
        .save_page_types(&slug(), &[PageType { id: "x".into(), patterns: vec!["/x".into()] }], &[], NOW)
        .unwrap();
    store.rename_shop(&slug(), "New name", NOW).unwrap();
    assert_eq!(names(&store), ["a_2", "a"]);

    for (expected, then) in [
        ("Rename the shop", vec!["a_2", "a"]),
        ("Change page types", vec!["a_2", "a"]),
        ("Delete renamed", vec!["a_2", "renamed", "a"]),
        ("Move an event", vec!["a", "a_2", "renamed"]),
        ("Duplicate as a_2", vec!["a", "renamed"]),
        ("Rename b to renamed", vec!["a", "b"]),
        ("Add b", vec!["a"]),
        ("Add a", vec![]),
    ] {
        assert_eq!(store.next_undo(&slug()).unwrap().as_deref(), Some(expected));
        assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some(expected));
        assert_eq!(names(&store), then, "after undoing {expected}");
    }
    assert_eq!(store.undo(&slug(), NOW).unwrap(), None);
    assert_eq!(store.shop(&slug()).unwrap().name, "Shop");
    assert_eq!(store.plan(&slug()).unwrap().page_types[0].id, "home");
}

#[test]
fn a_picture_goes_and_comes_with_the_element_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let id = EventId("a".into());
    let first = event("a", "a");
    let other = |css: &str| {
        let mut event = first.clone();
        css.clone_into(&mut event.target.as_mut().unwrap().selectors[0].css);
        event
    };
    let picture = |store: &Store| store.picture(&slug(), &id).unwrap();
    store.save_event(&slug(), SaveEvent { picture: Some(b"first"), ..(&first).into() }, NOW).unwrap();
    let second = other("#second");
    let save = SaveEvent { picture: Some(b"second"), other_element: true, ..(&second).into() };
    store.save_event(&slug(), save, NOW).unwrap();
    assert_eq!(picture(&store).as_deref(), Some(&b"second"[..]));
    let third = other("#third");
    store.save_event(&slug(), SaveEvent { other_element: true, ..(&third).into() }, NOW).unwrap();
    assert_eq!(picture(&store), None, "no picture could be taken of the third");
    store.save_picture(&slug(), &id, b"third, late", NOW).unwrap();
    store.save_event(&slug(), (&Event { name: "renamed".into(), ..third }).into(), NOW).unwrap();

    store.undo(&slug(), NOW).unwrap();
    assert_eq!(picture(&store).as_deref(), Some(&b"third, late"[..]), "only the name went back");
    for (event, shown) in [(&second, &b"second"[..]), (&first, b"first")] {
        store.undo(&slug(), NOW).unwrap();
        assert_eq!(store.event(&slug(), &id).unwrap(), *event);
        assert_eq!(picture(&store).as_deref(), Some(shown));
    }
}

#[test]
fn saving_the_same_again_is_no_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a"]);
    store.save_event(&slug(), (&event("a", "a")).into(), NOW).unwrap();
    store.undo(&slug(), NOW).unwrap();
    assert!(names(&store).is_empty());
}

#[test]
fn a_change_after_an_undo_is_undone_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a", "b"]);
    store.undo(&slug(), NOW).unwrap();
    store.save_event(&slug(), (&event("c", "c")).into(), NOW).unwrap();
    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Add c"));
    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Add a"));
}

#[test]
fn a_deleted_event_comes_back_as_proven_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a"]);
    let proof = |definition: &str, fired_at| Proof {
        event: EventId("a".into()),
        definition: definition.into(),
        fired_at,
        page: "/products/tee".into(),
        parameters: BTreeMap::from([("text".into(), "Add".into())]),
    };
    for (definition, at) in [("d1", 1), ("d1", 3), ("d2", 2)] {
        store.record_proof(&slug(), &proof(definition, at)).unwrap();
    }
    store.delete_event(&slug(), &EventId("a".into()), NOW).unwrap();
    store.undo(&slug(), NOW).unwrap();
    assert_eq!(store.proofs(&slug()).unwrap(), [proof("d1", 3), proof("d2", 2)]);
}

#[test]
fn old_pictures_of_proofs_are_let_go_of() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a"]);
    let picture = |event: &str, definition: &str, taken_at| ProofPicture {
        event: EventId(event.into()),
        definition: definition.into(),
        taken_at,
        png: format!("{definition} at {taken_at}").into(),
    };
    // The fourth definition twice: another picture of it, and none more.
    for (definition, at) in [("d1", 1), ("d2", 2), ("d3", 3), ("d4", 4), ("d5", 5), ("d4", 6)] {
        store.save_proof_picture(&slug(), &picture("a", definition, at)).unwrap();
    }
    let kept = |store: &Store, definition: &str| {
        let png = store.proof_picture(&slug(), &EventId("a".into()), definition).unwrap();
        png.map(|png| String::from_utf8(png).unwrap())
    };
    assert_eq!((kept(&store, "d2"), kept(&store, "d3")), (None, Some("d3 at 3".to_owned())));
    assert_eq!(kept(&store, "d4").as_deref(), Some("d4 at 6"));

    for at in 10..408 {
        store.save_proof_picture(&slug(), &picture(&format!("e{at}"), "d", at)).unwrap();
    }
    let pictured = store.proofs_pictured(&slug()).unwrap();
    assert_eq!(pictured.len(), 400);
    assert_eq!(
        (kept(&store, "d3"), kept(&store, "d5").is_some()),
        (None, true),
        "the oldest of the shop goes"
    );
}

#[test]
fn imports_replace_or_merge_and_are_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a", "b"]);
    let before = store.plan(&slug()).unwrap();
    let mut incoming = before.clone();
    incoming.events = vec![event("b", "b_new"), event("c", "c")];
    incoming.page_types = vec![PageType { id: "product".into(), patterns: vec!["/p/*".into()] }];

    store.merge_plan(&incoming, NOW).unwrap();
    assert_eq!(names(&store), ["a", "b_new", "c"]);
    assert_eq!(store.plan(&slug()).unwrap().page_types.len(), before.page_types.len());
    store.undo(&slug(), NOW).unwrap();
    assert_eq!(store.plan(&slug()).unwrap(), before);

    store.replace_plan(&incoming, NOW).unwrap();
    assert_eq!(store.plan(&slug()).unwrap(), incoming);
    store.undo(&slug(), NOW).unwrap();
    assert_eq!(store.plan(&slug()).unwrap(), before);
}

#[test]
fn what_is_added_undoes_nothing_that_another_program_did_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a", "b"]);
    store.save_page_types(&slug(), &[page_type("product", "/p/*")], &[], NOW).unwrap();
    // What is added is made of the plan as it is here, and is written when somebody else has worked on it.
    let page_rules = vec![page_type("product", "/item/*"), page_type("cart", "/bag")];
    let mut new = vec![
        Addition { page_rules, ..event("c", "c").into() },
        Addition { page_rules: vec![page_type("search", "/find")], ..event("d", "d").into() },
    ];
    let mut other = ready(store.path());
    other.save_event(&slug(), (&event("a", "renamed")).into(), NOW).unwrap();
    other.delete_event(&slug(), &EventId("b".into()), NOW).unwrap();
    other.save_event(&slug(), (&event("d", "theirs")).into(), NOW).unwrap();
    other.save_page_types(&slug(), &[page_type("product", "/goods/*")], &[], NOW).unwrap();
    let settings = PlanSettings { naming: Convention::CamelCase, ..PlanSettings::default() };
    other.save_settings(&slug(), &settings, &[], NOW).unwrap();
    let before = store.plan(&slug()).unwrap();

    assert_eq!(store.add_events(&slug(), Origin::Pack, &new, NOW).unwrap(), [EventId("c".into())]);
    assert_eq!(names(&store), ["renamed", "theirs", "c"]);
    let after = store.plan(&slug()).unwrap();
    assert_eq!(after.settings(), settings);
    let mut product = page_type("product", "/goods/*");
    product.patterns.push("/item/*".to_owned());
    assert_eq!(after.page_types, [product, page_type("cart", "/bag")], "nothing of what is there already");
    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Import an event pack"));
    assert_eq!(store.plan(&slug()).unwrap(), before);

    new.remove(0);
    assert_eq!(store.add_events(&slug(), Origin::Pack, &new, NOW).unwrap(), []);
    assert_eq!(store.plan(&slug()).unwrap(), before, "nothing comes with nothing");
    let nowhere = ShopSlug("nowhere".into());
    assert!(matches!(store.add_events(&nowhere, Origin::Pack, &new, NOW), Err(StoreError::NoShop(_))));
}

fn page_type(id: &str, pattern: &str) -> PageType {
    PageType { id: id.to_owned(), patterns: vec![pattern.to_owned()] }
}

#[test]
fn an_import_adds_its_shop() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = ready(&folder.path().join("waymark.db"));
    let shop = Shop { slug: ShopSlug("new".into()), url: "https://new.example".into(), name: "New".into() };
    let plan = Plan { events: vec![event("a", "a")], ..Plan::empty(shop.clone()) };
    store.merge_plan(&plan, NOW).unwrap();
    assert_eq!(store.plan(&shop.slug).unwrap(), plan);
}

#[test]
fn shops_are_apart_and_the_last_opened_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a"]);
    let other = Shop { slug: ShopSlug("other".into()), url: "https://o.example".into(), name: "O".into() };
    store.add_shop(&other, &[], NOW).unwrap();
    assert!(matches!(store.add_shop(&other, &[], NOW), Err(StoreError::ShopTaken(_))));
    store.save_event(&other.slug, (&event("a", "theirs")).into(), NOW).unwrap();
    store.touch_shop(&other.slug, NOW + 5).unwrap();
    assert_eq!(names(&store), ["a"]);
    let listed: Vec<_> =
        store.shops().unwrap().into_iter().map(|entry| (entry.shop.slug.0, entry.events)).collect();
    assert_eq!(listed, [("other".to_owned(), 1), ("shop.example".to_owned(), 1)]);
    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Add a"));
    assert_eq!(store.plan(&other.slug).unwrap().events.len(), 1);
}

#[test]
fn what_is_not_there_is_said_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_events(&folder, &["a"]);
    let nowhere = ShopSlug("nowhere".into());
    assert!(matches!(store.plan(&nowhere), Err(StoreError::NoShop(_))));
    assert!(matches!(store.touch_shop(&nowhere, NOW), Err(StoreError::NoShop(_))));
    let new = event("x", "x");
    let scene = Scene::default();
    let save =
        SaveEvent { scene: Some((&SceneId("s".into()), &scene)), picture: Some(b"p"), ..(&new).into() };
    assert!(matches!(store.save_event(&nowhere, save, NOW), Err(StoreError::NoShop(_))));
    assert!(matches!(store.delete_event(&slug(), &new.id, NOW), Err(StoreError::NoEvent(_))));
    let taken = store.duplicate_event(&slug(), &EventId("a".into()), &event("a", "b"), NOW);
    assert!(matches!(taken, Err(StoreError::EventTaken(_))));
    assert_eq!(names(&store), ["a"]);
}

#[test]
fn another_program_writing_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let store = with_events(&folder, &["a"]);
    let mut other = ready(store.path());
    let seen = store.data_version().unwrap();
    assert_eq!(store.data_version().unwrap(), seen);
    other.set_setting("folder", "/tmp").unwrap();
    assert_ne!(store.data_version().unwrap(), seen);
    assert_eq!(store.setting("folder").unwrap().as_deref(), Some("/tmp"));
}

#[test]
fn settings_are_kept_undone_and_travel_with_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    assert_eq!(store.plan(&slug()).unwrap().settings(), PlanSettings::default());
    let settings = PlanSettings {
        destinations: vec![Destination::DataLayer, Destination::Meta],
        privacy: Privacy { visitor_days: 30, ..Privacy::default() },
        naming: Convention::TitleCase,
    };
    store.save_settings(&slug(), &settings, &[], NOW).unwrap();
    assert_eq!(store.plan(&slug()).unwrap().settings(), settings);

    let plan = store.plan(&slug()).unwrap();
    store.replace_plan(&Plan::empty(plan.shop.clone()), NOW).unwrap();
    assert_eq!(store.plan(&slug()).unwrap().settings(), PlanSettings::default());
    store.undo(&slug(), NOW).unwrap();
    assert_eq!(store.plan(&slug()).unwrap().settings(), settings);

    store.merge_plan(&Plan::empty(plan.shop), NOW).unwrap();
    assert_eq!(
        store.plan(&slug()).unwrap().settings(),
        settings,
        "a plan that says nothing takes nothing away"
    );
    store.undo(&slug(), NOW).unwrap();

    let pack = Plan::empty(store.shop(&slug()).unwrap()).with_settings(PlanSettings {
        destinations: vec![Destination::Meta, Destination::Klaviyo],
        privacy: Privacy { consent: ConsentRule::Merchant, ..Privacy::default() },
        naming: Convention::CamelCase,
    });
    store.merge_plan(&pack, NOW).unwrap();
    let merged = store.plan(&slug()).unwrap().settings();
    assert_eq!(merged.destinations, [Destination::DataLayer, Destination::Meta, Destination::Klaviyo]);
    assert_eq!(merged.privacy, settings.privacy, "whether visitors are asked is nobody else's word");
    assert_eq!(merged.naming, Convention::TitleCase, "nor how a shop names its events");
    store.undo(&slug(), NOW).unwrap();
    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Change how events are named"));
    assert_eq!(store.plan(&slug()).unwrap().settings(), PlanSettings::default());
}

#[test]
fn events_are_renamed_with_their_convention_and_back_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let event = event("e1", "size_guide_open");
    store.save_event(&slug(), (&event).into(), NOW).unwrap();
    let settings = PlanSettings { naming: Convention::CamelCase, ..PlanSettings::default() };
    let renamed = Event { name: "sizeGuideOpen".to_owned(), ..event.clone() };
    store.save_settings(&slug(), &settings, std::slice::from_ref(&renamed), NOW).unwrap();
    let plan = store.plan(&slug()).unwrap();
    assert_eq!((plan.naming, plan.events), (Convention::CamelCase, vec![renamed]));
    let history = store.event_history(&slug(), &event.id, None, 5).unwrap();
    assert_eq!(history[0].words, "Change how events are named");

    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Change how events are named"));
    let plan = store.plan(&slug()).unwrap();
    assert_eq!((plan.naming, plan.events[0].name.as_str()), (Convention::ObjectAction, "size_guide_open"));
    store.redo(&slug(), NOW).unwrap();
    assert_eq!(store.plan(&slug()).unwrap().events[0].name, "sizeGuideOpen");
}
