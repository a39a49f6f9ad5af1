//! Publishing to a real folder: review, going live, somebody else in between, going back.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use waymark_app::publishing::{Errand, LeftPreview, Secret, Unwatched};
use waymark_app::vault::Vault;
use waymark_app::view::{ChangeKind, LiveId, ReleaseId, Review};
use waymark_app::{AppError, Code, Failure};
use waymark_model::{Place, PublicationTarget, Severity, TargetId};
use waymark_store::{Opened, Store};

use crate::support::{Fixture, StopAt, publish, review, tried_out};

fn folder(path: &Path) -> PublicationTarget {
    PublicationTarget {
        id: TargetId("t1".into()),
        name: "Live shop".into(),
        place: Place::Folder {
            path: path.display().to_string(),
            public_url: Some("https://cdn.example/".into()),
        },
    }
}

/// An installation with one event that publishes to the folder.
fn installed(www: &Path) -> (Fixture, Errand) {
    let mut fixture = Fixture::with_shop();
    fixture.tag("form[action=\"/cart/add\"] button");
    fixture.app.save_target(&fixture.slug(), &folder(www), Secret::AsKept).unwrap();
    let errand = only_errand(&fixture);
    (fixture, errand)
}

fn only_errand(fixture: &Fixture) -> Errand {
    let vault = Arc::new(Vault::default());
    fixture.app.errands(&fixture.slug(), Some("live SHOP"), &vault).unwrap().remove(0)
}

fn current(www: &Path) -> serde_json::Value {
    let pointer = fs::read_to_string(www.join("v1/kiln.example/current.json")).unwrap();
    serde_json::from_str(&pointer).unwrap()
}

#[tokio::test]
async fn a_plan_goes_live_and_the_review_says_so() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    let before = review(&fixture, &errand).await;
    assert!(before.live.is_none() && !before.is_live && before.conflict.is_none());
    assert_eq!(
        before.changes.iter().flatten().map(|change| change.kind).collect::<Vec<_>>(),
        [ChangeKind::Added]
    );
    assert_eq!(before.unproven.iter().map(|event| event.name.as_str()).collect::<Vec<_>>(), ["add_to_cart"]);

    assert!(publish(&mut fixture, &errand, None).await.unwrap());
    assert_eq!(current(www.path())["revision"], revision_of(&before));
    let after = review(&fixture, &errand).await;
    assert!(after.is_live && after.changes.unwrap().is_empty());
    let live = after.live.unwrap();
    assert!(live.is_ours);
    assert_eq!((live.number, live.published_at.as_deref()), (Some(1), Some("2027-01-15T08:00:00Z")));

    assert!(errand.look().await.unwrap().config.is_some(), "it was made when this was nobody's yet");
    assert!(only_errand(&fixture).look().await.unwrap().config.is_none(), "what is known is not fetched");

    let target = fixture.app.targets(&fixture.slug()).unwrap().remove(0);
    assert_eq!(
        target.script.as_deref(),
        Some("<script src=\"https://cdn.example/v1/kiln.example/waymark.js\" defer></script>")
    );
    assert_eq!(target.history.len(), 1);
    assert!(
        !publish(&mut fixture, &errand, Some(revision_of(&before))).await.unwrap(),
        "nothing had to change"
    );
}

#[tokio::test]
async fn a_file_that_is_not_waymarks_is_told_and_replaced_by_who_has_seen_it() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    let pointer = www.path().join("v1/kiln.example/current.json");
    fs::create_dir_all(pointer.parent().unwrap()).unwrap();
    fs::write(&pointer, "<html>").unwrap();

    let shown = review(&fixture, &errand).await;
    let live = shown.live.clone().unwrap();
    assert!(live.is_foreign && !live.is_ours && !shown.is_live);
    assert_eq!(shown.conflict.as_deref(), Some(&[][..]), "as if somebody else had published");
    let tested = tried_out(&errand).await.unwrap();
    assert!(tested.is_writable && tested.message.contains("not Waymark's"), "{}", tested.message);
    let look = errand.look().await.unwrap();
    let order = fixture.app.order(&fixture.slug()).unwrap();
    let unseen = fixture.app.replaces(&fixture.slug(), &look, Some(&order), None).unwrap_err();
    assert!(matches!(unseen, AppError::NotWaymarks), "{unseen:?}");

    // It changes after it was seen.
    fs::write(&pointer, "<html lang=en>").unwrap();
    for seen in [None, Some(live.revision.as_str())] {
        let failure = Failure::from(publish(&mut fixture, &errand, seen).await.unwrap_err());
        assert_eq!(failure.code, Code::Conflict);
        assert!(failure.message.contains("not Waymark's"), "{}", failure.message);
        assert_eq!(fs::read_to_string(&pointer).unwrap(), "<html lang=en>");
    }
    let seen = review(&fixture, &errand).await.live.unwrap().revision;
    assert!(publish(&mut fixture, &errand, Some(&seen)).await.unwrap());
    assert!(review(&fixture, &errand).await.is_live);
    let late = publish(&mut fixture, &errand, Some(&seen)).await.unwrap();
    assert!(!late, "it is live already");
}

#[tokio::test]
async fn a_place_that_is_added_again_knows_what_was_published_there() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    publish(&mut fixture, &errand, None).await.unwrap();
    fixture.app.remove_target(&errand, LeftPreview::Refused).unwrap();
    let again = PublicationTarget { id: TargetId("t2".into()), ..folder(www.path()) };
    fixture.app.save_target(&fixture.slug(), &again, Secret::AsKept).unwrap();
    let errand = only_errand(&fixture);
    assert_eq!(errand.target.id, again.id);
    fixture.tag("#newsletter button");
    let shown = review(&fixture, &errand).await;
    assert!(shown.live.unwrap().is_ours && shown.conflict.is_none());
    assert_eq!(fixture.app.targets(&fixture.slug()).unwrap()[0].history.len(), 1);
    let other = tempfile::tempdir().unwrap();
    let elsewhere =
        PublicationTarget { id: TargetId("t3".into()), name: "Other".into(), ..folder(other.path()) };
    fixture.app.save_target(&fixture.slug(), &elsewhere, Secret::AsKept).unwrap();
    assert!(fixture.app.targets(&fixture.slug()).unwrap()[1].history.is_empty());
}

#[tokio::test]
async fn a_folder_is_made_when_a_place_is_added_and_never_again() {
    let disk = tempfile::tempdir().unwrap();
    let www = disk.path().join("www");
    let (mut fixture, errand) = installed(&www);
    assert!(www.is_dir());
    fs::remove_dir(&www).unwrap();
    let failure = Failure::from(errand.look().await.unwrap_err());
    assert_eq!(failure.message, "The folder www is not there.");
    assert!(failure.hint.starts_with("Is the drive connected?"), "{}", failure.hint);
    assert!(tried_out(&errand).await.is_err() && publish(&mut fixture, &errand, None).await.is_err());
    let renamed = PublicationTarget { name: "Renamed".into(), ..folder(&www) };
    fixture.app.save_target(&fixture.slug(), &renamed, Secret::AsKept).unwrap();
    assert!(!www.exists(), "another name makes no folder");
    let mistyped = PublicationTarget { id: TargetId("t2".into()), ..folder(&disk.path().join("wwww/deep")) };
    assert!(fixture.app.save_target(&fixture.slug(), &mistyped, Secret::AsKept).is_err());
    assert!(!disk.path().join("wwww").exists());
    assert_eq!(fixture.app.targets(&fixture.slug()).unwrap().len(), 1);
}

#[tokio::test]
async fn an_earlier_revision_is_put_back() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    publish(&mut fixture, &errand, None).await.unwrap();
    let first = current(www.path())["revision"].as_str().unwrap().to_owned();
    fixture.tag("#newsletter button");
    publish(&mut fixture, &errand, Some(&first)).await.unwrap();
    let second = current(www.path())["revision"].as_str().unwrap().to_owned();

    let slug = fixture.slug();
    let look = errand.look().await.unwrap();
    let before = fixture.app.revision_before(&slug, &look).unwrap();
    let order = fixture.app.order_back(&slug, &before).unwrap();
    assert_eq!(order.release.revision, first);
    fixture.app.sending(&slug, &order, &errand.target.id).unwrap();
    let done = errand.publish(&order, Some(&LiveId::from(second.as_str())), &Unwatched).await.unwrap();
    fixture.app.went_live(&slug, &order, &done).unwrap();
    assert_eq!(current(www.path())["revision"], first.as_str());

    let shown = review(&fixture, &errand).await;
    assert!(shown.conflict.is_none(), "what we put back ourselves is nobody else's");
    assert_eq!(shown.changes.unwrap().len(), 1);
    let history = &fixture.app.targets(&slug).unwrap()[0].history;
    assert_eq!(
        history.iter().map(|each| (each.number, each.is_roll_back)).collect::<Vec<_>>(),
        [(1, true), (2, false), (1, false)]
    );
    assert!(matches!(fixture.app.order_back(&slug, "9"), Err(AppError::NoRevision(_))));
}

#[tokio::test]
async fn every_revision_is_told_however_many_there_were() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    let event = fixture.events()[0].event.id.clone();
    let mut seen: Option<String> = None;
    for number in 0..25 {
        let mut draft = fixture.app.edit_event(&event).unwrap();
        draft.event.name = format!("name_{number}");
        fixture.app.save_draft(draft).unwrap();
        publish(&mut fixture, &errand, seen.as_deref()).await.unwrap();
        seen = Some(current(www.path())["revision"].as_str().unwrap().to_owned());
    }
    let history = fixture.app.targets(&fixture.slug()).unwrap().remove(0).history;
    let numbers: Vec<u32> = history.iter().map(|each| each.number).collect();
    assert_eq!(numbers, (1..=25).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn somebody_else_is_met_and_never_overwritten() {
    let www = tempfile::tempdir().unwrap();
    let (mut ours, errand) = installed(www.path());
    publish(&mut ours, &errand, None).await.unwrap();
    let first = current(www.path())["revision"].as_str().unwrap().to_owned();

    // Another installation, which knows what is live from looking.
    let (mut theirs, their_errand) = installed(www.path());
    theirs.tag("#newsletter button");
    theirs.app.set_author("Grace").unwrap();
    publish(&mut theirs, &their_errand, Some(&first)).await.unwrap();
    let second = current(www.path())["revision"].as_str().unwrap().to_owned();

    ours.tag("select[name=glaze]");
    let refused = publish(&mut ours, &errand, Some(&first)).await.unwrap_err();
    let failure = Failure::from(&refused);
    assert_eq!(failure.code, Code::Conflict);
    assert!(failure.message.contains("Grace") && failure.message.contains(&second), "{}", failure.message);
    assert_eq!(current(www.path())["revision"], second.as_str());

    let shown = review(&ours, &errand).await;
    let names = |changes: &[waymark_app::view::ChangeView]| {
        changes.iter().map(|change| (change.name.clone(), change.kind)).collect::<Vec<_>>()
    };
    // Ids are each installation's own: their events are new, ours are gone, by name the same.
    let conflict = names(&shown.conflict.unwrap());
    assert!(conflict.contains(&("newsletter_signup".to_owned(), ChangeKind::Added)), "{conflict:?}");
    assert_eq!(shown.live.unwrap().by.as_deref(), Some("Grace"));

    // A person saw it and publishes over it.
    assert!(publish(&mut ours, &errand, Some(&second)).await.unwrap());
    assert!(review(&ours, &errand).await.conflict.is_none());
}

#[tokio::test]
async fn stopped_anywhere_the_old_revision_is_live_and_doing_it_again_completes() {
    for steps in 0..5 {
        let www = tempfile::tempdir().unwrap();
        let (mut fixture, errand) = installed(www.path());
        publish(&mut fixture, &errand, None).await.unwrap();
        let first = current(www.path())["revision"].as_str().unwrap().to_owned();
        fixture.tag("#newsletter button");
        let order = fixture.app.order(&fixture.slug()).unwrap();
        let stop = StopAt::after(steps);
        let stopped = errand.publish(&order, Some(&LiveId::from(first.as_str())), &stop).await.unwrap_err();
        assert_eq!(Failure::from(&stopped).code, Code::Cancelled);
        assert_eq!(current(www.path())["revision"], first.as_str());
        assert!(publish(&mut fixture, &errand, Some(&first)).await.unwrap());
    }
}

#[tokio::test]
async fn a_place_that_needs_a_token_says_that_it_has_none() {
    let mut fixture = Fixture::with_shop();
    let place = Place::Host { url: "http://127.0.0.1:9".into() };
    let target = PublicationTarget { id: TargetId("h".into()), name: "Host".into(), place };
    let vault = Arc::new(Vault::with_environment(|_| None));
    let errand = fixture.app.errand_to(&fixture.slug(), target.clone(), &vault);
    // Where the tests run there may be a keyring, with nothing of this shop in it.
    let failure = Failure::from(errand.look().await.unwrap_err());
    assert_eq!(failure.code, Code::SecretMissing);
    fixture.app.save_target(&fixture.slug(), &target, Secret::AsKept).unwrap();
    let taken = PublicationTarget { id: TargetId("other".into()), ..target };
    assert!(matches!(
        fixture.app.save_target(&fixture.slug(), &taken, Secret::AsKept),
        Err(AppError::Invalid { .. })
    ));
    assert!(matches!(fixture.app.errands(&fixture.slug(), Some("x"), &vault), Err(AppError::NoTarget(_))));
}

#[test]
fn a_shop_without_places_says_so() {
    let fixture = Fixture::with_shop();
    let vault = Arc::new(Vault::default());
    assert!(matches!(fixture.app.errands(&fixture.slug(), None, &vault), Err(AppError::NoTargets)));
}

#[tokio::test]
async fn what_went_live_and_was_not_written_down_is_still_ours() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    publish(&mut fixture, &errand, None).await.unwrap();
    let first = current(www.path())["revision"].as_str().unwrap().to_owned();
    fixture.tag("#newsletter button");
    // As if it ended right after the pointer moved.
    let slug = fixture.slug();
    let order = fixture.app.order(&slug).unwrap();
    fixture.app.sending(&slug, &order, &errand.target.id).unwrap();
    errand.publish(&order, Some(&LiveId::from(first.as_str())), &Unwatched).await.unwrap();

    let mut fixture = fixture.restart();
    fixture.app.select_shop(&slug).unwrap();
    let look = errand.look().await.unwrap();
    let before = fixture.app.revision_before(&slug, &look).unwrap();
    assert_eq!(fixture.app.order_back(&slug, &before).unwrap().release.revision, first);
    fixture.tag("select[name=glaze]");
    let shown = review(&fixture, &errand).await;
    assert!(shown.conflict.is_none() && shown.live.unwrap().is_ours);
    let order = fixture.app.order(&slug).unwrap();
    assert!(fixture.app.replaces(&slug, &look, Some(&order), None).is_ok());
    let named = fixture.app.replaces(&slug, &look, Some(&order), Some("0000")).unwrap_err();
    let told = Failure::from(named).message;
    assert!(told.contains("Revision 0000 is not live there: revision "), "{told}");
}

#[tokio::test]
async fn another_runtime_for_the_same_plan_is_not_live_yet() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    publish(&mut fixture, &errand, None).await.unwrap();
    let mut look = errand.look().await.unwrap();
    assert!(fixture.app.review(&fixture.slug(), &look).unwrap().is_live);
    look.live.as_mut().unwrap().runtime = Some("0".repeat(64));
    assert!(!fixture.app.review(&fixture.slug(), &look).unwrap().is_live);
}

fn revision_of(review: &Review) -> &str {
    review.planned.as_ref().map(|planned| planned.release.revision.as_str()).unwrap()
}

#[tokio::test]
async fn a_plan_that_breaks_a_rule_hides_nothing_of_what_is_live() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    publish(&mut fixture, &errand, None).await.unwrap();
    let live = current(www.path())["revision"].as_str().unwrap().to_owned();
    let slug = fixture.slug();
    // As an import by an older version, or a hand in the database, could leave it.
    let Opened::Ready(mut store) = Store::open(&fixture.path().join("waymark.db"), 0).unwrap() else {
        panic!()
    };
    let mut plan = store.plan(&slug).unwrap();
    plan.events[0].name = "not a name".into();
    let event = plan.events[0].id.clone();
    store.merge_plan(&plan, 1).unwrap();

    let shown = review(&fixture, &errand).await;
    assert!(shown.planned.is_none() && !shown.is_live && shown.conflict.is_none());
    let finding = shown.findings.iter().find(|finding| finding.severity == Severity::Error).unwrap();
    assert_eq!(finding.event.as_ref(), Some(&event), "it leads to its event");
    assert_eq!(shown.live.unwrap().revision, live);
    assert!(matches!(fixture.app.order(&slug), Err(AppError::Invalid { .. })));
    assert_eq!(fixture.app.order_back(&slug, &live).unwrap().release.revision, live);
}

#[tokio::test]
async fn what_was_reviewed_is_published_and_nothing_else() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    let reviewed = review(&fixture, &errand).await.planned.unwrap().release;
    let slug = fixture.slug();
    assert!(fixture.app.order_reviewed(&slug, &reviewed).is_ok());
    let other = ReleaseId { runtime: "0".repeat(64), ..reviewed.clone() };
    assert!(matches!(fixture.app.order_reviewed(&slug, &other), Err(AppError::PlanChanged)));
    fixture.tag("#newsletter button");
    let refused = fixture.app.order_reviewed(&slug, &reviewed).unwrap_err();
    assert_eq!(Failure::from(&refused).code, Code::PlanChanged);
}

#[tokio::test]
async fn a_plan_that_takes_everything_off_the_shop_is_warned_of() {
    let www = tempfile::tempdir().unwrap();
    let (mut fixture, errand) = installed(www.path());
    let is_warned_of =
        |shown: &Review| shown.findings.iter().any(|finding| finding.code == "plan_empties_shop");
    let only = fixture.events().remove(0).event.id;
    let second = fixture.tag("#newsletter button").event.id;
    publish(&mut fixture, &errand, None).await.unwrap();
    fixture.app.delete_event(&second).unwrap();
    assert!(!is_warned_of(&review(&fixture, &errand).await), "one is left");
    fixture.app.delete_event(&only).unwrap();
    let shown = review(&fixture, &errand).await;
    assert!(is_warned_of(&shown) && shown.planned.is_some(), "it may be meant: {:?}", shown.findings);

    // Going back to it does the same.
    let live = |shown: Review| shown.live.unwrap().revision;
    let seen = live(shown);
    publish(&mut fixture, &errand, Some(&seen)).await.unwrap();
    let slug = fixture.slug();
    let empty = fixture.app.order_back(&slug, "2").unwrap();
    let shown = review(&fixture, &errand).await;
    assert_eq!(shown.warning_before(&empty), None, "nothing is lost where nothing is");
    fixture.tag("#newsletter button");
    let seen = live(shown);
    publish(&mut fixture, &errand, Some(&seen)).await.unwrap();
    let shown = review(&fixture, &errand).await;
    assert!(shown.warning_before(&empty).is_some_and(|told| told.contains("every event comes off")));
    let first = fixture.app.order_back(&slug, "1").unwrap();
    assert_eq!(shown.warning_before(&first), None, "it has events");
}
