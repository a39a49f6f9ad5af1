//! A shared cache before a server, as CDNs are: it keeps what the server says may be kept, tells answers apart as Vary
//! says, and does not care that a client asks for fresh ones.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, VARY};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;

/// An answer that is kept, with the headers of the request that it was given to.
#[derive(Clone)]
struct Kept {
    asked: HeaderMap,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Clone)]
struct Cache {
    before: String,
    client: reqwest::Client,
    kept: Arc<Mutex<HashMap<String, Vec<Kept>>>>,
}

/// Starts one before the server at this address; what it keeps it keeps for longer than any test.
pub async fn cache(before: &str) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let before = before.trim_end_matches('/').to_owned();
    let cache = Cache { before, client: reqwest::Client::new(), kept: Arc::default() };
    let app = Router::new().fallback(answer).with_state(cache);
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

async fn answer(State(cache): State<Cache>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    if parts.method == Method::GET {
        let kept = cache.kept.lock().unwrap().get(&path).cloned().unwrap_or_default();
        if let Some(kept) = kept.into_iter().find(|kept| kept.is_for(&parts.headers)) {
            return kept.response();
        }
    }
    let body = axum::body::to_bytes(body, 1 << 24).await.unwrap();
    let mut asked = parts.headers.clone();
    asked.remove("host");
    let url = format!("{}{path}", cache.before);
    let answer =
        cache.client.request(parts.method.clone(), url).headers(asked).body(body).send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let kept = Kept { asked: parts.headers, status, headers, body: answer.bytes().await.unwrap() };
    if parts.method == Method::GET && kept.may_be_kept() {
        cache.kept.lock().unwrap().entry(path).or_default().push(kept.clone());
    }
    kept.response()
}

impl Kept {
    fn may_be_kept(&self) -> bool {
        let says = self.headers.get(CACHE_CONTROL).and_then(|value| value.to_str().ok()).unwrap_or_default();
        says.contains("max-age") && !says.contains("no-store")
    }

    fn is_for(&self, asked: &HeaderMap) -> bool {
        let vary = self.headers.get(VARY).and_then(|value| value.to_str().ok()).unwrap_or_default();
        vary.split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .all(|name| self.asked.get(name) == asked.get(name))
    }

    fn response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}
