//! What a name may look like: Google Analytics 4's rules, which are the strictest of the destinations', what it gets of
//! names that are wider, and making names unique. How a shop likes its names is its [`convention`]. Suggesting names from an element lies in [`crate::suggest_name`]; checking a whole
//! plan in [`crate::validate`]; the names that destinations have for an event in [`destinations`].

use std::borrow::Cow;

pub mod convention;
pub mod destinations;
mod order;
pub mod renaming;

/// Longest event or parameter name, in characters.
pub const MAX_NAME: usize = 40;
/// Most parameters one event may carry.
pub const MAX_PARAMETERS: usize = 25;
/// Longest parameter value, in characters.
pub const MAX_VALUE: usize = 100;

/// Words that an entry of the data layer has for itself.
pub const KEPT_BY_DATA_LAYER: [&str; 2] = ["event", "waymark"];

const RESERVED_EVENTS: &str = include_str!("../data/ga4/reserved-events.txt");
const RESERVED_PREFIXES: &str = include_str!("../data/ga4/reserved-prefixes.txt");
const RESERVED_PARAMETERS: &str = include_str!("../data/ga4/reserved-parameters.txt");
const REQUIRED_PARAMETERS: &str = include_str!("../data/ga4/required-parameters.txt");

/// Why a name cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing but white space.
    Empty,
    /// More than [`MAX_NAME`] characters; how many.
    TooLong(usize),
    /// Not `[A-Za-z][A-Za-z0-9_]*`.
    Characters,
    /// Google Analytics keeps this name for itself.
    Reserved,
    /// Google Analytics keeps names that start like this for itself.
    ReservedPrefix(&'static str),
}

/// Everything that is wrong with an event name; empty when it is fine.
#[must_use]
pub fn event_name_problems(name: &str) -> Vec<NameProblem> {
    problems(name, RESERVED_EVENTS)
}

/// Everything that is wrong with a parameter name; empty when it is fine.
#[must_use]
pub fn parameter_name_problems(name: &str) -> Vec<NameProblem> {
    problems(name, RESERVED_PARAMETERS)
}

/// What Google Analytics asks for with a recommended event of this name: `items`, `value`, `search_term` ...;
/// nothing for other events.
pub fn required_parameters(event: &str) -> impl Iterator<Item = &'static str> + use<> {
    entries(REQUIRED_PARAMETERS)
        .map(str::split_whitespace)
        .find_map(|mut words| (words.next() == Some(event)).then_some(words))
        .into_iter()
        .flatten()
}

fn problems(name: &str, reserved: &'static str) -> Vec<NameProblem> {
    if name.trim().is_empty() {
        return vec![NameProblem::Empty];
    }
    let mut found = Vec::new();
    let length = name.chars().count();
    if length > MAX_NAME {
        found.push(NameProblem::TooLong(length));
    }
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let characters_fine = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let prefix = entries(RESERVED_PREFIXES).find(|prefix| name.to_ascii_lowercase().starts_with(prefix));
    if let Some(prefix) = prefix {
        found.push(NameProblem::ReservedPrefix(prefix));
    } else if !starts_well || !characters_fine {
        found.push(NameProblem::Characters);
    }
    if entries(reserved).any(|word| word.eq_ignore_ascii_case(name)) {
        found.push(NameProblem::Reserved);
    }
    found
}

/// Lines of a data file that are not comments.
fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The name itself, or with `_2`, `_3` ... when it is among `taken`; never longer than [`MAX_NAME`].
#[must_use]
pub fn unique(name: &str, taken: &[&str]) -> String {
    numbered(name, "_", taken)
}

/// The same, with something else between name and number.
fn numbered(name: &str, separator: &str, taken: &[&str]) -> String {
    let is_taken = |candidate: &str| taken.iter().any(|other| other.eq_ignore_ascii_case(candidate));
    if !is_taken(name) {
        return name.to_owned();
    }
    // One candidate more than there are names to be in the way, so one of them is free.
    (2..=taken.len() + 2)
        .map(|number| {
            let suffix = format!("{separator}{number}");
            let room = MAX_NAME - suffix.len();
            let stem: String = name.chars().take(room).collect();
            format!("{}{suffix}", stem.trim_end_matches(['_', ' ']))
        })
        .find(|candidate| !is_taken(candidate))
        .unwrap_or_else(|| name.to_owned())
}

/// A name for a parameter, near to this one, that breaks no rule and is not among `taken`; `None` where nothing of it can be
/// used. What Google Analytics keeps for itself gets a word before it.
#[must_use]
pub fn better_parameter(name: &str, taken: &[&str]) -> Option<String> {
    let mut words = convention::numbers_last(convention::unreserved(convention::words_of(name)));
    let mut better = convention::shortened(&words)?;
    if KEPT_BY_DATA_LAYER.contains(&better.as_str()) || !parameter_name_problems(&better).is_empty() {
        words.insert(0, "shop".to_owned());
        better = convention::shortened(&words)?;
    }
    let better = unique(&better, taken);
    parameter_name_problems(&better).is_empty().then_some(better)
}

/// What Google Analytics gets of a name that has other letters than it takes: the words in `snake_case`. Any other name
/// stays, and so does one of which nothing would be left.
#[must_use]
pub fn google_form(name: &str) -> Cow<'_, str> {
    if !event_name_problems(name).contains(&NameProblem::Characters) {
        return name.into();
    }
    let words = convention::numbers_last(convention::words_of(&destinations::canonical(name)));
    convention::shortened(&words).map_or(name.into(), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_names_have_no_problems() {
        for name in ["add_to_cart", "A", "menu_sale_click_2", "search"] {
            assert_eq!(event_name_problems(name), [], "{name}");
        }
    }

    #[test]
    fn every_rule_is_told_apart() {
        let long = "a".repeat(41);
        for (name, expected) in [
            ("", NameProblem::Empty),
            ("  ", NameProblem::Empty),
            (long.as_str(), NameProblem::TooLong(41)),
            ("add to cart", NameProblem::Characters),
            ("2nd_click", NameProblem::Characters),
            ("größe", NameProblem::Characters),
            ("click", NameProblem::Reserved),
            ("Page_View", NameProblem::Reserved),
            ("ga_event", NameProblem::ReservedPrefix("ga_")),
            ("_hidden", NameProblem::ReservedPrefix("_")),
            ("gtag.x", NameProblem::ReservedPrefix("gtag.")),
        ] {
            assert_eq!(event_name_problems(name), [expected], "{name:?}");
        }
        assert_eq!(parameter_name_problems("user_id"), [NameProblem::Reserved]);
        assert_eq!(parameter_name_problems("click"), []);
    }

    #[test]
    fn a_parameters_name_is_made_right() {
        let long = format!("{}_size", "very_".repeat(9));
        for (name, taken, better) in [
            ("Selected size", &[][..], Some("selected_size")),
            ("selectedSize", &[], Some("selected_size")),
            ("Größe", &[], Some("groesse")),
            ("2nd color", &[], Some("color_2nd")),
            ("user_id", &[], Some("shop_user_id")),
            ("event", &[], Some("shop_event")),
            ("ga_color", &[], Some("color")),
            ("_color", &[], Some("color")),
            ("size", &["size", "size_2"], Some("size_3")),
            ("event", &["shop_event"], Some("shop_event_2")),
            (&long, &[], Some("very_very_very_very_very_very_very_size")),
            ("!!!", &[], None),
            ("", &[], None),
        ] {
            assert_eq!(better_parameter(name, taken).as_deref(), better, "{name:?}");
        }
    }

    #[test]
    fn unique_names_count_on_and_stay_short() {
        assert_eq!(unique("a", &[]), "a");
        assert_eq!(unique("a", &["A", "a_2"]), "a_3");
        let long = "x".repeat(MAX_NAME);
        assert_eq!(unique(&long, &[&long]).len(), MAX_NAME);
    }
}
