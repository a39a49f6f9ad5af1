//! What machines read: product JSON, search suggestions, sitemap, robots.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::catalogue::Words;
use crate::catalogue::{self, ARTICLES, COLLECTIONS, PAGES, PRODUCTS, Product, Variant};
use crate::picture;

const PARTS: [&str; 4] = ["products_1.xml", "collections_1.xml", "pages_1.xml", "blogs_1.xml"];

pub(super) async fn products() -> Json<Value> {
    Json(json!({ "products": PRODUCTS.iter().map(product_json).collect::<Vec<_>>() }))
}

pub(super) async fn suggest(Query(words): Query<Words>) -> Json<Value> {
    let products: Vec<Value> = catalogue::search(&words.q)
        .into_iter()
        .map(|product| {
            json!({
                "id": product.id,
                "handle": product.handle,
                "title": product.title,
                "url": format!("/products/{}", product.handle),
                "price": format!("{}.{:02}", product.price / 100, product.price % 100),
                "available": !product.sold_out,
                "image": front(product, &product.default_variant()),
            })
        })
        .collect();
    Json(json!({ "resources": { "results": { "products": products } } }))
}

/// The index, which names one sitemap for each kind of page.
pub(super) async fn sitemap(headers: HeaderMap) -> Response {
    let base = base(&headers);
    let entries =
        PARTS.map(|part| format!("  <sitemap><loc>{base}/sitemap_{part}</loc></sitemap>\n")).concat();
    xml("sitemapindex", &entries)
}

pub(super) async fn sitemap_part(headers: HeaderMap, Path(part): Path<String>) -> Response {
    let paths: Vec<String> = match part.as_str() {
        "products_1.xml" => PRODUCTS.iter().map(|product| format!("/products/{}", product.handle)).collect(),
        "collections_1.xml" => {
            COLLECTIONS.iter().map(|collection| format!("/collections/{}", collection.handle)).collect()
        }
        "pages_1.xml" => PAGES.iter().map(|page| format!("/pages/{}", page.handle)).collect(),
        "blogs_1.xml" => {
            ARTICLES.iter().map(|article| format!("/blogs/journal/{}", article.handle)).collect()
        }
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let base = base(&headers);
    let entries: Vec<String> =
        paths.iter().map(|path| format!("  <url><loc>{base}{path}</loc></url>\n")).collect();
    xml("urlset", &entries.concat())
}

pub(super) async fn robots(headers: HeaderMap) -> String {
    format!(
        "User-agent: *\nDisallow: /cart\nDisallow: /checkout\nDisallow: /account\nSitemap: {}/sitemap.xml\n",
        base(&headers)
    )
}

/// A product as `/products/<handle>.js` gives it; money in pence.
pub(super) fn product_json(product: &Product) -> Value {
    let variants = product.variants();
    let mut options = Vec::new();
    if !product.colours.is_empty() {
        let values: Vec<&str> = product.colours.iter().map(|colour| colour.name).collect();
        options.push(json!({ "name": "Colour", "position": options.len() + 1, "values": values }));
    }
    if !product.sizes.is_empty() {
        options.push(json!({ "name": "Size", "position": options.len() + 1, "values": product.sizes }));
    }
    json!({
        "id": product.id,
        "title": product.title,
        "handle": product.handle,
        "description": format!("<p>{}</p>", product.description),
        "vendor": "Hollin & Tarn",
        "type": product.kind,
        "tags": product.tags,
        "price": product.price,
        "price_min": product.price,
        "price_max": product.price,
        "price_varies": false,
        "compare_at_price": product.compare_at,
        "available": !product.sold_out,
        "variants": variants.iter().map(|variant| variant_json(product, variant)).collect::<Vec<_>>(),
        "images": picture::View::ALL.map(|view| picture::address(product, variants[0].colour, view)),
        "featured_image": front(product, &variants[0]),
        "options": options,
        "url": format!("/products/{}", product.handle),
    })
}

fn variant_json(product: &Product, variant: &Variant) -> Value {
    let mut options = variant.colour.map(|colour| colour.name).into_iter().chain(variant.size);
    json!({
        "id": variant.id,
        "title": variant.title,
        "option1": options.next().unwrap_or("Default Title"),
        "option2": options.next(),
        "option3": null,
        "sku": variant.sku,
        "available": variant.available,
        "name": format!("{} - {}", product.title, variant.title),
        "price": product.price,
        "compare_at_price": product.compare_at,
        "featured_image": front(product, variant),
        "requires_shipping": product.handle != "gift-card",
        "taxable": true,
        "inventory_management": "shopify",
    })
}

fn front(product: &Product, variant: &Variant) -> String {
    picture::address(product, variant.colour, picture::View::Front)
}

/// The shop's own origin as the visitor named it; only loopback names get this far.
fn base(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    format!("http://{host}")
}

fn xml(root: &str, entries: &str) -> Response {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</{root}>\n"
    );
    ([(CONTENT_TYPE, "application/xml; charset=utf-8")], body).into_response()
}
