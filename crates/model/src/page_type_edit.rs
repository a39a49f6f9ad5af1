//! Editing the page types of a plan: renaming, other addresses, taking one away, and what becomes of the events that are
//! for them. How pages are recognised lies in [`crate::page_type`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::validate::{Finding, Severity, about_plan};
use crate::{Event, PageType, Plan, Status};

/// Kinds of pages that are about a person. What is recorded and read there goes by these very names.
const PERSONAL: [&str; 2] = ["checkout", "account"];

/// A page type as somebody wants it to be. The order of all of them decides which takes a page that several know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageTypeEdit {
    /// The id that it has in the plan; absent for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub was: Option<String>,
    /// What it is to be called.
    pub id: String,
    /// The addresses that it is to take.
    pub patterns: Vec<String>,
}

/// The plan with these page types in place of its own; one that is not among them is taken away.
#[must_use]
pub fn edited(plan: &Plan, edits: &[PageTypeEdit]) -> Plan {
    let page_types = edits.iter().map(|edit| PageType {
        id: edit.id.trim().to_owned(),
        patterns: edit.patterns.iter().map(|pattern| pattern.trim().to_owned()).collect(),
    });
    let events = plan.events.iter().map(|event| moved(event, plan, edits));
    Plan { page_types: page_types.collect(), events: events.collect(), ..plan.clone() }
}

/// The event with the names that its page types have now. One whose last page type is gone stays where it was if one
/// address says that; if not, it is paused rather than left to fire elsewhere.
fn moved(event: &Event, plan: &Plan, edits: &[PageTypeEdit]) -> Event {
    let mut event = event.clone();
    if event.scope.page_types.is_empty() {
        return event;
    }
    let had = std::mem::take(&mut event.scope.page_types);
    for id in &had {
        let now = edits.iter().find(|edit| edit.was.as_ref() == Some(id)).map(|edit| edit.id.trim());
        // What the plan never had stays as it is: it was wrong before.
        let unknown = !plan.page_types.iter().any(|kind| kind.id == *id);
        if let Some(id) = now.or(unknown.then_some(id.as_str())) {
            event.scope.page_types.push(id.to_owned());
        }
    }
    if !event.scope.page_types.is_empty() {
        return event;
    }
    let patterns: Vec<&String> = plan
        .page_types
        .iter()
        .filter(|kind| had.contains(&kind.id))
        .flat_map(|kind| &kind.patterns)
        .collect();
    let is_same_place = event.scope.url.is_none() && patterns.len() == 1;
    if event.scope.url.is_none() {
        event.scope.url = patterns.first().map(|pattern| (*pattern).clone());
    }
    if !is_same_place {
        event.status = Status::Paused;
    }
    event
}

/// What would become of the plan's events if this page type were taken away, in a sentence; nothing where none is for it.
#[must_use]
pub fn words_of_loss(plan: &Plan, id: &str) -> Option<String> {
    let rest: Vec<PageTypeEdit> = plan
        .page_types
        .iter()
        .filter(|kind| kind.id != id)
        .map(|kind| PageTypeEdit {
            was: Some(kind.id.clone()),
            id: kind.id.clone(),
            patterns: kind.patterns.clone(),
        })
        .collect();
    let after = edited(plan, &rest);
    let pairs: Vec<(&Event, &Event)> = plan
        .events
        .iter()
        .zip(&after.events)
        .filter(|(before, _)| before.scope.page_types.iter().any(|kind| kind == id))
        .collect();
    let named = |keep: &dyn Fn(&Event, &Event) -> bool| -> Vec<&str> {
        pairs
            .iter()
            .filter(|(before, after)| keep(before, after))
            .map(|(before, _)| before.name.as_str())
            .collect()
    };
    let stops = |before: &Event, after: &Event| before.status != after.status;
    let by_address =
        |before: &Event, after: &Event| !stops(before, after) && after.scope.page_types.is_empty();
    let said = [
        (
            named(&stops),
            "paused, because nothing says where else it may fire",
            "paused, because nothing says where else they may fire",
        ),
        (named(&by_address), "kept for its address alone", "kept for its address alone"),
        (
            named(&|before, after| !stops(before, after) && !by_address(before, after)),
            "kept for its other page types",
            "kept for their other page types",
        ),
    ];
    let parts: Vec<String> = said
        .iter()
        .filter(|(names, ..)| !names.is_empty())
        .map(|(names, one, several)| {
            let (verb, words) = if names.len() == 1 { ("is", one) } else { ("are", several) };
            format!("{} {verb} {words}", listed(names))
        })
        .collect();
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

/// "a, b and 3 more"
fn listed(names: &[&str]) -> String {
    const NAMED: usize = 3;
    match names {
        [one] => (*one).to_owned(),
        [first @ .., last] if names.len() <= NAMED => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..NAMED - 1].join(", "), names.len() - (NAMED - 1)),
    }
}

/// What stands against the edits beside the rules that every plan has to keep.
#[must_use]
pub fn check_edits(plan: &Plan, edits: &[PageTypeEdit]) -> Vec<Finding> {
    let personal = PERSONAL.iter().filter(|id| plan.page_types.iter().any(|kind| kind.id == **id));
    personal
        .filter(|id| !edits.iter().any(|edit| edit.was.as_deref() == Some(**id) && edit.id.trim() == **id))
        .map(|id| {
            let message = format!(
                "Pages of the type \"{id}\" are about a person, and Waymark keeps nothing personal of them by that name. It \
                 has to stay; change its addresses instead."
            );
            let entry = edits.iter().position(|edit| edit.was.as_deref() == Some(*id));
            about_plan("page_type_personal", Severity::Error, "page_types", entry, message)
        })
        .collect()
}

#[cfg(test)]
mod tests;
