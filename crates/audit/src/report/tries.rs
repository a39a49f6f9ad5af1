//! Whether an event fired when its action was done in a browser: over all showings, and where it never did though it
//! fired elsewhere. A phone on which nothing fires is most of a shop's visitors.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::Scope;

use super::types::{Fires, Standing};
use crate::record::{Firing, RenderRecord};

/// A device and a page type.
type Place = (String, Option<String>);

/// What came of trying one event.
#[derive(Debug, Default)]
pub(super) struct Tries {
    /// How often it fired and how often it did not, by device and page type.
    of: BTreeMap<Place, (u32, u32)>,
    /// The first page where it did not fire, and the device.
    silent_on: Option<(String, String)>,
    not_done: Option<String>,
}

impl Tries {
    /// Adds one try.
    pub fn add(&mut self, page: &RenderRecord, firing: &Firing) {
        let place = || (page.device.clone(), page.page_type.clone());
        match firing {
            Firing::Fired { .. } => self.of.entry(place()).or_default().0 += 1,
            Firing::Silent => {
                self.of.entry(place()).or_default().1 += 1;
                self.silent_on.get_or_insert_with(|| (page.url.clone(), page.device.clone()));
            }
            Firing::NotDone { reason } => {
                self.not_done.get_or_insert_with(|| reason.clone());
            }
        }
    }

    fn counts(&self) -> (u32, u32) {
        self.of.values().fold((0, 0), |sum, each| (sum.0 + each.0, sum.1 + each.1))
    }

    /// It was tried and fired nowhere.
    pub fn is_silent(&self) -> bool {
        matches!(self.counts(), (0, 1..))
    }

    /// How an event that fires by itself stands.
    pub fn standing(&self) -> Standing {
        match self.counts() {
            (0, 0) => Standing::NoElement,
            (0, _) => Standing::Broken,
            _ if self.silent_places().is_empty() => Standing::Works,
            _ => Standing::Partly,
        }
    }

    /// Devices on which it never fired though it did on others there, as "on phones"; else page types of which the same
    /// is true.
    pub fn silent_places(&self) -> Vec<String> {
        let fires_elsewhere = |device: &str, kind: &Option<String>| {
            self.of.iter().any(|((other, of), counts)| other != device && of == kind && counts.0 > 0)
        };
        let is_silent_device = |device: &&String| {
            let there = || self.of.iter().filter(|((on, _), _)| on == *device);
            there().all(|(_, counts)| counts.0 == 0)
                && there().any(|((_, kind), counts)| counts.1 > 0 && fires_elsewhere(device, kind))
        };
        let devices: Vec<String> =
            self.devices().into_iter().filter(is_silent_device).map(|it| on_device(it)).collect();
        if !devices.is_empty() || self.counts().0 == 0 {
            return devices;
        }
        let never_of_kind = |kind: &&Option<String>| {
            self.of.iter().filter(|((_, of), _)| of == *kind).all(|(_, counts)| counts.0 == 0)
        };
        self.kinds().into_iter().filter(never_of_kind).map(|kind| on_kind(kind.as_deref())).collect()
    }

    /// Devices and page types on which it was tried.
    pub fn places(&self) -> Vec<String> {
        let devices = self.devices().into_iter().map(|device| on_device(device));
        devices.chain(self.kinds().into_iter().map(|kind| on_kind(kind.as_deref()))).collect()
    }

    /// The first page where it did not fire.
    pub fn silent_on(&self) -> Option<String> {
        self.silent_on.as_ref().map(|(url, _)| url.clone())
    }

    fn devices(&self) -> BTreeSet<&String> {
        self.of.keys().map(|(device, _)| device).collect()
    }

    fn kinds(&self) -> BTreeSet<&Option<String>> {
        self.of.keys().map(|(_, kind)| kind).collect()
    }

    /// In a report; nothing where it was not tried.
    pub fn fires(&self) -> Option<Fires> {
        match (self.counts(), self.not_done.clone()) {
            ((0, 0), None) => None,
            ((0, 0), Some(reason)) => Some(Fires::NotDone { reason }),
            ((0, _), _) => {
                let page = self.silent_on.as_ref().map(|(url, device)| format!("{url} ({device})"));
                Some(Fires::No { page: page.unwrap_or_default() })
            }
            ((fired, silent), _) => {
                Some(Fires::Yes { times: fired, of: fired + silent, not: self.silent_places() })
            }
        }
    }
}

fn on_device(device: &str) -> String {
    format!("on {device}s")
}

fn on_kind(kind: Option<&str>) -> String {
    let Some(kind) = kind else { return "on other pages".to_owned() };
    let label = Scope { page_types: vec![kind.to_owned()], url: None }.label().to_lowercase();
    if label.ends_with('s') { format!("on {label}") } else { format!("on the {label}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(tried: &[(&str, &str, bool)]) -> Tries {
        let mut all = Tries::default();
        for &(device, kind, fired) in tried {
            let counts = all.of.entry((device.into(), Some(kind.into()))).or_default();
            if fired { counts.0 += 1 } else { counts.1 += 1 }
        }
        all
    }

    #[test]
    fn a_device_on_which_nothing_fires_is_named_and_else_a_page_type() {
        let phone =
            after(&[("desktop", "product", true), ("phone", "product", false), ("phone", "home", false)]);
        assert_eq!(phone.silent_places(), ["on phones"]);
        assert_eq!(phone.places(), ["on desktops", "on phones", "on the home page", "on product pages"]);
        let other_page =
            after(&[("desktop", "product", true), ("desktop", "home", false), ("phone", "home", false)]);
        assert_eq!(other_page.silent_places(), ["on the home page"], "the device is not what differs");
        let home = after(&[
            ("desktop", "product", true),
            ("phone", "product", true),
            ("desktop", "home", false),
            ("phone", "home", false),
        ]);
        assert_eq!(home.silent_places(), ["on the home page"]);
        let once = after(&[
            ("desktop", "product", true),
            ("phone", "product", false),
            ("phone", "home", true),
            ("desktop", "home", true),
        ]);
        assert_eq!(once.silent_places(), Vec::<String>::new(), "it fires there too");
        let nowhere = after(&[("desktop", "product", false)]);
        assert!(nowhere.is_silent() && nowhere.silent_places().is_empty());
    }
}
