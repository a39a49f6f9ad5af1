//! Publication targets, revisions and publications.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use waymark_model::{Place, PublicationTarget, TargetId};
use waymark_store::{NewRevision, Publication, PublicationKind, Store, StoreError};

use crate::common::{NOW, slug, with_shop};

fn target(id: &str, name: &str) -> PublicationTarget {
    let place = Place::Folder { path: format!("/srv/{id}"), public_url: None };
    PublicationTarget { id: TargetId(id.into()), name: name.into(), place }
}

fn keep(store: &mut Store, id: &str, document: &str) {
    let new = NewRevision { id, revision: &id[..4], events: 3, document };
    store.keep_revision(&slug(), &new, NOW).unwrap();
}

#[test]
fn targets_keep_their_order_and_their_place_when_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    for (id, name) in [("b", "One"), ("a", "Two"), ("b", "First")] {
        store.put_publication_target(&slug(), &target(id, name)).unwrap();
    }
    assert_eq!(store.publication_targets(&slug()).unwrap(), [target("b", "First"), target("a", "Two")]);
}

#[test]
fn a_target_taken_out_is_gone_from_the_list_and_kept_in_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    store.put_publication_target(&slug(), &target("a", "One")).unwrap();
    keep(&mut store, "aaaa1", "{}");
    let publication = Publication {
        target: TargetId("a".into()),
        revision: "aaaa1".into(),
        kind: PublicationKind::Publish,
        author: "Ada".into(),
        at: NOW,
    };
    store.record_publication(&slug(), &publication).unwrap();
    store.remove_publication_target(&slug(), &TargetId("a".into()), NOW).unwrap();
    assert!(store.publication_targets(&slug()).unwrap().is_empty());
    assert_eq!(store.publications(&slug()).unwrap(), [publication]);
    let again = store.remove_publication_target(&slug(), &TargetId("a".into()), NOW);
    assert!(matches!(again, Err(StoreError::NoTarget(_))));

    // Another place knows nothing of it; the same one, added again, does.
    let elsewhere = Place::Folder { path: "/srv/elsewhere".into(), public_url: None };
    let other = PublicationTarget { place: elsewhere, ..target("o", "Other") };
    store.put_publication_target(&slug(), &other).unwrap();
    assert_eq!(store.publications(&slug()).unwrap()[0].target, TargetId("a".into()));
    let again = PublicationTarget { id: TargetId("b".into()), ..target("a", "Again") };
    store.put_publication_target(&slug(), &again).unwrap();
    assert_eq!(store.publications(&slug()).unwrap()[0].target, TargetId("b".into()));
}

#[test]
fn revisions_are_numbered_once_and_never_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    let mut store = with_shop(&path);
    keep(&mut store, "aaaa1", "first");
    keep(&mut store, "bbbb2", "second");
    keep(&mut store, "aaaa1", "other");
    let known: Vec<(String, u32)> =
        store.revisions(&slug()).unwrap().into_iter().map(|known| (known.revision, known.number)).collect();
    assert_eq!(known, [("bbbb".to_owned(), 2), ("aaaa".to_owned(), 1)]);
    assert_eq!(store.release_document(&slug(), "aaaa1").unwrap().as_deref(), Some("first"));
    assert_eq!(store.release_document(&slug(), "cccc").unwrap(), None);

    let raw = rusqlite::Connection::open(&path).unwrap();
    assert!(raw.execute("UPDATE revisions SET document = 'x'", []).is_err());
    assert!(raw.execute("DELETE FROM revisions", []).is_err());
}

#[test]
fn what_is_not_known_was_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let publication = Publication {
        target: TargetId("a".into()),
        revision: "aaaa1".into(),
        kind: PublicationKind::RollBack,
        author: String::new(),
        at: NOW,
    };
    assert!(store.record_publication(&slug(), &publication).is_err());
}

#[test]
fn every_kind_of_publication_is_told_from_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    store.put_publication_target(&slug(), &target("a", "One")).unwrap();
    keep(&mut store, "aaaa1", "{}");
    let kinds = [
        PublicationKind::Attempt,
        PublicationKind::Publish,
        PublicationKind::RollBack,
        PublicationKind::Seen,
    ];
    for kind in kinds {
        let publication = Publication {
            target: TargetId("a".into()),
            revision: "aaaa1".into(),
            kind,
            author: String::new(),
            at: NOW,
        };
        store.record_publication(&slug(), &publication).unwrap();
        assert_eq!(store.publications(&slug()).unwrap()[0], publication);
    }
}
