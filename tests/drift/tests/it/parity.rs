//! On every page of the corpus Chromium matches the same elements as is counted here. The end-to-end tests ask
//! WebKitGTK the same.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use waymark_drift::corpus::{folder, read};
use waymark_drift::vectors;

#[test]
fn chromium_agrees_on_every_page() {
    let groups = vectors::all(&read(&folder()).unwrap()).unwrap();
    let cases: usize = groups.iter().map(|group| group["cases"].as_array().unwrap().len()).sum();
    let matched = groups
        .iter()
        .flat_map(|group| group["cases"].as_array().unwrap())
        .filter(|case| case["selector"] == json!(0))
        .count();
    assert!(cases > 1_000 && matched > cases / 4, "{matched} of only {cases} selectors match anything");

    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors.json");
    std::fs::write(&file, Value::from(groups).to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance.mjs");
    let output = Command::new("node").arg(script).arg(file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let results: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(results["failures"], json!([]));
    assert_eq!(results["ran"], json!(cases));
}
