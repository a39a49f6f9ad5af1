//! What a plan compiles to for Shopify's custom pixel: the data that `ui/page/pixel` evaluates in the pixel's sandbox.
//! Written by `compile`.

use serde::Serialize;
use ts_rs::TS;

use crate::EventId;

/// What a custom pixel forwards, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PixelSettings {
    /// Revision of the config that was compiled of the same plan.
    pub revision: String,
    /// Servers of the shop's own that get what is sent to them.
    pub endpoints: Vec<String>,
    /// How long the time of the last purchase is remembered, in days.
    pub visitor_days: u16,
    /// What the runtime publishes on the shop's pages.
    pub events: Vec<PixelForward>,
    /// What only a pixel sees of the checkout.
    pub checkout: Vec<PixelCheckout>,
}

/// An event that the runtime publishes, and the names under which it is forwarded; none: it is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PixelForward {
    /// Name under which it is published.
    pub published: String,
    /// Identity in the plan.
    pub id: EventId,
    /// Name at Google Analytics.
    pub google: Option<String>,
    /// Name at Meta.
    pub meta: Option<String>,
    /// Name at servers of the shop's own.
    pub endpoint: Option<String>,
    /// Names of the parameters that are forwarded; nothing else is.
    pub parameters: Vec<String>,
}

/// One of Shopify's own events of the checkout, likewise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PixelCheckout {
    /// Shopify's name of it.
    pub standard: String,
    /// Name at Google Analytics.
    pub google: Option<String>,
    /// Name at Meta.
    pub meta: Option<String>,
    /// Name at servers of the shop's own.
    pub endpoint: Option<String>,
}
