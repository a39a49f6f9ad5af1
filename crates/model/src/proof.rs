//! How far an event can be relied on, as one word: whether it was seen to fire in a test as it is defined now, and
//! whether that very definition is live. What a definition is, is the compiler's; here it is a text to compare.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far an event can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ProofState {
    /// It never fired in a test.
    Draft,
    /// It fired in a test once, and was changed since.
    Stale,
    /// It fired in a test as it is now.
    Proven,
    /// It fired in a test as it is now, and is published like that.
    Published,
}

impl ProofState {
    /// The state of an event that is defined like this, of the definitions that fired in a test and of whether it is
    /// published as it is now. Being live proves nothing: what never fired is a draft wherever it is.
    pub fn of<'a>(definition: &str, proven: impl IntoIterator<Item = &'a str>, is_live: bool) -> ProofState {
        let mut fired_before = false;
        for each in proven {
            if each == definition {
                return if is_live { Self::Published } else { Self::Proven };
            }
            fired_before = true;
        }
        if fired_before { Self::Stale } else { Self::Draft }
    }

    /// Whether it fired in a test as it is now.
    #[must_use]
    pub fn is_proven(self) -> bool {
        matches!(self, Self::Proven | Self::Published)
    }

    /// The state in a word or two.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Stale => "Changed since proven",
            Self::Proven => "Proven",
            Self::Published => "Published",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ProofState::{self, Draft, Proven, Published, Stale};

    #[test]
    fn a_proof_is_of_this_definition_or_of_an_older_one() {
        assert_eq!(ProofState::of("now", [], false), Draft);
        assert_eq!(ProofState::of("now", ["before"], false), Stale);
        assert_eq!(ProofState::of("now", ["before", "now"], false), Proven);
    }

    #[test]
    fn what_is_live_is_published_only_where_it_is_proven_too() {
        assert_eq!(ProofState::of("now", ["now"], true), Published);
        assert_eq!(ProofState::of("now", ["before"], true), Stale);
        assert_eq!(ProofState::of("now", [], true), Draft);
        assert!(Published.is_proven() && Proven.is_proven() && !Stale.is_proven() && !Draft.is_proven());
    }
}
