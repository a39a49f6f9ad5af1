//! One thing that a tool was told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::mask::masked;
use crate::install::Vendor;

/// Parameters of a hit that are kept.
pub(super) const MOST_PARAMETERS: usize = 40;
/// Longest name of an account, an event or a parameter, in characters.
pub(super) const LONGEST_NAME: usize = 80;

/// What a tool was told, or that it was started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditHit")]
pub struct Hit {
    /// Whose tool.
    pub vendor: Vendor,
    /// What kind of request.
    pub kind: HitKind,
    /// The id that it reports to; empty where the request does not say.
    pub account: String,
    /// The event, as the tool calls it; empty where the request has none or its body is not visible.
    pub event: String,
    /// Parameters by name, personal data masked, at most 40 of at most 100 characters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub parameters: BTreeMap<String, String>,
    /// The page it speaks of, without what follows `?`, personal data masked; empty where it names none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub page: String,
    /// Whether all of it was read.
    pub body: BodyState,
    /// It was kept from leaving the browser.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub held: bool,
    /// What the tool itself tells one hit from the next by; the same one is the same hit, sent again.
    #[serde(skip)]
    #[ts(skip)]
    pub mark: String,
}

/// Tools whose scripts gather events for a while before they tell them. Google Analytics does for up to five seconds, key
/// events excepted (Google's help on event batching); Mixpanel's `batch_flush_interval_ms` is five seconds.
pub const GATHERS: [Vendor; 2] = [Vendor::GoogleAnalytics, Vendor::Mixpanel];

/// What kind of request it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "AuditHitKind")]
pub enum HitKind {
    /// An event is reported.
    Event,
    /// The tool's script or container is loaded.
    Load,
    /// A recording of what the visitor does, or the tool's own housekeeping.
    Session,
}

/// How much of a request could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "AuditBodyState")]
pub enum BodyState {
    /// All that says something.
    Read,
    /// It has a body that this platform does not show, or that is packed: event and parameters may be incomplete.
    NotVisible,
}

impl Hit {
    pub(super) fn new(vendor: Vendor, kind: HitKind, account: &str, event: &str) -> Self {
        Self {
            vendor,
            kind,
            account: id(account),
            event: masked(event, LONGEST_NAME),
            parameters: BTreeMap::new(),
            page: String::new(),
            body: BodyState::Read,
            held: false,
            mark: String::new(),
        }
    }

    /// Keeps a parameter, if there is room.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        let name = masked(name, LONGEST_NAME);
        if name.is_empty() || self.parameters.len() >= MOST_PARAMETERS && !self.parameters.contains_key(&name)
        {
            return;
        }
        self.parameters.insert(name, masked(value, super::mask::LONGEST));
    }

    /// The page that it speaks of.
    pub(super) fn on(&mut self, address: &str) {
        self.page = masked(address.split(['?', '#']).next().unwrap_or_default(), 200);
    }

    /// What tells two hits apart.
    pub(super) fn mark(&mut self, parts: &[&str]) {
        if parts.iter().any(|part| !part.is_empty()) {
            self.mark = parts.join("/").chars().take(200).collect();
        }
    }
}

/// Ids look like card numbers now and then; they are no person's.
fn id(account: &str) -> String {
    let is_id = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '/');
    if account.len() <= LONGEST_NAME && account.chars().all(is_id) {
        account.to_owned()
    } else {
        masked(account, LONGEST_NAME)
    }
}
