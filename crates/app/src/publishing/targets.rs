//! The list of publication targets of a shop.

use std::sync::Arc;

use secrecy::SecretString;
use url::Url;
use waymark_model::{Place, PublicationTarget, ShopSlug, TargetId, validate_target};
use waymark_publish::Site;
use waymark_store::PublicationKind;

use super::errand::{Errand, Noted};
use super::preview;
use crate::error::AppError;
use crate::findings;
use crate::state::App;
use crate::vault::{SecretKept, SecretKey, Vault};
use crate::view::{Finding, PublicationView, TargetView};

impl App {
    /// A new target without anything in it.
    #[must_use]
    pub fn new_target_id() -> TargetId {
        TargetId(uuid::Uuid::now_v7().to_string())
    }

    /// The targets of a shop, each with what was live there, as far as it is known here.
    pub fn targets(&self, shop: &ShopSlug) -> Result<Vec<TargetView>, AppError> {
        let (published, known) = (self.store.publications(shop)?, self.store.revisions(shop)?);
        let previews = self.previews(shop)?;
        let unseen = self.unseen(shop)?;
        let view = |target: PublicationTarget| {
            let history = published
                .iter()
                .filter(|publication| publication.target == target.id)
                .filter(|publication| publication.kind != PublicationKind::Attempt)
                .filter_map(|publication| {
                    let revision = known.iter().find(|known| known.id == publication.revision)?;
                    Some(PublicationView {
                        revision: revision.revision.clone(),
                        number: revision.number,
                        events: revision.events,
                        is_roll_back: publication.kind == PublicationKind::RollBack,
                        is_seen: publication.kind == PublicationKind::Seen,
                        author: publication.author.clone(),
                        at: publication.at,
                    })
                })
                .collect();
            TargetView {
                script: script_of(shop, &target),
                preview: preview::shown(&previews, &target.id),
                needs_secret: target.place.has_secret(),
                unseen_in: unseen.get(&target.id).cloned(),
                target,
                history,
            }
        };
        Ok(self.store.publication_targets(shop)?.into_iter().map(view).collect())
    }

    /// What is wrong with a target as it was typed.
    pub fn check_target(
        &self,
        shop: &ShopSlug,
        target: &PublicationTarget,
        secret: Secret,
    ) -> Result<Vec<Finding>, AppError> {
        let others = self.store.publication_targets(shop)?;
        let mut found: Vec<Finding> =
            validate_target(target, &others).into_iter().map(Finding::from).collect();
        found.extend(same_variable(shop, target, &others));
        found.extend(self.same_site(shop, target)?);
        if secret == Secret::AsKept && others.iter().any(|known| has_other_lock(known, target)) {
            found.push(findings::secret_again());
        }
        Ok(found)
    }

    /// Two shops whose short names become one in addresses would overwrite each other at one place.
    fn same_site(&self, shop: &ShopSlug, target: &PublicationTarget) -> Result<Option<Finding>, AppError> {
        let Ok(site) = Site::of(&shop.0) else { return Ok(None) };
        if matches!(target.place, Place::Theme { .. }) {
            return Ok(None);
        }
        for other in self.store.shops()?.into_iter().map(|entry| entry.shop.slug) {
            if other == *shop || Site::of(&other.0).ok().as_ref() != Some(&site) {
                continue;
            }
            let theirs = self.store.publication_targets(&other)?;
            if theirs.iter().any(|theirs| theirs.place.is_where(&target.place)) {
                return Ok(Some(findings::same_site(&other, site.as_str())));
            }
        }
        Ok(None)
    }

    /// Adds a target, or changes the one with its id. Its secret is the vault's business: see [`Errand::keep_secret`].
    /// Given back is the target as it was, if the secret that was kept for it opens nothing any more. One that has a
    /// preview does not go elsewhere: [`AppError::PreviewLeft`].
    pub fn save_target(
        &mut self,
        shop: &ShopSlug,
        target: &PublicationTarget,
        secret: Secret,
    ) -> Result<Option<PublicationTarget>, AppError> {
        self.plan_of(shop)?;
        // Blanks around a name are seen by nobody, who then names it without.
        let target = &PublicationTarget { name: target.name.trim().to_owned(), ..target.clone() };
        findings::refuse_errors(&self.check_target(shop, target, secret)?)?;
        let known = self.store.publication_targets(shop)?;
        // Where it is in the list and goes where it went, nothing is made for it and nothing left behind.
        let was = known.iter().find(|known| known.id == target.id);
        if was.is_none_or(|was| !was.place.is_where(&target.place)) {
            if let Some(was) = was {
                self.refuse_preview_left(shop, was)?;
            }
            if let Place::Folder { path, .. } = &target.place {
                waymark_publish::folder::make(path.as_ref())?;
            }
            self.keep_unseen(shop, &target.id, None)?;
            if was.is_some() {
                self.keep_taken(shop, &target.id)?;
            } else {
                self.keep_gone(shop, &target.id, false)?;
            }
        }
        self.store.put_publication_target(shop, target)?;
        Ok(known.into_iter().find(|known| has_other_lock(known, target)))
    }

    /// Where a shop's pages begin.
    pub fn base_of(&self, shop: &ShopSlug) -> Result<Url, AppError> {
        let plan = self.plan_of(shop)?;
        Url::parse(&plan.shop.url).map_err(|_| AppError::Report("the shop's address is not a web address"))
    }

    /// Takes a target out of the list. What is live there stays live; a preview stays only where a person said so, else
    /// it is [`AppError::PreviewLeft`].
    pub fn remove_target(&mut self, errand: &Errand, preview: LeftPreview) -> Result<(), AppError> {
        match preview {
            LeftPreview::Refused => self.refuse_preview_left(&errand.shop, &errand.target)?,
            LeftPreview::Stays => self.discarded(errand)?,
        }
        let now = self.now();
        Ok(self.store.remove_publication_target(&errand.shop, &errand.target.id, now)?)
    }

    /// Something to ask of a target that may not be in the list yet.
    #[must_use]
    pub fn errand_to(&self, shop: &ShopSlug, target: PublicationTarget, vault: &Arc<Vault>) -> Errand {
        // Where it cannot be read, what a look tells waits for the next.
        let noted = Noted::is(self.written_down(shop, &target.id).unwrap_or_default());
        Errand { shop: shop.clone(), target, vault: vault.clone(), known: vec![], noted, given: None }
    }

    /// Something to ask of the targets of a shop: of all, or of those with this name or id.
    pub fn errands(
        &self,
        shop: &ShopSlug,
        named: Option<&str>,
        vault: &Arc<Vault>,
    ) -> Result<Vec<Errand>, AppError> {
        self.plan_of(shop)?;
        let targets = self.store.publication_targets(shop)?;
        let is_meant = |target: &PublicationTarget| {
            let is_called = |named: &str| target.name.trim().eq_ignore_ascii_case(named.trim());
            named.is_none_or(|named| target.id.0 == named || is_called(named))
        };
        let known = self.store.revisions(shop)?;
        let errands: Vec<Errand> = targets
            .into_iter()
            .filter(is_meant)
            .map(|target| Errand { known: known.clone(), ..self.errand_to(shop, target, vault) })
            .collect();
        match (errands.is_empty(), named) {
            (false, _) => Ok(errands),
            (true, Some(named)) => Err(AppError::NoTarget(named.to_owned())),
            (true, None) => Err(AppError::NoTargets),
        }
    }
}

impl Errand {
    /// Keeps the target's secret. May wait for the person to unlock the keyring.
    #[must_use]
    pub fn keep_secret(&self, secret: SecretString) -> SecretKept {
        self.vault.keep(&SecretKey::of(&self.shop, &self.target), secret)
    }

    /// Forgets the target's secret.
    pub fn forget_secret(&self) {
        self.vault.forget(&SecretKey::of(&self.shop, &self.target));
    }
}

/// Names that differ only in other letters than those of environment variables share one for their tokens.
fn same_variable(shop: &ShopSlug, target: &PublicationTarget, all: &[PublicationTarget]) -> Option<Finding> {
    let key = SecretKey::of(shop, target);
    let is_other = |other: &&PublicationTarget| {
        other.id != target.id
            && other.place.has_secret()
            && !other.name.trim().eq_ignore_ascii_case(target.name.trim())
            && SecretKey::of(shop, other).variable() == key.variable()
    };
    let other = all.iter().find(is_other).filter(|_| target.place.has_secret())?;
    Some(findings::same_variable(other, key.variable()))
}

/// What becomes of a target's secret when it is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// Another one is given.
    Given,
    /// The one that was given before is to go on opening it.
    AsKept,
}

/// What becomes of the preview of a target that is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftPreview {
    /// It is discarded before, or the target stays.
    Refused,
    /// Its theme stays in the merchant's shop, and is not known here any more.
    Stays,
}

/// The same target, which had a secret that does not belong where it is now.
fn has_other_lock(known: &PublicationTarget, target: &PublicationTarget) -> bool {
    let (before, after) = (&known.place, &target.place);
    known.id == target.id && before.has_secret() && after.has_secret() && before.lock() != after.lock()
}

/// The tag that a shop's pages need, where somebody has to put it there.
pub(super) fn script_of(shop: &ShopSlug, target: &PublicationTarget) -> Option<String> {
    let address = entry_of(shop, target)?.replace('&', "&amp;").replace('"', "&quot;");
    Some(format!("<script src=\"{address}\" defer></script>"))
}

/// The address that the tag names.
pub(super) fn entry_of(shop: &ShopSlug, target: &PublicationTarget) -> Option<String> {
    let base = target.place.public_url()?;
    Some(format!("{base}/{}", Site::of(&shop.0).ok()?.entry()))
}
