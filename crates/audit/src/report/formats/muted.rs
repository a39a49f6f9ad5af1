//! Findings that somebody muted, as files say it. Which findings that is, is decided elsewhere.

use std::collections::BTreeMap;

use serde::Serialize;
use waymark_model::Millis;

use super::figures;

/// What is muted, by the finding's key.
pub type Muted = BTreeMap<String, Mute>;

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mute {
    /// In somebody's words.
    pub reason: String,
    /// Until when, milliseconds since 1970 UTC; until somebody says so if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Millis>,
}

impl Mute {
    /// "until 2026-12-03: the theme is being rebuilt".
    pub(super) fn in_words(&self) -> String {
        match self.until {
            Some(until) => format!("until {}: {}", figures::date(until), self.reason),
            None => self.reason.clone(),
        }
    }
}
