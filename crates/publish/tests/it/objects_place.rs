//! Object storage as a place: S3 by moto, which keeps conditions as Amazon does, and Azure by Azurite.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::net::SocketAddr;

use waymark_publish::{
    AzureCredential, Expected, ObjectsPlace, Obstacle, Place, Provider, PublishError, check,
};

use crate::support::azurite::Azurite;
use crate::support::moto::Moto;
use crate::support::places::{BUCKET, azure, s3};
use crate::support::proxy::{Cut, Proxy};
use crate::support::{SECRET, after, lets_one_of_two_win, lives_through_a_day, put, release, site, whole};

#[tokio::test]
async fn s3_is_a_place() {
    lives_through_a_day(&Moto::start().await.place()).await;
}

#[tokio::test]
async fn azure_is_a_place() {
    lives_through_a_day(&Azurite::start().place()).await;
}

#[tokio::test]
async fn azure_is_a_place_with_a_signature_instead_of_the_key() {
    let azurite = Azurite::start();
    lives_through_a_day(&Place::objects(&azurite.signed("racwdl")).unwrap()).await;
    let reader = Place::objects(&azurite.signed("rl")).unwrap();
    let failed = check(&reader, &site()).await.unwrap_err();
    assert!(matches!(failed, PublishError::Denied { .. }), "{failed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_publishers_wins_on_s3() {
    lets_one_of_two_win(&Moto::start().await.place(), 10).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_publishers_wins_on_azure() {
    lets_one_of_two_win(&Azurite::start().place(), 10).await;
}

/// Looking says that the place is gone, and not that nothing is live there; publishing does, too.
async fn is_told_as_gone(place: &Place) {
    let looked = waymark_publish::live(place, &site()).await.unwrap_err();
    assert!(matches!(looked, PublishError::NoSuchPlace { .. }), "{looked:?}");
    let published = put(place, 1, &Expected::Nothing).await.unwrap_err();
    assert!(matches!(published, PublishError::NoSuchPlace { .. }), "{published:?}");
}

#[tokio::test]
async fn a_bucket_that_is_gone_is_not_an_empty_one() {
    let moto = Moto::start().await;
    assert_eq!(waymark_publish::live(&moto.place(), &site()).await.unwrap(), None);
    let gone =
        reqwest::Client::new().delete(format!("http://{}/{BUCKET}", moto.address)).send().await.unwrap();
    assert!(gone.status().is_success(), "{gone:?}");
    is_told_as_gone(&moto.place()).await;
}

#[tokio::test]
async fn a_container_that_is_gone_is_not_an_empty_one() {
    let azurite = Azurite::start();
    assert_eq!(waymark_publish::live(&azurite.place(), &site()).await.unwrap(), None);
    let mut gone = azure(azurite.address);
    if let Provider::Azure { container, .. } = &mut gone.provider {
        *container = "gone".to_owned();
    }
    is_told_as_gone(&Place::objects(&gone).unwrap()).await;
}

/// Content-Type and Cache-Control that a visitor gets.
async fn served(url: String) -> (String, String) {
    // moto gives nothing to whoever shows no key, and looks at none.
    let answer = reqwest::Client::new().get(&url).header("authorization", "AWS key").send().await.unwrap();
    assert!(answer.status().is_success(), "{url}: {}", answer.status());
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    (header("content-type"), header("cache-control"))
}

async fn serves_headers(base: &str) {
    let release = release(1);
    let of = |key: String| served(format!("{base}/{key}"));
    let owned = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(
        of(site().config(&release.sha256)).await,
        owned("application/json", "public, max-age=31536000, immutable")
    );
    assert_eq!(
        of(site().runtime(&release.runtime_sha256)).await,
        owned("text/javascript; charset=utf-8", "public, max-age=31536000, immutable")
    );
    assert_eq!(
        of(site().entry()).await,
        owned("text/javascript; charset=utf-8", "public, max-age=300, stale-while-revalidate=86400")
    );
    assert_eq!(
        of(site().pointer()).await,
        owned("application/json", "public, max-age=60, stale-while-revalidate=600")
    );
}

#[tokio::test]
async fn s3_serves_files_with_their_type_and_how_long_they_last() {
    let moto = Moto::start().await;
    put(&moto.place(), 1, &Expected::Nothing).await.unwrap();
    serves_headers(&format!("http://{}/{BUCKET}/public/waymark", moto.address)).await;
}

#[tokio::test]
async fn azure_serves_files_with_their_type_and_how_long_they_last() {
    let azurite = Azurite::start();
    put(&azurite.place(), 1, &Expected::Nothing).await.unwrap();
    serves_headers(&azurite.container()).await;
}

/// Requests cut in the middle, answers lost and cut: each publication comes through, and is written once.
async fn outlives_cuts(server: SocketAddr, settings: impl Fn(SocketAddr) -> ObjectsPlace) {
    let proxy = Proxy::before(server).await;
    let place = Place::objects(&settings(proxy.address)).unwrap();
    put(&place, 1, &Expected::Nothing).await.unwrap();
    let mut number = 1;
    for line in ["GET current.json", "PUT .json", "PUT current.json", "GET .js"] {
        for cut in [Cut::Request(100), Cut::Answer, Cut::InAnswer(30)] {
            number += 1;
            proxy.cut(cut, line, 1);
            let published = put(&place, number, &after(number - 1)).await;
            let published = published.unwrap_or_else(|error| panic!("{line} {cut:?}: {error:?}"));
            assert!(published.moved);
            assert_eq!(proxy.left(), 0, "{line} {cut:?}");
            assert_eq!(whole(&place).await.unwrap(), published.live);
            // Written a second time it would name itself as the one before.
            assert_eq!(published.live.pointer.previous, Some(release(number - 1).sha256));
        }
    }
    proxy.cut(Cut::Request(100), "PUT current.json", usize::MAX);
    let failed = put(&place, number + 1, &after(number)).await.unwrap_err();
    let is_lost = matches!(failed, PublishError::Unreachable { cause: Obstacle::Lost, .. });
    assert!(is_lost, "{failed:?}");
    proxy.cut(Cut::Answer, "PUT current.json", 0);
    assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(number).sha256);
    put(&place, number + 1, &after(number)).await.unwrap();
}

#[tokio::test]
async fn s3_outlives_lost_connections() {
    let moto = Moto::start().await;
    outlives_cuts(moto.address, s3).await;
}

#[tokio::test]
async fn azure_outlives_lost_connections() {
    let azurite = Azurite::start();
    outlives_cuts(azurite.address, azure).await;
}

#[tokio::test]
async fn a_bucket_or_container_that_is_not_there_is_told() {
    let moto = Moto::start().await;
    let azurite = Azurite::start();
    let mut s3 = s3(moto.address);
    let mut azure = azure(azurite.address);
    if let Provider::S3 { bucket, .. } = &mut s3.provider {
        *bucket = "no-such-bucket".to_owned();
    }
    if let Provider::Azure { container, .. } = &mut azure.provider {
        *container = "no-such-container".to_owned();
    }
    for settings in [s3, azure] {
        let place = Place::objects(&settings).unwrap();
        let failed = check(&place, &site()).await.unwrap_err();
        assert!(matches!(failed, PublishError::NoSuchPlace { .. }), "{failed:?}");
    }
}

#[tokio::test]
async fn a_wrong_key_is_told() {
    let azurite = Azurite::start();
    let mut settings = azure(azurite.address);
    if let Provider::Azure { credential, .. } = &mut settings.provider {
        *credential = AzureCredential::Key("d3JvbmcgYnV0IGJhc2U2NA==".into());
    }
    let failed = check(&Place::objects(&settings).unwrap(), &site()).await.unwrap_err();
    assert!(matches!(failed, PublishError::Denied { status: 403, .. }), "{failed:?}");
}

#[test]
fn plain_http_to_elsewhere_and_unusable_settings_are_refused() {
    let mut settings = s3("192.0.2.1:9000".parse().unwrap());
    let refused = Place::objects(&settings).unwrap_err();
    assert!(matches!(refused, PublishError::InsecureHttp { .. }), "{refused:?}");
    settings.allow_http = true;
    Place::objects(&settings).unwrap();
    settings.prefix = "a//../b".to_owned();
    assert!(matches!(Place::objects(&settings), Err(PublishError::Settings(_))));
}

/// Only as far as it goes without Google.
#[test]
fn a_key_file_of_google_that_is_none_is_refused() {
    let refused = Place::objects(&ObjectsPlace {
        provider: Provider::Gcs { bucket: "shop".to_owned(), service_account: SECRET.into() },
        ..s3("192.0.2.1:9000".parse().unwrap())
    });
    assert!(matches!(refused, Err(PublishError::Settings(_))), "{refused:?}");
}
