//! GET and HEAD of what was published.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;

use super::open;
use crate::name::parse_path;
use crate::refusal::Refusal;
use crate::state::State;

/// Answers from memory if it can.
pub(super) async fn read(Shared(state): Shared<Arc<State>>, request: Request) -> Response<Body> {
    let path = request.uri().path();
    if let Some(object) = state.memory.get(path) {
        return object.answer(request.headers());
    }
    let Some((site, name)) = parse_path(path) else { return open(Refusal::NotFound) };
    match state.object(path, site, name).await {
        Ok(object) => object.answer(request.headers()),
        Err(refusal) => open(refusal),
    }
}
