//! Events that say the same thing: one thing done counts twice, or two names for one thing keep its numbers apart.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::naming::destinations::canonical;
use crate::{Event, EventId, Scope};

/// Most pairs that are told.
const MOST: usize = 50;
/// Words of a name that say nothing about what it names.
const EMPTY_WORDS: [&str; 8] = ["to", "the", "a", "an", "of", "in", "on", "for"];
/// Words of a name that only say that something was done with it.
const DEED_WORDS: [&str; 10] =
    ["click", "clicked", "clicks", "press", "pressed", "tap", "button", "btn", "cta", "event"];
/// Shorter names differ by one letter without being misspelt: `tab`, `tap`.
const LONG_ENOUGH: usize = 8;

/// How two events are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Likeness {
    /// The same thing done to the same element fires both.
    Deed,
    /// They listen to the same element, each to something else that is done with it.
    Element,
    /// Their names seem to mean one thing.
    Name,
}

/// Two events that are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Twins {
    /// The one, and the one that comes after it in the plan.
    pub events: (EventId, EventId),
    /// How.
    pub likeness: Likeness,
}

impl Twins {
    /// The event that the given one is like.
    #[must_use]
    pub fn other(&self, id: &EventId) -> Option<&EventId> {
        let (one, other) = &self.events;
        if one == id { Some(other) } else { (other == id).then_some(one) }
    }
}

/// Events of these that the given one is like, with how.
#[must_use]
pub fn twins_of<'plan>(
    event: &Event,
    others: impl IntoIterator<Item = &'plan Event>,
) -> Vec<(&'plan Event, Likeness)> {
    let own = words(&event.name);
    let others = others.into_iter().filter(|other| other.id != event.id);
    others.filter_map(|other| Some((other, likeness((event, &own), (other, &words(&other.name)))?))).collect()
}

/// The same thing done to the same element fires both, on some page at least.
#[must_use]
pub fn is_same_deed(event: &Event, other: &Event) -> bool {
    event.trigger.kind() == other.trigger.kind()
        && overlap(&event.scope, &other.scope)
        && share_element(event, other)
}

pub(super) fn of(events: &[&Event]) -> Vec<Twins> {
    // Every event meets every other: its words are told once.
    let named: Vec<(&Event, BTreeSet<String>)> =
        events.iter().map(|&event| (event, words(&event.name))).collect();
    let mut found = Vec::new();
    for (at, (event, own)) in named.iter().enumerate() {
        for (other, others) in &named[at + 1..] {
            if let Some(likeness) = likeness((event, own), (other, others)) {
                found.push(Twins { events: (event.id.clone(), other.id.clone()), likeness });
            }
        }
    }
    found.sort_by_key(|twins| twins.likeness);
    found.truncate(MOST);
    found
}

/// An event with the words of its name.
type Named<'a> = (&'a Event, &'a BTreeSet<String>);

fn likeness((event, own): Named<'_>, (other, others): Named<'_>) -> Option<Likeness> {
    if overlap(&event.scope, &other.scope) && share_element(event, other) {
        let is_deed = event.trigger.kind() == other.trigger.kind();
        return Some(if is_deed { Likeness::Deed } else { Likeness::Element });
    }
    let is_one = !own.is_empty() && own == others || is_misspelt(&event.name, &other.name);
    (event.name != other.name && is_one).then_some(Likeness::Name)
}

/// A rule in common is enough: where it is the one that matches, both fire.
fn share_element(event: &Event, other: &Event) -> bool {
    let (Some(own), Some(others)) = (&event.target, &other.target) else { return false };
    own.selectors.iter().any(|selector| others.selectors.contains(selector))
}

/// Whether both may fire on one page. Two patterns of addresses are taken to mean other pages, unless they are the same.
fn overlap(one: &Scope, other: &Scope) -> bool {
    let kinds = one.page_types.is_empty()
        || other.page_types.is_empty()
        || one.page_types.iter().any(|kind| other.page_types.contains(kind));
    let addresses = one.url.is_none() || other.url.is_none() || one.url == other.url;
    kinds && addresses
}

/// `newsletter_signup` and `newsleter_signup`.
fn is_misspelt(one: &str, other: &str) -> bool {
    one.len().min(other.len()) >= LONG_ENOUGH
        && one.len().abs_diff(other.len()) <= 1
        && is_one_letter_off(one, other)
}

/// What a name is about, its words in no order: the same for `add_to_cart` and `cart_add`, `size_guide_open` and
/// `size_guides_open`.
fn words(name: &str) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = canonical(name)
        .to_ascii_lowercase()
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word))
        .map(|word| if word.len() > 3 && !word.ends_with("ss") { word.trim_end_matches('s') } else { word })
        .map(str::to_owned)
        .collect();
    let is_deed = |word: &String| DEED_WORDS.contains(&word.as_str());
    if !words.iter().all(is_deed) {
        words.retain(|word| !is_deed(word));
    }
    words
}

/// One letter put in, left out, or taken for another; numbers at the end count things and are no mistake.
fn is_one_letter_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let same = short.iter().zip(long).take_while(|(left, right)| left == right).count();
    let differing = long.get(same).is_none_or(|letter| letter.is_ascii_digit() || *letter == '_')
        || short.get(same).is_some_and(|letter| letter.is_ascii_digit() || *letter == '_');
    if differing {
        return false;
    }
    match long.len() - short.len() {
        0 => {
            let swapped = short.get(same + 1).is_some_and(|next| *next == long[same])
                && long.get(same + 1).is_some_and(|next| *next == short[same]);
            short[same + 1..] == long[same + 1..] || (swapped && short[same + 2..] == long[same + 2..])
        }
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}
