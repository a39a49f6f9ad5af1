//! When the best candidate is believed. The facts that speak for or against it, each between -1 and about 1;
//! what they weigh is `model`'s. That something looks best proves nothing: when the element is gone, something
//! else looks best.

use serde::{Deserialize, Serialize};

/// A fact about the best candidate, in the order of the model's weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(usize)]
pub enum Fact {
    /// Always 1.
    Bias,
    /// Its score as a share of what the element scores against itself.
    Kept,
    /// Lead over the next best candidate, as the lead in probability between the two.
    Gap,
    /// Lead over the old element that explains the candidate next best; negative where one explains it better.
    Mutual,
    /// No other old element explains the candidate better.
    MutualBest,
    /// Share of the old page's elements that are on the new page unchanged.
    Stability,
    /// How much less it kept than elements that are surely the same on both pages.
    Shortfall,
    /// `Shortfall` times `Stability`: on a page that hardly changed, nearly all has to be kept.
    ShortfallOnStable,
    /// Same name, which is the only one of its kind on both pages.
    UniqueName,
    /// Does the same, and nothing else on either page does.
    UniqueFunction,
    /// Says and does the same altogether.
    SameSignature,
    /// Says and does what another old element said and did, and the wanted one did not.
    TakenSignature,
    /// How many elements of the old page said and did the same: 0 for one, 1 for sixteen.
    Copies,
    /// Several did, and fewer do now: one of them is gone, and the others have moved up.
    Thinned,
    /// Share of the target's selectors that match the candidate alone.
    Votes,
    /// Share of them that match something else.
    VotesAgainst,
    /// Both have names, which have next to nothing in common.
    OtherName,
    /// Both do something, but not the same.
    OtherFunction,
    /// Both stand in cards, of different products.
    OtherItem,
    /// Another kind of control.
    OtherFamily,
    /// Share of the aspects with something to compare that are exactly the same.
    Exact,
    /// The element's score against itself, in tens: how much there is to know it by.
    Substance,
}

/// Number of facts.
pub const FACTS: usize = 22;

impl Fact {
    /// All, in order.
    pub const ALL: [Self; FACTS] = [
        Self::Bias,
        Self::Kept,
        Self::Gap,
        Self::Mutual,
        Self::MutualBest,
        Self::Stability,
        Self::Shortfall,
        Self::ShortfallOnStable,
        Self::UniqueName,
        Self::UniqueFunction,
        Self::SameSignature,
        Self::TakenSignature,
        Self::Copies,
        Self::Thinned,
        Self::Votes,
        Self::VotesAgainst,
        Self::OtherName,
        Self::OtherFunction,
        Self::OtherItem,
        Self::OtherFamily,
        Self::Exact,
        Self::Substance,
    ];
}

impl From<Fact> for usize {
    fn from(fact: Fact) -> Self {
        fact as Self
    }
}

/// A lead in log odds as the lead in probability of one over the other.
pub(super) fn lead(gap: f32) -> f32 {
    (gap / 2.0).tanh()
}
