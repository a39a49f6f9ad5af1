//! Publishing as scripts see it: to a folder, beside somebody else, back again, and without a word of the token.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use serde_json::Value;
use waymark_demo::{Edition, serve};

use crate::common::{Home, PLAN, json_of, stderr};

/// A shop with a plan and a folder that it is published to.
fn with_folder() -> Home {
    let home = Home::new();
    let plan = home.plan_file();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    let www = home.path("www");
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Live", "folder", &www]);
    home
}

fn current(home: &Home) -> Value {
    json_of(&std::fs::read_to_string(home.path("www/v1/kiln/current.json")).unwrap())
}

/// Names of what was published.
fn files(home: &Home) -> Vec<String> {
    let folder = std::fs::read_dir(home.path("www/v1/kiln")).unwrap();
    folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

/// Imports the plan with another name for its event: another revision.
fn rename(home: &Home, name: &str) {
    let plan = home.path("renamed.json");
    std::fs::write(&plan, PLAN.replace("add_to_cart", name)).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
}

#[test]
fn a_plan_is_published_rolled_back_and_told_of() {
    let home = with_folder();
    let answer = json_of(&home.ok(&["publish", "--shop", "kiln", "--json"]));
    assert_eq!(answer[0]["outcome"], "published");
    let first = answer[0]["revision"].as_str().unwrap().to_owned();
    assert_eq!(current(&home)["revision"], first.as_str());
    let again = json_of(&home.ok(&["publish", "--shop", "kiln", "--json"]));
    assert_eq!(again[0]["outcome"], "was_live");

    rename(&home, "cart_add");
    let output = home.run(&["publish", "--shop", "kiln", "--target", "live"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("name: cart_add, was add_to_cart"), "{}", stderr(&output));
    let second = current(&home)["revision"].as_str().unwrap().to_owned();
    assert_ne!(first, second);

    assert!(home.ok(&["target", "list", "--shop", "kiln"]).contains("\tfolder\trevision 2, before 1\t"));
    let back = home.run(&["rollback", "--shop", "kiln"]);
    assert!(stderr(&back).contains(&format!(": going back to revision 1 ({first}).")), "{}", stderr(&back));
    assert_eq!(current(&home)["revision"], first.as_str());
    home.ok(&["rollback", "--shop", "kiln", "--to", "2"]);
    assert_eq!(current(&home)["revision"], second.as_str());
    home.ok(&["rollback", "--shop", "kiln"]);
    let nothing = home.run(&["rollback", "--shop", "kiln"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(
        stderr(&nothing).contains("Nothing else was live"),
        "going back twice never goes forward: {}",
        stderr(&nothing)
    );
    let failed = home.run(&["rollback", "--shop", "kiln", "--to", "9"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(stderr(&failed).contains("No revision 9"), "{}", stderr(&failed));
}

#[test]
fn what_somebody_else_published_is_only_replaced_by_who_names_it() {
    let (ours, theirs) = (with_folder(), Home::new());
    ours.ok(&["publish", "--shop", "kiln"]);
    let plan = theirs.plan_file();
    theirs.ok(&["plan", "import", "--shop", "kiln", &plan]);
    rename(&theirs, "their_name");
    theirs.ok(&["target", "add", "--shop", "kiln", "--name", "Same", "folder", &ours.path("www")]);
    // They never published there: what is live is somebody else's to them, too.
    let first = current(&ours)["revision"].as_str().unwrap().to_owned();
    assert_eq!(theirs.run(&["publish", "--shop", "kiln"]).status.code(), Some(1));
    theirs.ok(&["publish", "--shop", "kiln", "--over", &first]);
    let second = current(&ours)["revision"].as_str().unwrap().to_owned();

    rename(&ours, "our_name");
    let refused = ours.run(&["publish", "--shop", "kiln"]);
    assert_eq!(refused.status.code(), Some(1));
    let said = stderr(&refused);
    assert!(said.contains("What they changed:") && said.contains("their_name"), "{said}");
    assert!(said.contains("What you would change:") && said.contains("our_name"), "{said}");
    assert!(said.contains(&format!("--over {second}")), "{said}");
    assert_eq!(current(&ours)["revision"], second.as_str());
    assert_eq!(ours.run(&["publish", "--shop", "kiln", "--over", &first]).status.code(), Some(1));
    assert_eq!(ours.run(&["rollback", "--shop", "kiln", "--to", "1"]).status.code(), Some(1));
    assert_eq!(current(&ours)["revision"], second.as_str(), "going back overwrites nobody either");
    ours.ok(&["publish", "--shop", "kiln", "--over", &second]);
    assert_eq!(json_of(&ours.ok(&["publish", "--shop", "kiln", "--json"]))[0]["outcome"], "was_live");
}

#[test]
fn a_file_that_is_not_waymarks_is_only_replaced_by_who_names_it() {
    let home = with_folder();
    let pointer = home.path("www/v1/kiln/current.json");
    std::fs::create_dir_all(home.path("www/v1/kiln")).unwrap();
    std::fs::write(&pointer, "<html>").unwrap();
    let status = home.run(&["status", "--shop", "kiln"]);
    let told = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(told.contains("is there, which is not Waymark's."), "{told}");
    let refused = home.run(&["publish", "--shop", "kiln"]);
    assert_eq!(refused.status.code(), Some(1));
    let said = stderr(&refused);
    assert!(said.contains("not Waymark's. Nothing was overwritten."), "{said}");
    assert!(said.contains("what is in it cannot be told") && !said.contains("The same events"), "{said}");
    assert!(told.contains("What they changed:"), "status says it as well: {told}");
    let seen = said.split("--over ").nth(1).unwrap().split_whitespace().next().unwrap();
    // Another one than the one that was seen.
    std::fs::write(&pointer, "<html lang=en>").unwrap();
    assert_eq!(home.run(&["publish", "--shop", "kiln", "--over", seen]).status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(&pointer).unwrap(), "<html lang=en>");
    std::fs::write(&pointer, "<html>").unwrap();
    home.ok(&["publish", "--shop", "kiln", "--over", seen]);
    assert_eq!(current(&home)["schema"], 1);
}

/// The command that is advised, without the program's name.
fn advised(said: &str, what: &str) -> String {
    let line = said.lines().find_map(|line| line.trim().strip_prefix(&format!("To {what}: waymark ")));
    line.unwrap_or_else(|| panic!("{said}")).to_owned()
}

/// The words that a shell makes of it.
fn words_of(command: &str) -> Vec<String> {
    let shell = std::process::Command::new("sh").args(["-c", &format!("printf '%s\\n' {command}")]).output();
    String::from_utf8(shell.unwrap().stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_failure_half_way_says_what_is_live_and_how_to_go_on() {
    let home = Home::new();
    let plan = home.plan_file();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Jo's \"$1\"", "folder", &home.path("www")]);
    home.ok(&["publish", "--shop", "kiln"]);
    let live = current(&home)["revision"].as_str().unwrap().to_owned();
    let config = format!("{}.json", current(&home)["sha256"].as_str().unwrap());
    rename(&home, "cart_add");
    // Where the new config belongs is a folder.
    let other = with_folder();
    rename(&other, "cart_add");
    other.ok(&["publish", "--shop", "kiln"]);
    let new = files(&other).into_iter().find(|file| !files(&home).contains(file)).unwrap();
    let in_the_way = home.path(&format!("www/v1/kiln/{new}"));
    std::fs::create_dir(&in_the_way).unwrap();
    let failed = home.run(&["publish", "--shop", "kiln"]);
    assert_eq!(failed.status.code(), Some(1));
    let said = stderr(&failed);
    assert!(said.contains(&format!("revision {live}")) && said.contains("is live"), "{said}");
    assert!(!said.contains("To undo"), "nothing of it is there: {said}");
    std::fs::remove_dir(&in_the_way).unwrap();
    home.ok(&words_of(&advised(&said, "finish, or to try again"))
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>());
    let second = current(&home)["revision"].as_str().unwrap().to_owned();
    assert_ne!(second, live, "what is advised does it");

    // Back, where the file of what is gone back to is in the way.
    let in_the_way = home.path(&format!("www/v1/kiln/{config}"));
    std::fs::remove_file(&in_the_way).unwrap();
    std::fs::create_dir(&in_the_way).unwrap();
    let failed = home.run(&["rollback", "--shop", "kiln"]);
    assert_eq!(failed.status.code(), Some(1));
    let said = stderr(&failed);
    let again = words_of(&advised(&said, "finish, or to try again"));
    assert_eq!(again[0], "rollback");
    assert_eq!(again[3..], ["--to", "1"], "not further back than was meant: {said}");
    std::fs::remove_dir(&in_the_way).unwrap();
    home.ok(&again.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(current(&home)["revision"], live.as_str());
}

#[test]
fn a_folder_whose_drive_is_gone_is_told_and_not_made() {
    let home = with_folder();
    std::fs::remove_dir(home.path("www")).unwrap();
    for command in [&["publish", "--shop", "kiln"][..], &["target", "test", "--shop", "kiln", "live"]] {
        let said = stderr(&home.run(command));
        assert!(said.contains("The folder www is not there. Is the drive connected?"), "{said}");
    }
    assert!(!std::path::Path::new(&home.path("www")).exists());
}

#[test]
fn an_authority_is_given_as_a_file_or_as_its_text() {
    const PEM: &str = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";
    let home = with_folder();
    let file = home.path("ca.pem");
    std::fs::write(&file, PEM).unwrap();
    for (name, given) in [("A", file.as_str()), ("B", PEM)] {
        let add = [
            "target",
            "add",
            "--shop",
            "kiln",
            "--json",
            "--name",
            name,
            "http",
            "https://x.example",
            "--ca",
            given,
        ];
        assert_eq!(json_of(&home.ok(&add))["place"]["caPem"], PEM);
    }
    let add =
        ["target", "add", "--shop", "kiln", "--name", "C", "http", "https://x.example", "--ca", "/no/such"];
    home.fails(64, &add);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_without_a_place_is_looked_at_all_the_same() {
    let shop = serve(None, Edition::Today).await.unwrap();
    let home = Home::new();
    let plan = home.plan_file();
    let text = std::fs::read_to_string(&plan).unwrap();
    let mut own: Value = serde_json::from_str(&text).unwrap();
    own["shop"]["url"] = shop.url().into();
    std::fs::write(&plan, own.to_string()).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    let status = json_of(&home.ok(&["status", "--shop", "kiln", "--json"]));
    assert_eq!(status["targets"], serde_json::json!([]));
    assert_eq!(status["serving"]["loads"], false, "{status}");
    let words = home.ok(&["status", "--shop", "kiln"]);
    assert!(words.contains("no place to publish to yet"), "{words}");
    assert!(words.contains("does not load Waymark"), "{words}");
    assert!(words.ends_with("events: 1 draft. Not proven: add_to_cart.\n"), "{words}");
    assert_eq!(status["events"][0]["proof"]["state"], "draft", "{status}");
    drop(shop);
    assert_eq!(home.run(&["status", "--shop", "kiln"]).status.code(), Some(2));
}

#[test]
fn a_place_without_its_token_says_what_to_do() {
    let home = with_folder();
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Far", "host", "http://127.0.0.1:9"]);
    let said = home.fails(1, &["target", "test", "--shop", "kiln", "far"]);
    assert!(said.contains("WAYMARK_SECRET"), "{said}");
    let said = home.fails(1, &["status", "--shop", "nobody"]);
    assert!(said.contains("nobody"), "{said}");
    let said =
        home.fails(1, &["target", "add", "--shop", "kiln", "--name", "Open", "host", "http://x.example"]);
    assert!(said.contains("https"), "{said}");
}

#[test]
fn a_name_that_fits_nowhere_is_refused() {
    let home = with_folder();
    let long = "n".repeat(300);
    let said =
        home.fails(1, &["target", "add", "--shop", "kiln", "--name", &long, "folder", &home.path("w")]);
    assert!(said.contains("at most 60 characters. It has 300."), "{said}");
    assert!(!home.ok(&["target", "list", "--shop", "kiln"]).contains("nnn"));
}
