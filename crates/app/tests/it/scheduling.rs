//! Audits that begin by themselves, in a real database and at any time: what is due, what was missed, who may begin it,
//! and what is told of it to a real webhook and a real mail server.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use tempfile::TempDir;
use url::Url;
use waymark_app::auditing::{
    Audience, AuditErrand, AuditSettings, Program, Progress, Report, SampleSize, Watch, Wish, Worker,
};
use waymark_app::scheduling::{AuditSchedule, Reason, Rhythm};
use waymark_app::telling::{MailAccount, MailSecurity, Tells, Way};
use waymark_app::vault::Vault;
use waymark_app::view::{AuditEnd, MuteFor};
use waymark_app::{App, AppError, Clock, Failure, Prober};
use waymark_demo::{DemoShop, Edition, serve};
use waymark_model::ShopSlug;

use crate::support;

const PRODUCT: &str = "/products/tarn-crew-jumper";
const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
const TOKEN: &str = "T0KEN-b3f";
const PASSWORD: &str = "p4ss-mara";

/// An app whose clock is set by hand, with the demo shop tagged on today's theme.
struct Scene {
    app: App,
    folder: TempDir,
    now: Arc<AtomicI64>,
    shop: DemoShop,
}

struct Looks(usize, Mutex<usize>);

impl Audience for Looks {}

impl Watch for Looks {
    fn progress(&self, progress: Progress) {
        if matches!(progress, Progress::Checked { .. }) {
            *self.1.lock().unwrap() += 1;
        }
    }

    fn wish(&self) -> Wish {
        if *self.1.lock().unwrap() >= self.0 { Wish::Stop } else { Wish::Go }
    }
}

fn slug() -> ShopSlug {
    ShopSlug("demo".to_owned())
}

fn clock(now: &Arc<AtomicI64>) -> Clock {
    let now = now.clone();
    Arc::new(move || now.load(Ordering::Relaxed))
}

impl Scene {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Arc::new(AtomicI64::new(support::START));
        let shop = serve(None, Edition::Today).await.unwrap();
        let mut app = App::open(folder.path(), clock(&now)).unwrap();
        app.open_demo(&Url::parse(&shop.url()).unwrap()).unwrap();
        let mut scene = Self { app, folder, now, shop };
        scene.tag(PRODUCT, ".product-form__submit", 8).await;
        scene
    }

    async fn tag(&mut self, path: &str, css: &str, weight: u8) {
        let page = Url::parse(&self.shop.url()).unwrap().join(path).unwrap();
        let html = Prober::new().unwrap().read(&page).await.unwrap().text;
        let mut draft = self.app.picked(support::report(&html, page.as_str(), css)).unwrap();
        draft.event.weight = waymark_model::Weight::clamped(weight);
        self.app.save_draft(draft).unwrap();
    }

    fn pass(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::Relaxed);
    }

    fn set(&mut self, schedule: &AuditSchedule) {
        self.app.set_schedule(&slug(), schedule).unwrap();
    }

    fn due(&mut self) -> Option<(Reason, AuditSettings)> {
        self.app.take_due(&slug(), false).unwrap().map(|due| (due.reason, due.settings))
    }

    fn errand(&mut self, settings: &AuditSettings) -> AuditErrand {
        self.app.audit_errand(&slug(), settings, false, Program::App).unwrap()
    }

    async fn run(&mut self, settings: &AuditSettings) -> Report {
        let errand = self.errand(settings);
        let audit = errand.audit().unwrap();
        let report = errand.run(None::<&Worker>, &Looks(usize::MAX, Mutex::default())).await;
        let end = self.app.audit_end(&slug(), audit).unwrap();
        self.app.auditing_ended(&slug(), &end).unwrap();
        report.unwrap()
    }

    /// Runs what is due; how it came about.
    async fn run_due(&mut self) -> Option<Reason> {
        let (reason, settings) = self.due()?;
        self.run(&settings).await;
        Some(reason)
    }
}

fn weekly() -> AuditSchedule {
    AuditSchedule { every: Rhythm::Weekly, sample: SampleSize::Quick, ..AuditSchedule::default() }
}

#[tokio::test]
async fn an_audit_is_due_at_once_then_each_week_and_once_however_often_it_was_missed() {
    let mut scene = Scene::new().await;
    assert_eq!(scene.due(), None, "nothing is set");
    scene.set(&weekly());
    assert_eq!(scene.app.scheduled_shops().unwrap(), [slug()]);
    let next = |scene: &Scene| scene.app.schedule_view(&slug()).unwrap().next_audit.unwrap();
    let set = next(&scene);
    assert_eq!(scene.run_due().await, Some(Reason::Time));
    assert_eq!(scene.run_due().await, None);
    assert_eq!(next(&scene), set + WEEK);
    scene.pass(WEEK - HOUR);
    assert_eq!(scene.run_due().await, None);
    scene.pass(HOUR);
    assert_eq!(scene.run_due().await, Some(Reason::Time));
    // The machine sleeps for five weeks and two days.
    scene.pass(5 * WEEK + 2 * DAY);
    let app = App::open(scene.folder.path(), clock(&scene.now)).unwrap();
    scene.app = app;
    scene.app.open_demo(&Url::parse(&scene.shop.url()).unwrap()).unwrap();
    assert_eq!(scene.run_due().await, Some(Reason::Time));
    assert_eq!(scene.run_due().await, None);
    assert_eq!(next(&scene), set + 7 * WEEK, "it is not shifted by having been late");
    assert_eq!(scene.app.audits(&slug()).unwrap().len(), 3);
}

#[tokio::test]
async fn two_programs_never_begin_the_same_audit() {
    let mut scene = Scene::new().await;
    scene.set(&weekly());
    let mut other = App::open(scene.folder.path(), clock(&scene.now)).unwrap();
    assert!(scene.due().is_some());
    assert_eq!(other.take_due(&slug(), true).unwrap(), None, "it is taken");
    scene.pass(50 * 60_000);
    scene.app.still_auditing(&[slug()]).unwrap();
    scene.pass(50 * 60_000);
    assert_eq!(other.take_due(&slug(), false).unwrap(), None, "it still runs");
    scene.pass(HOUR);
    assert!(other.take_due(&slug(), false).unwrap().is_some(), "whoever took it is gone");
    // The clock that claimed it was wrong by years.
    scene.pass(-400 * DAY);
    scene.set(&AuditSchedule { pulse: true, ..weekly() });
    assert!(scene.due().is_some());
}

#[tokio::test]
async fn what_failed_is_tried_again_in_an_hour_and_what_was_stopped_on_another_day() {
    let mut scene = Scene::new().await;
    scene.set(&weekly());
    assert!(scene.due().is_some());
    let failure = Failure::from(AppError::NoAudit);
    scene.app.auditing_ended(&slug(), &AuditEnd::Failed { failure }).unwrap();
    scene.pass(HOUR - 1);
    assert_eq!(scene.due(), None);
    scene.pass(1);
    let (_, settings) = scene.due().unwrap();
    let errand = scene.errand(&settings);
    let audit = errand.audit().unwrap();
    errand.run(None::<&Worker>, &Looks(2, Mutex::default())).await.unwrap();
    let end = scene.app.audit_end(&slug(), audit).unwrap();
    assert_eq!(end, AuditEnd::Stopped);
    scene.app.auditing_ended(&slug(), &end).unwrap();
    scene.pass(DAY - 1);
    assert_eq!(scene.due(), None);
    scene.pass(1);
    assert!(scene.due().is_some());
}

#[tokio::test]
async fn a_persons_audit_that_waits_to_go_on_is_not_dropped() {
    let mut scene = Scene::new().await;
    scene.set(&weekly());
    let full = AuditSettings { sample: SampleSize::Full, ..AuditSettings::default() };
    scene.errand(&full).run(None::<&Worker>, &Looks(2, Mutex::default())).await.unwrap();
    assert_eq!(scene.due(), None, "theirs can be gone on with");
    scene.pass(DAY);
    assert!(scene.due().is_some(), "it cannot any more");
}

#[tokio::test]
async fn a_pulse_looks_at_what_matters_most_and_is_compared_with_pulses() {
    let mut scene = Scene::new().await;
    scene.tag("/", ".header__search-submit", 3).await;
    scene.set(&AuditSchedule { pulse: true, ..AuditSchedule::default() });
    let whole = scene.run(&AuditSettings { sample: SampleSize::Quick, ..AuditSettings::default() }).await;
    assert_eq!(whole.events.len(), 2);
    assert_eq!(scene.due(), None, "a whole audit is as good as a pulse");
    scene.pass(WEEK);
    assert_eq!(scene.due(), Some((Reason::Pulse, AuditSettings::pulse())));
    let pulse = scene.run(&AuditSettings::pulse()).await;
    assert_eq!(pulse.events.iter().map(|event| event.weight).collect::<Vec<_>>(), [8]);
    assert!(pulse.since.is_none(), "an audit of more events is no pulse");
    assert!(scene.run(&AuditSettings::pulse()).await.since.is_some());
    let underway = waymark_app::auditing::Underway::default();
    let trend = scene.app.audits_view(&slug(), &underway).unwrap().trend;
    assert_eq!(trend.len(), 1, "pulses would bend the line");
}

#[tokio::test]
async fn another_theme_is_seen_before_anybody_opens_the_shop() {
    let mut scene = Scene::new().await;
    scene.set(&AuditSchedule { on_theme_change: true, ..weekly() });
    assert!(scene.app.theme_watch(&slug()).unwrap().is_none(), "no theme is known");
    scene.run(&AuditSettings::default()).await;
    let prober = Prober::new().unwrap();
    let watch = scene.app.theme_watch(&slug()).unwrap().unwrap();
    assert!(!watch.is_other(&prober).await);
    scene.shop.set_edition(Edition::Redesign);
    assert!(watch.is_other(&prober).await);
    let due = scene.app.take_due(&slug(), true).unwrap().unwrap();
    assert_eq!((due.reason, due.settings.sample), (Reason::Theme, SampleSize::Quick));
    // Some visitors get one theme, some the other: both were audited today.
    scene.run(&due.settings).await;
    for edition in [Edition::Today, Edition::Redesign] {
        scene.shop.set_edition(edition);
        let watch = scene.app.theme_watch(&slug()).unwrap().unwrap();
        assert!(!watch.is_other(&prober).await, "{edition:?}");
    }
    scene.pass(DAY + 1);
    scene.shop.set_edition(Edition::Today);
    assert!(scene.app.theme_watch(&slug()).unwrap().unwrap().is_other(&prober).await, "it was put back");
}

/// A webhook that keeps what it gets and answers as it is told.
#[derive(Clone)]
struct Hook {
    seen: Arc<Mutex<Vec<String>>>,
    status: Arc<Mutex<u16>>,
}

async fn hook() -> (String, Hook) {
    let hook = Hook { seen: Arc::default(), status: Arc::new(Mutex::new(200)) };
    let take = |State(hook): State<Hook>, body: String| async move {
        hook.seen.lock().unwrap().push(body);
        StatusCode::from_u16(*hook.status.lock().unwrap()).unwrap()
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/{TOKEN}", listener.local_addr().unwrap());
    let router = Router::new().fallback(take).with_state(hook.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, hook)
}

fn vault(address: &str) -> Arc<Vault> {
    let address = address.to_owned();
    Arc::new(Vault::with_environment(move |name| match name {
        "WAYMARK_WEBHOOK" => Some(address.clone()),
        "WAYMARK_SMTP_PASSWORD" => Some(PASSWORD.to_owned()),
        _ => None,
    }))
}

/// Every file below a folder, whatever is in it.
fn all_bytes(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        bytes.extend(if path.is_dir() { all_bytes(&path) } else { std::fs::read(&path).unwrap() });
    }
    bytes
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[tokio::test]
async fn people_are_told_of_what_broke_and_of_what_recovered_and_of_nothing_else() {
    let mut scene = Scene::new().await;
    let (address, hook) = hook().await;
    let vault = vault(&address);
    let tells = Tells { webhook: true, ..Tells::default() };
    scene.set(&AuditSchedule { tells, ..weekly() });
    let quick = AuditSettings { sample: SampleSize::Quick, ..AuditSettings::default() };
    let mut tell = Vec::new();
    for edition in [Edition::Today, Edition::Redesign, Edition::Redesign, Edition::Today] {
        scene.shop.set_edition(edition);
        scene.run(&quick).await;
        let id = scene.app.audits(&slug()).unwrap()[0].id;
        let telling = scene.app.telling(&slug(), id, &vault).unwrap();
        tell.push(telling.is_some());
        if let Some(telling) = telling {
            assert!(telling.notification().is_none(), "nobody asked for one");
            let told = telling.send().await;
            assert_eq!(
                told.iter().map(|told| (told.way, &told.failure)).collect::<Vec<_>>(),
                [(Way::Webhook, &None)]
            );
            scene.app.keep_told(&slug(), &told).unwrap();
        }
    }
    assert_eq!(tell, [false, true, false, true]);
    let seen = hook.seen.lock().unwrap().clone();
    assert!(seen[0].contains("1 event stopped working on 127.0.0.1"), "{seen:?}");
    assert!(seen[0].contains("Health 100 → "), "{seen:?}");
    assert!(seen[0].contains("audit-2.html"), "{seen:?}");
    assert!(seen[1].contains("All is well again on 127.0.0.1"), "{seen:?}");
    let report = scene.folder.path().join("reports/demo/audit-2.html");
    assert!(std::fs::read_to_string(report).unwrap().starts_with("<!doctype html>"));
    let told = scene.app.schedule_view(&slug()).unwrap().told;
    assert_eq!((told.len(), told[0].way, &told[0].failure), (1, Way::Webhook, &None));
    // What is muted, and what visitors do not see yet, is nobody's business.
    scene.shop.set_edition(Edition::Redesign);
    let report = scene.run(&quick).await;
    for finding in &report.findings {
        scene
            .app
            .mute_finding(&slug(), &finding.key, Some(finding.severity), "Known", MuteFor::Good)
            .unwrap();
    }
    let id = scene.app.audits(&slug()).unwrap()[0].id;
    assert!(scene.app.telling(&slug(), id, &vault).unwrap().is_none());
    scene.run(&AuditSettings { address: Some(scene.shop.url()), ..quick }).await;
    let id = scene.app.audits(&slug()).unwrap()[0].id;
    assert!(scene.app.telling(&slug(), id, &vault).unwrap().is_none());
}

#[tokio::test]
async fn a_failure_to_tell_is_written_down_without_secrets_and_loses_nothing() {
    let mut scene = Scene::new().await;
    let (address, hook) = hook().await;
    *hook.status.lock().unwrap() = 404;
    let mail = MailAccount {
        server: "127.0.0.1".into(),
        port: 1,
        security: MailSecurity::None,
        user: "mara".into(),
        from: "waymark@agency.example".into(),
        to: vec!["mara@agency.example".into()],
    };
    let tells = Tells { webhook: true, mail: Some(mail.clone()), desktop: false };
    scene.set(&AuditSchedule { tells, ..weekly() });
    scene.shop.set_edition(Edition::Redesign);
    let quick = AuditSettings { sample: SampleSize::Quick, ..AuditSettings::default() };
    let report = scene.run(&quick).await;
    let entry = scene.app.audits(&slug()).unwrap().remove(0);
    let telling = scene.app.telling(&slug(), entry.id, &vault(&address)).unwrap().unwrap();
    let told = telling.send().await;
    assert!(told.iter().all(|told| told.failure.is_some()), "{told:?}");
    scene.app.keep_told(&slug(), &told).unwrap();
    let view = scene.app.schedule_view(&slug()).unwrap();
    let failures: Vec<&str> = view.told.iter().filter_map(|told| told.failure.as_deref()).collect();
    assert_eq!(failures.len(), 2, "{failures:?}");
    assert!(failures.iter().any(|failure| failure.contains("status 404")), "{failures:?}");
    assert_eq!(scene.app.audit_report(entry.id).unwrap(), Some(report));
    for words in [format!("{told:?}"), format!("{view:?}")] {
        assert!(!words.contains(TOKEN) && !words.contains(PASSWORD), "{words}");
    }
    let bytes = all_bytes(scene.folder.path());
    assert!(has(&bytes, "mara@agency.example"), "what is looked through is what is kept");
    assert!(!has(&bytes, TOKEN) && !has(&bytes, PASSWORD), "no secret is in the data folder");

    let silent = Arc::new(Vault::with_environment(|_| None));
    let test = scene.app.test_telling(&slug(), Way::Desktop, &silent);
    assert!(matches!(test, Err(AppError::NoSuchWay(Way::Desktop))));
    let insecure = MailAccount { server: "mail.example".into(), ..mail };
    let tells = Tells { mail: Some(insecure), ..Tells::default() };
    assert!(scene.app.set_schedule(&slug(), &AuditSchedule { tells, ..weekly() }).is_err());
}
