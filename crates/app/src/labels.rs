//! Events and their elements in a marketer's words, for the list.

use waymark_audit::proving::deed;
use waymark_model::Event;
use waymark_model::validate::EventChecks;

use crate::error::AppError;
use crate::findings;
use crate::standing::Standing;
use crate::view::EventView;

/// An event as the list shows it.
pub(crate) fn event_view(
    event: &Event,
    checks: &EventChecks<'_>,
    standing: &Standing,
    has_picture: bool,
) -> Result<EventView, AppError> {
    Ok(EventView {
        event: event.clone(),
        scope_label: event.scope.label(),
        target_label: target(event),
        proof: standing.of(event, &checks.plan().page_types)?,
        by_hand: deed(event).err().filter(|_| event.is_for_web()).map(str::to_owned),
        has_picture,
        findings: findings::of_event(event, checks),
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
