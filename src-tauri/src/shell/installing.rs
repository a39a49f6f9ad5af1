//! Previews in the pane, and installing by hand. What they are is asked of `waymark_app`.

use waymark_app::Failure;
use waymark_app::publishing::{Progress, Stop, Unwatched, look_at_shop};
use waymark_app::view::{Discarded, Guide, InstallCheck, LiveId, Notice, TakenOut, TargetView, ThemeView};
use waymark_model::TargetId;

use super::Shell;
use crate::notices;
use crate::platform::Step;

impl Shell {
    /// Themes that a preview can be written into besides a copy.
    pub async fn preview_themes(&self, id: &TargetId) -> Result<Vec<ThemeView>, Failure> {
        let errand = self.errand(id)?;
        let of_places = self.app(|app| app.themes_of_places(&errand.shop))?;
        Ok(errand.preview_themes(&of_places).await?)
    }

    /// Puts the plan into a theme that visitors do not see, and shows that in the pane.
    /// `publication` names it, for its steps and for stopping it.
    pub async fn preview_on(
        &self,
        publication: &str,
        id: &TargetId,
        theme: Option<&str>,
    ) -> Result<Vec<TargetView>, Failure> {
        let errand = self.errand(id)?;
        let stop = self.publishing.stops.begin(publication);
        let _turn = self.publishing.turn.lock().await;
        let told = Told { shell: self, publication, target: id, stop: &stop };
        let ground = errand.preview_ground(theme, &told).await?;
        let (order, previews) = self.app(|app| {
            let order = app.order(&errand.shop)?;
            let previews = app.previewing(&errand.shop, &order, &errand.target, theme, &ground)?;
            Ok((order, previews))
        })?;
        let done = errand.preview(&order, previews, &told).await?;
        let (is_open, address, targets) = self.app(|app| {
            app.previewed(&errand, &done)?;
            // The person may have gone on to another shop meanwhile.
            let is_open = app.open_slug().is_ok_and(|open| open == errand.shop);
            Ok((is_open, app.destination(&done.address)?, app.targets(&errand.shop)?))
        })?;
        if is_open {
            self.shop.go(Step::Address(address.into()));
            self.shop.tell();
        }
        Ok(targets)
    }

    /// Discards the previews of a target.
    pub async fn discard_preview(&self, id: &TargetId) -> Result<Discarded, Failure> {
        let errand = self.errand(id)?;
        let _turn = self.publishing.turn.lock().await;
        let previews = self.app(|app| app.previews_of(&errand))?;
        let stays = errand.discard(&previews, &Unwatched).await?;
        self.app(|app| {
            app.discarded(&errand)?;
            Ok(Discarded { stays, targets: app.targets(&errand.shop)? })
        })
    }

    /// Takes Waymark out of a target's theme, if what is there is what was seen.
    pub async fn take_out(&self, id: &TargetId, seen: Option<&LiveId>) -> Result<TakenOut, Failure> {
        let errand = self.errand(id)?;
        let _turn = self.publishing.turn.lock().await;
        let begun = self.app(|app| Ok(app.taking_out(&errand)))?;
        let taken = errand.take_out(seen, &Unwatched).await;
        // It is taken out all the same, and the next look finds that.
        if let Err(failure) = self.app(|app| app.taken_out(&errand, &begun, &taken)) {
            tracing::warn!(?failure, "what was taken out is not written down");
        }
        self.tell_what_is_live();
        Ok(taken?)
    }

    /// What to paste where.
    pub fn install_guide(&self, id: &TargetId) -> Result<Guide, Failure> {
        let errand = self.errand(id)?;
        self.app(|app| app.guide(&errand.shop, &errand.target))
    }

    /// Whether the shop loads what a target has.
    pub async fn check_install(&self, id: &TargetId) -> Result<InstallCheck, Failure> {
        let errand = self.errand(id)?;
        let page = self.app(|app| app.installed_page(&errand.shop, &errand.target))?;
        let seen = look_at_shop(&self.prober, &page).await?;
        self.app(|app| app.check_install(&errand.shop, &errand.target, &seen))
    }
}

/// Tells the panel of a preview's steps.
struct Told<'a> {
    shell: &'a Shell,
    publication: &'a str,
    target: &'a TargetId,
    stop: &'a Stop<'a>,
}

impl Progress for Told<'_> {
    fn step(&self, words: &'static str) {
        let (publication, target) = (self.publication.to_owned(), self.target.clone());
        let notice = Notice::Publishing { publication, target, step: words.to_owned() };
        notices::tell(&self.shell.handle, &notice);
    }

    fn is_cancelled(&self) -> bool {
        self.stop.is_asked()
    }
}
