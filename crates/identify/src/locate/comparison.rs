//! One old page held against one new page: how much has changed altogether, and how any two of their elements
//! compare. Searching for one element lies in `search`.

use std::cell::{OnceCell, RefCell};

use waymark_model::Fingerprint;

use super::anchors::Anchors;
use super::aspects::{ASPECTS, Aspect, Likeness, Side, compare};
use super::best::{Row, RowKey};
use super::model::{COMMITTED, Weights};
use super::pages::{NewPage, OldPage};
use crate::document::NodeId;
use crate::hashed::Numbered;

/// Surely unchanged elements that are looked at to learn what the change did to the others.
const ANCHORS: usize = 40;

/// An old page and a new one.
pub struct Comparison<'a> {
    pub(super) old: &'a OldPage,
    pub(super) new: &'a NewPage<'a>,
    pub(super) weights: &'a Weights,
    anchors: OnceCell<Anchors>,
    change: OnceCell<Change>,
    pub(super) rows: RefCell<Numbered<RowKey, Row>>,
}

/// How much has changed altogether.
pub(super) struct Change {
    /// Share of what the old page says and does that the new page says and does too, 0 to 1.
    pub stability: f32,
    /// Mean share that surely unchanged elements kept of their scores, 0 to 1.
    pub anchored: f32,
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
        Self {
            old,
            new,
            weights,
            anchors: OnceCell::new(),
            change: OnceCell::new(),
            rows: RefCell::default(),
        }
    }

    /// Elements that say and do the same on both pages and nowhere else on either, by their positions.
    fn lasting(&self) -> Vec<(u32, u32)> {
        let now = &self.new.read().seen.signatures;
        let pairs = self.old.seen.signatures.iter().filter_map(|(signature, before)| {
            match (before.as_slice(), now.get(signature)?.as_slice()) {
                ([before], [now]) => Some((*before, *now)),
                _ => None,
            }
        });
        let mut unchanged: Vec<(u32, u32)> = pairs.collect();
        unchanged.sort_unstable();
        unchanged
    }

    fn anchors(&self) -> &Anchors {
        self.anchors.get_or_init(|| Anchors::of(&self.lasting(), &self.old.traits, &self.new.read().traits))
    }

    /// How much has changed altogether; one pass over both pages the first time.
    pub(super) fn change(&self) -> &Change {
        self.change.get_or_init(|| {
            let (old, new) = (self.old, self.new.read());
            let signatures = &old.seen.signatures;
            let there = signatures.keys().filter(|signature| new.seen.signatures.contains_key(signature));
            let stability =
                if signatures.is_empty() { 0.0 } else { there.count() as f32 / signatures.len() as f32 };
            let unchanged = self.lasting();
            let looked_at = unchanged.iter().step_by(unchanged.len().div_ceil(ANCHORS).max(1));
            let kept: Vec<f32> = looked_at
                .map(|&(before, now)| (old.side(before as usize), new.side(now as usize)))
                .map(|(before, now)| self.kept(before, self.score(before, now)))
                .collect();
            let anchored = if kept.is_empty() { 1.0 } else { kept.iter().sum::<f32>() / kept.len() as f32 };
            Change { stability, anchored }
        })
    }

    pub(super) fn score(&self, old: Side<'_>, new: Side<'_>) -> f32 {
        self.weights.score(&self.compare(old, new))
    }

    /// Compares two elements in all aspects.
    pub(super) fn compare(&self, old: Side<'_>, new: Side<'_>) -> [Likeness; ASPECTS] {
        let mut likenesses = compare(old, new);
        if let (Some(old), Some(new)) = (old.at, new.at) {
            likenesses[Aspect::Place as usize] = self.anchors().place(old, new);
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
        let new = self.new.read();
        let mut found: Vec<T> = (0..new.nodes.len()).map(|at| look(new.nodes[at], new.side(at))).collect();
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
        let new = self.new.read();
        if let Ok(at) = new.nodes.binary_search(&node) {
            return Some(look(new.side(at)));
        }
        let others = self.new.others(wanted.tag);
        others.nodes.binary_search(&node).ok().map(|at| look(others.side(at)))
    }
}
