//! What became of an element since it was picked: the one verdict that finding it again, the panel and the
//! audit share. How a verdict is reached lies in `identify` and `audit`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What became of an element.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Verdict {
    /// It is there, and the event's rule matches it.
    Intact,
    /// It is there, but the event's rule misses it: a repair can be proposed.
    Moved,
    /// Several elements could be it; nothing tells them apart.
    Ambiguous,
    /// It is not on the page any more.
    Missing,
    /// It is on the page, but a visitor cannot see it.
    Hidden,
    /// Only a browser can say.
    NeedsRendering,
    /// The shop kept us out: too many requests, a bot wall, a password, a consent wall.
    Blocked,
    /// The page could not be fetched.
    Unreachable,
    /// Nobody looked.
    NotRun,
}
