//! Checks of the element an event listens to.

use super::{Finding, Severity, about};
use crate::{Event, Status, Trigger};

pub(super) fn check(event: &Event) -> Vec<Finding> {
    let selectors = event.target.as_ref().map_or(&[][..], |target| &target.selectors);
    let mut findings = Vec::new();
    if event.trigger.needs_target() && event.is_for_web() && selectors.is_empty() {
        // Paused, it may wait in the plan for its element.
        let (severity, message) = if event.status == Status::Paused {
            (Severity::Warning, "This event has no element yet. Pick one in the shop before you resume it.")
        } else {
            (Severity::Error, "This event listens to no element. Pick one in the shop.")
        };
        findings.push(about(event, "target_missing", severity, "target", message.to_owned()));
    }
    if !event.trigger.takes_target() && event.target.is_some() {
        let message =
            "This trigger listens to the page, not to an element; the element is ignored.".to_owned();
        findings.push(about(event, "target_ignored", Severity::Note, "target", message));
    }
    for _ in selectors.iter().filter(|selector| selector.is_empty()) {
        let message = "One of the selectors is empty. Remove it, or pick the element again.".to_owned();
        findings.push(about(event, "selector_empty", Severity::Error, "target", message));
    }
    for _ in event.trigger.success().iter().filter(|selector| selector.is_empty()) {
        let message = "One of the selectors of what appears when it worked is empty. Remove it.".to_owned();
        findings.push(about(event, "selector_empty", Severity::Error, "success", message));
    }
    let element = event.target.as_ref().and_then(|target| target.fingerprint.as_ref());
    if element.is_some_and(|element| !element.can_be(&event.trigger)) {
        let message = match event.trigger {
            Trigger::Submit { .. } => {
                "This submits no form, so the event never fires. Choose another trigger."
            }
            _ => "This is no field, so the event never fires. Choose another trigger.",
        };
        findings.push(about(event, "trigger_impossible", Severity::Warning, "trigger", message.to_owned()));
    }
    if !event.trigger.takes_target()
        && event.parameters.iter().any(|parameter| parameter.from.needs_element())
    {
        let message =
            "This trigger has no element to read from; parameters from the element stay empty.".to_owned();
        findings.push(about(event, "parameter_without_element", Severity::Warning, "parameters", message));
    }
    findings
}
