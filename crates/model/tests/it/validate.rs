//! What a plan is told about itself: every code, its severity, field and words.

use waymark_model::validate::{EventChecks, Severity};
use waymark_model::{
    Event, Fingerprint, FormFacts, Hop, PageType, Parameter, Plan, Selector, Source, Trigger, validate_plan,
};

use crate::support::{after, codes, plan};

fn parameter(name: &str, from: Source) -> Parameter {
    Parameter { name: name.into(), from }
}

#[test]
fn a_good_plan_is_told_nothing() {
    assert_eq!(validate_plan(&plan()), []);
}

#[test]
fn every_broken_rule_has_its_code_severity_and_field() {
    use Severity::{Error, Note, Warning};
    type Change = fn(&mut Event);
    let cases: &[(Change, &str, Severity, &str)] = &[
        (|event| event.id.0.clear(), "id_empty", Error, "id"),
        (|event| event.name.clear(), "name_empty", Error, "name"),
        (|event| event.name = "x".repeat(41), "name_too_long", Error, "name"),
        (|event| event.name = "add to cart".into(), "name_characters", Error, "name"),
        (|event| event.name = "scroll".into(), "name_reserved", Error, "name"),
        (|event| event.name = "ga_click".into(), "name_reserved", Error, "name"),
        (|event| event.target = None, "target_missing", Error, "target"),
        (|event| event.target = Some(waymark_model::Target::default()), "target_missing", Error, "target"),
        (|event| event.trigger = Trigger::PageView, "target_ignored", Note, "target"),
        (
            |event| event.target.as_mut().unwrap().selectors[0].css = " ".into(),
            "selector_empty",
            Error,
            "target",
        ),
        (
            |event| event.target.as_mut().unwrap().selectors[0].within = vec![Hop::Shadow(String::new())],
            "selector_empty",
            Error,
            "target",
        ),
        (|event| event.scope.page_types = vec!["gone".into()], "page_type_unknown", Error, "scope"),
        (|event| event.scope.url = Some(String::new()), "pattern_invalid", Error, "scope"),
        (|event| event.scope.url = Some("products/*".into()), "pattern_invalid", Error, "scope"),
        (|event| event.scope.url = Some("https://s.example/a".into()), "pattern_invalid", Error, "scope"),
        (|event| event.scope.url = Some("/a#b".into()), "pattern_invalid", Error, "scope"),
        (|event| event.scope.url = Some("/äpfel".into()), "pattern_invalid", Error, "scope"),
        (
            |event| event.parameters = vec![parameter("user_id", Source::PageType)],
            "parameter_name_reserved",
            Error,
            "parameters",
        ),
        (
            |event| event.parameters = vec![parameter("event", Source::PageType)],
            "parameter_name_reserved",
            Error,
            "parameters",
        ),
        (
            |event| event.parameters = vec![parameter("a b", Source::PageType)],
            "parameter_name_characters",
            Error,
            "parameters",
        ),
        (
            |event| event.parameters = vec![parameter("", Source::PageType)],
            "parameter_name_empty",
            Error,
            "parameters",
        ),
        (
            |event| event.parameters = vec![parameter(&"p".repeat(41), Source::PageType)],
            "parameter_name_too_long",
            Error,
            "parameters",
        ),
        (
            |event| event.parameters = vec![parameter("p", Source::PageType), parameter("p", Source::Link)],
            "parameter_taken",
            Error,
            "parameters",
        ),
        (
            |event| event.parameters = vec![parameter("p", Source::Attribute { name: String::new() })],
            "parameter_attribute_invalid",
            Error,
            "parameters",
        ),
        (
            |event| event.parameters = vec![parameter("p", Source::Attribute { name: "data x".into() })],
            "parameter_attribute_invalid",
            Error,
            "parameters",
        ),
        (
            |event| event.parameters = vec![parameter("p", Source::Literal { value: "x".repeat(101) })],
            "parameter_value_too_long",
            Warning,
            "parameters",
        ),
    ];
    for (change, code, severity, field) in cases {
        let findings = after(plan(), change);
        let [finding] = &findings[..] else { panic!("{code}: {findings:?}") };
        assert_eq!((finding.code, finding.severity, finding.field), (*code, *severity, *field));
        assert!(finding.message.ends_with('.'), "{}", finding.message);
    }
}

#[test]
fn a_parameter_more_than_allowed_is_one_too_many() {
    let with = |count: usize| {
        after(plan(), |event| {
            event.parameters =
                (0..count).map(|number| parameter(&format!("p{number}"), Source::PageType)).collect();
        })
    };
    assert_eq!(with(25), []);
    assert_eq!(codes(&with(26)), ["parameters_too_many"]);
}

#[test]
fn a_finding_about_one_of_several_parameters_says_which() {
    let findings = after(plan(), |event| {
        event.parameters =
            ["fine", "größe", "fine"].map(|name| parameter(name, Source::PageType)).into_iter().collect();
    });
    let told: Vec<_> = findings
        .iter()
        .map(|finding| (finding.code, finding.entry, finding.suggestion.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        told,
        [("parameter_name_characters", Some(1), "groesse"), ("parameter_taken", Some(2), "fine_2")]
    );
}

#[test]
fn the_same_name_twice_is_a_warning_and_the_same_id_an_error() {
    assert_eq!(codes(&after(plan(), |event| event.name = "home_view".into())), ["name_taken", "name_taken"]);
    assert_eq!(codes(&after(plan(), |event| event.id.0 = "b".into())), ["id_taken", "id_taken"]);
}

#[test]
fn a_trigger_that_the_element_cannot_have_is_told() {
    let told = |element: &Fingerprint, trigger: Trigger| {
        let findings = after(plan(), |event| {
            event.trigger = trigger;
            event.target.as_mut().unwrap().fingerprint = Some(element.clone());
        });
        !findings.is_empty() && codes(&findings) == ["trigger_impossible"]
    };
    let of = |tag: &str, kind: &str| Fingerprint {
        tag: tag.into(),
        attributes: [("type".to_owned(), kind.to_owned())].into(),
        ..Fingerprint::default()
    };
    let in_form = |element: Fingerprint| Fingerprint { form: Some(FormFacts::default()), ..element };
    for (element, submits, changes) in [
        (of("a", ""), false, false),
        (of("button", ""), false, false),
        (in_form(of("button", "")), true, false),
        (in_form(of("button", "button")), false, false),
        (in_form(of("input", "submit")), true, false),
        (in_form(of("input", "email")), false, true),
        (of("select", ""), false, true),
        (in_form(of("form", "")), true, true),
        (of("div", ""), true, true),
    ] {
        assert!(!told(&element, Trigger::Click), "{element:?}");
        assert_eq!(!told(&element, Trigger::SUBMIT), submits, "{element:?}");
        assert_eq!(!told(&element, Trigger::Change), changes, "{element:?}");
    }
}

#[test]
fn a_page_view_reads_nothing_from_an_element() {
    let mut plan = plan();
    plan.events[1].parameters = vec![parameter("text", Source::ElementText)];
    assert_eq!(codes(&validate_plan(&plan)), ["parameter_without_element"]);
}

#[test]
fn page_types_are_checked_themselves() {
    let mut plan = plan();
    let kind = |id: &str, patterns: &[&str]| PageType {
        id: id.into(),
        patterns: patterns.iter().map(|pattern| (*pattern).to_owned()).collect(),
    };
    plan.page_types.extend([kind("", &["/a"]), kind("product", &["/b"]), kind("c", &[]), kind("d", &["d"])]);
    assert_eq!(
        codes(&validate_plan(&plan)),
        ["page_type_empty", "page_type_taken", "page_type_without_pattern", "pattern_invalid"]
    );
}

#[test]
fn a_plan_of_a_newer_waymark_says_so() {
    let mut plan = plan();
    plan.schema = Plan::SCHEMA + 1;
    let findings = validate_plan(&plan);
    assert_eq!(codes(&findings), ["schema_newer"]);
    assert_eq!(
        findings[0].message,
        "This plan was written by a newer Waymark (schema 2; this one knows 1). Update Waymark, then try again."
    );
}

#[test]
fn an_event_is_checked_against_a_plan_that_does_not_hold_it_yet() {
    let plan = plan();
    let mut new = plan.events[0].clone();
    new.id.0 = "new".into();
    assert_eq!(codes(&EventChecks::of(&plan).check(&new)), ["name_taken"]);
    new.name = "size_guide_open".into();
    new.target.as_mut().unwrap().selectors.push(Selector {
        css: "a".into(),
        within: vec![],
        text: None,
        alone: false,
    });
    assert_eq!(EventChecks::of(&plan).check(&new), []);
}
