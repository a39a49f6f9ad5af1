//! Puts the runtime together from its pieces, leaving out what a config does not use.

use std::collections::BTreeSet;

use waymark_model::Config;

use crate::CompileError;
use crate::escape::{as_parsed, as_written, parsed_at};
use crate::features::features_of;
use crate::runtime::{
    AFTER_CONFIG, ALWAYS, BEFORE_CONFIG, FOR_REMOTE, FRAGMENTS, NEEDS, PLACEHOLDER, PREFIX,
};

/// Config and the runtime it needs in one file.
pub fn with_config(config: &Config, config_json: &str) -> Result<String, CompileError> {
    Ok(assemble(&pieces_for(config)?, &as_parsed(config_json)))
}

/// The config in a bundle, whichever runtime is around it. `None` if there is none that is understood here.
#[must_use]
pub fn config_in(bundle: &str) -> Option<Config> {
    found_in(bundle).map(|(config, _)| config)
}

/// The same with its JSON, which is that of the config's own file.
pub fn found_in(bundle: &str) -> Option<(Config, String)> {
    bundle.match_indices("{\"schema\":").find_map(|(at, _)| {
        // Older ones have it written out.
        let parsed = parsed_at(bundle, at);
        let json = parsed.as_deref().unwrap_or(&bundle[at..]);
        let mut values = serde_json::Deserializer::from_str(json).into_iter::<Config>();
        let config = values.next()?.ok().filter(|config| config.schema == Config::SCHEMA)?;
        Some((config, as_written(&json[..values.byte_offset()])?))
    })
}

/// The runtime alone, able to run any config.
pub fn alone() -> String {
    assemble(&ALWAYS.iter().chain(FOR_REMOTE).copied().collect(), PLACEHOLDER)
}

/// The runtime that a config needs, able to fetch it.
pub fn apart_from(config: &Config) -> Result<String, CompileError> {
    let mut pieces = pieces_for(config)?;
    pieces.extend(needed_for("remote")?);
    Ok(assemble(&pieces, PLACEHOLDER))
}

fn assemble(pieces: &BTreeSet<&str>, config: &str) -> String {
    let mut out = String::from(PREFIX);
    for (name, text) in FRAGMENTS {
        if pieces.contains(name) {
            out.push_str(text);
        }
    }
    out.push_str(BEFORE_CONFIG);
    out.push_str(config);
    out.push_str(AFTER_CONFIG);
    out
}

fn pieces_for(config: &Config) -> Result<BTreeSet<&'static str>, CompileError> {
    let mut pieces: BTreeSet<&'static str> = ALWAYS.iter().copied().collect();
    for feature in features_of(config) {
        pieces.extend(needed_for(&feature)?);
    }
    Ok(pieces)
}

fn needed_for(feature: &str) -> Result<&'static [&'static str], CompileError> {
    let (_, needed) = NEEDS
        .iter()
        .find(|(name, _)| *name == feature)
        .ok_or_else(|| CompileError::RuntimeLacks(feature.to_owned()))?;
    Ok(needed)
}

#[cfg(test)]
mod tests {
    use waymark_model::{
        Condition, DestinationKind, Device, EventId, Hop, Limit, Parameter, Phase, Purpose, Reading, Scope,
        Selector, Source, Stage, Traffic, Trigger, VisitorKind, Weight,
    };

    use super::*;
    use crate::runtime::MOST_WITHOUT_INDEX;

    fn config(change: impl FnOnce(&mut waymark_model::ConfigEvent)) -> Config {
        let mut event = waymark_model::ConfigEvent {
            id: EventId("e".into()),
            name: "add_to_cart".into(),
            trigger: Trigger::Click,
            scope: Scope::default(),
            limit: waymark_model::Limit::default(),
            debounce_millis: 0,
            only_if: waymark_model::Condition::default(),
            send: std::collections::BTreeMap::new(),
            selectors: vec![Selector::new("button")],
            parameters: vec![],
            stage: Stage::Bofu,
            phase: Phase::Intent,
            weight: Weight::clamped(8),
            is_macro: false,
        };
        change(&mut event);
        Config {
            schema: 1,
            revision: String::new(),
            base: String::new(),
            page_types: vec![],
            destinations: waymark_model::destination::default_destinations(),
            privacy: waymark_model::Privacy::default(),
            events: vec![event],
            parts: vec![],
            index: String::new(),
        }
    }

    /// What the config asks for, without the modules that the picker has as well.
    fn pieces(change: impl FnOnce(&mut waymark_model::ConfigEvent)) -> Vec<&'static str> {
        own(pieces_for(&config(change)).unwrap()).collect()
    }

    fn own(pieces: BTreeSet<&'static str>) -> impl Iterator<Item = &'static str> {
        pieces.into_iter().filter(|name| !name.starts_with("shared-"))
    }

    #[test]
    fn only_what_is_used_is_in_it() {
        assert_eq!(pieces(|_| {}), ["click", "core", "data_layer"]);
        assert_eq!(pieces(|event| event.trigger = Trigger::SUBMIT), ["core", "data_layer", "submit"]);
        assert_eq!(pieces(|event| event.trigger = Trigger::Change), ["change", "core", "data_layer"]);
        assert_eq!(
            pieces(|event| event.trigger = Trigger::PageView),
            ["core", "data_layer", "page_view", "routes"]
        );
        assert_eq!(
            pieces(|event| event.scope.url = Some("/a".into())),
            ["click", "core", "data_layer", "scope"]
        );
        assert_eq!(
            pieces(|event| event.selectors[0].text = Some("a".into())),
            ["click", "core", "data_layer", "text"]
        );
        assert_eq!(
            pieces(|event| event.selectors[0].within = vec![Hop::Shadow("x-y".into())]),
            ["click", "core", "data_layer", "hops"]
        );
    }

    #[test]
    fn who_remembers_no_longer_than_a_page_needs_neither_storage_nor_consent() {
        assert_eq!(
            pieces(|event| event.limit = Limit::Page),
            ["click", "core", "data_layer", "limit", "memory", "routes"]
        );
        assert_eq!(
            pieces(|event| event.limit = Limit::Visitor),
            ["click", "consent", "core", "data_layer", "idle", "limit", "memory", "state"]
        );
        assert_eq!(pieces(|event| event.debounce_millis = 1), ["click", "core", "data_layer", "debounce"]);
        assert_eq!(
            pieces(|event| event.only_if.devices = vec![Device::Phone]),
            ["click", "condition", "core", "data_layer", "device"]
        );
        assert_eq!(
            pieces(|event| event.only_if.min_score = 1),
            [
                "click",
                "composed_types",
                "condition",
                "consent",
                "core",
                "data_layer",
                "idle",
                "memory",
                "score",
                "state"
            ]
        );
    }

    #[test]
    fn the_index_is_for_many_selectors_whatever_events_they_are_of() {
        let with = |counts: &[usize]| {
            let mut many = config(|_| {});
            let event = many.events.remove(0);
            many.events.extend(counts.iter().map(|&count| {
                let selectors = vec![Selector::new("button"); count];
                waymark_model::ConfigEvent { selectors, ..event.clone() }
            }));
            pieces_for(&many).unwrap().contains("index")
        };
        assert!(!with(&[MOST_WITHOUT_INDEX]));
        assert!(with(&[MOST_WITHOUT_INDEX + 1]));
        assert!(!with(&[1, MOST_WITHOUT_INDEX - 1]));
        assert!(with(&[MOST_WITHOUT_INDEX, 1]));
    }

    #[test]
    fn every_source_has_its_pieces() {
        let literal = Source::Literal { value: "x".into() };
        for source in [Source::ElementText, Source::Link, Source::FieldName, Source::PageType, literal] {
            let used = pieces(|event| {
                event.parameters = vec![Parameter { name: "p".into(), from: source.clone() }];
            });
            assert!(used.contains(&"params"), "{source:?}: {used:?}");
        }
    }

    #[test]
    fn what_is_read_elsewhere_takes_only_its_own_pieces() {
        let used = |read: Reading, selector: Selector| {
            let from = Source::Element { selectors: vec![selector], read };
            let parameter = Parameter { name: "p".into(), from };
            pieces_for(&config(|event| event.parameters = vec![parameter])).unwrap()
        };
        let plain = used(Reading::ElementText, Selector::new(".price"));
        for piece in ["element", "element_text"] {
            assert!(plain.contains(&piece), "{plain:?}");
        }
        for piece in ["amount", "choice", "shared-prices", "fields", "text", "hops"] {
            assert!(!plain.contains(&piece), "{plain:?}");
        }
        let amount = used(Reading::Amount, Selector { text: Some("now".into()), ..Selector::new("b") });
        assert!(amount.contains(&"shared-prices") && amount.contains(&"text"), "{amount:?}");
        let choice = used(
            Reading::Choice,
            Selector { within: vec![Hop::Shadow("x-y".into())], ..Selector::new("fieldset") },
        );
        assert!(choice.contains(&"fields") && choice.contains(&"hops"), "{choice:?}");
    }

    #[test]
    fn every_destination_asks_for_the_purpose_that_it_has() {
        for kind in DestinationKind::ALL {
            let (_, piece) = FRAGMENTS.iter().find(|(name, _)| *name == kind.key()).unwrap();
            for purpose in [Purpose::Analytics, Purpose::Marketing, Purpose::Preferences] {
                let word = serde_json::to_string(&purpose).unwrap();
                assert_eq!(piece.contains(&word), kind.purpose() == Some(purpose), "{kind:?} {word}");
            }
        }
    }

    #[test]
    fn pieces_left_out_are_really_not_there() {
        let small = config(|_| {});
        let used = pieces_for(&small).unwrap();
        let text = with_config(&small, "{}").unwrap();
        for (name, piece) in FRAGMENTS {
            assert_eq!(text.contains(piece), used.contains(name), "{name}");
            assert!(alone().contains(piece), "{name} in the runtime alone");
        }
    }

    #[test]
    fn the_runtime_alone_keeps_its_place_for_a_config() {
        assert_eq!(alone().matches(PLACEHOLDER).count(), 1);
        assert!(!with_config(&config(|_| {}), "{}").unwrap().contains(PLACEHOLDER));
    }

    #[test]
    fn every_condition_has_its_pieces() {
        let all = Condition {
            devices: vec![Device::Phone],
            sources: vec![Traffic::Paid],
            visitor: Some(VisitorKind::New),
            min_score: 5,
        };
        for one in [
            Condition { devices: all.devices.clone(), ..Condition::default() },
            Condition { sources: all.sources.clone(), ..Condition::default() },
            Condition { visitor: all.visitor, ..Condition::default() },
            Condition { min_score: all.min_score, ..Condition::default() },
            all,
        ] {
            let used = pieces(|event| event.only_if = one.clone());
            assert!(used.contains(&"condition"), "{one:?}: {used:?}");
        }
    }

    #[test]
    fn every_trigger_limit_and_span_has_its_pieces() {
        for trigger in Trigger::kinds() {
            assert!(pieces(|event| event.trigger = trigger.clone()).contains(&"core"), "{trigger:?}");
        }
        for limit in [Limit::Page, Limit::Session, Limit::Visitor] {
            assert!(pieces(|event| event.limit = limit).contains(&"limit"), "{limit:?}");
        }
    }
}
