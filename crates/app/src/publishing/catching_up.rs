//! What a look at a place tells this installation: whether visitors see it, that something went live of which nothing could
//! be written down, because the disk was full, the database locked, or the program ended, and what others made live.

use waymark_model::{ShopSlug, TargetId};
use waymark_store::{Publication, PublicationKind};

use super::errand::Look;
use crate::error::AppError;
use crate::state::App;

impl App {
    /// Writes down what a look found out; true if it is news what is live. What cannot be written down now is found again
    /// by the next look. What went live while it waited is newer than what it tells of.
    pub fn saw(&mut self, shop: &ShopSlug, look: &Look) -> bool {
        let mut news = vec![self.keep_unseen(shop, &look.target.id, look.unseen_in.as_deref())];
        match self.written_down(shop, &look.target.id) {
            Ok(written) if written == look.begun_at => {
                news.push(self.catch_up(shop, look));
                news.push(self.keep_found(shop, look));
                // After the others, which may say what went live last.
                news.push(self.saw_gone(shop, look));
            }
            Ok(_) => {}
            Err(error) => news.push(Err(error)),
        }
        if let Ok(written) = self.written_down(shop, &look.target.id) {
            look.noted.note(written);
        }
        news.into_iter().fold(false, |is_news, found| match found {
            Ok(found) => is_news | found,
            Err(error) => {
                tracing::warn!(%error, "what a look found out was not written down");
                is_news
            }
        })
    }

    /// How much is written down of what was live at a target, and of taking it out. An attempt to publish says nothing of
    /// that.
    pub(super) fn written_down(&self, shop: &ShopSlug, target: &TargetId) -> Result<usize, AppError> {
        let published = self.store.publications(shop)?;
        let here = published.iter().filter(|each| each.target == *target);
        let published = here.filter(|each| each.kind != PublicationKind::Attempt).count();
        Ok(published + self.removals(shop, target)?)
    }

    /// An attempt that is seen live, and was followed by nothing else, went live when it was made.
    fn catch_up(&mut self, shop: &ShopSlug, look: &Look) -> Result<bool, AppError> {
        let Some(live) = look.live.as_ref().filter(|live| live.is_loaded) else { return Ok(false) };
        let published = self.store.publications(shop)?;
        let mut here = published.iter().filter(|each| each.target == look.target.id);
        let attempts: Vec<_> =
            here.by_ref().take_while(|each| each.kind == PublicationKind::Attempt).collect();
        if attempts.is_empty() {
            return Ok(false);
        }
        // A release takes long to read, and all but those of the revision that is live are of no use.
        let known = self.store.revisions(shop)?;
        let is_live = |attempt: &&Publication| {
            known.iter().any(|known| known.id == attempt.revision && known.revision == live.revision)
        };
        let mut went = None;
        for attempt in attempts.into_iter().filter(is_live) {
            if live.has(&self.release(shop, &attempt.revision)?) {
                went = Some(attempt);
                break;
            }
        }
        let Some(went) = went else { return Ok(false) };
        let before = published
            .iter()
            .filter(|each| each.target == look.target.id && each.kind != PublicationKind::Attempt);
        if before.clone().next().is_some_and(|last| last.revision == went.revision) {
            return Ok(false);
        }
        let was_there = before.clone().any(|each| each.revision == went.revision);
        let kind = if was_there { PublicationKind::RollBack } else { PublicationKind::Publish };
        self.store.record_publication(shop, &Publication { kind, ..went.clone() })?;
        Ok(true)
    }
}
