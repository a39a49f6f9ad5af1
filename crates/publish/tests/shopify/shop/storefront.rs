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
    let file = |name: &str| theme.files.get(name).map(String::as_str);
    // Shopify says the same in the page.
    let missing = "Liquid error: Could not find asset snippets/waymark.liquid";
    let snippet = without_comments(file("snippets/waymark.liquid").unwrap_or(missing));
    let snippet =
        snippet.replace("{%- unless request.design_mode -%}", "").replace("{%- endunless -%}", "").replace(
            "{{ 'waymark.js' | asset_url }}",
            &format!("/cdn/shop/t/{}/assets/waymark.js?v=1", theme.id),
        );
    let body =
        format!("{}<h1>Kiln</h1>", rendered(file("sections/header.liquid").unwrap_or_default(), &snippet));
    let page = rendered(&theme.files["layout/theme.liquid"], &snippet)
        .replace("{{ page_title }}", &theme.name)
        .replace("{{ content_for_header }}", "")
        .replace("{{ content_for_layout }}", &body);
    Html(page).into_response()
}

/// The text with what renders the snippet replaced by it, whatever it is given.
fn rendered(text: &str, snippet: &str) -> String {
    let mut page = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once("{% render 'waymark'") {
        page += before;
        page += snippet;
        rest = tag.split_once("%}").map_or("", |(_, after)| after);
    }
    page + rest
}

fn without_comments(text: &str) -> String {
    match (text.split_once("{%- comment -%}"), text.split_once("{%- endcomment -%}")) {
        (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
        _ => text.to_owned(),
    }
}

async fn asset(Shared(shop): Shared<Shop>, Path(id): Path<u64>) -> Response {
    let state = shop.state();
    match state.theme(id).and_then(|theme| theme.files.get("assets/waymark.js")) {
        Some(text) => ([(header::CONTENT_TYPE, "application/javascript")], text.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
