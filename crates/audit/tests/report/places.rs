//! How events do by page type and device in a shop that is ill, and how healthy it was before.

use waymark_audit::report::formats::Past;
use waymark_audit::report::{DeviceReport, PageTypeReport, Place};

use crate::shops::{AT, DAY};

/// Page types of a shop that is ill.
pub fn kinds() -> Vec<PageTypeReport> {
    vec![
        PageTypeReport {
            id: Some("product".into()),
            checked: 36,
            pages: 36,
            with_waymark: 36,
            place: Some(Place { events: 5, told: 3, work: 1, score: Some(64) }),
            ..PageTypeReport::default()
        },
        PageTypeReport { id: None, checked: 4, pages: 4, with_waymark: 4, ..PageTypeReport::default() },
    ]
}

/// What it was shown on.
pub fn devices() -> Vec<DeviceReport> {
    vec![
        DeviceReport {
            name: "desktop".into(),
            showings: 5,
            place: Place { events: 4, told: 4, work: 3, score: Some(83) },
        },
        DeviceReport {
            name: "phone".into(),
            showings: 4,
            place: Place { events: 4, told: 0, work: 0, score: None },
        },
    ]
}

/// Audits of half a year, with this one.
pub fn past() -> Vec<Past> {
    let score = [(150, 92), (120, 100), (90, 88), (60, 97), (30, 83), (0, 71)];
    score.map(|(days, score)| Past { at: AT - days * DAY, score }).to_vec()
}
