//! What the tests of places share: releases to publish, places to publish to, and looks at what is there.
#![allow(dead_code, reason = "every test program uses its own part")]
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]
#![allow(clippy::missing_panics_doc, reason = "panicking is how a test fails")]

pub mod azurite;
pub mod cache;
pub mod chance;
pub mod host;
pub mod moto;
pub mod places;
pub mod program;
pub mod proxy;
pub mod releases;
pub mod server;
pub mod tls;
pub mod watches;
pub mod whole;

use waymark_publish::{
    Expected, Lost, Object, Pointer, PublishError, Published, Storage, Unwatched, content, live, publish,
};

pub use places::SECRET;
pub use releases::{hash, release, site, stamp};
pub use whole::whole;

/// Publishes as Ada, unwatched.
pub async fn put<S: Storage>(
    storage: &S,
    number: usize,
    expected: &Expected,
) -> Result<Published, PublishError> {
    publish(storage, &site(), &release(number), expected, &stamp("Ada"), &Unwatched).await
}

pub fn after(number: usize) -> Expected {
    Expected::of(&release(number))
}

/// Everything that a person does with a place, as every kind of it has to take it.
pub async fn lives_through_a_day<S: Storage>(storage: &S) {
    assert_eq!(live(storage, &site()).await.unwrap(), None);
    let checked = waymark_publish::check(storage, &site()).await.unwrap();
    assert_eq!((checked.live, checked.removed), (None, true));

    let first = put(storage, 1, &Expected::Nothing).await.unwrap();
    assert!(first.moved && first.before.is_none());
    assert_eq!(first.live.pointer.previous, None);
    assert_eq!(first.live.pointer.revision, release(1).revision);
    assert_eq!(whole(storage).await.unwrap(), first.live);

    let second = put(storage, 2, &after(1)).await.unwrap();
    assert_eq!(second.before.as_ref(), Some(&first.live.pointer));
    assert_eq!(second.live.pointer.previous, Some(release(1).sha256));
    assert_eq!(whole(storage).await.unwrap(), second.live);
    is_read_back(storage, &second.live.pointer).await;

    // Somebody who still believes the first to be live is shown what is.
    match put(storage, 3, &after(1)).await {
        Err(PublishError::Changed { live: Some(pointer) }) => assert_eq!(*pointer, second.live.pointer),
        other => panic!("{other:?}"),
    }
    match put(storage, 3, &Expected::Nothing).await {
        Err(PublishError::Changed { live: Some(_) }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(whole(storage).await.unwrap(), second.live);

    // So is who believes another runtime to be live with the same config.
    let twin = Expected::Release { config: release(2).sha256, runtime: hash(b"/* older */") };
    match put(storage, 3, &twin).await {
        Err(PublishError::Changed { live: Some(pointer) }) => assert_eq!(*pointer, second.live.pointer),
        other => panic!("{other:?}"),
    }

    // The same once more changes nothing, and puts back what went missing.
    storage.remove(&site().config(&release(2).sha256)).await.unwrap();
    let again = put(storage, 2, &after(2)).await.unwrap();
    assert!(!again.moved);
    assert_eq!(again.live, second.live);
    assert_eq!(whole(storage).await.unwrap(), second.live);

    // Back to the first, and forward.
    storage.remove(&site().config(&release(1).sha256)).await.unwrap();
    let back = put(storage, 1, &after(2)).await.unwrap();
    assert!(back.moved);
    assert_eq!(back.live.pointer.previous, Some(release(2).sha256));
    assert_eq!(whole(storage).await.unwrap(), back.live);
    put(storage, 4, &after(1)).await.unwrap();

    let checked = waymark_publish::check(storage, &site()).await.unwrap();
    assert_eq!(checked.live.unwrap().pointer.sha256, release(4).sha256);
    assert!(checked.removed);
    assert_eq!(whole(storage).await.unwrap().pointer.sha256, release(4).sha256);

    // Another program writes where the pointer belongs: told, kept, and replaced by who has seen it.
    let page = Object { bytes: b"<html>", content_type: "text/html", cache_control: "no-store" };
    let before = storage.read(&site().pointer()).await.unwrap().unwrap();
    storage.swap(&site().pointer(), &page, Some(&before.version)).await.unwrap();
    let checked = waymark_publish::check(storage, &site()).await.unwrap();
    assert_eq!((checked.live, checked.foreign), (None, Some(hash(page.bytes))));
    match put(storage, 5, &after(4)).await {
        Err(PublishError::Foreign { sha256 }) => assert_eq!(sha256, hash(page.bytes)),
        other => panic!("{other:?}"),
    }
    assert_eq!(storage.read(&site().pointer()).await.unwrap().unwrap().bytes, page.bytes);
    put(storage, 5, &Expected::Foreign(hash(page.bytes))).await.unwrap();
    assert_eq!(whole(storage).await.unwrap().pointer.sha256, release(5).sha256);
}

/// Another computer gets both what is live and what was before, as the pointer names them.
async fn is_read_back<S: Storage>(storage: &S, pointer: &Pointer) {
    let before = pointer.before.as_ref().unwrap();
    assert_eq!((before.by.as_str(), before.published_at.as_str()), ("Ada", stamp("Ada").at.as_str()));
    let most = release(1).config_json.len();
    for (key, sha256, text) in [
        (site().config(&pointer.sha256), pointer.sha256.as_str(), release(2).config_json),
        (site().runtime(pointer.runtime_sha256()), pointer.runtime_sha256(), release(2).runtime_js),
        (site().config(&release(1).sha256), &release(1).sha256, release(1).config_json),
        (site().runtime(before.runtime_sha256()), before.runtime_sha256(), release(1).runtime_js),
    ] {
        assert_eq!(content(storage, &key, sha256, most).await, Ok(text));
        assert_eq!(content(storage, &key, sha256, 3).await, Err(Lost::TooLarge));
        assert_eq!(content(storage, &key, &hash(b"other"), most).await, Err(Lost::Altered));
    }
    assert_eq!(
        content(storage, &site().config(&hash(b"other")), &hash(b"other"), most).await,
        Err(Lost::Gone)
    );
}

/// Two publishers who both know what is live: one wins, the other is told of it, and nothing is lost.
pub async fn lets_one_of_two_win<S: Storage>(storage: &S, rounds: usize) {
    let mut number = 100;
    put(storage, number, &Expected::Nothing).await.unwrap();
    for _ in 0..rounds {
        let (one, other) = (number + 1, number + 2);
        let expected = after(number);
        let (left, right) = tokio::join!(put(storage, one, &expected), put(storage, other, &expected));
        let live = whole(storage).await.unwrap();
        let (winner, loser) = match (left, right) {
            (Ok(winner), Err(loser)) | (Err(loser), Ok(winner)) => (winner, loser),
            both => panic!("{both:?}"),
        };
        assert_eq!(winner.live, live);
        match loser {
            PublishError::Changed { live: Some(told) } => assert_eq!(*told, live.pointer),
            other => panic!("{other:?}"),
        }
        number = if live.pointer.sha256 == release(one).sha256 { one } else { other };
    }
}
