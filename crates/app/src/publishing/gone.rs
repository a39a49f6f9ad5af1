//! Places where what went live last, as far as it is known here, is live no more: it was taken out, deleted, or replaced by
//! what could not be kept. Kept among the settings as the last look told, so that no event is said to be live where it is not,
//! also where nobody asks the place.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::{ShopSlug, TargetId};

use super::errand::{Errand, Look};
use super::removing::may_be_out;
use crate::error::AppError;
use crate::state::App;
use crate::view::TakenOut;

/// A removal that was begun.
#[derive(Debug)]
#[must_use = "what came of it is to be written down"]
pub struct TakingOut {
    /// Nobody took it out there before.
    is_news: bool,
}

impl App {
    /// Places that do not have any more what went live there last.
    pub(crate) fn gone(&self, shop: &ShopSlug) -> Result<BTreeSet<TargetId>, AppError> {
        self.kept(&key(shop))
    }

    /// Writes down that Waymark is about to be taken out of a place: should the answer be lost, nobody is alarmed that it
    /// is gone. Where that cannot be written down, only that is less certain. To be given to [`App::taken_out`].
    pub fn taking_out(&mut self, errand: &Errand) -> TakingOut {
        let begun = self.begin_taken(&errand.shop);
        let marked = begun.and_then(|()| self.keep_in(&taken(&errand.shop), &errand.target.id, true));
        let counted = self.count_removal(errand);
        for error in [marked.as_ref().err(), counted.as_ref().err()].into_iter().flatten() {
            tracing::warn!(%error, "that Waymark is being taken out is not written down");
        }
        TakingOut { is_news: marked.unwrap_or(false) }
    }

    /// Writes down what came of it. To be called for whatever [`Errand::take_out`] did.
    pub fn taken_out(
        &mut self,
        errand: &Errand,
        begun: &TakingOut,
        came: &Result<TakenOut, AppError>,
    ) -> Result<(), AppError> {
        self.count_removal(errand)?;
        let (shop, target) = (&errand.shop, &errand.target.id);
        match came {
            Ok(_) => self.keep_taken(shop, target),
            // A look meanwhile may have found it there still.
            Err(error) if may_be_out(error) => self.keep_in(&taken(shop), target, true).map(drop),
            Err(_) if begun.is_news => self.keep_in(&taken(shop), target, false).map(drop),
            Err(_) => Ok(()),
        }
    }

    /// A look that began before knows nothing of it.
    fn count_removal(&mut self, errand: &Errand) -> Result<(), AppError> {
        let (shop, target) = (&errand.shop, &errand.target.id);
        let mut all: BTreeMap<TargetId, usize> = self.kept(&removals(shop))?;
        *all.entry(target.clone()).or_default() += 1;
        self.keep(&removals(shop), &all)?;
        errand.noted.note(self.written_down(shop, target)?);
        Ok(())
    }

    /// How often it was begun to take Waymark out of a place, and ended.
    pub(super) fn removals(&self, shop: &ShopSlug, target: &TargetId) -> Result<usize, AppError> {
        let all: BTreeMap<TargetId, usize> = self.kept(&removals(shop))?;
        Ok(all.get(target).copied().unwrap_or_default())
    }

    /// What went live at a place last is not there any more, and nobody expects it to be: it was taken out from here, or the
    /// place is another one now.
    pub(super) fn keep_taken(&mut self, shop: &ShopSlug, target: &TargetId) -> Result<(), AppError> {
        self.keep_gone(shop, target, true)?;
        self.keep_in(&taken(shop), target, true).map(drop)
    }

    /// Versions before this did not tell what was taken out from what was lost: nothing of theirs is an alarm.
    fn begin_taken(&mut self, shop: &ShopSlug) -> Result<(), AppError> {
        if self.store.setting(&taken(shop))?.is_none() {
            let gone = self.gone(shop)?;
            self.keep(&taken(shop), &gone)?;
        }
        Ok(())
    }

    /// Whether what went live at a place last should be there still: nobody took it out from here.
    pub(super) fn should_have(&self, shop: &ShopSlug, target: &TargetId) -> Result<bool, AppError> {
        let taken: BTreeSet<TargetId> = self.kept(&taken(shop))?;
        Ok(!taken.contains(target) && self.last_at(shop, target)?.is_some())
    }

    /// True if that is news.
    pub(super) fn saw_gone(&mut self, shop: &ShopSlug, look: &Look) -> Result<bool, AppError> {
        let Some(last) = self.last_at(shop, &look.target.id)? else {
            return self.keep_gone(shop, &look.target.id, false);
        };
        let known = self.store.revisions(shop)?;
        let is_live = match look.live.as_ref().filter(|live| live.is_loaded) {
            Some(live) => self.known_as(shop, live, &known)?.is_some_and(|live| live.id == last.id),
            None => false,
        };
        let is_gone = !is_live;
        self.keep_gone(shop, &look.target.id, is_gone)
    }

    /// True if that is news.
    pub(super) fn keep_gone(
        &mut self,
        shop: &ShopSlug,
        target: &TargetId,
        is_gone: bool,
    ) -> Result<bool, AppError> {
        self.begin_taken(shop)?;
        if !is_gone {
            self.keep_in(&taken(shop), target, false)?;
        }
        self.keep_in(&key(shop), target, is_gone)
    }

    /// Whether a place is among those that are kept there; true if that is news.
    fn keep_in(&mut self, key: &str, target: &TargetId, is_in: bool) -> Result<bool, AppError> {
        let mut all: BTreeSet<TargetId> = self.kept(key)?;
        let is_news = if is_in { all.insert(target.clone()) } else { all.remove(target) };
        if is_news {
            self.keep(key, &all)?;
        }
        Ok(is_news)
    }
}

fn key(shop: &ShopSlug) -> String {
    format!("gone/{}", shop.0)
}

fn removals(shop: &ShopSlug) -> String {
    format!("removals/{}", shop.0)
}

/// Places that it was taken out of from here.
fn taken(shop: &ShopSlug) -> String {
    format!("taken/{}", shop.0)
}
