//! Places that would get in each other's way are refused, and a token stays with its address.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use waymark_app::plans::Import;
use waymark_app::publishing::Secret;
use waymark_app::vault::{SecretKey, Vault};
use waymark_app::{Code, Failure};
use waymark_model::{Place, PublicationTarget, ShopSlug, TargetId};
use waymark_store::{Opened, Store};

use crate::support::{Fixture, tried_out};

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

#[test]
fn two_shops_with_one_name_in_addresses_do_not_share_a_place() {
    let www = tempfile::tempdir().unwrap();
    let mut fixture = Fixture::empty();
    let shop = |fixture: &mut Fixture, slug: &str| {
        let shop = serde_json::json!({"slug": slug, "url": "http://127.0.0.1:9292/", "name": "Shop"});
        let plan = serde_json::from_value(serde_json::json!({"schema": 1, "shop": shop})).unwrap();
        let slug = ShopSlug(slug.into());
        fixture.app.import_plan(&slug, plan, Import::Merge).unwrap();
        slug
    };
    let one = shop(&mut fixture, "127.0.0.1:9292");
    let other = shop(&mut fixture, "127.0.0.1-9292");
    fixture.app.save_target(&one, &folder(www.path()), Secret::AsKept).unwrap();
    let failure =
        Failure::from(fixture.app.save_target(&other, &folder(www.path()), Secret::AsKept).unwrap_err());
    assert!(failure.message.contains("The shop 127.0.0.1:9292 is published there"), "{}", failure.message);
    let elsewhere = tempfile::tempdir().unwrap();
    fixture.app.save_target(&other, &folder(elsewhere.path()), Secret::AsKept).unwrap();
}

#[test]
fn two_places_do_not_share_the_variable_of_their_tokens() {
    let mut fixture = Fixture::with_shop();
    let host = |id: &str, name: &str| PublicationTarget {
        id: TargetId(id.into()),
        name: name.into(),
        place: Place::Host { url: format!("https://{id}.example") },
    };
    fixture.app.save_target(&fixture.slug(), &host("a", "Caf\u{e9}"), Secret::AsKept).unwrap();
    let failure = Failure::from(
        fixture.app.save_target(&fixture.slug(), &host("b", "Caf\u{f6}"), Secret::AsKept).unwrap_err(),
    );
    assert!(failure.message.contains("one variable, WAYMARK_SECRET_CAF_."), "{}", failure.message);
    fixture.app.save_target(&fixture.slug(), &host("b", "Cafes"), Secret::AsKept).unwrap();
    // A folder has no token.
    let www = tempfile::tempdir().unwrap();
    let folder = PublicationTarget { name: "Caf\u{f6}".into(), ..folder(www.path()) };
    fixture.app.save_target(&fixture.slug(), &folder, Secret::AsKept).unwrap();
}

#[test]
fn a_place_is_called_by_its_name_without_blanks_around_it() {
    let mut fixture = Fixture::with_shop();
    let (slug, www) = (fixture.slug(), tempfile::tempdir().unwrap());
    let vault = Arc::new(Vault::default());
    let blank = PublicationTarget { name: " Lead ".into(), ..folder(www.path()) };
    fixture.app.save_target(&slug, &blank, Secret::AsKept).unwrap();
    for named in ["Lead", " Lead ", "lead "] {
        let found = fixture.app.errands(&slug, Some(named), &vault).unwrap();
        assert_eq!(found[0].target.name, "Lead", "{named:?}");
    }
    // As versions before kept it.
    let Opened::Ready(mut store) = Store::open(&fixture.path().join("waymark.db"), 0).unwrap() else {
        panic!()
    };
    store.put_publication_target(&slug, &blank).unwrap();
    for named in ["Lead", " Lead "] {
        assert!(fixture.app.errands(&slug, Some(named), &vault).is_ok(), "{named:?}");
    }
}

#[tokio::test]
async fn a_token_of_another_shop_at_a_host_says_which_one_is_meant() {
    let fixture = Fixture::with_shop();
    let answer = |method: axum::http::Method| async move {
        if method == "GET" { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    let target = PublicationTarget {
        id: TargetId("h".into()),
        name: "Host".into(),
        place: Place::Host { url: url.clone() },
    };
    let vault = Arc::new(Vault::with_environment(|_| Some("wmk_of_another".to_owned())));
    let errand = fixture.app.errand_to(&fixture.slug(), target, &vault);
    let failure = Failure::from(tried_out(&errand).await.unwrap_err());
    assert_eq!(failure.code, Code::Denied);
    assert_eq!(failure.message, format!("The token is not that of the shop called kiln.example at {url}."));
    assert!(failure.hint.contains("waymark-host shop add kiln.example"), "{}", failure.hint);
}

#[test]
fn a_token_does_not_follow_its_place_to_another_address() {
    let mut fixture = Fixture::with_shop();
    let slug = fixture.slug();
    let at = |url: &str, public_url: Option<&str>| PublicationTarget {
        id: TargetId("h".into()),
        name: "Server".into(),
        place: Place::Http {
            url: url.into(),
            header: None,
            ca_pem: None,
            allow_http: false,
            public_url: public_url.map(str::to_owned),
        },
    };
    let ours = at("https://ours.example/files", None);
    assert!(fixture.app.save_target(&slug, &ours, Secret::Given).unwrap().is_none());
    let vault = Arc::new(Vault::default());
    let _kept = fixture.app.errand_to(&slug, ours.clone(), &vault).keep_secret("hush".into());
    let kept_for = |target: &PublicationTarget| vault.get(&SecretKey::of(&slug, target)).unwrap().is_some();

    let same = at("https://ours.example/files/", Some("https://cdn.example"));
    assert!(fixture.app.save_target(&slug, &same, Secret::AsKept).unwrap().is_none());
    assert!(kept_for(&same));

    let theirs = at("https://theirs.example/files", None);
    let told = fixture.app.check_target(&slug, &theirs, Secret::AsKept).unwrap();
    assert_eq!((told[0].code.as_str(), told[0].field.as_str()), ("secret_again", "secret"));
    let refused = fixture.app.save_target(&slug, &theirs, Secret::AsKept).unwrap_err();
    assert_eq!(Failure::from(&refused).code, Code::Invalid);
    assert!(!kept_for(&theirs), "a test of what was typed does not show it there either");
    let before = fixture.app.save_target(&slug, &theirs, Secret::Given).unwrap().unwrap();
    assert_eq!(before, same);
    fixture.app.errand_to(&slug, before, &vault).forget_secret();
    assert!(!kept_for(&ours) && !kept_for(&theirs));
}
