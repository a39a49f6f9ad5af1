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
    /// Its theme loaded it, where it is one.
    pub is_loaded: bool,
}

impl From<&Look> for Before {
    fn from(look: &Look) -> Self {
        let live = look.live.as_ref();
        Self { seen: live.map(LiveRevision::id), is_loaded: live.is_some_and(|live| live.is_loaded) }
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

/// What taking Waymark out of a theme left to do, where that failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leftover {
    /// Names what is still there and somebody else's, by its marker.
    pub over: Option<String>,
    /// The revision that is still in the theme, where it is here: going back to it has it loaded again.
    pub back: Option<u32>,
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
        let there = after.live.as_ref().filter(|live| live.has(&order.release));
        let may_work = failure.retryable || failure.code == Code::Conflict;
        let onward = match there {
            Some(live) if live.is_loaded => Onward::Done,
            // A theme that could not be made to load it was refused before anything of it was written.
            Some(_) => Onward::Again,
            None if !may_work => Onward::Stuck,
            None => match (self.replaces(shop, after, Some(order), None), &after.live) {
                (Ok(_), _) => Onward::Again,
                (Err(AppError::NotOurs { .. } | AppError::NotWaymarks), Some(live)) => {
                    Onward::Over(live.revision.clone())
                }
                (Err(error), _) => return Err(error),
            },
        };
        let undo = match there {
            Some(_) => self.undoes(shop, &before.into(), &after.target.place, order)?,
            None => None,
        };
        Ok(Aftermath { number: self.number_of(shop, order)?, onward, undo })
    }

    /// How to go on after taking out that failed. `after` is the look after it.
    pub fn leftover(&self, shop: &ShopSlug, after: &Look) -> Result<Leftover, AppError> {
        let over = match (self.takes_out(shop, after, None), &after.live) {
            (Err(AppError::TakesOutOthers { .. }), Some(live)) => Some(live.revision.clone()),
            (taken, _) => taken.map(|_| None)?,
        };
        let known = self.store.revisions(shop)?;
        let here = match &after.live {
            Some(live) => self.known_as(shop, live, &known)?,
            None => None,
        };
        Ok(Leftover { over, back: here.map(|here| here.number) })
    }

    /// The way back from an order that is there, to what visitors got before it.
    fn undoes(
        &self,
        shop: &ShopSlug,
        before: &Before,
        place: &Place,
        order: &Order,
    ) -> Result<Option<Undo>, AppError> {
        let Some(was) = before.seen.as_ref().filter(|_| before.is_loaded) else {
            let is_theme = matches!(place, Place::Theme { .. });
            return Ok(is_theme.then_some(Undo::TakeOut));
        };
        let known = self.store.revisions(shop)?;
        let was = self.known_seen(shop, was, &known)?.filter(|was| was.id != id_of(&order.release));
        Ok(was.map(|was| Undo::Revision(was.number)))
    }
}
