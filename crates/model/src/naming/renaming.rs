//! Which events of a plan a convention would call otherwise, and the events by those names. Nobody is renamed by choosing
//! a convention: it takes a yes to this list.

use std::collections::BTreeMap;

use super::convention::Convention;
use crate::{Event, EventId, Plan};

/// An event by another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// Which.
    pub event: EventId,
    /// What it is called.
    pub from: String,
    /// What it would be called.
    pub to: String,
}

/// Events that do not keep to the convention, in the plan's order, with names that do. Events that share a name go on
/// sharing one, and no others come to.
#[must_use]
pub fn renamings(plan: &Plan, convention: Convention) -> Vec<Renaming> {
    if convention == Convention::None {
        return Vec::new();
    }
    let mut chosen: BTreeMap<&str, String> = BTreeMap::new();
    for event in &plan.events {
        if chosen.contains_key(event.name.as_str()) {
            continue;
        }
        let Some(better) = convention.better(&event.name) else { continue };
        let others = plan.events.iter().map(|other| other.name.as_str()).filter(|name| *name != event.name);
        let taken: Vec<&str> = others.chain(chosen.values().map(String::as_str)).collect();
        let name = convention.unique(&better, &taken);
        chosen.insert(&event.name, name);
    }
    let renaming = |event: &Event| {
        let to = chosen.get(event.name.as_str())?.clone();
        Some(Renaming { event: event.id.clone(), from: event.name.clone(), to })
    };
    plan.events.iter().filter_map(renaming).collect()
}

/// The plan's events that these name, by their new names.
#[must_use]
pub fn renamed(plan: &Plan, renamings: &[Renaming]) -> Vec<Event> {
    let new_name =
        |event: &&Event| renamings.iter().find(|each| each.event == event.id).map(|each| each.to.clone());
    let events = plan.events.iter().filter_map(|event| Some((event, new_name(&event)?)));
    events.map(|(event, name)| Event { name, ..event.clone() }).collect()
}
