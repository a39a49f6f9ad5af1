//! Installing by hand at places that are no themes: the one line in a page, told from other lines.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;
use waymark_app::Prober;
use waymark_app::publishing::{Fault, OnShop, Secret, fault, look_at_shop, serving};
use waymark_app::vault::Vault;
use waymark_app::view::{InstallVerdict, Review};
use waymark_model::{Place, PublicationTarget, SignIn, TargetId};

use crate::support::{Fixture, publish, review};

async fn seen(address: &str) -> OnShop {
    look_at_shop(&Prober::new().unwrap(), &Url::parse(address).unwrap()).await.unwrap()
}

/// Serves one page, and a release beside each entry.
async fn page(html: &'static str) -> Url {
    let sha256 = |file: &str| format!("{:x}", Sha256::digest(file));
    let (config, runtime) = ("{}", "run()");
    let (config_name, runtime_name) = (sha256(config) + ".json", sha256(runtime) + ".js");
    let pointer =
        json!({ "revision": "bbbbbbbbbbbbbbbb", "sha256": sha256(config), "runtime": runtime_name });
    let release = move |(_, file): (String, String)| async move {
        match file.as_str() {
            "waymark.js" => Ok("fetch('current.json')".to_owned()),
            "current.json" => Ok(pointer.to_string()),
            name if name == config_name => Ok(config.to_owned()),
            name if name == runtime_name => Ok(runtime.to_owned()),
            _ => Err(StatusCode::NOT_FOUND),
        }
    };
    let odd = || async { r#"{"revision":"\u001b[2Jbbbbbbbbbbbbb"}"# };
    let router = Router::new()
        .route("/", get(move || async move { Html(html) }))
        .route("/v1/{site}/{file}", get(|Path(path): Path<(String, String)>| release(path)))
        .route("/odd/v1/{site}/current.json", get(odd))
        .route("/closed/assets/waymark.js", get(|| async { StatusCode::FORBIDDEN }))
        .route("/failing/assets/waymark.js", get(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .route("/password", get(|| async { Html("<h1>Opening soon</h1>") }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn the_one_line_of_other_places_is_told_from_others() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("form[action=\"/cart/add\"] button");
    let slug = fixture.slug();
    let www = tempfile::tempdir().unwrap();
    let mut target = PublicationTarget {
        id: TargetId("f".into()),
        name: "Folder".into(),
        place: Place::Folder { path: www.path().display().to_string(), public_url: None },
    };
    let asked = fixture.app.guide(&slug, &target).unwrap();
    assert!(asked.steps.iter().all(|step| step.text.is_none()) && asked.steps[1].how.contains("Edit Folder"));

    for (html, expected) in [
        ("", InstallVerdict::Missing),
        ("<script src='/v1/kiln.example/waymark.js' defer></script>", InstallVerdict::Installed),
        ("<script src='/v1/other.example/waymark.js' defer></script>", InstallVerdict::OtherShop),
        ("<script src='/other/v1/kiln.example/waymark.js' defer></script>", InstallVerdict::OtherPlace),
        ("<script src='/cdn/assets/waymark.js'></script>", InstallVerdict::OtherPlace),
        (
            "<script src='/v1/kiln.example/waymark.js'></script><script src='/v1/other/waymark.js'></script>",
            InstallVerdict::Twice,
        ),
    ] {
        let shop = page(html).await;
        target.place =
            Place::Folder { path: www.path().display().to_string(), public_url: Some(shop.to_string()) };
        let guide = fixture.app.guide(&slug, &target).unwrap();
        let line = format!("<script src=\"{shop}v1/kiln.example/waymark.js\" defer></script>");
        assert!(guide.steps.iter().any(|step| step.text.as_deref() == Some(line.as_str())), "{guide:?}");
        assert!(guide.steps.last().unwrap().how.contains("Cache-Control"), "a folder sends no headers");
        let seen = seen(shop.as_str()).await;
        let told = fixture.app.check_install(&slug, &target, &seen).unwrap();
        assert_eq!(told.verdict, expected, "{html}: {}", told.message);
        assert_eq!(told.hint.is_empty(), expected == InstallVerdict::Installed);
    }
    let closed = page("").await.join("password").unwrap();
    let told = fixture.app.check_install(&slug, &target, &seen(closed.as_str()).await).unwrap();
    assert_eq!(told.verdict, InstallVerdict::Closed);
}

#[tokio::test]
async fn of_a_place_without_an_address_it_is_not_told_whether_it_is_loaded() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("form[action=\"/cart/add\"] button");
    let slug = fixture.slug();
    let www = tempfile::tempdir().unwrap();
    let folder = |id: &str, public_url: Option<&Url>| PublicationTarget {
        id: TargetId(id.into()),
        name: id.into(),
        place: Place::Folder {
            path: www.path().join(id).display().to_string(),
            public_url: public_url.map(Url::to_string),
        },
    };
    let shop = page("<script src='/v1/kiln.example/waymark.js' defer></script>").await;
    let target = folder("nameless", None);
    fixture.app.save_target(&slug, &target, Secret::AsKept).unwrap();
    let seen = seen(shop.as_str()).await;
    let told = fixture.app.check_install(&slug, &target, &seen).unwrap();
    assert_eq!(told.verdict, InstallVerdict::PlaceUnknown, "{}", told.message);
    assert!(told.message.contains("at which address") && told.hint.contains("--public-url"), "{told:?}");

    // It is another place's, by that one's address.
    fixture.app.save_target(&slug, &folder("known", Some(&shop)), Secret::AsKept).unwrap();
    let told = fixture.app.check_install(&slug, &target, &seen).unwrap();
    assert_eq!(told.verdict, InstallVerdict::OtherPlace, "{}", told.message);
}

#[tokio::test]
async fn a_themes_file_that_is_not_given_to_programs_is_not_said_to_be_wrong() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("form[action=\"/cart/add\"] button");
    let slug = fixture.slug();
    let place = Place::Theme {
        shop: "example.myshopify.com".into(),
        sign_in: SignIn::Token,
        theme: None,
        endpoint: None,
    };
    let target = PublicationTarget { id: TargetId("t".into()), name: "Theme".into(), place };
    let shop = page("<script src='/closed/assets/waymark.js' defer></script>").await;
    let told = fixture.app.check_install(&slug, &target, &seen(shop.as_str()).await).unwrap();
    assert_eq!(told.verdict, InstallVerdict::RevisionUnknown);
    assert!(told.message.contains("answers 403") && !told.hint.contains("Paste"), "{told:?}");
    let shop = page("<script src='/failing/assets/waymark.js' defer></script>").await;
    let told = fixture.app.check_install(&slug, &target, &seen(shop.as_str()).await).unwrap();
    assert_eq!(told.verdict, InstallVerdict::NotDelivered);
    assert!(told.message.contains("answers 500") && told.hint.contains("of the shop itself"), "{told:?}");
}

#[tokio::test]
async fn a_revision_that_is_none_is_not_told() {
    let shop = page("<script src='/odd/v1/kiln.example/waymark.js'></script>").await;
    let told = serving(&Prober::new().unwrap(), &shop).await.unwrap();
    assert!(told.loads, "{told:?}");
    assert_eq!(told.revision, None, "whatever stands there would reach a terminal");
}

#[tokio::test]
async fn a_page_is_faulty_only_where_it_should_serve_what_it_does_not() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("form[action=\"/cart/add\"] button");
    let www = tempfile::tempdir().unwrap();
    let place = Place::Folder { path: www.path().display().to_string(), public_url: None };
    let target = PublicationTarget { id: TargetId("f".into()), name: "Folder".into(), place };
    fixture.app.save_target(&fixture.slug(), &target, Secret::AsKept).unwrap();
    let errand = fixture.app.errand_to(&fixture.slug(), target, &Arc::new(Vault::default()));
    let nothing = review(&fixture, &errand).await;
    publish(&mut fixture, &errand, None).await.unwrap();
    let live = review(&fixture, &errand).await;
    let told = async |page: &Url, path: &str, here: &Review| {
        let serving = serving(&Prober::new().unwrap(), &page.join(path).unwrap()).await.unwrap();
        (fault(&serving, &[here], Some(&[here])), fault(&serving, &[here], None))
    };

    // Before its launch a shop shows its password page, whatever is live.
    let empty = page("").await;
    assert_eq!(told(&empty, "password", &live).await, (None, None));
    assert_eq!(told(&empty, "", &live).await, (Some(Fault::Missing), None), "one place was not asked");
    assert_eq!(told(&empty, "", &nothing).await, (None, None), "nothing is live that it could load");
    let other = page("<script src='/v1/kiln.example/waymark.js' defer></script>").await;
    assert_eq!(told(&other, "", &live).await, (Some(Fault::Other), None));
    let twice = page("<script src='/v1/kiln.example/waymark.js'></script><script src='/v1/kiln.example/waymark.js'></script>").await;
    assert_eq!(told(&twice, "", &nothing).await, (Some(Fault::Twice), Some(Fault::Twice)));
    let untold = page("<script src='/none/v1/kiln.example/waymark.js'></script>").await;
    let none = (Some(Fault::NotDelivered), Some(Fault::NotDelivered));
    assert_eq!(told(&untold, "", &live).await, none, "there is nothing where it is loaded from");
}
