//! Which word of a name says what is done, and putting it last or first. What a whole name should look like lies in
//! [`super::convention`].

/// What is done with an object, as a word of a name.
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
/// What may stand after an action's word, which then names a thing: `filter_use`, `scroll_depth`.
const ENDINGS: [&str; 6] = ["use", "add", "depth", "time", "intent", "next"];
/// Endings that say themselves what is done.
const DOING: [&str; 2] = ["use", "add"];
/// Actions that are things where another action follows: `filter_open` opens the filter.
const THINGS: [&str; 8] = ["compare", "copy", "download", "filter", "save", "scroll", "sort", "zoom"];
/// What says how it is done, and goes with its action: `quick_view`, `rage_click`.
const MANNERS: [&str; 4] = ["double", "fast", "quick", "rage"];
/// Words between the action and its object.
const BETWEEN: [&str; 6] = ["on", "the", "a", "an", "to", "into"];

fn is_in(list: &[&str], word: Option<&String>) -> bool {
    word.is_some_and(|word| list.contains(&word.as_str()))
}

/// `open_size_guide` is `size_guide_open`; one that has an action at its end already stays.
pub(super) fn action_last(words: &mut Vec<String>) {
    let ends_well = is_in(&ACTIONS, words.last()) || is_in(&ENDINGS, words.last());
    if words.len() < 2 || !is_in(&ACTIONS, words.first()) || ends_well {
        return;
    }
    let action = words.remove(0);
    while words.len() > 1 && BETWEEN.contains(&words[0].as_str()) {
        words.remove(0);
    }
    words.push(action);
}

/// `size_guide_open` is `open_size_guide`; one that begins with an action already stays.
pub(super) fn action_first(words: &mut Vec<String>) {
    let (first, last) = (words.first(), words.last());
    let is_doing = is_in(&DOING, first) || is_in(&ACTIONS, first) && !is_in(&THINGS, first);
    let ends_with_action = is_in(&DOING, last) || is_in(&ACTIONS, last);
    let is_one = words.len() == 2 && is_in(&MANNERS, first);
    // "compare_sort" may be either.
    let is_unclear = is_in(&THINGS, first) && is_in(&THINGS, last);
    if words.len() > 1 && ends_with_action && !is_doing && !is_one && !is_unclear {
        words.rotate_right(1);
        while words.len() > 2 && BETWEEN.contains(&words[1].as_str()) {
            words.remove(1);
        }
    }
}
