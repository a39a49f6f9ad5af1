//! What the fits learn from, gathered from the cases: lists of comparisons of which one or more is right, and
//! the facts about the best candidate of each case.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use waymark_app::evaluating::{Case, CaseProblem, CasesError, Group, Trial, each_group};
use waymark_identify::locate::{ASPECTS, FACTS, Lesson, Likeness, Model, Weights};
use waymark_identify::trial::Truth;
use waymark_identify::{Comparison, Description, Document, NewPage, NodeId, OldPage, describe};

use super::Taught;
use super::ranking::List;
use crate::cases::is_made;
use crate::error::Result;

/// The best candidate of a case.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub set: String,
    pub facts: [f32; FACTS],
    pub margin: f32,
    /// It is right.
    pub is_right: bool,
    /// Something would have been right.
    pub is_there: bool,
    pub is_made: bool,
}

/// How much a case counts in the ranking: the hard tasks have few cases.
fn weight(set: &str) -> f32 {
    match set.split('/').next().unwrap_or_default() {
        "replaced" => 3.0,
        "themes" => 2.0,
        "same" => 0.3,
        "made" => 0.5,
        _ => 1.0,
    }
}

/// Lists of the cases whose element is there.
pub(super) fn lists(taught: &[&Taught], model: &Model) -> Result<Vec<List<ASPECTS>>> {
    let weights = Weights::new(model);
    let score = |likenesses: &[Likeness; ASPECTS]| weights.score(likenesses);
    let cases: Vec<Case> =
        taught.iter().map(|each| &each.case).filter(|case| !case.accept.is_empty()).cloned().collect();
    let found = each_group(&cases, |group| {
        let mut lists = Vec::new();
        visit(group, &weights, |case, pair, description, truth| {
            let target = &description.target;
            let set: HashSet<NodeId> = truth.accept.iter().copied().collect();
            let (right, wrong): (Vec<_>, Vec<_>) =
                pair.lessons(target).into_iter().partition(|lesson| set.contains(&lesson.node));
            let weight = weight(&case.set);
            let likenesses =
                |lessons: Vec<Lesson>| lessons.into_iter().map(|lesson| lesson.likenesses).collect();
            let first = right.first().map(|lesson| lesson.node);
            lists.extend(List::of_hardest(likenesses(right), &likenesses(wrong), weight, score));
            if let Some(node) = first {
                let mut explanations = pair.explanations(target, node);
                if !explanations.is_empty() {
                    let others = explanations.split_off(1);
                    lists.extend(List::of_hardest(explanations, &others, weight, score));
                }
            }
        })?;
        Ok(lists)
    });
    Ok(found?.into_iter().flatten().collect())
}

/// The facts about the best candidate of every case.
pub(super) fn facts(taught: &[&Taught], model: &Model) -> Result<Vec<Judged>> {
    let weights = Weights::new(model);
    let cases: Vec<Case> = taught.iter().map(|each| each.case.clone()).collect();
    let found = each_group(&cases, |group| {
        let mut judged = Vec::new();
        visit(group, &weights, |case, pair, description, truth| {
            if let Some(best) = pair.best(&description.target) {
                judged.push(Judged {
                    set: case.set.clone(),
                    facts: best.facts,
                    margin: best.margin,
                    is_right: truth.accept.contains(&best.node),
                    is_there: !truth.accept.is_empty(),
                    is_made: is_made(&case.set),
                });
            }
        })?;
        Ok(judged)
    });
    Ok(found?.into_iter().flatten().collect())
}

/// Looks at every case of a group with both pages read.
fn visit(
    group: &Group<'_>,
    weights: &Weights,
    mut look: impl FnMut(&Case, &Comparison<'_>, &Description, &Truth),
) -> std::result::Result<(), CasesError> {
    let mut known: HashMap<NodeId, Description> = HashMap::new();
    for trial in group.searches.iter().flat_map(|search| &search.trials) {
        if let Entry::Vacant(free) = known.entry(trial.element[0]) {
            free.insert(described(&group.old, trial)?);
        }
    }
    let Some(old) = known.values().next().map(|any| OldPage::new(&any.scene)) else { return Ok(()) };
    for search in &group.searches {
        let new = NewPage::new(&search.new);
        let pair = Comparison::weighed(&old, &new, weights);
        for trial in &search.trials {
            let Some(description) = known.get(&trial.element[0]) else { continue };
            match trial.reduced(&search.new) {
                None => look(trial.case, &pair, description, &trial.truth),
                Some((page, truth)) => {
                    let new = NewPage::new(&page);
                    look(trial.case, &Comparison::weighed(&old, &new, weights), description, &truth);
                }
            }
        }
    }
    Ok(())
}

fn described(page: &Document, trial: &Trial<'_>) -> std::result::Result<Description, CasesError> {
    describe(page, trial.element[0])
        .map_err(|error| CasesError::Line { line: trial.case.line, problem: CaseProblem::Describe(error) })
}
