//! Databases of every released version, frozen as text in `tests/frozen`, open in this one with everything
//! in them. A new migration adds a file here and changes none.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::path::Path;

use waymark_model::{ConsentRule, Destination, EventId, Place, Privacy, SceneId, WalkId};
use waymark_store::{Leased, Store};

use crate::common::{event, ready, slug};

const FROZEN: &[&str] = &[
    include_str!("../frozen/v0001.sql"),
    include_str!("../frozen/v0002.sql"),
    include_str!("../frozen/v0003.sql"),
    include_str!("../frozen/v0004.sql"),
    include_str!("../frozen/v0005.sql"),
    include_str!("../frozen/v0006.sql"),
    include_str!("../frozen/v0007.sql"),
    include_str!("../frozen/v0008.sql"),
    include_str!("../frozen/v0009.sql"),
    include_str!("../frozen/v0010.sql"),
    include_str!("../frozen/v0011.sql"),
    include_str!("../frozen/v0012.sql"),
    include_str!("../frozen/v0013.sql"),
];

fn opened(path: &Path, frozen: &str) -> Store {
    let raw = rusqlite::Connection::open(path).unwrap();
    // A dump lists tables by name, not by what refers to what.
    raw.pragma_update(None, "foreign_keys", false).unwrap();
    raw.execute_batch(frozen).unwrap();
    drop(raw);
    ready(path)
}

fn schema(path: &Path) -> Vec<String> {
    let raw = rusqlite::Connection::open(path).unwrap();
    let mut statement =
        raw.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name").unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_version_has_a_frozen_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    drop(ready(&path));
    let raw = rusqlite::Connection::open(&path).unwrap();
    let known: u32 = raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(FROZEN.len(), known as usize, "add a frozen database for the newest version");
}

#[test]
fn an_upgraded_database_has_the_schema_of_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("fresh.db");
    drop(ready(&fresh));
    for (index, frozen) in FROZEN.iter().enumerate() {
        let path = folder.path().join(format!("v{index}.db"));
        drop(opened(&path, frozen));
        assert_eq!(schema(&path), schema(&fresh), "upgraded from version {}", index + 1);
    }
}

#[test]
fn everything_in_a_database_of_version_1_is_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = opened(&folder.path().join("waymark.db"), FROZEN[0]);
    let id = EventId("0198-a".into());

    let entry = &store.shops().unwrap()[0];
    assert_eq!(
        (entry.shop.name.as_str(), entry.events, entry.opened_at),
        ("Shop", 1, Some(1_760_000_000_004))
    );
    let plan = store.plan(&slug()).unwrap();
    let target = plan.events[0].target.as_ref().unwrap();
    assert_eq!(plan.events[0].name, "add_to_cart");
    assert_eq!(target.selectors, event("x", "x").target.unwrap().selectors);
    assert_eq!(target.fingerprint.as_ref().unwrap().name, "Add to cart");
    assert_eq!(plan.scenes[&SceneId("9f2c".into())].path, "/products/tee");
    assert_eq!(plan.page_types.len(), 9);
    assert_eq!(store.picture(&slug(), &id).unwrap().as_deref(), Some(&b"png"[..]));
    let proof = &store.proofs(&slug()).unwrap()[0];
    assert_eq!((&proof.event, proof.definition.as_str()), (&id, "0123456789abcdef"));
    assert_eq!(store.setting("export_folder").unwrap().as_deref(), Some("/home/anna/shop"));
    assert_eq!(store.undo(&slug(), 0).unwrap().as_deref(), Some("Delete size_guide_open"));
    assert_eq!(store.plan(&slug()).unwrap().events.len(), 2);
}

#[test]
fn a_picture_set_aside_in_a_database_of_version_2_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = opened(&folder.path().join("waymark.db"), FROZEN[1]);
    let id = EventId("0198-a".into());
    assert_eq!(store.picture(&slug(), &id).unwrap().as_deref(), Some(&b"later png"[..]));
    assert_eq!(store.undo(&slug(), 0).unwrap().as_deref(), Some("Edit add_to_cart"));
    assert_eq!(store.picture(&slug(), &id).unwrap().as_deref(), Some(&b"png"[..]));
}

#[test]
fn settings_in_a_database_of_version_3_are_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder.path().join("waymark.db"), FROZEN[2]);
    let settings = store.plan(&slug()).unwrap().settings();
    assert_eq!(settings.destinations.len(), 2);
    assert_eq!(settings.destinations[1], Destination::Ga4 { measurement_id: Some("G-ABC123".into()) });
    assert_eq!(settings.privacy, Privacy { consent: ConsentRule::Merchant, visitor_days: 30 });
}

#[test]
fn what_was_published_from_a_database_of_version_4_is_still_known() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder.path().join("waymark.db"), FROZEN[3]);
    let target = &store.publication_targets(&slug()).unwrap()[0];
    assert_eq!(target.place, Place::Host { url: "https://host.example".into() });
    assert_eq!(store.revisions(&slug()).unwrap()[0].number, 1);
    assert_eq!(store.publications(&slug()).unwrap()[0].author, "Anna");
    assert_eq!(store.release_document(&slug(), "aa11").unwrap().as_deref(), Some("{}"));
}

#[test]
fn what_an_audit_found_in_a_database_of_version_5_is_still_known() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder.path().join("waymark.db"), FROZEN[4]);
    let audits = store.audits(&slug()).unwrap();
    assert_eq!(audits.iter().map(|audit| (audit.number, audit.pages)).collect::<Vec<_>>(), [(2, 1), (1, 0)]);
    assert_eq!(store.audit_report(audits[1].id).unwrap().as_deref(), Some("{}"));
    assert_eq!(store.mutes(&slug(), 0).unwrap()[0].reason, "Winter sale");
}

#[test]
fn schedules_of_version_6_are_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder.path().join("waymark.db"), FROZEN[5]);
    let entry = store.audit_schedule(&slug()).unwrap().unwrap();
    assert_eq!((entry.anchor, entry.not_before), (1_760_000_000_010, Some(1_760_000_000_011)));
    assert!(entry.document.contains("weekly"));
    assert_eq!(store.audit_tellings(&slug()).unwrap()[0].way, "mail");
}

#[test]
fn an_auditor_of_version_7_that_is_gone_keeps_nobody_from_auditing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = opened(&folder.path().join("waymark.db"), FROZEN[6]);
    assert_eq!(store.auditor(&slug(), 0).unwrap(), None);
    assert!(matches!(store.lease_audit(&slug(), "app", 0).unwrap(), Leased::Yours(_)));
}

#[test]
fn what_a_list_shows_of_audits_of_version_7_is_taken_out_of_their_reports() {
    let folder = tempfile::tempdir().unwrap();
    for (index, frozen) in FROZEN[6..].iter().enumerate() {
        let store = opened(&folder.path().join(format!("{index}.db")), frozen);
        let audits = store.audits(&slug()).unwrap();
        let brief = concat!(
            r#"{"score":71,"checked":18,"breaks":2,"findings":[["event/a","critical"],["tags","notice"]],"#,
            r#""themes":[{"id":"7","name":"Dawn's","isLive":true}]}"#
        );
        assert_eq!(audits[1].brief.as_deref(), Some(brief));
        assert_eq!(audits[0].brief, None, "it is not done");
    }
}

#[test]
fn pictures_of_an_audit_in_version_9_are_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder.path().join("waymark.db"), FROZEN[8]);
    assert_eq!(store.audit_picture(1, "aa11").unwrap().as_deref(), Some(&b"png"[..]));
}

#[test]
fn who_made_a_change_in_version_10_is_still_known_and_nobody_made_the_older_ones() {
    let folder = tempfile::tempdir().unwrap();
    for (index, author) in [(8, ""), (9, "Anna Sommer")] {
        let store = opened(&folder.path().join(format!("{index}.db")), FROZEN[index]);
        let history = store.event_history(&slug(), &EventId("0198-a".into()), None, 99).unwrap();
        let last = history.first().map(|change| (change.author.as_str(), change.words.as_str()));
        assert_eq!(last, Some((author, "Edit add_to_cart")));
    }
}

#[test]
fn what_devices_showed_in_a_database_of_version_11_is_still_known() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = opened(&folder.path().join("waymark.db"), FROZEN[10]);
    let [seen] = &store.sightings(&slug()).unwrap()[..] else { panic!("one event was seen") };
    assert_eq!(
        (seen.event.0.as_str(), seen.rule.as_str(), seen.measured_at),
        ("0198-a", "c0ffee", 1_760_000_000_021)
    );
    let newer =
        waymark_store::Sighting { rule: "beef".into(), measured_at: 1_760_000_000_022, ..seen.clone() };
    store.record_sightings(&slug(), std::slice::from_ref(&newer)).unwrap();
    assert_eq!(store.sightings(&slug()).unwrap(), [newer], "the last one stands in for those before");
}

#[test]
fn walks_of_version_12_are_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(&folder.path().join("waymark.db"), FROZEN[11]);
    let walk = &store.walks(&slug()).unwrap()[0];
    assert_eq!((walk.name.as_str(), walk.steps), ("Home, product", 1));
    assert_eq!(store.last_play(&slug(), &WalkId("w1".into())).unwrap().as_deref(), Some("{}"));
}
