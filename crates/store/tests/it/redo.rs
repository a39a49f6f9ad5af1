//! Taking changes back and making them again, each kind both ways and as often as one likes, pictures included; what was
//! done to one event; and bringing an earlier state of it back.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use serde_json::json;
use waymark_model::{
    Destination, Event, EventId, Note, PageType, Plan, PlanSettings, Privacy, Scene, SceneId, TargetId, Walk,
    WalkId,
};
use waymark_store::{Addition, Mute, Origin, SaveEvent, Store};

use crate::common::{NOW, event, slug, with_shop};

fn id(text: &str) -> EventId {
    EventId(text.into())
}

/// The plan, the shop's name, the events' pictures, the walks with what came of them last, and what is said of audits and
/// places.
type Everything = (Plan, String, Vec<Option<Vec<u8>>>, Vec<(Walk, Option<String>)>, Vec<String>);

/// Everything authored of the shop.
fn everything(store: &Store) -> Everything {
    let plan = store.plan(&slug()).unwrap();
    let pictures = plan.events.iter().map(|event| store.picture(&slug(), &event.id).unwrap()).collect();
    let walks = store.walks(&slug()).unwrap().into_iter().map(|walk| {
        let played = store.last_play(&slug(), &walk.id).unwrap();
        (store.walk(&slug(), &walk.id).unwrap(), played)
    });
    let mutes = store.mutes(&slug(), NOW).unwrap().into_iter().map(|mute| format!("{mute:?}"));
    let set = store.audit_schedule(&slug()).unwrap().map(|entry| entry.document);
    let places = store.publication_targets(&slug()).unwrap().into_iter().map(|target| target.name);
    // What was never set and what sets nothing is the same.
    let set = set.filter(|document| document != "{}");
    let said = mutes.chain(set).chain(places).collect();
    (plan, store.shop(&slug()).unwrap().name, pictures, walks.collect(), said)
}

fn mute(reason: &str) -> Mute {
    Mute { finding: "event/a".into(), reason: reason.into(), until: None }
}

fn other_element(event: &Event, css: &str) -> Event {
    let mut other = event.clone();
    css.clone_into(&mut other.target.as_mut().unwrap().selectors[0].css);
    other
}

/// Does something to a shop.
type Act = Box<dyn Fn(&mut Store)>;

/// The same beside the plan.
fn changes_beside_plan() -> Vec<(&'static str, Act)> {
    vec![
        ("Mute a finding", Box::new(|store| store.mute_finding(&slug(), &mute("Known"), NOW).unwrap())),
        (
            "Mute a finding",
            Box::new(|store| store.mute_finding(&slug(), &mute("Known better"), NOW).unwrap()),
        ),
        ("Unmute a finding", Box::new(|store| store.unmute_finding(&slug(), "event/a", NOW).unwrap())),
        (
            "Change when audits begin by themselves",
            Box::new(|store| store.set_audit_schedule(&slug(), "{\"every\":\"month\"}", 5, NOW).unwrap()),
        ),
        (
            "Change when audits begin by themselves",
            Box::new(|store| store.set_audit_schedule(&slug(), "{\"every\":\"week\"}", 6, NOW).unwrap()),
        ),
        (
            "Remove the place Folder",
            Box::new(|store| store.remove_publication_target(&slug(), &TargetId("t1".into()), NOW).unwrap()),
        ),
    ]
}

/// A change of each kind of the plan, by what undo calls it.
fn changes() -> Vec<(&'static str, Act)> {
    let note = || Note { at: NOW, author: "Anna".into(), text: "Why?".into() };
    let scene = (SceneId("s1".into()), Scene { path: "/products/tee".into(), ..Scene::default() });
    vec![
        (
            "Add a",
            Box::new(move |store| {
                let mut first = event("a", "a");
                first.target.as_mut().unwrap().scene = Some(scene.0.clone());
                let save = SaveEvent {
                    scene: Some((&scene.0, &scene.1)),
                    picture: Some(b"first"),
                    ..(&first).into()
                };
                store.save_event(&slug(), save, NOW).unwrap();
            }),
        ),
        ("Add b", Box::new(|store| store.save_event(&slug(), (&event("b", "b")).into(), NOW).unwrap())),
        (
            "Edit a",
            Box::new(|store| {
                let moved = other_element(&store.event(&slug(), &id("a")).unwrap(), "#second");
                let save = SaveEvent { picture: Some(b"second"), other_element: true, ..(&moved).into() };
                store.save_event(&slug(), save, NOW).unwrap();
            }),
        ),
        (
            "Rename b to c",
            Box::new(|store| store.save_event(&slug(), (&event("b", "c")).into(), NOW).unwrap()),
        ),
        ("Add a note to a", Box::new(move |store| store.add_note(&slug(), &id("a"), note(), NOW).unwrap())),
        (
            "Duplicate as a_2",
            Box::new(|store| {
                store.duplicate_event(&slug(), &id("a"), &event("a2", "a_2"), NOW).unwrap();
            }),
        ),
        ("Move an event", Box::new(|store| store.move_event(&slug(), &id("b"), 0, NOW).unwrap())),
        ("Delete a", Box::new(|store| store.delete_event(&slug(), &id("a"), NOW).unwrap())),
        (
            "Change page types",
            Box::new(|store| {
                let kinds = [PageType { id: "x".into(), patterns: vec!["/x".into()] }];
                store.save_page_types(&slug(), &kinds, &[], NOW).unwrap();
            }),
        ),
        (
            "Change destinations and consent",
            Box::new(|store| {
                let settings = PlanSettings {
                    destinations: vec![Destination::Meta],
                    privacy: Privacy::default(),
                    ..PlanSettings::default()
                };
                store.save_settings(&slug(), &settings, &[], NOW).unwrap();
            }),
        ),
        ("Rename the shop", Box::new(|store| store.rename_shop(&slug(), "New", NOW).unwrap())),
        (
            "Import a plan",
            Box::new(|store| {
                let mut plan = store.plan(&slug()).unwrap();
                plan.events = vec![event("b", "from_elsewhere"), event("d", "d")];
                store.replace_plan(&plan, NOW).unwrap();
            }),
        ),
        (
            "Import a Tag Manager container",
            Box::new(|store| {
                let new = [event("gtm-1", "from_gtm").into()];
                store.add_events(&slug(), Origin::Container, &new, NOW).unwrap();
            }),
        ),
        (
            "Import an event pack",
            Box::new(|store| {
                let page_rules = vec![PageType { id: "y".into(), patterns: vec!["/y".into()] }];
                let new = [Addition { page_rules, ..event("pack-1", "from_pack").into() }];
                store.add_events(&slug(), Origin::Pack, &new, NOW).unwrap();
            }),
        ),
        (
            "Rename the walk “Walk” to “New”",
            Box::new(|store| store.rename_walk(&slug(), &WalkId("w".into()), "New", NOW).unwrap()),
        ),
        (
            "Delete the walk “New”",
            Box::new(|store| store.delete_walk(&slug(), &WalkId("w".into()), NOW).unwrap()),
        ),
    ]
}

#[test]
fn every_kind_of_change_goes_both_ways_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    // Recording a walk is no change of the plan and cannot be taken back.
    let (walk, name) = (WalkId("w".into()), "Walk".to_owned());
    let walk = Walk { id: walk, name, made_at: NOW, steps: Vec::new(), ticks: Vec::new() };
    store.save_walk(&slug(), &walk, []).unwrap();
    store.record_play(&slug(), &walk.id, "1").unwrap();
    // Nor is adding a place.
    let place = json!({ "id": "t1", "name": "Folder", "place": { "type": "folder", "path": "/shop", "publicUrl": "" } });
    store.put_publication_target(&slug(), &serde_json::from_value(place).unwrap()).unwrap();
    let mut states = vec![everything(&store)];
    let mut changes = changes();
    changes.extend(changes_beside_plan());
    for (words, change) in &changes {
        change(&mut store);
        assert_eq!(store.next_undo(&slug()).unwrap().as_deref(), Some(*words));
        states.push(everything(&store));
    }
    for _ in 0..3 {
        for (at, (words, _)) in changes.iter().enumerate().rev() {
            assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some(*words));
            assert_eq!(everything(&store), states[at], "before {words}");
            assert_eq!(store.next_redo(&slug()).unwrap().as_deref(), Some(*words));
        }
        assert_eq!(store.undo(&slug(), NOW).unwrap(), None);
        for (at, (words, _)) in changes.iter().enumerate() {
            assert_eq!(store.redo(&slug(), NOW).unwrap().as_deref(), Some(*words));
            assert_eq!(everything(&store), states[at + 1], "after {words}");
            assert_eq!(store.next_undo(&slug()).unwrap().as_deref(), Some(*words));
        }
        assert_eq!(store.redo(&slug(), NOW).unwrap(), None);
    }
}

#[test]
fn back_and_forth_in_the_middle_keeps_the_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    for name in ["a", "b", "c"] {
        store.save_event(&slug(), (&event(name, name)).into(), NOW).unwrap();
    }
    let undo = |store: &mut Store| store.undo(&slug(), NOW).unwrap();
    let redo = |store: &mut Store| store.redo(&slug(), NOW).unwrap();
    for (step, words) in [
        ("undo", "Add c"),
        ("undo", "Add b"),
        ("redo", "Add b"),
        ("undo", "Add b"),
        ("undo", "Add a"),
        ("redo", "Add a"),
        ("redo", "Add b"),
        ("redo", "Add c"),
        ("undo", "Add c"),
    ] {
        let done = if step == "undo" { undo(&mut store) } else { redo(&mut store) };
        assert_eq!(done.as_deref(), Some(words), "{step}");
    }
}

#[test]
fn a_new_change_ends_redo_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    store.save_event(&slug(), (&event("a", "a")).into(), NOW).unwrap();
    store.undo(&slug(), NOW).unwrap();
    store.save_event(&slug(), (&event("b", "b")).into(), NOW).unwrap();
    assert_eq!(store.next_redo(&slug()).unwrap(), None);
    assert_eq!(store.redo(&slug(), NOW).unwrap(), None);
    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Add b"));
    assert_eq!(
        store.redo(&slug(), NOW).unwrap().as_deref(),
        Some("Add b"),
        "and not what was undone before it"
    );
    assert_eq!(store.redo(&slug(), NOW).unwrap(), None);
}

#[test]
fn the_history_of_an_event_says_who_did_what_and_skips_what_is_not_about_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    store.save_event(&slug(), (&event("a", "a")).into(), NOW).unwrap();
    store.set_setting("author", "Anna").unwrap();
    store.save_event(&slug(), (&event("b", "b")).into(), NOW + 1).unwrap();
    store.save_event(&slug(), (&event("a", "a2")).into(), NOW + 2).unwrap();
    store.move_event(&slug(), &id("a"), 1, NOW + 3).unwrap();
    store.rename_shop(&slug(), "New", NOW + 4).unwrap();
    let mut plan = store.plan(&slug()).unwrap();
    plan.events = vec![event("a", "a3")];
    store.merge_plan(&plan, NOW + 5).unwrap();
    store.undo(&slug(), NOW + 6).unwrap();
    store.redo(&slug(), NOW + 7).unwrap();

    let history = store.event_history(&slug(), &id("a"), None, 99).unwrap();
    let told: Vec<_> =
        history.iter().map(|past| (past.at - NOW, past.author.as_str(), past.words.as_str())).collect();
    assert_eq!(
        told,
        [
            (7, "Anna", "Redo: Import a plan"),
            (6, "Anna", "Undo: Import a plan"),
            (5, "Anna", "Import a plan"),
            (2, "Anna", "Rename a to a2"),
            (0, "", "Add a"),
        ]
    );
    assert_eq!(history[4].before, None);
    assert_eq!(history[2].after.as_ref().unwrap().name, "a3");

    let part = store.event_history(&slug(), &id("a"), Some(history[1].id), 2).unwrap();
    assert_eq!(part, history[2..4]);
    let after = |change| store.event_after(&slug(), &id("a"), change).unwrap();
    assert_eq!((after(history[2].id), after(i64::MAX)), (history[2].after.clone(), None));
}

#[test]
fn an_earlier_state_comes_back_with_its_picture_as_a_change_that_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let first = event("a", "a");
    store.save_event(&slug(), SaveEvent { picture: Some(b"first"), ..(&first).into() }, NOW).unwrap();
    store.save_event(&slug(), (&event("b", "b")).into(), NOW).unwrap();
    let second = other_element(&first, "#second");
    let save = SaveEvent { picture: Some(b"second"), other_element: true, ..(&second).into() };
    store.save_event(&slug(), save, NOW).unwrap();
    let third = other_element(&first, "#third");
    let save = SaveEvent { picture: Some(b"third"), other_element: true, ..(&third).into() };
    store.save_event(&slug(), save, NOW).unwrap();
    let before = everything(&store);

    let history = store.event_history(&slug(), &id("a"), None, 99).unwrap();
    let added = history.last().unwrap().id;
    let keep = |now: &Event, earlier: Event| Event { owner: now.name.clone(), ..earlier };
    store.bring_back_event(&slug(), &id("a"), added, keep, NOW).unwrap();
    let now = store.event(&slug(), &id("a")).unwrap();
    assert_eq!((now.target, now.owner.as_str()), (first.target, "a"));
    assert_eq!(store.picture(&slug(), &id("a")).unwrap().as_deref(), Some(&b"first"[..]));
    let after = everything(&store);
    assert_eq!(after.0.events.iter().map(|event| event.id.0.as_str()).collect::<Vec<_>>(), ["a", "b"]);

    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Bring an earlier a back"));
    assert_eq!(everything(&store), before);
    store.redo(&slug(), NOW).unwrap();
    assert_eq!(everything(&store), after);
}
