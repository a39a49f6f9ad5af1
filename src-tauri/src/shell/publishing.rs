//! Publishing from the panel: errands are sent without holding the app, their steps told to the panel as they begin.
//! What may be published, and what of it is written down, is asked of `waymark_app`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use secrecy::SecretString;
use waymark_app::publishing::{Errand, Order, Progress, serving};
use waymark_app::vault::{SecretKept, Vault};
use waymark_app::view::{Notice, Review, Serving, TargetTest, TargetView, WentLive};
use waymark_app::{AppError, Failure};
use waymark_model::{PublicationTarget, ShopSlug, TargetId};

use super::Shell;
use crate::notices;

/// What publishing needs as long as the app lives.
#[derive(Default)]
pub struct Publishing {
    vault: Arc<Vault>,
    /// Publications and previews happen one after the other.
    turn: tokio::sync::Mutex<()>,
    stop: AtomicBool,
}

impl Publishing {
    /// Waits for its turn; what stopped the one before does not stop this one.
    pub(super) async fn begin(&self) -> tokio::sync::MutexGuard<'_, ()> {
        let turn = self.turn.lock().await;
        self.stop.store(false, Ordering::Release);
        turn
    }
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
        let errand = self.app(|app| {
            let shop = app.open_slug()?;
            app.save_target(&shop, &target)?;
            Ok(app.errand_to(&shop, target, &self.publishing.vault))
        })?;
        let Some(secret) = secret else { return Ok(None) };
        // The keyring may wait for the person.
        let kept = tokio::task::spawn_blocking(move || errand.keep_secret(secret)).await;
        Ok(Some(kept.unwrap_or(SecretKept::Session)))
    }

    /// Takes a target out of the list, and its secret out of the keyring.
    pub async fn remove_target(&self, id: &TargetId) -> Result<Vec<TargetView>, Failure> {
        let errand = self.errand(id)?;
        self.app(|app| app.remove_target(&errand.shop, id))?;
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
        let errand = self.app(|app| Ok(app.errand_to(&app.open_slug()?, target, &self.publishing.vault)))?;
        Ok(errand.with_secret(secret).test().await?)
    }

    /// The plan against what is live at a target.
    pub async fn review(&self, id: &TargetId) -> Result<Review, Failure> {
        let errand = self.errand(id)?;
        let look = errand.look().await?;
        self.app(|app| app.review(&errand.shop, &look))
    }

    /// Makes the plan live at a target, if what is live there is what was seen.
    pub async fn publish(&self, id: &TargetId, seen: Option<&str>) -> Result<WentLive, Failure> {
        let errand = self.errand(id)?;
        let order = self.app(|app| app.order(&errand.shop))?;
        self.send(errand, order, seen).await
    }

    /// Makes an earlier revision live at a target, if what is live there is what was seen.
    pub async fn roll_back(
        &self,
        id: &TargetId,
        revision: &str,
        seen: Option<&str>,
    ) -> Result<WentLive, Failure> {
        let errand = self.errand(id)?;
        let order = self.app(|app| app.order_back(&errand.shop, revision))?;
        self.send(errand, order, seen).await
    }

    /// Stops the publication that is under way, as long as nothing went live.
    pub fn stop_publishing(&self) {
        self.publishing.stop.store(true, Ordering::Release);
    }

    /// What the open shop serves its visitors.
    pub async fn serving(&self) -> Result<Serving, Failure> {
        let page = self.app(|app| app.base_of(&app.open_slug()?))?;
        Ok(serving(&self.prober, &page).await?)
    }

    async fn send(&self, errand: Errand, order: Order, seen: Option<&str>) -> Result<WentLive, Failure> {
        let _turn = self.publishing.begin().await;
        self.app(|app| app.sending(&errand.shop, &order, &errand.target.id))?;
        let told = self.told(&errand);
        let done = errand.publish(&order, seen, &told).await?;
        let shop: &ShopSlug = &errand.shop;
        self.app(|app| {
            app.went_live(shop, &order, &done)?;
            Ok(WentLive { moved: done.moved, targets: app.targets(shop)? })
        })
    }

    /// Tells the panel of an errand's steps, and the errand whether it was stopped.
    pub(super) fn told<'a>(&'a self, errand: &'a Errand) -> impl Progress + 'a {
        Told { shell: self, target: &errand.target.id }
    }

    pub(super) fn errand(&self, id: &TargetId) -> Result<Errand, Failure> {
        self.app(|app| {
            let shop = app.open_slug()?;
            let mut errands = app.errands(&shop, Some(&id.0), &self.publishing.vault)?;
            errands.pop().ok_or(AppError::NoTargets)
        })
    }
}

struct Told<'a> {
    shell: &'a Shell,
    target: &'a TargetId,
}

impl Progress for Told<'_> {
    fn step(&self, words: &'static str) {
        let notice = Notice::Publishing { target: self.target.clone(), step: words.to_owned() };
        notices::tell(&self.shell.handle, &notice);
    }

    fn is_cancelled(&self) -> bool {
        self.shell.publishing.stop.load(Ordering::Acquire)
    }
}
