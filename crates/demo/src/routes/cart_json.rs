//! The cart as JSON, in the shape of Shopify's AJAX API: what themes and tracking scripts read.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::cart::{Change, one, refused_because};
use super::visit::Visit;
use crate::cart::Cart;
use crate::view::{CartView, LineView};

/// One item, or several under `items`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Items {
    Many { items: Vec<Item> },
    One(Item),
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Item {
    id: u64,
    #[serde(default = "one")]
    quantity: u32,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Update {
    note: Option<String>,
    discount: Option<String>,
}

pub(super) async fn show(visit: Visit) -> Json<Value> {
    answer(&visit, |_| ())
}

/// Adds all items or, at the first that is refused, answers 422 with the reason.
pub(super) async fn add(visit: Visit, Json(items): Json<Items>) -> Response {
    let (items, many) = match items {
        Items::Many { items } => (items, true),
        Items::One(item) => (vec![item], false),
    };
    let added = visit.shop.with_session(&visit.session, |session| {
        items.iter().try_for_each(|item| session.cart.add(item.id, item.quantity))?;
        let ids: Vec<u64> = items.iter().map(|item| item.id).collect();
        let lines = CartView::new(&session.cart).items;
        Ok(lines.iter().filter(|line| ids.contains(&line.id)).map(line_json).collect::<Vec<_>>())
    });
    match added {
        Ok(lines) if many => Json(json!({ "items": lines })).into_response(),
        Ok(mut lines) => Json(lines.pop()).into_response(),
        Err(refusal) => {
            let body =
                json!({ "status": 422, "message": "Cart Error", "description": refused_because(&refusal) });
            (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response()
        }
    }
}

pub(super) async fn change(visit: Visit, Json(change): Json<Change>) -> Response {
    let found = visit.shop.with_session(&visit.session, |session| change.apply(&mut session.cart));
    if found {
        return answer(&visit, |_| ()).into_response();
    }
    let body = json!({ "status": 400, "message": "Bad request", "description": "no such line" });
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

pub(super) async fn update(visit: Visit, Json(update): Json<Update>) -> Json<Value> {
    answer(&visit, |cart| {
        if let Some(note) = update.note {
            cart.note = note;
        }
        if let Some(code) = update.discount {
            cart.apply_code(&code);
        }
    })
}

pub(super) async fn clear(visit: Visit) -> Json<Value> {
    answer(&visit, Cart::clear)
}

fn answer(visit: &Visit, act: impl FnOnce(&mut Cart)) -> Json<Value> {
    let cart = visit.shop.with_session(&visit.session, |session| {
        act(&mut session.cart);
        CartView::new(&session.cart)
    });
    Json(json!({
        "token": visit.session,
        "note": cart.note,
        "attributes": {},
        "original_total_price": cart.sums.subtotal,
        "total_price": cart.sums.total,
        "total_discount": cart.sums.discount,
        "total_weight": 0.0,
        "item_count": cart.sums.count,
        "items": cart.items.iter().map(line_json).collect::<Vec<_>>(),
        "requires_shipping": !cart.items.is_empty(),
        "currency": "GBP",
        "items_subtotal_price": cart.sums.subtotal,
        "cart_level_discount_applications": cart.code.iter().map(|code| json!({ "title": code })).collect::<Vec<_>>(),
    }))
}

fn line_json(line: &LineView) -> Value {
    json!({
        "id": line.id,
        "variant_id": line.id,
        "key": format!("{}:{}", line.id, line.line),
        "quantity": line.quantity,
        "title": line.title,
        "product_title": line.title,
        "variant_title": line.variant_title,
        "price": line.price,
        "line_price": line.line_price,
        "final_price": line.price,
        "final_line_price": line.line_price,
        "vendor": "Hollin & Tarn",
        "url": line.url,
        "image": line.picture,
    })
}
