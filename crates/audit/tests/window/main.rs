//! The render worker as the audit uses it: the real desktop program, real pages. It has to be built before
//! (`cargo build --bin waymark-desktop`); `cargo xtask test` does, and runs this with the other tests that need a screen.

#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

mod audit;
mod gathering;
mod hostile;
mod pages;
mod processes;
mod sending;
mod shop;
mod trial;

use waymark_audit::render::{Device, RenderError, RenderRequest, Rendered, Renderer, Worker};

/// Runs a test with a worker, and ends the worker.
fn with_worker(test: impl AsyncFnOnce(&Worker)) {
    block_on(async {
        let worker = Worker::new().unwrap();
        test(&worker).await;
        worker.close().await;
    });
}

fn block_on(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(test);
}

async fn render(worker: &Worker, url: String, device: Device) -> Result<Rendered, RenderError> {
    worker.render(&RenderRequest::new(url, device)).await
}

/// All texts of the page, with blanks between them.
fn words(page: &Rendered) -> String {
    let texts: Vec<&str> = page.snapshot.nodes.iter().filter_map(|node| node.x.as_deref()).collect();
    texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
