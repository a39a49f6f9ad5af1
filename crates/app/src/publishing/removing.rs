//! Taking Waymark out of a theme again: loader, snippet and runtime. What lies at other places is nobody's burden, and
//! whoever put their tag into a page by hand takes it out there.

use waymark_model::{Place, ShopSlug};
use waymark_publish::shopify::{ASSET, ShopifyError, ThemeId, ThemeTarget};

use super::door::{Progress, Watching};
use super::errand::{Errand, Look, until_stopped};
use crate::error::AppError;
use crate::state::App;
use crate::view::{LiveId, TakenOut};

impl App {
    /// The revision that is taken out of a place, `None` for nothing; to be given to [`Errand::take_out`]. What somebody
    /// else made live is only taken out by who names it, having seen it.
    pub fn takes_out(
        &self,
        shop: &ShopSlug,
        look: &Look,
        over: Option<&str>,
    ) -> Result<Option<LiveId>, AppError> {
        if !matches!(look.target.place, Place::Theme { .. }) {
            return Err(AppError::OnlyByHand { target: look.target.name.clone() });
        }
        self.replaces(shop, look, None, over).map_err(|error| match (error, &look.live) {
            (AppError::NotOurs { .. } | AppError::NotWaymarks, Some(live)) => AppError::TakesOutOthers {
                revision: (!live.is_foreign()).then(|| live.revision.clone()),
                by: live.by.clone(),
                at: live.published_at.clone(),
            },
            (error, _) => error,
        })
    }
}

impl Errand {
    /// Takes Waymark out of the target's theme, if what it has is what was seen; a theme without it stays as it is.
    /// Nothing is taken out of one that somebody made load it by hand: Shopify would show visitors that a snippet is
    /// missing.
    pub async fn take_out(
        &self,
        seen: Option<&LiveId>,
        progress: &dyn Progress,
    ) -> Result<TakenOut, AppError> {
        let opened = until_stopped(|| progress.is_cancelled(), self.open()).await;
        let door = opened.ok_or(AppError::TakeOutStopped)??;
        let expected = door.expected_in_theme(seen).await?;
        let (target, theme) = self.theme_in(&door)?;
        let watch = Watching(progress);
        let theme = target.theme(theme, &watch).await.map_err(not_taken_out)?;
        let was_there = match target.uninstall(&theme.id, &expected, &watch).await.map_err(not_taken_out) {
            Ok(removed) => removed.is_something(),
            // The last answer may have been lost.
            Err(error) if may_be_out(&error) && is_out(target, &theme.id).await => true,
            Err(error) => return Err(error),
        };
        Ok(TakenOut { theme: theme.name, was_there })
    }
}

/// Nothing of it is left, as far as a look can tell. No stop is heard: what is out is out.
async fn is_out(target: &ThemeTarget, theme: &ThemeId) -> bool {
    let look = target.look(theme, &()).await;
    look.is_ok_and(|found| found.asset.is_none() && !found.is_loaded)
}

/// Something of it is out after this error, or may be.
pub(super) fn may_be_out(error: &AppError) -> bool {
    matches!(error, AppError::HalfOut(_) | AppError::NotTakenOut(ShopifyError::AnswerLost(_)))
}

fn not_taken_out(error: ShopifyError) -> AppError {
    match error {
        ShopifyError::Conflict { file, live: Some(live) } if file == ASSET => AppError::TakesOutOthers {
            revision: live.revision.clone(),
            by: None,
            at: Some(live.updated_at.clone()),
        },
        ShopifyError::Unfinished(cause) => AppError::HalfOut(*cause),
        ShopifyError::Cancelled => AppError::TakeOutStopped,
        error => AppError::NotTakenOut(error),
    }
}
