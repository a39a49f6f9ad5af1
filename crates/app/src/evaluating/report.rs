//! What came out of an evaluation: an outcome a case and kind, and the tallies of each set.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeStruct as _, Serializer};
use waymark_identify::trial::{Answer, Mark, Tally, Truth};

/// Which of the two ways of finding an element was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Comparing fingerprints, as the audit does.
    Relocation,
    /// Evaluating selectors, as visitors' browsers do.
    Selectors,
}

/// Paths of what was pointed at, true for the page as it was searched: nothing, one, or a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Matched {
    /// At nothing.
    Nothing,
    /// At one element.
    One(String),
    /// At several.
    Several(Vec<String>),
}

impl Matched {
    pub(super) fn new(mut paths: Vec<String>) -> Self {
        match paths.len() {
            0 => Self::Nothing,
            1 => Self::One(paths.remove(0)),
            _ => Self::Several(paths),
        }
    }
}

/// What one way answered to one case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Line of the case, from 1.
    pub line: usize,
    /// The case's set.
    pub set: String,
    /// Which way was asked.
    pub kind: Kind,
    /// What it answered.
    pub answer: Answer,
    /// What would have been right.
    pub truth: Truth,
    /// What it pointed at.
    pub matched: Matched,
    /// How long it took, in milliseconds.
    pub ms: f64,
}

impl Outcome {
    /// What the answer is worth.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.truth.mark(&self.answer)
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { line, set, kind, answer, matched, ms, .. } = self;
        let mut row = serializer.serialize_struct("Outcome", 10)?;
        row.serialize_field("line", line)?;
        row.serialize_field("set", set)?;
        row.serialize_field("kind", kind)?;
        row.serialize_field("verdict", &answer.verdict)?;
        row.serialize_field("right", &(self.mark() == Mark::Correct))?;
        row.serialize_field("confidence", &answer.confidence)?;
        row.serialize_field("margin", &answer.margin)?;
        row.serialize_field("matched", matched)?;
        row.serialize_field("ms", ms)?;
        row.serialize_field("reasons", &answer.reasons)?;
        row.end()
    }
}

/// Everything that came out.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// In the order of the file, relocation first.
    pub outcomes: Vec<Outcome>,
    /// Elements that were described.
    pub described: usize,
    /// How long that took, in milliseconds.
    pub describing_ms: f64,
}

/// The outcomes of one set and kind, those where the element is gone apart from those where it is there.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SetTally {
    /// Name of the set.
    pub set: String,
    /// The element is gone.
    pub gone: bool,
    /// Which way was asked.
    pub kind: Kind,
    /// Cases.
    pub n: usize,
    /// Pointed at the element, or said that it is missing where it is gone.
    pub correct: usize,
    /// Pointed at something else.
    pub wrong: usize,
    /// Pointed at nothing, as several could be it.
    pub ambiguous: usize,
    /// Called an element missing that is there.
    pub missing: usize,
    /// Pointed at nothing, as only a browser can say.
    pub untold: usize,
    /// Mean share of what was pointed at that is right.
    pub precision: f64,
    /// Mean share of the right elements that was pointed at.
    pub recall: f64,
    /// Mean time a case, in milliseconds.
    pub ms: f64,
}

impl Evaluation {
    /// The tallies of every set and kind, relocation first, sets by name.
    #[must_use]
    pub fn tallies(&self) -> Vec<SetTally> {
        let mut tallies: BTreeMap<(Kind, &str, bool), (Tally, f64)> = BTreeMap::new();
        for outcome in &self.outcomes {
            let gone = outcome.truth.accept.is_empty();
            let (tally, ms) = tallies.entry((outcome.kind, &outcome.set, gone)).or_default();
            tally.add(&outcome.truth, &outcome.answer);
            *ms += outcome.ms;
        }
        tallies
            .into_iter()
            .map(|((kind, set, gone), (tally, ms))| SetTally {
                set: set.to_owned(),
                gone,
                kind,
                n: tally.n,
                correct: tally.correct,
                wrong: tally.wrong,
                ambiguous: tally.ambiguous,
                missing: tally.missing,
                untold: tally.untold,
                precision: tally.precision(),
                recall: tally.recall(),
                ms: ms / tally.n.max(1) as f64,
            })
            .collect()
    }
}
