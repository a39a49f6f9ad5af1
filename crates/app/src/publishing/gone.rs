//! Places where what went live last, as far as it is known here, is live no more: it was taken out, deleted, or replaced by
//! what could not be kept. Kept among the settings as the last look told, so that no event is said to be live where it is not,
//! also where nobody asks the place.

use std::collections::BTreeSet;

use waymark_model::{ShopSlug, TargetId};

use super::errand::{Errand, Look};
use crate::error::AppError;
use crate::state::App;

impl App {
    /// Places that do not have any more what went live there last.
    pub(crate) fn gone(&self, shop: &ShopSlug) -> Result<BTreeSet<TargetId>, AppError> {
        self.kept(&key(shop))
    }

    /// Writes down that Waymark is about to be taken out of a place: should the answer be lost, nobody is alarmed that it
    /// is gone. A look that finds it live and loaded tells otherwise.
    pub fn taking_out(&mut self, errand: &Errand) -> Result<(), AppError> {
        self.begin_taken(&errand.shop)?;
        self.keep_in(&taken(&errand.shop), &errand.target.id, true).map(drop)
    }

    /// Writes down that Waymark was taken out of a place. To be called for whatever [`Errand::take_out`] did.
    pub fn took_out(&mut self, errand: &Errand) -> Result<(), AppError> {
        self.keep_taken(&errand.shop, &errand.target.id)
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

/// Places that it was taken out of from here.
fn taken(shop: &ShopSlug) -> String {
    format!("taken/{}", shop.0)
}
