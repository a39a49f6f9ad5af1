//! How events do on each page type and device, as lines of a table.

use serde::Serialize;

use super::{figures, words};
use crate::report::{Place, Report};

/// One page type, or one device.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    name: String,
    events: String,
    work: String,
    untold: String,
    score: String,
    /// All that could be told works there.
    is_whole: bool,
}

/// Page types, then devices; both empty in reports of before that was told.
pub(super) fn lines(report: &Report) -> [Vec<Line>; 2] {
    let kinds = report
        .page_types
        .iter()
        .filter_map(|kind| Some(line(words::page_type(kind.id.as_deref()), &kind.place?)));
    let devices = report.devices.iter().map(|device| {
        let showings = figures::count(device.showings, "page");
        line(format!("{}, {showings} shown", capitalised(&device.name)), &device.place)
    });
    [kinds.collect(), devices.collect()]
}

fn line(name: String, place: &Place) -> Line {
    Line {
        name,
        events: figures::number(place.events),
        work: figures::number(place.work),
        untold: figures::number(place.events.saturating_sub(place.told)),
        score: place.score.map_or_else(|| "Not told".to_owned(), |score| score.to_string()),
        is_whole: place.work == place.told,
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
