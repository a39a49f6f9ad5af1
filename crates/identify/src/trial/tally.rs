//! Many answers counted.

use super::{Answer, Mark, Truth};

/// How often each mark was given.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Answers.
    pub n: usize,
    /// Right ones.
    pub correct: usize,
    /// Ones that pointed at something else.
    pub wrong: usize,
    /// Ones that could not choose.
    pub ambiguous: usize,
    /// Ones that missed an element that is there.
    pub missing: usize,
    /// Ones that only a browser could have given.
    pub untold: usize,
    precision: f64,
    recall: f64,
}

impl Tally {
    /// Counts one answer.
    pub fn add(&mut self, truth: &Truth, answer: &Answer) {
        let (precision, recall) = truth.precision_and_recall(answer);
        self.precision += precision;
        self.recall += recall;
        self.n += 1;
        *match truth.mark(answer) {
            Mark::Correct => &mut self.correct,
            Mark::Wrong => &mut self.wrong,
            Mark::Ambiguous => &mut self.ambiguous,
            Mark::Missing => &mut self.missing,
            Mark::Untold => &mut self.untold,
        } += 1;
    }

    /// Answers that pointed at nothing, those where that was right left out.
    #[must_use]
    pub fn abstained(&self) -> usize {
        self.ambiguous + self.missing + self.untold
    }

    /// Mean share of what was pointed at that was right, from 0 to 1; pointing at nothing counts as 1.
    #[must_use]
    pub fn precision(&self) -> f64 {
        self.precision / self.n.max(1) as f64
    }

    /// Mean share of the right elements that were pointed at, from 0 to 1.
    #[must_use]
    pub fn recall(&self) -> f64 {
        self.recall / self.n.max(1) as f64
    }
}
