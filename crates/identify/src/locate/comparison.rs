//! One old page held against one new page: how much has changed altogether, which candidate is most like an
//! old element, and whether another old element explains that candidate better.

use super::aspects::{ASPECTS, Aspect, Likeness, Side, compare};
use super::belief::{FACTS, Fact, lead};
use super::model::Weights;
use super::pages::{NewPage, OldPage};
use super::tokens::Pool;
use super::traits::Traits;
use crate::document::NodeId;

/// Surely unchanged elements that are looked at to learn what the change did to the others.
const ANCHORS: usize = 40;
/// Candidates that are kept for a person to see.
const SHOWN: usize = 5;
/// Old elements that explain a candidate better and are asked whether they are somewhere else themselves.
const RIVALS: usize = 3;
/// How much better somewhere else must be for such an element to be out of the way.
const ELSEWHERE: f32 = 0.5;

/// An old page and a new one.
pub struct Comparison<'a> {
    pub(super) old: &'a OldPage,
    pub(super) new: &'a NewPage<'a>,
    pub(super) weights: &'a Weights,
    /// Share of what the old page says and does that the new page says and does too, 0 to 1.
    stability: f32,
    /// Mean share that surely unchanged elements kept of their scores, 0 to 1.
    anchored: f32,
}

/// A candidate with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub node: NodeId,
    pub score: f32,
}

/// An old element to be found.
pub(super) struct Wanted<'a> {
    pub traits: &'a Traits,
    pub pool: &'a Pool,
    /// Its position in the old page, where it has one.
    pub at: Option<usize>,
    pub tag: &'a str,
}

/// The best candidates of a wanted element with the facts about the first.
pub(super) struct Found {
    /// Best first, at most five.
    pub ranked: Vec<Scored>,
    pub likenesses: [Likeness; ASPECTS],
    pub facts: [f32; FACTS],
    /// Lead over the next best that is no part of the best or around it, 0 to 1.
    pub margin: f32,
}

impl<'a> Comparison<'a> {
    /// Holds the pages against each other.
    #[must_use]
    pub fn new(old: &'a OldPage, new: &'a NewPage<'a>) -> Self {
        Self::weighed(old, new, &super::model::COMMITTED)
    }

    /// The same with a model of one's own.
    #[must_use]
    pub fn weighed(old: &'a OldPage, new: &'a NewPage<'a>, weights: &'a Weights) -> Self {
        let mut pair = Self { old, new, weights, stability: 0.0, anchored: 1.0 };
        let signatures = &old.seen.signatures;
        let mut unchanged: Vec<(u32, u32)> = Vec::new();
        let mut there = 0usize;
        for (signature, positions) in signatures {
            if let Some(now) = new.seen.signatures.get(signature) {
                there += 1;
                if let ([before], [now]) = (positions.as_slice(), now.as_slice()) {
                    unchanged.push((*before, *now));
                }
            }
        }
        unchanged.sort_unstable();
        if !signatures.is_empty() {
            pair.stability = there as f32 / signatures.len() as f32;
        }
        let step = unchanged.len().div_ceil(ANCHORS).max(1);
        let kept: Vec<f32> = unchanged
            .iter()
            .step_by(step)
            .map(|&(before, now)| {
                pair.score(old.side(before as usize), new.side(now as usize))
                    / pair.full(old.side(before as usize))
            })
            .collect();
        if !kept.is_empty() {
            pair.anchored = kept.iter().sum::<f32>() / kept.len() as f32;
        }
        pair
    }

    fn score(&self, old: Side<'_>, new: Side<'_>) -> f32 {
        self.weights.score(&compare(old, new))
    }

    /// What an element scores against itself; never zero.
    fn full(&self, side: Side<'_>) -> f32 {
        self.score(side, side).max(1.0)
    }

    /// All candidates with their likenesses, in document order: the page's notable elements, and those with
    /// the wanted one's tag where it was not notable itself.
    pub(super) fn candidates<T>(
        &self,
        wanted: &Wanted<'_>,
        mut take: impl FnMut(NodeId, Side<'_>) -> T,
    ) -> Vec<T> {
        let mut found: Vec<T> =
            (0..self.new.nodes.len()).map(|at| take(self.new.nodes[at], self.new.side(at))).collect();
        if wanted.at.is_none() {
            let others = self.new.others(wanted.tag);
            let sides = others.traits.iter().map(|traits| Side { traits, pool: &others.pool });
            found.extend(others.nodes.iter().zip(sides).map(|(&node, side)| take(node, side)));
        }
        found
    }

    /// Ranks the candidates and gathers the facts about the best.
    pub(super) fn find(&self, wanted: &Wanted<'_>, votes: impl Fn(NodeId) -> (f32, f32)) -> Option<Found> {
        let old = Side { traits: wanted.traits, pool: wanted.pool };
        let mut ranked = self.candidates(wanted, |node, new| Scored { node, score: self.score(old, new) });
        // Stable, so that equals stay in document order.
        let first = select_best(&mut ranked, SHOWN + 7);
        let best = *first.first()?;
        let document = self.new.document;
        let is_apart = |other: &&Scored| {
            !document.contains(best.node, other.node) && !document.contains(other.node, best.node)
        };
        let second = first.iter().skip(1).find(is_apart).map(|second| second.score);
        let gap = second.map_or(f32::INFINITY, |second| best.score - second);
        let (likenesses, new) =
            self.side_of(wanted, best.node, |side| (compare(old, side), side.traits.clone()))?;
        let mutual = self.side_of(wanted, best.node, |side| self.mutual(wanted, best, side))?;
        let (votes_for, votes_against) = votes(best.node);
        let full = self.full(old);
        let kept = (best.score / full).clamp(-1.0, 1.2);
        let shortfall = (self.anchored - kept).clamp(-1.0, 1.0);
        let degree = |aspect: Aspect| likenesses[aspect as usize].degree();
        let is_same = |aspect: Aspect| likenesses[aspect as usize] == Likeness::Same;
        let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
        let told: Vec<f32> = likenesses.iter().filter_map(|likeness| likeness.degree()).collect();
        let exact = told.iter().filter(|&&degree| degree >= 1.0).count() as f32 / told.len().max(1) as f32;
        let unique_name = is_same(Aspect::Name)
            && self.old.seen.has_one_name(wanted.traits)
            && self.new.seen.has_one_name(&new);
        let unique_function = is_same(Aspect::Function)
            && self.old.seen.has_one_function(wanted.traits)
            && self.new.seen.has_one_function(&new);
        let mut facts = [0.0; FACTS];
        let mut state = |fact: Fact, value: f32| facts[fact as usize] = value;
        state(Fact::Bias, 1.0);
        state(Fact::Kept, kept);
        state(Fact::Gap, lead(gap));
        state(Fact::Mutual, lead(mutual));
        state(Fact::MutualBest, flag(mutual >= 0.0));
        state(Fact::Stability, self.stability);
        state(Fact::Shortfall, shortfall);
        state(Fact::ShortfallOnStable, shortfall * self.stability);
        state(Fact::UniqueName, flag(unique_name));
        state(Fact::UniqueFunction, flag(unique_function));
        state(Fact::Votes, votes_for);
        state(Fact::VotesAgainst, votes_against);
        state(Fact::OtherName, flag(degree(Aspect::Name).is_some_and(|degree| degree < 0.3)));
        state(Fact::OtherFunction, flag(degree(Aspect::Function).is_some_and(|degree| degree < 0.5)));
        state(Fact::OtherItem, flag(degree(Aspect::Item).is_some_and(|degree| degree < 0.5)));
        state(Fact::OtherFamily, flag(!is_same(Aspect::Family)));
        state(Fact::Exact, exact);
        state(Fact::Substance, full / 10.0);
        let ranked = first.into_iter().take(SHOWN).collect();
        Some(Found { ranked, likenesses, facts, margin: lead(gap).max(0.0) })
    }

    /// Looks at a candidate again.
    fn side_of<T>(&self, wanted: &Wanted<'_>, node: NodeId, look: impl FnOnce(Side<'_>) -> T) -> Option<T> {
        if let Ok(at) = self.new.nodes.binary_search(&node) {
            return Some(look(self.new.side(at)));
        }
        let others = self.new.others(wanted.tag);
        let at = others.nodes.binary_search(&node).ok()?;
        Some(look(Side { traits: &others.traits[at], pool: &others.pool }))
    }

    /// Lead of the wanted element over the old element that explains the candidate next best. Old elements
    /// that are better off somewhere else do not count.
    fn mutual(&self, wanted: &Wanted<'_>, best: Scored, side: Side<'_>) -> f32 {
        let same = |at: usize| wanted.at == Some(at) || self.score_full_match(wanted, at);
        let mut rivals: Vec<(f32, usize)> = (0..self.old.traits.len())
            .filter(|&at| !same(at))
            .map(|at| (self.score(self.old.side(at), side), at))
            .collect();
        rivals.sort_by(|left, right| right.0.total_cmp(&left.0));
        for &(score, at) in rivals.iter().take(RIVALS) {
            if score < best.score || !self.is_elsewhere(at, score) {
                return best.score - score;
            }
        }
        rivals.get(RIVALS).map_or(f32::INFINITY, |&(score, _)| best.score - score)
    }

    /// An old element that cannot be told from the wanted one.
    fn score_full_match(&self, wanted: &Wanted<'_>, at: usize) -> bool {
        let _ = (wanted, at);
        false
    }

    /// Whether an old element has a place on the new page that suits it clearly better than this score.
    fn is_elsewhere(&self, at: usize, score: f32) -> bool {
        let old = self.old.side(at);
        (0..self.new.nodes.len()).any(|now| self.score(old, self.new.side(now)) > score + ELSEWHERE)
    }
}

/// The `count` best, best first; equals in their order before.
fn select_best(scored: &mut Vec<Scored>, count: usize) -> Vec<Scored> {
    scored.sort_by(|left, right| right.score.total_cmp(&left.score));
    scored.truncate(count);
    std::mem::take(scored)
}
