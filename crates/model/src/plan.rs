//! A shop and everything that is to be tracked on it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::destination::{are_default, default_destinations};
use crate::naming::convention::Convention;
use crate::trigger::is_default;
use crate::{Destination, Event, PageType, Privacy, Scene, SceneId};

/// Short name of a shop, unique in one store: its host, with port if any, unless chosen otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(export)]
pub struct ShopSlug(pub String);

impl ShopSlug {
    /// The name of its files and folders: colons and separators are not allowed there everywhere.
    #[must_use]
    pub fn as_file_name(&self) -> String {
        self.0.replace([':', '/', '\\'], "_")
    }
}

/// One storefront.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Shop {
    /// Unique short name.
    pub slug: ShopSlug,
    /// Base address, `http` or `https`, possibly with a path (`https://x.example/en-gb/`).
    pub url: String,
    /// Name shown in the panel.
    pub name: String,
}

/// All events of a shop with what they refer to; the document that travels between stores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Plan {
    /// Version of this document's shape, 1 so far.
    pub schema: u32,
    /// The shop it belongs to.
    pub shop: Shop,
    /// Page types, in the order they are tried.
    #[serde(default)]
    pub page_types: Vec<PageType>,
    /// Where visitors' events go; left out for the data layer alone.
    #[serde(default = "default_destinations", skip_serializing_if = "are_default")]
    #[ts(optional, as = "Option<Vec<Destination>>")]
    pub destinations: Vec<Destination>,
    /// Rules about consent, where they are not the usual ones.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Privacy>")]
    pub privacy: Privacy,
    /// How events are named, where it is not the usual way.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Convention>")]
    pub naming: Convention,
    /// Scenes that targets refer to; may be left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scenes: BTreeMap<SceneId, Scene>,
    /// Events in the marketer's order.
    #[serde(default)]
    pub events: Vec<Event>,
}

/// What a plan says beside its page types and events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlanSettings {
    /// Where visitors' events go.
    #[serde(default = "default_destinations")]
    pub destinations: Vec<Destination>,
    /// Rules about consent.
    #[serde(default)]
    pub privacy: Privacy,
    /// How events are named.
    #[serde(default)]
    pub naming: Convention,
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self {
            destinations: default_destinations(),
            privacy: Privacy::default(),
            naming: Convention::default(),
        }
    }
}

impl Plan {
    /// The version of the plan document that this code writes and reads.
    pub const SCHEMA: u32 = 1;

    /// What it says beside its page types and events.
    #[must_use]
    pub fn settings(&self) -> PlanSettings {
        PlanSettings {
            destinations: self.destinations.clone(),
            privacy: self.privacy.clone(),
            naming: self.naming,
        }
    }

    /// The same plan with other settings.
    #[must_use]
    pub fn with_settings(self, settings: PlanSettings) -> Self {
        let PlanSettings { destinations, privacy, naming } = settings;
        Self { destinations, privacy, naming, ..self }
    }

    /// A plan of a shop with nothing in it.
    #[must_use]
    pub fn empty(shop: Shop) -> Self {
        Self {
            schema: Self::SCHEMA,
            shop,
            page_types: Vec::new(),
            destinations: default_destinations(),
            privacy: Privacy::default(),
            naming: Convention::default(),
            scenes: BTreeMap::new(),
            events: Vec::new(),
        }
    }

    /// Stops on a document of a later schema, which may differ in anything.
    pub fn check_schema(schema: u32) -> Result<(), SchemaNewer> {
        if schema > Self::SCHEMA { Err(SchemaNewer { schema }) } else { Ok(()) }
    }
}

/// A plan written by a newer Waymark; its message is a sentence for the person who brought it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This plan was written by a newer Waymark (schema {schema}; this one knows {}).", Plan::SCHEMA)]
pub struct SchemaNewer {
    /// The document's schema.
    pub schema: u32,
}

impl SchemaNewer {
    /// What to do about it.
    pub const ADVICE: &str = "Update Waymark, then try again.";
}
