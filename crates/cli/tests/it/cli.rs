//! The program as scripts see it: standard output, standard error, exit codes, files.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::common::{Home, PLAN, json_of, stderr};

/// A program that does not outlive its test, even a failed one.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn shops_are_added_and_listed() {
    let home = Home::new();
    assert_eq!(home.ok(&["shop", "list"]), "");
    assert_eq!(home.ok(&["shop", "add", "kiln.example/en-gb/", "--name", "Kiln"]), "kiln.example\n");
    assert_eq!(home.ok(&["shop", "add", "http://127.0.0.1:4179"]), "127.0.0.1:4179\n");
    assert_eq!(
        home.ok(&["shop", "list"]),
        "kiln.example\t0\thttps://kiln.example/en-gb/\tKiln\n\
         127.0.0.1:4179\t0\thttp://127.0.0.1:4179/\t127.0.0.1:4179\n"
    );
    let listed = json_of(&home.ok(&["--json", "shop", "list"]));
    assert_eq!(
        listed[0]["shop"],
        json!({"slug": "kiln.example", "url": "https://kiln.example/en-gb/", "name": "Kiln"})
    );
    assert_eq!(json_of(&home.ok(&["shop", "add", "b.example", "--json"]))["slug"], "b.example");

    let again = home.fails(1, &["shop", "add", "b.example"]);
    assert!(again.contains("There is a shop called b.example already."), "{again}");
}

#[test]
fn plans_come_in_and_go_out() {
    let home = Home::new();
    let file = home.plan_file();
    assert_eq!(
        home.ok(&["plan", "import", "--shop", "kiln", &file]),
        "kiln: 1 added, 0 updated, 0 removed\n"
    );
    assert_eq!(
        json_of(&home.ok(&["plan", "import", "--shop", "kiln", &file, "--replace", "--json"])),
        json!({"shop": "kiln", "created": false, "added": 0, "updated": 1, "removed": 0})
    );
    let out = home.path("out.json");
    assert_eq!(home.ok(&["plan", "export", "--shop", "kiln", &out]), "");
    let exported = std::fs::read_to_string(&out).unwrap();
    assert_eq!(home.ok(&["plan", "export", "--shop", "kiln", "-"]), exported);
    assert_eq!(json_of(&exported)["events"][0]["target"]["selectors"], json!([{"css": "[name=add]"}]));
    assert_eq!(home.ok(&["plan", "import", "--shop", "copy", &out]), "copy: 1 added, 0 updated, 0 removed\n");

    let piped = home.path("piped.txt");
    std::fs::write(&piped, PLAN).unwrap();
    let output = home
        .command(&["plan", "import", "--merge", "--shop", "piped", "-"])
        .stdin(std::fs::File::open(&piped).unwrap())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn events_are_listed_with_how_far_they_are_proven() {
    let home = Home::new();
    home.ok(&["plan", "import", "--shop", "kiln", &home.plan_file()]);
    assert_eq!(
        home.ok(&["plan", "list", "--shop", "kiln"]),
        "add_to_cart\tDraft\tclick\tProduct pages\t\t\t\n"
    );
    assert_eq!(
        json_of(&home.ok(&["plan", "list", "--shop", "kiln", "--json"])),
        json!([{"id": "e1", "name": "add_to_cart", "status": "draft", "trigger": "click",
            "where": "Product pages",
            "proof": {"state": "draft", "fired": null, "before": null, "places": []}}])
    );
    home.fails(1, &["plan", "list", "--shop", "nowhere"]);
}

#[test]
fn what_cannot_be_proven_is_told_with_the_reason_and_the_exit_code() {
    let home = Home::new();
    home.ok(&["plan", "import", "--shop", "kiln", &home.plan_file()]);
    let nowhere = home.run(&["prove", "--shop", "kiln"]);
    assert_eq!(nowhere.status.code(), Some(1), "{}", stderr(&nowhere));
    assert_eq!(
        String::from_utf8_lossy(&nowhere.stdout),
        "not proven\tadd_to_cart\tIt is not known which page it is on.\n"
    );

    // Of the whole page, so that it may fire on the first.
    let view = home.path("view.json");
    let plan = json!({
        "schema": 1,
        "shop": {"slug": "view", "url": "https://kiln.example/", "name": "Kiln"},
        "events": [{"id": "e1", "name": "page_seen", "trigger": {"type": "page_view"}}],
    });
    std::fs::write(&view, plan.to_string()).unwrap();
    home.ok(&["plan", "import", "--shop", "view", &view]);
    let output = home
        .command(&["prove", "--shop", "view", "--json"])
        .env("WAYMARK_DESKTOP", "/no/such/program")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("Without a browser"), "{}", stderr(&output));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&answer[0]["now"], &answer[0]["event"]["proof"]["state"]), (&json!(false), &json!("draft")));
    assert!(answer[0]["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{answer}");
    home.fails(1, &["prove", "--shop", "nowhere"]);
}

#[test]
fn what_is_no_plan_is_refused_with_a_reason() {
    let home = Home::new();
    let file = home.path("broken.json");
    std::fs::write(&file, "{\n\"schema\": }").unwrap();
    let said = home.fails(1, &["plan", "import", "--shop", "kiln", &file]);
    assert!(said.contains("not a plan (line 2"), "{said}");
    std::fs::write(&file, PLAN.replace("add_to_cart", "click")).unwrap();
    let said = home.fails(1, &["plan", "import", "--shop", "kiln", &file]);
    assert!(said.contains("click: ") && said.lines().count() == 1, "{said}");
    let mut broken: Value = serde_json::from_str(PLAN).unwrap();
    let mut events = vec![broken["events"][0].clone(); 3];
    for (event, name) in events.iter_mut().zip(["click", "scroll", "fine_deed"]) {
        (event["id"], event["name"]) = (json!(name), json!(name));
    }
    broken["events"] = json!(events);
    std::fs::write(&file, broken.to_string()).unwrap();
    for command in [
        &["plan", "import", "--shop", "kiln", &file][..],
        &["export", "--plan", &file, "--out", &home.path("none")],
    ] {
        let said = home.fails(1, command);
        let lines: Vec<&str> = said.lines().collect();
        assert!(lines[0].ends_with("2 things need mending:"), "{said}");
        assert!(lines[1].starts_with("  click: ") && lines[2].starts_with("  scroll: "), "{said}");
        assert_eq!(lines.len(), 3, "{said}");
    }
    assert_eq!(home.ok(&["shop", "list"]), "", "nothing of it stayed");
    home.fails(1, &["plan", "import", "--shop", "kiln", &home.path("nowhere.json")]);
    home.fails(1, &["plan", "export", "--shop", "nowhere", "-"]);
}

#[test]
fn exports_need_no_store_when_a_plan_is_given() {
    let home = Home::new();
    let file = home.plan_file();
    let out = home.path("out");
    let data = home.path("untouched");
    let printed = home.ok(&["--data", &data, "export", "--plan", &file, "--out", &out]);
    assert!(!Path::new(&data).exists(), "no data folder is made");
    let mut names: Vec<_> = printed.lines().map(|line| Path::new(line).file_name().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["waymark.config.json", "waymark.js", "waymark.runtime.js"]);
    assert!(printed.lines().all(|line| Path::new(line).is_file()));

    home.ok(&["plan", "import", "--shop", "kiln", &file]);
    let again = home.path("again");
    let output = home.run(&["--json", "export", "--shop", "kiln", "--out", &again]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&answer["events"], &answer["unproven"]), (&json!(1), &json!(1)));
    assert!(stderr(&output).contains("never fired in a test"));
    for name in names {
        let of = |folder: &str| std::fs::read(Path::new(folder).join(name)).unwrap();
        assert!(of(&out) == of(&again), "{name:?} differs between shop and plan");
    }
}

#[test]
fn identity_is_measured_on_cases() {
    let home = Home::new();
    std::fs::write(home.path("old.html"), "<button name=add>Add to cart</button><a href=/help>Help</a>")
        .unwrap();
    let cases = home.path("cases.jsonl");
    let case = json!({"set": "one", "old": "old.html", "element": "[name=add]", "new": "old.html",
                      "accept": ["button"]});
    std::fs::write(&cases, format!("{case}\n")).unwrap();
    let out = home.path("out.jsonl");
    let table = home.ok(&["identity", "eval", &cases, "--json", &out]);
    assert!(
        table.lines().any(|line| line.starts_with("relocation one") && line.contains("there")),
        "{table}"
    );
    let lines = std::fs::read_to_string(&out).unwrap();
    let kinds: Vec<Value> = lines.lines().map(|line| json_of(line)["kind"].clone()).collect();
    assert_eq!(kinds, ["relocation", "selectors"]);

    let answer = json_of(&home.ok(&["--json", "identity", "eval", &cases]));
    assert_eq!((&answer["sets"][1]["kind"], &answer["sets"][1]["n"]), (&json!("selectors"), &json!(1)));
    std::fs::write(&cases, format!("{case}\n{{}}\n")).unwrap();
    let said = home.fails(1, &["identity", "eval", &cases]);
    assert!(said.contains("line 2: not a case"), "{said}");
    home.fails(64, &["identity", "eval"]);
}

#[test]
fn wrong_usage_ends_with_64_and_says_what_is_right() {
    let home = Home::new();
    for arguments in [
        &[][..],
        &["publish"],
        &["shop", "add"],
        &["export", "--out", "x"],
        &["export", "--shop", "a", "--plan", "b", "--out", "x"],
        &["plan", "import", "--shop", "a", "f", "--merge", "--replace"],
        &["demo-shop", "--port", "99999"],
        &["demo-shop", "--edition", "tomorrow"],
    ] {
        home.fails(64, arguments);
    }
    let said = home.fails(64, &["shop", "add", "htps://kiln.example"]);
    assert!(said.contains("Did you mean https://kiln.example?"), "{said}");
    assert!(home.ok(&["--help"]).contains("Exit codes"));
    assert_eq!(home.ok(&["--version"]), concat!("waymark ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn the_data_option_wins_over_the_environment() {
    let home = Home::new();
    let other = home.path("other");
    home.ok(&["--data", &other, "shop", "add", "kiln.example"]);
    assert!(Path::new(&other).join("waymark.db").is_file());
    assert_eq!(home.ok(&["shop", "list"]), "");
}

#[test]
fn the_demo_shop_serves_until_it_is_stopped() {
    let home = Home::new();
    let mut command = home.command(&["demo-shop", "--edition", "redesign", "--json"]);
    let mut shop = Running(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut printed = BufReader::new(shop.0.stdout.take().unwrap());
    let mut line = String::new();
    // The answer may be spread over lines; it ends with a closing brace.
    while !line.trim_end().ends_with('}') && printed.read_line(&mut line).unwrap() > 0 {}
    let url = json_of(&line)["url"].as_str().unwrap().to_owned();
    let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();

    let mut stream = TcpStream::connect(&host).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{}", &page[..page.len().min(200)]);

    let taken = home.fails(1, &["demo-shop", "--port", host.rsplit(':').next().unwrap()]);
    assert!(taken.contains("cannot listen"), "{taken}");

    let interrupt = Command::new("kill").args(["-INT", &shop.0.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    assert_eq!(shop.0.wait().unwrap().code(), Some(0), "Ctrl-C is how it is meant to end");
}

#[test]
fn a_plan_is_written_in_every_format_with_what_is_lost() {
    let shop = Home::new();
    let plan = shop.plan_file();
    for (format, ending) in [
        ("gtm", "gtm.json"),
        ("pixel", "pixel.js"),
        ("ga4", "ga4.csv"),
        ("csv", "plan.csv"),
        ("markdown", "plan.md"),
        ("xlsx", "plan.xlsx"),
        ("json", "plan.json"),
    ] {
        let folder = shop.path("out");
        std::fs::create_dir_all(&folder).unwrap();
        let said = shop.ok(&["--json", "export", "--plan", &plan, "--format", format, "--out", &folder]);
        let answer = json_of(&said);
        let file = answer["file"].as_str().unwrap();
        assert!(file.ends_with(ending), "{file}");
        assert_eq!(std::fs::metadata(file).unwrap().len(), answer["bytes"].as_u64().unwrap());
        assert!(!answer["losses"].as_array().unwrap().is_empty(), "{format}");
        let named = shop.path(&format!("named.{format}"));
        let lines = shop.ok(&["export", "--plan", &plan, "--format", format, "--out", &named]);
        assert_eq!(lines.lines().next().unwrap(), named);
    }
    let error =
        shop.fails(1, &["export", "--plan", &plan, "--format", "csv", "--out", "/no/such/folder/x.csv"]);
    assert!(error.contains("cannot be written"), "{error}");
}

#[test]
fn a_container_comes_in_as_drafts_once_and_the_rest_is_listed() {
    let shop = Home::new();
    shop.ok(&["shop", "add", "https://kiln.example/"]);
    let container = concat!(env!("CARGO_MANIFEST_DIR"), "/../compile/tests/gtm/handmade.json");
    let import = ["--json", "plan", "import-gtm", "--shop", "kiln.example", container];
    let first = json_of(&shop.ok(&import));
    let names: Vec<&str> =
        first["added"].as_array().unwrap().iter().map(|event| event["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["newsletter_signup", "kontakt_klick", "kontakt_klick", "shop_view", "video_watch"]);
    assert!(first["rest"].as_array().unwrap().iter().any(|rest| rest["what"] == "Heatmap"));
    let again = json_of(&shop.ok(&import));
    assert_eq!(again["added"], json!([]));
    assert!(again["rest"].to_string().contains("imported before"));
    let exported = json_of(&shop.ok(&["plan", "export", "--shop", "kiln.example", "-"]));
    assert_eq!(exported["events"].as_array().unwrap().len(), 5);

    let file = shop.path("no.json");
    let empty =
        json!({"exportFormatVersion": 2, "containerVersion": {"container": {"usageContext": ["WEB"]}}});
    std::fs::write(&file, empty.to_string()).unwrap();
    let told = shop.ok(&["plan", "import-gtm", "--shop", "kiln.example", &file]);
    assert!(told.starts_with("left out\tThe container\tThere is nothing in it: no tags"), "{told}");
    std::fs::write(&file, "{}").unwrap();
    let error = shop.fails(1, &["plan", "import-gtm", "--shop", "kiln.example", &file]);
    assert!(error.contains("no export of a Tag Manager container"), "{error}");
}
