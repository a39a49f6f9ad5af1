//! What a config uses, by the names that the manifest of the runtime's pieces has for it. Twin of `featuresOf` in
//! `ui/page/assemble.mjs`. Which pieces a feature takes is the manifest's business.

use std::collections::BTreeSet;

use crate::runtime::MOST_WITHOUT_INDEX;
use waymark_model::{
    Condition, Config, ConfigEvent, Destination, DestinationKind, Limit, Outcome, Scope, Source, Span,
    Trigger,
};

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
            if let Source::Element { read, .. } = &parameter.from {
                uses(&format!("reading:{}", read.kind()));
            }
        }
        if event.scope != Scope::default() {
            uses("scope");
        }
        for span in spans_of(event) {
            uses(match span {
                Span::Page => "span:page",
                Span::Session => "span:session",
                Span::Visitor => "span:visitor",
            });
        }
        if event.limit != Limit::EveryTime {
            uses("limit");
        }
        if event.debounce_millis > 0 {
            uses("debounce");
        }
        let Condition { devices, sources, visitor, min_score } = &event.only_if;
        for (asks, feature) in [
            (event.only_if != Condition::default(), "condition"),
            (!devices.is_empty(), "condition:devices"),
            (!sources.is_empty(), "condition:sources"),
            (visitor.is_some(), "condition:visitor"),
            (*min_score > 0, "condition:minScore"),
        ] {
            if asks {
                uses(feature);
            }
        }
        let elsewhere = event.parameters.iter().flat_map(|parameter| parameter.from.selectors());
        for selector in event.selectors.iter().chain(elsewhere) {
            if selector.text.is_some() {
                uses("text");
            }
            if !selector.within.is_empty() {
                uses("hop");
            }
        }
    }
    let is_google = |destination: &Destination| destination.kind() == DestinationKind::Ga4;
    let mut parameters = config.events.iter().flat_map(|event| &event.parameters);
    if config.destinations.iter().any(is_google)
        && parameters.any(|parameter| is_of_commerce(&parameter.name))
    {
        uses("commerce");
    }
    if needs_index(config) {
        uses("index");
    }
    if !config.parts.is_empty() {
        uses("parts");
    }
    features
}

/// Whether Google's events about products and carts give a parameter of this name another form.
fn is_of_commerce(name: &str) -> bool {
    name.starts_with("item_") || matches!(name, "price" | "quantity" | "value" | "cart_total")
}

/// Whether rules have to be looked up, because asking one selector after the other would take too long.
pub fn needs_index(config: &Config) -> bool {
    config.events.iter().map(|event| event.selectors.len()).sum::<usize>() > MOST_WITHOUT_INDEX
}

/// How long something has to be remembered for an event.
fn spans_of(event: &ConfigEvent) -> BTreeSet<Span> {
    let mut spans = BTreeSet::new();
    spans.extend(match event.limit {
        Limit::EveryTime => None,
        Limit::Page => Some(Span::Page),
        Limit::Session => Some(Span::Session),
        Limit::Visitor => Some(Span::Visitor),
    });
    spans.extend(match &event.trigger {
        Trigger::Count { within, .. } | Trigger::Sequence { within, .. } | Trigger::Score { within, .. } => {
            Some(*within)
        }
        Trigger::Velocity { .. } => Some(Span::Session),
        _ => None,
    });
    let is_of_visit = |from: &Source| matches!(from, Source::TrafficSource { .. } | Source::Score);
    if !event.only_if.sources.is_empty()
        || event.only_if.min_score > 0
        || event.parameters.iter().any(|parameter| is_of_visit(&parameter.from))
    {
        spans.insert(Span::Session);
    }
    if event.only_if.visitor.is_some() {
        spans.insert(Span::Visitor);
    }
    spans
}
