//! Events and their elements in a marketer's words, for the list.

use std::collections::BTreeMap;

use waymark_compile::definition;
use waymark_model::{Event, EventId, Plan};
use waymark_store::Proof;

use crate::error::AppError;
use crate::findings;
use crate::view::EventView;

/// An event as the list shows it. `proofs` are of this event, the newest first.
pub(crate) fn event_view(
    event: &Event,
    plan: &Plan,
    proofs: &BTreeMap<&EventId, Vec<&Proof>>,
    has_picture: bool,
) -> Result<EventView, AppError> {
    let definition = definition(event)?;
    let proofs = proofs.get(&event.id).map_or(&[][..], Vec::as_slice);
    let fired_at = proofs.iter().find(|proof| proof.definition == definition).map(|proof| proof.fired_at);
    Ok(EventView {
        event: event.clone(),
        scope_label: event.scope.label(),
        target_label: target(event),
        stale: fired_at.is_none() && !proofs.is_empty(),
        fired_at,
        has_picture,
        findings: findings::of_event(event, plan),
    })
}

/// What an event listens to, in words: "Button: Add to cart"; empty for a page view.
pub(crate) fn target(event: &Event) -> String {
    let Some(target) = event.target.as_ref().filter(|_| event.trigger.takes_target()) else {
        return String::new();
    };
    match (&target.fingerprint, target.selectors.first()) {
        (Some(common), _) if target.multiple => waymark_identify::label_of_set(common),
        (Some(fingerprint), _) => waymark_identify::describe::label_of(fingerprint),
        (None, Some(selector)) => format!("Selector: {}", selector.css),
        (None, None) => String::new(),
    }
}
