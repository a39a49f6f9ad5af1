//! PUT. First who, then how often, then on which condition, then what: nobody learns anything, or
//! makes the host work, before it is known who they are.

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::timeout;

use super::caller::{self, Peer};
use super::open;
use crate::compression::compress;
use crate::condition::{Condition, tag};
use crate::limits::neighbourhood;
use crate::name::{ObjectName, Sha256, SiteName, parse_path};
use crate::pointer;
use crate::refusal::Refusal;
use crate::state::State;
use crate::store::{Access, Arrived, Compressed, Store};

/// What is read of a refused body, so that its sender gets to read the refusal.
const PATIENTLY_READ: usize = 4 * 1024 * 1024;

/// A request that wants to change something.
struct Write {
    site: SiteName,
    name: ObjectName,
    path: String,
    headers: HeaderMap,
    bytes: usize,
}

/// Lets in whoever may write, does it, and writes a line to the log.
pub(super) async fn put(
    Shared(state): Shared<Arc<State>>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Response {
    let begun = Instant::now();
    let Some((site, name)) = parse_path(request.uri().path()) else { return open(Refusal::NotFound) };
    let (parts, mut body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let client = caller::address(peer, &parts.headers, state.behind_proxy);
    let mut write = Write { site, name, path, headers: parts.headers, bytes: 0 };
    let outcome = match admit(&state, client, &write).await {
        Ok(()) => write.put(&state, &mut body).await,
        Err(refusal) => Err(refusal),
    };
    let code = outcome.as_ref().err().map(Refusal::code);
    if let Err(refusal) = &outcome {
        read_on(&state, refusal, body).await;
    }
    let response = outcome.unwrap_or_else(open);
    tracing::info!(
        site = write.site.as_str(),
        object = %write.name,
        status = response.status().as_u16(),
        code,
        bytes = write.bytes,
        %client,
        milliseconds = begun.elapsed().as_millis() as u64,
        "write"
    );
    response
}

/// Reads on for a while, and keeps nothing of it: an answer that comes while its question is still being sent is often not
/// read. Not for those who have tried too often, and for few at a time; the others are cut off.
async fn read_on(state: &State, refusal: &Refusal, body: Body) {
    if matches!(refusal, Refusal::TooManyTries(_)) {
        return;
    }
    let Ok(_turn) = state.patient.try_acquire() else { return };
    let mut rest = Limited::new(body, PATIENTLY_READ);
    let read = async { while let Some(Ok(_)) = rest.frame().await {} };
    // Whatever becomes of it, the answer is the refusal.
    let _ = timeout(state.patience.body, read).await;
}

/// Whether the token is the shop's, and whether it is not all too much.
async fn admit(state: &State, client: std::net::IpAddr, write: &Write) -> Result<(), Refusal> {
    let neighbourhood = neighbourhood(client);
    state.tries.look(&neighbourhood, Instant::now()).map_err(Refusal::TooManyTries)?;
    let token = caller::token(&write.headers).ok_or(Refusal::NoToken)?;
    let site = write.site.clone();
    match state.reading(move |store| store.access(&site, token)).await?? {
        Access::Granted => {}
        Access::OtherShop => return Err(Refusal::OtherShop),
        Access::Denied => {
            // Counted before the next one is looked at; that it was the last one is said to the next one.
            let _ = state.tries.take(neighbourhood, Instant::now());
            return Err(Refusal::WrongToken);
        }
    }
    state.writes.take(write.site.as_str().to_owned(), Instant::now()).map_err(Refusal::TooManyWrites)
}

impl Write {
    /// Stores what came.
    async fn put(&mut self, state: &State, body: &mut Body) -> Result<Response, Refusal> {
        let condition = self.condition()?;
        let body = self.read(state, body).await?;
        let arrived = arrive(&self.name, body).await?;
        let etag = tag(&arrived.sha256, "");
        let change = move |store: &mut Store, site: &SiteName, name: &ObjectName| {
            store.put(site, name, &condition, &arrived)
        };
        let was_there = self.change(state, change).await?;
        let status = if was_there { StatusCode::NO_CONTENT } else { StatusCode::CREATED };
        Ok((status, [(header::ETAG, etag)]).into_response())
    }

    /// Changes the store and forgets what was in memory, on one thread: a client that hangs up ends its request, but
    /// no thread, and memory must never outlive a change.
    async fn change<T: Send + 'static>(
        &self,
        state: &State,
        change: impl FnOnce(&mut Store, &SiteName, &ObjectName) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (site, name, path) = (self.site.clone(), self.name.clone(), self.path.clone());
        let memory = Arc::clone(&state.memory);
        let work = move |store: &mut Store| {
            let outcome = change(store, &site, &name);
            // Also after a failure: of a commit that failed nobody knows for sure what is stored.
            memory.forget(&path);
            outcome
        };
        state.writing(work).await?
    }

    /// What the write depends on. Content is created once and a pointer is swapped for one that somebody saw; only
    /// the entry, which is the same for every shop, may be written blindly.
    fn condition(&self) -> Result<Condition, Refusal> {
        match Condition::read(&self.headers).ok_or(Refusal::UnclearCondition)? {
            Condition::None if self.name != ObjectName::Entry => Err(Refusal::NoCondition),
            condition => Ok(condition),
        }
    }

    /// The whole body, if it is not too large and does not take too long.
    async fn read(&mut self, state: &State, body: &mut Body) -> Result<Vec<u8>, Refusal> {
        let cap = self.name.cap();
        let announced =
            self.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if announced.is_some_and(|length: usize| length > cap) {
            return Err(Refusal::TooLarge(cap));
        }
        let read = Limited::new(&mut *body, cap).collect();
        let whole = match timeout(state.patience.body, read).await {
            Ok(Ok(whole)) => whole.to_bytes(),
            Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(Refusal::TooLarge(cap)),
            Ok(Err(_)) => return Err(Refusal::Broken),
            Err(_) => {
                // The rest is not waited for.
                *body = Body::empty();
                return Err(Refusal::TooSlow);
            }
        };
        self.bytes = whole.len();
        Ok(whole.into())
    }
}

/// Holds the body against its name, and makes its smaller forms.
async fn arrive(name: &ObjectName, body: Vec<u8>) -> Result<Arrived, Refusal> {
    let sha256 = Sha256::of(&body);
    if name.promised().is_some_and(|promised| *promised != sha256) {
        return Err(Refusal::OtherHash);
    }
    let needs = match name {
        ObjectName::Pointer => Some(pointer::needs(&body)?),
        _ => None,
    };
    if matches!(name, ObjectName::Pointer | ObjectName::Probe) {
        // One tag for all, so that a swap can name what any reader saw.
        return Ok(Arrived { sha256, body, compressed: Compressed::default(), needs });
    }
    let making = move || {
        let compressed = compress(&body);
        Arrived { sha256, body, compressed, needs }
    };
    tokio::task::spawn_blocking(making).await.map_err(|_| Refusal::Busy)
}
