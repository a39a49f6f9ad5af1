//! Forms that are really sent and products that are really put into the cart, where a person allowed it: each on a page of
//! its own, after everything was tried without it. What may be is `submittable`'s to say.

use waymark_compile::{Compiled, TestSettings};
use waymark_identify::Document;
use waymark_model::{Event, EventId, Trigger};

use super::leaving::leaving;
use super::render::{LATE, firings};
use crate::check::Checker;
use crate::record::{Firing, RenderRecord};
use crate::render::{Act, Outcome, RenderRequest, Rendered, Renderer, Trial};
use crate::submittable::{Sending, sending};

/// So many are sent from one page at most: a shop gets no more of an audit than of a visitor who is thorough.
const MOST: usize = 4;

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
    let Some(compiled) = compiled else { return };
    let Ok(script) = compiled.test_js(&TestSettings::default()) else { return };
    let mut sent = 0;
    for (event, sending) in planned {
        let sending = match sending {
            Ok(sending) if sent < MOST => sending,
            Ok(_) => continue,
            Err(reason) => {
                let told = format!("It was not really sent: {reason}.");
                record.fired.entry(event.clone()).or_insert(Firing::NotDone { reason: told });
                record.really.withheld.insert(event, reason);
                continue;
            }
        };
        sent += 1;
        let act = Act { event: event.clone(), selectors: sending.selectors, action: sending.action };
        let mut request = request.clone();
        request.pictures.clear();
        request.trial = Some(Trial {
            config: compiled.config.clone(),
            script: script.clone(),
            acts: vec![act],
            submits: true,
            late: LATE,
        });
        if let Ok(shown) = renderer.render(&request).await {
            add(record, &shown, event);
        }
    }
}

fn add(record: &mut RenderRecord, shown: &Rendered, event: EventId) {
    let Some(tried) = &shown.tried else { return };
    if tried.acts.first().is_some_and(|acted| acted.outcome == Outcome::Done) {
        record.really.submitted.insert(event.clone());
    }
    let acts = [event];
    for (event, firing) in firings(&acts, tried) {
        if !matches!(record.fired.get(&event), Some(Firing::Fired { .. })) {
            record.fired.insert(event, firing);
        }
    }
    // What a shop tells tools once it has the product is more than what it tells when it is asked for it.
    let told = leaving(shown, &acts);
    record.leaving.after.extend(told.after.into_iter().filter(|(_, hits)| !hits.is_empty()));
}
