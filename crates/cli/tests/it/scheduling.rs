//! `waymark audit schedule`, `due` and `tell` as cron and scripts see them: what runs, what it ends with, who is told, and
//! that no secret stays anywhere.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::process::{Output, Stdio};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use waymark_demo::{DemoShop, Edition, serve};

use crate::common::{Home, json_of, stderr};

const TOKEN: &str = "T0KEN-b3f";
/// Something that products have; by the first plan every page should.
const PLAN: &str = r#"{"schema":1,
  "shop":{"slug":"kiln","url":"URL","name":"Kiln"},
  "pageTypes":[{"id":"product","match":["/products/*"]}],
  "events":[{"id":"e1","name":"add_to_cart","trigger":{"type":"click"},"where":WHERE,"weight":8,
    "target":{"selectors":[{"css":".product-form__submit"}]}}]}"#;

async fn planned() -> (Home, DemoShop) {
    let shop = serve(None, Edition::Today).await.unwrap();
    let home = Home::new();
    plan(&home, &shop, "{}");
    (home, shop)
}

fn plan(home: &Home, shop: &DemoShop, place: &str) {
    let file = home.path("plan.json");
    std::fs::write(&file, PLAN.replace("URL", &shop.url()).replace("WHERE", place)).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &file, "--replace"]);
}

fn due(home: &Home, webhook: &str) -> Output {
    let mut command = home.command(&["audit", "due", "--no-browser"]);
    command.env("WAYMARK_WEBHOOK", webhook).stdin(Stdio::null()).output().unwrap()
}

/// A webhook that keeps what it is told.
async fn hook() -> (String, Arc<Mutex<Vec<String>>>) {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let take = |State(seen): State<Arc<Mutex<Vec<String>>>>, body: String| async move {
        seen.lock().unwrap().push(body);
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/{TOKEN}", listener.local_addr().unwrap());
    let router = Router::new().fallback(take).with_state(seen.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, seen)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_runs_once_and_people_are_told() {
    let (home, shop) = planned().await;
    let (webhook, seen) = hook().await;
    assert_eq!(home.ok(&["audit", "due"]), "", "nothing is set");
    let set = home.ok(&["audit", "schedule", "--shop", "kiln", "--every", "weekly", "--sample", "quick"]);
    assert!(set.starts_with("every\tweekly\nsample\tquick\npulse\toff\n"), "{set}");
    home.ok(&["audit", "schedule", "--shop", "kiln", "--pulse", "on"]);
    let view = json_of(&home.ok(&["--json", "audit", "schedule", "--shop", "kiln"]));
    assert_eq!(view["schedule"]["every"], "weekly");
    assert_eq!(view["schedule"]["pulse"], true);
    home.ok(&["audit", "tell", "webhook", "--shop", "kiln", "on"]);

    let ran = due(&home, &webhook);
    let words = stderr(&ran);
    assert_eq!(ran.status.code(), Some(1), "{words}");
    let printed = String::from_utf8(ran.stdout).unwrap();
    assert!(printed.starts_with("shop\tkiln\nhealth\t"), "{printed}");
    assert!(words.contains("Told by webhook."), "{words}");
    assert!(seen.lock().unwrap()[0].contains("1 event works in part only on 127.0.0.1"), "{seen:?}");
    assert_eq!(home.ok(&["audit", "due", "--no-browser"]), "", "the audit was the pulse, too");
    assert_eq!(seen.lock().unwrap().len(), 1);

    // An audit by hand tells of a recovery.
    plan(&home, &shop, r#"{"pageTypes":["product"]}"#);
    let mut again = home.command(&["audit", "--shop", "kiln", "--sample", "quick", "--no-browser"]);
    again.env("WAYMARK_WEBHOOK", &webhook).stdin(Stdio::null()).output().unwrap();
    assert!(seen.lock().unwrap()[1].contains("All is well again on 127.0.0.1"), "{seen:?}");
    assert!(!printed.contains(TOKEN) && !words.contains(TOKEN));
    let database = std::fs::read(home.folder.path().join("data/waymark.db")).unwrap();
    assert!(!database.windows(TOKEN.len()).any(|window| window == TOKEN.as_bytes()));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_be_told_is_said_and_the_audit_is_kept() {
    let (home, _shop) = planned().await;
    home.ok(&["audit", "schedule", "--shop", "kiln", "--every", "monthly", "--sample", "quick"]);
    home.ok(&["audit", "tell", "webhook", "--shop", "kiln", "on"]);
    let ran = due(&home, &format!("http://127.0.0.1:1/{TOKEN}"));
    let words = stderr(&ran);
    assert_eq!(ran.status.code(), Some(1));
    assert!(
        words.contains("Not told by webhook: The server that tells of audits cannot be reached."),
        "{words}"
    );
    assert!(!words.contains(TOKEN), "{words}");
    assert!(home.ok(&["audit", "list", "--shop", "kiln"]).contains("add_to_cart"));
    let view = home.ok(&["audit", "schedule", "--shop", "kiln"]);
    assert!(view.contains("webhook\tfailed: The server that tells of audits cannot be reached."), "{view}");

    let without = home.fails(1, &["audit", "tell", "test", "--shop", "kiln"]);
    assert!(without.contains("WAYMARK_WEBHOOK"), "{without}");
    home.fails(1, &["audit", "due", "--shop", "nobody"]);
    home.fails(1, &["audit", "schedule", "--shop", "nobody", "--every", "weekly"]);
    home.fails(64, &["audit", "tell", "mail", "--shop", "kiln", "on", "--server", "mail.example"]);
    let mail = [
        "audit",
        "tell",
        "mail",
        "--shop",
        "kiln",
        "on",
        "--server",
        "mail.example",
        "--from",
        "a@b.example",
    ];
    let insecure = [&mail[..], &["--to", "c@d.example", "--security", "none"]].concat();
    assert!(home.fails(1, &insecure).contains("without encryption"));
    home.fails(1, &[&mail[..], &["--to", "nobody"]].concat());
    home.ok(&[&mail[..], &["--to", "c@d.example"]].concat());
}
