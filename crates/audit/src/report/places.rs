//! How events do on one kind of page, and on one device: numbers and a score for each, reckoned as the health of the whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{EventId, Plan, Verdict};

use super::health::weighted;
use super::pages::PageTypeReport;
use crate::check::EventOnPage;
use crate::record::{Firing, PageRecord, RenderRecord};

/// How events do in one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditPlace")]
pub struct Place {
    /// Events that may fire there and were looked at.
    pub events: u32,
    /// Those that could be told.
    pub told: u32,
    /// Those that work wherever they could be told.
    pub work: u32,
    /// 0 to 100; absent where nothing could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub score: Option<u8>,
}

/// A device on which pages were shown in a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditDevice")]
pub struct DeviceReport {
    /// Its name.
    pub name: String,
    /// Pages that were shown on it.
    pub showings: u32,
    /// How events do on it.
    pub place: Place,
}

/// One event in one place.
#[derive(Debug, Default)]
struct There {
    served: BTreeMap<Verdict, u32>,
    /// Pages that may well miss it.
    excused: u32,
    shown: BTreeMap<Verdict, u32>,
    fired: u32,
    silent: u32,
}

type Events = BTreeMap<EventId, There>;

/// What was seen in each place.
#[derive(Debug, Default)]
pub(super) struct InPlaces {
    kinds: BTreeMap<Option<String>, Events>,
    devices: BTreeMap<String, (u32, Events)>,
}

impl InPlaces {
    pub fn add_page(&mut self, page: &PageRecord) {
        for found in &page.events {
            let there = entry(&mut self.kinds, &page.page_type).entry(found.id.clone()).or_default();
            *there.served.entry(found.verdict).or_default() += 1;
            there.excused += u32::from(page.excuses() && found.verdict == Verdict::Missing);
        }
    }

    /// Adds a page that was shown.
    pub fn add_rendered(&mut self, page: &RenderRecord) {
        let (showings, on_device) = entry(&mut self.devices, &page.device);
        *showings += 1;
        for events in [on_device, entry(&mut self.kinds, &page.page_type)] {
            for EventOnPage { id, verdict, .. } in &page.events {
                *events.entry(id.clone()).or_default().shown.entry(*verdict).or_default() += 1;
            }
            for (id, firing) in &page.fired {
                let there = events.entry(id.clone()).or_default();
                match firing {
                    Firing::Fired { .. } => there.fired += 1,
                    Firing::Silent => there.silent += 1,
                    Firing::NotDone { .. } => {}
                }
            }
        }
    }

    /// Page types, with how events do on each.
    pub fn told_of(&self, mut kinds: Vec<PageTypeReport>, plan: &Plan) -> Vec<PageTypeReport> {
        for kind in &mut kinds {
            kind.place = self.kind(kind.id.as_ref(), plan);
        }
        kinds
    }

    /// How events do on pages of a type; nothing where none was looked at.
    fn kind(&self, kind: Option<&String>, plan: &Plan) -> Option<Place> {
        self.kinds.get(&kind.cloned()).map(|events| place(events, plan)).filter(|place| place.events > 0)
    }

    pub fn devices(&self, plan: &Plan) -> Vec<DeviceReport> {
        let device = |(name, (showings, events)): (&String, &(u32, Events))| DeviceReport {
            name: name.clone(),
            showings: *showings,
            place: place(events, plan),
        };
        self.devices.iter().map(device).collect()
    }
}

fn entry<'a, Key: Ord + Clone, T: Default>(map: &'a mut BTreeMap<Key, T>, key: &Key) -> &'a mut T {
    map.entry(key.clone()).or_default()
}

fn place(events: &Events, plan: &Plan) -> Place {
    let own = plan.events.iter().filter(|event| event.runs_on_web());
    let seen: Vec<(f64, Option<f64>)> = own
        .filter_map(|event| Some((f64::from(event.weight.get()), share(events.get(&event.id)?))))
        .collect();
    let told: Vec<(f64, f64)> =
        seen.iter().filter_map(|(weight, share)| Some((*weight, (*share)?))).collect();
    Place {
        events: seen.len() as u32,
        told: told.len() as u32,
        work: told.iter().filter(|(_, share)| *share >= 1.0).count() as u32,
        score: weighted(&told),
    }
}

/// Share of pages on which an event works; nothing where that could not be told.
fn share(there: &There) -> Option<f64> {
    // Where its action was done and it never fired, its element is worth nothing; and half where it did not on one device
    // of two.
    let tries = there.fired + there.silent;
    let fires = (tries > 0).then(|| f64::from(there.fired) / f64::from(tries));
    let finds = found(there);
    match (finds, fires) {
        (Some(finds), Some(fires)) => Some(finds * fires),
        (finds, fires) => finds.or(fires),
    }
}

/// Share of pages on which it finds its element. What the pages as they are served have nowhere, scripts may make: there
/// the browser has the word.
fn found(there: &There) -> Option<f64> {
    let sum = |verdicts: &BTreeMap<Verdict, u32>, of: &[Verdict]| {
        of.iter().map(|verdict| verdicts.get(verdict).copied().unwrap_or(0)).sum::<u32>()
    };
    let works = |verdicts| sum(verdicts, &[Verdict::Intact, Verdict::Hidden]);
    let fails = |verdicts| sum(verdicts, &[Verdict::Moved, Verdict::Missing, Verdict::Ambiguous]);
    let of =
        |works: u32, fails: u32| (works + fails > 0).then(|| f64::from(works) / f64::from(works + fails));
    let served = works(&there.served);
    let missed = sum(&there.served, &[Verdict::Missing]);
    if served > 0 {
        return of(served, fails(&there.served) - there.excused.min(missed));
    }
    let moved = sum(&there.served, &[Verdict::Moved]) > 0;
    of(works(&there.shown), fails(&there.shown)).or(moved.then_some(0.0))
}

#[cfg(test)]
mod tests {
    use waymark_model::{Event, Shop, ShopSlug, Trigger, Weight};

    use super::*;

    fn plan() -> Plan {
        let event = |id: &str, weight| {
            let event = Event::new(EventId(id.into()), id.to_owned(), Trigger::Click);
            Event { weight: Weight::clamped(weight), ..event }
        };
        let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
        Plan { events: vec![event("a", 8), event("b", 2), event("c", 5)], ..Plan::empty(shop) }
    }

    fn page(kind: &str, excused: bool, events: &[(&str, &str)]) -> Result<PageRecord, serde_json::Error> {
        let events: Vec<_> =
            events.iter().map(|(id, verdict)| serde_json::json!({ "id": id, "verdict": verdict })).collect();
        serde_json::from_value(serde_json::json!({
            "url": "https://s.example/", "pageType": kind, "state": "checked", "millis": 1, "bytes": 1,
            "stratum": if excused { "sold_out" } else { "ordinary" }, "events": events
        }))
    }

    fn shown(
        device: &str,
        events: &[(&str, &str)],
        fired: &[(&str, bool)],
    ) -> Result<RenderRecord, serde_json::Error> {
        let events: Vec<_> =
            events.iter().map(|(id, verdict)| serde_json::json!({ "id": id, "verdict": verdict })).collect();
        let firing = |fires| {
            if fires {
                serde_json::json!({ "kind": "fired", "parameters": {} })
            } else {
                serde_json::json!({ "kind": "silent" })
            }
        };
        let fired: BTreeMap<_, _> = fired.iter().map(|(id, fires)| (*id, firing(*fires))).collect();
        serde_json::from_value(serde_json::json!({
            "url": "https://s.example/", "pageType": "product", "device": device, "events": events, "fired": fired
        }))
    }

    #[test]
    fn each_place_is_told_by_itself_and_by_weight() -> Result<(), serde_json::Error> {
        let mut places = InPlaces::default();
        places.add_page(&page(
            "product",
            false,
            &[("a", "intact"), ("b", "missing"), ("c", "needs_rendering")],
        )?);
        places.add_page(&page("product", true, &[("a", "missing"), ("b", "intact")])?);
        places.add_page(&page("home", false, &[("c", "moved")])?);
        let product = || Some("product".to_owned());
        // a works (a sold-out product may miss it), b on one of two, c is not told yet.
        let expected = Place { events: 3, told: 2, work: 1, score: Some(90) };
        assert_eq!(places.kind(product().as_ref(), &plan()), Some(expected));
        let home = Place { events: 1, told: 1, work: 0, score: Some(0) };
        assert_eq!(places.kind(Some(&"home".to_owned()), &plan()), Some(home));
        assert_eq!(places.kind(Some(&"cart".to_owned()), &plan()), None);
        assert_eq!(places.devices(&plan()), []);

        places.add_rendered(&shown(
            "desktop",
            &[("a", "intact"), ("c", "intact")],
            &[("a", true), ("c", true)],
        )?);
        places.add_rendered(&shown("phone", &[("a", "intact"), ("c", "missing")], &[("a", false)])?);
        let devices = places.devices(&plan());
        assert_eq!(
            devices.iter().map(|device| device.name.as_str()).collect::<Vec<_>>(),
            ["desktop", "phone"]
        );
        assert_eq!(devices[0].place, Place { events: 2, told: 2, work: 2, score: Some(100) });
        // It finds its element there, and does not fire.
        assert_eq!(devices[1].place, Place { events: 2, told: 2, work: 0, score: Some(0) });
        // a fires, and what scripts make is found, on one device of two: (8 / 2 + 2 / 2 + 5 / 2) / 15.
        let now = Place { events: 3, told: 3, work: 0, score: Some(50) };
        assert_eq!(places.kind(product().as_ref(), &plan()), Some(now));
        Ok(())
    }
}
