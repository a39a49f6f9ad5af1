//! One number for how well tracking works, reckoned so that it can be explained.

use waymark_model::Verdict;

use super::types::{EventReport, Fires, Health, Standing};

const FORMULA: &str = "Each event counts by its weight with the share of pages on which it finds its element, of those \
    pages where that could be told. 100 means that every event finds its element everywhere. Events that could not be \
    told are left out, and so are sold-out products and gift cards that do not show an element.";

/// Reckons the health of these events.
#[must_use]
pub fn health(events: &[EventReport]) -> Health {
    let with_element = events.iter().filter(|event| event.standing != Standing::NoElement);
    let told: Vec<(f64, f64)> = with_element.clone().filter_map(share).collect();
    let weights: f64 = told.iter().map(|(weight, _)| weight).sum();
    let score = (weights > 0.0)
        .then(|| told.iter().map(|(weight, share)| weight * share).sum::<f64>() / weights * 100.0)
        // A hundred is only what is whole.
        .map(|score| if score < 100.0 { score.min(99.0).round() } else { 100.0 } as u8);
    Health { score, formula: FORMULA.to_owned(), told: told.len() as u32, all: with_element.count() as u32 }
}

/// Weight of an event, and the share of pages on which it works; nothing where it could not be told.
fn share(event: &EventReport) -> Option<(f64, f64)> {
    let number = |verdict| f64::from(event.verdicts.get(&verdict).copied().unwrap_or(0));
    if event.standing == Standing::Works {
        return Some((f64::from(event.weight), 1.0));
    }
    if matches!(event.fires, Some(Fires::No { .. })) {
        return Some((f64::from(event.weight), 0.0));
    }
    let works = number(Verdict::Intact) + number(Verdict::Hidden);
    let fails = number(Verdict::Moved) + number(Verdict::Missing) + number(Verdict::Ambiguous)
        - f64::from(event.excused.min(event.verdicts.get(&Verdict::Missing).copied().unwrap_or(0)));
    (event.standing != Standing::Unknown && works + fails > 0.0)
        .then(|| (f64::from(event.weight), works / (works + fails)))
}
