//! What a check found, in a marketer's words. Judging is not done here.

use waymark_audit::check::counted;
use waymark_model::{Event, Status};

use crate::view::EventCheck;

/// "9 found, 2 moved, 1 missing on this page"
pub(super) fn summary(events: &[EventCheck]) -> String {
    let counted = counted(events.iter().map(|event| event.verdict));
    if counted.is_empty() {
        return "No event has an element to find on this page".to_owned();
    }
    format!("{counted} on this page")
}

/// What to know about the check itself.
pub(super) fn notes(is_truncated: bool, is_within_shop: bool) -> Vec<String> {
    let truncated = is_truncated.then_some(
        "This page is very large, so only a part of it was looked at. What is called missing may be there.",
    );
    let elsewhere = (!is_within_shop).then_some("This page is not on the shop's own address.");
    truncated.into_iter().chain(elsewhere).map(str::to_owned).collect()
}

/// Words and reason for an event whose element nobody looked for.
pub(super) fn not_run(event: &Event, may_fire_here: bool) -> (&'static str, String) {
    if !may_fire_here {
        ("Other pages", format!("It does not fire on this page. Where it may fire: {}.", event.scope.label()))
    } else if event.status == Status::Paused {
        ("Paused", "It is paused, so it does not fire.".to_owned())
    } else if !event.is_for_web() {
        ("For apps", "It is for apps only; nothing of it is on the web.".to_owned())
    } else {
        ("No element", "It fires when this page is opened; there is no element to find.".to_owned())
    }
}
