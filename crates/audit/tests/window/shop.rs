//! A server of small pages, and of a few that no server should have.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;

/// How long `/slow.js` takes.
pub const SLOW: Duration = Duration::from_millis(1500);

/// Serves pages given as path and HTML, `/g/collect` (a relay of Google Analytics), `/to?ADDRESS` and `/signed`, `/endless` (a page that never ends), `/login`, `/file.pdf` and `/slow.js`.
pub struct Shop {
    port: u16,
    /// Most requests for `/slow.js` at a time.
    pub at_once: Arc<AtomicUsize>,
    /// Requests for `/order`.
    pub orders: Arc<AtomicUsize>,
    /// What of a cart, forms and a checkout was asked for, by its path.
    pub received: Arc<Mutex<Vec<String>>>,
    /// What `/g/collect` was told: query and body.
    pub collected: Arc<Mutex<Vec<String>>>,
    /// The signature that `/to` and `/signed` were asked with; empty where there was none.
    pub signatures: Arc<Mutex<Vec<(&'static str, String)>>>,
}

impl Shop {
    pub async fn start(pages: &[(&str, &'static str)]) -> Self {
        let at_once = Arc::new(AtomicUsize::new(0));
        let (most, now) = (at_once.clone(), Arc::new(AtomicUsize::new(0)));
        let slow = move || async move {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(SLOW).await;
            now.fetch_sub(1, Ordering::SeqCst);
            ([(header::CONTENT_TYPE, "text/javascript")], "document.body.append('slow is here')")
        };
        let orders = Arc::new(AtomicUsize::new(0));
        let ordered = orders.clone();
        let order = move || async move {
            ordered.fetch_add(1, Ordering::SeqCst);
            Html("<p>Thank you</p>")
        };
        let received = Arc::new(Mutex::new(Vec::new()));
        let got = received.clone();
        let receive = move |uri: Uri| async move {
            got.lock().unwrap().push(uri.path().to_owned());
            Html("<p>Thank you</p>")
        };
        let collected = Arc::new(Mutex::new(Vec::new()));
        let told = collected.clone();
        let collect = move |RawQuery(query): RawQuery, body: String| async move {
            told.lock().unwrap().push(format!("{} {body}", query.unwrap_or_default()));
            StatusCode::NO_CONTENT
        };
        let signatures = Arc::new(Mutex::new(Vec::new()));
        let (on_the_way, there) = (signatures.clone(), signatures.clone());
        let leads = move |headers: HeaderMap, RawQuery(query): RawQuery| async move {
            on_the_way.lock().unwrap().push(("/to", signature(&headers)));
            Redirect::temporary(&query.unwrap_or_default()).into_response()
        };
        let arrives = move |headers: HeaderMap| async move {
            there.lock().unwrap().push(("/signed", signature(&headers)));
            Html("<p>Arrived</p>")
        };
        let mut router = Router::new()
            .route("/to", get(leads))
            .route("/signed", get(arrives))
            .route("/g/collect", post(collect.clone()).get(collect))
            .route("/order", post(order.clone()).get(order))
            .route("/cart/add", post(receive.clone()))
            .route("/newsletter", post(receive.clone()))
            .route("/find", post(receive.clone()))
            .route("/checkout/pay", post(receive.clone()))
            .route("/checkout", get(receive))
            .route("/slow.js", get(slow))
            .route("/endless", get(endless))
            .route("/login", get(login))
            .route("/file.pdf", get(|| async { ([(header::CONTENT_TYPE, "application/pdf")], "%PDF-1.4") }));
        for (path, html) in pages {
            let html = *html;
            router = router.route(path, get(move || async move { Html(html) }));
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { port, at_once, orders, received, collected, signatures }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

/// A paragraph, and then a paragraph now and then for ever.
async fn endless() -> Response {
    let drip = futures_util::stream::unfold(0_u32, |count| async move {
        if count > 0 {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        let text = format!("<p>Paragraph {count}.</p>{}", " ".repeat(2048));
        Some((Ok::<_, std::convert::Infallible>(Bytes::from(text)), count + 1))
    });
    ([(header::CONTENT_TYPE, "text/html")], Body::from_stream(drip)).into_response()
}

fn signature(headers: &HeaderMap) -> String {
    headers.get("signature").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn login() -> Response {
    let asks = [(header::WWW_AUTHENTICATE, "Basic realm=\"Staging\"")];
    (StatusCode::UNAUTHORIZED, asks, Html("<p>Who are you?</p>")).into_response()
}
