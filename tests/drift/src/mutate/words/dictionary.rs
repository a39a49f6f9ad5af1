//! Words of shops in eight languages. How they are put into a page is `translate`'s business.

use std::collections::HashMap;

/// The languages other than English, in the order of the columns.
pub(super) const LANGUAGES: [&str; 7] = ["de", "fr", "es", "it", "pt", "hi", "ja"];
/// A line a phrase, columns parted by tabs: English, then [`LANGUAGES`].
const TABLE: &str = include_str!("dictionary.tsv");

/// English phrases, in small letters, and what they are in a language.
pub(super) fn phrases(language: usize) -> HashMap<&'static str, &'static str> {
    rows().filter_map(|row| Some((*row.first()?, *row.get(language + 1)?))).collect()
}

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    TABLE.lines().map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_there_in_every_language_and_once() {
        let mut seen = std::collections::HashSet::new();
        for row in rows() {
            assert_eq!(row.len(), LANGUAGES.len() + 1, "{row:?}");
            assert!(row.iter().all(|cell| !cell.trim().is_empty() && cell.trim() == *cell), "{row:?}");
            assert_eq!(row[0], row[0].to_lowercase());
            assert!(seen.insert(row[0]), "{} is there twice", row[0]);
        }
        assert!(seen.len() >= 120, "{}", seen.len());
    }
}
