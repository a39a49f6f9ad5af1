//! Where visitors' events go, and under which name and consent. What is called in the page lies in
//! `ui/page/runtime/destinations`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::trigger::is_default;

/// A place that visitors' events go to. JSON: `{"type":"ga4","measurementId":"G-ABC123"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum Destination {
    /// `window.dataLayer`, for Google Tag Manager and whatever else reads it.
    DataLayer,
    /// Google Analytics 4 by `gtag`.
    Ga4 {
        /// Only to this property (`G-...`); all of the page's without.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        measurement_id: Option<String>,
    },
    /// Shopify's customer events, for custom pixels.
    Shopify,
    /// Meta's pixel.
    Meta,
    /// Klaviyo's on-site tracking.
    Klaviyo,
    /// Mixpanel.
    Mixpanel,
    /// Amplitude.
    Amplitude,
    /// Heap.
    Heap,
    /// Hotjar.
    Hotjar,
    /// PostHog.
    Posthog,
    /// Segment.
    Segment,
    /// VWO.
    Vwo,
    /// Optimizely Web.
    Optimizely,
    /// A server of one's own.
    Endpoint {
        /// Address that takes POST with a JSON array, `https`.
        url: String,
    },
}

/// A kind of destination, without its settings.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DestinationKind {
    /// See [`Destination::DataLayer`].
    DataLayer,
    /// See [`Destination::Ga4`].
    Ga4,
    /// See [`Destination::Shopify`].
    Shopify,
    /// See [`Destination::Meta`].
    Meta,
    /// See [`Destination::Klaviyo`].
    Klaviyo,
    /// See [`Destination::Mixpanel`].
    Mixpanel,
    /// See [`Destination::Amplitude`].
    Amplitude,
    /// See [`Destination::Heap`].
    Heap,
    /// See [`Destination::Hotjar`].
    Hotjar,
    /// See [`Destination::Posthog`].
    Posthog,
    /// See [`Destination::Segment`].
    Segment,
    /// See [`Destination::Vwo`].
    Vwo,
    /// See [`Destination::Optimizely`].
    Optimizely,
    /// See [`Destination::Endpoint`].
    Endpoint,
}

/// How one event goes to one destination, where that differs from the rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Sending {
    /// Not at all.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub off: bool,
    /// Under this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
}

/// What a visitor has to allow before something may leave the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Purpose {
    /// Measuring.
    Analytics,
    /// Advertising; also refused by Global Privacy Control.
    Marketing,
    /// Fitting the page to the visitor.
    Preferences,
}

impl DestinationKind {
    /// All of them, in the order of the panel.
    pub const ALL: [Self; 14] = [
        Self::DataLayer,
        Self::Ga4,
        Self::Shopify,
        Self::Meta,
        Self::Klaviyo,
        Self::Mixpanel,
        Self::Amplitude,
        Self::Heap,
        Self::Hotjar,
        Self::Posthog,
        Self::Segment,
        Self::Vwo,
        Self::Optimizely,
        Self::Endpoint,
    ];

    /// What has to be allowed; `None` for what stays in the page, where the shop's own tag manager or pixels decide.
    #[must_use]
    pub fn purpose(self) -> Option<Purpose> {
        match self {
            Self::DataLayer | Self::Shopify => None,
            Self::Meta | Self::Klaviyo => Some(Purpose::Marketing),
            Self::Vwo | Self::Optimizely => Some(Purpose::Preferences),
            Self::Ga4
            | Self::Mixpanel
            | Self::Amplitude
            | Self::Heap
            | Self::Hotjar
            | Self::Posthog
            | Self::Segment
            | Self::Endpoint => Some(Purpose::Analytics),
        }
    }

    /// What people call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::DataLayer => "Data layer",
            Self::Ga4 => "Google Analytics 4",
            Self::Shopify => "Shopify customer events",
            Self::Meta => "Meta pixel",
            Self::Klaviyo => "Klaviyo",
            Self::Mixpanel => "Mixpanel",
            Self::Amplitude => "Amplitude",
            Self::Heap => "Heap",
            Self::Hotjar => "Hotjar",
            Self::Posthog => "PostHog",
            Self::Segment => "Segment",
            Self::Vwo => "VWO",
            Self::Optimizely => "Optimizely",
            Self::Endpoint => "Own endpoint",
        }
    }

    /// Its `type` in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::DataLayer => "data_layer",
            Self::Ga4 => "ga4",
            Self::Shopify => "shopify",
            Self::Meta => "meta",
            Self::Klaviyo => "klaviyo",
            Self::Mixpanel => "mixpanel",
            Self::Amplitude => "amplitude",
            Self::Heap => "heap",
            Self::Hotjar => "hotjar",
            Self::Posthog => "posthog",
            Self::Segment => "segment",
            Self::Vwo => "vwo",
            Self::Optimizely => "optimizely",
            Self::Endpoint => "endpoint",
        }
    }
}

impl Destination {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> DestinationKind {
        match self {
            Self::DataLayer => DestinationKind::DataLayer,
            Self::Ga4 { .. } => DestinationKind::Ga4,
            Self::Shopify => DestinationKind::Shopify,
            Self::Meta => DestinationKind::Meta,
            Self::Klaviyo => DestinationKind::Klaviyo,
            Self::Mixpanel => DestinationKind::Mixpanel,
            Self::Amplitude => DestinationKind::Amplitude,
            Self::Heap => DestinationKind::Heap,
            Self::Hotjar => DestinationKind::Hotjar,
            Self::Posthog => DestinationKind::Posthog,
            Self::Segment => DestinationKind::Segment,
            Self::Vwo => DestinationKind::Vwo,
            Self::Optimizely => DestinationKind::Optimizely,
            Self::Endpoint { .. } => DestinationKind::Endpoint,
        }
    }
}

/// Where events go unless a plan says otherwise.
#[must_use]
pub fn default_destinations() -> Vec<Destination> {
    vec![Destination::DataLayer]
}

/// Whether a plan's destinations are the ones it would have without saying so.
#[must_use]
pub fn are_default(destinations: &[Destination]) -> bool {
    destinations == [Destination::DataLayer]
}
