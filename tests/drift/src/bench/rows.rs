//! Answers counted: a row a locator, a column a group of sets.

use std::collections::BTreeMap;

use waymark_app::evaluating::{Evaluation, Kind};
use waymark_identify::trial::Mark;

use super::queries::Query;

/// What a locator of others found for each query.
pub struct Found {
    /// The locator.
    pub name: String,
    /// What it pointed at, by number.
    pub answers: Vec<Vec<usize>>,
    /// Mean time to describe an element, in milliseconds, where that is a step of its own.
    pub describing_ms: Option<f64>,
    /// Mean time to look for it.
    pub ms: f64,
}

/// A locator's counts.
pub struct Row {
    /// The locator.
    pub name: String,
    /// By set.
    pub counts: BTreeMap<Set, Counts>,
    /// Mean time to describe an element, in milliseconds, where that is a step of its own.
    pub describing_ms: Option<f64>,
    /// Mean time to look for it.
    pub ms: f64,
}

/// A set, with what is gone there apart from what is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set {
    /// Its name.
    pub name: String,
    /// The element is gone.
    pub gone: bool,
}

/// How often what was answered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Queries.
    pub n: usize,
    /// Pointed at the element; at nothing where it is gone.
    pub correct: usize,
    /// Pointed at something else.
    pub wrong: usize,
}

impl Counts {
    fn add(&mut self, correct: bool, wrong: bool) {
        self.n += 1;
        self.correct += usize::from(correct);
        self.wrong += usize::from(wrong);
    }
}

impl Row {
    /// The counts of all sets whose names begin so.
    pub fn sum(&self, prefix: &str, gone: bool) -> Counts {
        let all = self.counts.iter().filter(|(set, _)| {
            set.gone == gone && (set.name == prefix || set.name.starts_with(&format!("{prefix}/")))
        });
        all.fold(Counts::default(), |sum, (_, counts)| Counts {
            n: sum.n + counts.n,
            correct: sum.correct + counts.correct,
            wrong: sum.wrong + counts.wrong,
        })
    }
}

/// Waymark's rows: relocation, then runtime selectors. To point at nothing where the element is gone counts as correct,
/// whatever the reason given, as it does for the others.
pub fn of_waymark(evaluation: &Evaluation) -> Vec<Row> {
    [(Kind::Relocation, "Waymark, relocation"), (Kind::Selectors, "Waymark, runtime selectors")]
        .into_iter()
        .map(|(kind, name)| {
            let mut counts: BTreeMap<Set, Counts> = BTreeMap::new();
            let (mut ms, mut n) = (0.0, 0usize);
            for outcome in evaluation.outcomes.iter().filter(|outcome| outcome.kind == kind) {
                let gone = outcome.truth.accept.is_empty();
                let mark = outcome.mark();
                let correct = mark == Mark::Correct || (gone && mark != Mark::Wrong);
                let set = Set { name: outcome.set.clone(), gone };
                counts.entry(set).or_default().add(correct, mark == Mark::Wrong);
                ms += outcome.ms;
                n += 1;
            }
            let describing = evaluation.describing_ms / evaluation.described.max(1) as f64;
            Row { name: name.to_owned(), counts, describing_ms: Some(describing), ms: ms / n.max(1) as f64 }
        })
        .collect()
}

/// The row of a locator of others. Pointing at several elements is wrong.
pub fn of_found(queries: &[Query], found: Found) -> Row {
    let mut counts: BTreeMap<Set, Counts> = BTreeMap::new();
    for (query, answer) in queries.iter().zip(&found.answers) {
        let gone = query.accept.is_empty();
        let correct = match answer.as_slice() {
            [] => gone,
            [one] => query.accept.contains(one),
            _ => false,
        };
        let set = Set { name: query.set.clone(), gone };
        counts.entry(set).or_default().add(correct, !answer.is_empty() && !correct);
    }
    Row { name: found.name, counts, describing_ms: found.describing_ms, ms: found.ms }
}
