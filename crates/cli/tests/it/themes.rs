//! Previews and installing by hand as scripts see them, against a shop of the tests' own.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::process::{Output, Stdio};

use serde_json::Value;

use crate::common::{Home, PLAN, json_of, stderr};
use crate::shop::Shop;

const TOKEN: &str = "shpat_3c4b5a";

/// A shop whose pages the stand-in serves, with its theme as a place.
fn with_theme(shop: &Shop) -> Home {
    with_theme_and_plan(shop, shop.base.as_str())
}

/// The same, where the plan is about the shop at `address`.
fn with_theme_and_plan(shop: &Shop, address: &str) -> Home {
    shop.state().tokens = vec![TOKEN.to_owned()];
    let home = Home::new();
    let plan = home.path("plan.json");
    std::fs::write(&plan, PLAN.replace("https://kiln.example/", address)).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    let base = shop.base.as_str();
    home.ok(&[
        "target",
        "add",
        "--shop",
        "kiln",
        "--name",
        "Theme",
        "theme",
        "example.myshopify.com",
        "--endpoint",
        base,
    ]);
    home
}

fn run(home: &Home, arguments: &[&str]) -> Output {
    home.command(arguments).env("WAYMARK_SECRET", TOKEN).stdin(Stdio::null()).output().unwrap()
}

fn ok(home: &Home, arguments: &[&str]) -> Value {
    let output = run(home, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    json_of(&String::from_utf8(output.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_is_made_and_discarded() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    let made = ok(&home, &["publish", "--shop", "kiln", "--preview", "--json"]);
    let address = made["address"].as_str().unwrap();
    assert!(address.starts_with(shop.base.as_str()) && address.contains("preview_theme_id="), "{address}");
    assert_eq!(shop.state().themes.len(), 4);
    assert_eq!(shop.state().live("assets/waymark.js"), None);
    let discarded = ok(&home, &["preview", "discard", "--shop", "kiln", "--json"]);
    assert_eq!(discarded["stays"], false);
    assert_eq!(shop.state().themes.len(), 3);
    let nothing = run(&home, &["preview", "discard", "--shop", "kiln"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(stderr(&nothing).contains("There is no preview"), "{}", stderr(&nothing));

    ok(&home, &["publish", "--shop", "kiln", "--preview", "--in-theme", "1", "--json"]);
    assert!(shop.state().theme(1).unwrap().files.contains_key("assets/waymark.js"));
    assert_eq!(run(&home, &["publish", "--shop", "kiln", "--in-theme", "1"]).status.code(), Some(64));
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Here", "folder", &home.path("www")]);
    let folder = run(&home, &["publish", "--shop", "kiln", "--target", "here", "--preview"]);
    assert_eq!(folder.status.code(), Some(1));
    assert!(stderr(&folder).contains("cannot be previewed"), "{}", stderr(&folder));
    shop.assert_sound();
}

#[tokio::test(flavor = "multi_thread")]
async fn status_looks_at_the_shop_that_a_theme_is_in() {
    let shop = Shop::start().await;
    // The plan is about another shop, at which nobody listens.
    let home = with_theme_and_plan(&shop, "http://127.0.0.1:9/");
    let published = ok(&home, &["publish", "--shop", "kiln", "--json"]);
    let status = ok(&home, &["status", "--shop", "kiln", "--json"]);
    let theme = &status["targets"][0];
    assert_eq!(theme["page"], shop.base.as_str());
    assert_eq!(theme["serving"]["revision"], published[0]["revision"], "{status}");

    let www = home.path("www");
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Here", "folder", &www]);
    let output = run(&home, &["status", "--shop", "kiln", "--json"]);
    assert_eq!(output.status.code(), Some(2), "the folder's shop cannot be looked at");
    let status = json_of(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(status["targets"][0]["serving"]["loads"], true, "{status}");
    assert_eq!(
        (&status["targets"][1]["page"], status["targets"][1]["serving"].is_null()),
        (&"http://127.0.0.1:9/".into(), true)
    );
    let told = run(&home, &["status", "--shop", "kiln"]);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains(&format!("{} serves revision", shop.base)), "{told}");
    assert!(told.contains("http://127.0.0.1:9/ could not be looked at."), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pasted_by_the_guide_is_found_by_the_check() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    // Nobody has a token.
    let out = home.path("theme");
    let said = home.ok(&["install", "guide", "--shop", "kiln", "--out", &out]);
    assert!(said.contains("1. Open the theme") && said.contains("</head>"), "{said}");
    let check = ["install", "check", "--shop", "kiln", "--json"];
    let missing = home.run(&check);
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(json_of(&String::from_utf8(missing.stdout).unwrap())[0]["check"]["verdict"], "missing");

    for file in ["assets/waymark.js", "snippets/waymark.liquid"] {
        let text = std::fs::read_to_string(format!("{out}/{file}")).unwrap();
        shop.state().edit(file, &text);
    }
    assert!(!std::path::Path::new(&out).join("layout").exists(), "a line is no layout");
    let line = said.lines().find(|line| line.contains("waymark:start")).unwrap();
    let layout = shop.state().live("layout/theme.liquid").unwrap().to_owned();
    shop.state().edit("layout/theme.liquid", &layout.replace("</head>", &format!("{line}</head>")));
    let found = json_of(&home.ok(&check));
    assert_eq!(found[0]["check"]["verdict"], "installed");
    assert_eq!(found[0]["check"]["number"], 1);
    shop.state().edit("assets/waymark.js", "console.log(1)");
    assert_eq!(home.run(&check).status.code(), Some(2), "which revision cannot be told");
    let longer = home.ok(&["install", "guide", "--shop", "kiln"]);
    assert!(longer.contains("KB: --out DIR") && longer.len() < 5000, "{}", longer.len());
}
