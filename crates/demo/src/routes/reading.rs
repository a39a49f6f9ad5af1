//! The home page, pages to read, the journal, and the small forms on them.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;

use super::visit::Visit;
use crate::catalogue::{ARTICLES, FAQ, PAGES, POLICIES, PRODUCTS, Reading};
use crate::view::ProductView;

#[derive(Debug, Deserialize)]
pub(super) struct Subscription {
    #[serde(rename = "contact[email]")]
    email: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Booking {
    name: String,
    day: String,
}

pub(super) async fn home(visit: Visit) -> Response {
    let page = json!({
        "featured": ProductView::all(PRODUCTS.iter().take(4)),
        "articles": ARTICLES,
    });
    visit.page("home.html", "Wool and linen, made slowly", page)
}

pub(super) async fn page(visit: Visit, Path(handle): Path<String>) -> Response {
    let Some(reading) = find(&PAGES, &handle) else { return not_found(visit).await };
    visit.page("page.html", reading.title, json!({ "reading": reading, "faq": FAQ}))
}

pub(super) async fn policy(visit: Visit, Path(handle): Path<String>) -> Response {
    let Some(reading) = find(&POLICIES, &handle) else { return not_found(visit).await };
    visit.page("policy.html", reading.title, json!({ "reading": reading, "policies": POLICIES}))
}

pub(super) async fn blog(visit: Visit) -> Response {
    visit.page("blog.html", "Journal", json!({ "articles": ARTICLES}))
}

pub(super) async fn article(visit: Visit, Path(handle): Path<String>) -> Response {
    let Some(reading) = find(&ARTICLES, &handle) else { return not_found(visit).await };
    let next = ARTICLES.iter().find(|other| other.handle != reading.handle);
    visit.page("article.html", reading.title, json!({ "reading": reading, "next": next}))
}

/// The booking form that `/pages/studio` shows in a frame.
pub(super) async fn studio_visits(visit: Visit) -> Response {
    visit.page("studio_visits.html", "Book a studio visit", json!({ "booked": false}))
}

pub(super) async fn book_studio_visit(visit: Visit, Form(booking): Form<Booking>) -> Response {
    let page = json!({ "booked": true, "name": booking.name, "day": booking.day});
    visit.page("studio_visits.html", "Book a studio visit", page)
}

/// The newsletter: remembers the address in the session, and goes home to say thank you.
pub(super) async fn subscribe(visit: Visit, Form(subscription): Form<Subscription>) -> Response {
    visit.shop.with_session(&visit.session, |session| session.subscribed = Some(subscription.email));
    Redirect::to("/?customer_posted=true#newsletter").into_response()
}

pub(super) async fn not_found(visit: Visit) -> Response {
    visit.page_with(StatusCode::NOT_FOUND, "not_found.html", "Page not found", json!({}))
}

fn find(readings: &'static [Reading], handle: &str) -> Option<&'static Reading> {
    readings.iter().find(|reading| reading.handle == handle)
}
