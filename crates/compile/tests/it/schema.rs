//! The JSON Schemas of the two documents that leave Waymark are made from the Rust types and kept in `docs/`.
//! A stale one is rewritten, and the test fails once so that it is looked at and committed.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::Path;

use schemars::Schema;
use sha2::{Digest, Sha256};
use waymark_model::{Config, Plan};

fn check_fresh(name: &str, schema: &Schema) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    let wanted = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if fs::read_to_string(&path).unwrap_or_default() != wanted {
        fs::write(&path, wanted).unwrap();
        panic!("docs/{name} was out of date and has been rewritten; commit it");
    }
}

#[test]
fn the_schema_of_the_config_is_fresh() {
    check_fresh("config.schema.json", &schemars::schema_for!(Config));
}

#[test]
fn the_schema_of_the_plan_is_fresh() {
    check_fresh("plan.schema.json", &schemars::schema_for!(Plan));
}

#[test]
fn the_example_in_the_documentation_is_a_config() {
    let text = include_str!("../../../../docs/config.md");
    let example = text.split("```json").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mut config: Config = serde_json::from_str(example).unwrap();
    let stated = std::mem::take(&mut config.revision);
    let digest = Sha256::digest(serde_json::to_string(&config).unwrap());
    let revision: Vec<String> = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(stated, revision.concat());
}
