//! Taking Waymark out of a theme again: loader, snippet and runtime. What lies at other places is nobody's burden, and
//! whoever put their tag into a page by hand takes it out there.

use super::door::{Progress, Watching};
use super::errand::Errand;
use crate::error::AppError;
use crate::view::TakenOut;

impl Errand {
    /// Takes Waymark out of the target's theme; a theme without it stays as it is. Nothing is taken out of one that
    /// somebody made load it by hand: Shopify would show visitors that a snippet is missing.
    pub async fn take_out(&self, progress: &dyn Progress) -> Result<TakenOut, AppError> {
        let door = self.open().await?;
        let (target, theme) = self.theme_in(&door)?;
        let watch = Watching(progress);
        let theme = target.theme(theme, &watch).await?;
        let live = target.live(&theme.id, &watch).await?;
        let has_asset = live.is_some_and(|asset| asset.revision.is_some());
        let uninstalled = target.uninstall(&theme.id, &watch).await?;
        let was_there = has_asset || uninstalled.original.is_some();
        Ok(TakenOut { theme: theme.name, was_there })
    }
}
