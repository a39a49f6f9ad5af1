//! Many at once, and too many.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;
use std::sync::Arc;

use reqwest::{Response, StatusCode};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::common::{self, Host, refused, tag, text};

const WRITERS: usize = 20;
const ROUNDS: usize = 10;

/// Everybody writes at once; what everybody was told, by status.
async fn race(
    host: &Arc<Host>,
    pointers: &[Vec<u8>],
    expected: Option<&str>,
) -> (BTreeMap<u16, usize>, Vec<u8>) {
    let barrier = Arc::new(Barrier::new(pointers.len()));
    let mut writers = JoinSet::new();
    for pointer in pointers.iter().cloned() {
        let (host, barrier) = (Arc::clone(host), Arc::clone(&barrier));
        let expected = expected.map(str::to_owned);
        writers.spawn(async move {
            barrier.wait().await;
            let answer: Response = match expected {
                Some(tag) => host.swap("current.json", &tag, pointer.clone()).await,
                None => host.create("current.json", pointer.clone()).await,
            };
            (answer.status(), pointer)
        });
    }
    let mut told = BTreeMap::new();
    let mut winner = Vec::new();
    while let Some(answer) = writers.join_next().await {
        let (status, pointer) = answer.unwrap();
        *told.entry(status.as_u16()).or_default() += 1;
        if status.is_success() {
            winner = pointer;
        }
    }
    (told, winner)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_writers_exactly_one_wins() {
    let host = Arc::new(Host::start().await);
    let mut pointers = Vec::new();
    for writer in 0..WRITERS {
        pointers.push(host.content(&writer.to_string()).await);
    }
    let (told, winner) = race(&host, &pointers, None).await;
    assert_eq!(told, BTreeMap::from([(201, 1), (412, WRITERS - 1)]));
    assert_eq!(host.get("current.json").await.bytes().await.unwrap(), winner);
    for _ in 0..ROUNDS {
        let live = host.get("current.json").await;
        let seen = tag(&live);
        let before = live.bytes().await.unwrap();
        // Who would write what is there already changes nothing, and the others would win as well.
        let others: Vec<_> = pointers.iter().filter(|pointer| **pointer != before).cloned().collect();
        let (told, winner) = race(&host, &others, Some(&seen)).await;
        assert_eq!(told, BTreeMap::from([(204, 1), (412, WRITERS - 2)]));
        assert_eq!(host.get("current.json").await.bytes().await.unwrap(), winner);
    }
}

#[tokio::test]
async fn a_shop_that_writes_too_much_waits() {
    let host = Host::start_with(|settings| settings.writes_per_minute = 3.try_into().unwrap()).await;
    for _ in 0..3 {
        let put = host.request(reqwest::Method::PUT, "waymark.js").body("x()").send().await.unwrap();
        assert!(put.status().is_success());
    }
    let put = host.request(reqwest::Method::PUT, "waymark.js").body("y()").send().await.unwrap();
    let wait: u64 = text(put.headers(), "retry-after").parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    assert_eq!(refused(put, 429).await, "too_many_writes");
    assert_eq!(host.get("waymark.js").await.text().await.unwrap(), "x()");

    let other = common::add_shop(host.folder.path(), "loom");
    let of_other = host.client.put(format!("http://{}/v1/loom/waymark.js", host.address)).bearer_auth(other);
    assert_eq!(of_other.body("x()").send().await.unwrap().status(), StatusCode::CREATED);
    host.stop().await;
}

#[tokio::test]
async fn an_address_that_guesses_tokens_waits() {
    let host = Host::start_with(|settings| settings.behind_proxy = true).await;
    let put = |token: &str, from: &str| {
        let request = host.client.put(host.url("waymark.js")).bearer_auth(token).body("x()");
        request.header("x-forwarded-for", format!("198.51.100.{}, {from}", token.len())).send()
    };
    for guess in 0..10 {
        let wrong = put(&format!("wmk_{guess}"), "192.0.2.1").await.unwrap();
        assert_eq!(refused(wrong, 401).await, "token_wrong");
    }
    // The right one cannot be told from a guess any more.
    for token in ["wmk_more", &host.token] {
        let refusal = put(token, "192.0.2.1").await.unwrap();
        assert!(text(refusal.headers(), "retry-after").parse::<u64>().unwrap() >= 1);
        assert_eq!(refused(refusal, 429).await, "too_many_tries");
    }
    assert_eq!(put(&host.token, "192.0.2.2").await.unwrap().status(), StatusCode::CREATED);
    host.stop().await;
}
