//! Cross-validation by site: whatever is said of a site was fitted without it. Belief learns from ranks of sites that
//! the ranking had not seen either, or it would trust them too much.

use super::belief::{Belief, Case, Choice, limit};
use super::facts::Scored;
use super::ranks::{Compared, Worths, fitted};

/// Parts of the sites, each left out once.
const FOLDS: usize = 10;
/// Parts of the sites that are left in, each left out of the ranking once.
const INNER: usize = 5;

/// How often what was answered; everything of as many pairs as there are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Right, when something had to be chosen.
    pub forced: usize,
    /// Right and believed.
    pub correct: usize,
    /// Wrong and believed.
    pub wrong: usize,
    /// Nothing believed where the right record had been taken away.
    pub gone: usize,
}

/// Measures the ranking alone and with belief.
pub(super) fn validate(sites: &[Compared]) -> (Counts, Counts) {
    let (mut ranked, mut believed) = (Counts::default(), Counts::default());
    for fold in 0..FOLDS {
        let (apart, rest) = split(sites.iter(), FOLDS, fold);
        let parts: Vec<Vec<Case>> = (0..INNER)
            .map(|part| {
                let (apart, rest) = split(rest.iter().copied(), INNER, part);
                cases(&apart, &fitted(&rest))
            })
            .collect();
        let limit = limit(&choices(&parts));
        let belief = Belief::fitted(parts.iter().flatten());
        for case in cases(&apart, &fitted(&rest)) {
            let choice = belief.choose(&case);
            let is_believed = choice.probability >= limit;
            if case.is_there {
                let first = case.candidates.first().is_some_and(|first| first.is_right);
                ranked.forced += usize::from(first);
                ranked.correct += usize::from(first);
                ranked.wrong += usize::from(!first);
                believed.forced += usize::from(choice.is_right);
                believed.correct += usize::from(choice.is_right && is_believed);
                believed.wrong += usize::from(!choice.is_right && is_believed);
            } else {
                believed.gone += usize::from(!is_believed);
            }
        }
    }
    (ranked, believed)
}

/// What is chosen for the elements that are there, each part by a belief that has not seen it.
fn choices(parts: &[Vec<Case>]) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (at, apart) in parts.iter().enumerate() {
        let rest = parts.iter().enumerate().filter(|(other, _)| *other != at);
        let belief = Belief::fitted(rest.flat_map(|(_, part)| part));
        choices.extend(apart.iter().filter(|case| case.is_there).map(|case| belief.choose(case)));
    }
    choices
}

/// Every pair of some sites as it is, and with the right record taken away.
fn cases(sites: &[&Compared], worths: &Worths) -> Vec<Case> {
    let mut cases = Vec::new();
    for site in sites {
        let scored = Scored::new(site, worths);
        for (old, &right) in site.right.iter().enumerate() {
            cases.push(Case { candidates: scored.candidates(old, None), is_there: true });
            cases.push(Case { candidates: scored.candidates(old, Some(right)), is_there: false });
        }
    }
    cases
}

/// Every so-manieth, and the rest.
fn split<T>(all: impl Iterator<Item = T>, parts: usize, part: usize) -> (Vec<T>, Vec<T>) {
    let (mut apart, mut rest) = (Vec::new(), Vec::new());
    for (at, each) in all.enumerate() {
        if at % parts == part { apart.push(each) } else { rest.push(each) }
    }
    (apart, rest)
}
