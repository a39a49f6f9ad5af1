//! What an audit keeps of each page it looked at, so that a stopped one goes on where it was: a line of facts, never the
//! page.

use serde::{Deserialize, Serialize};

use crate::check::EventOnPage;
use crate::discover::Stratum;
use crate::install::Installed;
use crate::report::PageState;

/// A page that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageRecord {
    /// Its address.
    pub url: String,
    /// Its page type; absent where the plan knows none for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_type: Option<String>,
    /// What sets it apart from others of its type.
    #[serde(default)]
    pub stratum: Stratum,
    /// What became of it.
    pub state: PageState,
    /// Why it was not looked at, as a sentence; empty where it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Milliseconds until it was there.
    pub millis: u32,
    /// Bytes read of it.
    pub bytes: u64,
    /// What became of the events that may fire there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventOnPage>,
    /// What it has installed.
    #[serde(default)]
    pub installed: Installed,
}
