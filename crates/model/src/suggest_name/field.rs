//! Names for form fields, where the form and the field's own `name` say more than its label.

use super::label::{few, label_words};
use super::{form, join};
use crate::transliterate::ascii_words;
use crate::{Fingerprint, Trigger};

/// Words of a `name` attribute that say nothing about the choice: "filter.v.option.color" is about the colour.
const PLUMBING: [&str; 7] = ["filter", "option", "options", "opt", "attribute", "form", "id"];

/// The name for a change of a field; nothing where its label does as well.
pub(super) fn name(element: &Fingerprint, trigger: &Trigger) -> Option<String> {
    if *trigger != Trigger::Change || !element.is_field() {
        return None;
    }
    let attribute = |name: &str| element.attributes.get(name).map_or("", String::as_str);
    let own = ascii_words(attribute("name"));
    let is_choice = element.tag == "select" || matches!(attribute("type"), "radio" | "checkbox");
    match own.first().map_or("", String::as_str) {
        "sort" | "sortby" | "orderby" => return Some("sort_by_change".to_owned()),
        "filter" => {
            let group = if attribute("type") == "radio" { group(&own) } else { String::new() };
            return Some(join(&["filter", &group, &few(&label_words(element)).join("_"), "change"]));
        }
        _ => {}
    }
    match element.form.as_ref().and_then(|facts| form::purpose(facts, element)) {
        Some("search") if !is_choice => return Some("search_input".to_owned()),
        Some("newsletter_signup") if own.iter().any(|word| word == "email") => {
            return Some("newsletter_email_change".to_owned());
        }
        _ => {}
    }
    let label = label_words(element);
    // One of several: "L" alone is no name.
    let group = group(&own);
    if attribute("type") == "radio" && !group.is_empty() {
        return Some(join(&[&group, &few(&label).join("_"), "change"]));
    }
    // "Choose a size" is about the size.
    let asking =
        |word: &&String| matches!(word.as_str(), "choose" | "select" | "pick" | "a" | "an" | "the" | "your");
    let object = &label[label.iter().take_while(asking).count()..];
    (is_choice && !object.is_empty() && object.len() < label.len())
        .then(|| join(&[&few(object).join("_"), "change"]))
}

fn group(own: &[String]) -> String {
    let telling = own.iter().filter(|word| word.len() > 1 && !PLUMBING.contains(&word.as_str()));
    telling.cloned().collect::<Vec<_>>().join("_")
}
