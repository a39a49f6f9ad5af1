//! What a browser costs an audit: how long a page is shown beyond its own load, two side by side, and how many of a shop's
//! pages are shown at all.

use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use waymark_audit::render::{Device, RenderRequest, Renderer as _, SEATS, Worker};

use crate::error::{Error, Result};
use crate::network::audit;
use crate::report::{Row, Table};
use crate::rules::plan;
use crate::server::Server;

/// Pages that are shown.
const SHOWN: usize = 24;
/// What a page may take beyond its own load, s.
const BEYOND: f64 = 1.5;
/// Pages of the shop that is audited whole.
const PAGES: usize = 1_000;
/// What part of them may be shown.
const SHARE: f64 = 0.02;
/// Rules of its plan: each is done on each page that is shown.
const RULES: usize = 4;

/// Measures.
pub fn measure(pages: &[String]) -> Result<Table> {
    let server = Server::open(pages, PAGES, Duration::ZERO)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let failed = |error: &dyn std::fmt::Display| Error::Audit(error.to_string());
    let worker = Worker::new().map_err(|error| failed(&error))?;
    let mut beyond = runtime.block_on(async {
        worker.start().await.map_err(|error| failed(&error))?;
        let shown = stream::iter(0..SHOWN).map(|number| beyond(&worker, server.page(number)));
        shown.buffer_unordered(SEATS).try_collect::<Vec<f64>>().await
    })?;
    beyond.sort_unstable_by(f64::total_cmp);
    let mean = beyond.iter().sum::<f64>() / beyond.len() as f64;
    let longest = beyond.last().copied().unwrap_or_default();
    let seen = audit(&server, &plan(pages, RULES, 0)?, 4, Some(&worker))?;
    runtime.block_on(worker.close());
    Ok(Table {
        title: "What is shown in a browser".into(),
        rows: vec![
            Row::new(
                "a page beyond its own load, two side by side, s",
                format!("longest {longest:.2} s"),
                mean,
            )
            .at_most(Some(BEYOND)),
            Row::new(
                "showings of an audit of all pages, as a share of them",
                format!("{} of {}", seen.shown, seen.pages),
                seen.shown as f64 / seen.pages.max(1) as f64,
            )
            .at_most(Some(SHARE)),
        ],
    })
}

/// Seconds from asking for a page until it is told, without those that it took to load.
async fn beyond(worker: &Worker, page: String) -> Result<f64> {
    let begun = Instant::now();
    let shown = worker.render(&RenderRequest::new(page, Device::DESKTOP)).await;
    let took = begun.elapsed().as_secs_f64();
    let shown = shown.map_err(|error| Error::Audit(error.to_string()))?;
    let loaded = shown.timing.loaded.ok_or(Error::Answer("a page that was shown"))?;
    Ok(took - f64::from(loaded) / 1e3)
}
