//! The shop's addresses on this computer: the Admin API, Theme Access, the exchange of client credentials, and files
//! by address.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Form, Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::sync::Notify;
use url::Url;

use super::resolve::{How, Request};
use super::state::State;
use super::storefront;
use super::trouble::{Seen, Trouble};

/// The secret of the app whose id is `app`.
pub const SECRET: &str = "shpss_c1c2c3c4c5c6c7c8c9c0";
/// How exchanged tokens begin; their number follows.
pub const EXCHANGED: &str = "shpat_exchanged_f0e1d2c3_";

/// A running shop.
#[derive(Clone)]
pub struct Shop {
    state: Arc<Mutex<State>>,
    /// Told of every request that was carried out or refused.
    pub arrived: Arc<Notify>,
    pub base: Url,
}

impl Shop {
    /// Starts one; it ends with the test's runtime.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let shop = Self { state: Arc::new(Mutex::new(State::new())), arrived: Arc::default(), base };
        let router = Router::new()
            .route("/admin/api/2026-10/graphql.json", post(admin))
            .route("/cli/admin/api/2026-10/graphql.json", post(theme_access))
            .route("/admin/oauth/access_token", post(exchange))
            .route("/files/{id}/{*name}", get(file))
            .merge(storefront::routes())
            .with_state(shop.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        shop
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// What goes wrong from now on.
    pub fn plan(&self, plan: impl FnMut(&Seen) -> Option<Trouble> + Send + 'static) {
        self.state().plan = Box::new(plan);
    }

    /// This goes wrong with the `nth` request from now on of that root field, counted from one.
    pub fn at(&self, nth: usize, field: &'static str, trouble: Trouble) {
        let mut count = 0;
        self.plan(move |seen| {
            count += usize::from(seen.field == field);
            (seen.field == field && count == nth).then(|| trouble.clone())
        });
    }

    /// This goes wrong once, with the next request of that root field.
    pub fn once(&self, field: &'static str, trouble: Trouble) {
        let mut trouble = Some(trouble);
        self.plan(move |seen| if seen.field == field { trouble.take() } else { None });
    }

    /// Nothing goes wrong any more.
    pub fn heal(&self) {
        self.plan(|_| None);
    }

    /// How often a root field was asked for, and how often that was carried out.
    pub fn count(&self, field: &str) -> (usize, usize) {
        let state = self.state();
        let seen: Vec<_> = state.seen.iter().filter(|seen| seen.field == field).collect();
        (seen.len(), seen.iter().filter(|seen| seen.done).count())
    }

    /// What must hold at the end of every test.
    pub fn assert_sound(&self) {
        let state = self.state();
        assert_eq!(state.invalid, Vec::<String>::new(), "operations that Shopify does not know");
        assert_eq!(state.violations, Vec::<String>::new());
    }
}

async fn admin(Shared(shop): Shared<Shop>, headers: HeaderMap, body: Bytes) -> Response {
    if headers.contains_key("x-shopify-shop") {
        return StatusCode::BAD_REQUEST.into_response();
    }
    answer(&shop, &headers, &body).await
}

async fn theme_access(Shared(shop): Shared<Shop>, headers: HeaderMap, body: Bytes) -> Response {
    if headers.get("x-shopify-shop").is_none_or(|name| name != "example.myshopify.com") {
        return StatusCode::BAD_REQUEST.into_response();
    }
    answer(&shop, &headers, &body).await
}

async fn exchange(Shared(shop): Shared<Shop>, Form(form): Form<HashMap<String, String>>) -> Response {
    let is = |name: &str, value: &str| form.get(name).is_some_and(|given| given == value);
    if !is("grant_type", "client_credentials") || !is("client_id", "app") || !is("client_secret", SECRET) {
        let body = json!({"error": "application_cannot_be_found"});
        return (StatusCode::BAD_REQUEST, Json(body)).into_response();
    }
    let mut state = shop.state();
    state.exchanges += 1;
    let token = format!("{}{}", EXCHANGED, state.exchanges);
    state.tokens = vec![token.clone()];
    Json(json!({"access_token": token, "scope": "read_themes,write_themes", "expires_in": state.token_life}))
        .into_response()
}

async fn file(
    Shared(shop): Shared<Shop>,
    Path((id, name)): Path<(u64, String)>,
    headers: HeaderMap,
) -> Response {
    let mut state = shop.state();
    state.fetched += 1;
    if headers.contains_key("x-shopify-access-token") || headers.contains_key(header::AUTHORIZATION) {
        state.violations.push("a token went to where files lie".to_owned());
    }
    let text = state.theme(id).and_then(|theme| theme.files.get(&name)).cloned();
    text.map_or_else(|| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response)
}

async fn answer(shop: &Shop, headers: &HeaderMap, body: &[u8]) -> Response {
    let (response, hangs) = carry_out(shop, headers, body);
    shop.arrived.notify_one();
    if hangs {
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
    response
}

/// The answer, and whether it never comes.
fn carry_out(shop: &Shop, headers: &HeaderMap, body: &[u8]) -> (Response, bool) {
    let mut state = shop.state();
    let token =
        headers.get("x-shopify-access-token").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !state.tokens.iter().any(|good| good == token) {
        let words = json!({"errors": format!("[API] Invalid API key or access token {token}")});
        return ((StatusCode::UNAUTHORIZED, Json(words)).into_response(), false);
    }
    let body: Value = serde_json::from_slice(body).unwrap();
    let request = match Request::parse(&body) {
        Ok(request) => request,
        Err(message) => {
            state.invalid.push(message.clone());
            return (Json(json!({"errors": [{"message": message}]})).into_response(), false);
        }
    };
    let mut seen = Seen { field: request.field.clone(), done: false };
    let trouble = (state.plan)(&seen);
    let cost = if seen.field == "theme" { 12.0 } else { 10.0 };
    let denied = state.denied.contains(&seen.field.as_str());
    let told = match &trouble {
        Some(Trouble::Throttled) => Some(top_error("THROTTLED", "Throttled")),
        _ if !state.pay(cost) => Some(top_error("THROTTLED", "Throttled")),
        Some(Trouble::Denied) => Some(denial()),
        _ if denied => Some(denial()),
        Some(Trouble::Error(words)) => Some(top_error("SOMETHING", words)),
        Some(Trouble::Status(status, wait)) => {
            state.seen.push(seen);
            return (with_status(*status, *wait), false);
        }
        Some(Trouble::Later(late)) => {
            let (late, shop, at) = (*late, shop.clone(), state.seen.len());
            state.seen.push(seen);
            std::thread::spawn(move || {
                std::thread::sleep(late);
                let mut state = shop.state();
                request.execute(&mut state, shop.base.as_str(), How::Well);
                state.seen[at].done = true;
            });
            return (with_status(502, None), false);
        }
        Some(Trouble::Cut) => {
            state.seen.push(seen);
            return (cut(), false);
        }
        Some(Trouble::Garbage) => {
            state.seen.push(seen);
            return ("<!doctype html><h1>Moment!</h1>".into_response(), false);
        }
        Some(Trouble::Hang) => {
            state.seen.push(seen);
            return (StatusCode::OK.into_response(), true);
        }
        _ => None,
    };
    let mut answer = told.unwrap_or_else(|| {
        if let Some(Trouble::EditBefore(file, text)) = &trouble {
            state.edit(file, text);
        }
        let how = match &trouble {
            Some(Trouble::Midway(code)) => How::Midway(code),
            Some(Trouble::Refuse(code, message)) => How::Refuse(code, message.clone()),
            _ => How::Well,
        };
        seen.done = true;
        request.execute(&mut state, shop.base.as_str(), how)
    });
    if let Some(Trouble::EditAfter(file, text)) = &trouble {
        state.edit(file, text);
    }
    answer["extensions"] = json!({"cost": {"requestedQueryCost": cost, "actualQueryCost": cost,
        "throttleStatus": {"maximumAvailable": state.most_points, "currentlyAvailable": state.points,
            "restoreRate": state.restore}}});
    state.seen.push(seen);
    match trouble {
        Some(Trouble::StatusAfter(status)) => (with_status(status, None), false),
        Some(Trouble::CutAfter) => (cut(), false),
        Some(Trouble::HangAfter) => (StatusCode::OK.into_response(), true),
        _ => (Json(answer).into_response(), false),
    }
}

fn top_error(code: &str, message: &str) -> Value {
    json!({"errors": [{"message": message, "extensions": {"code": code}}]})
}

fn denial() -> Value {
    json!({"data": null, "errors": [{"message": "Access denied", "extensions": {"code": "ACCESS_DENIED",
        "requiredAccess": "`write_themes` access scope and an exemption from Shopify"}}]})
}

fn with_status(status: u16, wait: Option<f64>) -> Response {
    let mut response = StatusCode::from_u16(status).unwrap().into_response();
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, wait.to_string().parse().unwrap());
    }
    response
}

/// Breaks off after a few bytes.
fn cut() -> Response {
    let parts = [Ok("{\"data\":"), Err(std::io::Error::other("cut"))];
    Body::from_stream(futures_util::stream::iter(parts)).into_response()
}
