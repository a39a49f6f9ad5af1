//! What a check found, in a marketer's words. Judging is not done here.

use waymark_identify::{Document, Located, NodeId, label};
use waymark_model::{Event, Status, Target, Verdict};

use crate::view::EventCheck;

/// A verdict in a word or two, and how it is counted: "2 moved".
const VERDICTS: [(Verdict, &str, &str); 6] = [
    (Verdict::Intact, "Found", "found"),
    (Verdict::Moved, "Moved", "moved"),
    (Verdict::Ambiguous, "Could be several", "could be several"),
    (Verdict::Missing, "Missing", "missing"),
    (Verdict::Hidden, "Hidden", "hidden"),
    (Verdict::NeedsRendering, "Needs rendering", "not rendered yet"),
];

/// A verdict that a check can reach.
pub(super) fn of(verdict: Verdict) -> &'static str {
    VERDICTS.iter().find(|(known, ..)| *known == verdict).map_or("Not checked", |(_, words, _)| words)
}

/// "9 found, 2 moved, 1 missing on this page"
pub(super) fn summary(events: &[EventCheck]) -> String {
    let counted: Vec<String> = VERDICTS
        .iter()
        .map(|(verdict, _, counted)| {
            (events.iter().filter(|event| event.verdict == *verdict).count(), *counted)
        })
        .filter(|(number, _)| *number > 0)
        .map(|(number, counted)| format!("{number} {counted}"))
        .collect();
    if counted.is_empty() {
        return "No event has an element to find on this page".to_owned();
    }
    format!("{} on this page", counted.join(", "))
}

/// What to know about the check itself.
pub(super) fn notes(is_truncated: bool, is_within_shop: bool) -> Vec<String> {
    let truncated = is_truncated.then_some(
        "This page is very large, so only a part of it was looked at. What is called missing may be there.",
    );
    let elsewhere = (!is_within_shop).then_some("This page is not on the shop's own address.");
    truncated.into_iter().chain(elsewhere).map(str::to_owned).collect()
}

/// What was found: "Button: Add to cart", "Link: Mug and 11 more"; empty where nothing was.
pub(super) fn found(document: &Document, nodes: &[NodeId]) -> String {
    let first = nodes.first().map(|&node| label(document, node)).unwrap_or_default();
    match nodes.len() {
        0 | 1 => first,
        number => format!("{first} and {} more", number - 1),
    }
}

/// Why the verdict is what it is. `is_missed` says that the event's rule does not match what was found.
pub(super) fn reasons(located: &Located, is_missed: bool, target: &Target) -> Vec<String> {
    let mut reasons: Vec<String> = located.reasons.iter().map(|reason| sentence(reason)).collect();
    match (located.verdict, located.nodes.len()) {
        (Verdict::Hidden, _) => {
            reasons.insert(0, "It is on the page, but cannot be seen just now.".to_owned());
            if is_missed {
                reasons.push("The event's own rule does not match it any more.".to_owned());
            }
        }
        // Of a set that is known the number is told already.
        (Verdict::Intact, 2..) if target.fingerprint.is_none() => {
            reasons.push(format!("{} elements match.", located.nodes.len()));
        }
        _ => {}
    }
    reasons
}

/// Words and reason for an event whose element nobody looked for.
pub(super) fn not_run(event: &Event, may_fire_here: bool) -> (&'static str, String) {
    if !may_fire_here {
        ("Other pages", format!("It does not fire on this page. Where it may fire: {}.", event.scope.label()))
    } else if event.status == Status::Paused {
        ("Paused", "It is paused, so it does not fire.".to_owned())
    } else {
        ("No element", "It fires when this page is opened; there is no element to find.".to_owned())
    }
}

/// A reason as a sentence of its own.
fn sentence(reason: &str) -> String {
    let mut characters = reason.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str().trim_end_matches('.'))
}
