//! What page types do with the pages that are known, as the panel shows it. Types only; `crate::page_types` fills them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Finding;

/// What page types would do, were they saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageTypesView {
    /// One for each, in their order.
    pub types: Vec<PageTypeSight>,
    /// What stands against them together.
    pub findings: Vec<Finding>,
    /// How many pages are known.
    pub known: u32,
}

/// What one page type would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageTypeSight {
    /// How many of the known pages it takes.
    pub pages: u32,
    /// The paths of some of them.
    pub named: Vec<String>,
    /// How many each of its patterns would take by itself.
    pub by_pattern: Vec<u32>,
    /// What somebody should look at, a sentence each.
    pub remarks: Vec<String>,
    /// What keeps it from being saved.
    pub findings: Vec<Finding>,
    /// Events that are for it.
    pub events: u32,
    /// What becomes of them if it is taken away, in a sentence; empty where none is for it.
    pub loss: String,
}
