//! A whole audit of the demo shop without a browser: the verdicts of hand-written events are held against a truth that was
//! written down before, on today's theme and after the redesign; and an audit that was stopped goes on.

use std::collections::BTreeSet;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, Redirect};
use axum::routing::get;
use tokio::net::TcpListener;
use waymark_audit::discover::SampleSize;
use waymark_audit::record::Record;
use waymark_audit::report::{Ending, FindingKind, Report, Severity, Standing};
use waymark_demo::{Edition, serve};
use waymark_model::{Event, Scope, Verdict};

use crate::whole::{After, Memory, audited, event, never, of, order};

#[tokio::test]
async fn every_event_is_told_as_it_is() {
    let shop = serve(None, Edition::Today).await.unwrap();
    let url = shop.url();
    let events = vec![
        event("cart", "form[action*='/cart/add'] button[name=add]", "product", 9),
        event("nowhere", ".nothing-like-this", "product", 9),
        event("members", "h1", "account", 5),
        Event {
            scope: Scope { url: Some("/no/such/*".into()), ..Scope::default() },
            ..event("elsewhere", "h1", "", 5)
        },
        Event { status: waymark_model::Status::Paused, ..event("paused", ".no", "product", 9) },
    ];
    let report =
        audited(&order(&url, events, SampleSize::Full), &mut Memory::default(), &never(), None).await;

    assert_eq!(report.ending, Ending::Complete);
    // Only the account is for those who are logged in.
    assert_eq!((report.totals.blocked, report.totals.checked), (1, report.totals.pages - 1));
    assert_eq!(of(&report, "members").verdicts, [(Verdict::Blocked, 1)].into());
    assert_eq!(of(&report, "members").standing, Standing::Unknown);
    let cart = of(&report, "cart");
    assert_eq!(cart.standing, Standing::Works, "{cart:?}");
    let products = report.page_types.iter().find(|kind| kind.id.as_deref() == Some("product")).unwrap();
    assert_eq!(cart.verdicts.values().sum::<u32>(), products.checked, "on every product page");
    // Not in the page as it is served; scripts could add it, and nobody looked with a browser.
    assert_eq!(of(&report, "nowhere").standing, Standing::Unknown);
    assert_eq!(of(&report, "nowhere").verdicts.keys().collect::<Vec<_>>(), [&Verdict::Missing]);
    assert_eq!(of(&report, "elsewhere").standing, Standing::NotCovered);
    assert!(report.events.iter().all(|event| event.id.0 != "paused"));
    assert_eq!(report.health.score, Some(100), "of what could be told");
    assert_eq!((report.health.told, report.health.all), (1, 4));
    assert!(
        report.findings.iter().all(|finding| finding.severity == Severity::Notice),
        "{:?}",
        report.findings
    );
}

#[tokio::test]
async fn a_page_that_leads_home_is_told_as_that_and_not_as_gone() {
    let home = "<!doctype html><title>Shop</title><a href=/products/mug>Mug</a><a href=/products/jug>Jug</a>";
    let router = Router::new()
        .route("/", get(move || async move { Html(home) }))
        .route("/products/mug", get(|| async { Redirect::permanent("/") }))
        .route("/products/jug", get(|| async { Html("<!doctype html><title>Jug</title><h1>Jug</h1>") }));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let events = vec![event("name", "h1", "product", 9)];
    let report =
        audited(&order(&url, events, SampleSize::Quick), &mut Memory::default(), &never(), None).await;
    assert_eq!((report.totals.redirected, report.totals.gone), (1, 0), "{:?}", report.totals);
    let led: Vec<_> =
        report.findings.iter().filter(|finding| finding.kind == FindingKind::PagesRedirected).collect();
    let [led] = led.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!(led.title, "1 page leads to another page now");
    assert_eq!(led.detail, "/products/mug now leads to the home page.");
    assert_eq!(of(&report, "name").verdicts, [(Verdict::Intact, 1)].into(), "nothing is said of it there");
}

#[tokio::test]
async fn what_robots_txt_keeps_back_is_told_with_the_switch() {
    let home = "<!doctype html><title>Shop</title><a href=/products/mug>Mug</a><a href=/products/jug>Jug</a>";
    let robots = |rules: &'static str, status: StatusCode| async move {
        let router = Router::new()
            .route("/", get(move || async move { Html(home) }))
            .route("/robots.txt", get(move || async move { (status, rules) }))
            .fallback(|| async { Html("<!doctype html><title>Mug</title><h1>Mug</h1>") });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let order = order(&url, vec![event("name", "h1", "product", 9)], SampleSize::Quick);
        let report = audited(&order, &mut Memory::default(), &never(), None).await;
        report.notes.into_iter().find(|note| note.contains("robots.txt"))
    };
    assert_eq!(robots("", StatusCode::OK).await, None);
    let some = robots("User-agent: *\nDisallow: /products/mug", StatusCode::OK).await.unwrap();
    assert!(some.starts_with("1 page that the shop names was not looked at: robots.txt keeps"), "{some}");
    let all = robots("User-agent: *\nDisallow: /products/", StatusCode::OK).await.unwrap();
    assert!(all.starts_with("2 pages") && all.contains("--ignore-robots"), "{all}");
    let broken = robots("", StatusCode::INTERNAL_SERVER_ERROR).await.unwrap();
    assert!(broken.contains("2 pages") && broken.contains("could not be read"), "{broken}");
}

#[tokio::test]
async fn that_a_shop_names_more_than_is_kept_is_told_where_all_was_to_be_looked_at() {
    let is_told = async |sitemaps: usize, size| {
        let index = move || async move {
            let name = |at| format!("<sitemap><loc>/sitemap-{at}.xml</loc></sitemap>");
            format!("<sitemapindex>{}</sitemapindex>", (0..sitemaps).map(name).collect::<String>())
        };
        let router = Router::new()
            .route("/", get(|| async { Html("<!doctype html><title>Shop</title>") }))
            .route("/sitemap.xml", get(index))
            .fallback(|| async { "<urlset><url><loc>/products/mug</loc></url></urlset>" });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let order = order(&url, vec![event("name", "h1", "product", 9)], size);
        let report = audited(&order, &mut Memory::default(), &never(), None).await;
        report.notes.iter().any(|note| note.starts_with("The shop names more than an audit reads"))
    };
    assert!(is_told(61, SampleSize::Full).await);
    assert!(!is_told(12, SampleSize::Full).await);
    assert!(!is_told(61, SampleSize::Quick).await, "a few were to be looked at");
}

#[tokio::test]
async fn what_the_next_audit_finds_is_held_against_this_one() {
    let today = serve(None, Edition::Today).await.unwrap();
    let events = || vec![event("cart", "form[action*='/cart/add'] button[name=add]", "product", 9)];
    let first = order(today.url().as_str(), events(), SampleSize::Quick);
    let before = audited(&first, &mut Memory::default(), &never(), None).await;
    assert!(before.since.is_none());
    let redesign = serve(None, Edition::Redesign).await.unwrap();
    let second = order(redesign.url().as_str(), events(), SampleSize::Quick);
    let after = audited(&second, &mut Memory::default(), &never(), Some(&before)).await;
    let kinds: BTreeSet<FindingKind> = after.findings.iter().map(|finding| finding.kind).collect();
    assert!(kinds.contains(&FindingKind::ThemeChanged), "{:?}", after.findings);
    let since = after.since.unwrap();
    assert_eq!(since.score, before.health.score);
    assert_eq!(since.new.len(), after.findings.len(), "all is new: {:?}", since.new);
}

#[tokio::test]
async fn a_stopped_audit_goes_on_and_looks_at_no_page_twice() {
    let shop = serve(None, Edition::Today).await.unwrap();
    let events = vec![event("cart", "form[action*='/cart/add'] button[name=add]", "product", 9)];
    let order = order(shop.url().as_str(), events, SampleSize::Quick);
    let mut journal = Memory::default();
    let stopped = audited(&order, &mut journal, &After::pages(5), None).await;
    assert_eq!(stopped.ending, Ending::Cancelled);
    let kept = journal.records.len();
    assert!((5..20).contains(&kept), "{kept}");
    let whole = audited(&order, &mut journal, &never(), None).await;
    assert_eq!(whole.ending, Ending::Complete);
    let keys: BTreeSet<String> = journal.records.iter().map(Record::key).collect();
    assert_eq!(keys.len(), journal.records.len(), "no page twice");
    let anew = audited(&order, &mut Memory::default(), &never(), None).await;
    assert_eq!(whole.totals.pages, anew.totals.pages);
    let told = |report: &Report| {
        report.events.iter().map(|event| (event.standing, event.verdicts.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&whole), told(&anew));
}
