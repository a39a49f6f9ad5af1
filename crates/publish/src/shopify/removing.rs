//! Taking Waymark out of a theme: what loads it, and its files, in the order opposite to putting them in. Only what is
//! expected there is taken out: somebody else may have published meanwhile.

use super::loader::{self, Loader, LoaderError};
use super::served::revision_of;
use super::target::{Expected, LiveAsset, ThemeTarget, is_ours};
use super::themes::Change;
use super::watch::{Step, Watch};
use super::{ASSET, LAYOUT, SNIPPET, ShopifyError, ThemeId};

/// What taking Waymark out of a theme did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// The layout as it was before, if the line was in it.
    pub original: Option<String>,
    /// Files that were deleted.
    pub files: Vec<&'static str>,
}

impl Removed {
    /// Something of Waymark was there.
    #[must_use]
    pub fn is_something(&self) -> bool {
        self.original.is_some() || !self.files.is_empty()
    }
}

impl ThemeTarget {
    /// Takes loader and asset out of a theme that has what is expected, or no asset at all. One with another asset is
    /// [`ShopifyError::Conflict`] and stays as it is.
    pub async fn uninstall(
        &self,
        theme: &ThemeId,
        expected: &Expected,
        watch: &dyn Watch,
    ) -> Result<Removed, ShopifyError> {
        watch.step(Step::Reading);
        let files = self.admin.files(theme, &[ASSET, SNIPPET, LAYOUT], watch).await?;
        let named = |name: &str| files.iter().find(|file| file.name == name);
        let asset = named(ASSET).map(LiveAsset::of);
        if asset.is_some() && !expected.is_met_by(asset.as_ref()) {
            return Err(ShopifyError::Conflict { file: ASSET.to_owned(), live: asset.map(Box::new) });
        }
        let mut removed = Removed::default();
        if let Some(layout) = named(LAYOUT)
            && let Some(text) = loader::remove(&layout.text)?
        {
            // A second line, by hand, would render a snippet that is gone.
            if loader::state(&text)? != Loader::Absent {
                return Err(LoaderError::ByHand.into());
            }
            watch.step(Step::WritingLayout);
            let change = Change { name: LAYOUT, text: &text, before: Some(&layout.checksum) };
            self.admin.write(theme, change, watch).await?;
            removed.original = Some(layout.text.clone());
        }
        let is_there = [
            (SNIPPET, named(SNIPPET).is_some_and(is_ours)),
            (ASSET, named(ASSET).is_some_and(|file| revision_of(&file.text).is_some())),
        ];
        removed.files =
            is_there.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect();
        if !removed.files.is_empty() {
            watch.step(Step::Removing);
            self.admin.delete_files(theme, &removed.files, watch).await?;
        }
        Ok(removed)
    }
}
