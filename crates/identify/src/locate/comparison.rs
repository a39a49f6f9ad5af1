//! One old page held against one new page: how much has changed altogether, and how any two of their elements
//! compare. Searching for one element lies in `search`.

use waymark_model::Fingerprint;

use super::anchors::Anchors;
use super::aspects::{ASPECTS, Aspect, Likeness, Side, compare};
use super::model::{COMMITTED, Weights};
use super::pages::{NewPage, OldPage};
use crate::document::NodeId;

/// Surely unchanged elements that are looked at to learn what the change did to the others.
const ANCHORS: usize = 40;

/// An old page and a new one.
pub struct Comparison<'a> {
    pub(super) old: &'a OldPage,
    pub(super) new: &'a NewPage<'a>,
    pub(super) weights: &'a Weights,
    /// Share of what the old page says and does that the new page says and does too, 0 to 1.
    pub(super) stability: f32,
    /// Mean share that surely unchanged elements kept of their scores, 0 to 1.
    pub(super) anchored: f32,
    anchors: Anchors,
}

/// An old element to be found.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub side: Side<'a>,
    pub tag: &'a str,
}

impl<'a> Comparison<'a> {
    /// Holds the pages against each other.
    #[must_use]
    pub fn new(old: &'a OldPage, new: &'a NewPage<'a>) -> Self {
        Self::weighed(old, new, &COMMITTED)
    }

    /// The same with a model of one's own.
    #[must_use]
    pub fn weighed(old: &'a OldPage, new: &'a NewPage<'a>, weights: &'a Weights) -> Self {
        let signatures = &old.seen.signatures;
        let mut there = 0usize;
        let mut unchanged: Vec<(u32, u32)> = Vec::new();
        for (signature, before) in signatures {
            let Some(now) = new.seen.signatures.get(signature) else { continue };
            there += 1;
            if let ([before], [now]) = (before.as_slice(), now.as_slice()) {
                unchanged.push((*before, *now));
            }
        }
        unchanged.sort_unstable();
        let anchors = Anchors::of(&unchanged, &old.traits, &new.traits);
        let mut pair = Self { old, new, weights, stability: 0.0, anchored: 1.0, anchors };
        if !signatures.is_empty() {
            pair.stability = there as f32 / signatures.len() as f32;
        }
        let anchors = unchanged.iter().step_by(unchanged.len().div_ceil(ANCHORS).max(1));
        let kept: Vec<f32> = anchors
            .map(|&(before, now)| (old.side(before as usize), new.side(now as usize)))
            .map(|(before, now)| pair.kept(before, pair.score(before, now)))
            .collect();
        if !kept.is_empty() {
            pair.anchored = kept.iter().sum::<f32>() / kept.len() as f32;
        }
        pair
    }

    pub(super) fn score(&self, old: Side<'_>, new: Side<'_>) -> f32 {
        self.weights.score(&self.compare(old, new))
    }

    /// Compares two elements in all aspects.
    pub(super) fn compare(&self, old: Side<'_>, new: Side<'_>) -> [Likeness; ASPECTS] {
        let mut likenesses = compare(old, new);
        if let (Some(old), Some(new)) = (old.at, new.at) {
            likenesses[Aspect::Place as usize] = self.anchors.place(old, new);
        }
        likenesses
    }

    /// What an element scores against itself; never zero.
    pub(super) fn full(&self, side: Side<'_>) -> f32 {
        let mut likenesses = compare(side, side);
        if side.at.is_some() {
            likenesses[Aspect::Place as usize] = Likeness::Same;
        }
        self.weights.score(&likenesses).max(1.0)
    }

    /// A score as a share of what the element scores against itself, about 0 to 1.
    pub(super) fn kept(&self, old: Side<'_>, score: f32) -> f32 {
        (score / self.full(old)).clamp(-1.0, 1.2)
    }

    /// Looks for the element with this fingerprint, which may stand in the scene or not.
    pub(super) fn want<T>(&self, fingerprint: &Fingerprint, look: impl FnOnce(Wanted<'_>) -> T) -> T {
        let tag = fingerprint.tag.as_str();
        if let Some(at) = self.old.position(fingerprint) {
            return look(Wanted { side: self.old.side(at), tag });
        }
        let (traits, pool) = self.old.read(fingerprint);
        look(Wanted { side: Side { traits: &traits, pool: &pool, at: None }, tag })
    }

    /// All candidates in document order: the page's notable elements, and those with the wanted one's tag
    /// where it was not notable itself.
    pub(super) fn candidates<T>(
        &self,
        wanted: &Wanted<'_>,
        mut look: impl FnMut(NodeId, Side<'_>) -> T,
    ) -> Vec<T> {
        let mut found: Vec<T> =
            (0..self.new.nodes.len()).map(|at| look(self.new.nodes[at], self.new.side(at))).collect();
        if wanted.side.at.is_none() {
            let others = self.new.others(wanted.tag);
            found.extend((0..others.nodes.len()).map(|at| look(others.nodes[at], others.side(at))));
        }
        found
    }

    /// Looks at one candidate.
    pub(super) fn candidate<T>(
        &self,
        wanted: &Wanted<'_>,
        node: NodeId,
        look: impl FnOnce(Side<'_>) -> T,
    ) -> Option<T> {
        if let Ok(at) = self.new.nodes.binary_search(&node) {
            return Some(look(self.new.side(at)));
        }
        let others = self.new.others(wanted.tag);
        others.nodes.binary_search(&node).ok().map(|at| look(others.side(at)))
    }
}
