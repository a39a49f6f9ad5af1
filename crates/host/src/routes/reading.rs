//! GET and HEAD of what was published.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Response, header};

use super::open;
use crate::name::parse_path;
use crate::refusal::Refusal;
use crate::representation::PUBLISHERS_APART;
use crate::state::State;

/// Answers from memory if it can. A publisher is never answered by a cache on the way, nor anybody by what one kept of
/// an answer to a publisher: who publishes has to read what is there now.
pub(super) async fn read(Shared(state): Shared<Arc<State>>, request: Request) -> Response<Body> {
    let (asked, _) = request.into_parts();
    let mut response = match found(&state, asked.uri.path(), &asked.headers).await {
        Ok(response) => response,
        Err(refusal) => {
            let mut response = open(refusal);
            response.headers_mut().insert(header::VARY, PUBLISHERS_APART);
            response
        }
    };
    if asked.headers.contains_key(header::AUTHORIZATION) {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

async fn found(state: &Arc<State>, path: &str, asked: &HeaderMap) -> Result<Response<Body>, Refusal> {
    if let Some(object) = state.memory.get(path) {
        return Ok(object.answer(asked));
    }
    let (site, name) = parse_path(path).ok_or(Refusal::NotFound)?;
    Ok(state.object(path, site, name).await?.answer(asked))
}
