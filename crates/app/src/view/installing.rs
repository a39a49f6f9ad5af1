//! What the panel is told of previews and of installing by hand.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::Millis;

use super::TargetView;

/// A preview that was made and not discarded yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PreviewView {
    /// Marker of the revision in it.
    pub revision: String,
    /// Name of the theme; absent while it is not known whether there is one: making it was stopped or failed.
    pub theme: Option<String>,
    /// A copy made for it, which discarding deletes; else a theme that the merchant has.
    pub is_copy: bool,
    /// Where to look at it; absent while it is not complete.
    pub address: Option<String>,
    /// When it was asked for.
    #[ts(type = "number")]
    pub at: Millis,
}

/// What discarding a preview did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Discarded {
    /// A theme stays as it is: it was renamed or published, or it had Waymark before.
    pub stays: bool,
    /// All targets, as they are now.
    pub targets: Vec<TargetView>,
}

/// What taking Waymark out of a theme did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TakenOut {
    /// Name of the theme.
    pub theme: String,
    /// Something of Waymark was in it.
    pub was_there: bool,
}

/// How a person makes a shop load Waymark by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Guide {
    /// What to do, in this order.
    pub steps: Vec<GuideStep>,
    /// Marker of the revision that visitors get afterwards; absent where nothing was published yet.
    pub revision: Option<String>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GuideStep {
    /// What, in a few words.
    pub title: String,
    /// How, a sentence or two.
    pub how: String,
    /// Where to do it, for a browser.
    pub address: Option<String>,
    /// The file that the text goes into.
    pub file: Option<String>,
    /// What to paste, as it is.
    pub text: Option<String>,
    /// What the text goes before, in its file; absent where it is all that the file holds.
    pub before: Option<String>,
    /// To be done again with every publication.
    pub is_repeated: bool,
}

/// What a look at the shop told of an installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InstallCheck {
    /// What was found.
    pub verdict: InstallVerdict,
    /// The page that was looked at.
    pub page: String,
    /// The address that the page loads Waymark from.
    pub from: Option<String>,
    /// The revision that visitors get, where it could be told.
    pub revision: Option<String>,
    /// Its number, if it was published from here.
    pub number: Option<u32>,
    /// One plain sentence.
    pub message: String,
    /// What to do about it; empty where all is well.
    pub hint: String,
    /// Browsers get it, and keep what was live before for too long.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub is_slow: bool,
}

/// How an installation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum InstallVerdict {
    /// Loaded once, with the revision that was published last, or with the plan as it is now.
    Installed,
    /// Loaded once, with another revision.
    OtherRevision,
    /// Loaded once; which revision could not be told.
    RevisionUnknown,
    /// Loaded once; whether from this place cannot be told, as its address for browsers is not known.
    PlaceUnknown,
    /// Loaded once, and browsers do not get all of it.
    NotDelivered,
    /// Loaded more than once.
    Twice,
    /// Not loaded.
    Missing,
    /// Loaded from another place than this one.
    OtherPlace,
    /// What is loaded is another shop's.
    OtherShop,
    /// The shop shows its password page instead.
    Closed,
}
