//! What a visit remembers, in the runtime's three spans. A session ends after half an hour in which nothing of it was
//! asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::{EventId, Limit, Millis, Span};

/// A session ends when nothing happened for longer than this, in milliseconds.
const SESSION: Millis = 1_800_000;

/// What an event that is made of others remembers.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// It fired, and does not again.
    pub done: bool,
    /// When its score was reached.
    pub reached: Option<Millis>,
    /// Weights that came together.
    pub sum: u32,
    /// How many came together.
    pub count: u32,
    /// The next step of a sequence.
    pub at: usize,
    /// When its parts fired, the last ones.
    pub times: Vec<Millis>,
}

#[derive(Clone, Debug, Default)]
struct Memory {
    own: BTreeMap<EventId, Own>,
    once: BTreeSet<EventId>,
    score: u32,
}

/// All that is remembered.
#[derive(Clone, Debug, Default)]
pub struct Memories {
    page: Memory,
    session: Memory,
    visitor: Memory,
    /// When it was last asked for.
    at: Millis,
}

impl Memories {
    /// Another page is shown.
    pub fn leave_page(&mut self) {
        self.page = Memory::default();
    }

    /// Ends a session in which nothing happened for too long.
    pub fn age(&mut self, now: Millis) {
        if now - self.at > SESSION {
            self.session = Memory::default();
        }
        self.at = now;
    }

    fn of(&mut self, span: Span, now: Millis) -> &mut Memory {
        if span != Span::Page {
            self.age(now);
        }
        match span {
            Span::Page => &mut self.page,
            Span::Session => &mut self.session,
            Span::Visitor => &mut self.visitor,
        }
    }

    /// What the event remembers within the span.
    pub fn own_mut(&mut self, span: Span, event: &EventId, now: Millis) -> &mut Own {
        self.of(span, now).own.entry(event.clone()).or_default()
    }

    /// The same without asking, which keeps no session alive.
    pub fn own(&self, span: Span, event: &EventId) -> Option<&Own> {
        let memory = match span {
            Span::Page => &self.page,
            Span::Session => &self.session,
            Span::Visitor => &self.visitor,
        };
        memory.own.get(event)
    }

    /// The visit's score.
    pub fn score(&mut self, now: Millis) -> u32 {
        self.of(Span::Session, now).score
    }

    /// Adds a weight to the visit's score.
    pub fn add_score(&mut self, weight: u32, now: Millis) {
        self.of(Span::Session, now).score += weight;
    }

    /// Whether this is the first time within the limit; it is not again.
    pub fn is_first(&mut self, limit: Limit, event: &EventId, now: Millis) -> bool {
        let span = match limit {
            Limit::EveryTime => return true,
            Limit::Page => Span::Page,
            Limit::Session => Span::Session,
            Limit::Visitor => Span::Visitor,
        };
        self.of(span, now).once.insert(event.clone())
    }
}
