//! Small decision trees on facts, grown one after the other on what those before still get wrong (gradient boosting,
//! Friedman 2001), each held to the direction that reason gives a fact. What the facts are is the caller's.

use waymark_identify::locate::{Split, Tree};

const TREES: usize = 120;
const DEPTH: usize = 4;
const RATE: f32 = 0.08;
/// Pull of every leaf towards zero, in units of weight.
const DAMPING: f32 = 0.4;
/// Least weight of a leaf.
const LIGHTEST: f32 = 1.5;
/// Places at which a fact may be split.
const BINS: usize = 32;

/// What the trees learn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example<'a> {
    /// Facts by number.
    pub facts: &'a [f32],
    /// It is what is looked for.
    pub is_right: bool,
    /// How much it counts; all together should count about a thousand.
    pub weight: f32,
}

/// A fact that trees may ask for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<F> {
    /// The fact.
    pub fact: F,
    /// Which way it may move the odds: 1 up, -1 down, 0 either.
    pub direction: i8,
}

/// Grows trees whose values add up to the log odds that an example is right.
pub(crate) fn boost<F: Copy + Into<usize>>(examples: &[Example<'_>], asked: &[Asked<F>]) -> Vec<Tree<F>> {
    let bins: Vec<Vec<f32>> = asked.iter().map(|asked| bins(examples, asked.fact.into())).collect();
    let mut odds = vec![0.0f32; examples.len()];
    let mut trees = Vec::new();
    for _ in 0..TREES {
        let slopes: Vec<(f32, f32)> = examples
            .iter()
            .zip(&odds)
            .map(|(each, odds)| {
                let probability = 1.0 / (1.0 + (-odds).exp());
                let wanted = if each.is_right { 1.0 } else { 0.0 };
                (
                    each.weight * (wanted - probability),
                    each.weight * (probability * (1.0 - probability)).max(1e-6),
                )
            })
            .collect();
        let growing = Growing { examples, asked, slopes: &slopes, bins: &bins };
        let tree = growing.grow(&(0..examples.len()).collect::<Vec<_>>(), DEPTH, (f32::MIN, f32::MAX));
        for (odds, each) in odds.iter_mut().zip(examples) {
            *odds += tree.value(each.facts);
        }
        trees.push(tree);
    }
    trees
}

/// Places where a fact divides the examples into equal parts.
fn bins(examples: &[Example<'_>], fact: usize) -> Vec<f32> {
    let mut values: Vec<f32> = examples.iter().map(|each| each.facts[fact]).collect();
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

struct Growing<'a, F> {
    examples: &'a [Example<'a>],
    asked: &'a [Asked<F>],
    /// Slope and curvature of the loss, by example.
    slopes: &'a [(f32, f32)],
    bins: &'a [Vec<f32>],
}

/// The best way to divide examples.
struct Cut {
    gain: f32,
    /// Position among what is asked.
    at: usize,
    below: f32,
    values: (f32, f32),
}

impl<F: Copy + Into<usize>> Growing<'_, F> {
    fn grow(&self, examples: &[usize], depth: usize, bounds: (f32, f32)) -> Tree<F> {
        let all = self.sum(examples);
        let leaf = Tree::Leaf(rounded(RATE * value(all).clamp(bounds.0, bounds.1)));
        if depth == 0 {
            return leaf;
        }
        let cuts = (0..self.asked.len()).filter_map(|at| self.cut(examples, at, all, bounds));
        let Some(cut) = cuts.max_by(|left, right| left.gain.total_cmp(&right.gain)) else { return leaf };
        let Asked { fact, direction } = self.asked[cut.at];
        let (low, high): (Vec<usize>, Vec<usize>) =
            examples.iter().partition(|&&example| self.examples[example].facts[fact.into()] < cut.below);
        // What lies below a cut of a directed fact must not rise above what lies beyond it.
        let middle = f32::midpoint(cut.values.0, cut.values.1);
        let (below, beyond) = match direction {
            1 => ((bounds.0, middle.min(bounds.1)), (middle.max(bounds.0), bounds.1)),
            -1 => ((middle.max(bounds.0), bounds.1), (bounds.0, middle.min(bounds.1))),
            _ => (bounds, bounds),
        };
        Tree::Split(Box::new(Split {
            fact,
            below: cut.below,
            yes: self.grow(&low, depth - 1, below),
            no: self.grow(&high, depth - 1, beyond),
        }))
    }

    fn sum(&self, examples: &[usize]) -> (f32, f32) {
        examples.iter().fold((0.0, 0.0), |sum, &at| (sum.0 + self.slopes[at].0, sum.1 + self.slopes[at].1))
    }

    fn cut(&self, examples: &[usize], at: usize, all: (f32, f32), bounds: (f32, f32)) -> Option<Cut> {
        let bins = &self.bins[at];
        let Asked { fact, direction } = self.asked[at];
        let fact = fact.into();
        let mut sums = vec![(0.0f32, 0.0f32); bins.len() + 1];
        for &example in examples {
            let value = self.examples[example].facts[fact];
            let sum = &mut sums[bins.partition_point(|&bin| bin <= value)];
            (sum.0, sum.1) = (sum.0 + self.slopes[example].0, sum.1 + self.slopes[example].1);
        }
        let mut low = (0.0, 0.0);
        let mut best: Option<Cut> = None;
        for (bin, &below) in bins.iter().enumerate() {
            low = (low.0 + sums[bin].0, low.1 + sums[bin].1);
            let high = (all.0 - low.0, all.1 - low.1);
            if low.1 < LIGHTEST * 0.1 || high.1 < LIGHTEST * 0.1 {
                continue;
            }
            let clamp = |value: f32| value.clamp(bounds.0, bounds.1);
            let values = (clamp(value(low)), clamp(value(high)));
            let is_wrong_way = match direction {
                1 => values.0 > values.1,
                -1 => values.0 < values.1,
                _ => false,
            };
            let gain = worth(low) + worth(high) - worth(all);
            if !is_wrong_way && gain > 1e-3 && best.as_ref().is_none_or(|best| gain > best.gain) {
                best = Some(Cut { gain, at, below, values });
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
