//! Watching a score grow in advance: the plan's rules in sentences, and what fires of acts done by hand or of a walk. How
//! events come together is `waymark_model::scoring`'s to say.

use waymark_compile::compiled_event;
use waymark_model::scoring::{ScoreAct, ScoreWhat, simulate};
use waymark_model::{ConfigEvent, EventId, WalkId};

use crate::error::AppError;
use crate::state::App;
use crate::view::{ScoreRule, ScoreView};

/// Acts of a simulation at most.
const MOST_ACTS: usize = 500;
/// Longest time before an act, in seconds: the longest that visitors are remembered.
const LONGEST: u32 = 400 * 86_400;
/// Seconds that a step of a walk is taken to last, which is not kept.
const STEP: u32 = 5;

impl App {
    /// What fires of these acts as the open plan is now.
    pub fn simulate_score(&self, acts: Vec<ScoreAct>) -> Result<ScoreView, AppError> {
        self.simulated(acts, None)
    }

    /// The same for what a walk was: its pages, and the events that fired with its steps, five seconds apart.
    pub fn simulate_walk(&self, id: &WalkId) -> Result<ScoreView, AppError> {
        let plan = self.open_plan()?;
        let walk = self.store.walk(&plan.shop.slug, id)?;
        let is_gesture = |id: &EventId| {
            let event = plan.events.iter().find(|event| event.id == *id);
            event.is_some_and(|event| !event.trigger.is_composed())
        };
        let mut acts = Vec::new();
        for (at, step) in walk.steps.iter().enumerate() {
            let mut whats = Vec::new();
            if step.act.is_page() && at > 0 {
                whats.push(ScoreWhat::Page);
            }
            for id in step.fired.iter().filter(|id| is_gesture(id)) {
                whats.push(ScoreWhat::Event { id: id.clone() });
            }
            if whats.is_empty() {
                whats.push(ScoreWhat::Wait);
            }
            for (number, what) in whats.into_iter().enumerate() {
                let after = if at == 0 || number > 0 { 0 } else { STEP };
                acts.push(ScoreAct { after, what });
            }
        }
        self.simulated(acts, Some(id.clone()))
    }

    fn simulated(&self, mut acts: Vec<ScoreAct>, walk: Option<WalkId>) -> Result<ScoreView, AppError> {
        let plan = self.open_plan()?;
        acts.truncate(MOST_ACTS);
        for act in &mut acts {
            act.after = act.after.min(LONGEST);
        }
        let active = plan.events.iter().filter(|event| event.runs_on_web());
        let events: Vec<ConfigEvent> = active.clone().map(compiled_event).collect();
        let rules = active
            .filter_map(|event| {
                let sentence = event.trigger.sentence(&plan.events)?;
                Some(ScoreRule { event: event.id.clone(), name: event.name.clone(), sentence })
            })
            .collect();
        Ok(ScoreView { moments: simulate(&events, &acts), acts, rules, walk })
    }
}
