//! Where a shop's files lie below the root of a place: the keys, and nothing of how they are stored.

use crate::PublishError;

/// A shop's own part of a place, `v1/{site}/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Site(String);

impl Site {
    /// Longest name, in characters.
    pub const LONGEST: usize = 100;

    /// From a shop's slug: everything outside `a-z`, `0-9`, `.` and `-` becomes `-`.
    pub fn of(slug: &str) -> Result<Self, PublishError> {
        let is_plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-".contains(letter);
        let name: String = slug.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
        if name.is_empty() || name.len() > Self::LONGEST || name.starts_with('.') {
            return Err(PublishError::Site);
        }
        Ok(Self(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Key of the pointer to what is live.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.key("current.json")
    }

    /// Key of the script that the shop's one script tag names.
    #[must_use]
    pub fn entry(&self) -> String {
        self.key("waymark.js")
    }

    /// Key of a config by the SHA-256 of its bytes, 64 hex digits.
    #[must_use]
    pub fn config(&self, sha256: &str) -> String {
        self.key(&format!("{sha256}.json"))
    }

    /// Key of a runtime by the SHA-256 of its bytes, 64 hex digits.
    #[must_use]
    pub fn runtime(&self, sha256: &str) -> String {
        self.key(&format!("{sha256}.js"))
    }

    fn key(&self, file: &str) -> String {
        format!("v1/{}/{file}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_becomes_a_name_that_every_place_takes() {
        let named = |slug| Site::of(slug).unwrap().as_str().to_owned();
        assert_eq!(named("kiln.example"), "kiln.example");
        assert_eq!(named("127.0.0.1:8080"), "127.0.0.1-8080");
        assert_eq!(named("a/../b"), "a-..-b");
        assert_eq!(named("Käse"), "-äse".replace('ä', "-"));
    }

    #[test]
    fn what_would_leave_the_folder_or_hide_in_it_is_refused() {
        for slug in ["", ".", "..", ".hidden", &"x".repeat(101)] {
            assert!(matches!(Site::of(slug), Err(PublishError::Site)), "{slug}");
        }
        assert!(Site::of(&"x".repeat(100)).is_ok());
    }
}
