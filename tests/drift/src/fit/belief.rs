//! When the best candidate is believed: boosted trees on the facts, each fact held to the direction that reason gives.
//! Then the limit that loses least when a wrong element counts as much as several abstentions.

use std::collections::BTreeMap;

use waymark_identify::locate::{Fact, Model, Weights};

use super::boosting::{Asked, Example, boost};
use super::gather::Judged;

/// How much a wrong best candidate counts against a right one in the fit.
const WRONG: f32 = 3.0;
/// How many abstentions a wrong element is worth when the limit is chosen.
const PRICE: f64 = 5.0;
/// How much a gone element counts against one that is there when the limit is chosen: more than half of the cases are of
/// gone ones, of the elements that people tag far fewer are.
const GONE: f64 = 0.25;
/// Weight of all cases together.
const ALL: f32 = 1000.0;

/// Fits belief and limit to the facts.
pub(super) fn fit(judged: &[Judged], model: &mut Model) {
    let examples: Vec<Example<'_>> = judged
        .iter()
        .zip(balance(judged))
        .map(|(each, weight)| Example { facts: &each.facts, is_right: each.is_right, weight })
        .collect();
    let asked = Fact::ALL.map(|fact| Asked { fact, direction: direction(fact) });
    model.belief = boost(&examples, &asked);
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
                let weight = if each.is_there { weight } else { GONE * weight };
                gained += if each.is_right { weight } else { -PRICE * weight / f64::from(WRONG) };
            }
        }
        if gained > best {
            (best, model.confidence) = (gained, confidence);
        }
    }
}
