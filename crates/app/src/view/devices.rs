//! On which devices an event's element is there and can be seen. Types only; `crate::devices` fills them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{EventId, Millis};

use super::PaneDevice;

/// What is seen of an element on one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeviceSight {
    /// The device.
    pub device: PaneDevice,
    /// What is seen of it there.
    pub sight: Sight,
    /// The same in words: "there but hidden".
    pub words: String,
}

/// Whether an element is there and can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Sight {
    /// It can be seen.
    Visible,
    /// It is there, and cannot be seen.
    Hidden,
    /// It is not there.
    Missing,
    /// Nobody could tell.
    Unknown,
}

/// What was seen of a saved event's element when that was measured last, by the rule that it has now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EventDevices {
    /// The event.
    pub id: EventId,
    /// What was seen, from small to large.
    pub sights: Vec<DeviceSight>,
    /// When, milliseconds since 1970 UTC.
    #[ts(type = "number")]
    pub measured_at: Millis,
    /// Path of the page; empty where an audit looked at several.
    pub page: String,
}
