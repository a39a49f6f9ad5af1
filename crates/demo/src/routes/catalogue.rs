//! Collections, products and search: what is looked at before anything is bought.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::feeds;
use super::reading::not_found;
use super::visit::Visit;
use crate::catalogue::{self, COLLECTIONS, Filters, PRODUCTS, SORTS};
use crate::view::ProductView;

#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    variant: Option<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Words {
    pub q: String,
}

pub(super) async fn collections(visit: Visit) -> Response {
    let covers: Vec<_> = COLLECTIONS
        .iter()
        .map(|collection| {
            let products = ProductView::all(collection.products().take(1));
            json!({ "collection": collection, "cover": products.first().map(|product| product.pictures[1].url.clone())})
        })
        .collect();
    visit.page("collections.html", "Collections", json!({ "covers": covers}))
}

pub(super) async fn collection(
    visit: Visit,
    Path(handle): Path<String>,
    Query(filters): Query<Filters>,
) -> Response {
    let Some(collection) = catalogue::collection(&handle) else { return not_found(visit).await };
    let page = json!({
        "collection": collection,
        "products": ProductView::all(collection.narrowed(&filters)),
        "kinds": collection.kinds(),
        "colours": collection.colours(),
        "sorts": SORTS,
        "chosen": json!({
            "sort_by": filters.sort_by, "kind": filters.kind, "colour": filters.colour,
            "availability": filters.availability,
        }),
    });
    visit.page("collection.html", collection.title, page)
}

pub(super) async fn product_in_collection(
    visit: Visit,
    Path((_, handle)): Path<(String, String)>,
    chosen: Query<Chosen>,
) -> Response {
    product(visit, Path(handle), chosen).await
}

/// The product's page, or its JSON when the handle ends in `.js`.
pub(super) async fn product(
    visit: Visit,
    Path(handle): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Response {
    if let Some(handle) = handle.strip_suffix(".js") {
        return match catalogue::product(handle) {
            Some(product) => axum::Json(feeds::product_json(product)).into_response(),
            None => not_found(visit).await,
        };
    }
    let Some(product) = catalogue::product(&handle) else { return not_found(visit).await };
    let others = PRODUCTS.iter().filter(|other| other.id != product.id && !other.sold_out).take(4);
    let page = json!({
        "product": ProductView::new(product, chosen.variant),
        "recommendations": ProductView::all(others),
    });
    visit.page("product.html", product.title, page)
}

pub(super) async fn search(visit: Visit, Query(words): Query<Words>) -> Response {
    let products = ProductView::all(catalogue::search(&words.q));
    visit.page("search.html", "Search", json!({ "query": words.q, "products": products}))
}
