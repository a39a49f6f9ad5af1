//! What is asked of the visitor before anything is kept or sent, and how long it is kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A plan's rules about consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Privacy {
    /// Who is believed about consent.
    #[serde(default)]
    pub consent: ConsentRule,
    /// How long a visitor is remembered, in days, 1 to 400.
    #[serde(default = "half_a_year")]
    pub visitor_days: u16,
}

/// Who is believed about consent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ConsentRule {
    /// The consent system found in the page (Shopify's, TCF, Google's Consent Mode); without one nothing is granted.
    #[default]
    Page,
    /// The merchant's word that nothing has to be asked where no consent system says otherwise.
    Merchant,
}

/// What a visitor is taken to have said in a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TestConsent {
    /// Yes to everything.
    Granted,
    /// No to everything.
    Denied,
    /// Yes, but the browser sends Global Privacy Control.
    Gpc,
}

impl Default for Privacy {
    fn default() -> Self {
        Self { consent: ConsentRule::Page, visitor_days: half_a_year() }
    }
}

fn half_a_year() -> u16 {
    180
}
