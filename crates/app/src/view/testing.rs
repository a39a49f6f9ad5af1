//! What the panel is told of events that fired in a test, and of what destinations would get of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{DestinationKind, EventId, Millis, Purpose};

/// One event that the runtime under test fired.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Hit {
    /// Number, rising, unique while the app runs.
    pub number: u32,
    /// When.
    #[ts(type = "number")]
    pub at: Millis,
    /// The event.
    pub id: EventId,
    /// Its name as sent.
    pub name: String,
    /// Parameters as sent.
    pub parameters: std::collections::BTreeMap<String, serde_json::Value>,
    /// A trusted gesture was seen; only then it counts as fired in a test.
    pub proven: bool,
    /// Path of the page.
    pub path: String,
    /// What its destinations get of it.
    pub deliveries: Vec<DeliveryView>,
}

/// What one destination gets of an event that fired in a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeliveryView {
    /// The destination.
    pub destination: DestinationKind,
    /// Its name.
    pub label: String,
    /// The call as code.
    pub call: String,
    /// What the visitor has to allow; absent for what stays in the page.
    pub purpose: Option<Purpose>,
    /// What becomes of it, by what the visitor said.
    pub outcomes: Outcomes,
}

/// What becomes of a delivery, by what the visitor said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Outcomes {
    /// As the page says; absent where the test answered for the visitor.
    pub page: Option<Outcome>,
    /// Yes to everything.
    pub granted: Outcome,
    /// No to everything.
    pub denied: Outcome,
    /// Global Privacy Control.
    pub gpc: Outcome,
}

/// What becomes of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "DeliveryOutcome")]
pub enum Outcome {
    /// It was really sent.
    Sent,
    /// It would be sent; this test sends nothing.
    WouldSend,
    /// Held back: consent is missing.
    Held,
    /// Kept until the destination's library is there.
    Waiting,
}
