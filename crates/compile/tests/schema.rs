//! The JSON Schemas of the two documents that leave Waymark are made from the Rust types and kept in `docs/`.
//! A stale one is rewritten, and the test fails once so that it is looked at and committed.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::Path;

use schemars::Schema;
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
