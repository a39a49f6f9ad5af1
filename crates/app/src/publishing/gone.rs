//! Places where nothing of what was published there from here is live any more: it was taken out, deleted, or replaced by
//! somebody else's. Kept among the settings as the last look told, so that no event is said to be live where it is not,
//! also where nobody asks the place.

use std::collections::BTreeSet;

use waymark_model::{ShopSlug, TargetId};

use super::errand::{Errand, Look};
use crate::error::AppError;
use crate::state::App;

impl App {
    /// Places that do not have any more what was published there from here.
    pub(crate) fn gone(&self, shop: &ShopSlug) -> Result<BTreeSet<TargetId>, AppError> {
        self.kept(&key(shop))
    }

    /// Writes down that Waymark was taken out of a place. To be called for whatever [`Errand::take_out`] did.
    pub fn took_out(&mut self, errand: &Errand) -> Result<(), AppError> {
        self.keep_gone(&errand.shop, &errand.target.id, true).map(drop)
    }

    /// True if that is news.
    pub(super) fn saw_gone(&mut self, shop: &ShopSlug, look: &Look) -> Result<bool, AppError> {
        let published = self.published_last(shop, &look.target.id)?;
        let live = look.live.as_ref().filter(|live| live.is_loaded).map(|live| &live.revision);
        let is_gone = published.is_some() && live != published.as_ref();
        self.keep_gone(shop, &look.target.id, is_gone)
    }

    /// True if that is news.
    pub(super) fn keep_gone(
        &mut self,
        shop: &ShopSlug,
        target: &TargetId,
        is_gone: bool,
    ) -> Result<bool, AppError> {
        let mut gone = self.gone(shop)?;
        let is_news = if is_gone { gone.insert(target.clone()) } else { gone.remove(target) };
        if is_news {
            self.keep(&key(shop), &gone)?;
        }
        Ok(is_news)
    }
}

fn key(shop: &ShopSlug) -> String {
    format!("gone/{}", shop.0)
}
