//! When the best candidate is believed: a logistic regression on the facts, fitted by Adam, and the two limits
//! that lose the least when a wrong element counts as much as several abstentions.

use std::collections::BTreeMap;

use waymark_identify::locate::{FACTS, Fact, Model, Weights};

use super::gather::Judged;

const STEPS: usize = 1500;
const RATE: f32 = 0.05;
const DECAY: f32 = 0.0005;
/// How much a wrong best candidate counts against a right one in the fit.
const WRONG: f32 = 2.0;
/// How many abstentions a wrong element is worth when the limits are chosen.
const PRICE: f64 = 12.0;

/// Fits belief and limits to the facts.
pub(super) fn fit(judged: &[Judged], model: &mut Model) {
    let weights = balance(judged);
    let total: f32 = weights.iter().sum::<f32>().max(1.0);
    let mut numbers = Fact::ALL.map(|fact| model.belief.get(&fact).copied().unwrap_or_default());
    let (mut mean, mut square) = ([0.0f32; FACTS], [0.0f32; FACTS]);
    for step in 1..=STEPS {
        let mut gradient = [0.0f32; FACTS];
        for (each, weight) in judged.iter().zip(&weights) {
            let odds: f32 = numbers.iter().zip(&each.facts).map(|(number, fact)| number * fact).sum();
            let probability = 1.0 / (1.0 + (-odds).exp());
            let slope = weight * (probability - if each.is_right { 1.0 } else { 0.0 }) / total;
            for (sum, fact) in gradient.iter_mut().zip(&each.facts) {
                *sum += slope * fact;
            }
        }
        let rate = RATE * (1.0 - 0.8 * step as f32 / STEPS as f32);
        for at in 0..FACTS {
            let slope = gradient[at] + DECAY * numbers[at];
            mean[at] = 0.9 * mean[at] + 0.1 * slope;
            square[at] = 0.999 * square[at] + 0.001 * slope * slope;
            let mean = mean[at] / (1.0 - 0.9f32.powi(step as i32));
            let square = square[at] / (1.0 - 0.999f32.powi(step as i32));
            numbers[at] = signed(Fact::ALL[at], numbers[at] - rate * mean / (square.sqrt() + 1e-8));
        }
    }
    model.belief =
        Fact::ALL.into_iter().zip(numbers.map(|number| (number * 1000.0).round() / 1000.0)).collect();
    limits(judged, model);
}

/// Reason gives the sign of most weights; few cases must not turn it.
fn signed(fact: Fact, number: f32) -> f32 {
    match fact {
        Fact::Bias | Fact::Stability | Fact::Substance => number,
        Fact::Shortfall
        | Fact::ShortfallOnStable
        | Fact::VotesAgainst
        | Fact::OtherName
        | Fact::OtherFunction
        | Fact::OtherItem
        | Fact::OtherFamily => number.min(0.0),
        _ => number.max(0.0),
    }
}

/// Every set counts alike, however many cases it has.
fn balance(judged: &[Judged]) -> Vec<f32> {
    let mut sizes: BTreeMap<&str, f32> = BTreeMap::new();
    for each in judged {
        *sizes.entry(&each.set).or_default() += 1.0;
    }
    let weigh = |each: &Judged| {
        let by_set = sizes[each.set.as_str()].powf(-0.5);
        by_set * if each.is_right { 1.0 } else { WRONG } * if each.is_made { 0.3 } else { 1.0 }
    };
    judged.iter().map(weigh).collect()
}

/// Chooses the two limits.
fn limits(judged: &[Judged], model: &mut Model) {
    let weights = Weights::new(model);
    let by_size = balance(judged);
    let probabilities: Vec<f32> = judged.iter().map(|each| weights.probability(&each.facts)).collect();
    let mut best = f64::MIN;
    for margin in [0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5] {
        for percent in 50..=97 {
            let confidence = percent as f32 / 100.0;
            let mut value = 0.0;
            for ((each, probability), weight) in judged.iter().zip(&probabilities).zip(&by_size) {
                if *probability >= confidence && each.margin >= margin {
                    let weight = f64::from(*weight);
                    value += if each.is_right { weight } else { -PRICE * weight / f64::from(WRONG) };
                }
            }
            if value > best {
                best = value;
                (model.confidence, model.margin) = (confidence, margin);
            }
        }
    }
}
