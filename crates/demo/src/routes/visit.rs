//! The session of a request, and pages rendered for it.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{CACHE_CONTROL, COOKIE, HOST, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

use crate::catalogue::COLLECTIONS;
use crate::edition::Edition;
use crate::session;
use crate::state::Shop;
use crate::view::CartView;

/// A request with its session: what almost every answer starts from.
#[derive(Debug)]
pub(super) struct Visit {
    pub shop: Arc<Shop>,
    pub session: String,
    uri: Uri,
}

/// The session's id, as the middleware leaves it for handlers.
#[derive(Clone, Debug)]
struct Entered(String);

/// Finds or begins the request's session, and sets its cookie when it is new.
pub(super) async fn enter(State(shop): State<Arc<Shop>>, mut request: Request, next: Next) -> Response {
    let (id, new) = shop.sessions().enter(session_cookie(request.headers()));
    request.extensions_mut().insert(Entered(id.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let cookie = format!("{}={id}; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax", session::COOKIE);
    if new && let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(SET_COOKIE, cookie);
    }
    response
}

/// Refuses requests that reached loopback under a foreign name, so that no website can read the shop by rebinding
/// its own name to 127.0.0.1.
pub(super) async fn only_loopback_hosts(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "127.0.0.1" | "localhost") {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "The demo shop answers on loopback only.").into_response()
    }
}

impl FromRequestParts<Arc<Shop>> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, shop: &Arc<Shop>) -> Result<Self, Self::Rejection> {
        let Entered(session) =
            parts.extensions.get::<Entered>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        Ok(Self { shop: Arc::clone(shop), session, uri: parts.uri.clone() })
    }
}

impl Visit {
    /// A page in the edition shown now. `page` adds to what all pages are given.
    pub(super) fn page(&self, template: &str, title: &str, page: Value) -> Response {
        self.page_with(StatusCode::OK, template, title, page)
    }

    /// As [`Self::page`], with another status.
    pub(super) fn page_with(&self, status: StatusCode, template: &str, title: &str, page: Value) -> Response {
        let edition = self.shop.edition();
        match self.shop.templates.render(edition, template, self.context(edition, title, page)) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(template, error = format!("{error:#}"), "a demo page did not render");
                (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")).into_response()
            }
        }
    }

    fn context(&self, edition: Edition, title: &str, page: Value) -> Value {
        let theme = edition.theme();
        let session = self.shop.with_session(&self.session, |session| session.clone());
        let mut context = json!({
            "theme": theme,
            "title": title,
            "assets": format!("/cdn/shop/t/{}/assets", theme.number),
            "path": self.uri.path(),
            "menu": COLLECTIONS,
            "cart": CartView::new(&session.cart),
            "customer": session.customer,
            "wishlist": session.wishlist,
            "subscribed": session.subscribed,
        });
        if let (Some(all), Value::Object(own)) = (context.as_object_mut(), page) {
            all.extend(own);
        }
        context
    }
}

fn session_cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == session::COOKIE).then_some(value))
}
