//! A record as a fingerprint, as far as attributes go, so that the product's own comparison can be asked. Tag, texts,
//! id, name, classes and link are there; roles and landmarks follow from the tags on the way down; headings, groups,
//! forms, items and what is inside are not known.

use std::collections::BTreeMap;

use waymark_identify::noise::{is_stable_class, is_stable_id, is_stable_value};
use waymark_identify::{address, text};
use waymark_model::Fingerprint;

use super::archive::Record;

/// Ancestors that are kept, as for pages.
const ANCESTORS: usize = 8;

/// The fingerprint of a record.
pub(super) fn fingerprint(record: &Record) -> Fingerprint {
    let tag = record.tag.to_ascii_lowercase();
    let said = text::collapse(&record.visible_text.join(" "));
    let name = if said.is_empty() { text::collapse(&record.alt) } else { said.clone() };
    let attributes: BTreeMap<String, String> = [
        ("id", &record.id, is_stable_id(&record.id)),
        ("name", &record.name, is_stable_value(&record.name)),
        ("alt", &record.alt, !record.alt.is_empty()),
    ]
    .into_iter()
    .filter(|(_, _, is_kept)| *is_kept)
    .map(|(name, value, _)| (name.to_owned(), value.clone()))
    .collect();
    let steps = steps(record);
    Fingerprint {
        role: role(&tag).to_owned(),
        name,
        text: said,
        attributes,
        classes: record.class_list.iter().filter(|class| is_stable_class(class)).take(8).cloned().collect(),
        link: address::path(&record.href).map(address::pattern),
        landmarks: steps.iter().filter_map(|step| landmark(&step.tag)).map(str::to_owned).collect(),
        ancestors: steps
            .iter()
            .take(ANCESTORS)
            .map(|step| match &step.id {
                Some(id) if is_stable_id(id) => format!("{}#{id}", step.tag),
                _ => step.tag.clone(),
            })
            .collect(),
        neighbours: record.neighbor_text.clone(),
        tag,
        ..Fingerprint::default()
    }
}

/// An ancestor, as the paths tell it.
struct Step {
    tag: String,
    id: Option<String>,
}

/// The ancestors of a record, innermost first.
fn steps(record: &Record) -> Vec<Step> {
    let mut steps: Vec<Step> = record
        .xpath
        .split('/')
        .filter(|step| !step.is_empty() && !step.starts_with('*'))
        .map(|step| Step { tag: step.split('[').next().unwrap_or_default().to_ascii_lowercase(), id: None })
        .collect();
    steps.pop();
    steps.reverse();
    // `//*[@id='nav']/ul[1]/li[2]/a[1]`: three down from what has the id.
    if let Some((id, down)) = record.idxpath.strip_prefix("//*[@id='").and_then(|rest| rest.split_once("']"))
        && let Some(at) = down.matches('/').count().checked_sub(1)
        && let Some(step) = steps.get_mut(at)
    {
        step.id = Some(id.to_owned());
    }
    steps
}

fn role(tag: &str) -> &'static str {
    match tag {
        "a" => "link",
        "button" | "summary" => "button",
        "input" | "textarea" => "textbox",
        "select" => "combobox",
        "img" => "img",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "li" => "listitem",
        _ => "",
    }
}

fn landmark(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "header" => "banner",
        "nav" => "navigation",
        "main" => "main",
        "footer" => "contentinfo",
        "aside" => "complementary",
        "form" => "form",
        "dialog" => "dialog",
        _ => return None,
    })
}
