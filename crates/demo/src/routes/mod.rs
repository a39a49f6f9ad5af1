//! What the shop answers: one file a part of it, all wired together here.

mod account;
mod assets;
mod cart;
mod cart_json;
mod catalogue;
mod control;
mod feeds;
mod reading;
mod visit;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::state::Shop;

/// The whole shop. Sessions are counted for pages and carts, not for assets, pictures and controls.
pub(crate) fn router(shop: Arc<Shop>) -> Router {
    let visited = Router::new()
        .route("/", get(reading::home))
        .route("/collections", get(catalogue::collections))
        .route("/collections/{handle}", get(catalogue::collection))
        .route("/collections/{collection}/products/{handle}", get(catalogue::product_in_collection))
        .route("/products/{handle}", get(catalogue::product))
        .route("/search", get(catalogue::search))
        .route("/search/suggest.json", get(feeds::suggest))
        .route("/pages/{handle}", get(reading::page))
        .route("/policies/{handle}", get(reading::policy))
        .route("/blogs/journal", get(reading::blog))
        .route("/blogs/journal/{handle}", get(reading::article))
        .route("/apps/studio-visits", get(reading::studio_visits).post(reading::book_studio_visit))
        .route("/contact", post(reading::subscribe))
        .route("/wishlist/{handle}", post(account::wish))
        .route("/account", get(account::overview).post(account::register))
        .route("/account/login", get(account::login_page).post(account::login))
        .route("/account/register", get(account::register_page))
        .route("/account/logout", get(account::logout))
        .route("/cart", get(cart::page).post(cart::submit))
        .route("/cart/add", post(cart::add))
        .route("/cart/change", get(cart::change))
        .route("/cart.js", get(cart_json::show))
        .route("/cart/add.js", post(cart_json::add))
        .route("/cart/change.js", post(cart_json::change))
        .route("/cart/update.js", post(cart_json::update))
        .route("/cart/clear.js", post(cart_json::clear))
        .route("/checkout", get(cart::checkout).post(cart::order))
        .route("/checkout/thank-you", get(cart::thank_you))
        .fallback(reading::not_found)
        .layer(from_fn_with_state(Arc::clone(&shop), visit::enter));

    Router::new()
        .route("/cdn/shop/t/{number}/assets/{file}", get(assets::theme))
        .route("/cdn/shop/files/{file}", get(assets::picture))
        .route("/favicon.ico", get(assets::favicon))
        .route("/products.json", get(feeds::products))
        .route("/sitemap.xml", get(feeds::sitemap))
        .route("/sitemap_{part}", get(feeds::sitemap_part))
        .route("/robots.txt", get(feeds::robots))
        .route("/__demo/edition", get(control::edition).post(control::set_edition))
        .route("/__demo/sessions", get(control::sessions))
        .merge(visited)
        .layer(axum::middleware::from_fn(visit::only_loopback_hosts))
        .with_state(shop)
}
