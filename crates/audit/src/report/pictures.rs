//! Pictures beside a report: what elements looked like when they were tagged, and what pages showed in a browser. A report
//! names them; their bytes are kept and written apart from it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;
use waymark_model::Verdict;

use super::types::EventReport;

/// Pictures of pages that a report has at most, of all events together, and of one.
const MOST: usize = 60;
const MOST_OF_EVENT: usize = 6;
/// Characters of a name: the beginning of its hash.
const NAME: usize = 24;

/// PNG pictures by their names. A name is made of the bytes, so that the same picture is there once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures(BTreeMap<String, Vec<u8>>);

impl Pictures {
    /// Puts a picture in; its name.
    pub fn add(&mut self, png: Vec<u8>) -> String {
        let mut name = format!("{:x}", Sha256::digest(&png));
        name.truncate(NAME);
        self.0.entry(name.clone()).or_insert(png);
        name
    }

    /// A picture, PNG.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, png)| (name.as_str(), png.as_slice()))
    }

    /// Takes over what another has.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

impl FromIterator<(String, Vec<u8>)> for Pictures {
    fn from_iter<T: IntoIterator<Item = (String, Vec<u8>)>>(pictures: T) -> Self {
        Self(pictures.into_iter().collect())
    }
}

/// Leaves so many pictures in a report as it may have: those of what moved before others, and of every event some before
/// many of one.
pub(super) fn bound(events: &mut [EventReport]) {
    for event in &mut *events {
        // In an order of its own: showings end in any.
        event.shots.sort_by(|one, other| {
            let key =
                |shot: &Shot| (shot.verdict != Verdict::Moved, shot.page_type.clone(), shot.device.clone());
            key(one).cmp(&key(other))
        });
        event.shots.truncate(MOST_OF_EVENT);
    }
    let mut left = MOST;
    let mut kept = vec![0; events.len()];
    for moved in [true, false] {
        for round in 0..MOST_OF_EVENT {
            for (event, kept) in events.iter().zip(&mut kept) {
                let is_due =
                    event.shots.get(round).is_some_and(|shot| (shot.verdict == Verdict::Moved) == moved);
                if is_due && left > 0 {
                    left -= 1;
                    *kept += 1;
                }
            }
        }
    }
    for (event, kept) in events.iter_mut().zip(kept) {
        event.shots.truncate(kept);
    }
}

/// An event's element as a page showed it in a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditShot")]
pub struct Shot {
    /// The page.
    pub url: String,
    /// The page's type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub page_type: Option<String>,
    /// The device's name.
    pub device: String,
    /// What became of the element there: *moved* shows its new place, anything else the element as its event fires.
    pub verdict: Verdict,
    /// Name of the picture.
    pub picture: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_picture_is_there_once() {
        let mut pictures = Pictures::default();
        let names = [b"one".to_vec(), b"two".to_vec(), b"one".to_vec()].map(|png| pictures.add(png));
        assert_eq!(names[0], names[2]);
        assert_eq!((names[0].len(), pictures.iter().count()), (NAME, 2));
        assert_eq!(pictures.get(&names[1]), Some(&b"two"[..]));
        assert_eq!(pictures.get(""), None);
    }
}
