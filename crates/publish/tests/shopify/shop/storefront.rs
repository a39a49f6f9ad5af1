//! What visitors get: the layout of the live theme, or of the one that a preview address names, with as much of Liquid
//! run as the loader needs, and the theme's assets.

use axum::Router;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use super::server::Shop;

#[derive(Deserialize)]
struct Asked {
    preview_theme_id: Option<u64>,
}

pub fn routes() -> Router<Shop> {
    Router::new().route("/", get(page)).route("/cdn/shop/t/{id}/assets/waymark.js", get(asset))
}

async fn page(Shared(shop): Shared<Shop>, Query(asked): Query<Asked>) -> Response {
    let state = shop.state();
    let is_shown = |theme: &&super::state::FakeTheme| match asked.preview_theme_id {
        Some(id) => theme.id == id,
        None => theme.role == "MAIN",
    };
    let Some(theme) = state.themes.iter().find(is_shown) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let snippet = theme.files.get("snippets/waymark.liquid").map_or("", String::as_str);
    let snippet =
        snippet.replace("{%- unless request.design_mode -%}", "").replace("{%- endunless -%}", "").replace(
            "{{ 'waymark.js' | asset_url }}",
            &format!("/cdn/shop/t/{}/assets/waymark.js?v=1", theme.id),
        );
    let page = theme.files["layout/theme.liquid"]
        .replace("{% render 'waymark' %}", &snippet)
        .replace("{{ page_title }}", &theme.name)
        .replace("{{ content_for_header }}", "")
        .replace("{{ content_for_layout }}", "<h1>Kiln</h1>");
    Html(page).into_response()
}

async fn asset(Shared(shop): Shared<Shop>, Path(id): Path<u64>) -> Response {
    let state = shop.state();
    match state.theme(id).and_then(|theme| theme.files.get("assets/waymark.js")) {
        Some(text) => ([(header::CONTENT_TYPE, "application/javascript")], text.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
