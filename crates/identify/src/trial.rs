//! Judging identity where the truth is known: what relocation or the runtime selectors said of an element, against
//! the elements that would have been right. Where cases come from, and how long anything takes, is not known
//! here.

mod tally;

use waymark_model::{Target, Verdict};

use crate::document::{Document, NodeId};
use crate::locate::{Comparison, Located};
use crate::rule::{Count, count};
pub use tally::Tally;

/// What one way of finding an element answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What became of the element.
    pub verdict: Verdict,
    /// What was pointed at, in document order; empty when nothing was.
    pub nodes: Vec<NodeId>,
    /// How sure, from 0 to 1; absent where the way knows no degrees.
    pub confidence: Option<f64>,
    /// How far ahead of the next best; absent where the way knows no degrees.
    pub margin: Option<f64>,
    /// Why, in plain words.
    pub reasons: Vec<String>,
}

/// What would have been right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// The elements that count as found, in document order; none when the element is gone.
    pub accept: Vec<NodeId>,
    /// All of them together are the target, instead of any one.
    pub multiple: bool,
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It pointed at the element, or said that it is missing where it is.
    Correct,
    /// It pointed at something else, at more than one element for one, or at not quite the same set.
    Wrong,
    /// It pointed at nothing because several could be it.
    Ambiguous,
    /// It pointed at nothing although the element is there.
    Missing,
    /// It pointed at nothing because only a browser can say.
    Untold,
}

impl Answer {
    /// What relocation says of a target of the old page.
    #[must_use]
    pub fn of_relocation(comparison: &Comparison<'_>, target: &Target) -> Self {
        let Located { verdict, mut nodes, confidence, margin, reasons, .. } = comparison.locate(target);
        nodes.sort_unstable();
        Self { verdict, nodes, confidence: Some(confidence), margin: Some(margin), reasons }
    }

    /// What a visitor's browser makes of the selectors.
    #[must_use]
    pub fn of_selectors(document: &Document, target: &Target) -> Self {
        let (verdict, nodes, reason) = match count(document, &target.selectors) {
            Count::Matched { selector, nodes } => {
                let used = &target.selectors[selector];
                let text = used.text.as_ref().map(|text| format!(" with the text {text:?}"));
                let reason = format!("{}{} matches", used.css, text.unwrap_or_default());
                (Verdict::Intact, nodes, reason)
            }
            Count::Nothing => (Verdict::Missing, Vec::new(), "no selector matches".to_owned()),
            Count::NeedsRendering { selector } => {
                let reason = format!("{} needs a browser", target.selectors[selector].css);
                (Verdict::NeedsRendering, Vec::new(), reason)
            }
            Count::Invalid { selector, message } => {
                let reason = format!("{} cannot be used: {message}", target.selectors[selector].css);
                (Verdict::NotRun, Vec::new(), reason)
            }
        };
        Self { verdict, nodes, confidence: None, margin: None, reasons: vec![reason] }
    }
}

impl Truth {
    /// What the answer is worth.
    #[must_use]
    pub fn mark(&self, answer: &Answer) -> Mark {
        if !answer.nodes.is_empty() {
            let is_right = match (self.multiple, answer.nodes.as_slice()) {
                (true, nodes) => nodes == self.accept,
                (false, [node]) => self.accept.contains(node),
                (false, _) => false,
            };
            return if is_right { Mark::Correct } else { Mark::Wrong };
        }
        match answer.verdict {
            Verdict::Ambiguous => Mark::Ambiguous,
            Verdict::NeedsRendering | Verdict::Blocked | Verdict::Unreachable | Verdict::NotRun => {
                Mark::Untold
            }
            _ if self.accept.is_empty() => Mark::Correct,
            _ => Mark::Missing,
        }
    }

    /// How much of what was pointed at is right, and how much of what is right was pointed at, from 0 to 1.
    #[must_use]
    pub fn precision_and_recall(&self, answer: &Answer) -> (f64, f64) {
        let right = answer.nodes.iter().filter(|node| self.accept.contains(node)).count() as f64;
        let share = |of: usize| if of == 0 { 1.0 } else { right / of as f64 };
        (share(answer.nodes.len()), share(self.accept.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Mark, NodeId, Truth, Verdict};

    fn answer(verdict: Verdict, nodes: &[u32]) -> Answer {
        let nodes = nodes.iter().map(|&node| NodeId(node)).collect();
        Answer { verdict, nodes, confidence: None, margin: None, reasons: Vec::new() }
    }

    fn truth(accept: &[u32], multiple: bool) -> Truth {
        Truth { accept: accept.iter().map(|&node| NodeId(node)).collect(), multiple }
    }

    #[test]
    fn one_of_the_accepted_elements_is_right() {
        let truth = truth(&[4, 9], false);
        for (answer, mark) in [
            (answer(Verdict::Intact, &[9]), Mark::Correct),
            (answer(Verdict::Moved, &[4]), Mark::Correct),
            (answer(Verdict::Intact, &[5]), Mark::Wrong),
            (answer(Verdict::Intact, &[4, 9]), Mark::Wrong),
            (answer(Verdict::Ambiguous, &[]), Mark::Ambiguous),
            (answer(Verdict::Missing, &[]), Mark::Missing),
            (answer(Verdict::NeedsRendering, &[]), Mark::Untold),
        ] {
            assert_eq!(truth.mark(&answer), mark, "{answer:?}");
        }
    }

    #[test]
    fn of_what_is_gone_only_missing_is_right() {
        for multiple in [false, true] {
            let truth = truth(&[], multiple);
            assert_eq!(truth.mark(&answer(Verdict::Missing, &[])), Mark::Correct);
            assert_eq!(truth.mark(&answer(Verdict::Ambiguous, &[])), Mark::Ambiguous);
            assert_eq!(truth.mark(&answer(Verdict::Moved, &[4])), Mark::Wrong);
        }
    }

    #[test]
    fn a_set_is_right_as_a_whole() {
        let truth = truth(&[1, 2, 3, 4], true);
        assert_eq!(truth.mark(&answer(Verdict::Intact, &[1, 2, 3, 4])), Mark::Correct);
        let part = answer(Verdict::Intact, &[1, 2, 9]);
        assert_eq!(truth.mark(&part), Mark::Wrong);
        let (precision, recall) = truth.precision_and_recall(&part);
        assert!((precision - 2.0 / 3.0).abs() < 1e-9 && (recall - 0.5).abs() < 1e-9);
    }
}
