//! What a shop really serves its visitors: whether a page of it loads Waymark, from where, and which revision that is.
//! Asked as a visitor asks, not through the target's own door.

use url::Url;
use waymark_audit::Prober;
use waymark_publish::shopify::{ScriptTag, TagSource, revision_of};

use super::delivery::{Delivered, ENTRY, delivered, held_back, not_run};
use super::installation::PASSWORD_PAGE;
use super::shop_page::ShopPage;
use super::undelivered::{is_there, missing, of_its_own};
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
    /// With which status its server turned Waymark away: browsers may get it.
    pub turned_away: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LoadedBy {
    /// The asset of a theme.
    ThemeAsset,
    /// The entry of a place for files.
    Entry,
    /// The bundle stands in the page, or in a file that somebody exported and put online.
    Page,
}

/// Looks at a page of the shop. An address that does not answer is an error: then nothing can be told.
pub async fn look_at_shop(prober: &Prober, page: &Url) -> Result<OnShop, AppError> {
    let page = ShopPage::read(prober, page).await?;
    let found = page.loads();
    let mut loads = Vec::new();
    for tag in &found.tags {
        let by = match tag.source {
            TagSource::ThemeAsset => LoadedBy::ThemeAsset,
            TagSource::HostedEntry => LoadedBy::Entry,
            TagSource::Copy => LoadedBy::Page,
        };
        let from = page.url().join(&tag.address).ok();
        let Delivered { revision, runtime, undelivered, turned_away } = match &from {
            Some(from) => release_at(prober, page.url(), tag, from).await,
            None => Delivered::default(),
        };
        // Anybody may call a file so.
        if tag.source == TagSource::Copy && revision.is_none() {
            continue;
        }
        let held = from.as_ref().and_then(|from| held_back(&page, tag, from));
        loads.push(Loaded { by, from, revision, runtime, undelivered: held.or(undelivered), turned_away });
    }
    if let Some(revision) = found.revision {
        let (by, revision) = (LoadedBy::Page, Some(revision));
        loads.push(Loaded { by, from: None, revision, runtime: None, undelivered: None, turned_away: None });
    }
    Ok(OnShop { page: page.url().clone(), loads })
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
        _ if serving.undelivered.as_ref().is_some_and(|told| !told.works) => InstallVerdict::NotDelivered,
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
    /// Browsers get it, and keep what was live before for too long.
    Slow,
}

/// What is wrong with what a page serves. `here` are the page's own places; `all` are all of its shop, one of which is
/// enough, or nothing where one of them could not be asked: then what is served may be of that one.
#[must_use]
pub fn fault(serving: &Serving, here: &[&Review], all: Option<&[&Review]>) -> Option<Fault> {
    let is_live = |revision: &str| {
        all.into_iter().flatten().any(|review| live_in(review).is_some_and(|live| live == revision))
    };
    // What a theme does not load is expected of nobody's page.
    let is_loaded = |review: &Review| review.live.as_ref().is_some_and(|live| live.is_loaded);
    let is_due = |review: &Review| live_in(review).is_some() && is_loaded(review) || review.is_gone;
    let is_known = all.is_some() && here.iter().any(|review| is_due(review));
    match verdict(serving, None, is_live) {
        InstallVerdict::Twice => Some(Fault::Twice),
        InstallVerdict::NotDelivered => Some(Fault::NotDelivered),
        InstallVerdict::Missing => is_known.then_some(Fault::Missing),
        InstallVerdict::OtherRevision => is_known.then_some(Fault::Other),
        InstallVerdict::Installed if serving.undelivered.is_some() => Some(Fault::Slow),
        InstallVerdict::Installed
        | InstallVerdict::RevisionUnknown
        | InstallVerdict::PlaceUnknown
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
async fn release_at(prober: &Prober, page: &Url, tag: &ScriptTag, from: &Url) -> Delivered {
    if tag.source == TagSource::HostedEntry {
        return delivered(prober, page, from, Some(tag)).await;
    }
    match prober.read_from(&page.origin(), from).await {
        Ok(script) if script.status == 200 => Delivered {
            revision: revision_of(&script.text),
            undelivered: not_run(page, from, ENTRY, &script, Some(tag)),
            ..Delivered::default()
        },
        Ok(script) if matches!(script.status, 404 | 410) => {
            Delivered { undelivered: Some(missing(from)), ..Delivered::default() }
        }
        // Some shops turn away programs and let visitors in.
        Ok(script) if matches!(script.status, 401 | 403 | 429 | 503) => {
            Delivered { turned_away: Some(script.status), ..Delivered::default() }
        }
        served => Delivered {
            undelivered: is_there(from, ENTRY, served).err().map(of_its_own),
            ..Delivered::default()
        },
    }
}
