//! The search for one element: all candidates ranked, and the facts about the best. What these facts prove is
//! `belief`'s.

use super::aspects::{ASPECTS, Aspect, Likeness, Side};
use super::belief::{FACTS, Fact, lead};
use super::best::Of;
use super::comparison::{Comparison, Wanted};
use super::pages::Seen;
use crate::document::NodeId;

/// Candidates that are kept for a person to see.
const SHOWN: usize = 5;
/// Candidates among which the next best is looked for: parts of the best and what is around it come first.
const RANKED: usize = 12;
/// Old elements that explain a candidate better and are asked whether they are somewhere else themselves.
const RIVALS: usize = 3;
/// How much better somewhere else must be for such an element to be out of the way.
const ELSEWHERE: f32 = 0.5;

/// A candidate with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub node: NodeId,
    pub score: f32,
}

/// The best candidates of a wanted element with the facts about the first.
pub(super) struct Found {
    /// Best first, at most five, never none.
    pub ranked: Vec<Scored>,
    pub likenesses: [Likeness; ASPECTS],
    pub facts: [f32; FACTS],
    /// Lead over the next best that is no part of the best or around it, 0 to 1.
    pub margin: f32,
    /// What the wanted element scores against itself.
    pub full: f32,
}

impl Comparison<'_> {
    /// Ranks the candidates and gathers the facts about the best; nothing on a page without candidates.
    /// `votes` gives the shares of selectors for and against a node.
    pub(super) fn find(&self, wanted: &Wanted<'_>, votes: impl Fn(NodeId) -> (f32, f32)) -> Option<Found> {
        let mut ranked = self.likely(wanted);
        // Stable, so that equals stay in document order.
        ranked.sort_by(|left, right| right.score.total_cmp(&left.score));
        ranked.truncate(RANKED);
        let best = *ranked.first()?;
        let document = self.new.document;
        let is_apart = |other: &&Scored| {
            !document.contains(best.node, other.node) && !document.contains(other.node, best.node)
        };
        let second = ranked.iter().skip(1).find(is_apart);
        let gap = lead(second.map_or(f32::INFINITY, |second| best.score - second.score));
        let (likenesses, mut facts) = self.candidate(wanted, best.node, |new| {
            let likenesses = self.compare(wanted.side, new);
            (likenesses, self.facts(wanted, new, best.score, &likenesses))
        })?;
        facts[Fact::Gap as usize] = gap;
        (facts[Fact::Votes as usize], facts[Fact::VotesAgainst as usize]) = votes(best.node);
        ranked.truncate(SHOWN);
        Some(Found { ranked, likenesses, facts, margin: gap.max(0.0), full: self.full(wanted.side) })
    }

    /// The best candidates and perhaps some more, in the order in which all of them stand.
    fn likely(&self, wanted: &Wanted<'_>) -> Vec<Scored> {
        let nodes = &self.new.read().nodes;
        let best = self.leading(wanted.side, Of::Old, RANKED, None).into_iter();
        let mut found: Vec<Scored> =
            best.map(|(at, score)| Scored { node: nodes[at as usize], score }).collect();
        if wanted.side.at.is_none() {
            let others = self.new.others(wanted.tag);
            found.extend((0..others.nodes.len()).map(|at| Scored {
                node: others.nodes[at],
                score: self.score(wanted.side, others.side(at)),
            }));
        }
        found
    }

    /// The facts that the candidate and the two pages alone decide.
    fn facts(
        &self,
        wanted: &Wanted<'_>,
        new: Side<'_>,
        score: f32,
        likenesses: &[Likeness; ASPECTS],
    ) -> [f32; FACTS] {
        let mutual = self.mutual(wanted, score, new);
        let kept = self.kept(wanted.side, score);
        let change = self.change();
        let shortfall = (change.anchored - kept).clamp(-1.0, 1.0);
        let degree = |aspect: Aspect| likenesses[aspect as usize].degree();
        let differs = |aspect: Aspect, below: f32| flag(degree(aspect).is_some_and(|degree| degree < below));
        let is_same = |aspect: Aspect| likenesses[aspect as usize] == Likeness::Same;
        let (before, now) = (&self.old.seen, &self.new.read().seen);
        let is_one_name = before.has_one_name(wanted.side.traits) && now.has_one_name(new.traits);
        let is_one_function = before.has_one_function(wanted.side.traits) && now.has_one_function(new.traits);
        let told: Vec<f32> = likenesses.iter().filter_map(|likeness| likeness.degree()).collect();
        let exact = told.iter().filter(|&&degree| degree >= 1.0).count() as f32 / told.len().max(1) as f32;
        let mut facts = [0.0; FACTS];
        let mut state = |fact: Fact, value: f32| facts[fact as usize] = value;
        state(Fact::Bias, 1.0);
        state(Fact::Kept, kept);
        state(Fact::Mutual, lead(mutual));
        state(Fact::MutualBest, flag(mutual >= 0.0));
        state(Fact::Stability, change.stability);
        state(Fact::Shortfall, shortfall);
        state(Fact::ShortfallOnStable, shortfall * change.stability);
        state(Fact::UniqueName, flag(is_same(Aspect::Name) && is_one_name));
        state(Fact::UniqueFunction, flag(is_same(Aspect::Function) && is_one_function));
        let (signature, own) = (new.traits.signature(), wanted.side.traits.signature());
        let is_same_signature = signature.is_some() && signature == own;
        let is_taken = signature.is_some_and(|signature| before.signatures.contains_key(&signature));
        let count = |seen: &Seen| own.and_then(|own| seen.signatures.get(&own)).map_or(0, Vec::len);
        let (copies, copies_now) = (count(before), count(now));
        state(Fact::Copies, (copies.max(1) as f32).log2() / 4.0);
        state(Fact::Thinned, flag(copies > 1 && (1..copies).contains(&copies_now)));
        state(Fact::SameSignature, flag(is_same_signature));
        state(Fact::TakenSignature, flag(is_taken && !is_same_signature));
        state(Fact::OtherName, differs(Aspect::Name, 0.3));
        state(Fact::OtherFunction, differs(Aspect::Function, 0.5));
        state(Fact::OtherItem, differs(Aspect::Item, 0.5));
        state(Fact::OtherFamily, flag(!is_same(Aspect::Family)));
        state(Fact::Exact, exact);
        state(Fact::Substance, self.full(wanted.side) / 10.0);
        facts
    }

    /// Lead of the wanted element over the old element that explains a candidate next best. Old elements that
    /// are better off somewhere else do not count.
    fn mutual(&self, wanted: &Wanted<'_>, score: f32, candidate: Side<'_>) -> f32 {
        let rivals = self.leading(candidate, Of::New, RIVALS + 1, wanted.side.at).into_iter();
        let mut rivals: Vec<(f32, usize)> = rivals.map(|(at, score)| (score, at as usize)).collect();
        rivals.sort_by(|left, right| right.0.total_cmp(&left.0));
        for &(rival, at) in rivals.iter().take(RIVALS) {
            if rival < score || !self.is_elsewhere(at, rival) {
                return score - rival;
            }
        }
        rivals.get(RIVALS).map_or(f32::INFINITY, |&(rival, _)| score - rival)
    }

    /// Whether an old element has a place on the new page that suits it clearly better than this score.
    fn is_elsewhere(&self, at: usize, score: f32) -> bool {
        self.any_above(self.old.side(at), Of::Old, score + ELSEWHERE)
    }
}

fn flag(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}
