//! What an audit keeps of each page it looked at, so that a stopped one goes on where it was: facts, never the page.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::EventId;

use crate::check::EventOnPage;
use crate::discover::Stratum;
use crate::install::{Installed, Vendor};
use crate::render::Cost;
use crate::report::{PageState, Pictures};
use crate::requests::{Doubled, Hit, Personal};

/// A page that was looked at, one way or the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Record {
    /// As it is served.
    Page(PageRecord),
    /// In a browser.
    Rendered(RenderRecord),
    /// Something is about to be really sent from a page.
    Sending(SendingRecord),
    /// Pages that are not looked at.
    KeptBack(KeptBackRecord),
}

impl Record {
    /// What no other record of the same audit has.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Page(page) => page.url.clone(),
            Self::Rendered(page) => RenderRecord::key(&page.url, &page.device),
            Self::Sending(sending) => format!("{} sends {}", sending.showing(), sending.event.0),
            Self::KeptBack(_) => "robots.txt".to_owned(),
        }
    }

    /// Pictures that were taken of it; none of a record that was read back.
    #[must_use]
    pub fn pictures(&self) -> Option<&Pictures> {
        match self {
            Self::Page(_) | Self::Sending(_) | Self::KeptBack(_) => None,
            Self::Rendered(page) => Some(&page.pictures),
        }
    }
}

/// What of a shop is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptBackRecord {
    /// Pages that the shop names and its `robots.txt` keeps robots from.
    pub pages: u32,
    /// It could not be read, and so allows nothing.
    pub is_unread: bool,
    /// All were to be looked at, and the shop names more than an audit keeps.
    #[serde(default)]
    pub is_cut: bool,
}

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
    /// An event that fires by itself may fire there, and can be tried.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tries: bool,
    /// An event may fire there, whether it can be tried or not.
    #[serde(default = "yes")]
    pub may_fire: bool,
    /// What it has installed.
    #[serde(default)]
    pub installed: Installed,
}

/// Of a page that was kept before this was, it is not known.
fn yes() -> bool {
    true
}

/// A page that was shown in a browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RenderRecord {
    /// Its address.
    pub url: String,
    /// Its page type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_type: Option<String>,
    /// The device's name.
    pub device: String,
    /// Why it could not be shown, as a sentence; empty where it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What became of the events that may fire there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventOnPage>,
    /// Whether they fire.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fired: BTreeMap<EventId, Firing>,
    /// Errors of the page's own scripts.
    #[serde(default)]
    pub script_errors: u32,
    /// What Waymark's own script cost it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// What it told tools that count visitors.
    #[serde(default)]
    pub leaving: Leaving,
    /// What was really sent to the shop from it.
    #[serde(default, skip_serializing_if = "Really::is_empty")]
    pub really: Really,
    /// Names of pictures of the events' elements: the new place where it moved.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shots: BTreeMap<EventId, String>,
    /// Those pictures. Whoever keeps the record keeps them beside it.
    #[serde(skip)]
    pub pictures: Pictures,
}

/// Something is about to be really sent: kept before it is, so that an audit that ends in the middle sends it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingRecord {
    /// The page's address.
    pub url: String,
    /// The device's name.
    pub device: String,
    /// The event for whose sake it is sent.
    pub event: EventId,
}

impl SendingRecord {
    /// The key of the record of the page that it is sent from.
    pub(crate) fn showing(&self) -> String {
        RenderRecord::key(&self.url, &self.device)
    }
}

/// What was really sent to a shop, where that was allowed, and what was not all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Really {
    /// Events whose forms were sent, or products put into the cart.
    pub submitted: BTreeSet<EventId>,
    /// Events for which something was there to send that may not be sent: why, as the end of a sentence.
    pub withheld: BTreeMap<EventId, String>,
    /// Events for which something may have been sent: the audit, or its browser, ended in the middle.
    pub perhaps: BTreeSet<EventId>,
}

impl Really {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a page told tools that count visitors while it was shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Leaving {
    /// While it loaded, and what cannot be told to belong to an action; what was told again told once.
    pub opening: Vec<Hit>,
    /// After an event's action was done; empty where nothing was told.
    pub after: BTreeMap<EventId, Vec<Hit>>,
    /// What was told more than once of the load, or of an event's action.
    pub doubled: Vec<(Option<EventId>, Doubled)>,
    /// Personal data in it.
    pub personal: Vec<(Vendor, Personal)>,
    /// What the page's own security policy refused to let leave.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refused>,
    /// Frames and workers whose tags could not be looked at: 0 where all that left was seen.
    pub blind: u32,
}

/// Something that would have told a tool, had the page's own policy let it leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refused {
    /// Whose tool.
    pub vendor: Vendor,
    /// What it would have been told; empty where the request does not say.
    pub event: String,
    /// The host that the policy does not name.
    pub host: String,
}

impl PageRecord {
    /// A sold-out product, or a gift card, may well lack what is looked for.
    pub(crate) fn excuses(&self) -> bool {
        matches!(self.stratum, Stratum::SoldOut | Stratum::GiftCard)
    }
}

impl RenderRecord {
    /// The key of a page on a device.
    pub(crate) fn key(url: &str, device: &str) -> String {
        format!("{url} on a {device}")
    }
}

/// Whether an event fired when its action was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(export, rename = "AuditFiring")]
pub enum Firing {
    /// It did.
    Fired {
        /// Its parameters.
        #[ts(type = "Record<string, unknown>")]
        parameters: BTreeMap<String, serde_json::Value>,
    },
    /// Its action was done, and it did not.
    Silent,
    /// Its action could not be done.
    NotDone {
        /// Why, as a sentence.
        reason: String,
    },
}
