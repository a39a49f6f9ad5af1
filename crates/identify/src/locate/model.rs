//! The fitted model: what each aspect's likeness is worth, and when a best candidate is believed. Read from
//! `model.json`, which the trainer writes together with the date, the corpus and its cross-validated result;
//! `docs/identity.md` explains the numbers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::aspects::{ASPECTS, Aspect, Likeness};
use super::belief::{FACTS, Fact};

/// What one aspect is worth, in units of log odds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Worth {
    /// Both are exactly the same: added on top of `alike`.
    pub same: f32,
    /// Times the degree of likeness.
    pub alike: f32,
    /// Times the degree of difference; zero or less.
    pub differs: f32,
    /// One of them has nothing to say; zero or less.
    pub lost: f32,
}

/// A small decision tree on facts: a value, or a question and two trees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Tree<F = Fact> {
    /// What it adds to the log odds.
    Leaf(f32),
    /// A question.
    Split(Box<Split<F>>),
}

/// A question about one fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split<F = Fact> {
    /// The fact.
    pub fact: F,
    /// Is it below this?
    pub below: f32,
    /// If so.
    pub yes: Tree<F>,
    /// If not.
    pub no: Tree<F>,
}

impl<F: Copy + Into<usize>> Tree<F> {
    /// What the tree says of these facts, which lie where their numbers say.
    #[must_use]
    pub fn value(&self, facts: &[f32]) -> f32 {
        let mut tree = self;
        loop {
            match tree {
                Self::Leaf(value) => return *value,
                Self::Split(split) => {
                    let is_below = facts[split.fact.into()] < split.below;
                    tree = if is_below { &split.yes } else { &split.no };
                }
            }
        }
    }
}

/// A model as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Model {
    /// When and on what it was fitted, and how well it did on shops it had not seen.
    pub fitted: serde_json::Value,
    /// Worth by aspect.
    pub worth: BTreeMap<Aspect, Worth>,
    /// Trees whose values add up to the log odds that a candidate is the element.
    pub belief: Vec<Tree>,
    /// Least probability at which a candidate is believed to be the element.
    pub confidence: f32,
    /// Least lead over the next best candidate, 0 to 1.
    pub margin: f32,
}

/// A model ready for use.
#[derive(Clone, Debug)]
pub struct Weights {
    worth: [Worth; ASPECTS],
    belief: Vec<Tree>,
    /// See [`Model::confidence`].
    pub confidence: f32,
    /// See [`Model::margin`].
    pub margin: f32,
}

/// The committed model. A file that cannot be read is found by the tests; then nothing is ever believed.
pub(super) static COMMITTED: LazyLock<Weights> =
    LazyLock::new(|| Weights::new(&serde_json::from_str(include_str!("model.json")).unwrap_or_default()));

impl Weights {
    /// The model's numbers by position.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let worth = Aspect::ALL.map(|aspect| model.worth.get(&aspect).copied().unwrap_or_default());
        let belief = model.belief.clone();
        Self { worth, belief, confidence: model.confidence, margin: model.margin }
    }

    /// What all likenesses together are worth.
    #[must_use]
    pub fn score(&self, likenesses: &[Likeness; ASPECTS]) -> f32 {
        self.worth.iter().zip(likenesses).map(|(worth, &likeness)| worth.of(likeness)).sum()
    }

    /// What one aspect adds to the score.
    #[must_use]
    pub fn worth(&self, aspect: Aspect, likeness: Likeness) -> f32 {
        self.worth[aspect as usize].of(likeness)
    }

    /// What one aspect is worth, however it compares.
    pub(super) fn of(&self, aspect: Aspect) -> Worth {
        self.worth[aspect as usize]
    }

    /// Probability that a candidate of which these facts hold is the element.
    #[must_use]
    pub fn probability(&self, facts: &[f32; FACTS]) -> f32 {
        let odds: f32 = self.belief.iter().map(|tree| tree.value(facts)).sum();
        1.0 / (1.0 + (-odds).exp())
    }
}

impl Worth {
    /// What no likeness is worth more than.
    pub(super) fn most(self) -> f32 {
        [0.0, self.lost, self.same + self.alike, self.alike, self.differs].into_iter().fold(0.0, f32::max)
    }

    /// What a likeness is worth.
    #[must_use]
    pub fn of(self, likeness: Likeness) -> f32 {
        match likeness {
            Likeness::Silent => 0.0,
            Likeness::OneSided => self.lost,
            Likeness::Same => self.same + self.alike,
            Likeness::Partly(degree) => self.alike * degree + self.differs * (1.0 - degree),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_model_can_be_read_and_is_whole() -> Result<(), serde_json::Error> {
        let model: Model = serde_json::from_str(include_str!("model.json"))?;
        assert!(Aspect::ALL.iter().all(|aspect| model.worth.contains_key(aspect)));
        assert!(!model.belief.is_empty());
        assert!((0.5..1.0).contains(&model.confidence));
        Ok(())
    }
}
