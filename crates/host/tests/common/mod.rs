//! A host on loopback in this process, and a client that publishes to it.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]
#![allow(dead_code, reason = "each test file uses its part")]

pub mod program;

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use reqwest::header::{ETAG, HeaderMap};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use waymark_host::{HostError, Patience, Server, Settings, SiteName, Store, Token};

/// A host with the shop `kiln`.
pub struct Host {
    pub folder: TempDir,
    pub address: SocketAddr,
    pub token: String,
    pub client: Client,
    stop: oneshot::Sender<()>,
    running: JoinHandle<Result<(), HostError>>,
}

/// As a host is started, but on a free port, and never in the way of a test that writes a lot.
pub fn settings(folder: &Path) -> Settings {
    Settings {
        data: folder.to_owned(),
        listen: "127.0.0.1:0".parse().unwrap(),
        tls: None,
        behind_proxy: false,
        writes_per_minute: 100_000.try_into().unwrap(),
        patience: Patience::default(),
    }
}

pub fn add_shop(folder: &Path, name: &str) -> String {
    let token = Token::make().unwrap();
    Store::open(folder).unwrap().add_shop(&SiteName::parse(name).unwrap(), token.hash()).unwrap();
    token.reveal().to_owned()
}

impl Host {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let token = add_shop(folder.path(), "kiln");
        let mut settings = settings(folder.path());
        change(&mut settings);
        let server = Server::bind(settings).await.unwrap();
        let address = server.address();
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async {
            let _ = stopped.await;
        };
        let running = tokio::spawn(server.run(until, std::future::pending::<()>));
        let client =
            Client::builder().no_gzip().no_brotli().timeout(Duration::from_secs(20)).build().unwrap();
        Self { folder, address, token, client, stop, running }
    }

    pub fn url(&self, name: &str) -> String {
        format!("http://{}/v1/kiln/{name}", self.address)
    }

    pub async fn get(&self, name: &str) -> Response {
        self.client.get(self.url(name)).send().await.unwrap()
    }

    pub fn request(&self, method: Method, name: &str) -> RequestBuilder {
        self.client.request(method, self.url(name)).bearer_auth(&self.token)
    }

    /// PUT only if nothing is there.
    pub async fn create(&self, name: &str, body: impl Into<Vec<u8>>) -> Response {
        self.request(Method::PUT, name).header("if-none-match", "*").body(body.into()).send().await.unwrap()
    }

    /// PUT only if `tag` is there.
    pub async fn swap(&self, name: &str, tag: &str, body: impl Into<Vec<u8>>) -> Response {
        self.request(Method::PUT, name).header("if-match", tag).body(body.into()).send().await.unwrap()
    }

    /// Stores a config and a runtime; a pointer to them.
    pub async fn content(&self, mark: &str) -> Vec<u8> {
        let config = format!("{{\"config\":\"{mark}\"}}");
        let runtime = format!("run('{mark}')");
        let (config_name, runtime_name) = (sha256(&config), format!("{}.js", sha256(&runtime)));
        for (name, body) in [(format!("{config_name}.json"), config), (runtime_name.clone(), runtime)] {
            let status = self.create(&name, body).await.status();
            assert!(status == StatusCode::CREATED || status == StatusCode::PRECONDITION_FAILED, "{status}");
        }
        pointer(&config_name, &runtime_name)
    }

    pub async fn stop(self) -> TempDir {
        self.stop.send(()).unwrap();
        self.running.await.unwrap().unwrap();
        self.folder
    }
}

pub fn pointer(config: &str, runtime: &str) -> Vec<u8> {
    let document = json!({
        "schema": 1, "revision": &config[..16], "sha256": config, "previous": null, "runtime": runtime,
        "publishedAt": "2026-11-26T07:15:39Z", "by": "Ada",
    });
    format!("{document}\n").into_bytes()
}

pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

pub fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

pub fn tag(response: &Response) -> String {
    text(response.headers(), ETAG.as_str()).to_owned()
}

/// The code of a refusal, of which status, and words, are looked at.
pub async fn refused(response: Response, status: u16) -> String {
    let found = response.status().as_u16();
    let body: Value = response.json().await.unwrap();
    assert_eq!(found, status, "{body}");
    assert!(body["message"].as_str().unwrap().len() > 10, "{body}");
    assert_eq!(body.as_object().unwrap().len(), 2, "{body}");
    body["code"].as_str().unwrap().to_owned()
}
