//! Fetching from a hostile shop: whatever it does, each page ends in the state that is true of it, in bounded time, with
//! bounded memory.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use url::Url;
use waymark_audit::AuditError;
use waymark_audit::fetch::{Fetched, Fetcher, Manners, Outcome, SignedHeaders, Wall};

use crate::hostile::{Hostile, answers};

/// Quick, so that the tests are; the ratios are those of the defaults.
fn quick() -> Manners {
    Manners {
        pause: Duration::from_millis(5),
        timeout: Duration::from_secs(5),
        patience: Duration::from_secs(2),
        longest_wait: Duration::from_secs(5),
        first_wait: Duration::from_millis(50),
        most_bytes: 1 << 20,
        ..Manners::default()
    }
}

fn url(address: &str) -> Url {
    Url::parse(address).unwrap()
}

/// One page, fetched by somebody new.
async fn page(server: &Hostile, path: &str) -> Fetched {
    Fetcher::new(quick()).unwrap().page(&url(&server.url(path))).await
}

/// What became of it, in a word.
fn state(fetched: &Fetched) -> &'static str {
    use AuditError as E;
    match &fetched.outcome {
        Outcome::Text(_) => "text",
        Outcome::NotFound => "not found",
        Outcome::Elsewhere => "elsewhere",
        Outcome::Wall(Wall::TooManyRequests { .. }) => "too many",
        Outcome::Wall(Wall::Bot { .. }) => "bot",
        Outcome::Wall(Wall::Password) => "password",
        Outcome::Wall(Wall::Login) => "login",
        Outcome::Wall(Wall::Consent) => "consent",
        Outcome::Wall(Wall::Maintenance) => "maintenance",
        Outcome::Wall(Wall::Forbidden) => "forbidden",
        Outcome::Failed(E::Timeout { .. }) => "timeout",
        Outcome::Failed(E::TooSlow { .. }) => "too slow",
        Outcome::Failed(E::NotHtml { .. }) => "not html",
        Outcome::Failed(E::RedirectLoop { .. }) => "circle",
        Outcome::Failed(E::Malformed { .. }) => "malformed",
        Outcome::Failed(E::Truncated { .. }) => "truncated",
        Outcome::Failed(E::Undecodable { .. }) => "undecodable",
        Outcome::Failed(E::Empty { .. }) => "empty",
        Outcome::Failed(E::Status { .. }) => "status",
        Outcome::Failed(E::NotWeb(_)) => "not web",
        Outcome::Failed(E::Network { .. }) => "network",
        Outcome::Failed(E::LeftAlone { .. }) => "left alone",
        Outcome::Failed(_) => "other",
    }
}

#[tokio::test]
async fn every_address_ends_in_the_state_that_is_true_of_it() {
    let server = Hostile::start().await;
    let start = Instant::now();
    for (path, expected) in [
        ("/", "text"),
        ("/moved", "text"),
        ("/cookie", "text"),
        ("/busy", "text"),
        ("/busy-date", "text"),
        ("/gateway", "text"),
        ("/gzip", "text"),
        ("/deflate", "text"),
        ("/latin1", "text"),
        ("/unnamed", "text"),
        ("/malformed-html", "text"),
        ("/js-only", "text"),
        ("/csp", "text"),
        ("/bot-script", "text"),
        ("/busy-long", "too many"),
        ("/busy-always", "too many"),
        ("/maintenance", "status"),
        ("/broken", "status"),
        ("/no-location", "status"),
        ("/gone", "not found"),
        ("/bot", "bot"),
        ("/consent", "consent"),
        ("/locked", "password"),
        ("/login-needed", "login"),
        ("/forbidden", "forbidden"),
        ("/circle", "circle"),
        ("/spiral", "circle"),
        ("/ftp", "not web"),
        ("/binary", "not html"),
        ("/pdf", "not html"),
        ("/truncated", "truncated"),
        ("/chunk-cut", "truncated"),
        ("/gzip-cut", "truncated"),
        ("/random?at=120", "truncated"),
        ("/random?at=20", "network"),
        ("/random?at=0", "network"),
        ("/not-gzip", "undecodable"),
        ("/zstd", "undecodable"),
        ("/empty", "empty"),
        ("/blank", "empty"),
        ("/no-content", "empty"),
        ("/not-http", "malformed"),
        ("/many-headers", "malformed"),
        ("/endless-headers", "malformed"),
        ("/drip", "too slow"),
        ("/slow", "timeout"),
    ] {
        let fetched = page(&server, path).await;
        assert_eq!(state(&fetched), expected, "{path}: {:?} {:?}", fetched.status, fetched.outcome);
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[tokio::test]
async fn no_page_takes_more_than_its_share_of_memory() {
    let server = Hostile::start().await;
    for path in ["/huge", "/bomb"] {
        let sent = server.log.sent();
        let fetched = page(&server, path).await;
        assert!(fetched.cut, "{path}: {} {:?}", fetched.bytes, state(&fetched));
        assert_eq!(fetched.bytes, 1 << 20, "{path}");
        assert!(fetched.text().is_some_and(|text| text.len() == 1 << 20), "{path}");
        // What the sockets of both sides hold is sent as well.
        assert!(server.log.sent() - sent < 16 << 20, "{path}: {}", server.log.sent() - sent);
    }
    let sent = server.log.sent();
    page(&server, "/endless-headers").await;
    assert!(server.log.sent() - sent < 16 << 20, "{}", server.log.sent() - sent);
}

#[tokio::test]
async fn connections_that_close_anywhere_never_make_a_page() {
    let server = Hostile::start().await;
    let client = Fetcher::new(Manners { first_wait: Duration::ZERO, ..quick() }).unwrap();
    let whole = page(&server, "/random?at=100000").await;
    assert_eq!(whole.text(), Some(answers::PAGE));
    for at in (0..answers::PAGE.len() + 60).step_by(7) {
        let fetched = client.page(&url(&server.url(&format!("/random?at={at}")))).await;
        assert!(matches!(state(&fetched), "network" | "truncated"), "{at}: {:?}", fetched.outcome);
    }
}

#[tokio::test]
async fn a_busy_host_is_left_in_peace_by_all() {
    let server = Hostile::start().await;
    let client = Arc::new(Fetcher::new(quick()).unwrap());
    let start = Instant::now();
    let address = url(&server.url("/busy"));
    let busy = client.page(&address);
    let others = async {
        // Asked for when the answer to the first is there.
        while server.log.asked("/busy").is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        for number in 0..3 {
            let fetched = client.page(&url(&server.url(&format!("/other/{number}")))).await;
            assert_eq!(state(&fetched), "text");
        }
    };
    let (busy, ()) = tokio::join!(busy, others);
    assert_eq!(state(&busy), "text");
    assert_eq!(server.log.asked("/busy").len(), 2);
    for number in 0..3 {
        let asked = server.log.asked(&format!("/other/{number}"))[0].at;
        assert!(asked - start >= Duration::from_millis(950), "{:?}", asked - start);
    }
}

#[tokio::test]
async fn a_host_that_wants_an_hour_is_not_asked_again() {
    let server = Hostile::start().await;
    let client = Fetcher::new(quick()).unwrap();
    let start = Instant::now();
    let first = client.page(&url(&server.url("/busy-long"))).await;
    let hour = Some(Duration::from_secs(3600));
    assert!(
        matches!(first.outcome, Outcome::Wall(Wall::TooManyRequests { retry_after }) if retry_after == hour)
    );
    assert_eq!((first.status, first.header("retry-after")), (Some(429), Some("3600")));
    for number in 0..50 {
        let other = client.page(&url(&server.url(&format!("/other/{number}")))).await;
        assert_eq!((state(&other), other.status), ("too many", None));
        assert!(server.log.asked(&format!("/other/{number}")).is_empty());
    }
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn a_host_in_trouble_is_soon_only_knocked_at() {
    let server = Hostile::start().await;
    let client = Fetcher::new(Manners { longest_wait: Duration::from_secs(1), ..quick() }).unwrap();
    let start = Instant::now();
    for number in 0..100 {
        let fetched = client.page(&url(&server.url(&format!("/maintenance?{number}")))).await;
        assert_eq!(state(&fetched), "status");
    }
    assert!(server.log.asked("/maintenance").len() < 10);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[tokio::test]
async fn one_host_is_asked_four_at_a_time_and_at_a_pace() {
    let server = Hostile::start().await;
    let client = Arc::new(Fetcher::new(Manners { pause: Duration::from_millis(20), ..quick() }).unwrap());
    let fetches: Vec<_> = (0..24)
        .map(|_| {
            let (client, page) = (Arc::clone(&client), url(&server.url("/pause")));
            tokio::spawn(async move { client.page(&page).await })
        })
        .collect();
    for fetch in fetches {
        assert_eq!(state(&fetch.await.unwrap()), "text");
    }
    assert_eq!(server.log.most_working(), 4);
    let asked = server.log.asked("/pause");
    let (first, last) = (asked.first().unwrap().at, asked.last().unwrap().at);
    assert!(last - first >= Duration::from_millis(20 * 22), "{:?}", last - first);
}

#[tokio::test]
async fn redirects_to_another_site_are_told_and_waiting_for_each_other_ends() {
    let (shop, other) = (Hostile::start().await, Hostile::start().await);
    let client = Arc::new(Fetcher::new(Manners { per_host: 1, ..quick() }).unwrap());
    let away = client.page(&url(&shop.url(&format!("/to?{}", other.url("/products/mug"))))).await;
    assert_eq!((state(&away), away.url.as_str()), ("elsewhere", &*other.url("/products/mug")));
    let login = client.page(&url(&shop.url(&format!("/to?{}", other.url("/account/login"))))).await;
    assert_eq!(state(&login), "login");

    let crossed: Vec<_> = (0..6)
        .map(|number| {
            let (from, to) = if number % 2 == 0 { (&shop, &other) } else { (&other, &shop) };
            let (client, page) = (Arc::clone(&client), url(&from.url(&format!("/to?{}", to.url("/pause")))));
            tokio::spawn(async move { client.page(&page).await })
        })
        .collect();
    for fetch in crossed {
        assert_eq!(state(&fetch.await.unwrap()), "elsewhere");
    }
}

#[tokio::test]
async fn signatures_go_to_their_own_host_and_never_after_another() {
    let (shop, other) = (Hostile::start().await, Hostile::start().await);
    let given =
        [("Signature", "sig1=:YQ==:"), ("Signature-Input", "sig1=(\"@authority\");expires=4000000000")];
    let signed = vec![SignedHeaders::new(&shop.address.to_string(), given).unwrap()];
    let client = Fetcher::new(Manners { signed, ..quick() }).unwrap();
    client.page(&url(&shop.url("/moved"))).await;
    for path in ["/moved", "/products/mug"] {
        let asked = &shop.log.asked(path)[0];
        assert_eq!(asked.headers.get("signature").map(String::as_str), Some("sig1=:YQ==:"), "{path}");
        assert!(asked.headers["user-agent"].contains("Waymark/"));
        assert!(!asked.headers.contains_key("referer"));
    }
    let there_and_back = format!("/to?{}", other.url(&format!("/to?{}", shop.url("/back"))));
    client.page(&url(&shop.url(&there_and_back))).await;
    assert!(shop.log.asked("/to")[0].headers.contains_key("signature"));
    assert!(!other.log.asked("/to")[0].headers.contains_key("signature"));
    assert!(!shop.log.asked("/back")[0].headers.contains_key("signature"));
}

#[tokio::test]
async fn cookies_last_for_one_audit_and_secrets_are_not_kept() {
    let server = Hostile::start().await;
    let client = Fetcher::new(quick()).unwrap();
    let csp = client.page(&url(&server.url("/csp"))).await;
    assert_eq!(csp.header("content-security-policy"), Some("script-src 'self'"));
    let all: Vec<&str> = csp.every_header("content-security-policy").collect();
    assert_eq!(all, ["script-src 'self'", "img-src *"]);
    assert!(csp.headers.iter().all(|(name, _)| name != "set-cookie"));
    let seen = client.page(&url(&server.url("/cookies"))).await;
    assert!(seen.text().is_some_and(|text| text.contains("secret=1")));
    let another = page(&server, "/cookies").await;
    assert!(another.text().is_some_and(|text| !text.contains("secret=1")));
    assert_eq!(page(&server, "/latin1").await.text(), Some("<html>café</html>"));
}

#[tokio::test]
async fn robots_decide_what_may_be_discovered_and_sitemaps_are_unpacked() {
    let server = Hostile::start().await;
    let client = Fetcher::new(quick()).unwrap();
    assert!(client.may_discover(&url(&server.url("/products/mug"))).await);
    assert!(!client.may_discover(&url(&server.url("/private/a"))).await);
    assert_eq!(server.log.asked("/robots.txt").len(), 1);
    let robots = client.robots(&url(&server.url("/"))).await;
    let sitemap = client.file(&robots.sitemaps()[0], 1 << 20).await;
    assert!(sitemap.text().is_some_and(|text| text.contains("<loc>/products/mug</loc>")));

    let own = Fetcher::new(Manners { obey_robots: false, ..quick() }).unwrap();
    assert!(own.may_discover(&url(&server.url("/private/a"))).await);
    assert_eq!(server.log.asked("/robots.txt").len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_asked_again_and_then_left_alone() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    let client = Fetcher::new(Manners { longest_wait: Duration::from_millis(500), ..quick() }).unwrap();
    let first = client.page(&url(&address)).await;
    assert!(matches!(first.outcome, Outcome::Failed(AuditError::Refused { .. })), "{:?}", first.outcome);
    let start = Instant::now();
    let mut last = "";
    for _ in 0..20 {
        last = state(&client.page(&url(&address)).await);
    }
    assert_eq!(last, "left alone");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let other = Fetcher::new(quick()).unwrap().page(&url("ftp://files.example/")).await;
    assert_eq!(state(&other), "not web");
}
