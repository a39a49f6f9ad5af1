//! Publishing from the panel: errands are sent without holding the app, their steps told to the panel as they begin.
//! What may be published, and what of it is written down, is asked of `waymark_app`.

use std::sync::Arc;

use secrecy::SecretString;
use waymark_app::publishing::{
    Audience, Desk, Errand, LeftPreview, Secret, Stop, Stops, publish_all, serving,
};
use waymark_app::vault::{SecretKept, Vault};
use waymark_app::view::{Aim, Notice, PlaceOutcome, Published, Review, Serving, TargetTest, TargetView};
use waymark_app::{App, AppError, Failure};
use waymark_model::{PublicationTarget, TargetId};

use super::Shell;
use crate::notices;

/// What publishing needs as long as the app lives.
#[derive(Default)]
pub struct Publishing {
    pub(super) vault: Arc<Vault>,
    /// Publications and previews happen one after the other.
    pub(super) turn: tokio::sync::Mutex<()>,
    pub(super) stops: Stops,
}

impl Shell {
    /// The open shop's publication targets.
    pub fn targets(&self) -> Result<Vec<TargetView>, Failure> {
        self.app(|app| app.targets(&app.open_slug()?))
    }

    /// Adds or changes a target, and keeps its secret if one is given; how long it is kept.
    pub async fn save_target(
        &self,
        target: PublicationTarget,
        secret: Option<SecretString>,
    ) -> Result<Option<SecretKept>, Failure> {
        let given = if secret.is_some() { Secret::Given } else { Secret::AsKept };
        let (errand, before) = self.app(|app| {
            let (shop, vault) = (app.open_slug()?, &self.publishing.vault);
            let before = app.save_target(&shop, &target, given)?;
            Ok((
                app.errand_to(&shop, target, vault),
                before.map(|before| app.errand_to(&shop, before, vault)),
            ))
        })?;
        // The keyring may wait for the person.
        let kept = tokio::task::spawn_blocking(move || {
            if let Some(before) = before {
                before.forget_secret();
            }
            secret.map(|secret| errand.keep_secret(secret))
        });
        Ok(kept.await.unwrap_or((given == Secret::Given).then_some(SecretKept::Session)))
    }

    /// Takes a target out of the list, and its secret out of the keyring; after what is under way there.
    pub async fn remove_target(
        &self,
        id: &TargetId,
        preview: LeftPreview,
    ) -> Result<Vec<TargetView>, Failure> {
        let _turn = self.publishing.turn.lock().await;
        let errand = self.errand(id)?;
        self.changed_beside_plan(|app| app.remove_target(&errand, preview))?;
        // A keyring that stays locked keeps a secret that nobody asks for any more.
        let _ = tokio::task::spawn_blocking(move || errand.forget_secret()).await;
        self.targets()
    }

    /// Tries out a target as it was typed.
    pub async fn test_target(
        &self,
        target: PublicationTarget,
        secret: Option<SecretString>,
    ) -> Result<TargetTest, Failure> {
        let (errand, page) = self.app(|app| {
            let shop = app.open_slug()?;
            Ok((app.errand_to(&shop, target, &self.publishing.vault), app.base_of(&shop)?))
        })?;
        Ok(errand.with_secret(secret).test(&self.prober, &page).await?)
    }

    /// The plan against what is live at a target.
    pub async fn review(&self, id: &TargetId) -> Result<Review, Failure> {
        let errand = self.errand(id)?;
        let look = errand.look().await?;
        let (review, is_news) = self.app(|app| {
            let is_news = app.saw(&errand.shop, &look);
            Ok((app.review(&errand.shop, &look)?, is_news))
        })?;
        if is_news {
            self.tell_what_is_live();
        }
        Ok(review)
    }

    /// The list of events says of each where it is live. What was done at a place stays done where this cannot be told.
    pub(super) fn tell_what_is_live(&self) {
        match self.app(|app| app.overview()) {
            Ok(overview) => notices::tell(&self.handle, &Notice::Overview(Box::new(overview))),
            Err(failure) => tracing::warn!(?failure, "the panel was not told what is live"),
        }
    }

    /// Makes live at each place what is wanted there, one place after the other.
    pub async fn publish(&self, publication: &str, aims: &[Aim]) -> Result<Published, Failure> {
        let wish = self.publishing.stops.begin(publication);
        let shop = self.app(|app| app.open_slug())?;
        let told = Told { shell: self, publication, stop: &wish };
        let _turn = if let Ok(turn) = self.publishing.turn.try_lock() {
            turn
        } else {
            if let Some(first) = aims.first() {
                told.step(&first.target, "Waiting for another publication");
            }
            self.publishing.turn.lock().await
        };
        let outcomes = publish_all(self, &shop, aims, &self.publishing.vault, &self.prober, &told).await?;
        self.tell_what_is_live();
        Ok(Published { outcomes, targets: self.app(|app| app.targets(&shop))? })
    }

    /// Stops a publication; what went live by then stays live.
    pub fn stop_publishing(&self, publication: &str) {
        self.publishing.stops.stop(publication);
    }

    /// What the shop that a target is for serves its visitors.
    pub async fn serving(&self, id: &TargetId) -> Result<Serving, Failure> {
        let errand = self.errand(id)?;
        let page = self.app(|app| app.visited_page(&errand.shop, &errand.target))?;
        Ok(serving(&self.prober, &page).await?)
    }

    pub(super) fn errand(&self, id: &TargetId) -> Result<Errand, Failure> {
        self.app(|app| {
            let shop = app.open_slug()?;
            let mut errands = app.errands(&shop, Some(&id.0), &self.publishing.vault)?;
            errands.pop().ok_or(AppError::NoTargets)
        })
    }
}

impl Desk for Shell {
    fn app<T>(&self, act: impl FnOnce(&mut App) -> Result<T, AppError>) -> Result<T, Failure> {
        Shell::app(self, act)
    }
}

struct Told<'a> {
    shell: &'a Shell,
    publication: &'a str,
    stop: &'a Stop<'a>,
}

impl Audience for Told<'_> {
    fn step(&self, target: &TargetId, words: &'static str) {
        let (publication, target) = (self.publication.to_owned(), target.clone());
        let notice = Notice::Publishing { publication, target, step: words.to_owned() };
        notices::tell(&self.shell.handle, &notice);
    }

    fn ended(&self, outcome: &PlaceOutcome) {
        let (publication, outcome) = (self.publication.to_owned(), outcome.clone());
        notices::tell(&self.shell.handle, &Notice::PlaceEnded { publication, outcome });
    }

    fn is_stopped(&self) -> bool {
        self.stop.is_asked()
    }
}
