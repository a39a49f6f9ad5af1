//! How an audit is asked for, which of the plan's events it looks at, and when two were asked for alike.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;
use waymark_audit::discover::SampleSize;
use waymark_model::{EventId, Plan};

use crate::error::AppError;

/// How an audit is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditSettings {
    /// How much is looked at.
    pub sample: SampleSize,
    /// An unpublished theme, by its number, instead of the live one.
    #[serde(default)]
    pub preview_theme: Option<String>,
    /// Another address of the same shop: staging, before launch.
    #[serde(default)]
    pub address: Option<String>,
    /// Look at pages that `robots.txt` keeps robots from: one's own shop.
    #[serde(default)]
    pub ignore_robots: bool,
    /// Really send forms and put products into the cart while events are tried; never what pays, orders or asks for
    /// anything personal.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub submits: bool,
    /// Only the events that matter most: the quick form beside larger audits.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub pulse: bool,
}

/// Weight from which an event belongs to a pulse: what is critical where it does not work.
const LEAST_PULSE: u8 = 7;

/// Keeps the events of a pulse, and those that they are made of.
pub(super) fn keep_heavy(plan: &mut Plan) {
    let heavy = plan.events.iter().filter(|event| event.weight.get() >= LEAST_PULSE);
    let mut kept: BTreeSet<EventId> = heavy.map(|event| event.id.clone()).collect();
    loop {
        let parts = plan.events.iter().filter(|event| kept.contains(&event.id));
        let parts: Vec<EventId> = parts.flat_map(|event| event.trigger.events().iter().cloned()).collect();
        let before = kept.len();
        kept.extend(parts);
        if kept.len() == before {
            break;
        }
    }
    plan.events.retain(|event| kept.contains(&event.id));
}

/// How an audit was asked for, and of which plan: one of another plan is not gone on with.
#[derive(Serialize, Deserialize)]
pub(super) struct Settings {
    settings: AuditSettings,
    plan: String,
}

impl Settings {
    pub(super) fn of(kept: &str) -> Option<AuditSettings> {
        serde_json::from_str::<Self>(kept).ok().map(|known| known.settings)
    }
}

impl AuditSettings {
    /// The quick form, for the events that matter most.
    #[must_use]
    pub fn pulse() -> Self {
        Self { sample: SampleSize::Quick, pulse: true, ..Self::default() }
    }

    /// What visitors see now, not a theme or an address before launch.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.address.is_none() && self.preview_theme.is_none()
    }

    /// What one found can be held against what the other did: more leaves a page once the shop has what it was sent.
    pub(super) fn is_comparable(&self, other: &Self) -> bool {
        self.is_about_the_same(other) && self.submits == other.submits
    }

    pub(super) fn is_about_the_same(&self, other: &Self) -> bool {
        self.address == other.address
            && self.preview_theme == other.preview_theme
            && self.pulse == other.pulse
    }
}

/// What one audit has to have in common with another to go on with it.
pub(super) fn fingerprint(settings: &AuditSettings, plan: &Plan) -> Result<String, AppError> {
    let plan = serde_json::to_vec(plan).map_err(AppError::Json)?;
    let settings = Settings { settings: settings.clone(), plan: format!("{:x}", Sha256::digest(plan)) };
    serde_json::to_string(&settings).map_err(AppError::Json)
}
