//! The fingerprint of an element: everything about it that may help to find it again, as plain data.
//! Written by `identify`, kept with the target, compared by `identify`; nothing here reads a page.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Trigger;

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

impl Fingerprint {
    /// A form control that holds a value of the visitor's.
    #[must_use]
    pub fn is_field(&self) -> bool {
        match self.tag.as_str() {
            "select" | "textarea" => true,
            "input" => !matches!(self.kind(), "submit" | "button" | "reset" | "image"),
            _ => false,
        }
    }

    /// A button that submits the form it belongs to.
    #[must_use]
    pub fn is_submit_button(&self) -> bool {
        match self.tag.as_str() {
            "button" => !matches!(self.kind(), "button" | "reset"),
            "input" => matches!(self.kind(), "submit" | "image"),
            _ => false,
        }
    }

    /// Whether a visitor can do this to the element. Of an element that may hold others, such as a form or a
    /// box, everything is believed: what happens inside reaches it too.
    #[must_use]
    pub fn can_be(&self, trigger: &Trigger) -> bool {
        let is_single = self.is_field()
            || self.is_submit_button()
            || matches!(self.tag.as_str(), "a" | "button" | "input" | "img" | "summary");
        match trigger {
            Trigger::Submit { .. } => !is_single || (self.is_submit_button() && self.form.is_some()),
            Trigger::Change => !is_single || self.is_field(),
            Trigger::Video { .. } => !is_single,
            _ => true,
        }
    }

    /// The attribute `type`; empty where there is none.
    fn kind(&self) -> &str {
        self.attributes.get("type").map_or("", String::as_str)
    }
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
