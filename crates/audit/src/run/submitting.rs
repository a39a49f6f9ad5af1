//! Forms that are really sent and products that are really put into the cart, where a person allowed it: each on a page of
//! its own, after everything was tried without it, written down before, and never twice. What may be sent is
//! `submittable`'s to say: here whether a page is worth it, and in the renderer once more of the page it is sent from.

use std::collections::BTreeSet;

use waymark_compile::Compiled;
use waymark_identify::Document;
use waymark_model::{Event, EventId, Selector, Trigger};

use super::leaving::leaving;
use super::render::{LATE, firings};
use crate::acting::{not_sent, trial_of};
use crate::check::Checker;
use crate::record::{Firing, RenderRecord};
use crate::render::{Act, Outcome, RenderRequest, Rendered, Renderer, Trial};
use crate::submittable::{Sending, sending};

/// So many are sent from one page at most: a shop gets no more of an audit than of a visitor who is thorough.
const MOST: usize = 3;

/// What is said where something was sent and nothing fired.
const UNTAKEN: &str =
    "It was really tried, and the event did not fire: the shop may want a choice first, or sell it no more.";

/// What is said where it was perhaps sent before.
const PERHAPS: &str =
    "It may have been really sent when the browser or the audit ended, and is not sent again.";

/// What could be sent for one event, or why it is not.
pub(super) type Planned = (Event, Result<Sending, String>);

/// What was sent of a page on a device, or may have been, and what is to be.
pub(super) struct Sent<'run> {
    /// Events for which something was about to be sent from it when this audit ended before.
    pub before: BTreeSet<EventId>,
    /// Writes down that something is about to be sent; no if that cannot be done.
    pub note: &'run (dyn Fn(&EventId) -> bool + Sync),
}

/// An event that fires by a product in the cart, which only happens where that is allowed.
pub(super) fn needs_a_cart(event: &Event) -> bool {
    event.trigger == Trigger::AddToCart
}

/// What there is to send on a page that was shown.
pub(super) fn planned(checker: &Checker, address: &url::Url, shown: &Rendered) -> Vec<Planned> {
    let path = checker.path(address);
    let Ok(document) = Document::from_snapshot(&shown.snapshot).map(|document| document.at(&shown.url))
    else {
        return Vec::new();
    };
    let by_itself = checker.by_itself(&path).filter(|event| needs_a_cart(event));
    let events = checker.expected(&path).map(|(event, _)| event).chain(by_itself);
    events.filter_map(|event| Some((event.clone(), sending(event, &document).transpose()?))).collect()
}

/// Sends it, and puts what came of it in the place of what did not fire without.
pub(super) async fn submit<R: Renderer>(
    record: &mut RenderRecord,
    request: &RenderRequest,
    renderer: &R,
    compiled: Option<&Compiled>,
    planned: Vec<Planned>,
    sent: Sent<'_>,
) {
    let Some(trial) = compiled.and_then(|compiled| trial_of(compiled, Vec::new(), LATE)) else { return };
    let mut number = sent.before.len();
    for event in sent.before.clone() {
        perhaps(record, event);
    }
    // What was perhaps sent for one event is not sent for another either.
    let was_sent = |(event, sending): &Planned| {
        let sending = sending.as_ref().ok().filter(|_| sent.before.contains(&event.id))?;
        Some(sending.selectors.clone())
    };
    let mut tried: Vec<Vec<Selector>> = planned.iter().filter_map(was_sent).collect();
    for (event, sending) in planned.into_iter().filter(|(event, _)| !sent.before.contains(&event.id)) {
        let id = event.id.clone();
        let sending = match sending {
            Ok(sending) if tried.contains(&sending.selectors) => {
                withhold(record, id, "the same was sent for another event already");
                continue;
            }
            Ok(_) if number >= MOST => {
                withhold(record, id, "enough was sent from its page");
                continue;
            }
            Ok(sending) => sending,
            Err(reason) => {
                withhold(record, id, &reason);
                continue;
            }
        };
        if !(sent.note)(&id) {
            withhold(record, id, "that it is sent could not be written down before");
            continue;
        }
        let Sending { selectors, action } = sending;
        let act =
            Act { event: id.clone(), selectors: selectors.clone(), action, sends: Some(Box::new(event)) };
        let mut request = request.clone();
        request.pictures.clear();
        request.trial = Some(Trial { acts: vec![act], submits: true, ..trial.clone() });
        let may_be_sent = match renderer.render(&request).await {
            Ok(shown) => add(record, &shown, id),
            Err(error) if error.may_have_acted() => {
                perhaps(record, id);
                true
            }
            Err(_) => {
                withhold(record, id, "the page could not be shown when it was to be sent");
                false
            }
        };
        if may_be_sent {
            number += 1;
            tried.push(selectors);
        }
    }
}

/// Whether something was sent for an event is not known, and it is left at that.
fn perhaps(record: &mut RenderRecord, event: EventId) {
    record.fired.entry(event.clone()).or_insert(Firing::NotDone { reason: PERHAPS.to_owned() });
    record.really.perhaps.insert(event);
}

fn withhold(record: &mut RenderRecord, event: EventId, reason: &str) {
    record.fired.entry(event.clone()).or_insert(Firing::NotDone { reason: not_sent(reason) });
    record.really.withheld.insert(event, reason.to_owned());
}

/// What came of it; no if nothing was sent for certain.
fn add(record: &mut RenderRecord, shown: &Rendered, event: EventId) -> bool {
    let Some(tried) = &shown.tried else {
        perhaps(record, event);
        return true;
    };
    match tried.acts.first().map(|acted| &acted.outcome) {
        Some(Outcome::Done) => {
            record.really.submitted.insert(event.clone());
        }
        Some(Outcome::Withheld { reason }) => {
            withhold(record, event, reason);
            return false;
        }
        // Its button may have been clicked before the page fell silent.
        Some(Outcome::Silent) => {
            perhaps(record, event);
            return true;
        }
        _ => {}
    }
    let acts = [event];
    for (event, firing) in firings(&acts, tried) {
        // A choice may be missing, or the product sold out: what the shop did not take says nothing of the event.
        let firing = match firing {
            Firing::Silent => Firing::NotDone { reason: UNTAKEN.to_owned() },
            firing => firing,
        };
        if !matches!(record.fired.get(&event), Some(Firing::Fired { .. })) {
            record.fired.insert(event, firing);
        }
    }
    // What a shop tells tools once it has the product is more than what it tells when it is asked for it.
    let told = leaving(shown, &acts);
    record.leaving.after.extend(told.after.into_iter().filter(|(_, hits)| !hits.is_empty()));
    true
}
