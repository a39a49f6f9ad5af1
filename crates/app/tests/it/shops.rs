//! Finding shops, opening them, switching between them.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use axum::Router;
use axum::response::{Html, Redirect};
use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use url::Url;
use waymark_app::TestSettings;
use waymark_app::auditing::Severity;
use waymark_app::navigation::may_navigate;
use waymark_app::view::MuteFor;
use waymark_app::{Arrival, Code, Failure, Outside, Prober, find_shop};
use waymark_model::ShopSlug;

use crate::support::{Fixture, arrival};

fn slug(text: &str) -> ShopSlug {
    ShopSlug(text.to_owned())
}

async fn serve() -> Url {
    let page = || async { Html("<!doctype html><title>Kiln</title>") };
    let router = Router::new()
        .route("/", get(|| async { Redirect::temporary("/en-gb/") }))
        .route("/en-gb/", get(page))
        .route("/products/mug", get(page));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Url::parse(&format!("http://{address}/")).unwrap()
}

#[tokio::test]
async fn a_typed_address_leads_to_where_the_server_sends_it() {
    let server = serve().await;
    let prober = Prober::new().unwrap();
    let authority = server.authority().to_owned();
    let home = find_shop(&prober, &authority).await.unwrap();
    let locale = server.join("en-gb/").unwrap();
    assert_eq!(home, Arrival { base: locale.clone(), page: locale });

    let typed = format!("{authority}/products/mug?variant=2");
    let product = find_shop(&prober, &typed).await.unwrap();
    assert_eq!(product.base, server);
    assert_eq!(product.page, server.join("products/mug?variant=2").unwrap());
}

#[tokio::test]
async fn what_does_not_answer_is_a_failure_in_words() {
    let prober = Prober::new().unwrap();
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = free.local_addr().unwrap().to_string();
    drop(free);
    for (typed, code, retryable) in [
        ("no-such-shop.invalid", Code::HostUnknown, true),
        (nobody.as_str(), Code::ConnectionRefused, true),
        ("htps://kiln.example", Code::AddressInvalid, false),
    ] {
        let failure = Failure::from(find_shop(&prober, typed).await.unwrap_err());
        assert_eq!((failure.code, failure.retryable), (code, retryable), "{typed}: {failure:?}");
    }
}

/// Answers whatever comes with a TLS alert and hangs up, as a TLS server does when it is spoken to in plain text.
async fn serve_alerts() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let _ = socket.read(&mut [0; 1024]).await;
            let _ = socket.write_all(&[0x15, 0x03, 0x03, 0, 2, 2, 40]).await;
        }
    });
    address
}

#[tokio::test]
async fn the_scheme_that_tells_most_is_the_one_reported() {
    let prober = Prober::new().unwrap();
    let typed = serve_alerts().await;
    // http comes first for a local address and meets garbage; https then meets a refusal to speak TLS.
    let failure = Failure::from(find_shop(&prober, &typed).await.unwrap_err());
    assert_eq!(failure.code, Code::CertificateInvalid, "{failure:?}");
}

#[test]
fn a_shop_is_added_once_and_found_again_from_any_of_its_pages() {
    let mut fixture = Fixture::empty();
    let opened = fixture.app.open_shop(&arrival("https://kiln.example/")).unwrap();
    assert_eq!((opened.slug, opened.page.as_str()), (slug("kiln.example"), "https://kiln.example/"));
    let open = opened.overview.open.unwrap();
    assert_eq!((open.shop.url.as_str(), open.shop.name.as_str()), ("https://kiln.example/", "kiln.example"));
    assert!(open.page_types.iter().any(|kind| kind.id == "product"));

    let again = fixture.app.open_shop(&arrival("http://kiln.example/products/mug?a=1")).unwrap();
    assert_eq!(again.page.as_str(), "http://kiln.example/products/mug?a=1");
    assert_eq!(again.overview.shops.len(), 1);
}

#[test]
fn storefronts_of_one_host_are_shops_of_their_own() {
    let mut fixture = Fixture::empty();
    fixture.app.open_shop(&arrival("https://kiln.example/en-gb/")).unwrap();
    let german = fixture.app.open_shop(&arrival("https://kiln.example/de/")).unwrap();
    assert_eq!(german.slug, slug("kiln.example-de"));
    let page = fixture.app.open_shop(&arrival("https://kiln.example/en-gb/products/mug")).unwrap();
    assert_eq!(page.slug, slug("kiln.example"));
    assert_eq!(fixture.app.shops().unwrap().len(), 2);
    assert_ne!(fixture.app.web_data(&slug("a:80")), fixture.app.web_data(&slug("a:81")));
}

#[test]
fn switching_leaves_drafts_and_tests_behind() {
    let mut fixture = Fixture::with_shop();
    let draft = fixture.pick("[name=add]");
    fixture.app.start_test(TestSettings::default()).unwrap();
    fixture.app.add_shop("other.example", Some("Other")).unwrap();
    let opened = fixture.app.select_shop(&slug("other.example")).unwrap();
    assert_eq!(opened.overview.shops[0].shop.name, "Other");
    assert!(!fixture.app.is_testing());
    assert!(fixture.app.save_draft(draft).is_err());
    assert_eq!(fixture.app.close_shop().unwrap().open, None);
    let unknown = Failure::from(fixture.app.select_shop(&slug("nowhere")).unwrap_err());
    assert_eq!(unknown.code, Code::NotFound);
}

#[test]
fn the_demo_shop_keeps_its_plan_when_its_port_changes() {
    let mut fixture = Fixture::empty();
    let first = Url::parse("http://127.0.0.1:4001/").unwrap();
    fixture.app.open_demo(&first).unwrap();
    let draft = fixture.app.draft_page_view(&first).unwrap();
    fixture.app.save_draft(draft).unwrap();

    let mut fixture = fixture.restart();
    let second = Url::parse("http://127.0.0.1:4002/").unwrap();
    let opened = fixture.app.open_demo(&second).unwrap();
    let open = opened.overview.open.unwrap();
    assert_eq!((open.shop.url.as_str(), open.events.len()), (second.as_str(), 1));
    assert_eq!(opened.overview.shops[0].shop.url, second.as_str());
    assert!(fixture.app.page_facts(&second).unwrap().within_shop);
}

#[test]
fn facts_about_a_page_follow_the_shops_rules() {
    let mut fixture = Fixture::empty();
    let product = Url::parse("https://kiln.example/en-gb/products/mug?x=1").unwrap();
    assert_eq!(fixture.app.page_facts(&product), None);
    fixture.app.open_shop(&arrival("https://kiln.example/en-gb/")).unwrap();
    let facts = fixture.app.page_facts(&product).unwrap();
    assert_eq!(
        (facts.path.as_str(), facts.page_type.as_deref(), facts.within_shop),
        ("/products/mug", Some("product"), true)
    );
    let away = fixture.app.page_facts(&Url::parse("https://pay.example/products/mug").unwrap()).unwrap();
    assert_eq!((away.page_type, away.within_shop), (None, false));
    assert_eq!(fixture.app.home().unwrap().as_str(), "https://kiln.example/en-gb/");
}

#[test]
fn the_pane_goes_to_the_web_only() {
    for (address, expected) in [
        ("https://kiln.example/", true),
        ("http://127.0.0.1:1/", true),
        ("tauri://localhost/", false),
        ("file:///etc/passwd", false),
        ("data:text/html,x", false),
        ("about:blank", false),
        ("blob:https://kiln.example/1", false),
    ] {
        assert_eq!(may_navigate(&Url::parse(address).unwrap()), expected, "{address}");
    }
}

#[test]
fn addresses_typed_above_the_pane_may_be_paths() {
    let mut fixture = Fixture::empty();
    fixture.app.open_shop(&arrival("https://kiln.example/en-gb/")).unwrap();
    for (typed, expected) in [
        ("/cart", "https://kiln.example/cart"),
        ("other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
    ] {
        assert_eq!(fixture.app.destination(typed).unwrap().as_str(), expected);
    }
    assert!(fixture.app.destination("javascript:alert(1)").is_err());
}

#[test]
fn writes_of_another_program_are_noticed() {
    let (nothing, shops) = (Outside::default(), Outside { shops: true, audits: false });
    let both = Outside { shops: true, audits: true };
    let mut fixture = Fixture::with_shop();
    assert_eq!(fixture.app.changed_outside().unwrap(), nothing);
    fixture.tag("[name=add]");
    assert_eq!(fixture.app.changed_outside().unwrap(), nothing, "one's own writes are no news");
    let mut other = waymark_app::App::open(fixture.path(), waymark_app::system_clock()).unwrap();
    other.add_shop("other.example", None).unwrap();
    assert_eq!(fixture.app.changed_outside().unwrap(), shops);
    let slug = fixture.slug();
    let mute = |app: &mut waymark_app::App, key| {
        app.mute_finding(&slug, key, Some(Severity::Notice), "Known", MuteFor::Week).unwrap();
    };
    mute(&mut other, "event/a");
    assert_eq!(fixture.app.changed_outside().unwrap(), both, "it is what undo takes back next");
    assert_eq!(fixture.app.changed_outside().unwrap(), nothing);
    fixture.tag("nav a");
    mute(&mut other, "event/b");
    assert!(fixture.app.changed_outside().unwrap().audits, "one's own change hides no news");
}

#[test]
fn a_damaged_database_waits_for_a_decision() {
    let fixture = Fixture::with_shop();
    let folder = fixture.folder;
    drop(fixture.app);
    std::fs::write(
        folder.path().join("waymark.db"),
        b"not a database at all, and long enough to be looked at",
    )
    .unwrap();
    let Err(error) = waymark_app::App::open(folder.path(), waymark_app::system_clock()) else {
        panic!("opened")
    };
    assert_eq!(Failure::from(error).code, Code::DatabaseDamaged);
    let app = waymark_app::App::restore_backup(folder.path(), waymark_app::system_clock()).unwrap();
    assert_eq!(app.shops().unwrap(), []);
    let kept = std::fs::read_dir(folder.path())
        .unwrap()
        .any(|entry| entry.unwrap().file_name().to_string_lossy().contains("damaged"));
    assert!(kept, "the damaged file is moved aside, not deleted");
}

#[test]
fn a_storefront_below_a_path_is_added_once() {
    let mut fixture = Fixture::empty();
    fixture.app.add_shop("https://kiln.example/en-gb/", None).unwrap();
    fixture.app.add_shop("https://kiln.example/en-gb/", None).unwrap_err();
    assert_eq!(fixture.app.shops().unwrap().len(), 1);
    fixture.app.add_shop("https://kiln.example/fr/", None).unwrap();
    assert_eq!(fixture.app.shops().unwrap().len(), 2);
}
