//! The endpoint that we ship, as a place: real `waymark-host`, in this process and over a real connection.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use tempfile::TempDir;
use waymark_publish::{Auth, Expected, HttpPlace, Limits, Place, PublishError, check, live};

use crate::support::cache::cache;
use crate::support::host::host;
use crate::support::{after, put, release, site, whole};

fn place(address: &str, token: &str) -> Place {
    let auth = Auth::Bearer(token.to_owned().into());
    let limits = Limits::default();
    Place::http(&HttpPlace { base_url: address.to_owned(), auth, ca_pem: None, allow_http: false, limits })
        .unwrap()
}

#[tokio::test]
async fn a_shop_is_published_changed_and_rolled_back() {
    let folder = TempDir::new().unwrap();
    let (address, token) = host(folder.path()).await;
    let place = place(&address, &token);
    assert_eq!(check(&place, &site()).await.unwrap().live, None);

    put(&place, 1, &Expected::Nothing).await.unwrap();
    put(&place, 2, &after(1)).await.unwrap();
    let refused = put(&place, 3, &after(1)).await.unwrap_err();
    assert!(matches!(refused, PublishError::Changed { live: Some(_) }), "{refused:?}");
    assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(2).sha256);
    put(&place, 1, &after(2)).await.unwrap();
    assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(1).sha256);
    let checked = check(&place, &site()).await.unwrap();
    assert_eq!(checked.live.unwrap().pointer.sha256, release(1).sha256);
}

#[tokio::test]
async fn of_many_who_publish_at_once_one_wins_and_the_others_are_told() {
    let folder = TempDir::new().unwrap();
    let (address, token) = host(folder.path()).await;
    put(&place(&address, &token), 1, &Expected::Nothing).await.unwrap();
    let mut publishers = tokio::task::JoinSet::new();
    for number in 2..6 {
        let place = place(&address, &token);
        publishers.spawn(async move { put(&place, number, &after(1)).await.map(|done| done.moved) });
    }
    let outcomes = publishers.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Ok(true))).count(), 1, "{outcomes:?}");
    let told = |outcome: &&Result<bool, PublishError>| {
        matches!(outcome, Err(PublishError::Changed { live: Some(_) }))
    };
    assert_eq!(outcomes.iter().filter(told).count(), 3, "{outcomes:?}");
    assert!(whole(&place(&address, &token)).await.is_some());
}

#[tokio::test]
async fn a_wrong_token_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let (address, token) = host(folder.path()).await;
    let stranger = place(&address, "not-the-token");
    assert!(matches!(check(&stranger, &site()).await, Err(PublishError::Denied { .. })));
    assert!(matches!(put(&stranger, 1, &Expected::Nothing).await, Err(PublishError::Denied { .. })));
    assert_eq!(live(&place(&address, &token), &site()).await.unwrap(), None);
}

#[tokio::test]
async fn behind_a_cache_a_publisher_sees_what_is_there_and_visitors_what_may_be_kept() {
    let folder = TempDir::new().unwrap();
    let (address, token) = host(folder.path()).await;
    let cached = format!("http://{}/", cache(&address).await);
    let place = place(&cached, &token);
    let visits = async |key: String| {
        let answer = reqwest::get(format!("{cached}{key}")).await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap())
    };
    // What visitors asked for too early is kept by the cache as not there.
    assert_eq!(visits(site().config(&release(1).sha256)).await.0, 404);
    put(&place, 1, &Expected::Nothing).await.unwrap();
    let first = visits(site().pointer()).await;
    assert_eq!(first.0, 200);
    put(&place, 2, &after(1)).await.unwrap();
    put(&place, 3, &after(2)).await.unwrap();
    put(&place, 1, &after(3)).await.unwrap();
    assert!(put(&place, 2, &after(1)).await.unwrap().moved);
    assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(2).sha256);
    assert_eq!(visits(site().pointer()).await, first, "the cache did its work");
}
