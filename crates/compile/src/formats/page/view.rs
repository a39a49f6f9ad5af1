//! What the page shows of a plan: events by page type, everything of each in words. What things are called lies in
//! `words` and `sheet`.

use std::collections::BTreeMap;

use serde::Serialize;
use waymark_model::{Destination, Event, EventId, Millis, Plan, ProofState, Scope, Status};

use crate::formats::destinations::{has, name};
use crate::formats::evidence::{Evidence, day};
use crate::formats::{sheet, words};

/// The page's content.
#[derive(Serialize)]
pub struct View {
    shop: String,
    address: Address,
    date: String,
    /// Facts about the whole plan.
    facts: Vec<[String; 2]>,
    events: usize,
    /// Somebody knows how far they are proven.
    is_known: bool,
    groups: Vec<Group>,
}

/// An address, and whether it may be one to follow.
#[derive(Serialize)]
struct Address {
    text: String,
    is_link: bool,
}

/// Events that fire on the same pages.
#[derive(Serialize)]
struct Group {
    anchor: String,
    label: String,
    events: Vec<EventCard>,
}

/// One event.
#[derive(Serialize)]
struct EventCard {
    anchor: String,
    name: String,
    picture: Option<String>,
    status: &'static str,
    status_words: &'static str,
    stage: String,
    phase: String,
    weight: u8,
    is_macro: bool,
    platforms: Vec<&'static str>,
    trigger: String,
    element: String,
    how_many: String,
    selectors: Vec<String>,
    place: String,
    limits: String,
    description: String,
    owner: String,
    parameters: Vec<[String; 2]>,
    destinations: Vec<[String; 2]>,
    proof: &'static str,
    proof_brief: String,
    proof_words: String,
    notes: Vec<NoteLine>,
    id: String,
}

#[derive(Serialize)]
struct NoteLine {
    date: String,
    author: String,
    text: String,
}

impl View {
    pub fn of(plan: &Plan, evidence: &Evidence, pictures: &BTreeMap<&EventId, String>, at: Millis) -> Self {
        let mut groups: BTreeMap<(usize, String), Vec<EventCard>> = BTreeMap::new();
        for (event, number) in plan.events.iter().zip(1..) {
            let card = card(event, number, plan, evidence, pictures.get(&event.id).cloned());
            groups.entry((rank(&event.scope, plan), event.scope.label())).or_default().push(card);
        }
        let groups = groups.into_iter().zip(1..).map(|(((_, label), events), number)| Group {
            anchor: format!("g{number}"),
            label,
            events,
        });
        let url = &plan.shop.url;
        Self {
            shop: plan.shop.name.clone(),
            address: Address {
                text: url.clone(),
                is_link: url.starts_with("https://") || url.starts_with("http://"),
            },
            date: day(at),
            facts: sheet::facts(plan).into_iter().skip(2).collect(),
            events: plan.events.len(),
            is_known: evidence.proofs.is_some(),
            groups: groups.collect(),
        }
    }
}

/// Page types in the shop's order, then addresses, then what may fire everywhere.
fn rank(scope: &Scope, plan: &Plan) -> usize {
    let types = plan.page_types.len();
    match scope.page_types.first() {
        Some(first) => plan.page_types.iter().position(|kind| kind.id == *first).unwrap_or(types),
        None if scope.url.is_some() => types + 1,
        None => types + 2,
    }
}

fn card(
    event: &Event,
    number: usize,
    plan: &Plan,
    evidence: &Evidence,
    picture: Option<String>,
) -> EventCard {
    let target = event.target.as_ref().filter(|_| event.trigger.takes_target());
    let [proof_brief, ..] = evidence.cells(event);
    EventCard {
        anchor: format!("e{number}"),
        name: event.name.clone(),
        picture: picture.filter(|_| target.is_some()),
        status: sheet::status(event.status),
        status_words: match event.status {
            Status::Draft => "Draft",
            Status::Ready => "Ready",
            Status::Paused => "Paused",
        },
        stage: words::json_word(&event.stage),
        phase: words::json_word(&event.phase),
        weight: event.weight.get(),
        is_macro: event.is_macro,
        platforms: event.platforms.iter().map(|platform| platform.label()).collect(),
        trigger: words::trigger(&event.trigger, plan),
        element: element(event),
        how_many: target.filter(|target| target.multiple).map_or("", |_| "All alike").to_owned(),
        selectors: target
            .map(|target| target.selectors.iter().map(words::selector).collect())
            .unwrap_or_default(),
        place: event.scope.label(),
        limits: words::limits(event),
        description: event.description.clone(),
        owner: event.owner.clone(),
        parameters: event
            .parameters
            .iter()
            .map(|parameter| [parameter.name.clone(), words::source(&parameter.from)])
            .collect(),
        destinations: destinations(event, plan),
        proof: style_of(event, evidence),
        proof_brief,
        proof_words: evidence.sentences(event),
        notes: event
            .notes
            .iter()
            .map(|note| NoteLine { date: day(note.at), author: note.author.clone(), text: note.text.clone() })
            .collect(),
        id: event.id.0.clone(),
    }
}

/// The element's last known words and what it is.
fn element(event: &Event) -> String {
    let target = event.target.as_ref().filter(|_| event.trigger.takes_target());
    let Some(fingerprint) = target.and_then(|target| target.fingerprint.as_ref()) else {
        return String::new();
    };
    let said = if fingerprint.name.is_empty() { &fingerprint.text } else { &fingerprint.name };
    let kind = if fingerprint.role.is_empty() { &fingerprint.tag } else { &fingerprint.role };
    if said.is_empty() { kind.clone() } else { format!("{said} ({kind})") }
}

/// Names under which the plan's destinations get it, then what is said of destinations that it does not have (yet).
fn destinations(event: &Event, plan: &Plan) -> Vec<[String; 2]> {
    let mut kinds: Vec<_> = plan.destinations.iter().map(Destination::kind).collect();
    kinds.dedup();
    let own = kinds.into_iter().map(|kind| (kind, ""));
    let others =
        event.send.keys().filter(|kind| !has(plan, **kind)).map(|kind| (*kind, " (not in the plan)"));
    own.chain(others)
        .map(|(kind, remark)| {
            let sent = if event.goes_to(kind) { name(event, kind, plan) } else { "off".to_owned() };
            [format!("{}{remark}", kind.label()), sent]
        })
        .collect()
}

/// How far it is proven, in a word for the style.
fn style_of(event: &Event, evidence: &Evidence) -> &'static str {
    match evidence.of(event).map(|proof| proof.state) {
        None => "none",
        Some(ProofState::Draft) => "never",
        Some(ProofState::Stale) => "stale",
        Some(ProofState::Proven | ProofState::Published) => "proven",
    }
}
