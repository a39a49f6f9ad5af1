//! What an audit really sent to a shop, because a person allowed it, and what it did not send all the same. Told in the
//! report, since the shop may have got a cart or a message of it.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{EventId, Plan};

use crate::record::{RenderRecord, SendingRecord};

/// Events that are named in one sentence.
const NAMED: usize = 20;

/// Over all pages that were shown.
#[derive(Debug, Default)]
pub(super) struct Really {
    submitted: BTreeMap<EventId, BTreeSet<String>>,
    withheld: BTreeMap<EventId, String>,
    perhaps: BTreeMap<EventId, BTreeSet<String>>,
    /// What was about to be sent.
    begun: Vec<SendingRecord>,
    /// Showings that told what came of it. Which of both comes first, a journal need not remember.
    told: BTreeSet<String>,
}

impl Really {
    /// Something was about to be sent. What came of it is said by the page that it was sent from, if it still comes.
    pub fn begin(&mut self, sending: &SendingRecord) {
        self.begun.push(sending.clone());
    }

    pub fn add(&mut self, page: &RenderRecord) {
        self.told.insert(RenderRecord::key(&page.url, &page.device));
        for event in &page.really.perhaps {
            self.perhaps.entry(event.clone()).or_default().insert(page.url.clone());
        }
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
        let on_pages = |events: &BTreeMap<EventId, BTreeSet<String>>| {
            let each = |(event, pages): (&EventId, &BTreeSet<String>)| {
                let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
                format!("{} on {}", name(event), pages.join(" and "))
            };
            let all: Vec<String> = events.iter().take(NAMED).map(each).collect();
            all.join(", ") + &more(events.len())
        };
        let mut notes = Vec::new();
        if !self.submitted.is_empty() {
            notes.push(format!(
                "Really tried, as was allowed: {}. The shop may have got a cart or a form by it.",
                on_pages(&self.submitted)
            ));
        }
        let mut perhaps = self.perhaps.clone();
        for sending in self.begun.iter().filter(|sending| !self.told.contains(&sending.showing())) {
            perhaps.entry(sending.event.clone()).or_default().insert(sending.url.clone());
        }
        if !perhaps.is_empty() {
            notes.push(format!(
                "Perhaps really sent: {}. The audit or its browser ended in the middle; this audit does not send it again.",
                on_pages(&perhaps)
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
