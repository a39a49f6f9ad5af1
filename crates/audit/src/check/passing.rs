//! Which page of a type knows of which, when its elements are looked for: those that stand well before it in the sample.
//! That does not hang on which answer came first, so the same pages say the same in every audit, however many are under
//! way at a time.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::carried::{Carried, Lesson};

/// The first pages of a type know all before them: it takes two that agree.
const FIRST: usize = 3;
/// From then on a page knows those that stand so far before it, which are rarely still under way.
const BEHIND: usize = 16;

/// The pages of one type, in the order of the sample.
#[derive(Debug, Default)]
pub struct Passing {
    /// How many from the first on have said what they found.
    told: usize,
    /// What those behind say, by their numbers.
    early: BTreeMap<usize, Vec<Lesson>>,
    /// What is known from so many pages on, oldest first.
    known: VecDeque<(usize, Arc<Carried>)>,
}

impl Passing {
    /// How many pages the one with this number has to wait for, counted from the first.
    #[must_use]
    pub fn needed(number: usize) -> usize {
        number.min(FIRST).max(number.saturating_sub(BEHIND))
    }

    /// How many pages, counted from the first, have said what they found.
    #[must_use]
    pub fn told(&self) -> usize {
        self.told
    }

    /// What a page knows, once those it needs have said what they found.
    #[must_use]
    pub fn known(&self, number: usize) -> Arc<Carried> {
        let needed = Self::needed(number);
        let known = self.known.iter().rev().find(|(from, _)| *from <= needed);
        known.map(|(_, carried)| Arc::clone(carried)).unwrap_or_default()
    }

    /// Takes what a page found; nothing where it could not be looked at.
    pub fn tell(&mut self, number: usize, lessons: Vec<Lesson>) {
        self.early.insert(number, lessons);
        while let Some(lessons) = self.early.remove(&self.told) {
            self.told += 1;
            let newest = self.known.back().map(|(_, carried)| Arc::clone(carried)).unwrap_or_default();
            if let Some(carried) = newest.and(lessons) {
                self.known.push_back((self.told, Arc::new(carried)));
            }
        }
        // Nobody who is still to come knows less than the next one does.
        let least = Self::needed(self.told);
        while self.known.get(1).is_some_and(|(from, _)| *from <= least) {
            self.known.pop_front();
        }
    }
}
