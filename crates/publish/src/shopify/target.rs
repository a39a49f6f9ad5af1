//! Publishing to a theme. The asset is what changes with every revision, the loader is put in once; each step can be
//! done again after a failure anywhere, and what is live is always what the asset says.
//!
//! Shopify has no conditional write: the asset is read directly before it is written and read back after it, so that
//! somebody else's revision is met unless it is written in the moment between the two.

use waymark_compile::Release;

use super::admin::Admin;
use super::installing::loads;
use super::loader::{self, Loader};
use super::operations::ScopesQuery;
use super::served::revision_of;
use super::themes::{Change, Checksum, ThemeFile};
use super::watch::{Step, ToTheEnd, Watch};
use super::{ASSET, Credentials, LAYOUT, Role, SNIPPET, Settings, ShopDomain, ShopifyError, Theme, ThemeId};

/// Most bytes of an asset: 20 MB.
const ASSET_LIMIT: usize = 20 << 20;
/// Never written, so that taking it out changes nothing and only asks whether writing is allowed.
const NEVER_THERE: &str = "assets/waymark-connection-test.js";

/// What a theme is thought to have before a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// No asset of Waymark's.
    Nothing,
    /// This revision, 16 hex digits.
    Revision(String),
    /// A file that is not Waymark's, with this checksum: somebody saw it and wants it replaced.
    Checksum(Checksum),
    /// Nobody but the publisher uses the theme.
    Whatever,
}

/// What a theme has as Waymark's asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveAsset {
    /// The revision in it; `None` if it is not one of Waymark's.
    pub revision: Option<String>,
    /// Shopify's checksum of it.
    pub checksum: Checksum,
    /// The same of its text as it was read, without what is blank at its end: whoever pastes it by hand may add or lose
    /// a line there.
    pub of_text: Checksum,
    /// When it was written, RFC 3339.
    pub updated_at: String,
}

/// What a theme has of Waymark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTheme {
    /// The asset.
    pub asset: Option<LiveAsset>,
    /// Its text, where it is one of Waymark's.
    pub bundle: Option<String>,
    /// The layout renders the snippet, and it is there.
    pub is_loaded: bool,
}

/// What a publication did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The theme that now has the release.
    pub theme: ThemeId,
    /// Nothing had to be written: the theme had these very bytes, and loaded them.
    pub was_there: bool,
}

/// What a connection is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// All themes, the live one first.
    pub themes: Vec<Theme>,
    /// What the token may do, as Shopify names it; `None` if it does not say.
    pub scopes: Option<Vec<String>>,
    /// Files of themes may be written. If not, there is the guided install.
    pub may_write: bool,
}

/// A shop's themes as publication target.
#[derive(Debug)]
pub struct ThemeTarget {
    pub(super) admin: Admin,
}

impl ThemeTarget {
    /// Asks nothing yet.
    pub fn new(shop: ShopDomain, credentials: Credentials, settings: Settings) -> Result<Self, ShopifyError> {
        Ok(Self { admin: Admin::new(shop, credentials, settings)? })
    }

    /// The shop.
    #[must_use]
    pub fn shop(&self) -> &ShopDomain {
        self.admin.shop()
    }

    /// All themes of the shop, the live one first.
    pub async fn themes(&self, watch: &dyn Watch) -> Result<Vec<Theme>, ShopifyError> {
        self.admin.themes(watch).await
    }

    /// The theme of this id, or the live one.
    pub async fn theme(&self, id: Option<&ThemeId>, watch: &dyn Watch) -> Result<Theme, ShopifyError> {
        match id {
            Some(id) => self.admin.theme(id, watch).await,
            None => self.admin.main_theme(watch).await,
        }
    }

    /// "Test connection": reads, and asks without changing anything whether writing is allowed.
    pub async fn check(&self, watch: &dyn Watch) -> Result<Checked, ShopifyError> {
        let themes = self.themes(watch).await?;
        let main = themes.iter().find(|theme| theme.role == Role::Main).ok_or(ShopifyError::NoMainTheme)?;
        let scopes = match self.admin.call(&ScopesQuery, watch).await {
            Ok(answer) => {
                let scopes = answer.current_app_installation.access_scopes;
                Some(scopes.into_iter().map(|scope| scope.handle).collect())
            }
            Err(ShopifyError::AccessDenied { .. }) => None,
            Err(error) => return Err(error),
        };
        let may_write = match self.admin.delete_files(&main.id, &[NEVER_THERE], watch).await {
            Ok(()) => true,
            Err(error) if error.is_denied() => false,
            Err(error) => return Err(error),
        };
        Ok(Checked { themes, scopes, may_write })
    }

    /// What the theme has, if it has anything.
    pub async fn live(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<Option<LiveAsset>, ShopifyError> {
        Ok(self.admin.file(theme, ASSET, watch).await?.map(|file| LiveAsset::of(&file)))
    }

    /// What the theme has, and whether it loads it.
    pub async fn look(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<OnTheme, ShopifyError> {
        let files = self.admin.files(theme, &[ASSET, SNIPPET, LAYOUT], watch).await?;
        let named = |name: &str| files.iter().find(|file| file.name == name);
        // A layout that cannot be changed is told by who tries to.
        let rendered = named(LAYOUT).is_some_and(|layout| match loader::state(&layout.text) {
            Ok(state) => state != Loader::Absent,
            Err(_) => loader::is_rendered(&layout.text),
        });
        Ok(OnTheme {
            asset: named(ASSET).map(LiveAsset::of),
            bundle: named(ASSET)
                .filter(|file| revision_of(&file.text).is_some())
                .map(|file| file.text.clone()),
            is_loaded: rendered && named(SNIPPET).is_some_and(|snippet| loads(&snippet.text)),
        })
    }

    /// Text of the asset, if it is there.
    pub async fn bundle(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<Option<String>, ShopifyError> {
        Ok(self.admin.file(theme, ASSET, watch).await?.map(|file| file.text))
    }

    /// What the theme has of the loader.
    pub async fn loader(&self, theme: &ThemeId, watch: &dyn Watch) -> Result<Loader, ShopifyError> {
        let layout = self.admin.file(theme, LAYOUT, watch).await?;
        let layout = layout.ok_or_else(|| ShopifyError::NoSuchFile(LAYOUT.to_owned()))?;
        Ok(loader::state(&layout.text)?)
    }

    /// Writes the release's bundle as the theme's asset. A theme that has these very bytes is done, whatever was
    /// expected of it; one that has another revision than expected is [`ShopifyError::Conflict`] and stays as it is.
    /// Stopped, it was not written; what fails after it was written is [`ShopifyError::Unfinished`].
    pub async fn publish(
        &self,
        theme: &ThemeId,
        release: &Release,
        expected: &Expected,
        watch: &dyn Watch,
    ) -> Result<Published, ShopifyError> {
        let text = release.bundle_js.as_str();
        if text.len() > ASSET_LIMIT {
            return Err(ShopifyError::TooLarge { file: ASSET, limit: ASSET_LIMIT });
        }
        watch.step(Step::Reading);
        let before = self.admin.file(theme, ASSET, watch).await?;
        if before.as_ref().is_some_and(|file| file.has(text)) {
            return Ok(Published { theme: theme.clone(), was_there: true });
        }
        let live = before.as_ref().map(LiveAsset::of);
        if !expected.is_met_by(live.as_ref()) {
            return Err(ShopifyError::Conflict { file: ASSET.to_owned(), live: live.map(Box::new) });
        }
        watch.step(Step::WritingAsset);
        let change = Change { name: ASSET, text, before: before.as_ref().map(|file| &file.checksum) };
        let written = self.admin.write(theme, change, watch).await;
        let watch = &ToTheEnd(watch);
        match written {
            Ok(()) => {}
            Err(ShopifyError::Conflict { file, .. }) => {
                let live = self.live(theme, watch).await?.map(Box::new);
                return Err(ShopifyError::Conflict { file, live });
            }
            Err(error) => return Err(error),
        }
        watch.step(Step::Verifying);
        match self.admin.file(theme, ASSET, watch).await.map_err(ShopifyError::unfinished)? {
            Some(file) if file.has(text) => Ok(Published { theme: theme.clone(), was_there: false }),
            other => {
                let live = other.as_ref().map(LiveAsset::of).map(Box::new);
                Err(ShopifyError::Conflict { file: ASSET.to_owned(), live })
            }
        }
    }

    /// Publishes to the live theme and sees to it that it is loaded. The same bytes as in a preview: publishing the
    /// copy itself would lose what the merchant changed since.
    pub async fn go_live(
        &self,
        release: &Release,
        expected: &Expected,
        watch: &dyn Watch,
    ) -> Result<Published, ShopifyError> {
        watch.step(Step::Reading);
        let main = self.admin.main_theme(watch).await?;
        self.go_live_in(&main.id, release, expected, watch).await
    }

    /// The same in the theme of this id. A theme that would not load the release is refused before anything is written. A
    /// stop is heard until the asset is written: from there on visitors may have it. What then fails is
    /// [`ShopifyError::Unfinished`].
    pub async fn go_live_in(
        &self,
        theme: &ThemeId,
        release: &Release,
        expected: &Expected,
        watch: &dyn Watch,
    ) -> Result<Published, ShopifyError> {
        let theme = self.admin.ready(theme, watch).await?;
        self.expect_loadable(&theme.id, watch).await?;
        let published = self.publish(&theme.id, release, expected, watch).await?;
        if published.was_there {
            let was_loaded = self.install(&theme.id, watch).await?.was_there;
            return Ok(Published { was_there: was_loaded, ..published });
        }
        self.install(&theme.id, &ToTheEnd(watch)).await.map_err(ShopifyError::unfinished)?;
        Ok(published)
    }
}

impl Expected {
    pub(super) fn is_met_by(&self, live: Option<&LiveAsset>) -> bool {
        match self {
            Self::Nothing => live.is_none(),
            Self::Revision(revision) => live.and_then(|live| live.revision.as_ref()) == Some(revision),
            Self::Checksum(checksum) => live.is_some_and(|live| live.checksum == *checksum),
            Self::Whatever => true,
        }
    }
}

impl LiveAsset {
    /// Whether it is this very text, line ends and the blank end aside.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.checksum == Checksum::of(text) || self.of_text == Checksum::of(text.trim_end())
    }

    pub(super) fn of(file: &ThemeFile) -> Self {
        Self {
            revision: revision_of(&file.text),
            checksum: file.checksum.clone(),
            of_text: Checksum::of(file.text.trim_end()),
            updated_at: file.updated_at.clone(),
        }
    }
}
