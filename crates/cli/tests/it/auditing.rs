//! `waymark audit` as scripts see it, on the demo shop: what it ends with, what is muted, and the files it writes.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::response::Html;
use waymark_demo::{Edition, serve};

use crate::common::{Home, json_of, stderr};

/// Something that every page should have by its plan, and only products do.
const ONLY_PRODUCTS: &str = r#"{"schema":1,
  "shop":{"slug":"kiln","url":"URL","name":"Kiln"},
  "pageTypes":[{"id":"product","match":["/products/*"]}],
  "events":[{"id":"e1","name":"add_to_cart","trigger":{"type":"click"},"where":{},"weight":8,
    "target":{"selectors":[{"css":".product-form__submit"}]}}]}"#;

const AUDIT: [&str; 6] = ["audit", "--shop", "kiln", "--sample", "quick", "--no-browser"];

#[tokio::test(flavor = "multi_thread")]
async fn a_muted_finding_is_no_reason_to_fail() {
    let shop = serve(None, Edition::Today).await.unwrap();
    let home = Home::new();
    let plan = home.path("plan.json");
    std::fs::write(&plan, ONLY_PRODUCTS.replace("URL", &shop.url())).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    home.fails(1, &["audit", "list", "--shop", "kiln"]);

    let found = home.run(&AUDIT);
    assert_eq!(found.status.code(), Some(1), "{}", stderr(&found));
    let listed = json_of(&home.ok(&["--json", "audit", "list", "--shop", "kiln"]));
    let finding =
        listed["findings"].as_array().unwrap().iter().find(|finding| finding["event"] == "e1").unwrap();
    let key = finding["key"].as_str().unwrap();
    assert_eq!(finding["kind"], "event_partly");

    home.fails(1, &["audit", "mute", "--shop", "kiln", key, "--reason", " "]);
    home.fails(64, &["audit", "mute", "--shop", "kiln", key]);
    home.fails(1, &["audit", "mute", "--shop", "nobody", key, "--reason", "Known"]);
    let muted = home.ok(&["audit", "mute", "--shop", "kiln", key, "--reason", "Known", "--for", "good"]);
    assert_eq!(muted, format!("muted\t{key}\tKnown\n"));
    assert!(home.ok(&["audit", "list", "--shop", "kiln"]).contains(&format!("muted\t{key}\t")));
    let report = home.path("report.json");
    let lines = home.ok(&[&AUDIT[..], &["--report", &report]].concat());
    assert!(lines.contains("\nmuted\t"), "{lines}");
    let written = json_of(&std::fs::read_to_string(&report).unwrap());
    assert!(written["findings"].as_array().unwrap().iter().any(|finding| finding["key"] == key));

    assert_eq!(home.ok(&["audit", "unmute", "--shop", "kiln", key]), "");
    assert_eq!(home.run(&AUDIT).status.code(), Some(1));
    shop.stop().await;
}

/// A shop that answers nobody until it is let go; how many asked, and what lets it go.
async fn slow_shop() -> (String, Arc<AtomicUsize>, Arc<AtomicBool>) {
    let (asked, open) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let (count, gate) = (asked.clone(), open.clone());
    let page = move || async move {
        count.fetch_add(1, Ordering::Relaxed);
        while !gate.load(Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Html("<!doctype html><h1>Kiln</h1><button class=product-form__submit>Add to cart</button>")
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new().fallback(page);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (url, asked, open)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_do_not_audit_one_shop_and_a_killed_one_keeps_nobody_waiting() {
    let (url, asked, open) = slow_shop().await;
    let home = Home::new();
    let plan = home.path("plan.json");
    std::fs::write(&plan, ONLY_PRODUCTS.replace("URL", &url)).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    home.ok(&["audit", "schedule", "--shop", "kiln", "--every", "weekly", "--sample", "quick"]);

    let mut first = home.command(&AUDIT);
    let mut first = first.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while asked.load(Ordering::Relaxed) == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for anew in [&[][..], &["--anew"]] {
        let told = home.fails(2, &[&AUDIT, anew].concat());
        assert!(told.contains(&format!("The command line (process {}) is auditing", first.id())), "{told}");
        assert!(told.contains("stop it there"), "{told}");
    }
    assert_eq!(home.ok(&["audit", "due", "--no-browser"]), "", "it is being done");
    assert_eq!(asked.load(Ordering::Relaxed), 1, "nobody else asked the shop");

    // SIGKILL.
    first.kill().unwrap();
    first.wait().unwrap();
    open.store(true, Ordering::Relaxed);
    let begun = Instant::now();
    let second = home.run(&AUDIT);
    assert!(second.status.code().is_some_and(|code| code < 2), "{}", stderr(&second));
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}
