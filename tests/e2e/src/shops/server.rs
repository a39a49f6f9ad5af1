//! A web server in this process: files by path, and a record of who asked for what with which cookies.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::error::{Error, Result};

/// One page or file.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Body.
    pub body: String,
    /// Headers besides those every page has; `content-type` is HTML unless it is among them.
    pub headers: Vec<(&'static str, String)>,
}

impl Page {
    /// An HTML page.
    pub fn html(body: impl Into<String>) -> Self {
        Self { body: body.into(), headers: Vec::new() }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Path and query.
    pub path: String,
    /// The header `Cookie`, empty where there was none.
    pub cookies: String,
}

#[derive(Debug, Default)]
struct Shelf {
    pages: BTreeMap<String, Page>,
    asked: Mutex<Vec<Asked>>,
}

/// The server. Ends with this value.
#[derive(Debug)]
pub struct Server {
    port: u16,
    shelf: Arc<Shelf>,
    serving: JoinHandle<()>,
}

impl Server {
    /// Serves these pages by their paths on a free loopback port.
    pub async fn start(pages: BTreeMap<String, Page>) -> Result<Self> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(Error::file("a loopback port"))?;
        let port = listener.local_addr().map_err(Error::file("a loopback port"))?.port();
        let shelf = Arc::new(Shelf { pages, asked: Mutex::default() });
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shelf));
        let serving = tokio::spawn(async move {
            // Ends with an error only when the listener breaks; then the pages stay away and the test says so.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { port, shelf, serving })
    }

    /// Address of a path, under the host name 127.0.0.1.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The requests so far, the oldest first.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        self.shelf.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn answer(State(shelf): State<Arc<Shelf>>, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let cookies =
        request.headers().get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let whole = request.uri().path_and_query().map_or_else(|| path.clone(), ToString::to_string);
    let asked = Asked { path: whole, cookies: cookies.to_owned() };
    shelf.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
    let Some(page) = shelf.pages.get(&path) else {
        let mut missing = Response::new(Body::from("<!doctype html><title>Nothing here</title>"));
        *missing.status_mut() = StatusCode::NOT_FOUND;
        return missing;
    };
    let mut response = Response::new(Body::from(page.body.clone()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in &page.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}
