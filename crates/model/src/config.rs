//! What a plan compiles to: the data that the runtime evaluates in visitors' browsers. Only what the
//! browser needs; no fingerprints, owners or notes. Written by `compile`, read by `ui/page/runtime`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EventId, PageType, Parameter, Phase, Scope, Selector, Stage, Trigger, Weight};

/// The tracking config of one shop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Config {
    /// Version of this document's shape, 1 so far. A runtime ignores fields it does not know.
    pub schema: u32,
    /// First 16 hex digits of the SHA-256 of this document with an empty revision.
    pub revision: String,
    /// Path all page paths are relative to, with leading and without trailing slash; empty for the root.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub base: String,
    /// Page types, in the order they are tried.
    pub page_types: Vec<PageType>,
    /// Events that are not paused, in the plan's order.
    pub events: Vec<ConfigEvent>,
}

impl Config {
    /// The version of the config document that this code writes.
    pub const SCHEMA: u32 = 1;
}

/// One event as the runtime knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConfigEvent {
    /// Identity in the plan.
    pub id: EventId,
    /// Name that is sent.
    pub name: String,
    /// What makes it fire.
    pub trigger: Trigger,
    /// Where it may fire.
    #[serde(rename = "where", default)]
    pub scope: Scope,
    /// Ordered selectors; empty for a page view.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Selector>>")]
    pub selectors: Vec<Selector>,
    /// What is sent along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Parameter>>")]
    pub parameters: Vec<Parameter>,
    /// Funnel stage.
    pub stage: Stage,
    /// Phase of the purchase.
    pub phase: Phase,
    /// Weight, 1 to 10.
    pub weight: Weight,
    /// A macro conversion.
    #[serde(rename = "macro", default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub is_macro: bool,
}
