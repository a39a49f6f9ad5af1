//! Walks: kept with their scenes, listed, taken away and brought back.

use waymark_model::{EventId, Scene, SceneId, TickOutcome, Walk, WalkAct, WalkId, WalkStep, WalkTick};
use waymark_store::StoreError;

use crate::common::{NOW, slug, with_shop};

fn walk(id: &str, made_at: i64) -> Walk {
    Walk { id: WalkId(id.into()), name: format!("Walk {id}"), made_at, steps: Vec::new(), ticks: Vec::new() }
}

#[test]
fn walks_are_listed_newest_first_and_know_their_scenes() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let (scene, id) = (Scene { path: "/cart".into(), ..Scene::default() }, SceneId("s".into()));
    store.save_walk(&slug(), &walk("a", NOW), [(&id, &scene)]).unwrap();
    store.save_walk(&slug(), &walk("b", NOW + 1), []).unwrap();
    let names: Vec<String> = store.walks(&slug()).unwrap().into_iter().map(|walk| walk.name).collect();
    assert_eq!(names, ["Walk b", "Walk a"]);
    assert_eq!(store.scene(&slug(), &id).unwrap().unwrap().path, "/cart");
}

#[test]
fn the_list_counts_steps_and_ticks_and_tells_what_came_of_each_walk() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let tick = |id: &str, outcome| WalkTick {
        event: EventId(id.into()),
        name: id.into(),
        outcome,
        step: None,
        reason: String::new(),
    };
    let step = WalkStep {
        act: WalkAct::Page,
        page: "/".into(),
        page_type: None,
        label: String::new(),
        target: None,
        value: None,
        fired: Vec::new(),
    };
    let ticks =
        vec![tick("a", TickOutcome::Fired), tick("b", TickOutcome::Fired), tick("c", TickOutcome::Silent)];
    let walked = Walk { steps: vec![step.clone(), step.clone(), step], ticks, ..walk("a", NOW) };
    store.save_walk(&slug(), &walked, []).unwrap();
    store.record_play(&slug(), &walked.id, "1").unwrap();
    let listed = store.walks(&slug()).unwrap().remove(0);
    assert_eq!((listed.steps, listed.fired, listed.silent), (3, 2, 1));
    assert_eq!((listed.id, listed.made_at, listed.played.as_deref()), (walked.id, NOW, Some("1")));
}

#[test]
fn a_walk_that_was_taken_away_comes_back_with_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let id = WalkId("a".into());
    store.save_walk(&slug(), &walk("a", NOW), []).unwrap();
    store.record_play(&slug(), &id, "1").unwrap();
    store.delete_walk(&slug(), &id, NOW).unwrap();
    assert!(store.walks(&slug()).unwrap().is_empty());
    assert!(matches!(store.walk(&slug(), &id), Err(StoreError::NoWalk(_))));
    assert!(matches!(store.delete_walk(&slug(), &id, NOW), Err(StoreError::NoWalk(_))));
    assert_eq!(store.undo(&slug(), NOW).unwrap().as_deref(), Some("Delete the walk “Walk a”"));
    assert_eq!(store.walk(&slug(), &id).unwrap(), walk("a", NOW));
    assert_eq!(store.last_play(&slug(), &id).unwrap().as_deref(), Some("1"), "what came of it is lost");
    assert_eq!(store.redo(&slug(), NOW).unwrap().as_deref(), Some("Delete the walk “Walk a”"));
    assert!(store.walks(&slug()).unwrap().is_empty(), "redo says so and does nothing");
}

#[test]
fn what_came_of_a_walk_last_is_kept_until_it_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let id = WalkId("a".into());
    store.save_walk(&slug(), &walk("a", NOW), []).unwrap();
    assert_eq!(store.last_play(&slug(), &id).unwrap(), None);
    store.record_play(&slug(), &id, "1").unwrap();
    store.record_play(&slug(), &id, "2").unwrap();
    assert_eq!(store.last_play(&slug(), &id).unwrap().as_deref(), Some("2"));
    store.rename_walk(&slug(), &id, "New", NOW).unwrap();
    assert_eq!(store.walk(&slug(), &id).unwrap().name, "New");
    assert_eq!(store.last_play(&slug(), &id).unwrap().as_deref(), Some("2"), "a name changes nothing of it");
}
