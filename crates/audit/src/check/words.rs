//! What a check found, in a marketer's words. Judging is not done here.

use waymark_identify::{Document, Located, NodeId, label};
use waymark_model::{Target, Verdict};

/// A verdict in a word or two, and how it is counted: "2 moved".
const VERDICTS: [(Verdict, &str, &str); 9] = [
    (Verdict::Intact, "Found", "found"),
    (Verdict::Moved, "Moved", "moved"),
    (Verdict::Ambiguous, "Could be several", "could be several"),
    (Verdict::Missing, "Missing", "missing"),
    (Verdict::Hidden, "Hidden", "hidden"),
    (Verdict::NeedsRendering, "Needs a browser", "not shown in a browser yet"),
    (Verdict::Blocked, "Blocked", "blocked"),
    (Verdict::Unreachable, "Unreachable", "unreachable"),
    (Verdict::NotRun, "Not checked", "not checked"),
];

/// What is said of an element that has to be looked for.
pub(super) const UNMATCHED: &str = "The event's own rule does not match it any more.";

/// A verdict in a word or two.
#[must_use]
pub fn verdict_words(verdict: Verdict) -> &'static str {
    VERDICTS.iter().find(|(known, ..)| *known == verdict).map_or("Not checked", |(_, words, _)| words)
}

/// Every verdict, in a word or two.
pub fn verdicts() -> impl Iterator<Item = (Verdict, &'static str)> {
    VERDICTS.iter().map(|(verdict, words, _)| (*verdict, *words))
}

/// "9 found, 2 moved, 1 missing"; empty where there is nothing to count. What was not looked for is not counted.
pub fn counted(verdicts: impl Iterator<Item = Verdict>) -> String {
    let mut numbers = [0usize; VERDICTS.len()];
    for verdict in verdicts.filter(|verdict| *verdict != Verdict::NotRun) {
        if let Some(at) = VERDICTS.iter().position(|(known, ..)| *known == verdict) {
            numbers[at] += 1;
        }
    }
    let words = VERDICTS.iter().zip(numbers).filter(|(_, number)| *number > 0);
    words.map(|((_, _, counted), number)| format!("{number} {counted}")).collect::<Vec<_>>().join(", ")
}

/// What was found: "Button: Add to cart", "Link: Mug and 11 more"; empty where nothing was.
#[must_use]
pub fn found(document: &Document, nodes: &[NodeId]) -> String {
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
                reasons.push(UNMATCHED.to_owned());
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

/// A reason as a sentence of its own.
#[must_use]
pub fn sentence(reason: &str) -> String {
    let mut characters = reason.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str().trim_end_matches('.'))
}
