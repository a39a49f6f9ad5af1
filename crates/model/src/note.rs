//! Remarks of the people who work on an event together. They are for them alone: nothing of them is published.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Millis;

/// Longest remark, in characters.
pub const LONGEST_NOTE: usize = 2_000;

/// A remark. It is never changed, and never taken away but by undo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Note {
    /// When, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub at: Millis,
    /// Who says so, by the name they gave themselves.
    pub author: String,
    /// What they say.
    pub text: String,
}

/// All remarks of two states of an event, in the order of their times.
#[must_use]
pub fn together(one: &[Note], other: &[Note]) -> Vec<Note> {
    let mut all = one.to_vec();
    all.extend(other.iter().filter(|note| !one.contains(note)).cloned());
    all.sort_by_key(|note| note.at);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_remark_is_lost_and_none_is_there_twice() {
        let note = |at, text: &str| Note { at, author: "Anna".into(), text: text.into() };
        let (first, second, third) = (note(1, "a"), note(2, "b"), note(2, "c"));
        assert_eq!(
            together(&[first.clone(), third.clone()], &[first.clone(), second.clone()]),
            [first, third, second]
        );
    }
}
