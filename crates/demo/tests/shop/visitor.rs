//! Somebody with a cookie jar. Redirects are followed by hand, so that forms can be followed as a browser would.

use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, Response, redirect};
use serde_json::Value;
use waymark_demo::{DemoShop, Edition, serve};

pub(crate) struct Visitor {
    client: Client,
    origin: String,
    cookie: Option<String>,
}

pub(crate) async fn shop(edition: Edition) -> DemoShop {
    serve(None, edition).await.expect("loopback is there")
}

impl Visitor {
    pub(crate) fn of(shop: &DemoShop) -> Self {
        let client =
            Client::builder().redirect(redirect::Policy::none()).no_proxy().build().expect("a client");
        Self { client, origin: shop.url().trim_end_matches('/').to_owned(), cookie: None }
    }

    /// The value of the session's cookie.
    pub(crate) fn session(&self) -> &str {
        self.cookie.as_deref().and_then(|cookie| cookie.split_once('=')).expect("a cookie was set").1
    }

    pub(crate) async fn get(&mut self, path: &str) -> Response {
        self.send(Method::GET, path, None).await
    }

    /// The page's HTML; the status must be 200.
    pub(crate) async fn html(&mut self, path: &str) -> String {
        let response = self.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.expect("text")
    }

    pub(crate) async fn json(&mut self, path: &str) -> Value {
        self.get(path).await.json().await.expect("JSON")
    }

    pub(crate) async fn post_json(&mut self, path: &str, body: Value) -> Response {
        self.send(Method::POST, path, Some(("application/json", body.to_string()))).await
    }

    /// Submits a form and follows where it leads, once.
    pub(crate) async fn submit(&mut self, path: &str, body: &str) -> Response {
        let form = Some(("application/x-www-form-urlencoded", body.to_owned()));
        let response = self.send(Method::POST, path, form).await;
        match response.headers().get(LOCATION).and_then(|location| location.to_str().ok()) {
            Some(location) => {
                let location = location.to_owned();
                self.get(&location).await
            }
            None => response,
        }
    }

    async fn send(&mut self, method: Method, path: &str, body: Option<(&str, String)>) -> Response {
        let mut request = self.client.request(method, format!("{}{path}", self.origin));
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        if let Some((kind, body)) = body {
            request = request.header(CONTENT_TYPE, kind).body(body);
        }
        let response = request.send().await.expect("the shop answers");
        if let Some(cookie) = response.headers().get(SET_COOKIE) {
            let cookie = cookie.to_str().expect("ASCII");
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        response
    }
}
