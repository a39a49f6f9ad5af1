//! Previews and installing by hand as scripts see them, against a shop of the tests' own.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod removing;

use std::process::{Output, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::common::{Home, PLAN, json_of, stderr};
use crate::shop::{Shop, Trouble};

const TOKEN: &str = "shpat_3c4b5a";
/// The root field by which files are written.
const UPSERT: &str = "themeFilesUpsert";

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
async fn what_is_in_a_theme_that_visitors_do_not_see_is_not_live() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    home.ok(&["target", "remove", "--shop", "kiln", "Theme"]);
    let base = shop.base.as_str();
    let place = ["theme", "example.myshopify.com", "--theme", "1", "--endpoint", base];
    home.ok(&[&["target", "add", "--shop", "kiln", "--name", "Draft"], &place[..]].concat());
    let published = ok(&home, &["publish", "--shop", "kiln", "--json"]);
    assert_eq!((&published[0]["outcome"], &published[0]["theme"]), (&"unseen".into(), &"Old".into()));

    let status = || run(&home, &["status", "--shop", "kiln", "--json"]);
    let unseen = status();
    assert_eq!(unseen.status.code(), Some(1), "{}", stderr(&unseen));
    let review = json_of(&String::from_utf8(unseen.stdout).unwrap())["targets"][0]["review"].clone();
    assert_eq!((&review["isLive"], &review["unseenIn"]), (&false.into(), &"Old".into()), "{review}");
    let told = String::from_utf8(run(&home, &["status", "--shop", "kiln"]).stdout).unwrap();
    assert!(told.contains("is in theme \"Old\", which visitors do not see"), "{told}");
    assert!(told.contains("Publish that theme in Shopify, or make the live theme the place."), "{told}");
    assert!(!told.contains("is live"), "{told}");

    for theme in &mut shop.state().themes {
        theme.role = if theme.id == 1 { "MAIN" } else { "UNPUBLISHED" };
    }
    let live = status();
    assert_eq!(live.status.code(), Some(0), "{}", stderr(&live));
    let review = &json_of(&String::from_utf8(live.stdout).unwrap())["targets"][0]["review"];
    assert_eq!((&review["isLive"], &review["unseenIn"]), (&true.into(), &Value::Null), "{review}");
    shop.assert_sound();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_live_while_the_database_was_locked_is_told_as_live_and_recovered() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    // Locked with the last thing that is written to the shop.
    let (database, mut writes) = (home.folder.path().join("data/waymark.db"), 0);
    let lock = Arc::new(Mutex::new(None));
    let held = lock.clone();
    shop.plan(move |seen| {
        writes += usize::from(seen.field == "themeFilesUpsert");
        if writes == 3 && held.lock().unwrap().is_none() {
            let connection = rusqlite::Connection::open(&database).unwrap();
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            *held.lock().unwrap() = Some(connection);
        }
        None
    });
    let published = run(&home, &["publish", "--shop", "kiln", "--json"]);
    assert_eq!(published.status.code(), Some(1), "{}", stderr(&published));
    assert!(stderr(&published).contains("is live at Theme. Only your list"), "{}", stderr(&published));
    let outcome = json_of(&String::from_utf8(published.stdout).unwrap())[0].clone();
    assert_eq!((&outcome["outcome"], outcome["revision"].is_string()), (&"not_written_down".into(), true));
    shop.heal();
    drop(lock.lock().unwrap().take());

    let status = ok(&home, &["status", "--shop", "kiln", "--json"]);
    let review = &status["targets"][0]["review"];
    assert_eq!((&review["isLive"], &review["conflict"]), (&true.into(), &Value::Null), "{review}");
    let listed = ok(&home, &["target", "list", "--shop", "kiln", "--json"]);
    assert!(listed.to_string().contains(outcome["revision"].as_str().unwrap()), "{listed}");
    let again = ok(&home, &["publish", "--shop", "kiln", "--json"]);
    assert_eq!(again[0]["outcome"], "was_live");
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

#[tokio::test(flavor = "multi_thread")]
async fn events_are_live_nowhere_once_waymark_is_taken_out() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    let is_live = || {
        let listed = home.ok(&["plan", "list", "--shop", "kiln"]);
        home.ok(&["export", "--shop", "kiln", "--format", "csv", "--out", &home.path("plan.csv")]);
        let exported = std::fs::read_to_string(home.path("plan.csv")).unwrap();
        (listed.contains("at Theme"), exported.contains("at Theme"))
    };
    ok(&home, &["publish", "--shop", "kiln", "--json"]);
    assert_eq!(is_live(), (true, true));
    let ours = shop.state().live("assets/waymark.js").unwrap().to_owned();
    shop.state().edit("assets/waymark.js", "const c={\"revision\":\"aaaaaaaaaaaaaaaa\"}");
    let remove = ["install", "remove", "--shop", "kiln", "--target", "Theme", "--json"];
    let refused = run(&home, &remove);
    assert_eq!(refused.status.code(), Some(1));
    let said = stderr(&refused);
    assert!(said.contains("all the same, having looked at it: --over aaaaaaaaaaaaaaaa"), "{said}");
    assert!(
        said.contains("The theme has revision aaaaaaaaaaaaaaaa") && is_live() == (false, false),
        "{said}"
    );
    shop.state().edit("assets/waymark.js", &ours);
    run(&home, &["status", "--shop", "kiln"]);
    assert_eq!(is_live(), (true, true), "it is found again");
    ok(&home, &remove);
    assert_eq!(is_live(), (false, false));
    ok(&home, &["publish", "--shop", "kiln", "--json"]);
    assert_eq!(is_live(), (true, true));
    shop.state().theme_mut(2).unwrap().files.remove("assets/waymark.js");
    run(&home, &["status", "--shop", "kiln"]);
    assert_eq!(is_live(), (false, false), "somebody deleted it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_publication_that_fails_half_way_can_be_undone_and_finished() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    let layout = shop.state().live("layout/theme.liquid").unwrap().to_owned();
    let publish = ["publish", "--shop", "kiln"];
    for way in ["undo", "finish, or to try again"] {
        shop.at(2, UPSERT, Trouble::Denied);
        let failed = run(&home, &publish);
        let said = stderr(&failed);
        assert_eq!(failed.status.code(), Some(1), "{said}");
        assert!(shop.state().live("assets/waymark.js").is_some(), "the files are there: {said}");
        assert_eq!(shop.state().live("layout/theme.liquid"), Some(layout.as_str()), "nothing loads them");
        assert!(run(&home, &["status", "--shop", "kiln"]).status.code() == Some(1), "{said}");
        shop.plan(|_| None);
        let done = home.advised(&said, way).env("WAYMARK_SECRET", TOKEN).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{way}: {said}{}", stderr(&done));
        let is_undone = shop.state().live("assets/waymark.js").is_none();
        assert_eq!(is_undone, way == "undo", "{said}");
        let is_loaded = shop.state().live("layout/theme.liquid") != Some(layout.as_str());
        assert_eq!(is_loaded, way != "undo", "{said}");
    }
    shop.assert_sound();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_that_would_not_load_it_is_told_before_anything_is_written() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    let tests = ["target", "test", "--shop", "kiln", "Theme"];
    assert_eq!(run(&home, &tests).status.code(), Some(0));
    let layout = shop.state().live("layout/theme.liquid").unwrap().to_owned();
    for (file, text, why) in [
        ("snippets/waymark.liquid", "<p>mine</p>", "The theme has a snippets/waymark.liquid of its own."),
        ("layout/theme.liquid", "<html>{{ content_for_layout }}</html>", "it has no </head>"),
    ] {
        shop.state().edit("layout/theme.liquid", &layout);
        shop.state().edit(file, text);
        let tested = run(&home, &tests);
        let told = String::from_utf8(tested.stdout).unwrap();
        assert_eq!(tested.status.code(), Some(1), "{told}");
        assert!(told.contains("Theme cannot be published to.") && told.contains(why), "{told}");
        let failed = run(&home, &["publish", "--shop", "kiln"]);
        let said = stderr(&failed);
        assert_eq!(failed.status.code(), Some(1), "{said}");
        assert!(said.contains(why) && said.contains("nothing is live"), "{said}");
        assert!(!said.contains("To finish") && !said.contains("To undo"), "nothing of it would work: {said}");
        assert_eq!(shop.state().live("assets/waymark.js"), None);
        shop.state().edit("snippets/waymark.liquid", "{%- comment -%}Written by Waymark{%- endcomment -%}");
    }
    shop.assert_sound();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_from_what_was_never_loaded_is_out_of_the_theme() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    let mut said = String::new();
    for name in ["add_to_cart", "cart_add"] {
        let plan = home.path("named.json");
        let text = PLAN.replace("https://kiln.example/", shop.base.as_str()).replace("add_to_cart", name);
        std::fs::write(&plan, text).unwrap();
        home.ok(&["plan", "import", "--shop", "kiln", &plan]);
        shop.at(2, UPSERT, Trouble::Denied);
        let failed = run(&home, &["publish", "--shop", "kiln"]);
        said = stderr(&failed);
        assert_eq!(failed.status.code(), Some(1), "{said}");
    }
    shop.plan(|_| None);
    let undone = home.advised(&said, "undo").env("WAYMARK_SECRET", TOKEN).output().unwrap();
    assert_eq!(undone.status.code(), Some(0), "{said}{}", stderr(&undone));
    assert_eq!(shop.state().live("assets/waymark.js"), None, "no revision that was never live: {said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_theme_does_not_load_is_not_called_live() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    let layout = shop.state().live("layout/theme.liquid").unwrap().to_owned();
    ok(&home, &["publish", "--shop", "kiln", "--json"]);
    // A new version of the merchant's theme comes without the line, and the plan goes on.
    shop.state().edit("layout/theme.liquid", &layout);
    let renamed = home.path("renamed.json");
    let plan = PLAN.replace("https://kiln.example/", shop.base.as_str()).replace("add_to_cart", "cart_add");
    std::fs::write(&renamed, plan).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &renamed]);
    let told = run(&home, &["status", "--shop", "kiln"]);
    let said = String::from_utf8(told.stdout.clone()).unwrap();
    assert_eq!(told.status.code(), Some(1), "{said}");
    assert!(said.contains("(number 1) is in the theme, which does not load it"), "{said}");
    assert!(said.contains("not published") && !said.contains("live"), "{said}");
    let told = run(&home, &["status", "--shop", "kiln", "--json"]);
    let review = &json_of(&String::from_utf8(told.stdout).unwrap())["targets"][0]["review"];
    assert_eq!((&review["isUnfinished"], &review["live"]["isLoaded"]), (&false.into(), &false.into()));
    // Going back to it finishes it.
    ok(&home, &["rollback", "--shop", "kiln", "--to", "1", "--json"]);
    assert_ne!(shop.state().live("layout/theme.liquid"), Some(layout.as_str()));
    let said = String::from_utf8(run(&home, &["status", "--shop", "kiln"]).stdout).unwrap();
    assert!(said.contains("(number 1) is live"), "{said}");
    shop.assert_sound();
}
