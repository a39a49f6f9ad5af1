//! Several computers at one place: what another made live is kept, looked at, put back and gone back to; a place that
//! lies or hangs is told of and keeps nobody from looking. And one plan with the runtimes of two versions of Waymark.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use waymark_app::publishing::{Errand, Order, Secret, Unwatched};
use waymark_app::vault::Vault;
use waymark_app::view::{LiveId, PublicationView, Review};
use waymark_app::{AppError, Code, Failure};
use waymark_model::{Place, PublicationTarget, TargetId};

use crate::support::Fixture;

/// One computer with its own data folder, and the place that it shares with others.
struct Computer {
    fixture: Fixture,
    errand: Errand,
}

impl Computer {
    fn at(www: &Path, person: &str) -> Self {
        Self::with(Place::Folder { path: www.display().to_string(), public_url: None }, person)
    }

    fn with(place: Place, person: &str) -> Self {
        let mut fixture = Fixture::with_shop();
        let slug = fixture.slug();
        fixture.app.set_author(person).unwrap();
        let target = PublicationTarget { id: TargetId("t".into()), name: "Live shop".into(), place };
        fixture.app.save_target(&slug, &target, Secret::AsKept).unwrap();
        let errand = errand(&fixture);
        Self { fixture, errand }
    }

    /// What the panel does when a place is opened.
    async fn look(&mut self) -> Review {
        self.errand = errand(&self.fixture);
        let look = self.errand.look().await.unwrap();
        self.fixture.app.saw(&self.errand.shop, &look);
        self.fixture.app.review(&self.errand.shop, &look).unwrap()
    }

    async fn send(&mut self, order: &Order, review: &Review) -> Result<(), AppError> {
        let seen = review
            .live
            .as_ref()
            .map(|live| LiveId { revision: live.revision.clone(), files: live.files.clone() });
        let (app, errand) = (&mut self.fixture.app, &self.errand);
        app.sending(&errand.shop, order, &errand.target.id)?;
        let done = errand.publish(order, seen.as_ref(), &Unwatched).await?;
        app.went_live(&errand.shop, order, &done)
    }

    async fn publish(&mut self) {
        let review = self.look().await;
        let order = self.fixture.app.order(&self.errand.shop).unwrap();
        self.send(&order, &review).await.unwrap();
    }

    /// The revision before what is live, whoever's that is.
    async fn before(&self) -> Result<Order, AppError> {
        let look = self.errand.look().await.unwrap();
        let before = self.fixture.app.revision_before(&self.errand.shop, &look)?;
        self.fixture.app.order_back(&self.errand.shop, &before)
    }

    async fn go_back(&mut self) {
        let review = self.look().await;
        let order = self.before().await.unwrap();
        self.send(&order, &review).await.unwrap();
    }

    fn history(&self) -> Vec<PublicationView> {
        self.fixture.app.targets(&self.errand.shop).unwrap().remove(0).history
    }

    /// Number, author, and how it went live.
    fn told(&self) -> Vec<(u32, String, &'static str)> {
        let how = |each: &PublicationView| match (each.is_seen, each.is_roll_back) {
            (true, _) => "seen",
            (false, true) => "back",
            (false, false) => "published",
        };
        self.history().into_iter().map(|each| (each.number, each.author.clone(), how(&each))).collect()
    }

    /// The same plan as a newer Waymark would publish it.
    fn newer(&self) -> Order {
        let mut order = self.fixture.app.order(&self.errand.shop).unwrap();
        order.release.runtime_js.push_str("\n/* newer */");
        order.release.bundle_js.push_str("\n/* newer */");
        order.release.runtime_sha256 = format!("{:x}", Sha256::digest(&order.release.runtime_js));
        order
    }
}

fn errand(fixture: &Fixture) -> Errand {
    let vault = Arc::new(Vault::with_environment(|_| Some("token".to_owned())));
    fixture.app.errands(&fixture.slug(), None, &vault).unwrap().remove(0)
}

/// What visitors get: the files that the pointer names, byte for byte.
fn live(www: &Path) -> (String, Vec<u8>, Vec<u8>) {
    let pointer = pointer(www);
    let read = |name: String| fs::read(www.join("v1/kiln.example").join(name)).unwrap();
    let text = |field: &str| pointer[field].as_str().unwrap().to_owned();
    (text("revision"), read(text("sha256") + ".json"), read(text("runtime")))
}

fn pointer(www: &Path) -> serde_json::Value {
    let pointer = fs::read_to_string(www.join("v1/kiln.example/current.json")).unwrap();
    serde_json::from_str(&pointer).unwrap()
}

fn file(www: &Path, name: &str) -> PathBuf {
    www.join("v1/kiln.example").join(name)
}

const FORM: &str = "form[action=\"/cart/add\"] button";

/// Ada published the first revision, of another Waymark, and Grace the second over it.
async fn two(www: &Path) -> (Computer, Computer) {
    let (mut ada, mut grace) = (Computer::at(www, "Ada"), Computer::at(www, "Grace"));
    ada.fixture.tag(FORM);
    let order = ada.newer();
    let review = ada.look().await;
    ada.send(&order, &review).await.unwrap();
    grace.fixture.tag("#newsletter button");
    grace.publish().await;
    (ada, grace)
}

#[tokio::test]
async fn who_published_over_another_goes_back_to_it_byte_for_byte() {
    let www = tempfile::tempdir().unwrap();
    let mut ada = Computer::at(www.path(), "Ada");
    ada.fixture.tag(FORM);
    // As an update of Waymark makes it: this computer could not make these bytes.
    let (order, review) = (ada.newer(), ada.look().await);
    ada.send(&order, &review).await.unwrap();
    let adas = live(www.path());

    let mut grace = Computer::at(www.path(), "Grace");
    grace.fixture.tag("#newsletter button");
    let seen = grace.look().await;
    assert!(seen.conflict.is_some() && seen.unkept.is_none());
    let shown = seen.live.unwrap();
    assert_eq!((shown.number, shown.by.as_deref(), shown.is_ours), (Some(1), Some("Ada"), false));
    assert_eq!(grace.told(), [(1, "Ada".into(), "seen")]);
    assert_eq!(grace.history()[0].at, ada.history()[0].at / 1000 * 1000, "when Ada published it");
    assert_eq!(grace.history()[0].events, 1);
    grace.look().await;
    assert_eq!(grace.history().len(), 1, "once, however often one looks");

    grace.publish().await;
    assert_ne!(live(www.path()), adas);
    assert!(grace.look().await.live.unwrap().is_ours);
    grace.go_back().await;
    assert_eq!(live(www.path()), adas);
    assert_eq!(pointer(www.path())["by"], "Grace");
    assert_eq!(
        grace.told(),
        [(1, "Grace".into(), "back"), (2, "Grace".into(), "published"), (1, "Ada".into(), "seen")]
    );
    let shown = grace.look().await;
    assert!(shown.live.unwrap().is_ours && shown.conflict.is_none());
}

#[tokio::test]
async fn a_fresh_computer_sees_what_is_live_and_goes_back_to_the_one_before() {
    let www = tempfile::tempdir().unwrap();
    let mut ada = Computer::at(www.path(), "Ada");
    ada.fixture.tag(FORM);
    let (order, review) = (ada.newer(), ada.look().await);
    ada.send(&order, &review).await.unwrap();
    let adas = live(www.path());
    let mut grace = Computer::at(www.path(), "Grace");
    grace.fixture.tag("#newsletter button");
    grace.publish().await;
    let graces = live(www.path());

    let mut fresh = Computer::at(www.path(), "Mary");
    let shown = fresh.look().await;
    assert_eq!(fresh.told(), [(2, "Grace".into(), "seen"), (1, "Ada".into(), "seen")]);
    let seen = shown.live.clone().unwrap();
    assert_eq!((seen.number, seen.is_ours), (Some(2), false));
    let order = fresh.before().await.unwrap();
    let look = fresh.errand.look().await.unwrap();
    let refused = fresh.fixture.app.replaces(&fresh.errand.shop, &look, Some(&order), None).unwrap_err();
    assert!(matches!(refused, AppError::NotOurs { .. }), "nobody is overwritten unasked");
    fresh.send(&order, &shown).await.unwrap();
    assert_eq!(live(www.path()), adas);
    // And forward again, by its number.
    let shown = fresh.look().await;
    let order = fresh.fixture.app.order_back(&fresh.errand.shop, "2").unwrap();
    fresh.send(&order, &shown).await.unwrap();
    assert_eq!(live(www.path()), graces);
}

#[tokio::test]
async fn pointers_of_older_versions_lead_back_to_the_config_before() {
    let www = tempfile::tempdir().unwrap();
    let mut ada = Computer::at(www.path(), "Ada");
    ada.fixture.tag(FORM);
    ada.publish().await;
    let adas = live(www.path());
    ada.fixture.tag("#newsletter button");
    ada.publish().await;
    let mut old = pointer(www.path());
    assert!(old.as_object_mut().unwrap().remove("before").is_some());
    fs::write(file(www.path(), "current.json"), old.to_string()).unwrap();

    let mut fresh = Computer::at(www.path(), "Mary");
    fresh.look().await;
    assert_eq!(fresh.told(), [(2, "Ada".into(), "seen"), (1, String::new(), "seen")]);
    fresh.go_back().await;
    assert_eq!(live(www.path()), adas, "with the runtime that this Waymark makes for it");
}

#[tokio::test]
async fn a_place_that_lies_is_told_of_and_nothing_of_it_is_kept() {
    let www = tempfile::tempdir().unwrap();
    Box::pin(two(www.path())).await;
    let live = pointer(www.path());
    let name = |field: &str, end: &str| file(www.path(), &(live[field].as_str().unwrap().to_owned() + end));
    let (config, script) = (name("sha256", ".json"), name("runtime", ""));
    let before = name("previous", ".json");
    let was = [&config, &script, &before].map(|path| fs::read(path).unwrap());
    let large = " ".repeat(5 << 20).into_bytes();
    for (path, bytes, why) in [
        (&config, Some(&b"{\"schema\":1}"[..]), "other files than it says"),
        (&script, Some(b"alert(1)"), "other files than it says"),
        (&config, None, "does not have its files any more"),
        (&script, None, "does not have its files any more"),
        (&config, Some(&large[..]), "larger than any"),
    ] {
        match bytes {
            Some(bytes) => fs::write(path, bytes).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
        let mut fresh = Computer::at(www.path(), "Mary");
        let shown = fresh.look().await;
        let unkept = shown.unkept.unwrap();
        assert!(unkept.contains(why), "{unkept}");
        assert_eq!(shown.live.unwrap().number, None);
        assert_eq!(shown.changes.is_some(), path == &script, "the config says what differs");
        assert_eq!(fresh.told(), [(1, "Ada".into(), "seen")], "what was before is no lie");
        fs::write(&config, &was[0]).unwrap();
        fs::write(&script, &was[1]).unwrap();
        assert_eq!(fresh.look().await.unkept, None, "the next look finds it");
        assert_eq!(fresh.history().len(), 2);
    }
    // What was before is gone: that is said where somebody wants to go back.
    fs::remove_file(&before).unwrap();
    let mut fresh = Computer::at(www.path(), "Mary");
    assert_eq!(fresh.look().await.unkept, None);
    assert_eq!(fresh.told(), [(1, "Grace".into(), "seen")]);
    let failure = Failure::from(fresh.before().await.unwrap_err());
    assert!(failure.message.contains("does not have its files any more"), "{}", failure.message);
}

#[tokio::test]
async fn what_was_before_is_gone_back_to_also_if_only_a_later_look_finds_it() {
    let www = tempfile::tempdir().unwrap();
    Box::pin(two(www.path())).await;
    let previous = pointer(www.path())["previous"].as_str().unwrap().to_owned();
    let (before, away) = (file(www.path(), &format!("{previous}.json")), www.path().join("away"));
    fs::rename(&before, &away).unwrap();
    let mut fresh = Computer::at(www.path(), "Mary");
    fresh.look().await;
    assert_eq!(fresh.told(), [(1, "Grace".into(), "seen")]);
    fs::rename(&away, &before).unwrap();
    for _ in 0..2 {
        fresh.look().await;
        let told = [(1, "Grace".into(), "seen"), (2, "Ada".into(), "seen"), (1, "Grace".into(), "seen")];
        assert_eq!(fresh.told(), told);
        assert_eq!(fresh.before().await.unwrap().release.sha256, previous);
    }
}

#[tokio::test]
async fn what_went_live_during_a_look_is_newer_than_what_it_tells() {
    let www = tempfile::tempdir().unwrap();
    let mut ada = Computer::at(www.path(), "Ada");
    ada.fixture.tag(FORM);
    ada.publish().await;
    let waits = errand(&ada.fixture);
    let told_late = waits.look().await.unwrap();
    ada.fixture.tag("#newsletter button");
    ada.publish().await;
    assert!(!ada.fixture.app.saw(&waits.shop, &told_late));
    assert!(ada.look().await.live.unwrap().is_ours, "nobody is a stranger to oneself");
    assert_eq!(ada.told(), [(2, "Ada".into(), "published"), (1, "Ada".into(), "published")]);
}

/// A server that says what is live and never gives it.
async fn hanging(pointer: String) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let pointer = pointer.clone();
            tokio::spawn(async move {
                let mut asked = vec![0; 4096];
                let read = stream.read(&mut asked).await.unwrap();
                if !String::from_utf8_lossy(&asked[..read]).contains("current.json") {
                    return tokio::time::sleep(Duration::from_secs(60)).await;
                }
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{pointer}",
                    pointer.len()
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
            });
        }
    });
    base
}

#[tokio::test]
async fn a_place_that_hangs_is_looked_at_all_the_same() {
    let www = tempfile::tempdir().unwrap();
    Box::pin(two(www.path())).await;
    let url = hanging(pointer(www.path()).to_string()).await;
    let place = Place::Http { url, header: None, ca_pem: None, allow_http: false, public_url: None };
    let mut fresh = Computer::with(place, "Mary");
    let began = Instant::now();
    let shown = fresh.look().await;
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    assert!(shown.unkept.unwrap().contains("in time"));
    assert_eq!(shown.live.unwrap().by.as_deref(), Some("Grace"));
    assert!(fresh.history().is_empty());
}

#[tokio::test]
async fn releases_of_one_plan_and_two_runtimes_are_two_revisions() {
    let www = tempfile::tempdir().unwrap();
    let mut ada = Computer::at(www.path(), "Ada");
    ada.fixture.tag(FORM);
    ada.publish().await;
    let first = live(www.path());
    // Waymark is updated, the plan is not.
    let (order, review) = (ada.newer(), ada.look().await);
    ada.send(&order, &review).await.unwrap();
    let second = live(www.path());
    assert_eq!(first.0, second.0, "one marker");
    assert_ne!(first.2, second.2);

    let shown = ada.look().await;
    let live_now = shown.live.clone().unwrap();
    assert_eq!((live_now.number, live_now.is_ours), (Some(2), true), "the number of what is live");
    assert!(!shown.is_there && shown.changes.as_deref() == Some(&[]), "other files, the same events");
    let slug = ada.errand.shop.clone();
    let several = ada.fixture.app.order_back(&slug, &first.0).unwrap_err();
    let failure = Failure::from(&several);
    assert_eq!(failure.code, Code::Invalid);
    assert!(failure.message.starts_with(&format!("Revisions 1 and 2 have the marker {}", first.0)));

    ada.go_back().await;
    assert_eq!(live(www.path()), first, "the one before, and not the one that is live");
    assert_eq!(ada.look().await.live.unwrap().number, Some(1));
    let (order, shown) = (ada.fixture.app.order_back(&slug, "2").unwrap(), ada.look().await);
    ada.send(&order, &shown).await.unwrap();
    assert_eq!(live(www.path()), second);

    // A colleague with the older Waymark and the same plan is somebody else.
    let over = Computer::at(www.path(), "Grace");
    ada.fixture.app.set_author("Grace").unwrap();
    let look = over.errand.look().await.unwrap();
    let mut theirs = ada.fixture.app.order_back(&slug, "1").unwrap();
    theirs.release.runtime_js.push_str("/* older */");
    theirs.release.runtime_sha256 = format!("{:x}", Sha256::digest(&theirs.release.runtime_js));
    over.errand.publish(&theirs, look.live.map(|live| live.id()).as_ref(), &Unwatched).await.unwrap();
    ada.fixture.app.set_author("Ada").unwrap();
    let order = ada.fixture.app.order_back(&slug, "1").unwrap();
    let refused = Failure::from(ada.send(&order, &shown).await.unwrap_err());
    assert_eq!(refused.code, Code::Conflict, "what was seen has the same marker, and is not what is live");
    let shown = ada.look().await;
    assert!(!shown.live.unwrap().is_ours && shown.conflict.is_some());
    assert_eq!(ada.told()[0], (3, "Grace".into(), "seen"));
}
