//! Audits of the demo shop as the app keeps, lists, compares and mends them: today's theme is tagged, the redesign audited.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

mod blind;
mod sharing;
#[path = "../support/mod.rs"]
mod support;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::{Fixture, report};
use url::Url;
use waymark_app::auditing::{
    Audience, AuditSettings, Ending, FindingKind, Outcome, Program, Progress, Report, ReportForm, SampleSize,
    Severity, Standing, Underway, Watch, Wish, Worker,
};
use waymark_app::view::{AuditEnd, AuditStep, MuteFor};
use waymark_app::{AppError, Code, Failure, Prober};
use waymark_demo::{DemoShop, Edition, serve};
use waymark_model::{EventId, ShopSlug};

const PRODUCT: &str = "/products/tarn-crew-jumper";

/// Stops after so many pages.
struct After(usize, AtomicUsize);

impl Audience for After {}

impl Watch for After {
    fn progress(&self, progress: Progress) {
        if matches!(progress, Progress::Checked { .. }) {
            self.1.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn wish(&self) -> Wish {
        if self.1.load(Ordering::Relaxed) >= self.0 { Wish::Stop } else { Wish::Go }
    }
}

fn quick() -> AuditSettings {
    AuditSettings { sample: SampleSize::Quick, ..AuditSettings::default() }
}

fn slug() -> ShopSlug {
    ShopSlug("demo".to_owned())
}

/// The demo shop, open, with events picked on today's theme.
async fn tagged(picks: &[(&str, &str)]) -> (Fixture, DemoShop, Vec<EventId>) {
    let shop = serve(None, Edition::Today).await.unwrap();
    let mut fixture = Fixture::empty();
    let base = Url::parse(&shop.url()).unwrap();
    fixture.app.open_demo(&base).unwrap();
    let mut events = Vec::new();
    for (path, css) in picks {
        let page = base.join(path).unwrap();
        let html = Prober::new().unwrap().read(&page).await.unwrap().text;
        let draft = fixture.app.picked(report(&html, page.as_str(), css)).unwrap();
        events.push(draft.event.id.clone());
        fixture.app.save_draft(draft).unwrap();
    }
    (fixture, shop, events)
}

async fn audit(fixture: &mut Fixture, settings: &AuditSettings, watch: &dyn Audience) -> Report {
    let errand = fixture.app.audit_errand(&slug(), settings, false, Program::App).unwrap();
    errand.run(None::<&Worker>, watch).await.unwrap()
}

fn never() -> After {
    After(usize::MAX, AtomicUsize::new(0))
}

#[tokio::test]
async fn audits_are_listed_with_their_trend_and_what_changed() {
    let (mut fixture, shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    let underway = Underway::default();
    assert_eq!(fixture.app.audits_view(&slug(), &underway).unwrap().done, []);
    let first = audit(&mut fixture, &quick(), &never()).await;
    assert_eq!(first.events[0].standing, Standing::Works, "{:?}", first.events);
    shop.set_edition(Edition::Redesign);
    audit(&mut fixture, &quick(), &never()).await;
    let elsewhere = AuditSettings { address: Some(shop.url()), ..quick() };
    audit(&mut fixture, &elsewhere, &never()).await;

    let view = fixture.app.audits_view(&slug(), &underway).unwrap();
    assert_eq!(view.done.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(view.done[0].settings, elsewhere);
    let scores: Vec<u8> = view.trend.iter().map(|point| point.score).collect();
    assert_eq!(scores.len(), 2, "staging is not the live shop");
    assert_eq!(scores[0], 100);
    assert!(scores[1] < 100, "{scores:?}");
    let report = fixture.app.audit_report_view(&slug(), view.done[1].id).unwrap();
    assert_eq!(report.report.since.unwrap().score, Some(100));
    assert!(report.line.breaks > 0);
    assert_eq!(report.vendors.len(), report.report.tags.len());
    for done in view.done {
        let end = fixture.app.audit_end(&slug(), done.id).unwrap();
        assert_eq!(end, AuditEnd::Done { line: Box::new(done) }, "each has its own end");
    }
}

#[tokio::test]
async fn a_stopped_audit_is_offered_to_go_on_until_the_plan_changes() {
    let (mut fixture, _shop, events) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    let underway = Underway::default();
    let stopped = audit(&mut fixture, &quick(), &After(3, AtomicUsize::new(0))).await;
    assert_eq!(stopped.ending, Ending::Cancelled);
    let open = fixture.app.audits(&slug()).unwrap()[0].id;
    assert_eq!(fixture.app.audit_end(&slug(), open).unwrap(), AuditEnd::Stopped);
    let left = fixture.app.audits_view(&slug(), &underway).unwrap().left.unwrap();
    assert!(left.pages >= 3 && left.goes_on, "{left:?}");
    assert_eq!(left.settings, quick());
    let going = underway.begin(&slug(), &quick(), 0, |_| {}).unwrap();
    let view = fixture.app.audits_view(&slug(), &underway).unwrap();
    assert!(view.left.is_none(), "what goes on is not left");
    assert_eq!(view.running.unwrap().step, AuditStep::Searching);
    drop(going);

    fixture.app.delete_event(&events[0]).unwrap();
    assert!(!fixture.app.audits_view(&slug(), &underway).unwrap().left.unwrap().goes_on);
    fixture.app.undo().unwrap();
    let whole = audit(&mut fixture, &quick(), &never()).await;
    assert_eq!(whole.ending, Ending::Complete);
    assert!(fixture.app.audits_view(&slug(), &underway).unwrap().left.is_none());
}

#[tokio::test]
async fn a_running_audit_tells_its_steps_and_is_steered() {
    let (mut fixture, _shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    let underway = Underway::default();
    let told = std::sync::Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    let steering = underway
        .begin(&slug(), &quick(), 0, move |progress| heard.lock().unwrap().push(progress.clone()))
        .unwrap();
    let errand = fixture.app.audit_errand(&slug(), &quick(), true, Program::App).unwrap();
    underway.pause(&slug(), true);
    let run = errand.run(None::<&Worker>, &steering);
    tokio::pin!(run);
    let waited = tokio::time::timeout(std::time::Duration::from_millis(1500), &mut run).await;
    assert!(waited.is_err(), "a paused one waits");
    let so_far = underway.of(&slug()).unwrap();
    assert!(so_far.paused && so_far.step != AuditStep::AddingUp, "{so_far:?}");
    underway.pause(&slug(), false);
    let report = run.await.unwrap();
    assert_eq!(report.ending, Ending::Complete);
    let told = told.lock().unwrap();
    let steps: Vec<AuditStep> = told.iter().map(|progress| progress.step).collect();
    assert!(steps.is_sorted_by_key(|step| *step as u8), "{steps:?}");
    assert_eq!(steps.last(), Some(&AuditStep::AddingUp));
    let all = report.totals.pages;
    assert!(all > 10 && told.iter().any(|progress| progress.done == all && progress.all == all), "{told:?}");
}

#[tokio::test]
async fn a_muted_finding_does_not_count_until_its_time_is_over() {
    let (mut fixture, shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    shop.set_edition(Edition::Redesign);
    let found = audit(&mut fixture, &quick(), &never()).await;
    let id = fixture.app.audits(&slug()).unwrap()[0].id;
    assert_eq!(Outcome::of(&found, &fixture.app.mutes(&slug()).unwrap()), Outcome::Findings);
    let empty = fixture.app.mute_finding(&slug(), &found.findings[0].key, None, "  ", MuteFor::Week);
    assert_eq!(Failure::from(empty.unwrap_err()).code, Code::Invalid);

    let count = found.findings.len();
    for (finding, how_long) in found.findings.iter().zip([MuteFor::Good, MuteFor::Week].iter().cycle()) {
        fixture.app.mute_finding(&slug(), &finding.key, None, "Known", *how_long).unwrap();
    }
    let view = fixture.app.audit_report_view(&slug(), id).unwrap();
    assert_eq!(view.line.findings.muted as usize, count);
    assert_eq!(view.mutes.len(), count);
    assert_eq!(view.report.findings.len(), count, "the report keeps them");
    assert_ne!(Outcome::of(&view.report, &view.mutes), Outcome::Findings);
    let first = view.mutes.iter().find(|mute| mute.finding == found.findings[0].key).unwrap();
    assert_eq!((first.reason.as_str(), first.until), ("Known", None));
    let left = fixture.app.unmute_finding(&slug(), &found.findings[0].key).unwrap();
    assert_eq!(left.len(), count - 1);
    let outcome = Outcome::of(&view.report, &fixture.app.mutes(&slug()).unwrap());
    assert_eq!(outcome, Outcome::Findings, "it matters again");
}

#[tokio::test]
async fn a_muted_finding_that_got_worse_counts() {
    let (mut fixture, shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    shop.set_edition(Edition::Redesign);
    let found = audit(&mut fixture, &quick(), &never()).await;
    let id = fixture.app.audits(&slug()).unwrap()[0].id;
    let worst = &found.findings[0];
    assert!(worst.severity < Severity::Notice, "{worst:?}");
    let count = |fixture: &Fixture| fixture.app.audit_report_view(&slug(), id).unwrap().line.findings;
    let before = count(&fixture);

    // It was seen when it was only good to know.
    let milder = Some(Severity::Notice);
    let mutes = fixture.app.mute_finding(&slug(), &worst.key, milder, "Known", MuteFor::Good).unwrap();
    assert_eq!((mutes[0].reason.as_str(), mutes[0].severity), ("Known", milder));
    assert_eq!(count(&fixture), before, "it is worse than what was muted");
    assert!(fixture.app.audit_report_view(&slug(), id).unwrap().mutes.is_empty());
    assert_eq!(Outcome::of(&found, &mutes), Outcome::Findings);

    // As bad as the last audit has it, and as bad as nothing can be more: both are what it is.
    for severity in [None, Some(Severity::Critical)] {
        fixture.app.mute_finding(&slug(), &worst.key, severity, "Known", MuteFor::Good).unwrap();
        assert_eq!(count(&fixture).muted, 1);
    }
    let unknown = fixture.app.mute_finding(&slug(), "event/nothing", None, "Known", MuteFor::Good);
    assert_eq!(Failure::from(unknown.unwrap_err()).code, Code::Invalid);
}

#[tokio::test]
async fn what_moved_moves_along_if_the_audit_knows_enough() {
    let picks = [
        (PRODUCT, ".product-form__submit"),
        (PRODUCT, ".product__size-chart"),
        ("/", ".header__search-submit"),
    ];
    let (mut fixture, shop, _) = tagged(&picks).await;
    shop.set_edition(Edition::Redesign);
    let found = audit(&mut fixture, &quick(), &never()).await;
    let id = fixture.app.audits(&slug()).unwrap()[0].id;
    let view = fixture.app.audit_report_view(&slug(), id).unwrap();
    let moved = found.findings.iter().filter(|finding| finding.kind == FindingKind::EventMoved).count();
    assert_eq!(view.repairs.len(), moved);
    assert!(moved > 0, "{:?}", found.findings);
    let (free, held): (Vec<_>, Vec<_>) = view.repairs.iter().partition(|repair| repair.look.is_none());
    assert!(!free.is_empty(), "{held:?}");

    assert_eq!(fixture.app.accept_repairs(&slug(), id, 1.01).unwrap(), [], "nothing is that sure");
    let accepted = fixture.app.accept_repairs(&slug(), id, 0.0).unwrap();
    assert_eq!(accepted, free.iter().map(|repair| repair.event.clone()).collect::<Vec<_>>());
    let again = fixture.app.audit_report_view(&slug(), id).unwrap();
    assert!(
        again.repairs.iter().all(|repair| !accepted.contains(&repair.event)),
        "an event that was changed since is not what was audited"
    );
    let after = audit(&mut fixture, &quick(), &never()).await;
    for event in after.events.iter().filter(|event| accepted.contains(&event.id)) {
        assert_eq!(event.standing, Standing::Works, "{event:?}");
    }
    let before = fixture.events().iter().find(|view| view.event.id == accepted[0]).unwrap().event.clone();
    for _ in &accepted {
        fixture.app.undo().unwrap();
    }
    let back = fixture.events().iter().find(|view| view.event.id == accepted[0]).unwrap().event.clone();
    assert_ne!(before.target, back.target);
}

#[tokio::test]
async fn only_the_newest_audit_says_where_elements_are() {
    let picks = [(PRODUCT, ".product__size-chart"), ("/", ".header__search-submit")];
    let (mut fixture, shop, _) = tagged(&picks).await;
    shop.set_edition(Edition::Redesign);
    audit(&mut fixture, &quick(), &never()).await;
    let old = fixture.app.audits(&slug()).unwrap()[0].id;
    let looks = |fixture: &Fixture| {
        let repairs = fixture.app.audit_report_view(&slug(), old).unwrap().repairs;
        repairs.into_iter().map(|repair| repair.look).collect::<Vec<_>>()
    };
    let first = looks(&fixture);
    assert!(first.contains(&None), "{first:?}");
    // An audit before launch says nothing about the live shop.
    audit(&mut fixture, &AuditSettings { address: Some(shop.url()), ..quick() }, &never()).await;
    assert_eq!(looks(&fixture), first);

    shop.set_edition(Edition::Today);
    audit(&mut fixture, &quick(), &never()).await;
    let older = |look: &Option<String>| {
        look.as_ref().is_some_and(|look| look.starts_with("It is from an older audit"))
    };
    assert!(looks(&fixture).iter().all(older), "{:?}", looks(&fixture));
    let plan = fixture.events();
    assert_eq!(fixture.app.accept_open_repairs(old, 0.0).unwrap().moved, []);
    assert_eq!(fixture.events(), plan);
}

#[tokio::test]
async fn what_visitors_do_not_see_yet_is_not_moved_unseen() {
    let (mut fixture, shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    shop.set_edition(Edition::Redesign);
    let settings = AuditSettings { address: Some(shop.url()), ..quick() };
    audit(&mut fixture, &settings, &never()).await;
    let id = fixture.app.audits(&slug()).unwrap()[0].id;
    let view = fixture.app.audit_report_view(&slug(), id).unwrap();
    assert!(!view.repairs.is_empty());
    assert!(view.repairs.iter().all(|repair| repair.look.is_some()), "{:?}", view.repairs);
    let moved = view.report.findings.iter().find(|finding| finding.kind == FindingKind::EventMoved).unwrap();
    assert!(moved.title.contains("would not fire"), "{moved:?}");
    assert!(moved.advice.starts_with("Move it when this goes live."), "who obeys breaks nothing: {moved:?}");
    assert_eq!(fixture.app.accept_repairs(&slug(), id, 0.0).unwrap(), []);
}

#[tokio::test]
async fn pages_and_reports_are_handed_out() {
    let (mut fixture, shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    audit(&mut fixture, &quick(), &never()).await;
    let id = fixture.app.audits(&slug()).unwrap()[0].id;
    let old = format!("http://127.0.0.1:1{PRODUCT}?variant=2");
    let page = fixture.app.audited_page(&slug(), id, &old).unwrap();
    assert_eq!(page.port(), Url::parse(&shop.url()).unwrap().port(), "the demo shop's port of this run");
    assert_eq!((page.path(), page.query()), (PRODUCT, Some("variant=2")));

    let logo = fixture.path().join("logo.svg");
    std::fs::write(&logo, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    fixture.app.set_brand_name("  Fern & Co ").unwrap();
    let brand = fixture.app.set_brand_logo(Some(&logo)).unwrap();
    assert_eq!(brand.name, "Fern & Co");
    assert!(brand.logo.unwrap().starts_with("data:image/svg+xml;base64,"));
    let fixture = fixture.restart();
    for (form, part) in [
        (ReportForm::Html, "Fern &amp; Co"),
        (ReportForm::Csv, "Severity"),
        (ReportForm::EventsCsv, "Event,Weight,Standing"),
        (ReportForm::Json, "\"schema\": 1"),
    ] {
        let to = fixture.path().join("report");
        fixture.app.save_audit_report(&slug(), id, form, &to).unwrap();
        let text = std::fs::read_to_string(&to).unwrap();
        assert!(text.contains(part), "{form:?}: {}", &text[..text.len().min(400)]);
    }
    let nowhere = fixture.path().join("no/such/folder/report.html");
    let refused = fixture.app.save_audit_report(&slug(), id, ReportForm::Html, &nowhere).unwrap_err();
    assert_eq!(Failure::from(refused).code, Code::WriteFailed);
    let other = ShopSlug("another".to_owned());
    let not_theirs = fixture.app.save_audit_report(&other, id, ReportForm::Html, &nowhere);
    assert!(matches!(not_theirs, Err(AppError::NoAudit)));
}

#[test]
fn a_logo_is_a_picture_and_not_too_large() {
    let mut fixture = Fixture::empty();
    let file = fixture.path().join("logo.png");
    for (bytes, is_large) in
        [(b"<html>".to_vec(), false), ([b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 1 << 20]].concat(), true)]
    {
        std::fs::write(&file, bytes).unwrap();
        let refused = fixture.app.set_brand_logo(Some(&file)).unwrap_err();
        assert!(matches!(refused, AppError::NoLogo { is_large: large } if large == is_large), "{refused:?}");
    }
    assert_eq!(fixture.app.brand().unwrap().logo, None);
    std::fs::write(&file, b"\x89PNG\r\n\x1a\n").unwrap();
    assert!(fixture.app.set_brand_logo(Some(&file)).unwrap().logo.is_some());
    assert_eq!(fixture.app.set_brand_logo(None).unwrap().logo, None);
}
