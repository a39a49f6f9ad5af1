//! Steps of walks in a marketer's words.

use std::collections::BTreeMap;

use waymark_model::{EventId, Plan, Walk, WalkAct, WalkStep};

use crate::view::WalkStepView;

/// Names of events by their id.
pub type Names = BTreeMap<EventId, String>;

/// The names that the plan's events have.
pub fn names(plan: &Plan) -> Names {
    plan.events.iter().map(|event| (event.id.clone(), event.name.clone())).collect()
}

/// The same, with those that events had when the walk was recorded and that are gone since.
pub fn names_of_walk(walk: &Walk, plan: &Plan) -> Names {
    let mut all: Names = walk.ticks.iter().map(|tick| (tick.event.clone(), tick.name.clone())).collect();
    all.extend(names(plan));
    all
}

/// A name, whatever became of its event.
pub fn name_of(event: &EventId, names: &Names) -> String {
    names.get(event).cloned().unwrap_or_else(|| "an event that is gone".to_owned())
}

/// A step as the panel shows it.
pub fn step(step: &WalkStep, names: &Names) -> WalkStepView {
    let WalkStep { act, page, label, value, .. } = step;
    let words = match (act, value) {
        (WalkAct::Page, _) => format!("Page {page}"),
        (WalkAct::Route, _) => format!("On to {page}"),
        (WalkAct::Click, _) => format!("Clicked {label}"),
        (WalkAct::Type, Some(value)) => format!("Typed “{value}” into {label}"),
        (WalkAct::Type, None) => format!("Typed into {label}"),
        (WalkAct::Choose, _) => format!("Chose from {label}"),
        (WalkAct::Enter, _) => format!("Pressed Enter in {label}"),
    };
    WalkStepView { words, act: *act, fired: step.fired.iter().map(|event| name_of(event, names)).collect() }
}
