//! The live page as the picker reports it: a flat list of nodes in document order, parents before children.
//! Wire types only; limits are checked in `Document::from_snapshot`, never trusted from the page, but for the
//! number of nodes, which is already bounded while reading: `{}` costs three bytes to send and 150 to keep.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;
use waymark_model::ProductField;

use crate::document::MAX_NODES;

/// The live tree at the moment of a pick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Snapshot {
    /// Address of the top document.
    pub url: String,
    /// Title of the top document.
    pub title: String,
    /// Viewport `[width, height]` in CSS pixels.
    pub viewport: [i32; 2],
    /// Scroll position `[x, y]` in CSS pixels.
    pub scroll: [i32; 2],
    /// Nodes in document order; node 0 is the root element of the top document.
    #[serde(deserialize_with = "bounded")]
    pub nodes: Vec<SnapshotNode>,
    /// Index of the picked element: already the clickable ancestor of what the mouse was over. Absent where
    /// nothing was picked and the page itself is the matter.
    #[serde(default)]
    pub picked: Option<u32>,
    /// Nodes or text were left out because the page is larger than the picker reports.
    #[serde(default)]
    pub truncated: bool,
    /// What is known of the product whose card the picked element stands in, or else the page's, as the runtime would
    /// send it; at most 100 characters each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<ProductField, String>>")]
    pub product: BTreeMap<ProductField, String>,
}

/// One node. Exactly one of `t` (element), `x` (text), `s` (shadow root) and `d` (frame document) is there.
/// Short names because a page has thousands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct SnapshotNode {
    /// Index of the parent node, smaller than the node's own; -1 for node 0. A shadow root's parent is its
    /// host, a frame document's parent is the iframe element.
    pub p: i32,
    /// Element: local name, lower case for HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub t: Option<String>,
    /// Element: namespace, absent for HTML; `svg` or `math`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub n: Option<String>,
    /// Element: attributes as name, value, name, value ...; `value` of inputs other than buttons, submits,
    /// radios and checkboxes is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub a: Vec<String>,
    /// Element: box in CSS pixels of its own document's page `[x, y, width, height]`; absent when not laid
    /// out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub b: Option<[i32; 4]>,
    /// Element: not visible (display, visibility, zero size).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub h: bool,
    /// Text node: its characters, at most 2,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub x: Option<String>,
    /// Open shadow root.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub s: bool,
    /// Document of a same-origin frame: its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub d: Option<String>,
}

/// Reads at most [`MAX_NODES`] nodes.
fn bounded<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SnapshotNode>, D::Error> {
    struct Nodes;

    impl<'de> Visitor<'de> for Nodes {
        type Value = Vec<SnapshotNode>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(formatter, "at most {MAX_NODES} nodes")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
            let mut nodes = Vec::new();
            while let Some(node) = sequence.next_element()? {
                if nodes.len() == MAX_NODES {
                    return Err(A::Error::invalid_length(nodes.len() + 1, &self));
                }
                nodes.push(node);
            }
            Ok(nodes)
        }
    }

    deserializer.deserialize_seq(Nodes)
}
