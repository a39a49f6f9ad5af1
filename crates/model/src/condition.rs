//! How often an event may fire, and for which visitors only.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::trigger::is_default;

/// How often an event fires at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Limit {
    /// Whenever it happens.
    #[default]
    EveryTime,
    /// Once a page view.
    Page,
    /// Once a visit.
    Session,
    /// Once as long as the visitor is remembered.
    Visitor,
}

/// For whom an event fires only. What is empty asks nothing; all that is filled must hold.
///
/// JSON: `{"devices":["phone"],"sources":[{"type":"paid"}],"visitor":"new","minScore":20}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Condition {
    /// One of these devices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Device>>")]
    pub devices: Vec<Device>,
    /// Came by one of these ways.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Traffic>>")]
    pub sources: Vec<Traffic>,
    /// Was never here before, or was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub visitor: Option<VisitorKind>,
    /// Weights of what fired in this visit add up to at least this.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub min_score: u32,
}

/// What the visitor holds or sits at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Device {
    /// A touch screen less than 600 CSS pixels wide on its shorter side.
    Phone,
    /// A wider touch screen.
    Tablet,
    /// Anything with a mouse.
    Desktop,
}

/// Whether the visitor was here before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum VisitorKind {
    /// First visit that is remembered.
    New,
    /// A later one.
    Returning,
}

/// A way by which a visit came. JSON: `{"type":"paid"}`, `{"type":"utm","name":"source","value":"news*"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Traffic {
    /// An advertisement: a click id, or a UTM medium such as `cpc`.
    Paid,
    /// A search engine's results.
    Organic,
    /// A social network, not paid.
    Social,
    /// An e-mail, by its UTM medium.
    Email,
    /// A link on another site.
    Referral,
    /// None that is known.
    Direct,
    /// An advertisement's click id.
    ClickId {
        /// Which.
        name: ClickId,
    },
    /// A UTM parameter of the landing page.
    Utm {
        /// Which.
        name: Utm,
        /// Its value; `*` stands for anything.
        value: String,
    },
    /// The page that linked here.
    Referrer {
        /// Its host; `*` stands for anything.
        value: String,
    },
}

/// Click ids that advertising networks add to landing pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ClickId {
    /// Google Ads.
    Gclid,
    /// Meta.
    Fbclid,
    /// Microsoft Advertising.
    Msclkid,
    /// TikTok.
    Ttclid,
}

/// UTM parameters, without their prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Utm {
    /// `utm_source`.
    Source,
    /// `utm_medium`.
    Medium,
    /// `utm_campaign`.
    Campaign,
    /// `utm_term`.
    Term,
    /// `utm_content`.
    Content,
}
