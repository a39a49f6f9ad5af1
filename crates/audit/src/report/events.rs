//! What there is to say about one event over all pages: how bad it is, and what to do.

use std::collections::BTreeSet;

use waymark_model::Verdict;

use super::findings::HEAVY;
use super::standing::Counted;
use super::tally::pages;
use super::types::{EventReport, Example, Finding, FindingKind, Fires, Severity, Standing};
use crate::check::Repair;

/// Share of pages on which an event may miss its element before that is more than good to know.
const FEW: f64 = 0.34;

/// What there is to say about an event; nothing where it works. Before launch nothing is to be changed yet: the live shop
/// has its elements where they were. `cause` says why no page for it was looked at, where there were some.
pub(super) fn of_event(event: &EventReport, is_live: bool, cause: Option<&str>) -> Option<Finding> {
    let number = |verdict| event.verdicts.get(&verdict).copied().unwrap_or(0);
    let counted = Counted::of(&event.verdicts);
    let Counted { found, told, .. } = counted;
    let more = counted.more();
    let is_heavy = event.weight >= HEAVY;
    let worse = if is_heavy { Severity::Critical } else { Severity::Warning };
    let name = &event.name;
    let moved = best_repair(event);
    let fails = if is_live { "does not fire" } else { "would not fire" };
    let (kind, severity, title, advice) = match event.standing {
        Standing::Works if number(Verdict::Hidden) > 0 && number(Verdict::Intact) == 0 => (
            FindingKind::EventHidden,
            Severity::Notice,
            format!("\"{name}\" finds an element that cannot be seen"),
            "Open the page and see whether it appears after a click, as in a menu. If it never does, change the element.",
        ),
        Standing::Works | Standing::NoElement => return None,
        Standing::NotCovered => {
            let (why, advice) = not_covered(cause);
            let title = format!("\"{name}\" was not checked: {why}");
            (FindingKind::EventNotCovered, Severity::Notice, title, advice)
        }
        Standing::Unknown => (
            FindingKind::EventUnknown,
            Severity::Notice,
            format!("Nobody can say whether \"{name}\" works"),
            "Let Waymark render the pages, or open one in the app and press \"Check this page\".",
        ),
        Standing::Broken if matches!(event.fires, Some(Fires::No { .. })) => (
            FindingKind::EventSilent,
            worse,
            format!("\"{name}\" did not fire when its action was done"),
            "Open the page in the app, start a test and do the same by hand.",
        ),
        Standing::Partly if never(event).is_some() && number(Verdict::Moved) == 0 => (
            FindingKind::EventSilent,
            worse,
            format!("\"{name}\" never fired {}", never(event).unwrap_or_default()),
            "Open the page in the app (Device chooses another one), start a test and do the same by hand.",
        ),
        Standing::Broken | Standing::Partly if number(Verdict::Moved) > 0 => (
            FindingKind::EventMoved,
            if event.standing == Standing::Broken { worse } else { Severity::Warning },
            if event.standing == Standing::Broken {
                format!("\"{name}\" {fails}: its element has moved")
            } else {
                format!("\"{name}\" {fails} on {} of {}{more}", number(Verdict::Moved), pages(told))
            },
            if is_live {
                "Accept the new place, prove it in a test, and publish."
            } else {
                "Move it when this goes live. Until then the live shop has it in its old place, and would lose it."
            },
        ),
        Standing::Broken if number(Verdict::Ambiguous) > number(Verdict::Missing) => (
            FindingKind::EventAmbiguous,
            worse,
            format!("\"{name}\": several elements could be the one"),
            if is_live {
                "Open a page in the app and point at the right one again."
            } else {
                "Point at the right one when this goes live; the live shop is as it was."
            },
        ),
        Standing::Broken => (
            FindingKind::EventBroken,
            worse,
            format!("\"{name}\" {fails}: its element is gone"),
            if is_live {
                "If the shop still has it, point at it again; if not, pause the event."
            } else {
                "When this goes live, point at it again or pause the event; the live shop still has it as it was."
            },
        ),
        Standing::Partly => (
            FindingKind::EventPartly,
            if is_often_missed(event, counted) { Severity::Warning } else { Severity::Notice },
            format!("\"{name}\" finds its element on {found} of {}{more}", pages(told)),
            "Look at one of the pages: the product may not have it, or its template may be another one.",
        ),
    };
    let is_shut = |verdict| matches!(verdict, Verdict::Blocked | Verdict::Unreachable);
    let fails = |example: &&Example| {
        // Where nobody could look, nothing failed; unless that is what is said.
        example.verdict != Verdict::Intact
            && (event.standing == Standing::Unknown || !is_shut(example.verdict))
    };
    let failing: Vec<&Example> = event.examples.iter().filter(fails).collect();
    let first = failing.first().or(moved.as_ref()).copied();
    Some(Finding {
        key: format!("event/{}/{kind:?}", event.id.0).to_lowercase(),
        severity,
        kind,
        event: Some(event.id.clone()),
        title,
        detail: detail(event, first),
        advice: advice.to_owned(),
        pages: pages_of(event, &failing),
        repair: moved.and_then(|example| example.repair.as_ref()).map(|repair| of_all_pages(repair, event)),
    })
}

/// It misses its element on more pages than may just not have it.
fn is_often_missed(event: &EventReport, Counted { found, told, .. }: Counted) -> bool {
    f64::from(told - found) - f64::from(event.excused) > FEW * f64::from(told)
}

/// Why no page for an event was looked at, and what to do.
fn not_covered(cause: Option<&str>) -> (&str, &'static str) {
    match cause {
        Some(cause) => (
            cause,
            "See what is said of these pages. If the shop has others now, give the page type their addresses.",
        ),
        None => (
            "no page for it was found",
            "Check with a larger sample, or look whether its page types fit this shop's addresses.",
        ),
    }
}

/// Where it never fired though it did elsewhere, as "on phones".
fn never(event: &EventReport) -> Option<String> {
    match &event.fires {
        Some(Fires::Yes { not, .. }) if !not.is_empty() => Some(not.join(" or ")),
        _ => None,
    }
}

fn pages_of(event: &EventReport, failing: &[&Example]) -> Vec<String> {
    let mut known = BTreeSet::new();
    let urls = failing.iter().map(|example| &example.url);
    let failing: Vec<String> = urls.filter(|url| known.insert(*url)).cloned().collect();
    if failing.is_empty() { event.silent_on.iter().cloned().collect() } else { failing }
}

fn detail(event: &EventReport, example: Option<&Example>) -> String {
    let reasons = example.iter().flat_map(|example| example.reasons.iter().cloned());
    std::iter::once(format!("{}.", event.words)).chain(reasons).collect::<Vec<_>>().join(" ")
}

/// A page's new place, no surer than the least sure page is.
fn of_all_pages(repair: &Repair, event: &EventReport) -> Repair {
    let confidence = event.moved.map_or(repair.confidence, |moved| moved.least);
    Repair { confidence, ..repair.clone() }
}

/// The example with the surest repair.
fn best_repair(event: &EventReport) -> Option<&Example> {
    let confidence = |example: &&Example| {
        example.repair.as_ref().map(|repair| repair.confidence.unwrap_or(0.0)).unwrap_or_default()
    };
    let repairs = event.examples.iter().filter(|example| example.repair.is_some());
    repairs.max_by(|a, b| confidence(a).total_cmp(&confidence(b)))
}
