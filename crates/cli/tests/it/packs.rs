//! Event packs as scripts see them: files, exit codes, and what is kept.

use waymark_demo::{Edition, serve};

use crate::common::{Home, json_of, stderr};

#[test]
fn a_pack_goes_from_one_shop_to_another() {
    let home = Home::new();
    home.ok(&["plan", "import", "--shop", "kiln", &home.plan_file()]);
    let pack = home.path("pack.json");
    assert_eq!(
        home.ok(&["pack", "export", "--shop", "kiln", "--events", "add_to_cart", &pack]),
        "add_to_cart\n"
    );
    let unknown = home.fails(1, &["pack", "export", "--shop", "kiln", "--events", "add_to_cart,nope", &pack]);
    assert!(unknown.contains("There is no event called nope."), "{unknown}");
    home.fails(64, &["pack", "export", "--shop", "kiln", &pack]);

    let runtime = tokio::runtime::Runtime::new().unwrap();
    let shop = runtime.block_on(serve(None, Edition::Redesign)).unwrap();
    let slug = home.ok(&["shop", "add", &shop.url()]).trim().to_owned();
    let report = home.path("report.json");
    let import = ["pack", "import", "--shop", &slug, &pack, "--report", &report];

    // Its selectors were written by hand for another shop; the catalogue proposes an element.
    let tried = home.run(&[&import[..], &["--dry-run"]].concat());
    assert_eq!(tried.status.code(), Some(1), "{}", stderr(&tried));
    let text = String::from_utf8(tried.stdout).unwrap();
    assert!(text.starts_with("guessed\tadd_to_cart\t"), "{text}");
    assert_eq!(json_of(&std::fs::read_to_string(&report).unwrap())["events"][0]["outcome"], "guessed");
    assert!(home.ok(&["shop", "list"]).contains(&format!("{slug}\t0\t")), "nothing is kept");

    let kept = home.run(&[&import[..], &["--json"]].concat());
    assert_eq!(kept.status.code(), Some(1));
    assert_eq!(json_of(&String::from_utf8(kept.stdout).unwrap())["added"], 1);
    let plan = json_of(&home.ok(&["plan", "export", "--shop", &slug, "-"]));
    assert_eq!(plan["events"][0]["status"], "paused", "nobody confirmed it");
    assert!(plan["events"][0]["target"]["fingerprint"].is_object());

    let again = home.run(&import);
    assert_eq!(again.status.code(), Some(0), "{}", stderr(&again));
    assert!(String::from_utf8(again.stdout).unwrap().starts_with("there\tadd_to_cart\t"));
}

#[test]
fn a_guess_that_somebody_accepts_is_a_draft() {
    let home = Home::new();
    home.ok(&["plan", "import", "--shop", "kiln", &home.plan_file()]);
    let pack = home.path("pack.json");
    home.ok(&["pack", "export", "--shop", "kiln", "--events", "e1", &pack]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let shop = runtime.block_on(serve(None, Edition::Redesign)).unwrap();
    let slug = home.ok(&["shop", "add", &shop.url()]).trim().to_owned();
    let taken = home.run(&["pack", "import", "--shop", &slug, &pack, "--accept-guesses"]);
    assert_eq!(taken.status.code(), Some(1), "{}", stderr(&taken));
    let plan = json_of(&home.ok(&["plan", "export", "--shop", &slug, "-"]));
    assert_eq!(plan["events"][0]["status"], "draft");
}

#[test]
fn a_shop_that_does_not_answer_tells_nothing() {
    let home = Home::new();
    home.ok(&["plan", "import", "--shop", "kiln", &home.plan_file()]);
    let pack = home.path("pack.json");
    home.ok(&["pack", "export", "--shop", "kiln", "--events", "e1", &pack]);
    let slug = home.ok(&["shop", "add", "http://127.0.0.1:1/"]).trim().to_owned();
    let tried = home.run(&["pack", "import", "--shop", &slug, &pack, "--dry-run"]);
    assert_eq!(tried.status.code(), Some(2), "{}", stderr(&tried));
    assert!(String::from_utf8(tried.stdout).unwrap().starts_with("missing\tadd_to_cart\t"));
}
