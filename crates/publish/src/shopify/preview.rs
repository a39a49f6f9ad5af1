//! Previews: a release in a theme that visitors do not see. By default that is a copy of its own, which is deleted
//! again; a theme that the merchant chose is only ever cleaned of what the preview put in.

use waymark_compile::Release;

use super::installing::refuse_unloadable;
use super::removing::Snippet;
use super::target::LiveAsset;
use super::watch::{Step, Watch};
use super::{ASSET, Expected, LAYOUT, Role, SNIPPET, ShopifyError, Theme, ThemeId, ThemeTarget};

/// How the copies are named that previews are made on; the revision follows.
const PREVIEW: &str = "Waymark preview ";

/// What a preview is made on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewOn {
    /// A copy of this theme; `None` for the live one.
    CopyOf(Option<ThemeId>),
    /// This theme itself, which must not be live.
    Theme(ThemeId),
}

/// A theme with a release in it that visitors do not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The theme.
    pub theme: Theme,
    /// Where to look at it.
    pub address: String,
}

/// What a theme that the merchant chose has of Waymark's before a preview; a copy is made for it, and has nothing that
/// is to stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreviewGround {
    /// The revision that lies there; discarding a preview does not bring that back.
    pub revision: Option<String>,
    /// Something in it may render Waymark's snippet: to be given to [`ThemeTarget::discard_in`].
    pub has_snippet: bool,
}

impl ThemeTarget {
    /// What a preview finds. Refuses what it could not be seen on, and says why. Writes nothing: a copy is one of the few
    /// themes that a shop may have.
    pub async fn preview_ground(
        &self,
        on: &PreviewOn,
        watch: &dyn Watch,
    ) -> Result<PreviewGround, ShopifyError> {
        watch.step(Step::Reading);
        match on {
            PreviewOn::CopyOf(of) => {
                let of = self.source(of.as_ref(), watch).await?;
                self.expect_loadable(&of, watch).await?;
                Ok(PreviewGround::default())
            }
            PreviewOn::Theme(theme) => {
                self.unseen(theme, watch).await?;
                Ok(self.ground(theme, watch).await?)
            }
        }
    }

    /// What is in a theme. What Waymark has no marker in is the merchant's, and nobody could bring it back.
    async fn ground(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<PreviewGround, ShopifyError> {
        let files = self.admin.files(theme, &[ASSET, SNIPPET, LAYOUT], watch).await?;
        refuse_unloadable(&files)?;
        let asset = files.iter().find(|file| file.name == ASSET).map(LiveAsset::of);
        let revision = match asset {
            Some(asset) => Some(asset.revision.ok_or(ShopifyError::AssetTaken(ASSET))?),
            None => None,
        };
        Ok(PreviewGround { revision, has_snippet: files.iter().any(|file| file.name == SNIPPET) })
    }

    async fn source(&self, of: Option<&ThemeId>, watch: &dyn Watch) -> Result<ThemeId, ShopifyError> {
        match of {
            Some(of) => Ok(of.clone()),
            None => Ok(self.admin.main_theme(watch).await?.id),
        }
    }

    /// A theme that visitors do not see.
    async fn unseen(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<Theme, ShopifyError> {
        let theme = self.admin.ready(theme, watch).await?;
        if !matches!(theme.role, Role::Unpublished | Role::Development) {
            return Err(ShopifyError::NotUnpublished);
        }
        Ok(theme)
    }

    /// Puts the release into a theme that visitors do not see. Asked again for the same revision it goes on with the
    /// copy that is there. A file of the asset's name that is not Waymark's is not written over in a theme that the
    /// merchant chose: [`ShopifyError::AssetTaken`].
    pub async fn preview(
        &self,
        release: &Release,
        on: &PreviewOn,
        watch: &dyn Watch,
    ) -> Result<Preview, ShopifyError> {
        watch.step(Step::Reading);
        let theme = match on {
            PreviewOn::CopyOf(of) => {
                let of = self.source(of.as_ref(), watch).await?;
                self.admin.copy(&of, &name_of(&release.revision), watch).await?
            }
            PreviewOn::Theme(theme) => self.unseen(theme, watch).await?,
        };
        let expected = match on {
            // Made for it.
            PreviewOn::CopyOf(_) => {
                self.expect_loadable(&theme.id, watch).await?;
                Expected::Whatever
            }
            PreviewOn::Theme(_) => match self.ground(&theme.id, watch).await?.revision {
                Some(revision) => Expected::Revision(revision),
                None => Expected::Nothing,
            },
        };
        self.publish(&theme.id, release, &expected, watch).await?;
        self.install(&theme.id, watch).await?;
        let address = self.shop().preview_page(&theme.id, self.admin.settings().base.as_ref());
        Ok(Preview { theme, address })
    }

    /// Deletes a copy that [`Self::preview`] made, and no other theme.
    pub async fn discard(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<(), ShopifyError> {
        let theme = match self.admin.theme(theme, watch).await {
            Err(ShopifyError::NoSuchTheme) => return Ok(()),
            found => found?,
        };
        if theme.role != Role::Unpublished || !theme.name.starts_with(PREVIEW) {
            return Err(ShopifyError::NotAPreview);
        }
        watch.step(Step::Removing);
        self.admin.delete_theme(&theme.id, watch).await
    }

    /// Takes out what a preview put into a theme, unless visitors see it by now or another revision lies there. A theme that
    /// had the snippet before keeps an empty one.
    pub async fn discard_in(
        &self,
        theme: &ThemeId,
        revision: &str,
        had_snippet: bool,
        watch: &dyn Watch,
    ) -> Result<(), ShopifyError> {
        let theme = match self.admin.theme(theme, watch).await {
            Err(ShopifyError::NoSuchTheme) => return Ok(()),
            found => found?,
        };
        if !matches!(theme.role, Role::Unpublished | Role::Development) {
            return Err(ShopifyError::NotAPreview);
        }
        let expected = Expected::Revision(revision.to_owned());
        let becomes = if had_snippet { Snippet::Emptied } else { Snippet::Deleted };
        let removed = self.remove(&theme.id, &expected, becomes, watch).await;
        // No visitor saw it: what is left is as if nothing of it had been taken out.
        match removed.map_err(ShopifyError::into_cause) {
            Err(ShopifyError::Conflict { file, .. }) if file == ASSET => Err(ShopifyError::NotAPreview),
            removed => removed.map(drop),
        }
    }

    /// Deletes the copies that were made for a revision, where nobody knows their ids: whoever made them was stopped.
    pub async fn discard_revision(&self, revision: &str, watch: &dyn Watch) -> Result<(), ShopifyError> {
        let name = name_of(revision);
        for theme in self.themes(watch).await? {
            if theme.name == name && theme.role == Role::Unpublished {
                self.discard(&theme.id, watch).await?;
            }
        }
        Ok(())
    }
}

fn name_of(revision: &str) -> String {
    format!("{PREVIEW}{revision}")
}
