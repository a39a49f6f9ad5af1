//! What an audit really sent to a shop, because a person allowed it, and what it did not send all the same. Told in the
//! report, since the shop may have got a cart or a message of it.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{EventId, Plan};

use crate::record::RenderRecord;

/// Events that are named in one sentence.
const NAMED: usize = 20;

/// Over all pages that were shown.
#[derive(Debug, Default)]
pub(super) struct Really {
    submitted: BTreeMap<EventId, BTreeSet<String>>,
    withheld: BTreeMap<EventId, String>,
}

impl Really {
    pub fn add(&mut self, page: &RenderRecord) {
        for event in &page.really.submitted {
            self.submitted.entry(event.clone()).or_default().insert(page.url.clone());
        }
        for (event, reason) in &page.really.withheld {
            self.withheld.entry(event.clone()).or_insert_with(|| reason.clone());
        }
    }

    /// Sentences for the report's notes.
    pub fn notes(&self, plan: &Plan) -> Vec<String> {
        let name = |id: &EventId| {
            let event = plan.events.iter().find(|event| event.id == *id);
            event.map_or_else(|| id.0.clone(), |event| event.name.clone())
        };
        let more = |number: usize| {
            if number > NAMED { format!(", and {} more", number - NAMED) } else { String::new() }
        };
        let mut notes = Vec::new();
        if !self.submitted.is_empty() {
            let each = |(event, pages): (&EventId, &BTreeSet<String>)| {
                let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
                format!("{} on {}", name(event), pages.join(" and "))
            };
            let all: Vec<String> = self.submitted.iter().take(NAMED).map(each).collect();
            notes.push(format!(
                "Really tried, as was allowed: {}{}. The shop may have got a cart or a form by it.",
                all.join(", "),
                more(self.submitted.len())
            ));
        }
        if !self.withheld.is_empty() {
            let all: Vec<String> = self
                .withheld
                .iter()
                .take(NAMED)
                .map(|(event, reason)| format!("{} ({reason})", name(event)))
                .collect();
            notes.push(format!(
                "Not submitted, although submitting was allowed: {}{}.",
                all.join(", "),
                more(self.withheld.len())
            ));
        }
        notes
    }
}
