//! What a visitor does to make an event fire. One variant a trigger; its options live inside it, so that
//! a trigger that does not know an option cannot carry it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What makes an event fire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Trigger {
    /// A click (mouse, touch, Enter or Space) on the target or something inside it.
    Click,
    /// The target form is submitted.
    Submit,
    /// The value of the target control changed.
    Change,
    /// A page in scope was opened; has no target.
    PageView,
}

impl Trigger {
    /// Whether the trigger listens to an element.
    #[must_use]
    pub fn needs_target(&self) -> bool {
        !matches!(self, Self::PageView)
    }
}
