//! What a plan is told about options of triggers, events made of events, and for whom they fire.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use serde_json::json;
use waymark_model::validate::Severity;
use waymark_model::{
    Event, EventId, Limit, Outcome, Plan, Selector, Span, Status, Traffic, Trigger, Utm, Weight,
    validate_plan,
};

use crate::support::{after, codes, plan};

/// What the first event is told with this trigger, and with a target only if that is needed.
fn with(trigger: serde_json::Value) -> Vec<waymark_model::Finding> {
    after(plan(), |event| {
        event.trigger = serde_json::from_value(trigger).unwrap();
        if !event.trigger.takes_target() {
            event.target = None;
        }
    })
}

/// Type, options that are just fine, options that are not any more, and what is told of these.
const EDGES: [(&str, &str, &str, &str); 26] = [
    ("visible", r#""percent":1"#, r#""percent":0"#, "trigger_percent"),
    ("visible", r#""percent":100"#, r#""percent":101"#, "trigger_percent"),
    ("visible", r#""millis":0"#, r#""millis":60001"#, "trigger_millis"),
    ("scroll", r#""percents":[1,100]"#, r#""percents":[0]"#, "trigger_percent"),
    ("scroll", r#""percents":[100]"#, r#""percents":[50,101]"#, "trigger_percent"),
    ("scroll", r#""percents":[50]"#, r#""percents":[]"#, "trigger_empty"),
    ("scroll", r#""percents":[50,90]"#, r#""percents":[90,50]"#, "trigger_order"),
    ("scroll", r#""percents":[49,50]"#, r#""percents":[50,50]"#, "trigger_order"),
    ("time", r#""seconds":[30]"#, r#""seconds":[]"#, "trigger_empty"),
    ("time", r#""seconds":[1,3600]"#, r#""seconds":[3601]"#, "trigger_seconds"),
    ("time", r#""seconds":[5]"#, r#""seconds":[0]"#, "trigger_seconds"),
    ("time", r#""seconds":[5,6]"#, r#""seconds":[6,5]"#, "trigger_order"),
    ("video", r#""start":true"#, r#""start":false"#, "trigger_empty"),
    ("video", r#""percents":[99]"#, r#""percents":[100]"#, "trigger_percent"),
    ("video", r#""percents":[1,2]"#, r#""percents":[2,2]"#, "trigger_order"),
    ("hover", r#""millis":100"#, r#""millis":99"#, "trigger_millis"),
    ("rage_click", r#""clicks":2"#, r#""clicks":1"#, "trigger_times"),
    ("rage_click", r#""clicks":20"#, r#""clicks":21"#, "trigger_times"),
    ("rage_click", r#""millis":10000"#, r#""millis":10001"#, "trigger_millis"),
    ("count", r#""events":["b"],"times":1"#, r#""events":["b"],"times":0"#, "trigger_times"),
    ("count", r#""events":["b"]"#, r#""events":[]"#, "trigger_events_empty"),
    ("sequence", r#""events":["b","b"]"#, r#""events":["b"]"#, "trigger_events_empty"),
    ("score", r#""threshold":1"#, r#""threshold":0"#, "trigger_threshold"),
    (
        "score",
        r#""threshold":9,"unboughtMinutes":1"#,
        r#""threshold":9,"unboughtMinutes":0"#,
        "trigger_minutes",
    ),
    ("velocity", r#""times":2,"minutes":1"#, r#""times":1,"minutes":1"#, "trigger_times"),
    ("velocity", r#""times":5,"minutes":1440"#, r#""times":5,"minutes":0"#, "trigger_minutes"),
];

#[test]
fn options_have_ranges_and_the_edges_are_in_them() {
    for (kind, fine, wrong, code) in EDGES {
        let told =
            |options: &str| with(serde_json::from_str(&format!(r#"{{"type":"{kind}",{options}}}"#)).unwrap());
        assert_eq!(told(fine), [], "{kind} {fine}");
        let findings = told(wrong);
        let [finding] = &findings[..] else { panic!("{kind} {wrong}: {findings:?}") };
        let seen = (finding.code, finding.severity, finding.field);
        assert_eq!(seen, (code, Severity::Error, "trigger"), "{kind} {wrong}");
        assert!(finding.message.ends_with('.'), "{}", finding.message);
    }
}

#[test]
fn every_trigger_as_it_is_first_offered_lacks_nothing_but_other_events() {
    for trigger in Trigger::kinds() {
        let findings = with(serde_json::to_value(&trigger).unwrap());
        let expected: &[&str] = match trigger {
            Trigger::Count { .. } | Trigger::Sequence { .. } => &["trigger_events_empty"],
            _ => &[],
        };
        assert_eq!(codes(&findings), expected, "{trigger:?}");
    }
}

#[test]
fn a_range_that_is_missed_is_told_in_words() {
    let findings = with(json!({"type": "visible", "percent": 0}));
    assert_eq!(
        findings[0].message,
        "The share of the element in view is 0; it goes from 1 to 100 percent. Choose one of these."
    );
}

#[test]
fn what_shows_that_a_form_worked_is_a_selector() {
    let findings = after(plan(), |event| {
        let success = vec![Selector::new(" ")];
        event.trigger = Trigger::Submit { outcome: Outcome::Success, success };
    });
    assert_eq!(codes(&findings), ["selector_empty"]);
}

fn count(id: &str, of: &[&str]) -> Event {
    let events = of.iter().map(|id| EventId((*id).to_owned())).collect();
    let trigger = Trigger::Count { events, times: 2, different: false, within: Span::Session };
    Event::new(EventId(id.into()), format!("counted_{id}"), trigger)
}

fn plan_with(events: Vec<Event>) -> Plan {
    let mut plan = plan();
    plan.events.extend(events);
    plan
}

#[test]
fn events_that_others_are_made_of_are_there_and_run() {
    assert_eq!(validate_plan(&plan_with(vec![count("c", &["a", "b"])])), []);
    assert_eq!(
        codes(&validate_plan(&plan_with(vec![count("c", &["a", "gone"])]))),
        ["trigger_event_unknown"]
    );
    let mut plan = plan_with(vec![count("c", &["a"])]);
    plan.events[0].status = Status::Paused;
    let findings = validate_plan(&plan);
    assert_eq!(codes(&findings), ["trigger_event_paused"]);
    assert_eq!(findings[0].severity, Severity::Warning);
}

#[test]
fn no_event_waits_for_itself_directly_or_by_others() {
    assert_eq!(codes(&validate_plan(&plan_with(vec![count("c", &["a", "c"])]))), ["trigger_event_itself"]);
    let circle = plan_with(vec![count("c", &["d"]), count("d", &["a", "e"]), count("e", &["c"])]);
    assert_eq!(codes(&validate_plan(&circle)), ["trigger_circle"; 3]);
    let beside = plan_with(vec![count("c", &["d", "a"]), count("d", &["e"]), count("e", &["d"])]);
    let told: Vec<_> = validate_plan(&beside).into_iter().filter_map(|finding| finding.event).collect();
    assert_eq!(told, [EventId("d".into()), EventId("e".into())], "only those in the circle");
    let twice = plan_with(vec![count("c", &["d", "e"]), count("d", &["a"]), count("e", &["d", "a"])]);
    assert_eq!(validate_plan(&twice), [], "two ways to one event are no circle");
}

#[test]
fn a_score_that_weights_cannot_reach_is_told() {
    let told = |limit: Limit, within: Span, threshold: u32| {
        let mut plan = plan();
        for event in &mut plan.events {
            (event.limit, event.weight) = (limit, Weight::clamped(5));
        }
        let trigger = Trigger::Score { threshold, events: vec![], within, unbought_minutes: None };
        plan.events.push(Event::new(EventId("s".into()), "keen".into(), trigger));
        codes(&validate_plan(&plan))
    };
    let unreachable = ["trigger_threshold_unreachable"];
    assert_eq!(told(Limit::Session, Span::Session, 10), [""; 0], "both once are enough");
    assert_eq!(told(Limit::Session, Span::Session, 11), unreachable);
    assert_eq!(told(Limit::Session, Span::Page, 11), unreachable);
    assert_eq!(told(Limit::Session, Span::Visitor, 11), [""; 0], "in two visits");
    assert_eq!(told(Limit::Page, Span::Session, 11), [""; 0], "on two pages");
    assert_eq!(told(Limit::EveryTime, Span::Session, 11), [""; 0], "by doing it again");
}

#[test]
fn limits_conditions_and_memory_are_sane() {
    let telling = |change: fn(&mut Event)| {
        after(plan(), change)
            .into_iter()
            .map(|finding| (finding.code, finding.field, finding.entry))
            .collect::<Vec<_>>()
    };
    assert_eq!(telling(|event| event.debounce_millis = 600_000), []);
    assert_eq!(telling(|event| event.debounce_millis = 600_001), [("debounce_too_long", "limit", None)]);
    assert_eq!(
        telling(|event| {
            event.only_if.sources = vec![
                Traffic::Paid,
                Traffic::Utm { name: Utm::Source, value: " ".into() },
                Traffic::Utm { name: Utm::Source, value: "*".into() },
                Traffic::Referrer { value: String::new() },
            ];
        }),
        [("condition_value_empty", "condition", Some(1)), ("condition_value_empty", "condition", Some(3))]
    );
    for (days, expected) in [(0, &["visitor_days"][..]), (1, &[]), (400, &[]), (401, &["visitor_days"])] {
        let mut plan = plan();
        plan.privacy.visitor_days = days;
        assert_eq!(codes(&validate_plan(&plan)), expected, "{days}");
    }
}
