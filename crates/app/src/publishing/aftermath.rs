//! What a publication that failed half way left at its place, and what it takes to finish or undo it, by another look. How
//! that is said, and done, is not decided here.

use waymark_model::ShopSlug;

use super::errand::Look;
use super::known::id_of;
use super::order::Order;
use crate::error::AppError;
use crate::state::App;

/// How to go on after a publication that failed. Revisions go by their numbers: a marker may be that of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aftermath {
    /// The revision that was to go live.
    pub number: Option<u32>,
    /// The revision that was live before, where it is here and not live any more.
    pub undo: Option<u32>,
    /// Marker of what somebody else has made live meanwhile: it has to be named to be replaced.
    pub over: Option<String>,
}

impl App {
    /// How to go on at a target. `before` and `after` are the looks around the failure.
    pub fn aftermath(
        &self,
        shop: &ShopSlug,
        before: &Look,
        after: &Look,
        order: &Order,
    ) -> Result<Aftermath, AppError> {
        let over = match self.replaces(shop, after, Some(order), None) {
            Ok(_) => None,
            Err(AppError::NotOurs { .. } | AppError::NotWaymarks) => {
                after.live.as_ref().map(|live| live.revision.clone())
            }
            Err(error) => return Err(error),
        };
        let is_there = after.live.as_ref().is_some_and(|live| live.has(&order.release));
        let known = self.store.revisions(shop)?;
        let was_live = match &before.live {
            Some(live) if is_there => self.known_as(shop, live, &known)?,
            _ => None,
        };
        let undo = was_live.filter(|was| was.id != id_of(&order.release)).map(|was| was.number);
        Ok(Aftermath { number: self.number_of(shop, order)?, undo, over })
    }
}
