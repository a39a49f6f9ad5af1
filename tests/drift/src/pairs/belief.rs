//! Which of the best candidates is believed to be the element, and whether it is: the product's boosted trees on these
//! facts, and the limit below which nothing is said.

use waymark_identify::locate::Tree;

use super::facts::{Candidate, asked};
use crate::fit::boosting::{Example, boost};

/// Weight of all examples together.
const ALL: f32 = 1000.0;
/// Share of the elements that are there which are to be found at least. The limit is as high as that allows.
const FOUND: f64 = 0.88;

/// The best candidates for one old record.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// Best first.
    pub candidates: Vec<Candidate>,
    /// One of all candidates is right.
    pub is_there: bool,
}

/// What was chosen for a case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// How surely it is the element, 0 to 1.
    pub probability: f32,
    pub is_right: bool,
}

/// Fitted trees.
pub(super) struct Belief(Vec<Tree<usize>>);

impl Belief {
    pub fn fitted<'a>(cases: impl Iterator<Item = &'a Case>) -> Self {
        let candidates: Vec<&Candidate> = cases.flat_map(|case| &case.candidates).collect();
        let weight = ALL / candidates.len().max(1) as f32;
        let examples: Vec<Example<'_>> = candidates
            .into_iter()
            .map(|each| Example { facts: &each.facts, is_right: each.is_right, weight })
            .collect();
        Self(boost(&examples, &asked()))
    }

    /// The candidate that is most surely the element; of several alike the better ranked.
    pub fn choose(&self, case: &Case) -> Choice {
        let mut best = Choice { probability: -1.0, is_right: false };
        for each in &case.candidates {
            let odds: f32 = self.0.iter().map(|tree| tree.value(&each.facts)).sum();
            let probability = 1.0 / (1.0 + (-odds).exp());
            if probability > best.probability {
                best = Choice { probability, is_right: each.is_right };
            }
        }
        best
    }
}

/// The highest limit at which enough is found, of choices for elements that are there.
pub(super) fn limit(choices: &[Choice]) -> f32 {
    let mut right: Vec<f32> =
        choices.iter().filter(|each| each.is_right).map(|each| each.probability).collect();
    right.sort_by(|left, other| other.total_cmp(left));
    let wanted = (FOUND * choices.len() as f64).ceil() as usize;
    wanted.checked_sub(1).and_then(|last| right.get(last)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_lets_enough_through_and_no_more() {
        let choice = |probability, is_right| Choice { probability, is_right };
        let mut choices: Vec<Choice> = (1..=100_u8).map(|at| choice(f32::from(at) / 100.0, true)).collect();
        assert!((limit(&choices) - 0.13).abs() < 1e-6);
        choices.iter_mut().take(50).for_each(|each| each.is_right = false);
        assert!(limit(&choices).abs() < 1e-6, "what cannot be reached asks for everything");
    }
}
