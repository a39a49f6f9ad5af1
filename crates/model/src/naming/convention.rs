//! How names look by default: `snake_case`, the object first, then what was done with it, and what a name that does not
//! keep to it could be instead. Names that Google Analytics recommends are as they should be.

use super::{MAX_NAME, entries, event_name_problems};
use crate::transliterate::ascii_words;

const RECOMMENDED: &str = include_str!("../../data/ga4/recommended-events.txt");

/// What is done with an object, as the first word of a name that has its words the other way round.
const ACTIONS: [&str; 44] = [
    "accept",
    "apply",
    "browse",
    "change",
    "choose",
    "clear",
    "click",
    "clicked",
    "close",
    "compare",
    "copy",
    "download",
    "expand",
    "filter",
    "hover",
    "load",
    "open",
    "opened",
    "pause",
    "play",
    "press",
    "read",
    "remove",
    "reveal",
    "save",
    "scroll",
    "see",
    "select",
    "show",
    "skip",
    "sort",
    "start",
    "started",
    "submit",
    "submitted",
    "subscribe",
    "swipe",
    "switch",
    "tap",
    "toggle",
    "update",
    "view",
    "viewed",
    "zoom",
];
/// Google Analytics keeps names that begin with these for itself.
const RESERVED_BEGINNINGS: [&str; 4] = ["ga", "google", "firebase", "gtag"];
/// What may stand after an action's word, which then names a thing: `filter_use`, `scroll_depth`.
const ENDINGS: [&str; 6] = ["use", "add", "depth", "time", "intent", "next"];
/// Words between the action and its object.
const BETWEEN: [&str; 6] = ["on", "the", "a", "an", "to", "into"];

/// A name near to this one that breaks no rule and keeps to the convention. `None` where the name does so itself, or where
/// nothing of it can be used.
#[must_use]
pub fn conventional(name: &str) -> Option<String> {
    if is_recommended(name) {
        return None;
    }
    let mut words = ascii_words(&apart(name));
    words = words.into_iter().skip_while(|word| RESERVED_BEGINNINGS.contains(&word.as_str())).collect();
    // No name may begin with a number: "2nd_banner" is the banner's second.
    let numbers =
        words.iter().take_while(|word| word.starts_with(|first: char| first.is_ascii_digit())).count();
    words.rotate_left(numbers);
    if !is_recommended(&words.join("_")) {
        action_last(&mut words);
    }
    let mut better = shortened(&words)?;
    if event_name_problems(&better).iter().any(|problem| matches!(problem, super::NameProblem::Reserved)) {
        better = shortened(&[&["shop".to_owned()], words.as_slice()].concat())?;
    }
    (better != name && event_name_problems(&better).is_empty()).then_some(better)
}

fn is_recommended(name: &str) -> bool {
    entries(RECOMMENDED).any(|recommended| recommended == name)
}

/// `AddToCart` in words.
fn apart(name: &str) -> String {
    let mut apart = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for letter in name.chars() {
        if letter.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
            apart.push(' ');
        }
        apart.push(if letter == '_' { ' ' } else { letter });
        before = letter;
    }
    apart
}

/// `open_size_guide` is `size_guide_open`; one that has an action at its end already stays.
fn action_last(words: &mut Vec<String>) {
    let is_action = |word: Option<&String>| word.is_some_and(|word| ACTIONS.contains(&word.as_str()));
    let ends_well =
        |word: Option<&String>| is_action(word) || word.is_some_and(|word| ENDINGS.contains(&word.as_str()));
    if words.len() < 2 || !is_action(words.first()) || ends_well(words.last()) {
        return;
    }
    let action = words.remove(0);
    while words.len() > 1 && BETWEEN.contains(&words[0].as_str()) {
        words.remove(0);
    }
    words.push(action);
}

/// As many whole words as a name has room for, the last one kept: it says what was done.
fn shortened(words: &[String]) -> Option<String> {
    let (last, before) = words.split_last()?;
    let mut name = String::new();
    for word in before {
        if name.len() + word.len() + last.len() + 2 > MAX_NAME {
            break;
        }
        name.push_str(word);
        name.push('_');
    }
    name.push_str(last);
    name.truncate(MAX_NAME);
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::conventional;

    #[test]
    fn a_name_that_keeps_to_the_convention_is_left_alone() {
        for name in [
            "add_to_cart",
            "view_item",
            "size_guide_open",
            "search",
            "newsletter_signup",
            "faq",
            "checkout_start",
        ] {
            assert_eq!(conventional(name), None, "{name}");
        }
    }

    #[test]
    fn others_get_one_that_does() {
        for (name, better) in [
            ("AddToCart", "add_to_cart"),
            ("Add to cart", "add_to_cart"),
            ("openSizeGuide", "size_guide_open"),
            ("click_on_the_banner", "banner_click"),
            ("Viewed Product", "product_viewed"),
            ("größe-wählen", "groesse_waehlen"),
            ("2nd_banner", "banner_2nd"),
            ("ga_menu_open", "menu_open"),
            ("click", "shop_click"),
            ("page_view", "shop_page_view"),
            (
                "the_customer_opened_the_size_guide_of_a_product_page",
                "the_customer_opened_the_size_guide_page",
            ),
        ] {
            assert_eq!(conventional(name).as_deref(), Some(better), "{name}");
        }
    }

    #[test]
    fn of_nothing_comes_nothing() {
        for name in ["", "  ", "カート", "__", "12"] {
            assert_eq!(conventional(name), None, "{name:?}");
        }
    }
}
