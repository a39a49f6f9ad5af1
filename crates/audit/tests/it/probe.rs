//! Knocking at real servers on loopback that behave as badly as servers do.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect};
use axum::routing::get;
use tokio::net::TcpListener;
use url::Url;
use waymark_audit::{AuditError, Prober, Reached};

/// Long enough for a busy machine; only tests of silence wait for it.
const SHORT: Duration = Duration::from_millis(400);

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

fn shop() -> Router {
    Router::new()
        .route("/", get(|| async { Html("<!doctype html><title>Shop</title>") }))
        .route("/moved", get(|| async { Redirect::permanent("/") }))
        .route("/circle", get(|| async { Redirect::temporary("/circle") }))
        .route("/cookie", get(wants_cookie))
        .route("/away", get(|| async { Redirect::temporary("http://nobody.invalid/") }))
        .route("/app", get(|| async { Redirect::temporary("shop-app://open") }))
        .route("/gone", get(|| async { (StatusCode::NOT_FOUND, Html("<h1>Not found</h1>")) }))
        .route("/pdf", get(|| async { ([(header::CONTENT_TYPE, "application/pdf")], "%PDF-1.7") }))
        .route("/json", get(|| async { ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], "{}") }))
        .route("/unnamed-page", get(|| async { unnamed(b"\n<!DOCTYPE HTML><html><body>Hi") }))
        .route("/unnamed-image", get(|| async { unnamed(b"\x89PNG\r\n\x1a\n") }))
        .route(
            "/agent",
            get(|headers: HeaderMap| async move {
                let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
                let status = if agent.is_some_and(|agent| agent.contains("Waymark/")) { 200 } else { 403 };
                (StatusCode::from_u16(status).unwrap(), Html("<p>hello"))
            }),
        )
}

async fn wants_cookie(headers: HeaderMap) -> impl IntoResponse {
    if headers.contains_key(header::COOKIE) {
        Html("<p>welcome").into_response()
    } else {
        ([(header::SET_COOKIE, "seen=1; Path=/")], Redirect::temporary("/cookie")).into_response()
    }
}

/// An answer that does not say what it is.
fn unnamed(body: &'static [u8]) -> impl IntoResponse {
    let mut response = body.into_response();
    response.headers_mut().remove(header::CONTENT_TYPE);
    response
}

async fn probe(address: &str) -> Result<Reached, AuditError> {
    Prober::with_timeout(Duration::from_secs(5)).unwrap().probe(&Url::parse(address).unwrap()).await
}

#[tokio::test]
async fn pages_are_reached_wherever_redirects_lead() {
    let server = serve(shop()).await;
    let reached = probe(&format!("http://{server}/moved")).await.unwrap();
    assert_eq!(reached, Reached { url: Url::parse(&format!("http://{server}/")).unwrap(), status: 200 });
}

#[tokio::test]
async fn an_error_page_is_a_page_and_its_status_is_told() {
    let server = serve(shop()).await;
    assert_eq!(probe(&format!("http://{server}/gone")).await.unwrap().status, 404);
}

#[tokio::test]
async fn the_client_says_who_it_is() {
    let server = serve(shop()).await;
    assert_eq!(probe(&format!("http://{server}/agent")).await.unwrap().status, 200);
}

#[tokio::test]
async fn what_is_not_a_page_is_named() {
    let server = serve(shop()).await;
    for (path, expected) in [
        ("pdf", "application/pdf"),
        ("json", "application/json"),
        ("unnamed-image", "application/octet-stream"),
    ] {
        match probe(&format!("http://{server}/{path}")).await {
            Err(AuditError::NotHtml { media_type }) => assert_eq!(media_type, expected),
            other => panic!("{path}: {other:?}"),
        }
    }
    assert_eq!(probe(&format!("http://{server}/unnamed-page")).await.unwrap().status, 200);
}

#[tokio::test]
async fn circles_end_and_shops_that_wait_for_their_cookie_are_none() {
    let server = serve(shop()).await;
    assert_eq!(probe(&format!("http://{server}/cookie")).await.unwrap().status, 200);
    let result = probe(&format!("http://{server}/circle")).await;
    assert!(
        matches!(&result, Err(AuditError::RedirectLoop { host }) if *host == server.to_string()),
        "{result:?}"
    );
}

#[tokio::test]
async fn trouble_behind_a_redirect_names_the_other_host() {
    let server = serve(shop()).await;
    let result = probe(&format!("http://{server}/away")).await;
    assert!(
        matches!(&result, Err(AuditError::UnknownHost { host }) if host == "nobody.invalid"),
        "{result:?}"
    );
    let app = probe(&format!("http://{server}/app")).await;
    assert!(matches!(&app, Err(AuditError::NotWeb(_))), "{app:?}");
}

#[tokio::test]
async fn nobody_there_is_told_from_nobody_listening() {
    let unknown = probe("http://no-such-shop.invalid/").await;
    assert!(matches!(&unknown, Err(AuditError::UnknownHost { .. })), "{unknown:?}");

    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let refused = probe(&format!("http://{address}/")).await;
    assert!(
        matches!(&refused, Err(AuditError::Refused { host }) if *host == address.to_string()),
        "{refused:?}"
    );
}

#[tokio::test]
async fn silence_ends_in_time() {
    // Accepts connections into its backlog and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = Url::parse(&format!("http://{}/", silent.local_addr().unwrap())).unwrap();
    let result = Prober::with_timeout(SHORT).unwrap().probe(&address).await;
    assert!(matches!(&result, Err(AuditError::Timeout { .. })), "{result:?}");
}

#[tokio::test]
async fn other_schemes_are_not_tried() {
    for address in ["ftp://x.example/", "file:///etc/passwd", "mailto:a@b.example"] {
        let result = probe(address).await;
        assert!(matches!(&result, Err(AuditError::NotWeb(_))), "{address}: {result:?}");
    }
}
