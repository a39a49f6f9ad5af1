//! How far an event can be relied on, as one word: whether it was seen to fire in a test as it is defined now, and
//! whether that very definition is live. What a definition is, is the compiler's; here it is a text to compare. What is
//! said of a proof lies here too, for the panel and for every file that says it.

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

/// Sentences about a proof. `{when}`, `{page}`, `{place}` and `{number}` are for [`fill`], or its twin in the panel.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sentences {
    /// Of a draft.
    pub never: &'static str,
    /// Of what is proven.
    pub fired: &'static str,
    /// Of what is stale.
    pub stale: &'static str,
    /// Of each place where it is live.
    pub live: &'static str,
    /// Of what is not live anywhere as it is now.
    pub not_live: &'static str,
    /// Of what no page can prove.
    pub apps: &'static str,
}

/// The sentences.
pub const SENTENCES: Sentences = Sentences {
    never: "Never fired in a test.",
    fired: "Fired in a test {when}, on {page}.",
    stale: "Fired in a test {when}, and was changed since. Test it again.",
    live: "Live at {place} as revision {number}, published {when}.",
    not_live: "Not published as it is now.",
    apps: "For apps only; Waymark tests the web.",
};

/// A sentence with its blanks filled in. What is filled in is never looked at for blanks: pages and places have any name.
#[must_use]
pub fn fill(sentence: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out += before;
        let Some((name, left)) = after.split_once('}') else { break };
        out += blanks.iter().find(|(blank, _)| *blank == name).map_or("", |(_, text)| text);
        rest = left;
    }
    out + rest
}

impl ProofState {
    /// All of them, from nothing known to live.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Proven, Self::Published, Self::Stale];

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
    use super::{SENTENCES, fill};

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

    #[test]
    fn what_is_filled_in_is_text() {
        assert_eq!(
            fill(SENTENCES.fired, &[("when", "{page}"), ("page", "/{when}")]),
            "Fired in a test {page}, on /{when}."
        );
    }
}
