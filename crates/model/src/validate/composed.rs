//! Checks of events that are made of other events: those must be there, and lead to no circle.

use super::{Finding, Severity, about};
use crate::{Event, EventId, Limit, Plan, Span, Status, Trigger};

pub(super) fn check(event: &Event, plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |code, severity, message: String| {
        findings.push(about(event, code, severity, "trigger", message));
    };
    if !event.trigger.is_composed() {
        return findings;
    }
    let parts = event.trigger.events();
    for id in parts {
        if *id == event.id {
            let message = "This event waits for itself, so it never fires. Take it out of its own list.";
            add("trigger_event_itself", Severity::Error, message.to_owned());
        } else if let Some(part) = find(plan, id) {
            if part.status == Status::Paused {
                let message = format!(
                    "It counts on \"{}\", which is paused and does not fire. Resume that one, or choose another.",
                    part.name
                );
                add("trigger_event_paused", Severity::Warning, message);
            } else if event.is_for_web() && !part.is_for_web() {
                let message = format!(
                    "It counts on \"{}\", which is for apps only and does not fire on the web. Choose another.",
                    part.name
                );
                add("trigger_event_paused", Severity::Warning, message);
            }
        } else {
            let message =
                "One of the events it is made of is no longer there. Choose another, or take it out.";
            add("trigger_event_unknown", Severity::Error, message.to_owned());
        }
    }
    match &event.trigger {
        Trigger::Count { events, .. } if events.is_empty() => {
            let message = "This event counts nothing. Choose the events that count.".to_owned();
            add("trigger_events_empty", Severity::Error, message);
        }
        Trigger::Sequence { events, .. } if events.len() < 2 => {
            let message = "A sequence has two events at least. Choose the others.".to_owned();
            add("trigger_events_empty", Severity::Error, message);
        }
        Trigger::Score { threshold, within, .. } => {
            if let Some(most) = highest_score(event, plan, *within)
                && most < *threshold
            {
                let message = format!(
                    "The score of {threshold} cannot be reached: the weights of the events that count add up to {most}. Lower it, or let more events count."
                );
                add("trigger_threshold_unreachable", Severity::Warning, message);
            }
        }
        _ => {}
    }
    if leads_to(event, &event.id, plan, &mut vec![event.id.clone()]) {
        let message = "This event waits for others that wait for this one, so none of them ever fires. Break the circle.";
        add("trigger_circle", Severity::Error, message.to_owned());
    }
    findings
}

fn find<'a>(plan: &'a Plan, id: &EventId) -> Option<&'a Event> {
    plan.events.iter().find(|other| other.id == *id)
}

/// Whether following the parts of other events comes back to `goal`; its naming itself is told apart.
fn leads_to(event: &Event, goal: &EventId, plan: &Plan, seen: &mut Vec<EventId>) -> bool {
    event.trigger.events().iter().any(|id| {
        if id == goal {
            return event.id != *goal;
        }
        if seen.contains(id) {
            return false;
        }
        seen.push(id.clone());
        find(plan, id).is_some_and(|part| leads_to(part, goal, plan, seen))
    })
}

/// The sum that the weights can add up to within the span, where each event that counts fires once in it at most;
/// none where one may fire again and again.
fn highest_score(event: &Event, plan: &Plan, within: Span) -> Option<u32> {
    let listed = event.trigger.events();
    plan.events
        .iter()
        .filter(|other| other.id != event.id && other.runs_on_web())
        .filter(|other| listed.is_empty() || listed.contains(&other.id))
        .map(|other| fires_once(other.limit, within).then(|| u32::from(other.weight.get())))
        .sum()
}

fn fires_once(limit: Limit, within: Span) -> bool {
    match limit {
        Limit::EveryTime => false,
        Limit::Page => within == Span::Page,
        Limit::Session => within != Span::Visitor,
        Limit::Visitor => true,
    }
}
