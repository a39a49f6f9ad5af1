//! What became of an element: a line of `result.json`.

use serde::Serialize;
use serde_json::Value;

/// What was seen of one element.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "a line of a published format, made of answers")]
pub struct Outcome {
    /// Its name in the file.
    pub name: String,
    /// The app made a draft of the pick.
    pub picked: bool,
    /// The saved rule matches the named element or its clickable ancestor, and nothing outside it.
    pub right: bool,
    /// The draft as the app suggested it.
    pub draft: Value,
    /// Selectors of the saved rule.
    pub selectors: Vec<Value>,
    /// How many elements the saved rule matches.
    pub matches: u64,
    /// The event is in the plan.
    pub saved: bool,
    /// It fired in test mode, proven by a trusted gesture.
    pub test_fired: bool,
    /// It fired from the exported file in Chromium.
    pub outside_fired: bool,
    /// It fired when something else was used.
    pub stranger_fired: bool,
    /// Milliseconds from opening the page to having fired in test.
    pub ms: u64,
    /// What went wrong first.
    pub error: Option<String>,
    /// Id of the event.
    #[serde(skip)]
    pub(super) event: String,
    /// CSS of an unrelated control of the same page.
    #[serde(skip)]
    pub(super) stranger: Option<String>,
}

impl Outcome {
    /// Everything is as it should be.
    #[must_use]
    pub fn fine(&self) -> bool {
        self.right && self.test_fired && self.outside_fired && !self.stranger_fired && self.error.is_none()
    }
}
