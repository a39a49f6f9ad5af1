//! What is answered to what. Reading is open to everybody and every origin; writing needs the shop's token. Under
//! `/v1/{site}/` only names of files are taken: `events` and whatever else comes later is free.

mod caller;
mod reading;
mod writing;

use std::sync::Arc;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;

pub(crate) use caller::Peer;

use crate::refusal::Refusal;
use crate::representation::OPEN;
use crate::state::State;

/// What browsers are told before they ask from another origin. Publishing is no browser's business.
const PREFLIGHT: [(HeaderName, HeaderValue); 3] = [
    (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, OPTIONS")),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*")),
    (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400")),
];

/// All routes.
pub(crate) fn router(state: Arc<State>) -> Router {
    let objects = get(reading::read).put(writing::put).options(preflight);
    Router::new()
        .route("/healthz", get(health))
        .route("/v1/{site}/{object}", objects)
        .fallback(|| async { open(Refusal::NotFound) })
        .method_not_allowed_fallback(|| async { open(Refusal::Method) })
        .with_state(state)
}

/// Whether the store can be read.
async fn health(Shared(state): Shared<Arc<State>>) -> Response {
    let readable = match state.reading(|store| store.data_version()).await {
        Ok(outcome) => outcome.map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    let answer = |_| {
        let body = axum::Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }));
        ([(header::CACHE_CONTROL, "no-store")], body).into_response()
    };
    readable.map_or_else(IntoResponse::into_response, answer)
}

async fn preflight() -> Response {
    let mut response = open(StatusCode::NO_CONTENT);
    response.headers_mut().extend(PREFLIGHT);
    response
}

/// An answer that scripts of any origin may read.
fn open(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().extend(OPEN);
    response
}
