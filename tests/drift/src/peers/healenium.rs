//! Healenium's score: how far the way down to an element is the same (longest common subsequence of tags with ids), and
//! how alike tag, id, text, classes and other attributes are. The best element counts, whatever its score. After the
//! published source of healenium's `tree-comparing` (`PathFinder`, `LCSPathDistance`, `HeuristicNodeDistance`).

use std::collections::BTreeSet;

use super::strings::likeness;
use super::{Locator, View};

const TAG: f64 = 100.0;
const WAY: f64 = 100.0;
const ID: f64 = 50.0;
const CLASS: f64 = 40.0;
const TEXT: f64 = 30.0;
const OTHER: f64 = 30.0;

/// The locator, without its cap.
pub struct Healenium;

impl Locator for Healenium {
    fn name(&self) -> &'static str {
        "Healenium's score, no cap"
    }

    fn find(&self, old: &View<'_>, element: usize, new: &View<'_>, gone: &[&[bool]]) -> Vec<Vec<usize>> {
        let mut way: Vec<usize> = old.upwards(element).collect();
        way.reverse();
        let (shared, longest) = shared_ways(old, &way, new);
        let height = longest.min(way.len());
        let scores: Vec<Option<f64>> = shared
            .into_iter()
            .enumerate()
            .map(|(at, shared)| shared.map(|shared| score(old, element, new, at, shared, height)))
            .collect();
        gone.iter()
            .map(|gone| {
                let best = scores
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| !gone[*at])
                    .filter_map(|(at, score)| score.map(|score| (at, score)))
                    .max_by(|(one, score), (other, best)| score.total_cmp(best).then(other.cmp(one)));
                best.map(|(at, _)| at).into_iter().collect()
            })
            .collect()
    }
}

/// For each element of the new page that is a candidate, how much of the old way the best way through it has; and the most
/// that any has. Candidates stand at least as deep on a way to a leaf as the way has steps in common.
fn shared_ways(old: &View<'_>, way: &[usize], new: &View<'_>) -> (Vec<Option<usize>>, usize) {
    let mut shared = vec![None; new.elements.len()];
    let mut longest = 0;
    let is_parent: BTreeSet<usize> =
        (0..new.elements.len()).filter(|&at| new.parents[at] != at).map(|at| new.parents[at]).collect();
    for leaf in (0..new.elements.len()).filter(|at| !is_parent.contains(at)) {
        let mut down: Vec<usize> = new.upwards(leaf).collect();
        down.reverse();
        let common = common(way, &down, |one, other| {
            old.tag(one) == new.tag(other) && old.attribute(one, "id") == new.attribute(other, "id")
        });
        longest = longest.max(common);
        if common > 0 {
            for &at in &down[common - 1..] {
                shared[at] = shared[at].max(Some(common));
            }
        }
    }
    (shared, longest)
}

/// Length of the longest common subsequence.
fn common(one: &[usize], other: &[usize], same: impl Fn(usize, usize) -> bool) -> usize {
    let mut row = vec![0usize; other.len() + 1];
    for &own in one {
        let mut diagonal = 0;
        for (column, &its) in other.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if same(own, its) { diagonal + 1 } else { above.max(row[column]) };
            diagonal = above;
        }
    }
    row[other.len()]
}

fn score(old: &View<'_>, element: usize, new: &View<'_>, at: usize, shared: usize, height: usize) -> f64 {
    let way = shared as f64 / height.max(1) as f64;
    if height == 0 || (height > 5 && way < 0.7) {
        return 0.0;
    }
    let mut score = way * WAY;
    score += if old.tag(element) == new.tag(at) { TAG } else { 0.0 };
    if let (Some(one), Some(other)) = (old.attribute(element, "id"), new.attribute(at, "id")) {
        score += ID * alike(one, other, 0.3);
    }
    score += TEXT * alike(&old.texts[element], &new.texts[at], 0.3);
    score += CLASS * classes(&class_set(old, element), &class_set(new, at));
    score += OTHER * others(old, element, new, at);
    score / (TAG + WAY + ID + CLASS + TEXT + OTHER)
}

/// Likeness of two strings, without regard to case; 0 where more than this share would have to change.
fn alike(one: &str, other: &str, share: f64) -> f64 {
    let letters = |text: &str| text.to_lowercase().chars().collect::<Vec<char>>();
    let (one, other) = (letters(one), letters(other));
    let longest = one.len().max(other.len());
    let most = (longest as f64 * share + 1.0) as usize;
    if one.len().abs_diff(other.len()) > most {
        return 0.0;
    }
    let likeness = likeness(&one, &other);
    let changes = (1.0 - likeness) * longest as f64;
    if changes.round() as usize > most { 0.0 } else { likeness }
}

fn class_set<'v>(view: &'v View<'_>, element: usize) -> BTreeSet<&'v str> {
    view.document.classes(view.elements[element]).collect()
}

/// Share of classes that both have, and what those that only one has still have in common.
fn classes(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> f64 {
    let all = one.union(other).count();
    if all == 0 {
        return 1.0;
    }
    let mut score = one.intersection(other).count() as f64 / all as f64;
    let only_one: Vec<&&str> = one.difference(other).collect();
    let only_other: Vec<&&str> = other.difference(one).collect();
    let different = only_one.len() + only_other.len();
    if different > 0 {
        let (from, to): (Vec<&&str>, Vec<&&str>) = if only_one.is_empty() {
            (one.iter().collect(), only_other)
        } else {
            (only_one, other.iter().collect())
        };
        let pairs: Vec<f64> =
            from.iter().flat_map(|own| to.iter().map(|its| alike(own, its, 0.75))).collect();
        if !pairs.is_empty() {
            let mean = pairs.iter().sum::<f64>() / pairs.len() as f64;
            score += different as f64 * mean / all as f64;
        }
    }
    score
}

/// Mean likeness of the other attributes of both.
fn others(old: &View<'_>, element: usize, new: &View<'_>, at: usize) -> f64 {
    fn named<'v>(view: &'v View<'_>, element: usize) -> impl Iterator<Item = &'v str> {
        let all = view.document.attributes(view.elements[element]).map(|(name, _)| name);
        all.filter(|name| !matches!(*name, "id" | "class"))
    }
    let names: BTreeSet<&str> = named(old, element).chain(named(new, at)).collect();
    if names.is_empty() {
        return 1.0;
    }
    let value = |view: &View<'_>, element: usize, name: &str| {
        view.document.attribute(view.elements[element], name).map(str::to_owned)
    };
    let sum: f64 = names
        .iter()
        .filter_map(|name| value(old, element, name).zip(value(new, at, name)))
        .map(|(one, other)| alike(&one, &other, 0.75))
        .sum();
    sum / names.len() as f64
}
