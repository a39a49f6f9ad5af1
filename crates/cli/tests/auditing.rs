//! `waymark audit` as scripts see it, on the demo shop: what it ends with, what is muted, and the files it writes.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod common;

use common::{Home, json_of, stderr};
use waymark_demo::{Edition, serve};

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
