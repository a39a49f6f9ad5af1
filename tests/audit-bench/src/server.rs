//! A shop on this computer: product pages, a sitemap that names them all, and, where wanted, a wait before each first byte.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Html;
use axum::routing::get;
use tokio::runtime::Runtime;

use crate::error::Result;

struct Shop {
    pages: Vec<String>,
    /// Pages that the sitemap names; there are fewer texts, which come round again.
    named: usize,
    wait: Duration,
    served: AtomicUsize,
}

/// A shop that is open until this is dropped.
pub struct Server {
    address: SocketAddr,
    shop: Arc<Shop>,
    _runtime: Runtime,
}

impl Server {
    /// Opens a shop with so many pages, on threads of its own.
    pub fn open(pages: &[String], named: usize, wait: Duration) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let shop = Arc::new(Shop { pages: pages.to_vec(), named, wait, served: AtomicUsize::new(0) });
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let routes = Router::new()
            .route("/", get(|| async { Html("<!doctype html><title>Shop</title><h1>Shop</h1>") }))
            .route("/sitemap.xml", get(sitemap))
            .route("/products/{number}", get(product))
            .with_state((Arc::clone(&shop), address));
        runtime.spawn(async move { axum::serve(listener, routes).await });
        Ok(Self { address, shop, _runtime: runtime })
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The address of a page.
    pub fn page(&self, number: usize) -> String {
        format!("http://{}/products/{number}", self.address)
    }

    /// Product pages that were served so far.
    pub fn served(&self) -> usize {
        self.shop.served.load(Ordering::Relaxed)
    }
}

type Open = State<(Arc<Shop>, SocketAddr)>;

async fn sitemap(State((shop, address)): Open) -> String {
    let mut text =
        String::from(r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"#);
    for number in 0..shop.named {
        // Writing to a String cannot fail.
        let _ = write!(text, "<url><loc>http://{address}/products/{number}</loc></url>");
    }
    text + "</urlset>"
}

async fn product(State((shop, _)): Open, Path(number): Path<usize>) -> Html<String> {
    tokio::time::sleep(shop.wait).await;
    shop.served.fetch_add(1, Ordering::Relaxed);
    Html(shop.pages[number % shop.pages.len()].clone())
}
