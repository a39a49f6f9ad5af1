//! What a place says is live there, of whichever kind it is.

use waymark_compile::Release;
use waymark_publish::Live;
use waymark_publish::shopify::LiveAsset;

use crate::view::LiveId;

/// What a place says is live there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveRevision {
    /// Its marker; of a file that is not Waymark's, a name made of its bytes: see [`LiveRevision::is_foreign`].
    pub revision: String,
    /// SHA-256 of its config; a theme does not say.
    pub sha256: Option<String>,
    /// SHA-256 of its runtime; a theme does not say.
    pub runtime: Option<String>,
    /// Who published it; a theme does not say.
    pub by: Option<String>,
    /// When, RFC 3339.
    pub published_at: Option<String>,
    /// The file of a theme.
    pub asset: Option<LiveAsset>,
    /// The theme loads it. What is no theme is loaded by what a person put into the shop.
    pub is_loaded: bool,
}

/// How the names of files begin that are not Waymark's. Markers are hex digits.
const FOREIGN: &str = "file-";

impl LiveRevision {
    /// What lies there is not Waymark's.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        Self::is_name_of_foreign(&self.revision)
    }

    /// What this names is not Waymark's.
    pub(super) fn is_name_of_foreign(name: &str) -> bool {
        name.starts_with(FOREIGN)
    }

    /// It is this release, byte for byte as far as the place tells.
    pub(super) fn has(&self, release: &Release) -> bool {
        self.revision == release.revision
            && self.runtime.as_ref().is_none_or(|runtime| *runtime == release.runtime_sha256)
            && self.asset.as_ref().is_none_or(|asset| asset.has(&release.bundle_js))
    }

    /// As precisely as the place tells.
    #[must_use]
    pub fn id(&self) -> LiveId {
        let checksum = self.asset.as_ref().map(|asset| asset.checksum.as_str().to_owned());
        LiveId { revision: self.revision.clone(), files: self.runtime.clone().or(checksum) }
    }

    pub(super) fn of_theme(asset: Option<LiveAsset>, is_loaded: bool) -> Option<Self> {
        let asset = asset?;
        let unknown = Self::foreign(asset.checksum.as_str());
        Some(Self {
            revision: asset.revision.clone().unwrap_or(unknown.revision),
            published_at: Some(asset.updated_at.clone()),
            asset: Some(asset),
            is_loaded,
            ..unknown
        })
    }

    /// By a hash of the file's bytes; enough of it to know the file again that a person has seen.
    pub(super) fn foreign(hash: &str) -> Self {
        let revision = format!("{FOREIGN}{}", hash.get(..16).unwrap_or(hash));
        Self {
            revision,
            sha256: None,
            runtime: None,
            by: None,
            published_at: None,
            asset: None,
            is_loaded: true,
        }
    }
}

impl From<Live> for LiveRevision {
    fn from(Live { pointer, .. }: Live) -> Self {
        Self {
            runtime: Some(pointer.runtime_sha256().to_owned()),
            revision: pointer.revision,
            sha256: Some(pointer.sha256),
            by: Some(pointer.by),
            published_at: Some(pointer.published_at),
            asset: None,
            is_loaded: true,
        }
    }
}
