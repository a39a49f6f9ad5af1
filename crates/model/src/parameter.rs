//! What an event sends along, and where each value is read from when it fires.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One named value sent with an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Parameter {
    /// Name the destinations receive, `snake_case`, at most 40 characters.
    pub name: String,
    /// Where the value is read.
    pub from: Source,
}

/// Where a parameter's value is read, at the moment the event fires.
///
/// JSON: `{"type":"element_text"}`. Values are cut to 100 characters (GA4's limit) and anything that looks
/// like an e-mail address, a phone or a card number is masked before it can leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Source {
    /// Visible words of the target, white space collapsed.
    ElementText,
    /// Absolute address the target (or the link around it) leads to, without query and fragment.
    Link,
    /// The `name` attribute of the form field acted on (never its value).
    FieldName,
    /// The id of the page type, `other` when none matches.
    PageType,
    /// A fixed text.
    Literal {
        /// The text to send.
        value: String,
    },
}
