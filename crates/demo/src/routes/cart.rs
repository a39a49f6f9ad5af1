//! The cart by page and form, and the checkout stub. The JSON doors to the same cart are in `cart_json`.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use super::visit::Visit;
use crate::cart::Refusal;
use crate::catalogue::PRODUCTS;
use crate::view::ProductView;

/// A product form.
#[derive(Debug, Deserialize)]
pub(super) struct Added {
    pub id: u64,
    #[serde(default = "one")]
    pub quantity: u32,
    /// "Buy now" asks to be sent here instead of to the cart.
    #[serde(default)]
    return_to: String,
}

/// Another quantity for one line, by number (from 1) or variant id.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Change {
    pub line: Option<usize>,
    pub id: Option<u64>,
    pub quantity: u32,
}

/// One section rendered alone, as themes ask for after an AJAX add.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Section {
    section_id: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Order {
    email: String,
}

pub(super) async fn page(visit: Visit, Query(section): Query<Section>) -> Response {
    if section.section_id == "cart-drawer" {
        return visit.page("cart_drawer.html", "Your cart", json!({}));
    }
    cart_page(&visit, StatusCode::OK, None)
}

/// The cart form: quantities, note and discount code, then on to where the pressed button says. Fields are named as
/// Shopify's, one `updates[<variant>]` a line.
pub(super) async fn submit(visit: Visit, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let mut checkout = false;
    let code_known = visit.shop.with_session(&visit.session, |session| {
        let mut known = true;
        for (name, value) in &fields {
            match name.as_str() {
                "note" => session.cart.note.clone_from(value),
                "discount" => known = session.cart.apply_code(value),
                "checkout" => checkout = true,
                _ => {
                    if let (Some(variant), Ok(quantity)) = (updated_variant(name), value.parse()) {
                        session.cart.set(variant, quantity);
                    }
                }
            }
        }
        known
    });
    if !code_known {
        return cart_page(&visit, StatusCode::OK, Some("We do not know that discount code."));
    }
    Redirect::to(if checkout { "/checkout" } else { "/cart" }).into_response()
}

pub(super) async fn add(visit: Visit, Form(added): Form<Added>) -> Response {
    match visit.shop.with_session(&visit.session, |session| session.cart.add(added.id, added.quantity)) {
        Ok(()) if added.return_to == "/checkout" => Redirect::to("/checkout").into_response(),
        Ok(()) => Redirect::to("/cart").into_response(),
        Err(refusal) => cart_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(&refused_because(&refusal))),
    }
}

/// "Remove" links: `/cart/change?line=1&quantity=0`.
pub(super) async fn change(visit: Visit, Query(change): Query<Change>) -> Response {
    visit.shop.with_session(&visit.session, |session| change.apply(&mut session.cart));
    Redirect::to("/cart").into_response()
}

pub(super) async fn checkout(visit: Visit) -> Response {
    visit.page("checkout.html", "Checkout", json!({}))
}

/// Nothing is sold: the stub empties the cart and says thank you.
pub(super) async fn order(visit: Visit, Form(order): Form<Order>) -> Response {
    let empty = visit.shop.with_session(&visit.session, |session| {
        let empty = session.cart.is_empty();
        session.cart.clear();
        empty
    });
    tracing::debug!(email = order.email, empty, "demo order");
    Redirect::to(if empty { "/cart" } else { "/checkout/thank-you" }).into_response()
}

pub(super) async fn thank_you(visit: Visit) -> Response {
    visit.page("thank_you.html", "Thank you", json!({}))
}

impl Change {
    /// Changes the line meant; false if the cart has none such.
    pub(super) fn apply(&self, cart: &mut crate::cart::Cart) -> bool {
        let variant = self.id.or_else(|| self.line.and_then(|line| cart.variant_in_line(line)));
        variant.is_some_and(|variant| cart.set(variant, self.quantity))
    }
}

/// Why something was not added, in words for visitors.
pub(super) fn refused_because(refusal: &Refusal) -> String {
    match refusal {
        Refusal::UnknownVariant => "This product is no longer there.".to_owned(),
        Refusal::SoldOut(title) => format!("The product '{title}' is already sold out."),
        Refusal::TooMany(title) => format!("You can't add more {title} to the cart."),
    }
}

pub(super) const fn one() -> u32 {
    1
}

fn cart_page(visit: &Visit, status: StatusCode, problem: Option<&str>) -> Response {
    let suggestions = ProductView::all(PRODUCTS.iter().skip(3).filter(|product| !product.sold_out).take(4));
    visit.page_with(
        status,
        "cart.html",
        "Your cart",
        json!({ "problem": problem, "suggestions": suggestions}),
    )
}

fn updated_variant(field: &str) -> Option<u64> {
    field.strip_prefix("updates[")?.strip_suffix(']')?.parse().ok()
}
