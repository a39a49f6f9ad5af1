//! Taking Waymark out of a theme: what loads it, and its files, in the order opposite to putting them in. Only what is
//! expected there is taken out: somebody else may have published meanwhile.

use super::installing::is_ours;
use super::loader::{self, Loader, LoaderError};
use super::served::revision_of;
use super::target::{Expected, LiveAsset, ThemeTarget};
use super::themes::{Change, ThemeFile};
use super::watch::{Step, ToTheEnd, Watch};
use super::{ASSET, LAYOUT, SNIPPET, ShopifyError, ThemeId};

/// What taking Waymark out of a theme did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// The layout as it was before, if the line was in it.
    pub original: Option<String>,
    /// The snippet is empty now and stays.
    pub emptied: bool,
    /// Files that were deleted.
    pub files: Vec<&'static str>,
}

impl Removed {
    /// Something of Waymark was there.
    #[must_use]
    pub fn is_something(&self) -> bool {
        self.original.is_some() || self.emptied || !self.files.is_empty()
    }
}

/// What becomes of the snippet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Snippet {
    /// Nothing is left in it. Any other file may render it, a section, a template or the text of a Liquid block among the
    /// theme's settings, and visitors would see an error where a rendered snippet is missing. That none does is not to be
    /// known: reading all of a theme takes many requests, and says nothing of what is written a moment later.
    Emptied,
    /// It goes: nobody but a preview put it there, and visitors do not see the theme.
    Deleted,
}

impl ThemeTarget {
    /// Takes loader and asset out of a theme that has what is expected, or no asset at all, and leaves an empty snippet. A
    /// theme with another asset is [`ShopifyError::Conflict`] and stays as it is. What fails once something is out is
    /// [`ShopifyError::Unfinished`].
    pub async fn uninstall(
        &self,
        theme: &ThemeId,
        expected: &Expected,
        watch: &dyn Watch,
    ) -> Result<Removed, ShopifyError> {
        self.remove(theme, expected, Snippet::Emptied, watch).await
    }

    pub(super) async fn remove(
        &self,
        theme: &ThemeId,
        expected: &Expected,
        becomes: Snippet,
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
        match self.take_out(theme, &files, becomes, &mut removed, watch).await {
            Err(error) if removed.is_something() => Err(error.unfinished()),
            taken => taken.map(|()| removed),
        }
    }

    /// A stop is heard until something is out: from there on visitors may get nothing of it. `removed` tells of what is out,
    /// also after a failure.
    async fn take_out(
        &self,
        theme: &ThemeId,
        files: &[ThemeFile],
        becomes: Snippet,
        removed: &mut Removed,
        watch: &dyn Watch,
    ) -> Result<(), ShopifyError> {
        let named = |name: &str| files.iter().find(|file| file.name == name);
        if let Some(layout) = named(LAYOUT)
            && let Some(text) = loader::remove(&layout.text)?
        {
            // A second line, by hand, would render a snippet that loads nothing.
            if loader::state(&text)? != Loader::Absent {
                return Err(LoaderError::ByHand.into());
            }
            watch.step(Step::WritingLayout);
            let change = Change { name: LAYOUT, text: &text, before: Some(&layout.checksum) };
            self.admin.write(theme, change, watch).await?;
            removed.original = Some(layout.text.clone());
        }
        let on = ToTheEnd(watch);
        let watch = if removed.is_something() { &on } else { watch };
        let is_left = |file: &&ThemeFile| becomes == Snippet::Emptied && file.has(loader::EMPTY_TEXT);
        let snippet = named(SNIPPET).filter(|file| is_ours(file)).filter(|file| !is_left(file));
        if let Some(snippet) = snippet.filter(|_| becomes == Snippet::Emptied) {
            watch.step(Step::WritingSnippet);
            let change = Change { name: SNIPPET, text: loader::EMPTY_TEXT, before: Some(&snippet.checksum) };
            self.admin.write(theme, change, watch).await?;
            removed.emptied = true;
        }
        let watch = if removed.is_something() { &on } else { watch };
        let goes = [
            (SNIPPET, snippet.is_some() && becomes == Snippet::Deleted),
            (ASSET, named(ASSET).is_some_and(|file| revision_of(&file.text).is_some())),
        ];
        let going: Vec<_> = goes.into_iter().filter(|(_, goes)| *goes).map(|(name, _)| name).collect();
        if !going.is_empty() {
            // The writes before took their time, and deleting has no condition.
            if let Some(first) = named(ASSET)
                && let Some(now) = self.live(theme, watch).await?
                && now.checksum != first.checksum
            {
                return Err(ShopifyError::Conflict { file: ASSET.to_owned(), live: Some(Box::new(now)) });
            }
            watch.step(Step::Removing);
            self.admin.delete_files(theme, &going, watch).await?;
            removed.files = going;
        }
        Ok(())
    }
}
