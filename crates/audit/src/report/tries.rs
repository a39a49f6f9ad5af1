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
    silent_on: Option<String>,
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
                self.silent_on.get_or_insert_with(|| format!("{} ({})", page.url, page.device));
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

    /// Devices on which it never fired though it did on others, as "on phone"; else page types of which the same is
    /// true.
    pub fn silent_places(&self) -> Vec<String> {
        if self.counts().0 == 0 {
            return Vec::new();
        }
        let on = |(device, _): &Place| format!("on {device}");
        let of = |(_, kind): &Place| match kind {
            Some(kind) => {
                let label = Scope { page_types: vec![kind.clone()], url: None }.label();
                format!("on {}", label.to_lowercase())
            }
            None => "on other pages".to_owned(),
        };
        let devices = self.silent_by(&on);
        if devices.is_empty() { self.silent_by(&of) } else { devices }
    }

    fn silent_by(&self, name: &dyn Fn(&Place) -> String) -> Vec<String> {
        let fired: BTreeSet<String> =
            self.of.iter().filter(|(_, counts)| counts.0 > 0).map(|(place, _)| name(place)).collect();
        let tried: BTreeSet<String> = self.of.keys().map(name).collect();
        tried.difference(&fired).cloned().collect()
    }

    /// In a report; nothing where it was not tried.
    pub fn fires(&self) -> Option<Fires> {
        match (self.counts(), self.not_done.clone()) {
            ((0, 0), None) => None,
            ((0, 0), Some(reason)) => Some(Fires::NotDone { reason }),
            ((0, _), _) => Some(Fires::No { page: self.silent_on.clone().unwrap_or_default() }),
            ((fired, silent), _) => {
                Some(Fires::Yes { times: fired, of: fired + silent, not: self.silent_places() })
            }
        }
    }
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
        assert_eq!(phone.silent_places(), ["on phone"]);
        let home = after(&[
            ("desktop", "product", true),
            ("phone", "product", true),
            ("desktop", "home", false),
            ("phone", "home", false),
        ]);
        assert_eq!(home.silent_places(), ["on home page"]);
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
