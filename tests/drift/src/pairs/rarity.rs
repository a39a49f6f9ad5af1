//! Words weighed by how rare they are on the new page: what is shared by everything tells nothing apart.

use std::collections::{BTreeSet, HashMap};

use waymark_identify::locate::Likeness;

/// On how many records of a page each word is.
pub(super) struct Rarity<'a> {
    counts: HashMap<&'a str, u32>,
    all: f32,
}

impl<'a> Rarity<'a> {
    pub fn of(records: impl ExactSizeIterator<Item = &'a BTreeSet<String>>) -> Self {
        let all = records.len() as f32;
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for word in records.flatten() {
            *counts.entry(word).or_default() += 1;
        }
        Self { counts, all }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or_default()
    }

    /// Inverse document frequency, smoothed.
    fn weight(&self, word: &str) -> f32 {
        let count = self.count(word) as f32;
        ((self.all + 1.0) / (count + 1.0)).ln() + 0.1
    }

    /// How rare the rarest word is that both have; the same where nothing else on the new page has it.
    pub fn rarest(&self, one: &BTreeSet<String>, other: &BTreeSet<String>) -> Likeness {
        match (one.is_empty(), other.is_empty()) {
            (true, true) => Likeness::Silent,
            (false, false) if one.intersection(other).any(|word| self.count(word) <= 1) => Likeness::Same,
            (false, false) => {
                let shared = one.intersection(other).map(|word| self.weight(word));
                Likeness::Partly(shared.fold(0.0, f32::max) / self.weight(""))
            }
            _ => Likeness::OneSided,
        }
    }

    /// Sørensen-Dice coefficient with every word counting by its rarity.
    pub fn compare(&self, one: &BTreeSet<String>, other: &BTreeSet<String>) -> Likeness {
        match (one.is_empty(), other.is_empty()) {
            (true, true) => Likeness::Silent,
            (false, false) if one == other => Likeness::Same,
            (false, false) => {
                let sum = |words: &BTreeSet<String>| words.iter().map(|word| self.weight(word)).sum::<f32>();
                let shared: f32 = one.intersection(other).map(|word| self.weight(word)).sum();
                Likeness::Partly(2.0 * shared / (sum(one) + sum(other)))
            }
            _ => Likeness::OneSided,
        }
    }
}
