//! How a plan is balanced: how many events each page type has, which stages and phases have none, and which events say
//! the same thing. Advice, not rules: nothing here keeps a plan from being published; rules lie in [`crate::validate`].

mod meter;
mod twins;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use meter::{Fill, Meter, Spare, crowded_by, overfilled_by};
pub use twins::{Likeness, Twins, is_same_deed, twins_of};

use crate::{Event, Phase, Plan, Stage};

/// Fewest events from which on it makes sense to ask what a plan leaves out.
const ENOUGH_TO_JUDGE: usize = 3;

/// What can be said of a plan as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Balance {
    /// Page types that have events of their own, in the plan's order.
    pub page_types: Vec<Meter>,
    /// Events that may fire on every page, and count for each page type.
    pub everywhere: u32,
    /// Events of each stage, from the top of the funnel to its bottom.
    pub stages: Vec<(Stage, u32)>,
    /// Events of each phase, in a purchase's order.
    pub phases: Vec<(Phase, u32)>,
    /// Stages that no event is for; empty as long as the plan has hardly begun.
    pub missing_stages: Vec<Stage>,
    /// Phases that no event is for; empty as long as the plan has hardly begun.
    pub missing_phases: Vec<Phase>,
    /// Events that say the same thing, or seem to.
    pub twins: Vec<Twins>,
}

impl Balance {
    /// Of the events that are not paused.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let events: Vec<&Event> = plan.events.iter().filter(|event| event.runs_on_web()).collect();
        let of_stage = |stage| number(&events, |event| event.stage == stage);
        let of_phase = |phase| number(&events, |event| event.phase == phase);
        let twins = twins::of(&events);
        let stages = [Stage::Tofu, Stage::Mofu, Stage::Bofu].map(|stage| (stage, of_stage(stage)));
        let phases = [Phase::Discovery, Phase::Consideration, Phase::Intent, Phase::Checkout]
            .map(|phase| (phase, of_phase(phase)));
        Self {
            page_types: meter::of(&events, plan, &twins),
            everywhere: number(&events, |event| meter::counts(event) && meter::is_everywhere(&event.scope)),
            missing_stages: missing(&stages),
            missing_phases: missing(&phases),
            stages: stages.to_vec(),
            phases: phases.to_vec(),
            twins,
        }
    }
}

fn missing<T: Copy>(numbers: &[(T, u32)]) -> Vec<T> {
    let all: u32 = numbers.iter().map(|(_, number)| number).sum();
    let is_begun = all as usize >= ENOUGH_TO_JUDGE;
    numbers.iter().filter(|(_, number)| is_begun && *number == 0).map(|(kind, _)| *kind).collect()
}

fn number(events: &[&Event], wanted: impl Fn(&Event) -> bool) -> u32 {
    u32::try_from(events.iter().filter(|event| wanted(event)).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
