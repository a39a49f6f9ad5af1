//! What left a page, as a report has it. Types, and what one more hit changes about them.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Page types where it was loaded or told something; empty for pages of none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    #[ts(optional, as = "Option<BTreeSet<String>>")]
    pub page_types: BTreeSet<String>,
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
            page_types: BTreeSet::new(),
        }
    }
}

/// What a tool would have been told, had the page's own security policy let it leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditRefused")]
pub struct RefusedReport {
    /// Whose tool.
    pub vendor: Vendor,
    /// Events by their names; an empty one where the request does not say.
    pub events: BTreeSet<String>,
    /// Hosts that the policy does not name.
    pub hosts: BTreeSet<String>,
    /// Addresses of pages where, a few.
    pub pages: Vec<String>,
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
    /// Addresses of the pages where it was told, a few.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    #[ts(optional, as = "Option<BTreeSet<String>>")]
    pub pages: BTreeSet<String>,
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
            pages: BTreeSet::new(),
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
pub type Proven = BTreeMap<EventId, BTreeMap<String, ProvenValue>>;

/// What a parameter was when its event was proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenValue {
    /// What it was.
    pub kind: ValueKind,
    /// Path of the page where.
    pub page: String,
}

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

/// Parameters that come and go by their nature: with the visitor, the cart, the product, or the moment.
const PASSING: [&str; 14] = [
    "page_title",
    "consent",
    "engagement_time_msec",
    "key_event",
    "event_id",
    "user_id",
    "coupon",
    "coupon_code",
    "discount",
    "discount_amount",
    "discount_code",
    "promotion_id",
    "promotion_name",
    "affiliation",
];
/// What a parameter's name has in it where its value comes from the visitor or the cart.
const OF_VISITOR: [&str; 6] = ["cart", "customer", "user", "visitor", "session", "client"];
/// What every product has; other things said of products are there or not.
const OF_EVERY_PRODUCT: [&str; 5] = ["item_id", "item_name", "id", "name", "price"];

/// Whether a parameter that had a value once has one always: not what comes and goes, nor what is said of the second
/// product and those after it, nor what only some products have.
pub(super) fn is_lasting(name: &str) -> bool {
    let plain = name.to_ascii_lowercase();
    let parts = || plain.split(['.', '[', ']']).filter(|part| !part.is_empty());
    let last = parts().next_back().unwrap_or_default();
    let is_of_list = parts().any(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_of_item = parts().next().is_some_and(|first| first == "items") && parts().count() > 1;
    let is_of_visitor =
        plain.split(|sign: char| !sign.is_ascii_alphanumeric()).any(|word| OF_VISITOR.contains(&word));
    !PASSING.contains(&last)
        && !is_of_visitor
        && !is_of_list
        && (!is_of_item || OF_EVERY_PRODUCT.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_and_goes_is_told_from_what_lasts() {
        for name in ["value", "currency", "items.item_id", "items.price", "price", "content_ids"] {
            assert!(is_lasting(name), "{name}");
        }
        for name in [
            "coupon",
            "items.coupon",
            "items.discount",
            "items.item_variant",
            "items.item_category2",
            "items.1.price",
            "cart_total",
            "customer.email",
            "user.plan",
            "page_title",
            "Discount",
        ] {
            assert!(!is_lasting(name), "{name}");
        }
    }
}
