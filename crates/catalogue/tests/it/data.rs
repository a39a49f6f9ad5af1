//! The catalogue as data: names that every destination takes, triggers that a plan takes, nothing twice.

use std::collections::BTreeSet;

use waymark_catalogue::{Elements, entries};
use waymark_model::naming::{MAX_PARAMETERS, event_name_problems, parameter_name_problems};
use waymark_model::{
    DestinationKind, Event, EventId, Phase, Plan, Severity, TargetUse, page_type, validate_plan,
};

#[test]
fn the_catalogue_covers_all_phases_and_keeps_to_names() {
    let entries = entries();
    assert!(entries.len() >= 60, "{}", entries.len());
    let ids: BTreeSet<&str> = entries.iter().map(|entry| &*entry.id).collect();
    assert_eq!(ids.len(), entries.len());
    for phase in [Phase::Discovery, Phase::Consideration, Phase::Intent, Phase::Checkout] {
        assert!(entries.iter().any(|entry| entry.phase == phase), "{phase:?}");
    }
    for entry in entries {
        assert_eq!(event_name_problems(&entry.id), [], "{}", entry.id);
        assert!(!entry.name.is_empty() && entry.about.ends_with('.'), "{}", entry.id);
        assert!(entry.parameters.len() <= MAX_PARAMETERS, "{}", entry.id);
        let names: BTreeSet<&str> = entry.parameters.iter().map(|parameter| &*parameter.name).collect();
        assert_eq!(names.len(), entry.parameters.len(), "{}", entry.id);
        for name in names {
            assert_eq!(parameter_name_problems(name), [], "{}: {name}", entry.id);
        }
        let at = |kind| entry.name_at(kind);
        assert_eq!(event_name_problems(&at(DestinationKind::Ga4)), [], "{}", entry.id);
        assert!(!at(DestinationKind::Meta).is_empty() && !at(DestinationKind::Klaviyo).is_empty());
    }
}

#[test]
fn what_has_elements_has_a_trigger_that_takes_one() {
    for entry in entries() {
        match entry.elements {
            Elements::Page => assert!(!entry.trigger.needs_target(), "{}", entry.id),
            _ => assert_ne!(entry.trigger.target_use(), TargetUse::None, "{}", entry.id),
        }
        // What is read from an element needs one.
        let reads = entry.parameters.iter().any(|parameter| parameter.from.needs_element());
        assert!(!reads || entry.elements != Elements::Page, "{}", entry.id);
    }
}

#[test]
fn page_types_are_those_of_a_new_shop_or_the_page_of_thanks() {
    let known = page_type::defaults();
    for entry in entries() {
        for page in &entry.pages {
            assert!(known.iter().any(|kind| kind.id == *page) || page == "thank_you", "{}: {page}", entry.id);
        }
    }
}

#[test]
fn every_entry_without_an_element_makes_an_event_that_a_plan_takes() {
    let mut plan: Plan = serde_json::from_value(serde_json::json!({
        "schema": Plan::SCHEMA,
        "shop": { "slug": "s", "name": "S", "url": "https://s.example" },
        "events": [],
    }))
    .unwrap();
    for entry in entries().iter().filter(|entry| entry.elements == Elements::Page) {
        let mut event = Event::new(EventId(entry.id.clone()), entry.id.clone(), entry.trigger.clone());
        event.parameters.clone_from(&entry.parameters);
        plan.events.push(event);
    }
    let findings = validate_plan(&plan);
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
