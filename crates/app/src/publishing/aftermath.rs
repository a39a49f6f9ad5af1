//! What a publication, or taking one out, left at its place where it failed half way, and what it takes to finish or undo
//! it, by another look. How that is said, and done, is not decided here.

use waymark_model::{Place, ShopSlug};

use super::errand::Look;
use super::known::id_of;
use super::live::LiveRevision;
use super::order::Order;
use crate::error::AppError;
use crate::failure::{Code, Failure};
use crate::state::App;
use crate::view::LiveId;

/// How to go on after a publication that failed. Revisions go by their numbers: a marker may be that of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aftermath {
    /// The revision that was to go live.
    pub number: Option<u32>,
    /// What is left to do.
    pub onward: Onward,
    /// What would have the place as it was, where something of it changed and that can be had again.
    pub undo: Option<Undo>,
}

/// What was seen at a place before an order was sent there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// What was live; `None` for nothing.
    pub seen: Option<LiveId>,
    /// Its theme loaded it, where it is one; nothing is not held for unloaded.
    pub is_loaded: bool,
}

impl Before {
    /// What visitors got.
    fn visited(&self) -> Option<&LiveId> {
        self.seen.as_ref().filter(|_| self.is_loaded)
    }
}

impl From<&Look> for Before {
    fn from(look: &Look) -> Self {
        let live = look.live.as_ref();
        Self { seen: live.map(LiveRevision::id), is_loaded: live.is_none_or(|live| live.is_loaded) }
    }
}

/// The way back from a publication that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undo {
    /// To the revision that was live before, which is here.
    Revision(u32),
    /// The theme loaded nothing of Waymark before: that is taken out of it.
    TakeOut,
}

/// What a publication that failed leaves to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Onward {
    /// Nothing: all of it is there all the same.
    Done,
    /// The same once more, which goes on where it stopped.
    Again,
    /// The same, naming what somebody else has made live meanwhile, by its marker.
    Over(String),
    /// Nothing that would help before what failed is mended.
    Stuck,
}

impl App {
    /// How to go on at a target. `before` and `after` are what was seen around the failure.
    pub fn aftermath(
        &self,
        shop: &ShopSlug,
        before: impl Into<Before>,
        after: &Look,
        order: &Order,
        failure: &Failure,
    ) -> Result<Aftermath, AppError> {
        let (before, now) = (before.into(), Before::from(after));
        let there = after.live.as_ref().filter(|live| live.has(&order.release));
        // What was there already did not come by this, and putting back what is missing of it may have failed.
        let is_news = before.seen != now.seen || before.is_loaded != now.is_loaded;
        let onward = match there {
            Some(live) if live.is_loaded && is_news => Onward::Done,
            _ if !may_work(failure) => Onward::Stuck,
            Some(_) => Onward::Again,
            None => match (self.replaces(shop, after, Some(order), None), &after.live) {
                (Ok(_), _) => Onward::Again,
                (Err(AppError::NotOurs { .. } | AppError::NotWaymarks), Some(live)) => {
                    Onward::Over(live.revision.clone())
                }
                (Err(error), _) => return Err(error),
            },
        };
        let undo = match there.filter(|_| is_news) {
            Some(_) => self.undoes(shop, &before, &after.target.place, order)?,
            None => None,
        };
        Ok(Aftermath { number: self.number_of(shop, order)?, onward, undo })
    }

    /// How to go on after taking out that failed. `before` and `after` are the looks around it. The way back is to have
    /// loaded again what still is in the theme.
    pub fn aftermath_of_taking_out(
        &self,
        shop: &ShopSlug,
        before: &Look,
        after: &Look,
        failure: &Failure,
    ) -> Result<(Onward, Option<Undo>), AppError> {
        let was_loaded = before.live.as_ref().is_some_and(|live| live.is_loaded);
        let onward = match (&after.live, self.takes_out(shop, after, None)) {
            _ if !may_work(failure) => Onward::Stuck,
            (Some(live), Err(AppError::TakesOutOthers { .. })) => Onward::Over(live.revision.clone()),
            (_, taken) => taken.map(|_| Onward::Again)?,
        };
        let known = self.store.revisions(shop)?;
        let undo = match after.live.as_ref().filter(|live| was_loaded && !live.is_loaded) {
            Some(live) => self.known_as(shop, live, &known)?.map(|here| Undo::Revision(here.number)),
            None => None,
        };
        Ok((onward, undo))
    }

    /// The way back from an order that is there, to what visitors got before it.
    fn undoes(
        &self,
        shop: &ShopSlug,
        before: &Before,
        place: &Place,
        order: &Order,
    ) -> Result<Option<Undo>, AppError> {
        if before.visited().is_none() {
            let is_theme = matches!(place, Place::Theme { .. });
            return Ok(is_theme.then_some(Undo::TakeOut));
        }
        Ok(self.another_before(shop, before, order)?.map(Undo::Revision))
    }

    /// Number of the revision that visitors got before an order, if it is here and another one.
    pub(super) fn another_before(
        &self,
        shop: &ShopSlug,
        before: &Before,
        order: &Order,
    ) -> Result<Option<u32>, AppError> {
        let Some(was) = before.visited() else { return Ok(None) };
        let known = self.store.revisions(shop)?;
        let was = self.known_seen(shop, was, &known)?.filter(|was| was.id != id_of(&order.release));
        Ok(was.map(|was| was.number))
    }
}

/// Whether the same once more may work.
fn may_work(failure: &Failure) -> bool {
    failure.retryable || matches!(failure.code, Code::Conflict | Code::Unfinished)
}
