//! Checks of where events go: the destinations' settings, the names that events have there, and what Google Analytics
//! makes of their parameters.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use url::Url;

use super::{Finding, Severity, about, about_plan};
use crate::naming::destinations::sent_name;
use crate::naming::{event_name_problems, required_parameters};
use crate::web_address::is_loopback;
use crate::{Destination, DestinationKind, Event, Parameter, Plan, ProductField, Reading, Source, Status};

/// Longest name of a custom event at Meta, in characters.
const MAX_META: usize = 50;
/// Longest name that all other destinations take, in characters.
const MAX_NAME: usize = 200;

/// Problems of the plan's destinations.
pub(super) fn of_plan(plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |code, severity, entry, message| {
        findings.push(about_plan(code, severity, "destinations", entry, message));
    };
    if plan.destinations.is_empty() {
        let message = "Events go nowhere. Choose a destination, such as the data layer.".to_owned();
        add("destination_missing", Severity::Warning, None, message);
    }
    for (at, destination) in plan.destinations.iter().enumerate() {
        if plan.destinations[..at].iter().any(|other| is_same(other, destination)) {
            let message =
                "This destination is listed twice and would get every event twice. Take one out.".to_owned();
            add("destination_twice", Severity::Error, Some(at), message);
        }
        match destination {
            Destination::Ga4 { measurement_id: Some(id) } => {
                if let Some(message) = measurement_id_problem(id) {
                    add("measurement_id_invalid", Severity::Error, Some(at), message);
                }
            }
            Destination::Endpoint { url } => {
                if let Some(message) = address_problem(url) {
                    add("endpoint_invalid", Severity::Error, Some(at), message);
                }
            }
            _ => {}
        }
    }
    findings
}

/// Whether both would send the same events to the same place. All of the page's properties include any one.
fn is_same(one: &Destination, other: &Destination) -> bool {
    match (one, other) {
        (Destination::Ga4 { measurement_id: one }, Destination::Ga4 { measurement_id: other }) => {
            one.is_none() || other.is_none() || one == other
        }
        _ => one == other,
    }
}

/// Why this is no measurement ID, in words.
pub(super) fn measurement_id_problem(id: &str) -> Option<String> {
    let capital_or_digit = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let is_id = id
        .strip_prefix("G-")
        .is_some_and(|rest| (4..=16).contains(&rest.len()) && rest.bytes().all(capital_or_digit));
    (!is_id).then(|| {
        format!(
            "\"{id}\" is no measurement ID of Google Analytics 4. Copy it from Admin > Data streams: G- with capitals and digits after it."
        )
    })
}

/// Why events cannot be posted to this address, in words.
pub(super) fn address_problem(address: &str) -> Option<String> {
    let Ok(url) = Url::parse(address) else {
        return Some(format!(
            "\"{address}\" is no whole address. Write one such as https://events.shop.example/collect."
        ));
    };
    if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        return Some(format!(
            "Events would travel to \"{address}\" where others can read them. Use an address that starts with https."
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Some(
            "The address has a password in it that every visitor could read. Take it out.".to_owned(),
        );
    }
    None
}

/// Problems of how the event goes to the plan's destinations.
pub(super) fn of_event(event: &Event, plan: &Plan, names: &SentNames<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let kinds = plan.destinations.iter().map(Destination::kind);
    let goes_to: Vec<DestinationKind> = kinds.filter(|kind| event.goes_to(*kind)).collect();
    if goes_to.is_empty() && !plan.destinations.is_empty() {
        let message =
            "This event goes to no destination. Switch one on, or pause the event if it is not needed."
                .to_owned();
        findings.push(about(event, "event_goes_nowhere", Severity::Warning, "send", message));
    }
    let chosen = goes_to.iter().filter_map(|kind| Some((*kind, event.send.get(kind)?.name.as_deref()?)));
    for (kind, name) in chosen {
        if let Some((code, message)) = name_problem(kind, name) {
            findings.push(about(event, code, Severity::Error, "send", message));
        }
    }
    findings.extend(same_names(event, plan, &goes_to, names));
    if goes_to.contains(&DestinationKind::Ga4) {
        findings.extend(amounts(event));
        findings.extend(wanted_by_google(event, plan));
    }
    findings
}

/// Why the destination does not take a name that was chosen for it, in words.
fn name_problem(kind: DestinationKind, name: &str) -> Option<(&'static str, String)> {
    let length = name.chars().count();
    let most = if kind == DestinationKind::Meta { MAX_META } else { MAX_NAME };
    if name.trim().is_empty() {
        let message = "The event's name at one of its destinations is empty. Write one, or use its own.";
        return Some(("destination_name_empty", message.to_owned()));
    }
    if kind == DestinationKind::Ga4 && !event_name_problems(name).is_empty() {
        let message = format!(
            "Google Analytics does not take \"{name}\". Use letters, digits and underscores, at most 40, and no name it keeps for itself."
        );
        return Some(("destination_name_invalid", message));
    }
    (length > most).then(|| {
        let message = format!(
            "The name at one of the destinations has {length} characters; {most} are allowed. Shorten it."
        );
        ("destination_name_too_long", message)
    })
}

/// Which events have which name at a destination; those that are paused have none.
pub(super) struct SentNames<'a>(HashMap<(DestinationKind, Cow<'a, str>), Vec<usize>>);

impl<'a> SentNames<'a> {
    /// Those of a plan.
    pub fn of(plan: &'a Plan) -> Self {
        let mut names: HashMap<_, Vec<usize>> = HashMap::new();
        let kinds: HashSet<DestinationKind> = plan.destinations.iter().map(Destination::kind).collect();
        for (at, event) in plan.events.iter().enumerate() {
            if event.status == Status::Paused {
                continue;
            }
            for kind in kinds.iter().copied().filter(|kind| event.goes_to(*kind)) {
                names.entry((kind, sent_name(event, kind, plan.naming))).or_default().push(at);
            }
        }
        Self(names)
    }

    /// Where in the plan the events are that have this event's name at one of these destinations, this one among them.
    fn alike(&self, event: &'a Event, plan: &Plan, goes_to: &[DestinationKind]) -> BTreeSet<usize> {
        let of = |kind: &DestinationKind| self.0.get(&(*kind, sent_name(event, *kind, plan.naming)));
        goes_to.iter().filter_map(of).flatten().copied().collect()
    }
}

/// Events of other names that have the same name at a destination.
fn same_names(
    event: &Event,
    plan: &Plan,
    goes_to: &[DestinationKind],
    names: &SentNames<'_>,
) -> Vec<Finding> {
    names
        .alike(event, plan, goes_to)
        .into_iter()
        .map(|at| &plan.events[at])
        .filter(|other| other.id != event.id && other.name != event.name)
        .map(|other| {
            let message = format!(
                "At one of the destinations it has the same name as \"{}\", so their numbers will be added up. Give it another name there if that is not meant.",
                other.name
            );
            about(event, "destination_name_taken", Severity::Note, "send", message)
        })
        .collect()
}

/// `value` is money to Google Analytics and Meta, in a currency.
fn amounts(event: &Event) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(at) = event.parameters.iter().position(|parameter| parameter.name == "value") else {
        return findings;
    };
    let mut add = |code, message: &str| {
        let finding = about(event, code, Severity::Warning, "parameters", message.to_owned());
        findings.push(Finding { entry: Some(at), ..finding });
    };
    if !is_amount(&event.parameters[at]) {
        add(
            "parameter_value_no_amount",
            "Google Analytics takes \"value\" for an amount of money and gets no other. Call the parameter something else, such as selected_value.",
        );
    } else if !has(event, "currency") {
        add(
            "parameter_value_without_currency",
            "Google Analytics wants to know the currency of \"value\". Add a parameter called currency.",
        );
    }
    findings
}

/// Whether the value may be an amount; what an attribute or a field holds is only known in the page.
fn is_amount(parameter: &Parameter) -> bool {
    match &parameter.from {
        Source::Product { field: ProductField::Price }
        | Source::CartTotal
        | Source::Attribute { .. }
        | Source::Element { read: Reading::Amount | Reading::Attribute { .. } | Reading::Choice, .. }
        | Source::Value => true,
        Source::Literal { value } => value.trim().parse::<f64>().is_ok(),
        _ => false,
    }
}

fn has(event: &Event, name: &str) -> bool {
    event.parameters.iter().any(|parameter| parameter.name == name)
}

/// What Google asks for with one of its recommended events.
fn wanted_by_google(event: &Event, plan: &Plan) -> Option<Finding> {
    let name = sent_name(event, DestinationKind::Ga4, plan.naming);
    let mut missing = Vec::new();
    for wanted in required_parameters(&name) {
        match wanted {
            "items" if !has(event, "item_id") && !has(event, "item_name") => {
                missing.push("item_id or item_name");
            }
            "items" => {}
            "value" => {
                if !["value", "price", "cart_total"].iter().any(|amount| has(event, amount)) {
                    missing.push("price");
                }
                if !has(event, "currency") {
                    missing.push("currency");
                }
            }
            other if !has(event, other) => missing.push(other),
            _ => {}
        }
    }
    (!missing.is_empty()).then(|| {
        let message = format!(
            "Google Analytics reports \"{name}\" fully only with parameters that are missing here: {}. Add them.",
            missing.join(", ")
        );
        about(event, "google_parameters_missing", Severity::Note, "parameters", message)
    })
}
