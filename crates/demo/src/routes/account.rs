//! Registering, logging in and out, and the wish list. Accounts last as long as the shop runs.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use serde::Deserialize;
use serde_json::json;

use super::visit::Visit;
use crate::catalogue::{self, PRODUCTS};
use crate::session::Customer;
use crate::state::{DEMO_EMAIL, DEMO_PASSWORD};
use crate::view::ProductView;

/// The account forms, under Shopify's field names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Credentials {
    #[serde(rename = "customer[first_name]")]
    name: String,
    #[serde(rename = "customer[email]")]
    email: String,
    #[serde(rename = "customer[password]")]
    password: String,
}

pub(super) async fn overview(visit: Visit) -> Response {
    let (logged_in, wished) = visit
        .shop
        .with_session(&visit.session, |session| (session.customer.is_some(), session.wishlist.clone()));
    if !logged_in {
        return Redirect::to("/account/login").into_response();
    }
    let wished = PRODUCTS.iter().filter(|product| wished.iter().any(|handle| handle == product.handle));
    visit.page("account.html", "Your account", json!({ "wished": ProductView::all(wished)}))
}

pub(super) async fn login_page(visit: Visit) -> Response {
    login_form(&visit, StatusCode::OK, None)
}

pub(super) async fn login(visit: Visit, Form(credentials): Form<Credentials>) -> Response {
    match visit.shop.authenticate(&credentials.email, &credentials.password) {
        Some(customer) => enter(&visit, customer),
        None => login_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some("Incorrect email or password.")),
    }
}

pub(super) async fn register_page(visit: Visit) -> Response {
    register_form(&visit, StatusCode::OK, None)
}

pub(super) async fn register(visit: Visit, Form(credentials): Form<Credentials>) -> Response {
    if let Some(customer) = visit.shop.register(&credentials.name, &credentials.email, &credentials.password)
    {
        return enter(&visit, customer);
    }
    let problem = "This address has an account already, or the form is not filled in.";
    register_form(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(problem))
}

pub(super) async fn logout(visit: Visit) -> Response {
    visit.shop.with_session(&visit.session, |session| session.customer = None);
    Redirect::to("/").into_response()
}

/// Puts a product on the wish list or takes it off.
pub(super) async fn wish(visit: Visit, Path(handle): Path<String>) -> Response {
    if catalogue::product(&handle).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let wished = visit.shop.with_session(&visit.session, |session| session.toggle_wish(&handle));
    Json(json!({ "handle": handle, "wished": wished })).into_response()
}

fn enter(visit: &Visit, customer: Customer) -> Response {
    visit.shop.with_session(&visit.session, |session| session.customer = Some(customer));
    Redirect::to("/account").into_response()
}

fn login_form(visit: &Visit, status: StatusCode, problem: Option<&str>) -> Response {
    let page = json!({ "problem": problem, "demo_email": DEMO_EMAIL, "demo_password": DEMO_PASSWORD});
    visit.page_with(status, "login.html", "Log in", page)
}

fn register_form(visit: &Visit, status: StatusCode, problem: Option<&str>) -> Response {
    visit.page_with(status, "register.html", "Create account", json!({ "problem": problem}))
}
