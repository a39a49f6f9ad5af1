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

/// Share of the pages from which something is on all of them: a page or two may be of another template.
pub(super) const EVERYWHERE: f64 = 0.9;

/// On how many pages of a type something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "AuditPresence")]
pub enum Presence {
    /// On none, or nobody looked.
    #[default]
    Nowhere,
    /// On some.
    Somewhere,
    /// On nearly all.
    Everywhere,
}

impl Presence {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands references")]
    fn is_nowhere(&self) -> bool {
        *self == Self::Nowhere
    }
}

/// Pages of one type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    /// On how many of them that was so at most, in this audit and those before it.
    #[serde(default, skip_serializing_if = "Presence::is_nowhere")]
    #[ts(optional, as = "Option<Presence>")]
    pub had_waymark: Presence,
    /// Pages of it were looked at, in this audit or one before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub was_read: bool,
    /// How events do there; absent where none was looked at, and in reports of before that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
}

impl PageTypeReport {
    /// On how many of its pages Waymark was in this audit or those before it. Reports of before that was kept have the
    /// numbers.
    pub(super) fn waymark(&self) -> Presence {
        let now = match self.with_waymark {
            0 => Presence::Nowhere,
            with if f64::from(with) < EVERYWHERE * f64::from(self.checked) => Presence::Somewhere,
            _ => Presence::Everywhere,
        };
        now.max(self.had_waymark)
    }

    /// Whether pages of it were looked at in this audit or one before it.
    pub(super) fn is_known(&self) -> bool {
        self.was_read || self.checked > 0
    }

    /// Remembers what the audits before found.
    pub(super) fn after(self, before: &[Self]) -> Self {
        let old = before.iter().find(|old| old.id == self.id);
        let had = old.map_or(Presence::Nowhere, Self::waymark);
        let was_read = self.is_known() || old.is_some_and(Self::is_known);
        Self { had_waymark: self.waymark().max(had), was_read, ..self }
    }
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
