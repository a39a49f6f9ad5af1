//! The selectors and keys that tests and benches of the page's scripts have at hand are those that the compiler gives.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use waymark_compile::{compile, key_of, rewritten, shortened};
use waymark_model::{Config, ConfigEvent, Event, Selector, Target, Trigger};

use crate::common::{event, plan};

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

#[derive(Deserialize)]
struct Folded {
    parts: Vec<String>,
    rules: Vec<Vec<String>>,
}

#[test]
fn what_selectors_have_in_common_is_said_once() -> Result<(), Box<dyn Error>> {
    let rules: Vec<Rule> = serde_json::from_str(&read("ui/page/bench/rules/identified.json")?)?;
    let folded: Folded = serde_json::from_str(&read("ui/page/tests/parts.json")?)?;
    assert!(folded.parts.len() > 5);
    let with = |rules: &[Rule]| {
        let events = rules.iter().enumerate().map(|(number, rule)| {
            let target = Target { selectors: rule.selectors.clone(), ..Target::default() };
            Event { target: Some(target), ..event(&format!("e{number}"), Trigger::Click) }
        });
        compile(&plan(events.collect())).map(|compiled| compiled.config)
    };
    let config = with(&rules[..folded.rules.len()])?;
    let css = |config: &Config| -> Vec<Vec<String>> {
        let of = |event: &ConfigEvent| event.selectors.iter().map(|selector| selector.css.clone()).collect();
        config.events.iter().map(of).collect()
    };
    assert_eq!((&config.parts, css(&config)), (&folded.parts, folded.rules), "make parts.json anew");
    let whole = rewritten(config);
    assert_eq!(whole.parts, Vec::<String>::new());
    for (event, rule) in whole.events.iter().zip(&rules) {
        assert_eq!(event.selectors, rule.selectors);
    }
    // A text that looks like a sign for a part is left alone, and with it all the others.
    let mut odd = rules;
    odd.truncate(10);
    odd[0].selectors.push(Selector::new("[title=\"{0}\"]"));
    let config = with(&odd)?;
    assert_eq!(config.parts, Vec::<String>::new());
    assert!(config.events.iter().zip(&odd).all(|(event, rule)| event.selectors == rule.selectors));
    Ok(())
}
