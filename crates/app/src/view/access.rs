//! What the panel is told of the headers that let audits into a shop: never what they say.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::Millis;

/// How a shop's crawler access stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccessView {
    /// The shop's host, which headers would be good for.
    pub host: String,
    /// The host that those that were given are good for.
    pub given_for: Option<String>,
    /// How they stand.
    pub standing: AccessStanding,
    /// When they expire, milliseconds since 1970 UTC; absent where they do not say, or there are none.
    #[ts(type = "number | null")]
    pub expires_at: Option<Millis>,
}

/// How the headers of a crawler access stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AccessStanding {
    /// None were given.
    None,
    /// They are good.
    Good,
    /// They expire within two weeks.
    Soon,
    /// They are worth nothing any more.
    Expired,
    /// They are good for another host than the shop's, and go nowhere.
    OtherHost,
    /// They were given, and the keyring does not have them any more.
    Lost,
}
