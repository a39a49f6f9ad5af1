//! What a simulation says fires, held to the vectors that the visitor's runtime is held to as well.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use serde::Deserialize;
use serde_json::{Value, json};
use waymark_model::ConfigEvent;
use waymark_model::scoring::{ScoreAct, simulate};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    events: Vec<Value>,
    acts: Vec<ScoreAct>,
    fires: Vec<Vec<String>>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../../../../tests/vectors/scoring/visits.json")).unwrap()
}

/// The events as `ui/page/tests/plan.mjs` makes them: `e0`, `e1` ... in order.
fn events(given: &[Value]) -> Vec<ConfigEvent> {
    let filled = given.iter().enumerate().map(|(at, given)| {
        let name = format!("e{at}");
        let mut event = json!({
            "id": name, "name": name, "where": {}, "stage": "MOFU", "phase": "intent", "weight": 5,
            "trigger": { "type": "click" },
        });
        for (key, value) in given.as_object().unwrap() {
            event[key] = value.clone();
        }
        serde_json::from_value(event).unwrap()
    });
    filled.collect()
}

#[test]
fn a_simulation_fires_what_the_runtime_fires() {
    let cases = cases();
    assert!(cases.len() > 5);
    for case in cases {
        let moments = simulate(&events(&case.events), &case.acts);
        let mut fired = vec![Vec::new(); case.acts.len()];
        for moment in &moments {
            if let Some(event) = &moment.event {
                fired[moment.act as usize].push(event.0.clone());
            }
        }
        assert_eq!(fired, case.fires, "{}", case.name);
    }
}

#[test]
fn every_act_has_a_moment_and_the_score_counts_gestures_only() {
    let all = json!([{ "weight": 4 }, { "trigger": { "type": "count", "events": ["e0"], "times": 1 } }]);
    let acts = json!([{ "kind": "event", "id": "e0" }, { "kind": "wait", "after": 5 }, { "kind": "page" }]);
    let acts: Vec<ScoreAct> = serde_json::from_value(acts).unwrap();
    let moments = simulate(&events(all.as_array().unwrap()), &acts);
    let told: Vec<_> =
        moments.iter().map(|moment| (moment.act, moment.at, moment.is_composed, moment.score)).collect();
    assert_eq!(told, [(0, 0, false, 4), (0, 0, true, 4), (1, 5, false, 4), (2, 5, false, 4)]);
    assert!(moments[0].progress[0].is_done);
}

#[test]
fn progress_says_how_far_each_rule_is() {
    let all = json!([
        { "weight": 3 }, {},
        { "trigger": { "type": "score", "threshold": 6, "events": ["e0"], "unboughtMinutes": 10 } },
        { "trigger": { "type": "sequence", "events": ["e0", "e1"] } },
        { "trigger": { "type": "velocity", "times": 5, "minutes": 1 } },
    ]);
    let acts = json!([{ "kind": "event", "id": "e0" }, { "kind": "event", "id": "e0" }, { "kind": "wait", "after": 90 }]);
    let acts: Vec<ScoreAct> = serde_json::from_value(acts).unwrap();
    let moments = simulate(&events(all.as_array().unwrap()), &acts);
    let far = |at: usize| -> Vec<(u32, u32, bool)> {
        moments[at].progress.iter().map(|each| (each.have, each.need, each.is_waiting)).collect()
    };
    assert_eq!(far(0), [(3, 6, false), (1, 2, false), (1, 5, false)]);
    assert_eq!(far(1), [(6, 6, true), (1, 2, false), (2, 5, false)]);
    assert_eq!(far(2), [(6, 6, true), (1, 2, false), (0, 5, false)]);
}
