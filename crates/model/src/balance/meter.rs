//! How full each page type is, and what could go where there is too much. Few events that matter say more than many.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::twins::{Likeness, Twins};
use crate::{Event, EventId, Plan, Scope, Weight};

/// Fewest events of a page type that say something about it.
const FEW: u32 = 5;
/// Most events of a page type that somebody reads the numbers of.
const GOOD: u32 = 8;
/// From here on more are noise.
const MOST: u32 = 12;

/// How full a page type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Fill {
    /// Fewer than five: there is room.
    Room,
    /// Five to eight.
    Good,
    /// Nine to twelve.
    Full,
    /// More than twelve.
    TooMany,
}

impl Fill {
    fn of(events: u32) -> Self {
        if events < FEW {
            Self::Room
        } else if events <= GOOD {
            Self::Good
        } else if events <= MOST {
            Self::Full
        } else {
            Self::TooMany
        }
    }
}

/// How many events a page type has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Meter {
    /// The page type's id.
    pub page_type: String,
    /// Events that fire there, those of every page and of addresses of this type included; without those that are made of
    /// other events.
    pub events: u32,
    /// How full that is.
    pub fill: Fill,
    /// What could go, the first before the others, so that twelve are left; empty where there are no more than that.
    pub spare: Vec<Spare>,
}

/// An event that a page type could do without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Spare {
    /// The event.
    pub event: EventId,
    /// Its weight.
    pub weight: Weight,
    /// The event that says the same, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub like: Option<EventId>,
}

pub(super) fn of(events: &[&Event], plan: &Plan, twins: &[Twins]) -> Vec<Meter> {
    let metered = |kind: &str| {
        let own: Vec<&Event> = events.iter().copied().filter(|event| is_of(event, kind, plan)).collect();
        if own.iter().all(|event| is_everywhere(&event.scope)) {
            return None;
        }
        let number = u32::try_from(own.len()).unwrap_or(u32::MAX);
        let spare = spare(&own, twins, number.saturating_sub(MOST) as usize);
        Some(Meter { page_type: kind.to_owned(), events: number, fill: Fill::of(number), spare })
    };
    plan.page_types.iter().filter_map(|kind| metered(&kind.id)).collect()
}

/// The first page type of an event that has too many events once this one is among them, and how many.
#[must_use]
pub fn crowded_by(event: &Event, plan: &Plan) -> Option<(String, u32)> {
    first_crowded(event, plan, event.scope.kinds(&plan.page_types).into_iter())
}

/// The same for whoever adds several at once: one that fires on every page fills each page type that is metered.
#[must_use]
pub fn overfilled_by(event: &Event, plan: &Plan) -> Option<(String, u32)> {
    if !is_everywhere(&event.scope) {
        return crowded_by(event, plan);
    }
    let of_own = |kind: &&str| {
        let is_own = |other: &Event| counts(other) && other.scope.kinds(&plan.page_types).contains(kind);
        plan.events.iter().any(|other| other.runs_on_web() && is_own(other))
    };
    first_crowded(event, plan, plan.page_types.iter().map(|kind| kind.id.as_str()).filter(of_own))
}

fn first_crowded<'a>(
    event: &Event,
    plan: &Plan,
    mut kinds: impl Iterator<Item = &'a str>,
) -> Option<(String, u32)> {
    let others = plan.events.iter().filter(|other| other.id != event.id && other.runs_on_web());
    let others: Vec<&Event> = others.collect();
    kinds.find_map(|kind| {
        let number = 1 + super::number(&others, |other| is_of(other, kind, plan));
        (counts(event) && Fill::of(number) == Fill::TooMany).then(|| (kind.to_owned(), number))
    })
}

/// Events made of others are no further thing to watch on a page.
pub(super) fn counts(event: &Event) -> bool {
    !event.trigger.is_composed()
}

pub(super) fn is_everywhere(scope: &Scope) -> bool {
    scope.page_types.is_empty() && scope.url.is_none()
}

fn is_of(event: &Event, kind: &str, plan: &Plan) -> bool {
    counts(event) && (is_everywhere(&event.scope) || event.scope.kinds(&plan.page_types).contains(&kind))
}

/// Twins of weightier events first, then the lightest. Macro conversions are what the rest is measured by: they stay.
fn spare(own: &[&Event], twins: &[Twins], over: usize) -> Vec<Spare> {
    let like = |event: &Event| {
        let of_event = twins.iter().filter(|twins| twins.likeness != Likeness::Name);
        of_event.filter_map(|twins| twins.other(&event.id)).find(|other| {
            own.iter().any(|kept| kept.id == **other && (kept.weight, &event.id) > (event.weight, &kept.id))
        })
    };
    let mut spare: Vec<Spare> = own
        .iter()
        .filter(|event| !event.is_macro)
        .map(|event| Spare { event: event.id.clone(), weight: event.weight, like: like(event).cloned() })
        .collect();
    spare.sort_by_key(|spare| (spare.like.is_none(), spare.weight));
    spare.truncate(over);
    spare
}
