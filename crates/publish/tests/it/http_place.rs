//! A server as a place: one that does what it should, and ones that are slow, fail, lie, hang or lose the
//! connection.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod liars;

use std::time::{Duration, Instant};

use axum::http::Method;
use waymark_publish::{
    Auth, Expected, HttpPlace, Limits, Obstacle, Place, PublishError, Stamp, Step, Watch, check, live,
    publish,
};

use crate::support::places::{http, limits};
use crate::support::proxy::{Cut, Proxy};
use crate::support::server::{Fault, Server};
use crate::support::watches::StopsAt;
use crate::support::{
    SECRET, after, lets_one_of_two_win, lives_through_a_day, put, release, site, stamp, whole,
};

const POINTER: &str = "current.json";
const ENTRY: &str = "waymark.js";

/// A server with the first release on it.
async fn published() -> (Server, Place) {
    let server = Server::start().await;
    let place = server.place();
    put(&place, 1, &Expected::Nothing).await.unwrap();
    (server, place)
}

fn impatient(server: &Server) -> Place {
    let limits = Limits { request: Duration::from_millis(300), ..limits() };
    Place::http(&HttpPlace { limits, ..http(server.address) }).unwrap()
}

/// The first release is live, and the second can still be published.
async fn is_unharmed(server: &Server, place: &Place) {
    server.heal();
    assert_eq!(whole(place).await.unwrap().pointer.sha256, release(1).sha256);
    let before = server.stores(POINTER);
    put(place, 2, &after(1)).await.unwrap();
    assert_eq!(whole(place).await.unwrap().pointer.sha256, release(2).sha256);
    assert_eq!(server.stores(POINTER), before + 1);
}

#[tokio::test]
async fn a_server_that_keeps_conditions_is_a_place() {
    lives_through_a_day(&Server::start().await.place()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_publishers_wins() {
    lets_one_of_two_win(&Server::start().await.place(), 50).await;
}

#[tokio::test]
async fn files_come_with_their_type_and_how_long_they_last() {
    let (server, _) = published().await;
    let release = release(1);
    let of = |key: String| {
        let (_, content_type, cache_control) = server.file(&key).unwrap();
        (content_type, cache_control)
    };
    let json = "application/json".to_owned();
    let script = "text/javascript; charset=utf-8".to_owned();
    let for_ever = "public, max-age=31536000, immutable".to_owned();
    assert_eq!(of(site().config(&release.sha256)), (json.clone(), for_ever.clone()));
    assert_eq!(of(site().runtime(&release.runtime_sha256)), (script.clone(), for_ever));
    let minutes = "public, max-age=300, stale-while-revalidate=86400".to_owned();
    assert_eq!(of(site().entry()), (script, minutes));
    assert_eq!(of(site().pointer()), (json, "public, max-age=60, stale-while-revalidate=600".to_owned()));
}

#[tokio::test]
async fn the_pointer_is_written_last_and_once() {
    let (server, _) = published().await;
    let stored: Vec<String> =
        server.seen().into_iter().filter(|seen| seen.stored).map(|seen| seen.path).collect();
    let release = release(1);
    let in_order = [
        site().config(&release.sha256),
        site().runtime(&release.runtime_sha256),
        site().entry(),
        site().pointer(),
    ];
    assert_eq!(stored, in_order.map(|key| format!("/files/{key}")));
}

#[tokio::test]
async fn a_slow_server_is_waited_for() {
    let (server, place) = published().await;
    for method in [Method::GET, Method::PUT] {
        server.fault(method, "", usize::MAX, Fault::Slow(Duration::from_millis(150)));
    }
    is_unharmed(&server, &place).await;
}

#[tokio::test]
async fn what_passes_is_tried_again() {
    for status in [408, 429, 500, 502, 503, 504] {
        let (server, place) = published().await;
        for (method, file) in
            [(Method::GET, POINTER), (Method::PUT, ".json"), (Method::PUT, POINTER), (Method::PUT, ENTRY)]
        {
            server.fault(method, file, 2, Fault::Says(status));
        }
        put(&place, 2, &after(1)).await.unwrap();
        assert_eq!(server.stores(POINTER), 2, "{status}");
        whole(&place).await.unwrap();
    }
}

#[tokio::test]
async fn what_does_not_pass_is_told_apart() {
    type Is = fn(&PublishError) -> bool;
    let cases: [(Fault, Is); 10] = [
        (Fault::Says(400), |e| matches!(e, PublishError::BadAnswer { status: 400, .. })),
        (Fault::Says(401), |e| matches!(e, PublishError::Denied { status: 401, .. })),
        (Fault::Says(403), |e| matches!(e, PublishError::Denied { status: 403, .. })),
        (Fault::Says(404), |e| matches!(e, PublishError::NoSuchPlace { .. })),
        (Fault::Says(405), |e| matches!(e, PublishError::BadAnswer { status: 405, .. })),
        (Fault::Says(413), |e| matches!(e, PublishError::TooLarge(_))),
        (Fault::Says(500), |e| matches!(e, PublishError::Failing { status: 500, .. })),
        (Fault::Says(501), |e| matches!(e, PublishError::BadAnswer { status: 501, .. })),
        (Fault::Redirects, |e| matches!(e, PublishError::BadAnswer { status: 302, .. })),
        (
            Fault::Throttles(31),
            |e| matches!(e, PublishError::Throttled { retry_after: Some(wait), .. } if wait.as_secs() == 31),
        ),
    ];
    for (fault, is) in cases {
        let (server, place) = published().await;
        server.fault(Method::PUT, ".json", usize::MAX, fault);
        let failed = put(&place, 2, &after(1)).await.unwrap_err();
        assert!(is(&failed), "{fault:?}: {failed:?}");
        is_unharmed(&server, &place).await;
    }
}

#[tokio::test]
async fn throttling_is_obeyed() {
    let (server, place) = published().await;
    server.fault(Method::PUT, POINTER, 1, Fault::Throttles(1));
    server.fault(Method::PUT, ".json", 1, Fault::Throttles(1));
    let begun = Instant::now();
    put(&place, 2, &after(1)).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(server.stores(POINTER), 2);
}

#[tokio::test]
async fn a_server_that_says_it_failed_and_did_it_all_the_same_wrote_once() {
    for status in [500, 503, 504, 408, 412, 418] {
        let (server, place) = published().await;
        server.fault(Method::PUT, POINTER, 1, Fault::DoesAndSays(status));
        put(&place, 2, &after(1)).await.unwrap();
        assert_eq!(server.stores(POINTER), 2, "{status}");
        assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(2).sha256);
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_given_up() {
    for (method, file) in [(Method::GET, POINTER), (Method::PUT, ".json"), (Method::PUT, POINTER)] {
        let (server, place) = published().await;
        server.fault(method.clone(), file, usize::MAX, Fault::Hangs);
        let begun = Instant::now();
        let failed = put(&impatient(&server), 2, &after(1)).await.unwrap_err();
        assert!(matches!(failed, PublishError::TimedOut { .. }), "{method} {file}: {failed:?}");
        assert!(begun.elapsed() < Duration::from_secs(4));
        is_unharmed(&server, &place).await;
    }
}

#[tokio::test]
async fn a_hanging_server_does_not_keep_who_wants_to_stop() {
    struct Soon(Instant);
    impl Watch for Soon {
        fn step(&self, _step: waymark_publish::Step) {}
        fn is_cancelled(&self) -> bool {
            self.0.elapsed() > Duration::from_millis(200)
        }
    }
    let (server, place) = published().await;
    server.fault(Method::PUT, ".json", usize::MAX, Fault::Hangs);
    let begun = Instant::now();
    let stamp = Stamp { by: "Ada".to_owned(), at: "2026-11-26T07:15:39Z".to_owned() };
    let stopped = publish(&place, &site(), &release(2), &after(1), &stamp, &Soon(begun)).await.unwrap_err();
    assert!(matches!(stopped, PublishError::Cancelled));
    assert!(begun.elapsed() < Duration::from_secs(1));
    is_unharmed(&server, &place).await;
}

#[tokio::test]
async fn a_stop_is_not_heard_while_the_pointer_moves() {
    for answer in [
        Fault::DoesLater(Duration::from_millis(5)),
        Fault::DoesLater(Duration::from_millis(60)),
        Fault::Says(503),
    ] {
        let (server, place) = published().await;
        server.fault(Method::PUT, POINTER, 1, answer);
        let (to, at) = (release(2), StopsAt::new(Step::Pointer));
        let published = publish(&place, &site(), &to, &after(1), &stamp("Ada"), &at).await;
        // A stop that were told here would be no true one a moment later.
        tokio::time::sleep(Duration::from_millis(100)).await;
        let live = whole(&place).await.unwrap();
        assert_eq!(published.unwrap().live, live, "{answer:?}");
        assert_eq!(live.pointer.sha256, to.sha256, "{answer:?}");
    }
}

#[tokio::test]
async fn etags_weakened_on_the_way_do() {
    let (server, place) = published().await;
    for method in [Method::GET, Method::PUT] {
        server.fault(method, "", usize::MAX, Fault::GivesWeakEtag);
    }
    check(&place, &site()).await.unwrap();
    put(&place, 2, &after(1)).await.unwrap();
    assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(2).sha256);
}

#[tokio::test]
async fn an_answer_that_never_ends_is_not_read_to_its_end() {
    let (server, place) = published().await;
    server.fault(Method::GET, POINTER, 1, Fault::SendsTooMuch);
    assert!(matches!(live(&place, &site()).await, Err(PublishError::Endless { .. })));
}

#[tokio::test]
async fn another_publisher_between_look_and_swap_is_told_and_not_overwritten() {
    let (server, place) = published().await;
    // The config of the one is so slow that the other is done before.
    server.fault(Method::PUT, ".json", 1, Fault::Slow(Duration::from_secs(2)));
    let slow = after(1);
    let (slow, fast) = tokio::join!(put(&place, 2, &slow), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        put(&server.place(), 3, &after(1)).await
    });
    let fast = fast.unwrap();
    match slow {
        Err(PublishError::Changed { live: Some(told) }) => assert_eq!(*told, fast.live.pointer),
        other => panic!("{other:?}"),
    }
    assert_eq!(whole(&place).await.unwrap(), fast.live);
}

#[tokio::test]
async fn a_connection_lost_in_the_middle_is_taken_up_again() {
    for line in ["GET current.json", "PUT .json", "PUT waymark.js", "GET .js"] {
        for cut in [Cut::Request(10), Cut::Request(150), Cut::Answer, Cut::InAnswer(20), Cut::InAnswer(130)] {
            let server = Server::start().await;
            let proxy = Proxy::before(server.address).await;
            let place = Place::http(&http(proxy.address)).unwrap();
            put(&place, 1, &Expected::Nothing).await.unwrap();
            proxy.cut(cut, line, 2);
            put(&place, 2, &after(1)).await.unwrap();
            assert_eq!(proxy.left(), 0, "{line} {cut:?}");
            assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(2).sha256, "{line} {cut:?}");
            assert_eq!(server.stores(POINTER), 2, "{line} {cut:?}");
        }
    }
}

#[tokio::test]
async fn a_swap_whose_answer_was_lost_is_seen_as_done_and_written_once() {
    let server = Server::start().await;
    let proxy = Proxy::before(server.address).await;
    let place = Place::http(&http(proxy.address)).unwrap();
    proxy.cut(Cut::Answer, "PUT current.json", 1);
    put(&place, 1, &Expected::Nothing).await.unwrap();
    for (number, cut) in [(2, Cut::Answer), (3, Cut::InAnswer(5)), (4, Cut::Request(300))] {
        proxy.cut(cut, "PUT current.json", 1);
        let published = put(&place, number, &after(number - 1)).await.unwrap();
        assert!(published.moved);
        assert_eq!(proxy.left(), 0);
        assert_eq!(whole(&place).await.unwrap(), published.live);
        assert_eq!(server.stores(POINTER), number, "{cut:?}");
    }
}

#[tokio::test]
async fn a_connection_that_keeps_being_lost_leaves_what_was_live() {
    let server = Server::start().await;
    let proxy = Proxy::before(server.address).await;
    let place = Place::http(&http(proxy.address)).unwrap();
    put(&place, 1, &Expected::Nothing).await.unwrap();
    proxy.cut(Cut::Request(300), "PUT current.json", usize::MAX);
    let failed = put(&place, 2, &after(1)).await.unwrap_err();
    let lost =
        |error: &PublishError| matches!(error, PublishError::Unreachable { cause: Obstacle::Lost, .. });
    assert!(lost(&failed), "{failed:?}");
    assert!(failed.is_retryable());
    proxy.cut(Cut::Answer, "PUT current.json", 0);
    is_unharmed(&server, &place).await;
}

#[tokio::test]
async fn nobody_there_and_no_such_host_are_told_apart() {
    let at = |base: &str| {
        let base_url = base.to_owned();
        Place::http(&HttpPlace { base_url, ..http("127.0.0.1:1".parse().unwrap()) }).unwrap()
    };
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let failed = live(&at(&format!("http://{free}")), &site()).await.unwrap_err();
    let refused = matches!(&failed, PublishError::Unreachable { cause: Obstacle::Refused, address } if *address == format!("http://{free}"));
    assert!(refused, "{failed:?}");
    let failed = live(&at("https://no-such-host.invalid/x"), &site()).await.unwrap_err();
    let unknown = matches!(failed, PublishError::Unreachable { cause: Obstacle::UnknownHost, .. });
    assert!(unknown, "{failed:?}");
}

#[tokio::test]
async fn addresses_and_tokens_that_cannot_be_used_are_refused_at_once() {
    let base = http("127.0.0.1:1".parse().unwrap());
    for (base_url, is_insecure) in [
        ("nonsense", false),
        ("ftp://shop.example/", false),
        ("https://user:pass@shop.example/", false),
        ("https://shop.example/?sig=1", false),
        ("http://shop.example/", true),
    ] {
        let refused = Place::http(&HttpPlace { base_url: base_url.to_owned(), ..base.clone() }).unwrap_err();
        assert_eq!(
            matches!(refused, PublishError::InsecureHttp { .. }),
            is_insecure,
            "{base_url}: {refused:?}"
        );
        assert!(matches!(refused, PublishError::InsecureHttp { .. } | PublishError::Settings(_)));
    }
    for auth in [
        Auth::Bearer("two\nlines".into()),
        Auth::Header { name: "no header".to_owned(), value: SECRET.into() },
        Auth::Header { name: "x-key".to_owned(), value: "\u{0}".into() },
    ] {
        let refused = Place::http(&HttpPlace { auth, ..base.clone() }).unwrap_err();
        assert!(matches!(refused, PublishError::Settings(_)), "{refused:?}");
    }
    let refused = Place::http(&HttpPlace { ca_pem: Some("no certificate".to_owned()), ..base }).unwrap_err();
    assert!(matches!(refused, PublishError::Settings(_)), "{refused:?}");
}

#[tokio::test]
async fn a_header_of_the_servers_own_does_as_well() {
    let server = Server::start().await;
    let auth = Auth::Header { name: "Authorization".to_owned(), value: format!("Bearer {SECRET}").into() };
    let place = Place::http(&HttpPlace { auth, ..http(server.address) }).unwrap();
    put(&place, 1, &Expected::Nothing).await.unwrap();
    let place = Place::http(&HttpPlace { auth: Auth::None, ..http(server.address) }).unwrap();
    let failed = live(&place, &site()).await.unwrap_err();
    assert!(matches!(failed, PublishError::Denied { status: 401, .. }), "{failed:?}");
}
