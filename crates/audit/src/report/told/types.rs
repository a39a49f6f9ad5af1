//! What left a page, as a report has it. Types, and what one more hit changes about them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use waymark_model::EventId;

use crate::install::Vendor;
use crate::requests::{BodyState, Hit};

/// An account of a tool that counts visitors, and what it was told over all showings in a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditTool")]
pub struct ToolReport {
    /// Whose tool.
    pub vendor: Vendor,
    /// The id that it reports to; empty where no request says.
    pub account: String,
    /// Showings (a page on a device) where it was loaded or told something.
    pub showings: u32,
    /// Events by how often they were told.
    pub events: BTreeMap<String, u32>,
    /// A script or container with this id was loaded.
    pub is_loaded: bool,
    /// A recording, a copy or something of the tool's own left, which is not an event.
    pub is_followed: bool,
    /// Some of what it was told is in bodies that are not visible.
    pub is_hidden: bool,
}

impl ToolReport {
    pub(super) fn new(vendor: Vendor, account: &str) -> Self {
        Self {
            vendor,
            account: account.to_owned(),
            showings: 0,
            events: BTreeMap::new(),
            is_loaded: false,
            is_followed: false,
            is_hidden: false,
        }
    }
}

/// What a tool was told when an event's action was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditTold")]
pub struct ToldReport {
    /// Whose tool.
    pub vendor: Vendor,
    /// The id that it reports to.
    pub account: String,
    /// The event, as the tool calls it; empty where it stands in a body that is not visible.
    pub event: String,
    /// So often.
    pub times: u32,
    /// Of so many times that the action was done.
    pub of: u32,
    /// Parameters with one value as an example, personal data masked; empty where a parameter never had one.
    pub parameters: BTreeMap<String, String>,
}

impl ToldReport {
    pub(super) fn of(hit: &Hit) -> Self {
        Self {
            vendor: hit.vendor,
            account: hit.account.clone(),
            event: if hit.body == BodyState::NotVisible { String::new() } else { hit.event.clone() },
            times: 0,
            of: 0,
            parameters: BTreeMap::new(),
        }
    }

    /// Adds a hit of the `done`th time that the action was done.
    pub(super) fn add(&mut self, hit: &Hit, done: u32) {
        // Twice of one action is one time here.
        if self.of < done {
            self.times += 1;
            self.of = done;
        }
        for (name, value) in &hit.parameters {
            let known = self.parameters.entry(name.clone()).or_default();
            if known.is_empty() {
                known.clone_from(value);
            }
        }
    }
}

/// What parameters of events were when they were proven last, by event and name.
pub type Proven = BTreeMap<EventId, BTreeMap<String, ValueKind>>;

/// What a parameter's value is. Values differ from product to product; this does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// No value, or a text without a character.
    Empty,
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// A list that is not empty.
    List,
    /// Names with values.
    Object,
}

impl ValueKind {
    /// What this value is.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Empty,
            Value::Bool(_) => Self::Truth,
            Value::Number(_) => Self::Number,
            Value::String(text) if text.trim().is_empty() => Self::Empty,
            Value::String(_) => Self::Text,
            Value::Array(list) if list.is_empty() => Self::Empty,
            Value::Array(_) => Self::List,
            Value::Object(object) if object.is_empty() => Self::Empty,
            Value::Object(_) => Self::Object,
        }
    }

    /// As a sentence says it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Empty => "nothing",
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Truth => "true or false",
            Self::List => "a list",
            Self::Object => "a record",
        }
    }
}
