//! Audits of large and hostile shops by the program itself: what memory it takes, and that an audit that is killed goes on
//! without looking at a page twice and without losing what it found.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::common::{Home, json_of, stderr};
use crate::hostile::Hostile;

/// Pages of the large shop; `cargo xtask bench audit` has one of 10,000.
const PAGES: usize = 600;
/// What an audit ends with that found something to mend.
const FOUND: i32 = 1;
/// What it ends with where it could not tell all.
const NOT_ALL_TOLD: i32 = 2;
/// The most that an audit may take, whatever pages send, KB.
const MOST_MEMORY: u64 = 300_000;
/// Pages that may be under way at a time, four asked for and as many being read: nothing was kept of them when the audit
/// was killed, so they are asked for again.
const UNDER_WAY: usize = 8;

const PLAN: &str = r##"{"schema":1,
  "shop":{"slug":"kiln","url":"URL","name":"Kiln"},
  "pageTypes":[{"id":"product","match":["/*"]}],
  "events":[{"id":"e1","name":"add_to_cart","trigger":{"type":"click"},"where":{"pageTypes":["product"]},"weight":8,
    "target":{"selectors":[{"css":"#add"}]}}]}"##;

/// So much that nobody takes a page for one that is still to be made by scripts.
const LINKS: &str = "<a href=/products/1>One</a><a href=/products/2>Two</a><a href=/products/3>Three</a>\
    <a href=/products/4>Four</a><a href=/products/5>Five</a>";

/// A data folder with the plan for a shop.
fn home(url: &str) -> Home {
    let home = Home::new();
    let plan = home.path("plan.json");
    std::fs::write(&plan, PLAN.replace("URL", url)).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    home
}

fn begin(home: &Home) -> Child {
    let report = home.path("report.json");
    let arguments = ["audit", "--shop", "kiln", "--sample", "full", "--no-browser", "--report", &report];
    let mut command = home.command(&arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits for the end of an audit, with this code: its report, and the most memory it took, KB.
fn ended(home: &Home, mut audit: Child, code: i32) -> (Value, u64) {
    let status = format!("/proc/{}/status", audit.id());
    let mut peak = 0;
    while audit.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak =
            line.and_then(|line| line.split_ascii_whitespace().next()?.parse().ok()).unwrap_or(0).max(peak);
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = audit.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    assert!(peak > 0, "nobody looked");
    (json_of(&std::fs::read_to_string(home.path("report.json")).unwrap()), peak)
}

/// How often each product page was asked for.
type Asked = Arc<Mutex<BTreeMap<usize, usize>>>;

/// A shop of which only each third product has a button, and each fiftieth is gone.
async fn large_shop() -> (String, Asked) {
    async fn product(State(asked): State<Asked>, Path(number): Path<usize>) -> Response {
        *asked.lock().unwrap().entry(number).or_default() += 1;
        // Long enough that a kill meets some.
        tokio::time::sleep(Duration::from_millis(5)).await;
        let button = if number % 3 > 0 { "" } else { "<button id=add>Add to cart</button>" };
        match number % 50 {
            0 => StatusCode::NOT_FOUND.into_response(),
            _ => Html(format!("<!doctype html><title>Mug {number}</title><h1>Mug</h1>{button}{LINKS}"))
                .into_response(),
        }
    }
    let asked = Asked::default();
    let mut sitemap = String::from("<urlset>");
    for number in 0..PAGES {
        write!(sitemap, "<url><loc>/products/{number}</loc></url>").unwrap();
    }
    sitemap += "</urlset>";
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new()
        .route(
            "/",
            get(|| async { Html("<!doctype html><title>Kiln</title><button id=add>Add to cart</button>") }),
        )
        .route("/sitemap.xml", get(|| async move { sitemap }))
        .route("/products/{number}", get(product))
        .with_state(Arc::clone(&asked));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (url, asked)
}

/// What a report says, but for when it was made and how much was read for it.
fn told(report: &Value) -> Value {
    let each = |list: &str, wanted: &[&str]| -> Vec<Value> {
        let items = report[list].as_array().unwrap().iter();
        items.map(|item| wanted.iter().map(|name| item[name].clone()).collect()).collect()
    };
    let mut totals = report["totals"].clone();
    totals["bytes"].take();
    json!({
        "ending": report["ending"],
        "totals": totals,
        "events": each("events", &["id", "standing", "verdicts"]),
        "findings": each("findings", &["key", "title"]),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_audit_goes_on_without_looking_twice_and_loses_no_finding() {
    let (url, asked) = large_shop().await;
    let whole_home = home(&url);
    let (whole, peak) = ended(&whole_home, begin(&whole_home), FOUND);
    assert!(peak < MOST_MEMORY, "{peak} KB");
    assert_eq!(whole["totals"]["pages"], PAGES + 1);
    assert_eq!(whole["totals"]["gone"], PAGES / 50);
    assert_eq!(asked.lock().unwrap().values().max(), Some(&1));

    asked.lock().unwrap().clear();
    let home = home(&url);
    for reached in [PAGES / 5, PAGES / 2, PAGES * 4 / 5] {
        let mut audit = begin(&home);
        while asked.lock().unwrap().len() < reached {
            assert!(audit.try_wait().unwrap().is_none(), "it ended before it was killed");
            std::thread::sleep(Duration::from_millis(1));
        }
        // SIGKILL.
        audit.kill().unwrap();
        audit.wait().unwrap();
    }
    let (resumed, _) = ended(&home, begin(&home), FOUND);
    assert_eq!(told(&resumed), told(&whole));
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), PAGES);
    let again = asked.values().map(|times| times - 1).sum::<usize>();
    assert!(again <= 3 * UNDER_WAY, "{again} pages were looked at again");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_pages_send_an_audit_ends_and_stays_small() {
    let kinds = ["huge", "bomb", "endless-headers", "many-headers", "malformed-html", "chunk-cut", "circle"];
    let paths = (0..12).flat_map(|number| kinds.map(|kind| format!("/{kind}?page={number}")));
    let server = Hostile::naming(paths.chain(["/products/mug".to_owned()])).await;
    let home = home(&server.url("/"));
    let (report, peak) = ended(&home, begin(&home), NOT_ALL_TOLD);
    for kind in kinds {
        assert!(server.log.asked(&format!("/{kind}")).len() >= 12, "{kind}");
    }
    assert_eq!(report["ending"], "complete");
    assert_eq!(report["totals"]["pages"], 12 * kinds.len() + 2);
    assert!(peak < MOST_MEMORY, "{peak} KB");
}
