//! Checks of ids, names and parameters of an event.

use super::{Finding, Severity, about};
use crate::naming::convention::Convention;
use crate::naming::{
    KEPT_BY_DATA_LAYER, MAX_NAME, MAX_PARAMETERS, MAX_VALUE, NameProblem, better_parameter,
    event_name_problems, google_form, parameter_name_problems,
};
use crate::{Destination, DestinationKind, Event, Plan, Reading, Selector, Source, Status};

pub(super) fn check(event: &Event, plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    if event.id.0.trim().is_empty() {
        let message = "This event has no id. Give it one that no other event has.".to_owned();
        findings.push(about(event, "id_empty", Severity::Error, "id", message));
    }
    if plan.events.iter().filter(|other| other.id == event.id).count() > 1 {
        let message = format!("More than one event has the id \"{}\". Give each its own.", event.id.0);
        findings.push(about(event, "id_taken", Severity::Error, "id", message));
    }
    if event.platforms.is_empty() {
        let message = "This event is for no platform. Choose where it should exist.".to_owned();
        findings.push(about(event, "platforms_empty", Severity::Error, "platforms", message));
    }
    findings.extend(event_name(event, plan));
    let is_sent = |other: &Event| {
        other.id != event.id
            && other.status != Status::Paused
            && !other.platforms.is_disjoint(&event.platforms)
    };
    if plan.events.iter().any(|other| is_sent(other) && other.name == event.name) {
        let message = format!(
            "Another event is called \"{}\" too. Their numbers will be added up; rename one if that is not meant.",
            event.name
        );
        findings.push(about(event, "name_taken", Severity::Warning, "name", message));
    }
    findings.extend(parameters(event));
    findings
}

/// What breaks a rule, or else the convention; with a name that would do.
fn event_name(event: &Event, plan: &Plan) -> Vec<Finding> {
    let others = plan.events.iter().filter(|other| other.id != event.id);
    let taken: Vec<&str> = others.map(|other| other.name.as_str()).collect();
    let convention = plan.naming;
    let suggestion = convention.better(&event.name).map(|better| convention.unique(&better, &taken));
    let problems = problems(event, plan);
    let is_other_way = problems.is_empty() && suggestion.is_some();
    let convention = is_other_way
        .then(|| about(event, "name_convention", Severity::Note, "name", convention.rule().to_owned()));
    let broken = problems.iter().map(|problem| {
        let (code, message) = name_message(&event.name, problem, "name");
        about(event, code, Severity::Error, "name", message)
    });
    broken.chain(convention).map(|finding| Finding { suggestion: suggestion.clone(), ..finding }).collect()
}

/// What is wrong with the event's name. Letters that Google Analytics does not take are no mistake where the convention has
/// them, or where the event got its name in Title Case under another one: Google gets a name of its own then, which has to
/// do.
fn problems(event: &Event, plan: &Plan) -> Vec<NameProblem> {
    let mut problems = event_name_problems(&event.name);
    let is_kept = || {
        Convention::TitleCase.better(&event.name).is_none()
            && plan.events.iter().any(|other| other.id == event.id && other.name == event.name)
    };
    let is_wide = plan.naming.is_wider_than_google() || is_kept();
    if !is_wide || event.name.contains(char::is_control) || !problems.contains(&NameProblem::Characters) {
        return problems;
    }
    problems.retain(|problem| *problem != NameProblem::Characters);
    if problems.is_empty() && reaches_google(event, plan) {
        problems = event_name_problems(&google_form(&event.name));
    }
    problems
}

/// Whether Google Analytics or what reads the data layer gets the event by a name that nobody chose.
fn reaches_google(event: &Event, plan: &Plan) -> bool {
    plan.destinations.iter().map(Destination::kind).any(|kind| {
        matches!(kind, DestinationKind::Ga4 | DestinationKind::DataLayer)
            && event.send.get(&kind).is_none_or(|sending| !sending.off && sending.name.is_none())
    })
}

fn parameters(event: &Event) -> Vec<Finding> {
    let mut findings = Vec::new();
    if event.parameters.len() > MAX_PARAMETERS {
        let message = format!(
            "There are {} parameters; Google Analytics takes {MAX_PARAMETERS} an event. Take some out.",
            event.parameters.len()
        );
        findings.push(about(event, "parameters_too_many", Severity::Error, "parameters", message));
    }
    for (at, parameter) in event.parameters.iter().enumerate() {
        let entry = Some(at);
        findings.extend(parameter_name(event, at, &parameter.name));
        let mut add = |code, severity, message| {
            let finding = about(event, code, severity, "parameters", message);
            findings.push(Finding { entry, ..finding });
        };
        if let Some(name) = attribute(&parameter.from)
            && (name.is_empty()
                || name.contains(|letter: char| letter.is_whitespace() || "\"'<>/=".contains(letter)))
        {
            let message = format!(
                "\"{}\" reads an attribute of the element, but \"{name}\" is not the name of one. Write one such as data-variant.",
                parameter.name
            );
            add("parameter_attribute_invalid", Severity::Error, message);
        }
        if let Source::Element { selectors, .. } = &parameter.from
            && (selectors.is_empty() || selectors.iter().any(Selector::is_empty))
        {
            let message = format!(
                "\"{}\" is read from another element, but nothing says which. Point at it again.",
                parameter.name
            );
            add("parameter_element_missing", Severity::Error, message);
        }
        if let Source::Literal { value } = &parameter.from
            && value.chars().count() > MAX_VALUE
        {
            let message = format!(
                "The value of \"{}\" is longer than {MAX_VALUE} characters and would be cut. Shorten it.",
                parameter.name
            );
            add("parameter_value_too_long", Severity::Warning, message);
        }
    }
    findings
}

/// What is wrong with the name of the parameter at a place in the list; with a name that would do.
fn parameter_name(event: &Event, at: usize, name: &str) -> Vec<Finding> {
    let others: Vec<&str> = event
        .parameters
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != at)
        .map(|(_, other)| other.name.as_str())
        .collect();
    let mut broken: Vec<(&'static str, String)> =
        parameter_name_problems(name).iter().map(|problem| parameter_message(name, problem)).collect();
    if KEPT_BY_DATA_LAYER.contains(&name) {
        let message = format!(
            "A parameter cannot be called \"{name}\": the data layer uses that word itself. Choose another."
        );
        broken.push(("parameter_name_reserved", message));
    }
    if others[..at].contains(&name) {
        let message = format!("Two parameters are called \"{name}\". Rename or remove one.");
        broken.push(("parameter_taken", message));
    }
    let suggestion = if broken.is_empty() { None } else { better_parameter(name, &others) };
    broken
        .into_iter()
        .map(|(code, message)| Finding {
            entry: Some(at),
            suggestion: suggestion.clone(),
            ..about(event, code, Severity::Error, "parameters", message)
        })
        .collect()
}

/// The attribute that is read, of whichever element.
fn attribute(from: &Source) -> Option<&str> {
    match from {
        Source::Attribute { name } | Source::Element { read: Reading::Attribute { name }, .. } => Some(name),
        _ => None,
    }
}

fn parameter_message(name: &str, problem: &NameProblem) -> (&'static str, String) {
    let (code, message) = name_message(name, problem, "parameter name");
    let code = match code {
        "name_empty" => "parameter_name_empty",
        "name_too_long" => "parameter_name_too_long",
        "name_characters" => "parameter_name_characters",
        _ => "parameter_name_reserved",
    };
    (code, message)
}

fn name_message(name: &str, problem: &NameProblem, what: &str) -> (&'static str, String) {
    match problem {
        NameProblem::Empty => ("name_empty", format!("The {what} is empty. Write one, such as add_to_cart.")),
        NameProblem::TooLong(length) => (
            "name_too_long",
            format!("The {what} has {length} characters; {MAX_NAME} are allowed. Shorten it."),
        ),
        NameProblem::Characters => (
            "name_characters",
            format!(
                "The {what} \"{name}\" may only have letters a-z, digits and underscores, and starts with a letter."
            ),
        ),
        NameProblem::Reserved => (
            "name_reserved",
            format!("Google Analytics keeps \"{name}\" for itself and drops it. Choose another {what}."),
        ),
        NameProblem::ReservedPrefix(prefix) => (
            "name_reserved",
            format!(
                "Google Analytics keeps names that start with \"{prefix}\" for itself. Start it differently."
            ),
        ),
    }
}
