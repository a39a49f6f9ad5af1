//! What became of the pages of an audit, and how many of them there were of each.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::places::Place;

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "AuditPageState")]
pub enum PageState {
    /// It was looked at.
    Checked,
    /// The shop kept us out.
    Blocked,
    /// No answer, or no usable one.
    Unreachable,
    /// The shop says it is not there.
    Gone,
    /// It leads to another page of the shop.
    Redirected,
    /// It leads out of the shop, or is no page.
    Elsewhere,
}

/// Pages of one type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditPageType")]
pub struct PageTypeReport {
    /// The type; absent for pages of none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<String>,
    /// Pages looked at.
    pub checked: u32,
    /// Pages chosen.
    pub pages: u32,
    /// Of those looked at, how many load Waymark.
    pub with_waymark: u32,
    /// How events do there; absent where none was looked at, and in reports of before that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
}

/// Pages by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditTotals")]
pub struct Totals {
    /// Chosen.
    pub pages: u32,
    /// Looked at.
    pub checked: u32,
    /// Kept out of.
    pub blocked: u32,
    /// Not answering.
    pub unreachable: u32,
    /// Not there any more.
    pub gone: u32,
    /// Leading to other pages of the shop.
    #[serde(default)]
    pub redirected: u32,
    /// No page of the shop.
    pub elsewhere: u32,
    /// Showings in a browser.
    #[serde(default)]
    pub rendered: u32,
    /// Showings in a browser of which a part of what left could not be seen.
    #[serde(default, skip_serializing_if = "is_none")]
    #[ts(optional, as = "Option<u32>")]
    pub unseen: u32,
    /// Bytes read.
    pub bytes: u64,
}

impl Totals {
    /// Counts a page.
    pub(super) fn count(&mut self, state: PageState, bytes: u64) {
        self.pages += 1;
        self.bytes += bytes;
        *match state {
            PageState::Checked => &mut self.checked,
            PageState::Blocked => &mut self.blocked,
            PageState::Unreachable => &mut self.unreachable,
            PageState::Gone => &mut self.gone,
            PageState::Redirected => &mut self.redirected,
            PageState::Elsewhere => &mut self.elsewhere,
        } += 1;
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands references")]
fn is_none(number: &u32) -> bool {
    *number == 0
}
