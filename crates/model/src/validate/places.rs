//! Checks of page types and of where an event may fire.

use std::collections::BTreeSet;

use super::{Finding, Severity, about, about_plan};
use crate::{Event, Plan};

/// Problems of the plan's own page types.
pub(super) fn page_types(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |at, code, message| {
        findings.push(about_plan(code, Severity::Error, "page_types", Some(at), message));
    };
    let mut seen = BTreeSet::new();
    for (at, kind) in plan.page_types.iter().enumerate() {
        if kind.id.trim().is_empty() {
            add(at, "page_type_empty", "A page type has no name. Give it one.".to_owned());
        } else if !seen.insert(kind.id.as_str()) {
            add(at, "page_type_taken", format!("Two page types are called \"{}\". Rename one.", kind.id));
        }
        if kind.patterns.is_empty() {
            let message =
                format!("The page type \"{}\" has no addresses. Add a pattern such as /pages/*.", kind.id);
            add(at, "page_type_without_pattern", message);
        }
        for pattern in &kind.patterns {
            if let Some(problem) = pattern_problem(pattern) {
                add(at, "pattern_invalid", format!("In the page type \"{}\": {problem}", kind.id));
            }
        }
    }
    findings
}

/// Problems of where the event may fire.
pub(super) fn check(event: &Event, plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    for id in &event.scope.page_types {
        if !plan.page_types.iter().any(|kind| kind.id == *id) {
            let message = format!(
                "There is no page type \"{id}\" any more, so this event cannot fire. Choose where it may fire."
            );
            findings.push(about(event, "page_type_unknown", Severity::Error, "scope", message));
        }
    }
    if let Some(problem) = event.scope.url.as_deref().and_then(pattern_problem) {
        findings.push(about(event, "pattern_invalid", Severity::Error, "scope", problem));
    }
    findings
}

/// Why no page could ever match the pattern, in words.
fn pattern_problem(pattern: &str) -> Option<String> {
    if pattern.trim().is_empty() {
        return Some("The address pattern is empty. Write one such as /pages/*.".to_owned());
    }
    if pattern.contains("://") {
        return Some(format!(
            "\"{pattern}\" is a whole address. Leave out the part up to the shop's name, and start with a slash."
        ));
    }
    if !pattern.starts_with(['/', '*']) {
        return Some(format!("The address pattern \"{pattern}\" must start with a slash."));
    }
    if pattern.contains('#') {
        return Some(format!("The part after # in \"{pattern}\" is never looked at. Leave it out."));
    }
    if pattern.chars().any(|character| character.is_whitespace() || !character.is_ascii()) {
        return Some(format!(
            "\"{pattern}\" has characters that addresses write with percent signs. Copy it from the address bar."
        ));
    }
    None
}
