//! The tracking plan as rows of text, for the formats that are tables: a row an event, in the plan's order.

use waymark_model::{Destination, DestinationKind, Event, Note, Plan, Status};

use super::destinations::{has, name};
use super::evidence::{Evidence, day};
use super::{Loss, LossKind, evidence, words};

/// Heads of all columns.
pub fn heads() -> impl Iterator<Item = &'static str> {
    HEADS.into_iter().chain(evidence::HEADS)
}

/// Head of the column whose cells are numbers.
pub const WEIGHT: &str = "Weight";

/// Heads of what the plan says.
const HEADS: [&str; 19] = [
    "Event",
    "Status",
    "Platforms",
    "Stage",
    "Phase",
    WEIGHT,
    "Key event",
    "Fires on",
    "Element",
    "Where",
    "Limits",
    "Parameters",
    "Destinations",
    "Owner",
    "Description",
    "Notes",
    "One element or all alike",
    "Last known words of the element",
    "Id",
];

/// The event's cells, as many as there are heads.
pub fn row(event: &Event, plan: &Plan, evidence: &Evidence) -> Vec<String> {
    said(event, plan).into_iter().chain(evidence.cells(event)).collect()
}

fn said(event: &Event, plan: &Plan) -> [String; HEADS.len()] {
    let fingerprint = event.target.as_ref().and_then(|target| target.fingerprint.as_ref());
    let words_of_element = fingerprint.map_or_else(String::new, |element| {
        if element.name.is_empty() { element.text.clone() } else { element.name.clone() }
    });
    let target = event.target.as_ref().filter(|_| event.trigger.takes_target());
    let number = target.map_or("", |target| if target.multiple { "all alike" } else { "one" });
    [
        event.name.clone(),
        status(event.status).to_owned(),
        event.platforms.iter().map(|platform| platform.label()).collect::<Vec<_>>().join(", "),
        words::json_word(&event.stage),
        words::json_word(&event.phase),
        event.weight.get().to_string(),
        if event.is_macro { "yes" } else { "no" }.to_owned(),
        words::trigger(&event.trigger, plan),
        words::target(event),
        event.scope.label(),
        words::limits(event),
        words::parameters(&event.parameters),
        destinations(event, plan),
        event.owner.clone(),
        event.description.clone(),
        notes(event),
        number.to_owned(),
        words_of_element,
        event.id.0.clone(),
    ]
}

/// Facts about the whole plan: what each is about, and what is so.
pub fn facts(plan: &Plan) -> Vec<[String; 2]> {
    let mut facts = vec![
        ["Shop".to_owned(), plan.shop.name.clone()],
        ["Address".to_owned(), plan.shop.url.clone()],
        ["Short name".to_owned(), plan.shop.slug.0.clone()],
    ];
    for destination in &plan.destinations {
        let settings = match destination {
            Destination::Ga4 { measurement_id } => measurement_id.clone(),
            Destination::Endpoint { url } => Some(url.clone()),
            _ => None,
        };
        let settings = settings.map(|settings| format!(": {settings}")).unwrap_or_default();
        facts.push(["Destination".to_owned(), format!("{}{settings}", destination.kind().label())]);
    }
    facts.push(["Consent".to_owned(), words::consent(plan.privacy.consent).to_owned()]);
    facts.push(["Visitors are remembered".to_owned(), format!("{} days", plan.privacy.visitor_days)]);
    for kind in &plan.page_types {
        facts.push([format!("Page type {}", kind.id), kind.patterns.join(", ")]);
    }
    facts
}

/// What no table has.
pub fn losses(evidence: &Evidence) -> Vec<Loss> {
    let mut losses = vec![Loss::overall(
        LossKind::Missing,
        "what elements look like",
        "Fingerprints, by which elements are found again after a change of the theme, travel in the JSON plan only.",
    )];
    losses.extend(evidence.losses());
    losses
}

/// What was remarked about it, a line a remark.
fn notes(event: &Event) -> String {
    let line = |note: &Note| format!("{} {}: {}", day(note.at), note.author, note.text);
    event.notes.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Where the event goes, and under which names.
fn destinations(event: &Event, plan: &Plan) -> String {
    let mut kinds: Vec<DestinationKind> = plan.destinations.iter().map(Destination::kind).collect();
    kinds.dedup();
    let mut seen = Vec::new();
    for kind in kinds {
        let name = if event.goes_to(kind) { name(event, kind, plan) } else { "off".to_owned() };
        seen.push(format!("{}: {name}", kind.label()));
    }
    // What is said of destinations that the plan does not have (yet).
    for (kind, sending) in &event.send {
        if !has(plan, *kind) {
            let name = sending.name.as_deref().unwrap_or(&event.name);
            seen.push(format!("({}: {})", kind.label(), if sending.off { "off" } else { name }));
        }
    }
    seen.join("; ")
}

/// How far the work on an event is, in a word.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Ready => "ready",
        Status::Paused => "paused",
    }
}
