//! Keeping what a look found at a place and this data folder did not have, so that it can be looked at, put back and gone
//! back to like any other revision, however it came to be live.

use chrono::DateTime;
use waymark_model::{Config, Millis, ShopSlug};
use waymark_store::{NewRevision, Publication, PublicationKind};

use super::errand::Look;
use super::finding::{Find, Found};
use super::known::id_of;
use crate::error::AppError;
use crate::state::App;

impl App {
    /// Keeps what a look found, and writes down what somebody else made live, in the order in which it was. True if
    /// that is news.
    pub(super) fn keep_found(&mut self, shop: &ShopSlug, look: &Look) -> Result<bool, AppError> {
        let Some(live) = look.live.as_ref().filter(|live| !live.is_foreign()) else { return Ok(false) };
        let known = self.store.revisions(shop)?;
        let here = self.known_as(shop, live, &known)?.map(|known| known.id.clone());
        let history = self.history(shop, &look.target.id, here.as_deref(), &known)?;
        let last = history.last().map(|last| last.id.clone());
        let is_last = here.is_some() && last == here;
        let before = match &look.found.before {
            Some(find) => self.keep_find(shop, find)?.map(|id| (id, find)),
            None => None,
        };
        let live = match (here, &look.found.live) {
            (Some(id), find) => Some((id, find.as_ref())),
            (None, Some(find)) => self.keep_find(shop, find)?.map(|id| (id, Some(find))),
            (None, None) => None,
        };
        let before = before.filter(|(id, find)| {
            if is_last {
                // Found only now: what is live is laid over it once more, so that going back finds it.
                matches!(find.is, Ok(Found::There(_))) && history.is_theirs_over_other(id)
            } else {
                Some(id) != last.as_ref()
            }
        });
        if is_last && before.is_none() {
            return Ok(false);
        }
        if let Some((id, find)) = before {
            self.record_seen(shop, look, id, Some(find))?;
        }
        match live {
            Some((id, find)) => self.record_seen(shop, look, id, find).map(|()| true),
            None => Ok(false),
        }
    }

    /// The id of what was found, which is kept by then.
    fn keep_find(&mut self, shop: &ShopSlug, find: &Find) -> Result<Option<String>, AppError> {
        let release = match &find.is {
            Ok(Found::Here(id)) => return Ok(Some(id.clone())),
            Ok(Found::There(release)) => release,
            Err(_) => return Ok(None),
        };
        let config: Config = serde_json::from_str(&release.config_json).map_err(AppError::Json)?;
        let document = serde_json::to_string(release).map_err(AppError::Json)?;
        let id = id_of(release);
        let new = NewRevision {
            id: &id,
            revision: &release.revision,
            events: config.events.len() as u32,
            document: &document,
        };
        self.store.keep_revision(shop, &new, self.when(find))?;
        Ok(Some(id))
    }

    fn record_seen(
        &mut self,
        shop: &ShopSlug,
        look: &Look,
        revision: String,
        find: Option<&Find>,
    ) -> Result<(), AppError> {
        let publication = Publication {
            target: look.target.id.clone(),
            revision,
            kind: PublicationKind::Seen,
            author: find.and_then(|find| find.by.clone()).unwrap_or_default(),
            at: find.map_or_else(|| self.now(), |find| self.when(find)),
        };
        Ok(self.store.record_publication(shop, &publication)?)
    }

    /// When it went live, as its publisher said; another computer's clock may be ahead.
    fn when(&self, find: &Find) -> Millis {
        let told = find.at.as_deref().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
        let now = self.now();
        told.map_or(now, |told| told.timestamp_millis().clamp(0, now))
    }
}
