//! Several data folders that publish to one place, as on several computers, and a place that had one plan by two versions.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::common::{Home, PLAN, json_of, stderr};

const SHOP: [&str; 2] = ["--shop", "kiln"];

/// A data folder whose plan goes to a folder that others publish to as well.
fn computer(www: &str, name: &str) -> Home {
    let home = Home::new();
    let plan = home.path("plan.json");
    fs::write(&plan, PLAN.replace("add_to_cart", name)).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Live", "folder", www]);
    home
}

/// The place, with what visitors get from it.
struct Place(tempfile::TempDir);

impl Place {
    fn path(&self) -> String {
        self.0.path().display().to_string()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join("v1/kiln").join(name)
    }

    fn pointer(&self) -> Value {
        json_of(&fs::read_to_string(self.file("current.json")).unwrap())
    }

    fn marker(&self) -> String {
        self.pointer()["revision"].as_str().unwrap().to_owned()
    }

    fn live(&self) -> (Vec<u8>, Vec<u8>) {
        let pointer = self.pointer();
        let read = |name: &str| fs::read(self.file(name)).unwrap();
        let (config, runtime) = (pointer["sha256"].as_str().unwrap(), pointer["runtime"].as_str().unwrap());
        (read(&format!("{config}.json")), read(runtime))
    }
}

fn run(home: &Home, command: &str, more: &[&str]) -> (Option<i32>, String) {
    let output = home.run(&[&[command], &SHOP[..], more].concat());
    (output.status.code(), stderr(&output))
}

#[test]
fn another_computer_goes_back_to_what_it_did_not_publish() {
    let www = Place(tempfile::tempdir().unwrap());
    let ada = computer(&www.path(), "adas_event");
    let (code, said) = run(&ada, "publish", &["--over", "0123456789abcdef"]);
    assert!(code == Some(1) && said.contains("0123456789abcdef is not live there: nothing is"), "{said}");
    assert_eq!(run(&ada, "publish", &[]).0, Some(0));
    let (adas, first) = (www.live(), www.marker());
    let grace = computer(&www.path(), "graces_event");
    let (code, said) = run(&grace, "publish", &[]);
    assert!(code == Some(1) && said.contains("adas_event"), "{said}");
    let output = grace.run(&["install", "remove", "--shop", "kiln", "--target", "Live"]);
    let said = stderr(&output);
    assert!(output.status.code() == Some(1) && said.contains("by hand"), "it is no theme: {said}");
    assert_eq!(run(&grace, "publish", &["--over", &first]).0, Some(0));
    let graces = www.live();
    assert_eq!(run(&grace, "rollback", &[]).0, Some(0));
    assert_eq!(www.live(), adas, "the one that she published over");
    assert_eq!(run(&grace, "rollback", &["--to", "2"]).0, Some(0));
    assert_eq!(www.live(), graces);

    let fresh = computer(&www.path(), "marys_event");
    let (code, said) = run(&fresh, "rollback", &[]);
    assert!(code == Some(1) && said.contains("--over"), "nobody is overwritten: {said}");
    let list = fresh.ok(&["target", "list", "--shop", "kiln"]);
    assert!(list.contains("revision 2, before 1"), "{list}");
    let (code, said) = run(&fresh, "rollback", &["--over", &www.marker()]);
    assert!(code == Some(0) && said.contains(&format!("back to revision 1 ({first})")), "{said}");
    assert_eq!(www.live(), adas);
}

#[test]
fn a_marker_that_two_revisions_have_is_not_enough() {
    let www = Place(tempfile::tempdir().unwrap());
    let ada = computer(&www.path(), "adas_event");
    assert_eq!(run(&ada, "publish", &[]).0, Some(0));
    let (first, marker) = (www.live(), www.marker());
    // Somebody with a newer Waymark and the same plan.
    let newer = [&first.1[..], b"/* newer */"].concat();
    let sha256 = format!("{:x}", Sha256::digest(&newer));
    fs::write(www.file(&format!("{sha256}.js")), &newer).unwrap();
    let mut pointer = www.pointer();
    pointer["runtime"] = format!("{sha256}.js").into();
    pointer["by"] = "Grace".into();
    fs::write(www.file("current.json"), pointer.to_string()).unwrap();

    // What the shop itself serves cannot be told: there is none.
    let status = ada.run(&["status", "--shop", "kiln", "--json"]);
    let told = json_of(&String::from_utf8_lossy(&status.stdout));
    let review = &told["targets"][0]["review"];
    assert_eq!(review["live"]["number"], 2, "{review}");
    assert_eq!((&review["live"]["isOurs"], &review["isThere"]), (&false.into(), &false.into()));
    let (code, said) = run(&ada, "publish", &[]);
    assert!(code == Some(1) && said.contains("The same events, other files"), "{said}");
    let (code, said) = run(&ada, "rollback", &["--to", &marker, "--over", &marker]);
    assert_eq!(code, Some(1));
    assert!(said.contains(&format!("Revisions 1 and 2 have the marker {marker}")), "{said}");
    assert!(said.contains("by its number"), "{said}");
    assert_eq!(run(&ada, "rollback", &["--to", "1", "--over", &marker]).0, Some(0));
    assert_eq!(www.live(), first);
    assert_eq!(run(&ada, "rollback", &["--to", "2"]).0, Some(0));
    assert_eq!(www.live().1, newer);
}
