//! A walk through the shop: what somebody did there step by step, and which events of the plan came of it. Kept so that
//! it can be done again. Never in here: what was typed, but for words to search for and numbers of pieces.

mod ticks;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EventId, Millis, Target};
pub use ticks::{Seen, SeenPage, ticks};

/// Identity of a walk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct WalkId(pub String);

/// A walk as it was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Walk {
    /// Its identity.
    pub id: WalkId,
    /// What the person calls it.
    pub name: String,
    /// When it was recorded.
    #[ts(type = "number")]
    pub made_at: Millis,
    /// What was done, in order.
    pub steps: Vec<WalkStep>,
    /// What came of it for each event of the plan, in the plan's order.
    pub ticks: Vec<WalkTick>,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WalkStep {
    /// What.
    pub act: WalkAct,
    /// Path of the page with what matters of its query: `/search?q=mug`.
    pub page: String,
    /// Id of the page's type, where one is recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub page_type: Option<String>,
    /// The element in words, "Button: Add to cart"; empty for a page.
    #[serde(default)]
    pub label: String,
    /// What finds the element again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub target: Option<Box<Target>>,
    /// What is typed when it is done again: words to search for, a number of pieces. Nothing else is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub value: Option<String>,
    /// The events that fired from this step until the next, each once.
    #[serde(default)]
    pub fired: Vec<EventId>,
}

/// What was done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WalkAct {
    /// A page came.
    Page,
    /// The page showed another address without being loaded anew.
    Route,
    /// An element was clicked.
    Click,
    /// Something was typed into a field.
    Type,
    /// Something was chosen from a list.
    Choose,
    /// A form was sent with the Enter key.
    Enter,
}

impl WalkAct {
    /// Whether it is about a page and not about an element on it.
    #[must_use]
    pub fn is_page(self) -> bool {
        matches!(self, Self::Page | Self::Route)
    }
}

/// What a walk says of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WalkTick {
    /// The event.
    pub event: EventId,
    /// Its name then.
    pub name: String,
    /// What came of it.
    pub outcome: TickOutcome,
    /// The step at which it fired first, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub step: Option<u32>,
    /// Why it did not fire, one sentence; empty where it did.
    #[serde(default)]
    pub reason: String,
}

/// What came of an event in a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TickOutcome {
    /// It fired.
    Fired,
    /// What fires it was done, and it did not fire.
    Silent,
    /// The walk was where it may fire, and none of the pages had its element.
    Absent,
    /// What fires it was not done.
    NotDone,
    /// The walk was on no page where it may fire.
    Elsewhere,
    /// Nothing that was seen says whether it should have fired.
    Unknown,
}

impl Walk {
    /// Events that fired in it, each once, in order.
    #[must_use]
    pub fn fired(&self) -> Vec<&EventId> {
        let mut fired: Vec<&EventId> = Vec::new();
        for event in self.steps.iter().flat_map(|step| &step.fired) {
            if !fired.contains(&event) {
                fired.push(event);
            }
        }
        fired
    }
}

/// What a walk is called before somebody gives it a name, after the kinds of its pages: "Home, search, product, cart".
#[must_use]
pub fn suggested_name(steps: &[WalkStep]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for kind in steps.iter().filter_map(|step| step.page_type.as_deref()) {
        if kinds.last() != Some(&kind) {
            kinds.push(kind);
        }
    }
    kinds.truncate(5);
    let words = kinds.join(", ").replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "A walk".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(page_type: Option<&str>) -> WalkStep {
        WalkStep {
            act: WalkAct::Page,
            page: "/".into(),
            page_type: page_type.map(str::to_owned),
            label: String::new(),
            target: None,
            value: None,
            fired: vec![EventId("a".into()), EventId("b".into())],
        }
    }

    #[test]
    fn a_walk_is_called_after_its_pages() {
        let steps = ["home", "search", "search", "product", "size_guide"].map(|kind| step(Some(kind)));
        assert_eq!(suggested_name(&steps), "Home, search, product, size guide");
        assert_eq!(suggested_name(&[step(None)]), "A walk");
    }

    #[test]
    fn an_event_that_fired_twice_counts_once() {
        let (id, name) = (WalkId("w".into()), String::new());
        let walk = Walk { id, name, made_at: 0, steps: vec![step(None), step(None)], ticks: Vec::new() };
        assert_eq!(walk.fired(), [&EventId("a".into()), &EventId("b".into())]);
    }
}
