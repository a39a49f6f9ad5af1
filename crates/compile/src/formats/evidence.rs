//! What is known of a plan's events beside the plan, and how the formats that people read say it. Handed in; nothing is
//! looked up or judged here.

use std::collections::BTreeMap;

use waymark_model::proof::{SENTENCES, fill};
use waymark_model::{Event, EventId, Millis, ProofState};

use super::calendar::Moment;
use super::{Loss, LossKind};

/// What is known of a plan's events beside the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What their elements look like, PNG.
    pub pictures: BTreeMap<EventId, Vec<u8>>,
    /// How far they are proven; absent where nobody knows, as for a plan that no shop holds.
    pub proofs: Option<BTreeMap<EventId, Proof>>,
}

/// How far an event is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// In one word.
    pub state: ProofState,
    /// When it last fired in a test, as it is now or, where it is stale, as it was.
    pub fired_at: Option<Millis>,
    /// Path of the page on which it fired as it is now.
    pub page: Option<String>,
    /// Where it is live just as it is now.
    pub live: Vec<Live>,
}

/// A place where an event is live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// What the place is called.
    pub place: String,
    /// Number of the revision.
    pub number: u32,
    /// Since when.
    pub since: Millis,
}

/// Heads of the columns that say it.
pub const HEADS: [&str; 4] = ["Proof", "Fired in a test", "Proven on", "Live"];

impl Evidence {
    /// What is known of one event; nothing of what no page can prove.
    pub(super) fn of(&self, event: &Event) -> Option<&Proof> {
        self.proofs.as_ref().filter(|_| event.is_for_web())?.get(&event.id)
    }

    /// The event's cells, as many as there are heads; empty where nobody knows.
    pub(super) fn cells(&self, event: &Event) -> [String; HEADS.len()] {
        cells(event, self.of(event))
    }

    /// All of it in sentences; none where nobody knows.
    pub(super) fn sentences(&self, event: &Event) -> String {
        if !event.is_for_web() {
            return SENTENCES.apps.to_owned();
        }
        let Some(Proof { state, fired_at, page, live }) = self.of(event) else { return String::new() };
        let when = |at: Millis| format!("on {}", day(at));
        let fired = fired_at.map(when).unwrap_or_default();
        let sentence = match state {
            ProofState::Draft => SENTENCES.never,
            ProofState::Stale => SENTENCES.stale,
            ProofState::Proven | ProofState::Published => SENTENCES.fired,
        };
        let mut said =
            vec![fill(sentence, &[("when", &fired), ("page", page.as_deref().unwrap_or_default())])];
        said.extend(live.iter().map(|Live { place, number, since }| {
            let blanks =
                [("place", place.as_str()), ("number", &number.to_string()), ("when", &when(*since))];
            fill(SENTENCES.live, &blanks)
        }));
        said.join(" ")
    }

    /// What the columns cannot say.
    pub(super) fn losses(&self) -> Vec<Loss> {
        let (what, why) = match self.proofs {
            None => (
                "how far events are proven",
                "Only the data folder that has the shop knows what was tested and published; a plan from a file says nothing of it.",
            ),
            Some(_) => (
                "pictures, and what was sent in tests",
                "The page has pictures of the elements; the parameters that were sent stay in Waymark.",
            ),
        };
        vec![Loss::overall(LossKind::Missing, what, why)]
    }
}

/// What is known of an event as a state, a day, a page and where it is live; empty where nobody knows.
#[must_use]
pub fn cells(event: &Event, proof: Option<&Proof>) -> [String; HEADS.len()] {
    if !event.is_for_web() {
        return ["For apps only".to_owned(), String::new(), String::new(), String::new()];
    }
    let Some(Proof { state, fired_at, page, live }) = proof else { return Default::default() };
    let live: Vec<_> =
        live.iter().map(|Live { place, number, .. }| format!("revision {number} at {place}")).collect();
    [
        state.words().to_owned(),
        fired_at.map(day).unwrap_or_default(),
        page.clone().unwrap_or_default(),
        live.join("; "),
    ]
}

/// A date without its time of day.
pub fn day(at: Millis) -> String {
    Moment::of(at).to_string().chars().take_while(|letter| *letter != ' ').collect()
}
