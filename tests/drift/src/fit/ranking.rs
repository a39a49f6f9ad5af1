//! What each likeness is worth: a softmax over the comparisons of each list, fitted by Adam (Kingma and Ba, 2015)
//! with the signs held that reason gives: likeness speaks for an element, difference and loss against it.

use waymark_identify::locate::{Likeness, Worth};

/// Numbers an aspect.
const PARTS: usize = 4;
const STEPS: i32 = 300;
const RATE: f32 = 0.05;
/// Comparisons of a list that are kept: the hardest, and some of the rest.
const HARDEST: usize = 40;
const REST: usize = 12;

type Numbers<const N: usize> = [[f32; PARTS]; N];

/// Comparisons that compete with each other.
#[derive(Debug)]
pub(crate) struct List<const N: usize> {
    /// Comparisons, the right ones first.
    all: Vec<[Likeness; N]>,
    /// How many are right.
    right: usize,
    /// How much the list counts.
    weight: f32,
}

impl<const N: usize> List<N> {
    /// Keeps the right comparisons and the wrong ones that are hardest to tell from them; nothing where nothing
    /// competes.
    pub fn of_hardest(
        mut right: Vec<[Likeness; N]>,
        wrong: &[[Likeness; N]],
        weight: f32,
        score: impl Fn(&[Likeness; N]) -> f32,
    ) -> Option<Self> {
        if right.is_empty() || wrong.is_empty() {
            return None;
        }
        let mut ranked: Vec<(f32, usize)> = wrong.iter().map(&score).zip(0..).collect();
        ranked.sort_by(|left, other| other.0.total_cmp(&left.0));
        let (hardest, rest) = ranked.split_at(HARDEST.min(ranked.len()));
        let step = rest.len().div_ceil(REST).max(1);
        let count = right.len();
        right.extend(hardest.iter().chain(rest.iter().step_by(step)).map(|&(_, at)| wrong[at]));
        Some(Self { all: right, right: count, weight })
    }
}

/// Fits the worths to the lists, beginning with what they are. `decay` pulls towards zero: few shops must not make a
/// number large, and aspects that tell the same must share it.
pub(crate) fn fit<const N: usize>(lists: &[List<N>], worths: &mut [Worth; N], decay: f32) {
    let mut numbers: Numbers<N> =
        worths.map(|Worth { same, alike, differs, lost }| [same, alike, differs, lost]);
    let all: f32 = lists.iter().map(|list| list.weight).sum::<f32>().max(1.0);
    let (mut mean, mut square) = ([[0.0f32; PARTS]; N], [[0.0f32; PARTS]; N]);
    for step in 1..=STEPS {
        let gradient = gradient(lists, &numbers, all);
        let rate = RATE * (1.0 - 0.8 * step as f32 / STEPS as f32);
        for at in 0..N {
            for part in 0..PARTS {
                let (mean, square) = (&mut mean[at][part], &mut square[at][part]);
                let number = &mut numbers[at][part];
                let slope = gradient[at][part] + decay * *number;
                *mean = 0.9 * *mean + 0.1 * slope;
                *square = 0.999 * *square + 0.001 * slope * slope;
                let (mean, square) =
                    (*mean / (1.0 - 0.9f32.powi(step)), *square / (1.0 - 0.999f32.powi(step)));
                *number = signed(part, *number - rate * mean / (square.sqrt() + 1e-8));
            }
        }
    }
    let round = |number: f32| (number * 1000.0).round() / 1000.0;
    *worths = numbers.map(|of| {
        let [same, alike, differs, lost] = of.map(round);
        Worth { same, alike, differs, lost }
    });
}

fn signed(part: usize, number: f32) -> f32 {
    if part < 2 { number.max(0.0) } else { number.min(0.0) }
}

/// Slope of the mean negative log likelihood that a right comparison is drawn, on all cores.
fn gradient<const N: usize>(lists: &[List<N>], numbers: &Numbers<N>, all: f32) -> Numbers<N> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<Numbers<N>> = std::thread::scope(|scope| {
        let chunks = lists.chunks(lists.len().div_ceil(cores).max(1));
        let threads: Vec<_> = chunks.map(|chunk| scope.spawn(move || part(chunk, numbers))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut sum = [[0.0; PARTS]; N];
    for part in parts {
        for (sum, part) in sum.as_flattened_mut().iter_mut().zip(part.as_flattened()) {
            *sum += part / all;
        }
    }
    sum
}

fn part<const N: usize>(lists: &[List<N>], numbers: &Numbers<N>) -> Numbers<N> {
    let mut sum = [[0.0; PARTS]; N];
    for list in lists {
        let scores: Vec<f32> = list.all.iter().map(|each| score(each, numbers)).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
        let (total, right): (f32, f32) = (shares.iter().sum(), shares[..list.right].iter().sum());
        for (at, each) in list.all.iter().enumerate() {
            let wanted = if at < list.right { shares[at] / right.max(1e-12) } else { 0.0 };
            let slope = list.weight * (shares[at] / total - wanted);
            if slope.abs() > 1e-7 {
                each_number(each, |aspect, part, value| sum[aspect][part] += slope * value);
            }
        }
    }
    sum
}

fn score<const N: usize>(likenesses: &[Likeness; N], numbers: &Numbers<N>) -> f32 {
    let mut score = 0.0;
    each_number(likenesses, |aspect, part, value| score += numbers[aspect][part] * value);
    score
}

/// The numbers that count for a comparison, by aspect and part, each with what it is multiplied by.
fn each_number<const N: usize>(likenesses: &[Likeness; N], mut count: impl FnMut(usize, usize, f32)) {
    for (aspect, likeness) in likenesses.iter().enumerate() {
        match *likeness {
            Likeness::Silent => {}
            Likeness::Same => {
                count(aspect, 0, 1.0);
                count(aspect, 1, 1.0);
            }
            Likeness::Partly(degree) => {
                count(aspect, 1, degree);
                count(aspect, 2, 1.0 - degree);
            }
            Likeness::OneSided => count(aspect, 3, 1.0),
        }
    }
}
