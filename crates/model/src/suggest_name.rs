//! A first name for an event, from what its element says and is: object and action, safe for Google Analytics, in the
//! convention that the plan's names keep to. The marketer changes it freely. The rules a name must keep lie in [`crate::naming`].

use label::{few, label_words};

use crate::naming::convention::Convention;
use crate::naming::{self, MAX_NAME};
use crate::transliterate::ascii_words;
use crate::{Fingerprint, Outcome, Trigger};

mod field;
mod form;
mod label;
mod link;
mod phrases;
#[cfg(test)]
mod tests;

/// A name for an event on this element; never empty, never reserved, not among `taken`.
#[must_use]
pub fn suggest_name(
    element: &Fingerprint,
    trigger: &Trigger,
    convention: Convention,
    taken: &[&str],
) -> String {
    let raw = match noticed(trigger) {
        None => raw_name(element, trigger),
        // To see a button is not to press it: the name of pressing it, and what happened instead.
        Some(action) => {
            let pressed = raw_name(element, &Trigger::Click);
            let object = ["_click", "_open"].iter().find_map(|verb| pressed.strip_suffix(verb));
            join(&[object.unwrap_or(&pressed), action])
        }
    };
    convention.unique(&convention.written(&safe(&raw)), taken)
}

/// What happens to an element that nobody acts on, as the last word of a name.
fn noticed(trigger: &Trigger) -> Option<&'static str> {
    match trigger {
        Trigger::Visible { .. } => Some("view"),
        Trigger::Scroll { .. } => Some("read"),
        Trigger::Gallery => Some("browse"),
        Trigger::Hover { .. } => Some("hover"),
        Trigger::Copy => Some("copy"),
        Trigger::RageClick { .. } => Some("rage_click"),
        _ => None,
    }
}

/// A name for an event about a whole page of this type, or about other events.
#[must_use]
pub fn suggest_page_name(
    trigger: &Trigger,
    page_type: Option<&str>,
    convention: Convention,
    taken: &[&str],
) -> String {
    let words = ascii_words(page_type.unwrap_or_default());
    let stem = if words.is_empty() { "any_page".to_owned() } else { words.join("_") };
    let on_page = |action: &str| format!("{stem}_{action}");
    let name = match trigger {
        Trigger::Scroll { .. } => on_page("read"),
        Trigger::Time { .. } => on_page("engaged"),
        Trigger::Video { .. } => on_page("video_play"),
        Trigger::Copy => on_page("text_copy"),
        Trigger::RageClick { .. } => on_page("rage_click"),
        Trigger::Exit => on_page("exit_intent"),
        Trigger::AddToCart => "add_to_cart".to_owned(),
        Trigger::Count { .. } => "events_counted".to_owned(),
        Trigger::Sequence { .. } => "steps_completed".to_owned(),
        Trigger::Score { .. } => "score_reached".to_owned(),
        Trigger::Velocity { .. } => "fast_browsing".to_owned(),
        _ => on_page("view"),
    };
    convention.unique(&convention.written(&safe(&name)), taken)
}

fn raw_name(element: &Fingerprint, trigger: &Trigger) -> String {
    if let Some(name) = field::name(element, trigger) {
        return name;
    }
    let label = label_words(element);
    let usual = phrases::known_phrase(&label);
    if let Some(name) = form::name(element, trigger, usual) {
        return name;
    }
    if let Some(name) = usual.or_else(|| link::name(element)) {
        return name.to_owned();
    }
    let place = link::place(element);
    let (fallback, action) = fallback_and_action(element, trigger);
    if action == "click"
        && place.is_empty()
        && let Some(name) = opened_or_closed(&label)
    {
        return name;
    }
    let words = few(&label).join("_");
    if words.is_empty() {
        return join(&[place, fallback, action]);
    }
    if action == "click" && place.is_empty() && starts_with_verb(&words) {
        return words;
    }
    join(&[place, &words, action])
}

/// "Open menu" and "Close the cart" as object and action: `menu_open`, `cart_close`.
fn opened_or_closed(label: &[String]) -> Option<String> {
    let (action, object) = label.split_first()?;
    if !matches!(action.as_str(), "open" | "close" | "toggle") {
        return None;
    }
    let is_article = |word: &String| matches!(word.as_str(), "a" | "an" | "the");
    let articles = object.iter().take_while(|word| is_article(word)).count();
    let object = few(&object[articles..]).join("_");
    (!object.is_empty()).then(|| join(&[&object, action]))
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("_")
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
        Trigger::Submit { outcome: Outcome::Success, .. } => "complete",
        Trigger::Submit { .. } => "submit",
        Trigger::PageView => "view",
        Trigger::Video { .. } => "play",
        Trigger::Click if noun == "tab" || noun == "section" => "open",
        Trigger::Click => "click",
        // Named otherwise, see above.
        _ => "event",
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
