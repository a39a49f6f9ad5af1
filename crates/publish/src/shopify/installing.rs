//! Putting into a theme what loads Waymark: the snippet, and the line in the layout that renders it. A theme that does
//! not let them in is told before anything of a publication is written. Taking them out again is in `removing`.

use super::loader;
use super::target::ThemeTarget;
use super::themes::{Change, ThemeFile};
use super::watch::{Step, Watch};
use super::{ASSET, LAYOUT, SNIPPET, ShopifyError, ThemeId};

/// What a snippet has in it that loads the asset: the other quotes are a formatter's.
const LOADS: [&str; 2] = ["'waymark.js' | asset_url", "\"waymark.js\" | asset_url"];

/// What putting the loader in did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The layout as it was before, if it was changed.
    pub original: Option<String>,
    /// Nothing had to be written.
    pub was_there: bool,
}

impl ThemeTarget {
    /// Refuses a theme that the loader cannot be put into, and says why. Writes nothing.
    pub async fn expect_loadable(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<(), ShopifyError> {
        refuse_unloadable(&self.admin.files(theme, &[SNIPPET, LAYOUT], watch).await?)
    }

    /// Puts the loader in, once: the snippet first, because a layout that renders a missing one shows an error to
    /// every visitor.
    pub async fn install(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<Installed, ShopifyError> {
        watch.step(Step::Reading);
        let files = self.admin.files(theme, &[ASSET, SNIPPET, LAYOUT], watch).await?;
        if !files.iter().any(|file| file.name == ASSET) {
            return Err(ShopifyError::NothingPublished);
        }
        let Ground { snippet, layout, changed } = Ground::of(&files)?;
        let has_snippet = snippet.is_some_and(|snippet| snippet.has(loader::SNIPPET_TEXT));
        if !has_snippet {
            watch.step(Step::WritingSnippet);
            let before = snippet.map(|snippet| &snippet.checksum);
            let change = Change { name: SNIPPET, text: loader::SNIPPET_TEXT, before };
            self.admin.write(theme, change, watch).await?;
        }
        let Some(text) = changed else { return Ok(Installed { original: None, was_there: has_snippet }) };
        watch.step(Step::WritingLayout);
        let change = Change { name: LAYOUT, text: &text, before: Some(&layout.checksum) };
        self.admin.write(theme, change, watch).await?;
        Ok(Installed { original: Some(layout.text.clone()), was_there: false })
    }
}

/// The same of a theme whose snippet and layout, where they are there, are among these files.
pub(super) fn refuse_unloadable(files: &[ThemeFile]) -> Result<(), ShopifyError> {
    Ground::of(files).map(drop)
}

/// What of a theme the loader needs.
struct Ground<'a> {
    /// Waymark's, where it is there.
    snippet: Option<&'a ThemeFile>,
    layout: &'a ThemeFile,
    /// The layout with the line in it; `None` where it renders the snippet already.
    changed: Option<String>,
}

impl<'a> Ground<'a> {
    fn of(files: &'a [ThemeFile]) -> Result<Self, ShopifyError> {
        let named = |name: &str| files.iter().find(|file| file.name == name);
        let layout = named(LAYOUT).ok_or_else(|| ShopifyError::NoSuchFile(LAYOUT.to_owned()))?;
        let changed = match loader::insert(&layout.text) {
            // It works, whatever is left of the markers: only taking it out needs them.
            Err(_) if loader::is_rendered(&layout.text) => None,
            changed => changed?,
        };
        let snippet = named(SNIPPET);
        if snippet.is_some_and(|snippet| !is_ours(snippet)) {
            return Err(ShopifyError::SnippetTaken(SNIPPET));
        }
        Ok(Self { snippet, layout, changed })
    }
}

/// Whether a snippet is one that Waymark wrote, of this version or another.
pub(super) fn is_ours(snippet: &ThemeFile) -> bool {
    snippet.text.contains("Written by Waymark") || loads(&snippet.text)
}

/// Whether a snippet loads the asset.
pub(super) fn loads(snippet: &str) -> bool {
    LOADS.iter().any(|loads| snippet.contains(loads))
}
