//! One publication to several real folders: outcomes per place, stopping, finishing, undoing.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use waymark_app::publishing::{Audience, Desk, Secret, publish_all};
use waymark_app::vault::Vault;
use waymark_app::view::{Aim, Goal, LiveId, NextStep, PlaceEnd, PlaceOutcome, ReleaseId, WayBack};
use waymark_app::{App, AppError, Code, Failure, Prober};
use waymark_model::{Place, PublicationTarget, TargetId};

use crate::support::Fixture;

/// A shop with three folders `a`, `b` and `c` below one.
struct Office {
    fixture: Mutex<Fixture>,
    www: tempfile::TempDir,
}

impl Desk for Office {
    fn app<T>(&self, act: impl FnOnce(&mut App) -> Result<T, AppError>) -> Result<T, Failure> {
        act(&mut self.fixture.lock().unwrap().app).map_err(Failure::from)
    }
}

/// Notes what it hears; stops once a step of a place begins.
#[derive(Default)]
struct Gallery {
    heard: Mutex<Vec<String>>,
    stops_at: Option<&'static str>,
}

impl Audience for Gallery {
    fn step(&self, target: &TargetId, words: &'static str) {
        self.heard.lock().unwrap().push(format!("{}: {words}", target.0));
    }

    fn ended(&self, outcome: &PlaceOutcome) {
        self.heard.lock().unwrap().push(format!("{} is over", outcome.target.0));
    }

    fn is_stopped(&self) -> bool {
        let heard = self.heard.lock().unwrap();
        self.stops_at.is_some_and(|step| heard.iter().any(|each| each == step))
    }
}

impl Office {
    fn new() -> Self {
        let mut fixture = Fixture::with_shop();
        fixture.tag("form[action=\"/cart/add\"] button");
        let www = tempfile::tempdir().unwrap();
        let slug = fixture.slug();
        for name in ["a", "b", "c"] {
            let path = www.path().join(name);
            fs::create_dir(&path).unwrap();
            let place = Place::Folder { path: path.display().to_string(), public_url: None };
            let target =
                PublicationTarget { id: TargetId(name.into()), name: format!("Place {name}"), place };
            fixture.app.save_target(&slug, &target, Secret::AsKept).unwrap();
        }
        Self { fixture: Mutex::new(fixture), www }
    }

    fn tag(&self, css: &str) {
        self.fixture.lock().unwrap().tag(css);
    }

    fn planned(&self) -> ReleaseId {
        let fixture = self.fixture.lock().unwrap();
        let release = fixture.app.order(&fixture.slug()).unwrap().release;
        ReleaseId { revision: release.revision, runtime: release.runtime_sha256 }
    }

    fn live(&self, place: &str) -> Option<String> {
        live(&self.www.path().join(place))
    }

    /// Everywhere, in place of what is live there now.
    fn aims(&self, goal: &Goal) -> Vec<Aim> {
        let aim = |name: &str| {
            let seen = self.live(name).as_deref().map(LiveId::from);
            Aim { target: TargetId(name.into()), seen, seen_unloaded: false, goal: goal.clone() }
        };
        ["a", "b", "c"].map(aim).to_vec()
    }

    async fn publish(&self, aims: &[Aim], gallery: &Gallery) -> Result<Vec<PlaceOutcome>, Failure> {
        let slug = self.fixture.lock().unwrap().slug();
        publish_all(self, &slug, aims, &Arc::new(Vault::default()), &Prober::new().unwrap(), gallery).await
    }
}

fn live(folder: &Path) -> Option<String> {
    let pointer = fs::read_to_string(folder.join("v1/kiln.example/current.json")).ok()?;
    let pointer: serde_json::Value = serde_json::from_str(&pointer).unwrap();
    Some(pointer["revision"].as_str().unwrap().to_owned())
}

fn ends(outcomes: &[PlaceOutcome]) -> Vec<PlaceEnd> {
    outcomes.iter().map(|outcome| outcome.end).collect()
}

#[tokio::test]
async fn a_place_that_fails_stops_no_other_and_is_finished_or_all_undone() {
    let office = Office::new();
    let first = office.planned();
    let all = office.aims(&Goal::Plan { release: first.clone() });
    let gallery = Gallery::default();
    let outcomes = office.publish(&all, &gallery).await.unwrap();
    assert_eq!(ends(&outcomes), [PlaceEnd::Live; 3]);
    assert!(outcomes.iter().all(|outcome| outcome.undo.is_none()), "nothing was live before");
    let heard = gallery.heard.into_inner().unwrap();
    let overs =
        ["a is over", "b is over", "c is over"].map(|over| heard.iter().position(|each| each == over));
    assert!(overs.is_sorted() && overs[0].is_some(), "one after the other: {heard:?}");

    office.tag("#newsletter button");
    let second = office.planned();
    let aims = office.aims(&Goal::Plan { release: second.clone() });
    let folder = office.www.path().join("b");
    fs::rename(&folder, office.www.path().join("away")).unwrap();
    fs::write(&folder, "a file in the way").unwrap();
    let outcomes = office.publish(&aims, &Gallery::default()).await.unwrap();
    assert_eq!(ends(&outcomes), [PlaceEnd::Live, PlaceEnd::Failed, PlaceEnd::Live]);
    assert_eq!(outcomes[1].failure.as_ref().unwrap().code, Code::WriteFailed);
    assert!(outcomes.iter().all(|outcome| outcome.number == Some(2)));
    assert_eq!(outcomes[1].undo, None, "nothing of it changed");
    let Some(WayBack::Revision { number: 1, over }) = &outcomes[0].undo else { panic!("{outcomes:?}") };
    fs::remove_file(&folder).unwrap();
    fs::rename(office.www.path().join("away"), &folder).unwrap();
    assert_eq!(office.live("b").as_deref(), Some(first.revision.as_str()));

    // Finishing takes the place that failed; what went live stays.
    let finished = office.publish(&aims[1..2], &Gallery::default()).await.unwrap();
    assert_eq!(ends(&finished), [PlaceEnd::Live]);
    // Undoing takes all.
    let mut back = office.aims(&Goal::Revision { number: 1 });
    back[0].seen = Some(over.clone());
    let outcomes = office.publish(&back, &Gallery::default()).await.unwrap();
    assert_eq!(ends(&outcomes), [PlaceEnd::Live; 3]);
    assert!(["a", "b", "c"].iter().all(|place| office.live(place).as_ref() == Some(&first.revision)));
    let outcomes = office.publish(&office.aims(&back[0].goal), &Gallery::default()).await.unwrap();
    assert_eq!(ends(&outcomes), [PlaceEnd::WasLive; 3]);
}

#[tokio::test]
async fn stopped_the_rest_is_not_begun_and_what_went_live_is_told() {
    let office = Office::new();
    let aims = office.aims(&Goal::Plan { release: office.planned() });
    let gallery = Gallery { stops_at: Some("b: Writing the config"), ..Gallery::default() };
    let outcomes = office.publish(&aims, &gallery).await.unwrap();
    assert_eq!(ends(&outcomes), [PlaceEnd::Live, PlaceEnd::Failed, PlaceEnd::NotStarted]);
    assert_eq!(outcomes[1].failure.as_ref().unwrap().code, Code::Cancelled);
    assert!(office.live("a").is_some() && office.live("b").is_none() && office.live("c").is_none());
}

#[tokio::test]
async fn somebody_else_at_one_place_is_a_conflict_there_only() {
    let office = Office::new();
    office
        .publish(&office.aims(&Goal::Plan { release: office.planned() }), &Gallery::default())
        .await
        .unwrap();
    office.tag("#newsletter button");
    let mut aims = office.aims(&Goal::Plan { release: office.planned() });
    aims[0].seen = Some(LiveId::from("0000000000000000"));
    let outcomes = office.publish(&aims, &Gallery::default()).await.unwrap();
    assert_eq!(ends(&outcomes), [PlaceEnd::Conflict, PlaceEnd::Live, PlaceEnd::Live]);
    assert!(outcomes[0].undo.is_none(), "what is not known here is nothing to go back to");
    // By now it is ours again: nothing has to be decided.
    assert_eq!(outcomes[0].onward, Some(NextStep::Again));
}

#[tokio::test]
async fn a_plan_that_changed_goes_live_nowhere() {
    let office = Office::new();
    let aims = office.aims(&Goal::Plan { release: office.planned() });
    office.tag("#newsletter button");
    let refused = office.publish(&aims, &Gallery::default()).await.unwrap_err();
    assert_eq!(refused.code, Code::PlanChanged);
    assert!(["a", "b", "c"].iter().all(|place| office.live(place).is_none()));
}

/// Keeps the database to itself from the moment on when the pointer is moved, as another program may.
struct Locking<'a> {
    office: &'a Office,
    lock: Mutex<Option<rusqlite::Connection>>,
}

impl Audience for Locking<'_> {
    fn step(&self, _target: &TargetId, words: &'static str) {
        if words == "Going live" {
            let database = self.office.fixture.lock().unwrap().path().join("waymark.db");
            let connection = rusqlite::Connection::open(database).unwrap();
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            *self.lock.lock().unwrap() = Some(connection);
        }
    }

    fn ended(&self, _outcome: &PlaceOutcome) {}

    fn is_stopped(&self) -> bool {
        false
    }
}

#[tokio::test]
async fn what_went_live_and_could_not_be_written_down_is_told_as_live_and_written_down_by_a_look() {
    let office = Office::new();
    let first = office.planned();
    let mut aims = office.aims(&Goal::Plan { release: first.clone() });
    aims.truncate(1);
    office.publish(&aims, &Gallery::default()).await.unwrap();

    office.tag("#newsletter button");
    let second = office.planned();
    let aim = Aim {
        seen: Some(first.revision.as_str().into()),
        goal: Goal::Plan { release: second.clone() },
        ..aims.remove(0)
    };
    let locking = Locking { office: &office, lock: Mutex::default() };
    let (slug, vault) = (office.fixture.lock().unwrap().slug(), Arc::new(Vault::default()));
    let outcomes =
        publish_all(&office, &slug, &[aim], &vault, &Prober::new().unwrap(), &locking).await.unwrap();
    assert_eq!(office.live("a"), Some(second.revision.clone()));
    assert_eq!(ends(&outcomes), [PlaceEnd::NotWrittenDown]);
    let failure = outcomes[0].failure.clone().unwrap();
    assert_eq!(failure.code, Code::NotWrittenDown);
    assert!(failure.message.starts_with(&format!("Revision {} is live at Place a.", second.revision)));
    assert!(failure.message.contains("another program"), "{}", failure.message);
    assert!(failure.hint.contains("look at the place again"), "{}", failure.hint);

    let errand = office.app(|app| app.errands(&slug, Some("a"), &vault)).unwrap().remove(0);
    let look = errand.look().await.unwrap();
    let history = |office: &Office| {
        let targets = office.app(|app| app.targets(&slug)).unwrap();
        targets[0].history.iter().map(|each| each.revision.clone()).collect::<Vec<_>>()
    };
    // Still locked: the look tells what is live all the same.
    office
        .app(|app| {
            app.saw(&slug, &look);
            Ok(())
        })
        .unwrap();
    assert_eq!(history(&office).len(), 1);
    drop(locking.lock.lock().unwrap().take());
    let shown = office.app(|app| {
        app.saw(&slug, &look);
        app.saw(&slug, &look);
        app.review(&slug, &look)
    });
    let shown = shown.unwrap();
    assert!(shown.is_live && shown.conflict.is_none() && shown.live.unwrap().is_ours);
    assert_eq!(history(&office).len(), 2, "once, however often one looks");
    assert_eq!(history(&office)[0], second.revision);
}

#[tokio::test]
async fn what_could_not_be_written_down_is_written_down_by_publishing_again() {
    let office = Office::new();
    let release = office.planned();
    let mut aims = office.aims(&Goal::Plan { release: release.clone() });
    aims.truncate(1);
    let locking = Locking { office: &office, lock: Mutex::default() };
    let (slug, vault) = (office.fixture.lock().unwrap().slug(), Arc::new(Vault::default()));
    let outcomes =
        publish_all(&office, &slug, &aims, &vault, &Prober::new().unwrap(), &locking).await.unwrap();
    assert_eq!(ends(&outcomes), [PlaceEnd::NotWrittenDown]);
    drop(locking.lock.lock().unwrap().take());
    let outcomes = office.publish(&aims, &Gallery::default()).await.unwrap();
    assert_eq!(ends(&outcomes), [PlaceEnd::WasLive], "no conflict with oneself");
    assert_eq!(office.app(|app| app.targets(&slug)).unwrap()[0].history.len(), 1);
}
