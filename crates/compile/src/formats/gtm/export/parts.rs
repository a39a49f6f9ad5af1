//! Small pieces of a container: names, settings and notes as Tag Manager writes them.

use waymark_model::Event;

use super::super::MEASUREMENT_ID;
use super::super::container::Parameter;
use crate::formats::words::json_word;

/// A reference to a variable.
pub fn braces(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

/// What tells the names of tags apart where there are several properties: the number in their variable's name.
pub fn number(measurement: &str) -> &str {
    measurement.strip_prefix(MEASUREMENT_ID).unwrap_or_default()
}

/// One parameter of a tag.
pub fn setting(name: &str, value: &str) -> Parameter {
    Parameter::map(vec![Parameter::template("parameter", name), Parameter::template("parameterValue", value)])
}

/// What people should know of the event, in Tag Manager.
pub fn notes(event: &Event) -> String {
    let [stage, phase] = [json_word(&event.stage), json_word(&event.phase)];
    let mut notes = format!("Stage {stage}, phase {phase}, weight {}.", event.weight.get());
    if !event.owner.is_empty() {
        notes += " Owner: ";
        notes += &event.owner;
        notes += ".";
    }
    if !event.description.is_empty() {
        notes += " ";
        notes += &event.description;
    }
    notes
}

/// The name, or with a number when it is taken.
pub fn unique(name: &str, taken: &[&str]) -> String {
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|candidate| !taken.contains(&candidate.as_str()))
        .unwrap_or_default()
}
