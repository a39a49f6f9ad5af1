//! When the best candidate is believed: small decision trees on the facts, grown one after the other on what those
//! before still get wrong (gradient boosting, Friedman 2001), each held to the direction that reason gives. Then
//! the limit that loses least when a wrong element counts as much as several abstentions.

use std::collections::BTreeMap;

use waymark_identify::locate::{FACTS, Fact, Model, Split, Tree, Weights};

use super::gather::Judged;

const TREES: usize = 120;
const DEPTH: usize = 4;
const RATE: f32 = 0.08;
/// Pull of every leaf towards zero, in units of weight.
const DAMPING: f32 = 0.4;
/// Least weight of a leaf.
const LIGHTEST: f32 = 1.5;
/// Places at which a fact may be split.
const BINS: usize = 32;
/// How much a wrong best candidate counts against a right one in the fit.
const WRONG: f32 = 3.0;
/// How many abstentions a wrong element is worth when the limit is chosen.
const PRICE: f64 = 5.0;
/// Weight of all cases together.
const ALL: f32 = 1000.0;

/// Fits belief and limit to the facts.
pub(super) fn fit(judged: &[Judged], model: &mut Model) {
    let weights = balance(judged);
    let bins: Vec<Vec<f32>> = (0..FACTS).map(|fact| bins(judged, fact)).collect();
    let mut odds = vec![0.0f32; judged.len()];
    model.belief.clear();
    for _ in 0..TREES {
        let slopes: Vec<(f32, f32)> = judged
            .iter()
            .zip(&odds)
            .zip(&weights)
            .map(|((each, odds), weight)| {
                let probability = 1.0 / (1.0 + (-odds).exp());
                let wanted = if each.is_right { 1.0 } else { 0.0 };
                (weight * (wanted - probability), weight * (probability * (1.0 - probability)).max(1e-6))
            })
            .collect();
        let growing = Growing { judged, slopes: &slopes, bins: &bins };
        let tree = growing.grow(&(0..judged.len()).collect::<Vec<_>>(), DEPTH, (f32::MIN, f32::MAX));
        for (odds, each) in odds.iter_mut().zip(judged) {
            *odds += tree.value(&each.facts);
        }
        model.belief.push(tree);
    }
    choose_limit(judged, model);
}

/// Which way a fact may move belief: 1 up, -1 down, 0 either.
fn direction(fact: Fact) -> i8 {
    match fact {
        Fact::Bias | Fact::Stability | Fact::Substance | Fact::Copies => 0,
        Fact::Shortfall
        | Fact::ShortfallOnStable
        | Fact::TakenSignature
        | Fact::Thinned
        | Fact::VotesAgainst
        | Fact::OtherName
        | Fact::OtherFunction
        | Fact::OtherItem
        | Fact::OtherFamily => -1,
        _ => 1,
    }
}

/// Families of sets (`releases`, `products` ...) count alike, there and gone, and so do the sets of a family.
fn balance(judged: &[Judged]) -> Vec<f32> {
    let family = |each: &Judged| (each.set.split('/').next().unwrap_or_default().to_owned(), each.is_there);
    let mut sizes: BTreeMap<&str, f32> = BTreeMap::new();
    let mut sets: BTreeMap<(String, bool), Vec<&str>> = BTreeMap::new();
    for each in judged {
        *sizes.entry(&each.set).or_default() += 1.0;
        let known = sets.entry(family(each)).or_default();
        if !known.contains(&each.set.as_str()) {
            known.push(&each.set);
        }
    }
    let weigh = |each: &Judged| {
        let by_set = ALL / (sizes[each.set.as_str()] * sets[&family(each)].len() as f32 * sets.len() as f32);
        by_set * if each.is_right { 1.0 } else { WRONG }
    };
    judged.iter().map(weigh).collect()
}

/// Places where a fact divides the cases into equal parts.
fn bins(judged: &[Judged], fact: usize) -> Vec<f32> {
    let mut values: Vec<f32> = judged.iter().map(|each| each.facts[fact]).collect();
    values.sort_by(f32::total_cmp);
    let mut bins: Vec<f32> =
        (1..BINS).filter_map(|at| values.get(at * values.len() / BINS).copied()).map(rounded).collect();
    // Flags are mostly one value.
    bins.push(0.5);
    bins.sort_by(f32::total_cmp);
    bins.dedup();
    bins
}

fn rounded(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}

struct Growing<'a> {
    judged: &'a [Judged],
    /// Slope and curvature of the loss, by case.
    slopes: &'a [(f32, f32)],
    bins: &'a [Vec<f32>],
}

/// The best way to divide cases.
struct Cut {
    gain: f32,
    fact: usize,
    below: f32,
    values: (f32, f32),
}

impl Growing<'_> {
    fn grow(&self, cases: &[usize], depth: usize, bounds: (f32, f32)) -> Tree {
        let all = self.sum(cases);
        let leaf = Tree::Leaf(rounded(RATE * value(all).clamp(bounds.0, bounds.1)));
        if depth == 0 {
            return leaf;
        }
        let cuts = (0..FACTS).filter_map(|fact| self.cut(cases, fact, all, bounds));
        let Some(cut) = cuts.max_by(|left, right| left.gain.total_cmp(&right.gain)) else { return leaf };
        let (low, high): (Vec<usize>, Vec<usize>) =
            cases.iter().partition(|&&case| self.judged[case].facts[cut.fact] < cut.below);
        // What lies below a cut of a directed fact must not rise above what lies beyond it.
        let middle = f32::midpoint(cut.values.0, cut.values.1);
        let (below, beyond) = match direction(Fact::ALL[cut.fact]) {
            1 => ((bounds.0, middle.min(bounds.1)), (middle.max(bounds.0), bounds.1)),
            -1 => ((middle.max(bounds.0), bounds.1), (bounds.0, middle.min(bounds.1))),
            _ => (bounds, bounds),
        };
        Tree::Split(Box::new(Split {
            fact: Fact::ALL[cut.fact],
            below: cut.below,
            yes: self.grow(&low, depth - 1, below),
            no: self.grow(&high, depth - 1, beyond),
        }))
    }

    fn sum(&self, cases: &[usize]) -> (f32, f32) {
        cases.iter().fold((0.0, 0.0), |sum, &case| (sum.0 + self.slopes[case].0, sum.1 + self.slopes[case].1))
    }

    fn cut(&self, cases: &[usize], fact: usize, all: (f32, f32), bounds: (f32, f32)) -> Option<Cut> {
        let bins = &self.bins[fact];
        let mut sums = vec![(0.0f32, 0.0f32); bins.len() + 1];
        for &case in cases {
            let value = self.judged[case].facts[fact];
            let sum = &mut sums[bins.partition_point(|&bin| bin <= value)];
            (sum.0, sum.1) = (sum.0 + self.slopes[case].0, sum.1 + self.slopes[case].1);
        }
        let mut low = (0.0, 0.0);
        let mut best: Option<Cut> = None;
        for (at, &below) in bins.iter().enumerate() {
            low = (low.0 + sums[at].0, low.1 + sums[at].1);
            let high = (all.0 - low.0, all.1 - low.1);
            if low.1 < LIGHTEST * 0.1 || high.1 < LIGHTEST * 0.1 {
                continue;
            }
            let clamp = |value: f32| value.clamp(bounds.0, bounds.1);
            let values = (clamp(value(low)), clamp(value(high)));
            let is_wrong_way = match direction(Fact::ALL[fact]) {
                1 => values.0 > values.1,
                -1 => values.0 < values.1,
                _ => false,
            };
            let gain = worth(low) + worth(high) - worth(all);
            if !is_wrong_way && gain > 1e-3 && best.as_ref().is_none_or(|best| gain > best.gain) {
                best = Some(Cut { gain, fact, below, values });
            }
        }
        best
    }
}

fn value((slope, curve): (f32, f32)) -> f32 {
    slope / (curve + DAMPING)
}

fn worth((slope, curve): (f32, f32)) -> f32 {
    slope * slope / (curve + DAMPING)
}

/// Chooses the least probability that is believed.
fn choose_limit(judged: &[Judged], model: &mut Model) {
    let weights = Weights::new(model);
    let by_set = balance(judged);
    let probabilities: Vec<f32> = judged.iter().map(|each| weights.probability(&each.facts)).collect();
    let mut best = f64::MIN;
    for percent in 50..=95 {
        let confidence = percent as f32 / 100.0;
        let mut gained = 0.0;
        for ((each, probability), weight) in judged.iter().zip(&probabilities).zip(&by_set) {
            if *probability >= confidence && each.margin >= model.margin {
                let weight = f64::from(*weight);
                gained += if each.is_right { weight } else { -PRICE * weight / f64::from(WRONG) };
            }
        }
        if gained > best {
            (best, model.confidence) = (gained, confidence);
        }
    }
}
