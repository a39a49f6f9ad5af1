//! What was published and is not there any more is said to be live nowhere, in the list, the exports and after a restart.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use waymark_app::publishing::{Errand, Secret};
use waymark_app::vault::Vault;
use waymark_model::{Place, PublicationTarget, TargetId};

use crate::support::{Fixture, publish};

const POINTER: &str = "v1/kiln.example/current.json";

/// An installation with one event, which publishes into a folder.
fn publisher(www: &Path) -> (Fixture, Errand) {
    let mut fixture = Fixture::with_shop();
    fixture.tag("form[action=\"/cart/add\"] button");
    let slug = fixture.slug();
    let place = Place::Folder { path: www.display().to_string(), public_url: None };
    let target = PublicationTarget { id: TargetId("f".into()), name: "Folder".into(), place };
    fixture.app.save_target(&slug, &target, Secret::AsKept).unwrap();
    let errand = fixture.app.errand_to(&slug, target, &Arc::new(Vault::default()));
    (fixture, errand)
}

/// Where the first event is said to be live.
fn live_at(fixture: &Fixture) -> Vec<String> {
    let event = fixture.app.event_proofs(&fixture.slug()).unwrap().remove(0);
    let places = event.proof.unwrap().places;
    assert_eq!(event.cells[3].is_empty(), places.is_empty(), "the exports say the same");
    places.into_iter().map(|place| place.place).collect()
}

/// Looks at the place; whether that was news.
async fn look(fixture: &mut Fixture, errand: &Errand) -> bool {
    let look = errand.look().await.unwrap();
    fixture.app.saw(&errand.shop, &look)
}

#[tokio::test]
async fn what_was_deleted_at_the_place_is_live_there_no_more_until_it_is_there_again() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = publisher(www.path());
    assert!(!look(&mut fixture, &errand).await, "nothing was published, so nothing is gone");
    publish(&mut fixture, &errand, None).await.unwrap();
    assert_eq!(live_at(&fixture), ["Folder"]);
    assert!(!look(&mut fixture, &errand).await && live_at(&fixture) == ["Folder"]);

    let (pointer, away) = (www.path().join(POINTER), www.path().join("away"));
    fs::rename(&pointer, &away).unwrap();
    assert!(look(&mut fixture, &errand).await);
    assert!(live_at(&fixture).is_empty() && !look(&mut fixture, &errand).await);
    let mut fixture = fixture.restart();
    fixture.app.select_shop(&errand.shop).unwrap();
    let event = fixture.tag("#newsletter button").event.id;
    fixture.app.delete_event(&event).unwrap();
    fixture.app.undo().unwrap();
    assert!(live_at(&fixture).is_empty(), "a restart and an undo change nothing of it");

    fs::rename(&away, &pointer).unwrap();
    assert!(look(&mut fixture, &errand).await);
    assert_eq!(live_at(&fixture), ["Folder"]);

    fs::remove_file(&pointer).unwrap();
    look(&mut fixture, &errand).await;
    publish(&mut fixture, &errand, None).await.unwrap();
    assert_eq!(live_at(&fixture), ["Folder"], "published again, without a look");
}

#[tokio::test]
async fn what_somebody_else_replaced_is_live_there_no_more() {
    let www = tempfile::tempdir().unwrap();
    let (mut ours, errand) = publisher(www.path());
    publish(&mut ours, &errand, None).await.unwrap();
    let revision = ours.app.order(&errand.shop).unwrap().release.revision;
    let (mut theirs, colleague) = publisher(www.path());
    theirs.tag("#newsletter button");
    publish(&mut theirs, &colleague, Some(&revision)).await.unwrap();

    assert_eq!(live_at(&ours), ["Folder"], "nobody looked");
    assert!(look(&mut ours, &errand).await);
    assert!(live_at(&ours).is_empty());
    assert_eq!(live_at(&theirs), ["Folder"]);
}

#[tokio::test]
async fn a_place_that_is_edited_to_be_elsewhere_has_nothing_of_it() {
    let (www, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (mut fixture, errand) = publisher(www.path());
    publish(&mut fixture, &errand, None).await.unwrap();
    let place = Place::Folder { path: other.path().display().to_string(), public_url: None };
    let moved = PublicationTarget { place, ..errand.target.clone() };
    fixture.app.save_target(&errand.shop, &moved, Secret::AsKept).unwrap();
    assert!(live_at(&fixture).is_empty());
}
