//! Forms that are really sent and products that are really put into the cart, where a person allowed it: each on a page of
//! its own, after everything was tried without it. What may be is `submittable`'s to say.

use waymark_compile::Compiled;
use waymark_identify::Document;
use waymark_model::{Event, EventId, Selector, Trigger};

use super::leaving::leaving;
use super::render::{LATE, firings};
use crate::acting::trial_of;
use crate::check::Checker;
use crate::record::{Firing, RenderRecord};
use crate::render::{Act, Outcome, RenderRequest, Rendered, Renderer, Trial};
use crate::submittable::{Sending, sending};

/// So many are sent from one page at most: a shop gets no more of an audit than of a visitor who is thorough.
const MOST: usize = 3;

/// What is said where something was sent and nothing fired.
const UNTAKEN: &str =
    "It was really tried, and the event did not fire: the shop may want a choice first, or sell it no more.";

/// What could be sent of one event, or why it is not.
pub(super) type Planned = (EventId, Result<Sending, String>);

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
    events.filter_map(|event| Some((event.id.clone(), sending(event, &document).transpose()?))).collect()
}

/// Sends it, and puts what came of it in the place of what did not fire without.
pub(super) async fn submit<R: Renderer>(
    record: &mut RenderRecord,
    request: &RenderRequest,
    renderer: &R,
    compiled: Option<&Compiled>,
    planned: Vec<Planned>,
) {
    let Some(trial) = compiled.and_then(|compiled| trial_of(compiled, Vec::new(), LATE)) else { return };
    let mut sent: Vec<Vec<Selector>> = Vec::new();
    for (event, sending) in planned {
        let sending = match sending {
            Ok(sending) if sent.contains(&sending.selectors) => {
                withhold(record, event, "the same was sent for another event already".to_owned());
                continue;
            }
            Ok(_) if sent.len() == MOST => {
                withhold(record, event, "enough was sent from its page".to_owned());
                continue;
            }
            Ok(sending) => sending,
            Err(reason) => {
                withhold(record, event, reason);
                continue;
            }
        };
        sent.push(sending.selectors.clone());
        let act = Act { event: event.clone(), selectors: sending.selectors, action: sending.action };
        let mut request = request.clone();
        request.pictures.clear();
        request.trial = Some(Trial { acts: vec![act], submits: true, ..trial.clone() });
        match renderer.render(&request).await {
            Ok(shown) => add(record, &shown, event),
            Err(_) => withhold(record, event, "the browser did not say what came of it".to_owned()),
        }
    }
}

fn withhold(record: &mut RenderRecord, event: EventId, reason: String) {
    let told = format!("It was not really sent: {reason}.");
    record.fired.entry(event.clone()).or_insert(Firing::NotDone { reason: told });
    record.really.withheld.insert(event, reason);
}

fn add(record: &mut RenderRecord, shown: &Rendered, event: EventId) {
    let Some(tried) = &shown.tried else { return };
    if tried.acts.first().is_some_and(|acted| acted.outcome == Outcome::Done) {
        record.really.submitted.insert(event.clone());
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
}
