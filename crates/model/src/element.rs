//! The fingerprint of an element: everything about it that may help to find it again, as plain data.
//! Written by `identify`, kept with the target, compared by `identify`; nothing here reads a page.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an element looked like when it was picked. Texts are normalised, cut to 80 characters, and personal
/// data in them is masked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct Fingerprint {
    /// Tag name, lower case.
    pub tag: String,
    /// ARIA role, explicit or implied by the tag; empty where there is none.
    pub role: String,
    /// Accessible name.
    pub name: String,
    /// Visible text.
    pub text: String,
    /// Attributes that say what the element is, noise (hashes, generated ids) left out.
    pub attributes: BTreeMap<String, String>,
    /// Class names that look authored.
    pub classes: Vec<String>,
    /// The form around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub form: Option<FormFacts>,
    /// Path of the link, with handles and ids replaced by `*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub link: Option<String>,
    /// Landmarks around it, innermost first: `main`, `navigation`, `contentinfo`, `dialog` ...
    pub landmarks: Vec<String>,
    /// The nearest heading before or above it.
    pub heading: String,
    /// Accessible name of the nearest named group around it: a fieldset's legend, a menu's label.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub group: String,
    /// The product whose card it stands in: its handle, or else its title.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub item: String,
    /// Names that its inside has: icons, parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub inside: Vec<String>,
    /// Numbers of the smallest part of the page around it that holds a few elements, and of the smallest that
    /// holds many; elements of one scene with the same number are in the same part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<u32>>")]
    pub parts: Vec<u32>,
    /// Tag and authored identity of up to eight ancestors, nearest first: `form.product-form`.
    pub ancestors: Vec<String>,
    /// Accessible names of the interactive neighbours before and after it, up to two each way.
    pub neighbours: Vec<String>,
    /// Position among the interactive elements of its landmark, zero based.
    pub index: u32,
    /// Box in CSS pixels of the page `[x, y, width, height]`; absent where nothing was laid out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub bounds: Option<[i32; 4]>,
    /// Hops from the document to the root it lives in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<crate::Hop>>")]
    pub within: Vec<crate::Hop>,
}

/// What is known of the form around an element.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct FormFacts {
    /// Path of the action, handles and ids replaced by `*`.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Names of its fields, in order, at most twelve.
    pub fields: Vec<String>,
}
