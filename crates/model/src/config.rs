//! What a plan compiles to: the data that the runtime evaluates in visitors' browsers. Only what the
//! browser needs; no fingerprints, owners or notes. Written by `compile`, read by `ui/page/runtime`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use std::collections::BTreeMap;

use crate::destination::{are_default, default_destinations};
use crate::trigger::is_default;
use crate::{
    Condition, Destination, DestinationKind, EventId, Limit, PageType, Parameter, Phase, Privacy, Scope,
    Selector, Sending, Stage, Trigger, Weight,
};

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
    /// Where events go; left out for the data layer alone.
    #[serde(default = "default_destinations", skip_serializing_if = "are_default")]
    #[ts(optional, as = "Option<Vec<Destination>>")]
    pub destinations: Vec<Destination>,
    /// Rules about consent, where they are not the usual ones.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Privacy>")]
    pub privacy: Privacy,
    /// Events that are not paused, in the plan's order.
    pub events: Vec<ConfigEvent>,
    /// Stretches of CSS that several selectors have in common, in configs with many selectors only: `{0}` in the `css` of a
    /// selector stands for the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub parts: Vec<String>,
    /// Selectors by what an element must have at least for them to match it, for runtimes that look rules up; in configs
    /// with many selectors only. A line for each such key: numbers of events and of their selectors in turn, from 0, and
    /// the key, all with a space between.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub index: String,
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
    #[serde(rename = "where", default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Scope>")]
    pub scope: Scope,
    /// How often it fires at most.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Limit>")]
    pub limit: Limit,
    /// What follows within so many milliseconds of the last time is the same occasion.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub debounce_millis: u32,
    /// For whom it fires only.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Condition>")]
    pub only_if: Condition,
    /// Destinations it does not go to, and those where it has another name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<DestinationKind, Sending>>")]
    pub send: BTreeMap<DestinationKind, Sending>,
    /// Ordered selectors; empty for what is about the whole page.
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
