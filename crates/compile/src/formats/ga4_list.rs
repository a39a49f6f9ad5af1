//! What has to be registered in Google Analytics 4 for a plan's events to show up in reports: events, key events,
//! custom dimensions and metrics, as CSV.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::naming::required_parameters;
use waymark_model::{DestinationKind, Event, Plan, ProductField, Reading, Source, Status};

use super::destinations::name;
use super::{Loss, LossKind, csv, words};

/// Most custom dimensions of events that a standard property has.
const MOST_DIMENSIONS: usize = 50;
/// Most custom metrics.
const MOST_METRICS: usize = 50;
/// Google's own parameters of shop events, which need no registration.
const OWN: [&str; 8] =
    ["currency", "value", "items", "item_id", "item_name", "price", "quantity", "search_term"];

/// The list.
pub fn write(plan: &Plan) -> (Vec<u8>, Vec<Loss>) {
    let mut losses = vec![
        Loss::overall(
            LossKind::ToDo,
            "registration",
            "Google Analytics imports no such list: enter it under Admin > Data display, events and custom definitions.",
        ),
        Loss::overall(
            LossKind::Missing,
            "status, platforms, notes, elements, limits, conditions and other destinations",
            "The list says what to register. How elements are found, how often and for whom an event fires, and where else it goes stands in the tracking plan.",
        ),
        Loss::overall(
            LossKind::Missing,
            "shop, consent and page types",
            "They are no part of what Google Analytics registers.",
        ),
    ];
    let mut rows = vec![
        ["Kind", "Name", "Scope", "Description", "Used by", "Owner", "Event id"].map(str::to_owned).to_vec(),
    ];
    let mut parameters: BTreeMap<&str, (BTreeSet<String>, bool, String)> = BTreeMap::new();
    for event in &plan.events {
        if event.status == Status::Paused {
            losses.push(Loss::of(event, LossKind::Missing, "paused", "Paused events are left out."));
            continue;
        }
        if !event.goes_to(DestinationKind::Ga4) {
            let why = "It is switched off for Google Analytics, so there is nothing to register.";
            losses.push(Loss::of(event, LossKind::Missing, "switched off", why));
            continue;
        }
        let name = name(event, DestinationKind::Ga4, plan);
        rows.push(event_row(event, &name, plan));
        for parameter in &event.parameters {
            let is_own = OWN.contains(&parameter.name.as_str())
                || required_parameters(&name).any(|own| own == parameter.name);
            if is_own {
                let words = words::source(&parameter.from);
                losses.push(Loss::of(
                    event,
                    LossKind::Missing,
                    format!("parameter {}", parameter.name),
                    format!("Google Analytics knows it without registration ({words})."),
                ));
                continue;
            }
            let (used, is_number, from) = parameters
                .entry(&parameter.name)
                .or_insert_with(|| (BTreeSet::new(), true, words::source(&parameter.from)));
            used.insert(name.clone());
            *is_number &= is_a_number(&parameter.from);
            let words = words::source(&parameter.from);
            if !from.contains(&words) {
                from.push_str(", ");
                from.push_str(&words);
            }
        }
    }
    for (kind, is_wanted, most) in
        [("Custom dimension", false, MOST_DIMENSIONS), ("Custom metric", true, MOST_METRICS)]
    {
        let of_kind = parameters.iter().filter(|(_, (_, is_number, _))| *is_number == is_wanted);
        let mut count = 0;
        for (name, (used, _, from)) in of_kind {
            count += 1;
            let used: Vec<&str> = used.iter().map(String::as_str).collect();
            rows.push([kind, name, "Event", from, &used.join(", "), "", ""].map(str::to_owned).to_vec());
        }
        if count > most {
            let what = format!("{}s", kind.to_lowercase());
            let why =
                format!("There are {count}; a standard property of Google Analytics has room for {most}.");
            losses.push(Loss::overall(LossKind::ToDo, what, why));
        }
    }
    (csv::table(rows).into_bytes(), losses)
}

fn event_row(event: &Event, name: &str, plan: &Plan) -> Vec<String> {
    let fires = format!("{}; {}", words::trigger(&event.trigger, plan), event.scope.label());
    let meaning = [in_funnel(event), event.description.clone()];
    let meaning = meaning.iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(". ");
    vec![
        if event.is_macro { "Key event" } else { "Event" }.to_owned(),
        name.to_owned(),
        String::new(),
        format!("{fires}. {meaning}"),
        if event.name == name { String::new() } else { format!("{} in the plan", event.name) },
        event.owner.clone(),
        event.id.0.clone(),
    ]
}

/// Stage, phase and weight.
fn in_funnel(event: &Event) -> String {
    let [stage, phase] = [words::json_word(&event.stage), words::json_word(&event.phase)];
    format!("Stage {stage}, phase {phase}, weight {}", event.weight.get())
}

/// Whether the values are numbers to add up or average; what an attribute or a field holds is taken for text.
fn is_a_number(source: &Source) -> bool {
    matches!(
        source,
        Source::Product { field: ProductField::Price }
            | Source::Element { read: Reading::Amount, .. }
            | Source::CartTotal
            | Source::Score
            | Source::Weight
            | Source::Position
    )
}
