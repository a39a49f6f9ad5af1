//! What a config uses, by the names that the manifest of the runtime's pieces has for it. Twin of `featuresOf` in
//! `ui/page/assemble.mjs`. Which pieces a feature takes is the manifest's business.

use std::collections::BTreeSet;

use crate::runtime::MOST_WITHOUT_INDEX;
use waymark_model::{Condition, Config, Limit, Outcome, Scope, Trigger};

/// Names such as `trigger:click`, `source:link`, `destination:ga4`, `scope`.
pub fn features_of(config: &Config) -> BTreeSet<String> {
    let mut features = BTreeSet::new();
    let mut uses = |feature: &str| {
        features.insert(feature.to_owned());
    };
    for destination in &config.destinations {
        uses(&format!("destination:{}", destination.kind().key()));
    }
    for event in &config.events {
        uses(&format!("trigger:{}", event.trigger.kind()));
        if matches!(event.trigger, Trigger::Submit { outcome: Outcome::Success, .. }) {
            uses("success");
        }
        for parameter in &event.parameters {
            uses(&format!("source:{}", parameter.from.kind()));
        }
        if event.scope != Scope::default() {
            uses("scope");
        }
        if event.limit != Limit::EveryTime || event.debounce_millis > 0 {
            uses("limit");
        }
        if event.only_if != Condition::default() {
            uses("condition");
        }
        if event.selectors.iter().any(|selector| selector.text.is_some()) {
            uses("text");
        }
        if event.selectors.iter().any(|selector| !selector.within.is_empty()) {
            uses("hop");
        }
    }
    if config.events.iter().map(|event| event.selectors.len()).sum::<usize>() > MOST_WITHOUT_INDEX {
        uses("index");
    }
    features
}
