//! What the panel is told of publication targets, reviews and what is live.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{Event, EventId, Millis, PublicationTarget, TargetId};

use super::{Finding, PreviewView};

/// A publication target with what was published there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TargetView {
    /// The target.
    pub target: PublicationTarget,
    /// A secret opens it.
    pub needs_secret: bool,
    /// The script tag that the shop's pages need; absent where Waymark sees to that, or nobody said where browsers get
    /// the files.
    pub script: Option<String>,
    /// What was published there, as far as it is known here, the newest first.
    pub history: Vec<PublicationView>,
    /// A preview that was made from here and not discarded yet.
    pub preview: Option<PreviewView>,
    /// Name of the theme that the target is, where visitors did not see that theme when the shop was last asked.
    pub unseen_in: Option<String>,
}

/// One time that a revision went live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PublicationView {
    /// Its marker.
    pub revision: String,
    /// Counted from 1 in this installation.
    pub number: u32,
    /// How many events it has.
    pub events: u32,
    /// An earlier revision that was put back.
    pub is_roll_back: bool,
    /// It was not published from here: it was found there.
    pub is_seen: bool,
    /// Who; empty where that is not told.
    pub author: String,
    /// When.
    #[ts(type = "number")]
    pub at: Millis,
}

/// What trying a target out told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TargetTest {
    /// One or two plain sentences.
    pub message: String,
    /// It can be published to; if not, a person pastes the files.
    pub is_writable: bool,
    /// Why browsers do not get what is live there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub undelivered: Option<Undelivered>,
    /// Of a Shopify shop: the themes to choose from, the live one first.
    pub themes: Vec<ThemeView>,
}

/// A theme to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ThemeView {
    /// Shopify's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Visitors see it.
    pub is_live: bool,
}

/// What a publication would change, and what speaks against it.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Review {
    /// The target it was held against.
    pub target: TargetId,
    /// What would be published; absent while the plan breaks a rule, which the findings tell.
    pub planned: Option<Planned>,
    /// It is live already: visitors get it.
    pub is_live: bool,
    /// It is at the target, whether or not visitors get it.
    pub is_there: bool,
    /// It, the plan, is in the theme, but the theme does not load it: publishing finishes it. Of another revision the same
    /// is told by [`LiveView::is_loaded`].
    pub is_unfinished: bool,
    /// Name of the theme that the target is, where visitors do not see that theme: nothing in it is live.
    pub unseen_in: Option<String>,
    /// What is live, or would be if visitors saw the theme; absent where nothing is.
    pub live: Option<LiveView>,
    /// Nothing is live, although something went live there and was not taken out from here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub is_gone: bool,
    /// What would be different for visitors; absent where what is live cannot be read.
    pub changes: Option<Vec<ChangeView>>,
    /// Why what is live could not be kept here, a sentence: nothing leads back to it once something else is live.
    pub unkept: Option<String>,
    /// Somebody else published since: what they changed, as far as it can be told. Absent where nobody did.
    pub conflict: Option<Vec<ChangeView>>,
    /// What to know before a revision without events takes the place of what is live; absent where nothing is lost by that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub empties: Option<String>,
    /// Events that never fired in a test.
    pub unproven: Vec<EventName>,
    /// What the plan's rules say; one that is an error keeps it from being published.
    pub findings: Vec<Finding>,
}

/// What would be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Planned {
    /// Which release it is.
    pub release: ReleaseId,
    /// How many events it has.
    pub events: u32,
    /// Size of its config as visitors download it, in bytes.
    pub bytes: u32,
}

/// Which release: the same plan gives another one with the runtime of a newer Waymark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReleaseId {
    /// Marker of its config.
    pub revision: String,
    /// SHA-256 of its runtime.
    pub runtime: String,
}

/// What is live at a place, as precisely as the place tells: only that is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LiveId {
    /// Its marker; of a file that is not Waymark's, another name.
    pub revision: String,
    /// SHA-256 of its runtime, of a theme's file Shopify's checksum: the same plan gives other files with another Waymark.
    pub files: Option<String>,
}

impl From<&str> for LiveId {
    /// By its marker alone.
    fn from(revision: &str) -> Self {
        Self { revision: revision.to_owned(), files: None }
    }
}

/// What is live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LiveView {
    /// Its marker, by which it is named when it is to be replaced; of a file that is not Waymark's, another name.
    pub revision: String,
    /// What else tells it from another one of this marker: see [`LiveId`].
    pub files: Option<String>,
    /// Its number, if it is known here.
    pub number: Option<u32>,
    /// Who published it, where that is told.
    pub by: Option<String>,
    /// When, RFC 3339, where that is told.
    pub published_at: Option<String>,
    /// It is what was published last from here.
    pub is_ours: bool,
    /// It is a file that is not Waymark's.
    pub is_foreign: bool,
    /// The theme loads it: visitors get nothing of what it does not load. Of what is no theme that is told by the shop.
    pub is_loaded: bool,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeView {
    /// The event; absent for what is about all.
    pub event: Option<EventId>,
    /// Its name, or what it is about.
    pub name: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// In which respects, a sentence each.
    pub lines: Vec<String>,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is different.
    Changed,
}

/// An event by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EventName {
    /// The event.
    pub id: EventId,
    /// Its name.
    pub name: String,
}

impl From<&Event> for EventName {
    fn from(event: &Event) -> Self {
        Self { id: event.id.clone(), name: event.name.clone() }
    }
}

/// What a shop serves its visitors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Serving {
    /// A page loads Waymark.
    pub loads: bool,
    /// The address it is loaded from.
    pub from: Option<String>,
    /// The revision that visitors get, where it could be told.
    pub revision: Option<String>,
    /// The page loads it more than once.
    pub twice: bool,
    /// It is a password page, which loads nothing: the shop is closed.
    pub is_closed: bool,
    /// Why browsers do not get that revision, though the place says that it is live; absent where they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub undelivered: Option<Undelivered>,
}

/// Why visitors' browsers do not get what a place says is live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Undelivered {
    /// What they do not get, as a sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// They get it all the same, later than they should.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub works: bool,
}
