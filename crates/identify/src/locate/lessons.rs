//! What the trainer learns from: the comparisons behind a search, before anything is weighed, and the facts
//! behind a belief. Nothing here is used when an element is looked for.

use waymark_model::Target;

use super::aspects::{ASPECTS, Likeness, compare};
use super::belief::FACTS;
use super::comparison::Comparison;
use super::pages::OldPage;
use super::votes;
use crate::document::NodeId;
use crate::rule::CompiledRule;

/// One thing compared, and with what.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The candidate.
    pub node: NodeId,
    /// How it compares.
    pub likenesses: [Likeness; ASPECTS],
}

/// The best candidate of a target and what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// The candidate.
    pub node: NodeId,
    /// The facts.
    pub facts: [f32; FACTS],
    /// Lead over the next best, 0 to 1.
    pub margin: f32,
}

impl OldPage {
    /// How an element of this page compares with one of another of which fingerprints are all that is known. Both are
    /// positions in the scenes.
    #[must_use]
    pub fn likenesses(&self, at: usize, other: &Self, its: usize) -> [Likeness; ASPECTS] {
        compare(self.side(at), other.side(its))
    }
}

impl Comparison<'_> {
    /// How every candidate compares with the target; nothing for a target without a fingerprint.
    #[must_use]
    pub fn lessons(&self, target: &Target) -> Vec<Lesson> {
        let Some(fingerprint) = &target.fingerprint else { return Vec::new() };
        self.want(fingerprint, |wanted| {
            self.candidates(&wanted, |node, new| Lesson { node, likenesses: self.compare(wanted.side, new) })
        })
    }

    /// How the target, first, and then every other old element compare with one candidate.
    #[must_use]
    pub fn explanations(&self, target: &Target, node: NodeId) -> Vec<[Likeness; ASPECTS]> {
        let Some(fingerprint) = &target.fingerprint else { return Vec::new() };
        self.want(fingerprint, |wanted| {
            self.candidate(&wanted, node, |new| {
                let others = (0..self.old.traits.len()).filter(|&at| wanted.side.at != Some(at as u32));
                let others = others.map(|at| self.compare(self.old.side(at), new));
                std::iter::once(self.compare(wanted.side, new)).chain(others).collect()
            })
        })
        .unwrap_or_default()
    }

    /// The best candidate and the facts about it.
    #[must_use]
    pub fn best(&self, target: &Target) -> Option<Best> {
        let matches = CompiledRule::usable(&target.selectors).matches(self.new.document);
        let found = self
            .want(target.fingerprint.as_ref()?, |wanted| self.find(&wanted, |node| votes(&matches, node)))?;
        Some(Best { node: found.ranked[0].node, facts: found.facts, margin: found.margin })
    }
}
