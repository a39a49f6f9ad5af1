//! A publication target, opened: the places of `waymark_publish` behind one face, in the words that the app uses.

use std::time::Duration;

use secrecy::SecretString;
use url::Url;
use waymark_compile::Release;
use waymark_model::{Place as Named, ShopSlug, SignIn};
use waymark_publish::shopify::{
    self, Checksum, Credentials, LiveAsset, OnTheme, Settings, ShopDomain, ThemeId, ThemeTarget,
};
use waymark_publish::{
    Auth, Expected, FolderPlace, HttpPlace, Limits, ObjectsPlace, Place, Pointer, Provider, PublishError,
    Site, Stamp,
};

use super::azure::azure_credential;
use super::finding::Pointed;
use super::live::LiveRevision;
use super::words;
use crate::error::AppError;
use crate::failure::Failure;
use crate::view::LiveId;

/// Who is told of steps in words, and asked whether to go on.
pub trait Progress: Sync {
    /// A step begins.
    fn step(&self, words: &'static str);

    /// Whether to stop. Asked often; must not block.
    fn is_cancelled(&self) -> bool;
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn step(&self, _words: &'static str) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// What a place has.
pub(super) struct Seen {
    pub live: Option<LiveRevision>,
    /// Name of the theme that has it, where visitors do not see that theme.
    pub unseen_in: Option<String>,
    /// What a pointer says was live before.
    pub before: Option<Pointed>,
    /// Text of a theme's file, where it is one of Waymark's.
    pub bundle: Option<String>,
}

/// What trying a place out told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tried {
    pub live: Option<LiveRevision>,
    /// Name of the theme, where visitors do not see it.
    pub unseen_in: Option<String>,
    /// Themes to choose from, the live one first.
    pub themes: Vec<shopify::Theme>,
    /// It can be written to.
    pub is_writable: bool,
    /// Why a theme that can be written to would not load what is written.
    pub refused: Option<Failure>,
}

/// What became of a release at a place.
pub(super) struct Sent {
    /// Something had to change for it.
    pub moved: bool,
    /// Name of the theme that has it, where visitors do not see that theme.
    pub unseen_in: Option<String>,
}

/// An opened target.
pub(super) enum Door {
    Files { place: Box<Place>, site: Site },
    Theme { target: Box<ThemeTarget>, theme: Option<ThemeId> },
}

impl Door {
    /// Opens a place; nothing is asked of it yet.
    pub fn open(named: &Named, shop: &ShopSlug, secret: Option<&SecretString>) -> Result<Self, AppError> {
        if let Named::Theme { shop, sign_in, theme, endpoint } = named {
            return theme_of(shop, sign_in, theme.as_deref(), endpoint.as_deref(), secret);
        }
        Ok(Self::Files { place: Box::new(files_of(named, secret)?), site: Site::of(&shop.0)? })
    }

    /// What is live, or would be if visitors saw the theme.
    pub async fn live(&self) -> Result<Seen, AppError> {
        match self {
            Self::Files { place, site } => {
                let (live, before) = match waymark_publish::live(place.as_ref(), site).await {
                    Err(PublishError::Foreign { sha256 }) => (Some(LiveRevision::foreign(&sha256)), None),
                    live => {
                        let live = live?;
                        let before = live.as_ref().and_then(|live| Pointed::before(&live.pointer));
                        (live.map(LiveRevision::from), before)
                    }
                };
                Ok(Seen { live, unseen_in: None, before, bundle: None })
            }
            Self::Theme { target, theme } => {
                let theme = target.theme(theme.as_ref(), &()).await?;
                let OnTheme { asset, bundle, is_loaded } = target.look(&theme.id, &()).await?;
                let live = LiveRevision::of_theme(asset, is_loaded);
                Ok(Seen { live, unseen_in: theme.unseen().map(str::to_owned), before: None, bundle })
            }
        }
    }

    /// The file of a theme that is not Waymark's, if it is the one that was seen.
    async fn foreign(&self, seen: &str) -> Result<Option<LiveAsset>, AppError> {
        if !LiveRevision::is_name_of_foreign(seen) {
            return Ok(None);
        }
        let live = self.live().await?.live.filter(|live| live.revision == seen);
        Ok(live.and_then(|live| live.asset))
    }

    /// What a theme has to have, if that is what was seen of it.
    pub async fn expected_in_theme(&self, seen: Option<&LiveId>) -> Result<shopify::Expected, AppError> {
        Ok(match seen {
            None => shopify::Expected::Nothing,
            // Another one by now is not met by any revision.
            Some(LiveId { files: Some(checksum), .. }) => {
                shopify::Expected::Checksum(Checksum::told(checksum))
            }
            Some(LiveId { revision, .. }) => match self.foreign(revision).await? {
                Some(asset) => shopify::Expected::Checksum(asset.checksum),
                None => shopify::Expected::Revision(revision.clone()),
            },
        })
    }

    /// Tries the place out without touching what is live.
    pub async fn try_out(&self) -> Result<Tried, AppError> {
        match self {
            Self::Files { place, site } => {
                let checked = waymark_publish::check(place.as_ref(), site).await?;
                let foreign = checked.foreign.as_deref().map(LiveRevision::foreign);
                let live = checked.live.map(LiveRevision::from).or(foreign);
                Ok(Tried { live, unseen_in: None, themes: vec![], is_writable: true, refused: None })
            }
            Self::Theme { target, theme } => {
                let checked = target.check(&()).await?;
                let theme = target.theme(theme.as_ref(), &()).await?;
                let OnTheme { asset, is_loaded, .. } = target.look(&theme.id, &()).await?;
                let live = LiveRevision::of_theme(asset, is_loaded);
                let unseen_in = theme.unseen().map(str::to_owned);
                let refused = match target.expect_loadable(&theme.id, &()).await {
                    Err(error) if !error.is_of_theme() => return Err(error.into()),
                    loadable => loadable.err().map(|error| Failure::from(AppError::from(error))),
                };
                Ok(Tried { live, unseen_in, themes: checked.themes, is_writable: checked.may_write, refused })
            }
        }
    }

    /// Makes a release live if what is live is what was seen.
    pub async fn publish(
        &self,
        release: &Release,
        seen: Option<&LiveId>,
        stamp: &Stamp,
        progress: &dyn Progress,
    ) -> Result<Sent, AppError> {
        // Of a release that another version made only the form is known in which it was found.
        let revision = || release.revision.clone();
        match self {
            Self::Files { .. } if release.runtime_js.is_empty() => {
                Err(AppError::OtherForm { revision: revision(), in_one_file: true })
            }
            Self::Theme { .. } if release.bundle_js.is_empty() => {
                Err(AppError::OtherForm { revision: revision(), in_one_file: false })
            }
            Self::Files { place, site } => {
                let expected = match seen {
                    None => Expected::Nothing,
                    Some(seen) => expected(place.as_ref(), site, seen, release).await?,
                };
                let watch = Watching(progress);
                let published =
                    waymark_publish::publish(place.as_ref(), site, release, &expected, stamp, &watch).await?;
                Ok(Sent { moved: published.moved, unseen_in: None })
            }
            Self::Theme { target, theme } => {
                let expected = self.expected_in_theme(seen).await?;
                let watch = Watching(progress);
                // Asked before anything is written: afterwards nothing may be told as failed.
                let theme = target.theme(theme.as_ref(), &watch).await?;
                let published = target.go_live_in(&theme.id, release, &expected, &watch).await?;
                Ok(Sent { moved: !published.was_there, unseen_in: theme.unseen().map(str::to_owned) })
            }
        }
    }
}

/// What is live, as long as it is what was seen, or the release itself.
async fn expected(
    place: &Place,
    site: &Site,
    seen: &LiveId,
    release: &Release,
) -> Result<Expected, PublishError> {
    let live = match waymark_publish::live(place, site).await {
        Err(PublishError::Foreign { sha256 }) if LiveRevision::foreign(&sha256).revision == seen.revision => {
            return Ok(Expected::Foreign(sha256));
        }
        live => live?,
    };
    let is_seen = |pointer: &Pointer| {
        let runtime = pointer.runtime_sha256();
        pointer.revision == seen.revision && seen.files.as_ref().is_none_or(|files| files == runtime)
    };
    match live {
        Some(live) if is_seen(&live.pointer) || live.pointer.is_to(release) => {
            Ok(Expected::at(&live.pointer))
        }
        live => Err(PublishError::Changed { live: live.map(|live| Box::new(live.pointer)) }),
    }
}

fn theme_of(
    shop: &str,
    sign_in: &SignIn,
    theme: Option<&str>,
    endpoint: Option<&str>,
    secret: Option<&SecretString>,
) -> Result<Door, AppError> {
    let secret = secret.cloned().unwrap_or_default();
    let credentials = match sign_in {
        SignIn::Token => Credentials::Token(secret),
        SignIn::ClientCredentials { client_id } => Credentials::Client { id: client_id.clone(), secret },
        SignIn::ThemeAccess => Credentials::ThemeAccess(secret),
    };
    let base = endpoint.and_then(|endpoint| Url::parse(endpoint).ok());
    let settings = Settings { base, poll: Duration::from_secs(1), ..Settings::default() };
    let target = ThemeTarget::new(ShopDomain::parse(shop)?, credentials, settings)?;
    Ok(Door::Theme { target: Box::new(target), theme: theme.map(ThemeId::parse).transpose()? })
}

fn files_of(named: &Named, secret: Option<&SecretString>) -> Result<Place, AppError> {
    let limits = Limits::default();
    let secret = || secret.cloned().unwrap_or_default();
    let objects = |provider, prefix: &str, allow_http| {
        Place::objects(&ObjectsPlace {
            provider,
            prefix: prefix.to_owned(),
            ca_pem: None,
            allow_http,
            limits,
        })
    };
    let place = match named {
        Named::Folder { path, .. } => Place::folder(FolderPlace { path: path.into() }),
        Named::Host { url } => Place::http(&HttpPlace {
            base_url: url.clone(),
            auth: Auth::Bearer(secret()),
            ca_pem: None,
            allow_http: false,
            limits,
        })?,
        Named::Http { url, header, ca_pem, allow_http, .. } => Place::http(&HttpPlace {
            base_url: url.clone(),
            auth: match header {
                Some(name) => Auth::Header { name: name.clone(), value: secret() },
                None => Auth::Bearer(secret()),
            },
            ca_pem: ca_pem.clone(),
            allow_http: *allow_http,
            limits,
        })?,
        Named::S3 { bucket, region, access_key_id, endpoint, prefix, allow_http, .. } => {
            let provider = Provider::S3 {
                // A service of one's own is found by its address alone; Amazon's is named after the bucket.
                path_style: endpoint.is_some(),
                endpoint: endpoint.clone(),
                region: region.clone(),
                bucket: bucket.clone(),
                access_key: access_key_id.clone().into(),
                secret_key: secret(),
                session_token: None,
            };
            objects(provider, prefix, *allow_http)?
        }
        Named::Azure { account, container, endpoint, prefix, .. } => {
            let provider = Provider::Azure {
                endpoint: endpoint.clone(),
                account: account.clone(),
                container: container.clone(),
                credential: azure_credential(secret()),
            };
            objects(provider, prefix, false)?
        }
        Named::Gcs { bucket, prefix, .. } => {
            let provider = Provider::Gcs { bucket: bucket.clone(), service_account: secret() };
            objects(provider, prefix, false)?
        }
        // Opened before.
        Named::Theme { .. } => return Err(PublishError::Settings("A theme is no place for files.").into()),
    };
    Ok(place)
}

pub(super) struct Watching<'a>(pub &'a dyn Progress);

impl waymark_publish::Watch for Watching<'_> {
    fn step(&self, step: waymark_publish::Step) {
        self.0.step(words::step(step));
    }

    fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

impl shopify::Watch for Watching<'_> {
    fn step(&self, step: shopify::Step) {
        self.0.step(words::theme_step(step));
    }

    fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}
