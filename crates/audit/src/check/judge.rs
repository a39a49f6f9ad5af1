//! What finding an element again means for its event: the verdict as it is told, and what the event can be moved to.

use waymark_identify::{Located, NewPage, NodeId};
use waymark_model::{Target, Verdict};

use super::words;

/// What became of an event's element on one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, as sentences, the most telling first.
    pub reasons: Vec<String>,
    /// How sure it is that what was found is the event's, 0 to 1; absent for a set, whose share kept is no probability.
    pub confidence: Option<f64>,
    /// What was found, in words; empty where nothing was.
    pub found: String,
    /// What the event can be moved to: an element, or all of a set; empty where it cannot.
    pub repair: Vec<NodeId>,
}

/// Judges what was found for a target.
#[must_use]
pub fn judge(target: &Target, located: &Located, page: &NewPage<'_>) -> Judged {
    let is_missed = located.matched != located.nodes;
    let is_elsewhere = is_missed && matches!(located.verdict, Verdict::Moved | Verdict::Hidden);
    let has_rule = || match located.nodes.as_slice() {
        // One element says nothing about where the others of a set went.
        [] | [_] => located.nodes.len() == 1 && !target.multiple,
        set => page.target(set, true).is_some_and(|target| !target.selectors.is_empty()),
    };
    Judged {
        verdict: located.verdict,
        reasons: words::reasons(located, is_missed, target),
        confidence: (!target.multiple).then_some(located.confidence),
        found: words::found(page.document(), &located.nodes),
        repair: if is_elsewhere && has_rule() { located.nodes.clone() } else { Vec::new() },
    }
}
