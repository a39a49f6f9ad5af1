//! What varies from page to page of one type: values that an element and what is around it have on one page and not
//! in the same place on another. Where all of them begin or end alike, that much of them is the template's.

use std::collections::{BTreeMap, BTreeSet};

use crate::css::quoted;
use crate::document::{Document, NodeId};
use crate::noise::is_stable_value;
use crate::text;

/// Fewest letters in what varying values have in common.
const LETTERS: usize = 3;

/// Values that are different on other pages of the type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Varying {
    /// Normalised values of attributes, classes and texts.
    values: BTreeSet<String>,
    /// By attribute and value what all pages have in common of it.
    affixes: BTreeMap<(String, String), Affixes>,
}

/// How all values of an attribute begin and end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Affixes {
    before: String,
    after: String,
}

impl Varying {
    /// Compares the element with the one in its place on each sample, and so on upwards as long as both are alike.
    pub fn of(document: &Document, element: NodeId, samples: &[(&Document, NodeId)]) -> Self {
        let mut varying = Self::default();
        let own = text::normalised(document, element);
        if !own.is_empty() && samples.iter().any(|&(page, twin)| text::normalised(page, twin) != own) {
            varying.values.insert(own);
        }
        let mut twins: Vec<(&Document, NodeId)> = samples.to_vec();
        for node in std::iter::once(element).chain(document.ancestors(element)) {
            twins.retain(|&(page, twin)| page.tag(twin) == document.tag(node));
            if twins.is_empty() {
                break;
            }
            varying.compare(document, node, &twins);
            twins = twins.iter().filter_map(|&(page, twin)| Some((page, page.parent(twin)?))).collect();
        }
        varying
    }

    /// Whether the value, already normalised, is another one on other pages.
    pub fn has(&self, normalised: &str) -> bool {
        self.values.contains(normalised)
    }

    /// Nothing is known to vary.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// What all pages have in common of this attribute's value.
    pub fn affixes(&self, name: &str, value: &str) -> Option<&Affixes> {
        self.affixes.get(&(name.to_owned(), value.to_owned()))
    }

    fn compare(&mut self, document: &Document, node: NodeId, twins: &[(&Document, NodeId)]) {
        for (name, value) in document.attributes(node) {
            if name == "class" || value.is_empty() {
                continue;
            }
            let others: Vec<Option<&str>> =
                twins.iter().map(|&(page, twin)| page.attribute(twin, name)).collect();
            if others.iter().all(|other| *other == Some(value)) {
                continue;
            }
            self.values.insert(text::normalise(value));
            let others: Option<Vec<&str>> = others.into_iter().collect();
            if let Some(affixes) = others.and_then(|others| Affixes::of(value, &others)) {
                self.affixes.insert((name.to_owned(), value.to_owned()), affixes);
            }
        }
        let is_everywhere =
            |class: &str| twins.iter().all(|&(page, twin)| page.classes(twin).any(|other| other == class));
        let varying = document.classes(node).filter(|class| !is_everywhere(class));
        self.values.extend(varying.map(text::normalise));
    }
}

impl Affixes {
    /// How the value begins and ends on all pages, in whole words, where that says enough.
    fn of(value: &str, others: &[&str]) -> Option<Self> {
        let start = others.iter().map(|other| shared(value.chars(), other.chars())).min()?;
        let end = others.iter().map(|other| shared(value.chars().rev(), other.chars().rev())).min()?;
        let characters: Vec<char> = value.chars().collect();
        let is_word = |c: &char| c.is_alphanumeric();
        let before = &characters[..start];
        let before = &before[..before.iter().rposition(|c| !is_word(c)).map_or(0, |at| at + 1)];
        // Of "s-s" and "s", start and end would share a character.
        let after = &characters[characters.len() - end.min(characters.len() - before.len())..];
        let after = &after[after.iter().position(|c| !is_word(c)).unwrap_or(after.len())..];
        let (before, after) = (before.iter().collect::<String>(), after.iter().collect::<String>());
        let says = |part: &str| part.is_empty() || is_stable_value(part);
        let letters = before.chars().chain(after.chars()).filter(|c| c.is_alphabetic()).count();
        let fits = |other: &&str| other.len() >= before.len() + after.len();
        (letters >= LETTERS && says(&before) && says(&after) && others.iter().all(fits))
            .then_some(Self { before, after })
    }
}

impl Affixes {
    /// CSS for values of this attribute that begin and end so.
    pub fn css(&self, name: &str) -> String {
        let condition = |operator: &str, part: &str| {
            if part.is_empty() { String::new() } else { format!("[{name}{operator}={}]", quoted(part)) }
        };
        format!("{}{}", condition("^", &self.before), condition("$", &self.after))
    }

    /// The words of the beginning and of the end, in lower case.
    pub fn words(&self) -> impl Iterator<Item = String> {
        let parts = [&self.before, &self.after].into_iter();
        parts.flat_map(|part| part.split(|c: char| !c.is_alphanumeric())).map(str::to_lowercase)
    }
}

/// How many characters two values share from where they are read.
fn shared(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> usize {
    left.zip(right).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affixes(value: &str, others: &[&str]) -> Option<(String, String)> {
        Affixes::of(value, others).map(|Affixes { before, after }| (before, after))
    }

    #[test]
    fn what_varying_values_share_is_whole_words() {
        let pair = |before: &str, after: &str| Some((before.to_owned(), after.to_owned()));
        assert_eq!(affixes("Add Mug to cart", &["Add Bowl to cart"]), pair("Add ", " to cart"));
        assert_eq!(affixes("buy-mug", &["buy-bowl", "buy-moss"]), pair("buy-", ""));
        assert_eq!(affixes("mug-form", &["moss-form"]), pair("", "-form"));
        assert_eq!(affixes("mug", &["moss"]), None, "no whole word");
        assert_eq!(affixes("q-mug", &["q-bowl"]), None, "too little");
        assert_eq!(affixes("form-mug-form", &["form"]), None, "one of them is shorter than what they share");
        assert_eq!(affixes("Bücher 3 Stück", &["Bücher 12 Stück"]), pair("Bücher ", " Stück"));
    }
}
