//! One thing asked of one target over the network. Holds all it needs, so that nobody waits for it who uses the app.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use secrecy::SecretString;
use url::Url;
use waymark_audit::Prober;
use waymark_model::{Config, Place, PublicationTarget, ShopSlug, validate_target};
use waymark_publish::{PublishError, Site};
use waymark_store::Revision;

use super::door::{Door, Progress, Seen, Sent};
use super::finding::Finds;
use super::live::LiveRevision;
use super::order::Order;
use crate::error::AppError;
use crate::findings;
use crate::vault::{SecretKey, Vault};
use crate::view::{Finding, LiveId, TargetTest};

/// How often somebody is asked whether to stop.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// A target that is asked something.
#[derive(Clone)]
pub struct Errand {
    /// The shop.
    pub shop: ShopSlug,
    /// The target.
    pub target: PublicationTarget,
    pub(super) vault: Arc<Vault>,
    /// The revisions that are here: they need not be fetched.
    pub(super) known: Vec<Revision>,
    /// How much was written down of the target.
    pub(super) noted: Noted,
    /// Goes before what the vault has.
    pub(super) given: Option<SecretString>,
}

/// What is live at a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The target.
    pub target: PublicationTarget,
    /// What is live; `None` if nothing was ever published there.
    pub live: Option<LiveRevision>,
    /// Name of the theme that has it, where visitors do not see that theme: then it is not live.
    pub unseen_in: Option<String>,
    /// Its config, unless it is here; as far as it can be read.
    pub config: Option<Config>,
    /// What of it, and of what was live before, is not here.
    pub(super) found: Finds,
    /// How much was written down of the target when the look began.
    pub(super) begun_at: usize,
    pub(super) noted: Noted,
}

/// A release that went live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The target.
    pub target: PublicationTarget,
    /// Something had to change: it was not live already.
    pub moved: bool,
    /// Name of the theme that has it, where visitors do not see that theme: then it is not live.
    pub unseen_in: Option<String>,
    pub(super) noted: Noted,
}

/// How much was written down of what was live at a target, as far as an errand was told. Shared with what comes of the
/// errand, so that what it did itself is nothing that happened meanwhile.
#[derive(Clone, Debug, Default)]
pub(super) struct Noted(Arc<AtomicUsize>);

impl Noted {
    pub fn is(count: usize) -> Self {
        Self(Arc::new(AtomicUsize::new(count)))
    }

    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    pub fn note(&self, count: usize) {
        self.0.store(count, Ordering::Relaxed);
    }
}

impl PartialEq for Noted {
    fn eq(&self, other: &Self) -> bool {
        self.count() == other.count()
    }
}

impl Eq for Noted {}

impl Errand {
    /// With a secret that is not kept.
    #[must_use]
    pub fn with_secret(self, given: Option<SecretString>) -> Self {
        Self { given, ..self }
    }

    /// Looks what is live.
    pub async fn look(&self) -> Result<Look, AppError> {
        // Before the keyring and the network are waited for.
        let begun_at = self.noted.count();
        let door = self.open().await?;
        let seen = door.live().await?;
        let found = door.find(&seen, &self.known).await;
        let config = found.live.as_ref().and_then(|find| find.config.clone());
        let Seen { live, unseen_in, .. } = seen;
        let (target, noted) = (self.target.clone(), self.noted.clone());
        Ok(Look { target, live, unseen_in, config, found, begun_at, noted })
    }

    /// The same, as long as the person wants to know.
    pub async fn look_unless_stopped(&self, progress: &dyn Progress) -> Result<Look, AppError> {
        until_stopped(|| progress.is_cancelled(), Box::pin(self.look()))
            .await
            .unwrap_or_else(|| Err(stopped()))
    }

    /// "Test connection": tries all that publishing needs without touching what is live.
    /// What is live there already is asked for as browsers on this page of the shop ask for it.
    pub async fn test(&self, prober: &Prober, page: &Url) -> Result<TargetTest, AppError> {
        let tried = self.open().await?.try_out().await.map_err(|error| self.explain(error))?;
        let undelivered = match tried.live.as_ref().filter(|live| !live.is_foreign()) {
            Some(live) => self.undelivered(prober, page, &live.revision).await,
            None => None,
        };
        Ok(super::words::tested(&self.target, &tried, undelivered))
    }

    /// Makes the order's release live, if what is live is the revision that was seen; `None` for nothing.
    pub async fn publish(
        &self,
        order: &Order,
        seen: Option<&LiveId>,
        progress: &dyn Progress,
    ) -> Result<Done, AppError> {
        let door = self.open_unless_stopped(progress).await?;
        let sent = door.publish(&order.release, seen, &order.stamp, progress).await;
        let Sent { moved, unseen_in } = sent.map_err(|error| self.explain(error))?;
        Ok(Done { target: self.target.clone(), moved, unseen_in, noted: self.noted.clone() })
    }

    /// A host says 403 to a token that is another shop's, or that was made for this one under another name.
    fn explain(&self, error: AppError) -> AppError {
        match (error, &self.target.place, Site::of(&self.shop.0)) {
            (
                AppError::Publish(PublishError::Denied { address, status: 403 }),
                Place::Host { .. },
                Ok(site),
            ) => AppError::TokenOfOtherShop { address, site: site.as_str().to_owned() },
            (error, ..) => error,
        }
    }

    /// The keyring may wait for a person for long, who may think better of it meanwhile.
    pub(super) async fn open_unless_stopped(&self, progress: &dyn Progress) -> Result<Door, AppError> {
        until_stopped(|| progress.is_cancelled(), self.open()).await.unwrap_or_else(|| Err(stopped()))
    }

    pub(super) async fn open(&self) -> Result<Door, AppError> {
        // As it was typed, or kept by a version that asked for less.
        let wrong: Vec<Finding> = validate_target(&self.target, &[]).into_iter().map(Finding::from).collect();
        findings::refuse_errors(&wrong)?;
        let (key, vault) = (SecretKey::of(&self.shop, &self.target), self.vault.clone());
        let variable = key.variable().to_owned();
        let needs_secret = self.target.place.has_secret();
        // The keyring may wait for the person to unlock it.
        let secret = if let Some(given) = &self.given {
            Some(given.clone())
        } else if needs_secret {
            let asked = tokio::task::spawn_blocking(move || vault.get(&key)).await;
            asked.unwrap_or(Ok(None))?
        } else {
            None
        };
        if needs_secret && secret.is_none() {
            return Err(AppError::SecretMissing { target: self.target.name.clone(), variable });
        }
        Door::open(&self.target.place, &self.shop, secret.as_ref())
    }
}

/// What comes of something; nothing where the person stops before, and then it is dropped where it waits.
pub(super) async fn until_stopped<T>(
    is_stopped: impl Fn() -> bool,
    work: impl Future<Output = T>,
) -> Option<T> {
    let mut work = std::pin::pin!(work);
    while !is_stopped() {
        tokio::select! {
            done = &mut work => return Some(done),
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
    None
}

fn stopped() -> AppError {
    PublishError::Cancelled.into()
}
