//! Doors for scripts that steer and watch the shop; no shop has these.
//!
//! Setting takes JSON only, so that no other site can do it with a plain form.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use crate::edition::Edition;
use crate::session::SessionView;
use crate::state::Shop;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Shown {
    edition: Edition,
}

pub(super) async fn edition(State(shop): State<Arc<Shop>>) -> Json<Shown> {
    Json(Shown { edition: shop.edition() })
}

pub(super) async fn set_edition(State(shop): State<Arc<Shop>>, Json(wanted): Json<Shown>) -> Json<Shown> {
    shop.set_edition(wanted.edition);
    Json(Shown { edition: shop.edition() })
}

pub(super) async fn sessions(State(shop): State<Arc<Shop>>) -> Json<Vec<SessionView>> {
    Json(shop.sessions().views())
}
