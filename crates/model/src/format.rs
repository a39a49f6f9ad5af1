//! The formats of other tools that a plan is written in, and what they need that a plan does not say. How they are
//! written lies in `compile`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A format of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Format {
    /// Import file for Google Tag Manager.
    Gtm,
    /// Code for a custom pixel in Shopify's customer events.
    #[serde(rename = "pixel")]
    ShopifyPixel,
    /// What to register in Google Analytics 4, as CSV.
    #[serde(rename = "ga4")]
    Ga4List,
    /// The tracking plan as CSV (RFC 4180).
    Csv,
    /// The tracking plan as a page of Markdown.
    Markdown,
    /// The tracking plan as an Excel workbook.
    Xlsx,
    /// The tracking plan as one HTML page to print.
    Page,
    /// The plan itself: the one format that loses nothing.
    Json,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Gtm,
        Self::ShopifyPixel,
        Self::Ga4List,
        Self::Csv,
        Self::Markdown,
        Self::Xlsx,
        Self::Page,
        Self::Json,
    ];

    /// Its name in JSON and at the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Gtm => "gtm",
            Self::ShopifyPixel => "pixel",
            Self::Ga4List => "ga4",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Xlsx => "xlsx",
            Self::Page => "page",
            Self::Json => "json",
        }
    }
}

/// What a format needs and a plan may not say. What the plan says counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct FormatSettings {
    /// Measurement ID of Google Analytics 4.
    pub measurement_id: Option<String>,
    /// Id of a Meta pixel.
    pub meta_pixel: Option<String>,
    /// Address of a server of the shop's own.
    pub endpoint: Option<String>,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum FormatSetting {
    /// Measurement ID of Google Analytics 4.
    MeasurementId,
    /// Id of a Meta pixel.
    MetaPixel,
    /// Address of a server of the shop's own.
    Endpoint,
}
