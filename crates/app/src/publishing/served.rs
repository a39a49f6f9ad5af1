//! What a shop really serves its visitors: whether a page of it loads Waymark, from where, and which revision that is.
//! Asked as a visitor asks, not through the target's own door.

use url::Url;
use waymark_audit::Prober;
use waymark_publish::shopify::{ScriptTag, revision_of, verify_on_page};

use super::delivery::{Delivered, delivered};
use super::installation::PASSWORD_PAGE;
use crate::error::AppError;
use crate::view::{InstallVerdict, Review, Serving, Undelivered};

/// What a page of the shop loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnShop {
    /// The page, after redirects.
    pub page: Url,
    /// Each time that it loads Waymark; more than once is once too many.
    pub(super) loads: Vec<Loaded>,
}

/// One time that a page loads Waymark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Loaded {
    /// How.
    pub by: LoadedBy,
    /// From where; absent where it stands in the page itself, or the address makes no sense.
    pub from: Option<Url>,
    /// The revision that visitors get, where it could be told.
    pub revision: Option<String>,
    /// SHA-256 of its runtime, where that is told: a theme's file is changed on its way to visitors.
    pub runtime: Option<String>,
    /// Why browsers do not get that revision all the same.
    pub undelivered: Option<Undelivered>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LoadedBy {
    /// The asset of a theme.
    ThemeAsset,
    /// The entry of a place for files.
    Entry,
    /// The bundle stands in the page.
    Page,
}

/// Looks at a page of the shop. An address that does not answer is an error: then nothing can be told.
pub async fn look_at_shop(prober: &Prober, page: &Url) -> Result<OnShop, AppError> {
    let served = prober.read(page).await?;
    if served.status >= 400 {
        return Err(AppError::NotServed { status: served.status });
    }
    let found = verify_on_page(&served.text);
    let mut loads = Vec::new();
    for tag in found.tags {
        let (by, source) = match tag {
            ScriptTag::ThemeAsset(source) => (LoadedBy::ThemeAsset, source),
            ScriptTag::HostedEntry(source) => (LoadedBy::Entry, source),
        };
        let from = served.url.join(&source).ok();
        let Delivered { revision, runtime, undelivered } = match &from {
            Some(from) => release_at(prober, &served.url, by, from).await,
            None => Delivered::default(),
        };
        loads.push(Loaded { by, from, revision, runtime, undelivered });
    }
    if let Some(revision) = found.revision {
        let (by, revision) = (LoadedBy::Page, Some(revision));
        loads.push(Loaded { by, from: None, revision, runtime: None, undelivered: None });
    }
    Ok(OnShop { page: served.url, loads })
}

/// What the shop serves, in short.
pub async fn serving(prober: &Prober, page: &Url) -> Result<Serving, AppError> {
    Ok(Serving::from(&look_at_shop(prober, page).await?))
}

impl From<&OnShop> for Serving {
    fn from(OnShop { page, loads }: &OnShop) -> Self {
        let first = loads.first();
        Self {
            loads: first.is_some(),
            from: first.and_then(|loaded| loaded.from.as_ref()).map(Url::to_string),
            revision: first.and_then(|loaded| loaded.revision.clone()),
            twice: loads.len() > 1,
            is_closed: loads.is_empty() && page.path() == PASSWORD_PAGE,
            undelivered: first.and_then(|loaded| loaded.undelivered.clone()),
        }
    }
}

/// How what a page serves stands to what it should serve. `elsewhere` says that what is loaded is not a place's, and in
/// what way; `is_right` tells the revisions that are.
pub(super) fn verdict(
    serving: &Serving,
    elsewhere: Option<InstallVerdict>,
    is_right: impl FnOnce(&str) -> bool,
) -> InstallVerdict {
    match (&serving.revision, elsewhere) {
        // Before its launch a shop shows its password page and nothing else.
        _ if !serving.loads && serving.is_closed => InstallVerdict::Closed,
        _ if !serving.loads => InstallVerdict::Missing,
        _ if serving.twice => InstallVerdict::Twice,
        (_, Some(elsewhere)) => elsewhere,
        _ if serving.undelivered.is_some() => InstallVerdict::NotDelivered,
        (None, None) => InstallVerdict::RevisionUnknown,
        (Some(revision), None) if is_right(revision) => InstallVerdict::Installed,
        (Some(_), None) => InstallVerdict::OtherRevision,
    }
}

/// What is wrong with what a page serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not load what is live.
    Missing,
    /// It serves a revision that is live at none of its places.
    Other,
    /// It loads Waymark more than once.
    Twice,
    /// It loads Waymark, and browsers do not get all of it.
    NotDelivered,
}

/// What is wrong with what a page serves. `here` are the page's own places; `all` are all of its shop, one of which is
/// enough, or nothing where one of them could not be asked: then what is served may be of that one.
#[must_use]
pub fn fault(serving: &Serving, here: &[&Review], all: Option<&[&Review]>) -> Option<Fault> {
    let is_live = |revision: &str| {
        all.into_iter().flatten().any(|review| live_in(review).is_some_and(|live| live == revision))
    };
    let is_known = all.is_some() && here.iter().any(|review| live_in(review).is_some());
    match verdict(serving, None, is_live) {
        InstallVerdict::Twice => Some(Fault::Twice),
        InstallVerdict::NotDelivered => Some(Fault::NotDelivered),
        InstallVerdict::Missing => is_known.then_some(Fault::Missing),
        InstallVerdict::OtherRevision => is_known.then_some(Fault::Other),
        InstallVerdict::Installed
        | InstallVerdict::RevisionUnknown
        | InstallVerdict::Closed
        | InstallVerdict::OtherPlace
        | InstallVerdict::OtherShop => None,
    }
}

/// The revision that visitors get of a place, if its shop loads it.
fn live_in(review: &Review) -> Option<&String> {
    review.live.as_ref().filter(|_| review.unseen_in.is_none()).map(|live| &live.revision)
}

/// What is loaded from there.
async fn release_at(prober: &Prober, page: &Url, by: LoadedBy, from: &Url) -> Delivered {
    if by == LoadedBy::Entry {
        return delivered(prober, page, from).await;
    }
    let script = prober.read(from).await.ok();
    Delivered { revision: script.and_then(|script| revision_of(&script.text)), ..Delivered::default() }
}
