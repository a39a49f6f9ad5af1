//! A first name for an event, from what its element says and is: `snake_case`, object and action, safe for
//! Google Analytics. The marketer changes it freely. The rules a name must keep lie in [`crate::naming`].

use crate::naming::{self, MAX_NAME};
use crate::suggest_phrases::known_phrase;
use crate::transliterate::ascii_words;
use crate::{Fingerprint, FormFacts, Trigger};

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
    if let Some(name) = form_name(element, trigger) {
        return name;
    }
    let label = label_words(element);
    if let Some(name) = known_phrase(&label) {
        return name.to_owned();
    }
    if let Some(name) = link_name(element) {
        return name.to_owned();
    }
    let words = label.into_iter().take(MAX_WORDS).collect::<Vec<_>>().join("_");
    let place = place_of(element);
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

/// The words of the element's label, prices and counters left out; of its attributes where it has no label.
fn label_words(element: &Fingerprint) -> Vec<String> {
    let from_label = [element.name.as_str(), element.text.as_str()]
        .into_iter()
        .map(telling_words)
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

fn telling_words(text: &str) -> Vec<String> {
    ascii_words(text).into_iter().filter(|word| !word.bytes().any(|byte| byte.is_ascii_digit())).collect()
}

/// Names that follow from the form around the element rather than from its label.
fn form_name(element: &Fingerprint, trigger: &Trigger) -> Option<String> {
    let form = element.form.as_ref()?;
    let submits = *trigger == Trigger::Submit || is_submit_button(element);
    if !submits {
        return None;
    }
    if let Some(name) = form_purpose(form, element) {
        return Some(name.to_owned());
    }
    let label = label_words(element);
    if let Some(name) = known_phrase(&label) {
        return Some(name.to_owned());
    }
    (*trigger == Trigger::Submit).then(|| {
        let words = label.into_iter().take(MAX_WORDS - 1).collect::<Vec<_>>().join("_");
        join(&[&words, "form", "submit"])
    })
}

fn form_purpose(form: &FormFacts, element: &Fingerprint) -> Option<&'static str> {
    let action = form.action.to_lowercase();
    let fields: Vec<String> = form.fields.iter().map(|field| field.to_lowercase()).collect();
    let has = |parts: &[&str]| fields.iter().any(|field| parts.iter().any(|part| field.contains(part)));
    let passwords = fields.iter().filter(|field| field.contains("password")).count();
    let label = format!("{} {}", element.name, element.heading).to_lowercase();

    if action.contains("/cart/add") || action.contains("/basket/add") {
        Some("add_to_cart")
    } else if action.ends_with("/search")
        || action.contains("/search/")
        || fields.iter().any(|field| field == "q" || field == "search")
    {
        Some("search")
    } else if passwords >= 2 || action.contains("register") {
        Some("sign_up")
    } else if passwords == 1 {
        Some("login")
    } else if has(&["review", "rating"]) || action.contains("review") {
        Some("review_submit")
    } else if action.contains("/contact") && has(&["body", "message", "comment"]) || has(&["message"]) {
        Some("contact_form_sent")
    } else if has(&["email"]) && (fields.len() <= 3 || label.contains("newsletter")) {
        Some("newsletter_signup")
    } else {
        None
    }
}

fn is_submit_button(element: &Fingerprint) -> bool {
    let kind = element.attributes.get("type").map_or("", String::as_str);
    match element.tag.as_str() {
        "button" => !matches!(kind, "button" | "reset"),
        "input" => matches!(kind, "submit" | "image"),
        _ => false,
    }
}

/// Links whose destination says more than their words, which belong to one product.
fn link_name(element: &Fingerprint) -> Option<&'static str> {
    let href = element.attributes.get("href").map_or("", String::as_str);
    if href.starts_with("mailto:") {
        return Some("email_click");
    }
    if href.starts_with("tel:") {
        return Some("phone_click");
    }
    let link = element.link.as_deref()?;
    let path = link.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    if path.contains("/products/") || path.contains("/product/") {
        let related = element.heading.to_lowercase();
        let recommends = ["also like", "recommend", "related", "recently", "pairs well"];
        return Some(if recommends.iter().any(|words| related.contains(words)) {
            "recommendation_click"
        } else {
            "product_click"
        });
    }
    (path.ends_with("/cart") || path.ends_with("/basket")).then_some("cart_open")
}

/// Where on the page it stands, when that is what tells it from others with the same words.
fn place_of(element: &Fingerprint) -> &'static str {
    let within = |wanted: &str| element.landmarks.iter().any(|landmark| landmark == wanted);
    if within("contentinfo") {
        "footer"
    } else if within("navigation") && element.link.is_some() {
        "menu"
    } else if within("banner") && element.link.is_some() {
        "header"
    } else {
        ""
    }
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

#[cfg(test)]
#[path = "suggest_name_tests.rs"]
mod tests;
