//! One named micro or macro conversion. What an event is; how events are checked against each other and
//! against vendors' naming rules lies in `naming` and `validate`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use std::collections::{BTreeMap, BTreeSet};

use crate::platform::{is_web_only, web_only};
use crate::trigger::is_default;
use crate::{Condition, DestinationKind, Limit, Note, Parameter, Platform, Scope, Sending, Target, Trigger};

/// Identity of an event, unchanged when it is renamed or its element is repaired. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(export)]
pub struct EventId(pub String);

/// One event of a plan, as the marketer authored it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Event {
    /// Identity; the plan has no two events with the same one.
    pub id: EventId,
    /// The name the destinations receive, `snake_case`, 1 to 40 characters.
    pub name: String,
    /// What makes it fire.
    pub trigger: Trigger,
    /// On which pages it may fire; empty means on all.
    #[serde(rename = "where", default)]
    pub scope: Scope,
    /// How often it fires at most.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Limit>")]
    pub limit: Limit,
    /// What follows within so many milliseconds of the last time is the same occasion; 0: nothing is.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub debounce_millis: u32,
    /// For whom it fires only.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Condition>")]
    pub only_if: Condition,
    /// Where its going to a destination differs from the rule.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<DestinationKind, Sending>>")]
    pub send: BTreeMap<DestinationKind, Sending>,
    /// The element it listens to; none for what is about the whole page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// What is sent along.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// Funnel stage.
    #[serde(default)]
    pub stage: Stage,
    /// Phase of the purchase.
    #[serde(default)]
    pub phase: Phase,
    /// How strongly it goes with a purchase.
    #[serde(default)]
    pub weight: Weight,
    /// A macro conversion (a purchase, a lead) instead of a step on the way.
    #[serde(rename = "macro", default)]
    pub is_macro: bool,
    /// How far the work on it is.
    #[serde(default)]
    pub status: Status,
    /// Who answers for it; free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// What it means, in the marketer's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where it should exist; left out for the web alone. Without the web it is in the plan for those who build apps,
    /// and in no config.
    #[serde(default = "web_only", skip_serializing_if = "is_web_only")]
    #[ts(optional, as = "Option<Vec<Platform>>")]
    pub platforms: BTreeSet<Platform>,
    /// Remarks about it, the oldest first. Never published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Note>>")]
    pub notes: Vec<Note>,
}

impl Event {
    /// A draft with this name that fires everywhere, every time, for everybody, and sends nothing along.
    #[must_use]
    pub fn new(id: EventId, name: String, trigger: Trigger) -> Self {
        Self {
            id,
            name,
            trigger,
            scope: Scope::default(),
            limit: Limit::default(),
            debounce_millis: 0,
            only_if: Condition::default(),
            send: BTreeMap::new(),
            target: None,
            parameters: Vec::new(),
            stage: Stage::default(),
            phase: Phase::default(),
            weight: Weight::default(),
            is_macro: false,
            status: Status::default(),
            owner: String::new(),
            description: String::new(),
            platforms: web_only(),
            notes: Vec::new(),
        }
    }

    /// It goes to destinations of this kind, where the plan has any.
    #[must_use]
    pub fn goes_to(&self, kind: DestinationKind) -> bool {
        self.send.get(&kind).is_none_or(|sending| !sending.off)
    }

    /// It is meant for the shop's pages.
    #[must_use]
    pub fn is_for_web(&self) -> bool {
        self.platforms.contains(&Platform::Web)
    }

    /// It is measured on the shop's pages: it is meant for them and not paused.
    #[must_use]
    pub fn runs_on_web(&self) -> bool {
        self.is_for_web() && self.status != Status::Paused
    }
}

/// Funnel stage: top, middle or bottom.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
#[ts(export)]
pub enum Stage {
    /// Top of the funnel: discovering.
    Tofu,
    /// Middle of the funnel: considering.
    #[default]
    Mofu,
    /// Bottom of the funnel: about to buy.
    Bofu,
}

/// Phase of the purchase the event belongs to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Phase {
    /// Finding products.
    Discovery,
    /// Looking closely at one.
    #[default]
    Consideration,
    /// Showing the wish to buy.
    Intent,
    /// Paying.
    Checkout,
}

/// Weight of an event, 1 (faint sign) to 10 (all but bought).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(export, type = "number")]
pub struct Weight(#[schemars(range(min = 1, max = 10))] u8);

impl Weight {
    /// A weight, brought into 1..=10.
    #[must_use]
    pub fn clamped(value: u8) -> Self {
        Self(value.clamp(1, 10))
    }

    /// The number, 1..=10.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Default for Weight {
    fn default() -> Self {
        Self(5)
    }
}

impl<'de> Deserialize<'de> for Weight {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = u8::deserialize(deserializer)?;
        if (1..=10).contains(&value) {
            Ok(Self(value))
        } else {
            Err(serde::de::Error::custom(format!("weight is {value}; it goes from 1 to 10")))
        }
    }
}

/// How far the work on an event is. Proof (fired in a test) is kept beside it by the store, not here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Status {
    /// Being worked on; compiled and tested, not yet called ready.
    #[default]
    Draft,
    /// Called ready by its owner.
    Ready,
    /// Kept but left out of the config.
    Paused,
}
