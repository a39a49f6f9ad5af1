//! How a shop's events are called: the conventions that a plan can choose from, a name in one of them, and what a name
//! that does not keep to it could be instead. Names that Google Analytics recommends keep their words' order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::destinations::{canonical, capitalized, title_of};
use super::order::{action_first, action_last};
use super::{MAX_NAME, NameProblem, entries, event_name_problems, google_form, numbered};
use crate::transliterate::ascii_words;

const RECOMMENDED: &str = include_str!("../../data/ga4/recommended-events.txt");
/// Google Analytics keeps names that begin with these for itself.
const RESERVED_BEGINNINGS: [&str; 4] = ["ga", "google", "firebase", "gtag"];

/// How names of events look.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Convention {
    /// `size_guide_open`.
    #[default]
    ObjectAction,
    /// `open_size_guide`.
    ActionObject,
    /// `Size Guide Open`, as Segment and Amplitude have it.
    TitleCase,
    /// `sizeGuideOpen`.
    CamelCase,
    /// As everybody likes.
    None,
}

impl Convention {
    /// All of them, in the order of the panel.
    pub const ALL: [Self; 5] =
        [Self::ObjectAction, Self::ActionObject, Self::TitleCase, Self::CamelCase, Self::None];

    /// Its word in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ObjectAction => "object_action",
            Self::ActionObject => "action_object",
            Self::TitleCase => "title_case",
            Self::CamelCase => "camel_case",
            Self::None => "none",
        }
    }

    /// Whether a name may have letters that Google Analytics does not take, which then gets one of its own.
    #[must_use]
    pub fn is_wider_than_google(self) -> bool {
        matches!(self, Self::TitleCase | Self::None)
    }

    /// A name of ours, which is `snake_case` with the object first or one of Google's, as this convention has it.
    #[must_use]
    pub fn written(self, name: &str) -> String {
        match self {
            Self::ObjectAction | Self::None => name.to_owned(),
            Self::ActionObject if is_recommended(name) => name.to_owned(),
            Self::ActionObject => {
                let mut words: Vec<String> = name.split('_').map(str::to_owned).collect();
                action_first(&mut words);
                words.join("_")
            }
            Self::TitleCase => title_of(name).map_or_else(|| capitalized(name), str::to_owned),
            Self::CamelCase => {
                let (first, rest) = name.split_once('_').unwrap_or((name, ""));
                format!("{first}{}", capitalized(rest).replace(' ', ""))
            }
        }
    }

    /// A name near to this one that breaks no rule and keeps to the convention. `None` where the name does so itself, or
    /// where nothing of it can be used.
    #[must_use]
    pub fn better(self, name: &str) -> Option<String> {
        if is_recommended(name) && self == Self::ObjectAction {
            return None;
        }
        if self == Self::None && event_name_problems(&google_form(name)).is_empty() {
            return None;
        }
        let better = self.written(&object_action(name)?);
        let keeps = match self {
            Self::TitleCase => better.eq_ignore_ascii_case(name) && is_title(name),
            // "shippingFAQOpen" is as good as "shippingFaqopen".
            Self::CamelCase => {
                better.eq_ignore_ascii_case(name) && name.starts_with(|first: char| first.is_lowercase())
            }
            _ => better == name,
        };
        let is_taken = if self.is_wider_than_google() {
            event_name_problems(&google_form(&better)).is_empty()
        } else {
            event_name_problems(&better).is_empty()
        };
        (!keeps && is_taken).then_some(better)
    }

    /// The name itself, or with a number behind it, as the convention has it, when it is among `taken`.
    #[must_use]
    pub fn unique(self, name: &str, taken: &[&str]) -> String {
        let separator = match self {
            Self::TitleCase => " ",
            Self::CamelCase => "",
            Self::None if name.contains(' ') => " ",
            _ => "_",
        };
        numbered(name, separator, taken)
    }

    /// What a name should look like, as a sentence; empty where any will do.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::ObjectAction => {
                "By the naming convention a name is lower case, with the object first and then what is done."
            }
            Self::ActionObject => {
                "By the naming convention a name is lower case, with what is done first and then the object."
            }
            Self::TitleCase => {
                "By the naming convention a name's words begin with capitals, the object first and then what is done."
            }
            Self::CamelCase => {
                "By the naming convention a name is in camel case, with the object first and then what is done."
            }
            Self::None => "",
        }
    }
}

/// Whether a name is the one of ours, in whichever convention it is written.
#[must_use]
pub fn is_same_name(name: &str, ours: &str) -> bool {
    Convention::ALL.iter().any(|convention| convention.written(ours).eq_ignore_ascii_case(name))
}

/// The name by the default convention, within Google's rules; `None` where nothing of it can be used.
fn object_action(name: &str) -> Option<String> {
    let name = canonical(name);
    if is_recommended(&name) {
        return Some(name.into_owned());
    }
    let mut words = unreserved(words_of(&name));
    words = numbers_last(words);
    if !is_recommended(&words.join("_")) {
        action_last(&mut words);
    }
    let better = shortened(&words)?;
    if event_name_problems(&better).iter().any(|problem| matches!(problem, NameProblem::Reserved)) {
        return shortened(&[&["shop".to_owned()], words.as_slice()].concat());
    }
    Some(better)
}

/// Words without those at their beginning that Google Analytics keeps for itself.
pub(super) fn unreserved(words: Vec<String>) -> Vec<String> {
    words.into_iter().skip_while(|word| RESERVED_BEGINNINGS.contains(&word.as_str())).collect()
}

/// No name may begin with a number: `2nd_banner` is the banner's second.
pub(super) fn numbers_last(mut words: Vec<String>) -> Vec<String> {
    let numbers =
        words.iter().take_while(|word| word.starts_with(|first: char| first.is_ascii_digit())).count();
    words.rotate_left(numbers);
    words
}

fn is_recommended(name: &str) -> bool {
    entries(RECOMMENDED).any(|recommended| recommended == name)
}

/// The words of a name in whichever convention, in lower case.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let mut apart = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for letter in name.chars() {
        if letter.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
            apart.push(' ');
        }
        apart.push(if letter == '_' { ' ' } else { letter });
        before = letter;
    }
    ascii_words(&apart)
}

/// Whether words begin with capitals, but for small ones within.
fn is_title(name: &str) -> bool {
    const SMALL: [&str; 12] = ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to"];
    name.split(' ').enumerate().all(|(at, word)| {
        at > 0 && SMALL.contains(&word)
            || word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
    })
}

/// As many whole words as a name has room for, the last one kept: it says what was done.
pub(super) fn shortened(words: &[String]) -> Option<String> {
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
mod tests;
