//! A plan to change, and what it is told then.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use waymark_model::validate::Finding;
use waymark_model::{Event, Plan, validate_plan};

/// A plan with nothing wrong in it: an event on an element, and one without.
pub fn plan() -> Plan {
    serde_json::from_value(serde_json::json!({
        "schema": 1,
        "shop": {"slug": "s", "url": "https://s.example/", "name": "S"},
        "pageTypes": [{"id": "product", "match": ["/products/*"]}],
        "events": [
            {"id": "a", "name": "add_to_cart", "trigger": {"type": "click"},
             "where": {"pageTypes": ["product"]}, "target": {"selectors": [{"css": "button"}]}},
            {"id": "b", "name": "home_view", "trigger": {"type": "page_view"}, "where": {"url": "/"}},
        ],
    }))
    .unwrap()
}

/// Their codes.
pub fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

/// What a plan is told after this change of its first event.
pub fn after(mut plan: Plan, change: impl FnOnce(&mut Event)) -> Vec<Finding> {
    change(&mut plan.events[0]);
    validate_plan(&plan)
}
