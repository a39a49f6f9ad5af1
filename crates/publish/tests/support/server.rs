//! A server that takes PUT under conditions, behind a token, and misbehaves on request.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, RETRY_AFTER,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use waymark_publish::Place;

use super::{SECRET, hash, places};

/// What it does instead of what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Answers late.
    Slow(Duration),
    /// Never answers.
    Hangs,
    /// Answers with this status and does nothing.
    Says(u16),
    /// Asks to wait so many seconds and does nothing.
    Throttles(u64),
    /// Does what it is asked and then says it failed.
    DoesAndSays(u16),
    /// Says it failed and does it so much later.
    DoesLater(Duration),
    /// Gives what a shared cache before it kept of its first answer, that nothing is there included.
    Caches,
    /// Says that it stored, and did not.
    Forgets,
    /// Stores something else.
    Garbles,
    /// Stores whatever the conditions.
    IgnoresConditions,
    /// Says every condition has failed.
    RefusesAll,
    /// Gives no `ETag`.
    GivesNoEtag,
    /// Gives weak `ETag`s that its If-Match takes in their strong form, as behind something that compresses.
    GivesWeakEtag,
    /// Gives an `ETag` that is not the file's.
    GivesWrongEtag,
    /// Sends more than anybody wants.
    SendsTooMuch,
    /// Sends the reader elsewhere.
    Redirects,
}

/// One request as it was answered.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: Method,
    pub path: String,
    pub headers: HeaderMap,
    pub status: u16,
    pub stored: bool,
}

#[derive(Clone)]
struct File {
    bytes: Bytes,
    content_type: String,
    cache_control: String,
}

#[derive(Default)]
struct Inner {
    files: HashMap<String, File>,
    cached: HashMap<String, Option<File>>,
    faults: Vec<(Method, &'static str, usize, Fault)>,
    seen: Vec<Seen>,
}

/// A running server.
#[derive(Clone)]
pub struct Server {
    pub address: SocketAddr,
    inner: Arc<Mutex<Inner>>,
}

impl Server {
    pub async fn start() -> Self {
        let inner = Arc::new(Mutex::new(Inner::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().fallback(answer).with_state(Arc::clone(&inner));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, inner }
    }

    /// The next so many requests of this method, for files that end like this, meet a fault.
    pub fn fault(&self, method: Method, file: &'static str, times: usize, fault: Fault) {
        self.inner.lock().unwrap().faults.push((method, file, times, fault));
    }

    pub fn heal(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.faults.clear();
        inner.cached.clear();
    }

    /// All requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.inner.lock().unwrap().seen.clone()
    }

    /// How often a file that ends like this was really written.
    pub fn stores(&self, file: &str) -> usize {
        self.seen().iter().filter(|seen| seen.stored && seen.path.ends_with(file)).count()
    }

    /// The bytes of a file with its Content-Type and Cache-Control.
    pub fn file(&self, key: &str) -> Option<(Bytes, String, String)> {
        let inner = self.inner.lock().unwrap();
        let file = inner.files.get(&format!("/files/{key}"))?;
        Some((file.bytes.clone(), file.content_type.clone(), file.cache_control.clone()))
    }

    /// Writes a file behind everybody's back.
    pub fn lay(&self, key: &str, bytes: &[u8]) {
        let file = File {
            bytes: Bytes::copy_from_slice(bytes),
            content_type: String::new(),
            cache_control: String::new(),
        };
        self.inner.lock().unwrap().files.insert(format!("/files/{key}"), file);
    }

    pub fn place(&self) -> Place {
        Place::http(&places::http(self.address)).unwrap()
    }
}

async fn answer(State(inner): State<Arc<Mutex<Inner>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    // The body ends early when the client dies; nothing of it is kept.
    let Ok(body) = axum::body::to_bytes(body, 1 << 24).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let fault = {
        let mut inner = inner.lock().unwrap();
        let found = inner
            .faults
            .iter_mut()
            .find(|(method, file, times, _)| *method == parts.method && path.ends_with(file) && *times > 0);
        found.map(|(_, _, times, fault)| {
            *times -= 1;
            *fault
        })
    };
    match fault {
        Some(Fault::Slow(late)) => tokio::time::sleep(late).await,
        Some(Fault::Hangs) => std::future::pending().await,
        _ => {}
    }
    if let Some(Fault::DoesLater(late)) = fault {
        let (shared, path, parts, body) = (Arc::clone(&inner), path.clone(), parts.clone(), body.clone());
        tokio::spawn(async move {
            tokio::time::sleep(late).await;
            respond(&mut shared.lock().unwrap(), &parts.method, &path, &parts.headers, &body, None);
        });
    }
    let mut inner = inner.lock().unwrap();
    let before = inner.files.get(&path).map(|file| file.bytes.clone());
    let response = respond(&mut inner, &parts.method, &path, &parts.headers, &body, fault);
    let stored =
        parts.method == Method::PUT && inner.files.get(&path).map(|file| file.bytes.clone()) != before;
    inner.seen.push(Seen {
        method: parts.method,
        path,
        headers: parts.headers,
        status: response.status().as_u16(),
        stored,
    });
    response
}

fn respond(
    inner: &mut Inner,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    body: &Bytes,
    fault: Option<Fault>,
) -> Response {
    match fault {
        Some(Fault::Says(status)) => return StatusCode::from_u16(status).unwrap().into_response(),
        Some(Fault::DoesLater(_)) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Some(Fault::Throttles(seconds)) => {
            return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, seconds.to_string())], SECRET)
                .into_response();
        }
        Some(Fault::Redirects) => {
            return (StatusCode::FOUND, [("location", format!("http://127.0.0.1:9/?{SECRET}"))])
                .into_response();
        }
        Some(Fault::SendsTooMuch) => return vec![b' '; 17 << 20].into_response(),
        _ => {}
    }
    if headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()) != Some(&format!("Bearer {SECRET}")) {
        return (StatusCode::UNAUTHORIZED, format!("not {headers:?}")).into_response();
    }
    let file = inner.files.get(path).cloned();
    let file = match fault {
        Some(Fault::Caches) => inner.cached.entry(path.to_owned()).or_insert(file).clone(),
        _ => file,
    };
    let etag = |bytes: &[u8]| match fault {
        Some(Fault::GivesWeakEtag) => format!("W/\"{}\"", &hash(bytes)[..16]),
        Some(Fault::GivesWrongEtag) => "\"wrong\"".to_owned(),
        _ => format!("\"{}\"", &hash(bytes)[..16]),
    };
    let with_etag = |bytes: &[u8], mut response: Response| {
        if fault != Some(Fault::GivesNoEtag) {
            response.headers_mut().insert(ETAG, etag(bytes).parse().unwrap());
        }
        response
    };
    match *method {
        Method::GET => match file {
            Some(file) => with_etag(&file.bytes, Response::new(Body::from(file.bytes.clone()))),
            None => StatusCode::NOT_FOUND.into_response(),
        },
        Method::DELETE => {
            inner.files.remove(path);
            StatusCode::NO_CONTENT.into_response()
        }
        Method::PUT => {
            let text =
                |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
            let now = file.map(|file| format!("\"{}\"", &hash(&file.bytes)[..16]));
            let is_met = match (text(IF_MATCH), text(IF_NONE_MATCH)) {
                (none, any) if none.is_empty() && any == "*" => now.is_none(),
                (wanted, none) if none.is_empty() && !wanted.is_empty() => now == Some(wanted),
                _ => return StatusCode::PRECONDITION_REQUIRED.into_response(),
            };
            if fault == Some(Fault::RefusesAll) || (!is_met && fault != Some(Fault::IgnoresConditions)) {
                return StatusCode::PRECONDITION_FAILED.into_response();
            }
            let bytes =
                if fault == Some(Fault::Garbles) { Bytes::from_static(b"else") } else { body.clone() };
            if fault != Some(Fault::Forgets) {
                let file =
                    File { bytes, content_type: text(CONTENT_TYPE), cache_control: text(CACHE_CONTROL) };
                inner.files.insert(path.to_owned(), file);
            }
            match fault {
                Some(Fault::DoesAndSays(status)) => StatusCode::from_u16(status).unwrap().into_response(),
                _ => with_etag(body, StatusCode::CREATED.into_response()),
            }
        }
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}
