//! A first name for an event, from what its element says and is: `snake_case`, object and action, safe for
//! Google Analytics. The marketer changes it freely. The rules a name must keep lie in [`crate::naming`].

use crate::naming::{self, MAX_NAME};
use crate::transliterate::ascii_words;
use crate::{Fingerprint, Trigger};

mod form;
mod link;
mod phrases;
#[cfg(test)]
mod tests;

/// Longest run of words taken from a label; more make a name nobody can read in a report.
const MAX_WORDS: usize = 5;

/// A name for an event on this element; never empty, never reserved, not among `taken`.
#[must_use]
pub fn suggest_name(element: &Fingerprint, trigger: &Trigger, taken: &[&str]) -> String {
    naming::unique(&safe(&raw_name(element, trigger)), taken)
}

/// A name for the event "a page of this type was opened".
#[must_use]
pub fn suggest_page_view_name(page_type: Option<&str>, taken: &[&str]) -> String {
    let words = ascii_words(page_type.unwrap_or_default());
    let stem = if words.is_empty() { "any_page".to_owned() } else { words.join("_") };
    naming::unique(&safe(&format!("{stem}_view")), taken)
}

fn raw_name(element: &Fingerprint, trigger: &Trigger) -> String {
    let label = label_words(element);
    let usual = phrases::known_phrase(&label);
    if let Some(name) = form::name(element, trigger, usual) {
        return name;
    }
    if let Some(name) = usual.or_else(|| link::name(element)) {
        return name.to_owned();
    }
    let words = label.into_iter().take(MAX_WORDS).collect::<Vec<_>>().join("_");
    let place = link::place(element);
    let (fallback, action) = fallback_and_action(element, trigger);
    if words.is_empty() {
        return join(&[place, fallback, action]);
    }
    if action == "click" && place.is_empty() && starts_with_verb(&words) {
        return words;
    }
    join(&[place, &words, action])
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("_")
}

/// The words of the element's label, without what belongs to one product; of its attributes where it has none.
fn label_words(element: &Fingerprint) -> Vec<String> {
    // The text of a form or drop-down is that of everything in it, which says nothing about the whole.
    let is_container = matches!(element.tag.as_str(), "form" | "select");
    let text = if is_container { "" } else { element.text.as_str() };
    let from_label = [element.name.as_str(), text]
        .into_iter()
        .map(|label| without_neighbours(telling_words(label), element))
        .find(|words| !words.is_empty());
    from_label.unwrap_or_else(|| {
        ["title", "aria-label", "alt", "placeholder", "name", "id", "data-action"]
            .into_iter()
            .filter_map(|attribute| element.attributes.get(attribute))
            .map(|value| telling_words(value))
            .find(|words| !words.is_empty())
            .unwrap_or_default()
    })
}

/// Words without prices, counters and asides in parentheses.
fn telling_words(text: &str) -> Vec<String> {
    let words = |text: &str| -> Vec<String> {
        let has_digit = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
        ascii_words(text).into_iter().filter(|word| !has_digit(word)).collect()
    };
    let outside = words(&without_parentheses(text));
    if outside.is_empty() { words(text) } else { outside }
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|character| {
            match character {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// "Save Fell Wool Blanket" beside the link "Fell Wool Blanket" is about saving: what a neighbour is called, if
/// that is two words or more, is left out.
fn without_neighbours(words: Vec<String>, element: &Fingerprint) -> Vec<String> {
    for neighbour in &element.neighbours {
        let name = telling_words(neighbour);
        if name.len() < 2 || name.len() >= words.len() {
            continue;
        }
        if let Some(start) = words.windows(name.len()).position(|run| run == name) {
            return [&words[..start], &words[start + name.len()..]].concat();
        }
    }
    words
}

/// The noun to use without words, and the action.
fn fallback_and_action(element: &Fingerprint, trigger: &Trigger) -> (&'static str, &'static str) {
    let noun = match (element.role.as_str(), element.tag.as_str()) {
        (_, "form") | ("form", _) => "form",
        ("link", _) | (_, "a") => "link",
        ("combobox" | "listbox", _) | (_, "select") => "select",
        ("checkbox", _) => "checkbox",
        ("radio", _) => "option",
        ("switch", _) => "switch",
        ("tab", _) => "tab",
        ("textbox" | "searchbox" | "spinbutton", _) | (_, "input" | "textarea") => "field",
        ("img", _) | (_, "img" | "svg" | "picture") => "image",
        (_, "video" | "audio") => "media",
        (_, "summary") => "section",
        ("button", _) | (_, "button") => "button",
        _ => "element",
    };
    let action = match trigger {
        Trigger::Change => "change",
        Trigger::Submit => "submit",
        Trigger::PageView => "view",
        Trigger::Click if noun == "tab" || noun == "section" => "open",
        Trigger::Click => "click",
    };
    (noun, action)
}

/// Verbs that shop buttons start with; a label that starts with one needs no `_click`.
fn starts_with_verb(words: &str) -> bool {
    const VERBS: [&str; 52] = [
        "accept", "add", "apply", "ask", "book", "browse", "buy", "check", "choose", "clear", "close",
        "compare", "contact", "continue", "decrease", "discover", "download", "edit", "explore", "filter",
        "find", "get", "go", "increase", "join", "learn", "leave", "load", "log", "notify", "open", "order",
        "pay", "place", "play", "proceed", "read", "remove", "reset", "save", "see", "select", "send",
        "share", "shop", "show", "sort", "start", "submit", "try", "view", "write",
    ];
    let mut parts = words.split('_');
    let first = parts.next().unwrap_or_default();
    parts.next().is_some() && VERBS.contains(&first)
}

/// Brought into the rules: short enough, starting with a letter, not reserved.
fn safe(name: &str) -> String {
    let short = shortened(name);
    if naming::event_name_problems(&short).is_empty() {
        return short;
    }
    shortened(&format!("shop_{short}"))
}

/// Cut to [`MAX_NAME`] by leaving out words before the last, which is the action.
fn shortened(name: &str) -> String {
    let mut parts: Vec<&str> = name.split('_').filter(|part| !part.is_empty()).collect();
    while parts.join("_").len() > MAX_NAME && parts.len() > 2 {
        parts.remove(parts.len() - 2);
    }
    parts.join("_").chars().take(MAX_NAME).collect::<String>().trim_end_matches('_').to_owned()
}
