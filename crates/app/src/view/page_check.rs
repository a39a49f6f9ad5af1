//! What a check of the page in the pane found, as the panel shows it. Types only; `crate::checking` fills them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{EventId, Verdict};

/// What became of the plan's events on one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageCheck {
    /// Which check this is: each has a higher number than the one before.
    pub number: u32,
    /// In words: "9 found, 2 moved, 1 missing on this page".
    pub summary: String,
    /// What to know about the check itself, one plain sentence each; mostly none.
    pub notes: Vec<String>,
    /// Every event of the plan, in its order.
    pub events: Vec<EventCheck>,
}

/// What became of one event's element.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EventCheck {
    /// The event.
    pub id: EventId,
    /// The verdict; `not_run` for an event that has no element to find on this page.
    pub verdict: Verdict,
    /// The verdict in a word or two: "Could be several".
    pub words: String,
    /// Why, as sentences, the most telling first.
    pub reasons: Vec<String>,
    /// How sure it is that the element found is the event's, 0 to 1; absent where nobody looked, and of a set.
    pub confidence: Option<f64>,
    /// The element found, in words: "Button: Add to bag"; of a set "Link: Mug and 11 more"; empty where none was.
    pub found_label: String,
    /// There is something to outline.
    pub outlined: bool,
    /// The element, or the set, is in a place where the event's rule does not look, and the event can be moved there.
    pub repairable: bool,
}

/// What a check found does not hold any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CheckOver {
    /// Which check. Notices and answers may overtake each other on their way to the panel.
    pub number: u32,
    /// Why.
    pub why: CheckEnd,
}

/// Why what a check found does not hold any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CheckEnd {
    /// The pane shows another page, or the same one anew.
    PageChanged,
    /// An event was changed, added or removed.
    PlanChanged,
}
