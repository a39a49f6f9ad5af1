//! What an audit makes of the network: its pages a second beside a pure download of the same pages, and beside a browser
//! that opens them four at a time.

use std::convert::Infallible;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use waymark_audit::discover::{Sample, SampleSize};
use waymark_audit::fetch::{Fetcher, Manners};
use waymark_audit::install::Loaders;
use waymark_audit::record::Record;
use waymark_audit::render::Worker;
use waymark_audit::run::{Journal, Order, Progress, Watch, Wish, run};
use waymark_model::Plan;

use crate::error::{Error, Result};
use crate::report::{Row, Table};
use crate::rules::plan;
use crate::server::Server;

/// How long a shop far away takes to its first byte.
const FAR: Duration = Duration::from_millis(150);
/// Connections, and what part of a pure download's pages a second has to be left at each.
const CONNECTIONS: [(usize, f64); 2] = [(4, 0.97), (16, 0.94)];
/// What an audit has to be of a browser that opens four pages at a time.
const BROWSER: f64 = 60.0;
/// Pages that the browser opens.
const OPENED: usize = 40;
const ROUNDS: usize = 3;

/// Measures against a pure download.
pub fn measure(pages: &[String]) -> Result<Table> {
    let mut rows = Vec::new();
    for (connections, goal) in CONNECTIONS {
        let named = 60 * connections;
        let server = Server::open(pages, named, FAR)?;
        let (mut audits, mut downloads, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let download = downloaded(&server, named, connections)?;
            let audit = audited(&server, &plan(pages, 20, 0)?, connections)?;
            ratios.push(audit / download);
            audits.push(audit);
            downloads.push(download);
        }
        let (audit, download, ratio) = (middle(audits), middle(downloads), middle(ratios));
        let value = format!("{audit:.1} of {download:.1} pages/s");
        rows.push(
            Row::new(format!("150 ms to the first byte, {connections} connections"), value, ratio)
                .at_least(goal),
        );
    }
    Ok(Table { title: "An audit beside a pure download".into(), rows })
}

/// Measures against a browser.
pub fn measure_browser(pages: &[String]) -> Result<Table> {
    let server = Server::open(pages, 20 * OPENED, Duration::ZERO)?;
    let plan = plan(pages, 20, 0)?;
    let (mut audits, mut browsers, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let audit = audited(&server, &plan, 4)?;
        let browser = opened(&server, &plan)?;
        ratios.push(audit / browser);
        audits.push(audit);
        browsers.push(browser);
    }
    let value = format!("{:.0} of {:.1} pages/s", middle(audits), middle(browsers));
    let row = Row::new("no wait, four connections, four pages of Chromium", value, middle(ratios));
    Ok(Table { title: "An audit beside a browser".into(), rows: vec![row.at_least(BROWSER)] })
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Pages a second of a download that looks at nothing.
fn downloaded(server: &Server, pages: usize, connections: usize) -> Result<f64> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let addresses: Arc<Mutex<Vec<String>>> =
        Arc::new(Mutex::new((0..pages).map(|number| server.page(number)).collect()));
    runtime.block_on(async {
        let client = reqwest::Client::new();
        let start = Instant::now();
        let mut tasks = JoinSet::new();
        for _ in 0..connections {
            let (client, addresses) = (client.clone(), Arc::clone(&addresses));
            tasks.spawn(async move {
                while let Some(address) = next(&addresses) {
                    client.get(address).send().await?.bytes().await?;
                }
                Ok::<(), reqwest::Error>(())
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.map_err(|error| Error::Audit(error.to_string()))??;
        }
        Ok(pages as f64 / start.elapsed().as_secs_f64())
    })
}

fn next(addresses: &Mutex<Vec<String>>) -> Option<String> {
    addresses.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

/// Pages a second of an audit, from the first page to the last; finding the pages does not count.
fn audited(server: &Server, plan: &Plan, connections: usize) -> Result<f64> {
    let seen = audit(server, plan, connections, None)?;
    Ok(seen.pages as f64 / seen.took.as_secs_f64())
}

/// An audit of all pages.
pub fn audit(server: &Server, plan: &Plan, connections: usize, worker: Option<&Worker>) -> Result<Seen> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut plan = plan.clone();
    plan.shop.url = server.url();
    let order = Order {
        plan: Arc::new(plan),
        sample: SampleSize::Full,
        before: Vec::new(),
        seed: 1,
        preview_theme: None,
        submits: false,
        signed: Vec::new(),
        loaders: |_| Loaders::default(),
    };
    let manners = Manners { per_host: connections, pause: Duration::ZERO, ..Manners::default() };
    let fetcher = Arc::new(Fetcher::new(manners).map_err(|error| Error::Audit(error.to_string()))?);
    let watch = Clock::default();
    let mut journal = Times::default();
    let running = run(&order, &fetcher, worker, &mut journal, &watch);
    runtime.block_on(running).map_err(|error| Error::Audit(error.to_string()))?;
    let times = journal.began.zip(watch.last());
    let (began, ended) = times.ok_or(Error::Answer("the audit"))?;
    Ok(Seen { pages: journal.pages, shown: journal.shown, took: ended - began })
}

/// What an audit looked at.
pub struct Seen {
    /// Pages that were fetched.
    pub pages: usize,
    /// Showings of a page in a browser.
    pub shown: usize,
    took: Duration,
}

/// When the last page was looked at.
#[derive(Default)]
struct Clock(Mutex<Option<Instant>>);

impl Clock {
    fn last(&self) -> Option<Instant> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Clock {
    fn progress(&self, progress: Progress) {
        if matches!(progress, Progress::Checked { .. }) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
    }

    fn wish(&self) -> Wish {
        Wish::Go
    }
}

/// Remembers only when the pages were chosen and how many were looked at.
#[derive(Default)]
struct Times {
    began: Option<Instant>,
    pages: usize,
    shown: usize,
}

impl Journal for Times {
    type Error = Infallible;

    fn sample(&mut self) -> Result<Option<Sample>, Infallible> {
        Ok(None)
    }

    fn keep_sample(&mut self, _: &Sample) -> Result<(), Infallible> {
        self.began = Some(Instant::now());
        Ok(())
    }

    fn records(&mut self, _: &mut dyn FnMut(Record)) -> Result<(), Infallible> {
        Ok(())
    }

    fn keep(&mut self, record: &Record) -> Result<(), Infallible> {
        self.pages += usize::from(matches!(record, Record::Page(_)));
        self.shown += usize::from(matches!(record, Record::Rendered(_)));
        Ok(())
    }
}

/// Pages a second of a browser with four pages, which evaluates the same rules once a page.
fn opened(server: &Server, plan: &Plan) -> Result<f64> {
    let targets = plan.events.iter().filter_map(|event| event.target.as_ref());
    let selectors: Vec<&str> =
        targets.filter_map(|target| Some(target.selectors.first()?.css.as_str())).collect();
    let selectors = serde_json::to_string(&selectors).map_err(|error| Error::Audit(error.to_string()))?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser.mjs");
    let output = Command::new("node")
        .arg(script)
        .args([server.page(0).trim_end_matches('0'), &OPENED.to_string(), &selectors])
        .output()
        .map_err(Error::Node)?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().map_err(|_| Error::Answer("the browser"))
}
