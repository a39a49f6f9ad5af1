//! How well elements are found again, measured on cases whose truth is known: a file of cases in, an outcome a
//! case and kind out. What an answer is worth is decided in `waymark_identify::trial`.

mod cases;
mod groups;
mod pages;
mod report;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::time::Instant;

use waymark_identify::selectors::path;
use waymark_identify::trial::{Answer, Truth};
use waymark_identify::{
    Comparison, Description, Document, IdentifyError, NewPage, NodeId, OldPage, Samples, describe_among,
    describe_set,
};

pub use cases::{Case, CaseProblem, CasesError, read_cases};
pub use groups::{Group, Search, Trial, each_group};
pub use report::{Evaluation, Kind, Matched, Outcome, SetTally};

use crate::error::AppError;

/// Runs every case of a file, for relocation and for runtime selectors.
pub fn evaluate(file: &Path) -> Result<Evaluation, AppError> {
    let cases = read_cases(file)?;
    let runs = each_group(&cases, run)?;
    let mut evaluation = Evaluation::default();
    for run in runs {
        evaluation.described += run.described;
        evaluation.describing_ms += run.describing_ms;
        evaluation.outcomes.extend(run.outcomes);
    }
    evaluation.outcomes.sort_by_key(|outcome| (outcome.line, outcome.kind));
    Ok(evaluation)
}

/// Runs the cases of one old page.
fn run(group: &Group<'_>) -> Result<Evaluation, CasesError> {
    let mut run = Evaluation::default();
    let known = run.describe(group)?;
    // The scene is the page's, so it is the same for all its elements.
    let Some(old) = known.values().next().map(|any| OldPage::new(&any.scene)) else { return Ok(run) };
    for search in &group.searches {
        // The look at the page that all its cases share counts in equal parts.
        let begun = Instant::now();
        let new = NewPage::new(&search.new);
        let comparison = Comparison::new(&old, &new);
        let untouched = search.trials.iter().filter(|trial| trial.delete.is_empty()).count().max(1);
        let share = milliseconds(begun) / untouched as f64;
        for trial in &search.trials {
            let Some(description) = known.get(&Tagged::of(trial)) else { continue };
            match trial.reduced(&search.new) {
                None => run.judge(trial, description, &search.new, &trial.truth, &comparison, share),
                Some((page, truth)) => {
                    let begun = Instant::now();
                    let new = NewPage::new(&page);
                    let comparison = Comparison::new(&old, &new);
                    run.judge(trial, description, &page, &truth, &comparison, milliseconds(begun));
                }
            }
        }
    }
    Ok(run)
}

/// An element, or a set, with the samples that are known when it is described.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Tagged<'g> {
    element: &'g [NodeId],
    samples: &'g [PathBuf],
}

impl<'g> Tagged<'g> {
    fn of(trial: &'g Trial<'_>) -> Self {
        Self { element: &trial.element, samples: &trial.case.samples }
    }

    /// The description of an element; of a set that of its first, with all of it meant.
    fn described(self, page: &Document, samples: &Samples<'_>) -> Result<Description, IdentifyError> {
        match self.element {
            [element] => describe_among(page, *element, samples),
            set => describe_set(page, set),
        }
    }
}

impl Evaluation {
    /// Describes each element of the old page once.
    fn describe<'g>(&mut self, group: &'g Group<'_>) -> Result<HashMap<Tagged<'g>, Description>, CasesError> {
        let mut known = HashMap::new();
        let mut samples: HashMap<&[PathBuf], Samples<'_>> = HashMap::new();
        for trial in group.searches.iter().flat_map(|search| &search.trials) {
            let tagged = Tagged::of(trial);
            if let Entry::Vacant(unknown) = known.entry(tagged) {
                let begun = Instant::now();
                let samples = samples.entry(tagged.samples).or_insert_with(|| {
                    Samples::new(tagged.samples.iter().map(|page| &*group.samples[page.as_path()]))
                });
                let described = tagged
                    .described(&group.old, samples)
                    .map_err(|error| CaseProblem::Describe(error).of(trial.case))?;
                self.describing_ms += milliseconds(begun);
                self.described += 1;
                unknown.insert(described);
            }
        }
        Ok(known)
    }

    /// Asks both ways of finding the element and keeps what they answered.
    fn judge(
        &mut self,
        trial: &Trial<'_>,
        description: &Description,
        page: &Document,
        truth: &Truth,
        comparison: &Comparison<'_>,
        share: f64,
    ) {
        let begun = Instant::now();
        let relocated = Answer::of_relocation(comparison, &description.target);
        let relocating = share + milliseconds(begun);
        let begun = Instant::now();
        let selected = Answer::of_selectors(page, &description.target);
        let selecting = milliseconds(begun);
        for (kind, answer, ms) in
            [(Kind::Relocation, relocated, relocating), (Kind::Selectors, selected, selecting)]
        {
            self.outcomes.push(Outcome {
                line: trial.case.line,
                set: trial.case.set.clone(),
                kind,
                matched: Matched::new(answer.nodes.iter().map(|&node| path(page, node)).collect()),
                ms,
                answer,
                truth: truth.clone(),
            });
        }
    }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
