//! Where an event's element moved to, over all pages: whether it is one and the same rule, and how sure the least sure
//! page is. One rule is kept to hold the others against, however many pages there are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::Selector;

use crate::check::Repair;

/// What all pages on which an event's element moved have in common.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditMoved")]
pub struct Moved {
    /// One and the same rule finds it on all of them.
    pub one_rule: bool,
    /// How sure the least sure of them is, 0 to 1; absent where one of them does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub least: Option<f64>,
}

/// The new places of one event, added up.
#[derive(Debug, Default)]
pub(super) struct Places {
    first: Option<(Option<Vec<Selector>>, Moved)>,
}

impl Places {
    /// Adds a page on which the element moved, with its new place if it is known.
    pub fn add(&mut self, repair: Option<&Repair>) {
        let rule = repair.map(|repair| &repair.target.selectors);
        let least = repair.and_then(|repair| repair.confidence);
        match &mut self.first {
            None => self.first = Some((rule.cloned(), Moved { one_rule: rule.is_some(), least })),
            Some((first, moved)) => {
                moved.one_rule &= rule.is_some() && first.as_ref() == rule;
                moved.least = moved.least.zip(least).map(|(known, other)| known.min(other));
            }
        }
    }

    /// What they have in common; nothing where it moved nowhere.
    pub fn moved(&self) -> Option<Moved> {
        self.first.as_ref().map(|(_, moved)| *moved)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use waymark_model::{Event, EventId, Plan, Selector, Shop, ShopSlug, Target, Trigger, Verdict};

    use super::*;
    use crate::check::EventOnPage;
    use crate::record::Record;
    use crate::report::Tally;

    /// A report's word on pages where an event moved to these rules, so surely.
    fn moved(places: &[Option<(&str, f64)>]) -> Option<Moved> {
        let id = EventId("a".into());
        let mut tally = Tally::default();
        for (number, place) in places.iter().enumerate() {
            let repair = place.map(|(css, confidence)| Repair {
                target: Target { selectors: vec![Selector::new(css)], ..Target::default() },
                confidence: Some(confidence),
            });
            let found = EventOnPage {
                id: id.clone(),
                verdict: Verdict::Moved,
                reasons: Vec::new(),
                confidence: None,
                found: String::new(),
                repair,
                lost: Vec::new(),
            };
            let page = json!({
                "kind": "page", "url": format!("https://s.example/{number}"), "state": "checked", "millis": 1, "bytes": 1,
                "events": [found],
            });
            tally.add(&serde_json::from_value::<Record>(page).unwrap());
        }
        let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
        let events = vec![Event::new(id, "a".into(), Trigger::Click)];
        tally.events(&Plan { events, ..Plan::empty(shop) })[0].moved
    }

    #[test]
    fn the_last_of_many_pages_counts_as_the_first() {
        let mut places = vec![Some((".buy", 0.99)); 6];
        assert_eq!(moved(&[]), None);
        assert_eq!(moved(&places), Some(Moved { one_rule: true, least: Some(0.99) }));
        places[5] = Some((".buy", 0.6));
        assert_eq!(moved(&places), Some(Moved { one_rule: true, least: Some(0.6) }));
        places[5] = Some((".other", 0.7));
        assert_eq!(moved(&places), Some(Moved { one_rule: false, least: Some(0.7) }));
        for at in [0, 5] {
            places[5] = Some((".buy", 0.99));
            places[at] = None;
            assert_eq!(moved(&places), Some(Moved { one_rule: false, least: None }), "at {at}");
            places[at] = Some((".buy", 0.99));
        }
    }
}
