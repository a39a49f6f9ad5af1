//! One number for how well tracking works, reckoned so that it can be explained.

use waymark_model::Verdict;

use super::types::{EventReport, Fires, Health, Standing};

const FORMULA: &str = "Each event counts by its weight with the share of pages on which it finds its element, of those \
    pages where that could be told. 100 means that every event finds its element everywhere. Where it \
    never fires on a device, the share of tries in which it fired counts too. Events that could not be told are left out, and so are sold-out products and gift cards that do not show an element.";

/// Reckons the health of these events.
#[must_use]
pub fn health(events: &[EventReport]) -> Health {
    let with_element = events.iter().filter(|event| event.standing != Standing::NoElement);
    let told: Vec<(f64, f64)> = with_element.clone().filter_map(share).collect();
    let score = weighted(&told);
    Health { score, formula: FORMULA.to_owned(), told: told.len() as u32, all: with_element.count() as u32 }
}

/// The mean of shares by their weights, 0 to 100; nothing of nothing.
pub(super) fn weighted(shares: &[(f64, f64)]) -> Option<u8> {
    let weights: f64 = shares.iter().map(|(weight, _)| weight).sum();
    (weights > 0.0)
        .then(|| shares.iter().map(|(weight, share)| weight * share).sum::<f64>() / weights * 100.0)
        // A hundred is only what is whole.
        .map(|score| if score < 100.0 { score.min(99.0).round() } else { 100.0 } as u8)
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
    // On a device where it never fires it is worth nothing, wherever its element is.
    let fired = match &event.fires {
        Some(Fires::Yes { times, of, not }) if !not.is_empty() => f64::from(*times) / f64::from(*of),
        _ => 1.0,
    };
    if event.verdicts.is_empty() && event.devices.is_empty() && event.standing == Standing::Partly {
        return Some((f64::from(event.weight), fired));
    }
    let works = number(Verdict::Intact) + number(Verdict::Hidden);
    if works == 0.0 && event.standing == Standing::Partly {
        return Some((f64::from(event.weight), fired * shown(event)));
    }
    let fails = number(Verdict::Moved) + number(Verdict::Missing) + number(Verdict::Ambiguous)
        - f64::from(event.excused.min(event.verdicts.get(&Verdict::Missing).copied().unwrap_or(0)));
    (event.standing != Standing::Unknown && works + fails > 0.0)
        .then(|| (f64::from(event.weight), fired * works / (works + fails)))
}

/// Share of showings in a browser on which it finds its element: scripts make it, so the pages as they are served have it
/// nowhere.
fn shown(event: &EventReport) -> f64 {
    let number = |wanted: &[Verdict]| {
        let of_devices =
            event.devices.values().flat_map(|verdicts| wanted.iter().filter_map(|each| verdicts.get(each)));
        of_devices.map(|number| f64::from(*number)).sum::<f64>()
    };
    let works = number(&[Verdict::Intact, Verdict::Hidden]);
    let fails = number(&[Verdict::Moved, Verdict::Missing, Verdict::Ambiguous]);
    if works + fails > 0.0 { works / (works + fails) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use waymark_model::EventId;

    use super::*;

    #[test]
    fn what_scripts_make_counts_where_a_browser_showed_it() {
        let of_device = |verdict| BTreeMap::from([(verdict, 1)]);
        let event = EventReport {
            id: EventId("a".into()),
            name: "a".into(),
            weight: 5,
            standing: Standing::Partly,
            words: String::new(),
            verdicts: BTreeMap::from([(Verdict::NeedsRendering, 10), (Verdict::Missing, 2)]),
            excused: 0,
            fires: None,
            tried: Vec::new(),
            silent_on: None,
            told: None,
            devices: BTreeMap::from([
                ("desktop".to_owned(), of_device(Verdict::Intact)),
                ("phone".to_owned(), of_device(Verdict::Missing)),
            ]),
            moved: None,
            tagged: None,
            shots: Vec::new(),
            examples: Vec::new(),
        };
        assert_eq!(health(std::slice::from_ref(&event)).score, Some(50));
        let silent = EventReport { fires: Some(Fires::No { page: String::new() }), ..event.clone() };
        assert_eq!(health(&[silent]).score, Some(0));
        let not = vec!["on phone".to_owned()];
        let half = EventReport {
            verdicts: BTreeMap::from([(Verdict::Intact, 10)]),
            fires: Some(Fires::Yes { times: 1, of: 2, not }),
            ..event
        };
        assert_eq!(health(&[half]).score, Some(50));
    }
}
