//! How events that are made of events come together: what the visitor's runtime does with counts, sequences, scores and
//! velocities, on a clock that is handed in. For looking at it in advance; visitors run `ui/page/runtime`, and
//! `tests/vectors/scoring/visits.json` holds the two together. Whether an event's own gesture happens is not asked here.

mod memory;
mod parts;
mod sentence;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConfigEvent, EventId, Limit, Millis, Trigger};
use memory::Memories;

/// One thing that a visitor does in a simulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScoreAct {
    /// Seconds since the act before.
    #[serde(default)]
    pub after: u32,
    /// What it is.
    #[serde(flatten)]
    pub what: ScoreWhat,
}

/// What a visitor does in a simulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ScoreWhat {
    /// What fires this event.
    Event {
        /// The event.
        id: EventId,
    },
    /// Goes to another page.
    Page,
    /// Buys.
    Buy,
    /// Nothing: time goes by.
    Wait,
}

/// What came of an act, or of the time before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScoreMoment {
    /// Which act it belongs to, counted from 0.
    pub act: u32,
    /// Seconds since the first act.
    pub at: u32,
    /// The event that fired; absent where nothing did.
    pub event: Option<EventId>,
    /// It was completed by others and not by a gesture.
    pub is_composed: bool,
    /// The score of the visit after it.
    pub score: u32,
    /// How far each event that is made of others is after it, in the plan's order.
    pub progress: Vec<ScoreProgress>,
}

/// How far an event that is made of others is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScoreProgress {
    /// The event.
    pub event: EventId,
    /// How much of it there is.
    pub have: u32,
    /// How much it takes.
    pub need: u32,
    /// It fired, and will not again within its span.
    pub is_done: bool,
    /// It has its score, and waits to see that nobody buys.
    pub is_waiting: bool,
}

/// What fires in which order when a visitor does these things. Every gesture is taken to happen where its event may
/// fire; who is meant by device, source or visit is not asked, how often an event counts and its least score are.
#[must_use]
pub fn simulate(events: &[ConfigEvent], acts: &[ScoreAct]) -> Vec<ScoreMoment> {
    let mut visit =
        Visit { events, memories: Memories::default(), now: 0, bought: None, act: 0, moments: Vec::new() };
    for (number, act) in acts.iter().enumerate() {
        visit.act = number as u32;
        visit.goes_on_until(visit.now + Millis::from(act.after) * 1000);
        visit.does(&act.what);
    }
    visit.moments
}

/// A visit under way.
struct Visit<'a> {
    events: &'a [ConfigEvent],
    memories: Memories,
    /// Milliseconds since the first act.
    now: Millis,
    /// When something was bought last.
    bought: Option<Millis>,
    act: u32,
    moments: Vec<ScoreMoment>,
}

impl Visit<'_> {
    fn does(&mut self, what: &ScoreWhat) {
        let before = self.moments.len();
        match what {
            ScoreWhat::Event { id } => {
                if let Some(event) = self.events.iter().find(|event| event.id == *id) {
                    self.fires(event);
                }
            }
            ScoreWhat::Page => {
                self.memories.leave_page();
                // A page that opens looks what waits.
                self.look();
            }
            ScoreWhat::Buy => self.bought = Some(self.now),
            ScoreWhat::Wait => {}
        }
        if self.moments.len() == before {
            self.tell(None);
        }
    }

    /// Time goes by, and what waits for it comes.
    fn goes_on_until(&mut self, then: Millis) {
        while let Some(due) = self.next_due().filter(|due| *due <= then) {
            self.now = self.now.max(due);
            self.look();
        }
        self.now = then;
    }

    /// When the next event has waited long enough.
    fn next_due(&self) -> Option<Millis> {
        let due = self.events.iter().filter_map(|event| {
            let Trigger::Score { within, unbought_minutes: Some(minutes), .. } = event.trigger else {
                return None;
            };
            let own = self.memories.own(within, &event.id)?;
            Some(own.reached.filter(|_| !own.done)? + Millis::from(minutes) * 60_000)
        });
        due.min()
    }

    /// Fires what waited long enough, unless something was bought since.
    fn look(&mut self) {
        self.memories.age(self.now);
        for event in self.events {
            let Trigger::Score { within, unbought_minutes: Some(minutes), .. } = event.trigger else {
                continue;
            };
            let now = self.now;
            let own = self.memories.own_mut(within, &event.id, now);
            let Some(reached) = own.reached.filter(|_| !own.done) else { continue };
            if reached + Millis::from(minutes) * 60_000 > now {
                continue;
            }
            own.done = true;
            // In the second of the purchase it is not known which came first.
            if self.bought.is_none_or(|bought| (bought / 1000 + 1) * 1000 <= reached) {
                self.fires(event);
            }
        }
    }

    /// Fires an event if it may, and what that completes.
    fn fires(&mut self, event: &ConfigEvent) {
        if !self.may_fire(event) {
            return;
        }
        let is_composed = event.trigger.is_composed();
        if !is_composed {
            self.memories.add_score(u32::from(event.weight.get()), self.now);
        }
        let at = self.moments.len();
        self.tell(Some(event));
        // All hear of the part before what it completes is a part itself.
        let whole: Vec<&ConfigEvent> = self
            .events
            .iter()
            .filter(|whole| parts::completes(whole, event, &mut self.memories, self.now))
            .collect();
        self.moments[at].progress = self.progress();
        for event in whole {
            self.fires(event);
        }
        // What waits for no time comes at once.
        if self.next_due().is_some_and(|due| due <= self.now) {
            self.look();
        }
    }

    fn may_fire(&mut self, event: &ConfigEvent) -> bool {
        if event.only_if.min_score > self.memories.score(self.now) {
            return false;
        }
        match event.limit {
            Limit::EveryTime => true,
            limit => self.memories.is_first(limit, &event.id, self.now),
        }
    }

    fn tell(&mut self, event: Option<&ConfigEvent>) {
        let moment = ScoreMoment {
            act: self.act,
            at: (self.now / 1000) as u32,
            event: event.map(|event| event.id.clone()),
            is_composed: event.is_some_and(|event| event.trigger.is_composed()),
            score: self.memories.score(self.now),
            progress: self.progress(),
        };
        self.moments.push(moment);
    }

    fn progress(&mut self) -> Vec<ScoreProgress> {
        let (memories, now) = (&mut self.memories, self.now);
        self.events.iter().filter_map(|event| parts::progress(event, memories, now)).collect()
    }
}
