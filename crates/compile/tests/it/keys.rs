//! The selectors and keys that tests and benches of the page's scripts have at hand are those that the compiler gives.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use waymark_compile::{key_of, shortened};
use waymark_model::Selector;

fn read(path: &str) -> Result<String, std::io::Error> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path))
}

#[test]
fn those_of_the_tests_are_fresh() -> Result<(), Box<dyn Error>> {
    let keys: Vec<(String, String)> = serde_json::from_str(&read("ui/page/tests/keys.json")?)?;
    assert!(keys.len() > 300);
    for (css, key) in keys {
        assert_eq!(key_of(&css), key, "{css}; make them anew: node ui/page/tests/keys.mjs");
    }
    Ok(())
}

#[derive(Deserialize)]
struct Rule {
    selectors: Vec<Selector>,
    keys: Vec<String>,
}

#[test]
fn those_of_the_bench_are_fresh() -> Result<(), Box<dyn Error>> {
    let rules: Vec<Rule> = serde_json::from_str(&read("ui/page/bench/rules/identified.json")?)?;
    assert!(rules.len() > 100);
    for Rule { selectors, keys } in rules {
        for (selector, key) in selectors.iter().zip(keys) {
            let css = shortened(&selector.css);
            assert_eq!(
                (&css, key_of(&css)),
                (&selector.css, key),
                "make it anew: node ui/page/bench/rules/identify.mjs"
            );
        }
    }
    Ok(())
}
