//! An audit that is paused while it looks for pages asks the shop for nothing until it may go on.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, Uri};
use tokio::net::TcpListener;
use url::Url;
use waymark_audit::discover::SampleSize;
use waymark_audit::fetch::{Fetcher, Manners};
use waymark_audit::run::{Progress, Watch, Wish, choose_pages};
use waymark_model::page_type::defaults;
use waymark_model::{Plan, Shop, ShopSlug};

/// Longer than it takes somebody who paused to look whether they still do.
const WHILE: Duration = Duration::from_millis(700);
/// A busy machine takes a while.
const PATIENCE: Duration = Duration::from_secs(60);

/// Pauses when so many pages are found.
struct Pausing {
    from: usize,
    paused: AtomicBool,
    resumed: AtomicBool,
}

impl Watch for Pausing {
    fn progress(&self, progress: Progress) {
        if let Progress::Searching { found } = progress
            && found >= self.from
            && !self.resumed.load(Ordering::SeqCst)
        {
            self.paused.store(true, Ordering::SeqCst);
        }
    }

    fn wish(&self) -> Wish {
        if self.paused.load(Ordering::SeqCst) { Wish::Pause } else { Wish::Go }
    }
}

/// A shop with a sitemap of sitemaps, or with links only; it counts what it is asked.
async fn shop(has_sitemap: bool) -> (Url, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let shop = format!("http://{}/", listener.local_addr().unwrap());
    let base = shop.clone();
    let answer = move |uri: Uri| {
        counted.fetch_add(1, Ordering::SeqCst);
        let path = uri.path().to_owned();
        let locs = |kind: &str, paths: Vec<String>| {
            let each = |path: &String| format!("<{kind}><loc>{base}{path}</loc></{kind}>");
            paths.iter().map(each).collect::<String>()
        };
        let link = |at: usize| format!("<a href=/products/{at}>{at}</a>");
        let links = |from: usize| (from..from + 4).map(link).collect::<Vec<_>>().concat();
        let text: Option<String> = match path.as_str() {
            "/sitemap.xml" if has_sitemap => {
                let parts = (0..6).map(|part| format!("part-{part}.xml")).collect();
                Some(format!("<sitemapindex>{}</sitemapindex>", locs("sitemap", parts)))
            }
            part if part.starts_with("/part-") => {
                let pages =
                    (0..3).map(|page| format!("products{}-{page}", part.replace(".xml", ""))).collect();
                Some(format!("<urlset>{}</urlset>", locs("url", pages)))
            }
            "/" => Some(links(0)),
            product => product
                .strip_prefix("/products/")
                .and_then(|at| at.parse::<usize>().ok())
                .map(|at| links(4 * at)),
        };
        let answer = match text {
            Some(text) => (
                StatusCode::OK,
                [("content-type", if path.contains(".xml") { "text/xml" } else { "text/html" })],
                text,
            ),
            None => (StatusCode::NOT_FOUND, [("content-type", "text/plain")], String::new()),
        };
        async move { answer }
    };
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await.unwrap() });
    (Url::parse(&shop).unwrap(), asked)
}

async fn pauses(has_sitemap: bool, from: usize) {
    let (address, asked) = shop(has_sitemap).await;
    let of = Shop { slug: ShopSlug("shop".into()), url: address.to_string(), name: "Shop".into() };
    let plan = Plan { page_types: defaults(), ..Plan::empty(of) };
    let fetcher = Arc::new(Fetcher::new(Manners { pause: Duration::ZERO, ..Manners::default() }).unwrap());
    let watch = Arc::new(Pausing { from, paused: AtomicBool::new(false), resumed: AtomicBool::new(false) });
    let watched = watch.clone();
    let search = tokio::spawn(async move {
        choose_pages(&plan, &address, SampleSize::Normal, &[], 1, &fetcher, &*watched).await
    });
    let until_paused = async {
        while watch.wish() != Wish::Pause {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, until_paused).await.unwrap();
    tokio::time::sleep(WHILE).await;
    let before = asked.load(Ordering::SeqCst);
    tokio::time::sleep(WHILE).await;
    assert_eq!(asked.load(Ordering::SeqCst), before, "nothing is asked for meanwhile");
    assert!(!search.is_finished());
    watch.resumed.store(true, Ordering::SeqCst);
    watch.paused.store(false, Ordering::SeqCst);
    let sample = tokio::time::timeout(PATIENCE, search).await.unwrap().unwrap();
    assert!(asked.load(Ordering::SeqCst) > before + 3, "it went on");
    assert!(!sample.is_empty());
}

#[tokio::test]
async fn nothing_is_asked_for_while_sitemaps_are_read() {
    pauses(true, 2).await;
}

#[tokio::test]
async fn nothing_is_asked_for_while_links_are_followed() {
    pauses(false, 8).await;
}
