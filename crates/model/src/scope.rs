//! On which pages an event may fire: by page type, by URL pattern, or everywhere.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an event may fire. Both fields empty means on every page; both filled means both must hold.
///
/// JSON: `{}`, `{"pageTypes":["product"]}` or `{"url":"/pages/*"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Scope {
    /// Ids of page types of the same plan; the page must be one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub page_types: Vec<String>,
    /// Pattern of the path relative to the shop's base; see [`crate::page_type`] for the grammar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub url: Option<String>,
}
