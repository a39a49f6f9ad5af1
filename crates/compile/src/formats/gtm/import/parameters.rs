//! A tag's parameters as a plan's: fixed texts, and what Tag Manager's variables read that a plan can read as well.

use waymark_model::naming::{MAX_PARAMETERS, parameter_name_problems};
use waymark_model::{Event, Parameter, Source, Stage, Trigger, Weight};

use super::super::container::{Tag, find, text};
use super::has_element;
use super::lookup::{Lookup, Meaning};

/// Names that the runtime uses itself.
const OURS: [&str; 2] = ["event", "waymark"];

/// Reads the tag's parameters into the event; names of those left out, with the reason.
pub fn read(event: &mut Event, tag: &Tag, lookup: &Lookup<'_>) -> Vec<(String, String)> {
    let mut refused = Vec::new();
    // Older exports have the same under other names.
    let tables =
        [("eventSettingsTable", "parameter", "parameterValue"), ("eventParameters", "name", "value")];
    for (table, name_key, value_key) in tables {
        for row in find(&tag.parameter, table).map(|table| table.list.as_slice()).unwrap_or_default() {
            let written = text(&row.map, name_key).unwrap_or_default();
            let value = text(&row.map, value_key).unwrap_or_default();
            match parameter(event, written, value, lookup) {
                Ok(parameter) => event.parameters.push(parameter),
                Err(why) => refused.push((written.to_owned(), why)),
            }
        }
    }
    refused
}

fn parameter(
    event: &mut Event,
    written: &str,
    value: &str,
    lookup: &Lookup<'_>,
) -> Result<Parameter, String> {
    let name = lookup.constant(written).ok_or("Its name is made up in the page.")?;
    if !parameter_name_problems(&name).is_empty() || OURS.contains(&name.as_str()) {
        return Err("A plan does not take a parameter of this name.".to_owned());
    }
    if event.parameters.iter().any(|other| other.name == name) {
        return Err("The tag has it twice.".to_owned());
    }
    if event.parameters.len() >= MAX_PARAMETERS {
        return Err(format!("An event has at most {MAX_PARAMETERS}."));
    }
    Ok(Parameter { name, from: source(event, value, lookup)? })
}

fn source(event: &mut Event, value: &str, lookup: &Lookup<'_>) -> Result<Source, String> {
    let not_readable = || format!("What \"{value}\" stands for is not read by Waymark.");
    let Some(meaning) = lookup.meaning(value) else {
        let value = lookup.constant(value).ok_or_else(not_readable)?;
        return Ok(Source::Literal { value });
    };
    let own = match meaning {
        Meaning::PageType => return Ok(Source::PageType),
        Meaning::Constant(value) if !value.contains("{{") => {
            return Ok(Source::Literal { value: value.to_owned() });
        }
        Meaning::Stage(stage) => {
            event.stage = match stage {
                "TOFU" => Stage::Tofu,
                "BOFU" => Stage::Bofu,
                _ => Stage::Mofu,
            };
            return Ok(Source::Stage);
        }
        Meaning::Weight(weight) => {
            event.weight = Weight::clamped(weight);
            return Ok(Source::Weight);
        }
        Meaning::Own(own) => own,
        Meaning::Constant(_) | Meaning::Other => return Err(not_readable()),
    };
    let attribute = |name: &str| Source::Attribute { name: name.to_owned() };
    let source = match own.as_str() {
        "CLICK_TEXT" | "FORM_TEXT" => Source::ElementText,
        "CLICK_URL" => Source::Link,
        "CLICK_ID" | "FORM_ID" => attribute("id"),
        "CLICK_CLASSES" | "FORM_CLASSES" => attribute("class"),
        "CLICK_TARGET" | "FORM_TARGET" => attribute("target"),
        "FORM_URL" => attribute("action"),
        "SCROLL_DEPTH_THRESHOLD" if matches!(event.trigger, Trigger::Scroll { .. }) => Source::Milestone,
        "VIDEO_PERCENT" | "VIDEO_STATUS" if matches!(event.trigger, Trigger::Video { .. }) => {
            Source::Milestone
        }
        "PAGE_PATH" | "PAGE_URL" | "PAGE_HOSTNAME" | "REFERRER" => {
            return Err(
                "Google Analytics knows the page and where the visitor came from by itself.".to_owned()
            );
        }
        _ => return Err(not_readable()),
    };
    if source.needs_element() && !has_element(&event.trigger) {
        return Err("It is read from an element, and this trigger has none.".to_owned());
    }
    Ok(source)
}
