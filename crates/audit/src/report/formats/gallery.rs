//! The pictures of the page, in words: what each shows. Each is written once, and so many that the page stays small enough
//! to be sent.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use waymark_model::Verdict;

use super::words;
use crate::report::{EventReport, Pictures, Report};

/// Bytes of all pictures together.
const MOST: usize = 3 << 20;

/// The pictures of one event.
#[derive(Debug, Serialize)]
pub(super) struct Gallery {
    event: String,
    figures: Vec<Figure>,
    /// Why there is none of what it looks like now, or some are left out; empty where all are there.
    note: String,
}

#[derive(Debug, Serialize)]
struct Figure {
    /// What it shows.
    caption: String,
    /// The picture as a `data:` address.
    source: String,
    is_now: bool,
}

/// Hands out pictures while there is room.
pub(super) struct Album<'a> {
    pictures: &'a Pictures,
    room: usize,
    shown: BTreeSet<&'a str>,
}

impl<'a> Album<'a> {
    pub fn new(pictures: &'a Pictures) -> Self {
        Self { pictures, room: MOST, shown: BTreeSet::new() }
    }

    /// The pictures of an event, and what is to be said of those that are missing; nothing where they were shown before,
    /// or there is nothing to show or to say.
    pub fn of(&mut self, event: &'a EventReport, is_moved: bool, rendered: u32) -> Option<Gallery> {
        if !is_moved && event.shots.is_empty() || !self.shown.insert(event.id.0.as_str()) {
            return None;
        }
        let mut figures = Vec::new();
        let mut left_out = false;
        let then = event.tagged.iter().map(|name| (name, "When it was tagged".to_owned(), false));
        let now = event.shots.iter().map(|shot| {
            let page = words::page_type(shot.page_type.as_deref());
            let place = if shot.verdict == Verdict::Moved { "Its new place" } else { "Now" };
            (&shot.picture, format!("{place}, {page}, {}", shot.device), true)
        });
        for (name, caption, is_now) in then.chain(now) {
            match self.pictures.get(name).filter(|png| png.len() <= self.room) {
                Some(png) => {
                    self.room -= png.len();
                    let source = format!("data:image/png;base64,{}", STANDARD.encode(png));
                    figures.push(Figure { caption, source, is_now });
                }
                None => left_out = true,
            }
        }
        let note = if left_out {
            "Not all pictures are here: they are not kept any more, or this file would be too large to send."
        } else if event.shots.is_empty() && rendered == 0 {
            "There is no picture of where it is now: no page was shown in a browser."
        } else if event.shots.is_empty() {
            "There is no picture of where it is now: no page that was shown in a browser had it in its new place to be seen."
        } else if event.tagged.is_none() {
            "There is no picture of it from when it was tagged."
        } else {
            ""
        };
        Some(Gallery { event: event.name.clone(), figures, note: note.to_owned() })
    }
}

/// Pictures of the events that no finding shows already.
pub(super) fn others<'a>(report: &'a Report, album: &mut Album<'a>) -> Vec<Gallery> {
    report.events.iter().filter_map(|event| album.of(event, false, report.totals.rendered)).collect()
}
