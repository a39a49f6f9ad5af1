//! What each likeness is worth: a softmax over the comparisons of each list, fitted by Adam (Kingma and Ba, 2015)
//! with the signs held that reason gives: likeness speaks for an element, difference and loss against it.

use waymark_identify::locate::{ASPECTS, Aspect, Likeness, Model, Worth};

use super::gather::List;

/// Numbers an aspect.
const PARTS: usize = 4;
const ALL: usize = ASPECTS * PARTS;
const STEPS: i32 = 300;
const RATE: f32 = 0.05;
/// Pull towards zero: few shops must not make a number large.
const DECAY: f32 = 0.0004;

type Numbers = [f32; ALL];

/// Fits the model's worths to the lists.
pub(super) fn fit(lists: &[List], model: &mut Model) {
    let mut numbers = read(model);
    let all: f32 = lists.iter().map(|list| list.weight).sum::<f32>().max(1.0);
    let (mut mean, mut square) = ([0.0f32; ALL], [0.0f32; ALL]);
    for step in 1..=STEPS {
        let mut gradient = gradient(lists, &numbers, all);
        for (at, slope) in gradient.iter_mut().enumerate() {
            *slope += DECAY * numbers[at];
        }
        let rate = RATE * (1.0 - 0.8 * step as f32 / STEPS as f32);
        for at in 0..ALL {
            mean[at] = 0.9 * mean[at] + 0.1 * gradient[at];
            square[at] = 0.999 * square[at] + 0.001 * gradient[at] * gradient[at];
            let mean = mean[at] / (1.0 - 0.9f32.powi(step));
            let square = square[at] / (1.0 - 0.999f32.powi(step));
            numbers[at] = signed(at, numbers[at] - rate * mean / (square.sqrt() + 1e-8));
        }
    }
    write(&numbers, model);
}

fn signed(at: usize, number: f32) -> f32 {
    if at % PARTS < 2 { number.max(0.0) } else { number.min(0.0) }
}

/// Slope of the mean negative log likelihood that a right comparison is drawn, on all cores.
fn gradient(lists: &[List], numbers: &Numbers, all: f32) -> Numbers {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<Numbers> = std::thread::scope(|scope| {
        let chunks = lists.chunks(lists.len().div_ceil(cores).max(1));
        let threads: Vec<_> = chunks.map(|chunk| scope.spawn(move || part(chunk, numbers))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut sum = [0.0; ALL];
    for part in parts {
        for at in 0..ALL {
            sum[at] += part[at] / all;
        }
    }
    sum
}

fn part(lists: &[List], numbers: &Numbers) -> Numbers {
    let mut sum = [0.0; ALL];
    for list in lists {
        let scores: Vec<f32> = list.all.iter().map(|each| score(each, numbers)).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
        let (total, right): (f32, f32) = (shares.iter().sum(), shares[..list.right].iter().sum());
        for (at, each) in list.all.iter().enumerate() {
            let wanted = if at < list.right { shares[at] / right.max(1e-12) } else { 0.0 };
            let slope = list.weight * (shares[at] / total - wanted);
            if slope.abs() > 1e-7 {
                each_number(each, |number, value| sum[number] += slope * value);
            }
        }
    }
    sum
}

fn score(likenesses: &[Likeness; ASPECTS], numbers: &Numbers) -> f32 {
    let mut score = 0.0;
    each_number(likenesses, |number, value| score += numbers[number] * value);
    score
}

/// The numbers that count for a comparison, each with what it is multiplied by.
fn each_number(likenesses: &[Likeness; ASPECTS], mut count: impl FnMut(usize, f32)) {
    for (aspect, likeness) in likenesses.iter().enumerate() {
        let first = aspect * PARTS;
        match *likeness {
            Likeness::Silent => {}
            Likeness::Same => {
                count(first, 1.0);
                count(first + 1, 1.0);
            }
            Likeness::Partly(degree) => {
                count(first + 1, degree);
                count(first + 2, 1.0 - degree);
            }
            Likeness::OneSided => count(first + 3, 1.0),
        }
    }
}

fn read(model: &Model) -> Numbers {
    let mut numbers = [0.0; ALL];
    for (at, aspect) in Aspect::ALL.iter().enumerate() {
        let Worth { same, alike, differs, lost } = model.worth.get(aspect).copied().unwrap_or_default();
        numbers[at * PARTS..(at + 1) * PARTS].copy_from_slice(&[same, alike, differs, lost]);
    }
    numbers
}

fn write(numbers: &Numbers, model: &mut Model) {
    let round = |number: f32| (number * 1000.0).round() / 1000.0;
    for (at, &aspect) in Aspect::ALL.iter().enumerate() {
        let of = |part: usize| round(numbers[at * PARTS + part]);
        model.worth.insert(aspect, Worth { same: of(0), alike: of(1), differs: of(2), lost: of(3) });
    }
}
