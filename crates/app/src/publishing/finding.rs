//! What a place has that this data folder does not: a release that somebody else, or another computer, made live, and the
//! one before it, fetched by the hashes that name them. Whatever a place does here, a look at it goes on.

use std::time::Duration;

use waymark_compile::Release;
use waymark_model::Config;
use waymark_publish::{Lost, Place, Pointer, Site, content, is_revision};
use waymark_store::Revision;

use super::door::{Door, Seen};
use super::known::{id_of_parts, is_of_config};

/// Largest config and runtime that are kept, in bytes: many times what Waymark writes.
const LARGEST_CONFIG: usize = 4 << 20;
const LARGEST_RUNTIME: usize = 1 << 20;
/// Longest that a look waits for them: whoever hangs is told of, not waited for.
const LONGEST: Duration = Duration::from_secs(10);

/// A release as a pointer names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pointed {
    revision: Option<String>,
    sha256: String,
    /// Older Waymarks do not say of what was live before.
    runtime: Option<String>,
    by: Option<String>,
    at: Option<String>,
}

impl Pointed {
    /// What was live before what a pointer names.
    pub fn before(pointer: &Pointer) -> Option<Self> {
        let sha256 = pointer.previous.clone()?;
        let before = pointer.before.as_ref();
        Some(Self {
            revision: None,
            sha256,
            runtime: before.map(|before| before.runtime_sha256().to_owned()),
            by: before.map(|before| before.by.clone()),
            at: before.map(|before| before.published_at.clone()),
        })
    }

    fn id_among(&self, known: &[Revision]) -> Option<String> {
        let is_it = |known: &&Revision| match &self.runtime {
            Some(runtime) => known.id == id_of_parts(&self.sha256, runtime),
            None => is_of_config(&known.id, &self.sha256),
        };
        known.iter().find(is_it).map(|known| known.id.clone())
    }
}

/// What was found of a release.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Find {
    /// Where it was found.
    pub is: Result<Found, Lost>,
    /// Its config, also where nothing else could be had.
    pub config: Option<Config>,
    /// Who published it, where that is told.
    pub by: Option<String>,
    /// When, as far as it is told.
    pub at: Option<String>,
}

/// A release that is not lost.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Found {
    /// The revision of this id, which is here already.
    Here(String),
    /// As the place has it.
    There(Box<Release>),
}

/// What was found at a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Finds {
    /// Of what is live.
    pub live: Option<Find>,
    /// Of what was live before.
    pub before: Option<Find>,
}

impl Door {
    /// Fetches what is live and what was before, as far as they are not known.
    pub async fn find(&self, seen: &Seen, known: &[Revision]) -> Finds {
        let Some(live) = seen.live.as_ref().filter(|live| !live.is_foreign()) else {
            return Finds::default();
        };
        let (by, at) = (live.by.clone(), live.published_at.clone());
        match self {
            Self::Files { place, site } => {
                let Some(sha256) = live.sha256.clone() else { return Finds::default() };
                let revision = Some(live.revision.clone());
                let live = Pointed { revision, sha256, runtime: live.runtime.clone(), by, at };
                let before = async {
                    match &seen.before {
                        Some(before) => Some(find(place, site, before, known).await),
                        None => None,
                    }
                };
                let (live, before) = tokio::join!(find(place, site, &live, known), before);
                Finds { live: Some(live), before }
            }
            // A theme has nothing but what is live.
            Self::Theme { .. } => Finds {
                live: seen.bundle.as_deref().map(|bundle| {
                    let is = in_one_file(bundle);
                    let config = is.as_ref().ok().and_then(|release| config_of(&release.config_json));
                    Find { is: is.map(|release| Found::There(Box::new(release))), config, by, at }
                }),
                before: None,
            },
        }
    }
}

fn in_one_file(bundle: &str) -> Result<Release, Lost> {
    if bundle.len() > LARGEST_CONFIG + LARGEST_RUNTIME {
        return Err(Lost::TooLarge);
    }
    Release::of_bundle(bundle).filter(|release| is_revision(&release.revision)).ok_or(Lost::NotUnderstood)
}

async fn find(place: &Place, site: &Site, named: &Pointed, known: &[Revision]) -> Find {
    let (by, at) = (named.by.clone(), named.at.clone());
    if let Some(id) = named.id_among(known) {
        return Find { is: Ok(Found::Here(id)), config: None, by, at };
    }
    let mut config = None;
    let is = tokio::time::timeout(LONGEST, fetch(place, site, named, &mut config)).await;
    let is = is.unwrap_or(Err(Lost::NoAnswer)).map(|release| Found::There(Box::new(release)));
    Find { is, config, by, at }
}

async fn fetch(
    place: &Place,
    site: &Site,
    named: &Pointed,
    config: &mut Option<Config>,
) -> Result<Release, Lost> {
    let json = content(place, &site.config(&named.sha256), &named.sha256, LARGEST_CONFIG).await?;
    // Nothing told of what was live before which marker it has, and it is shown like the pointer's.
    let read = config_of(&json).filter(|read| is_revision(&read.revision)).ok_or(Lost::NotUnderstood)?;
    if named.revision.as_ref().is_some_and(|revision| *revision != read.revision) {
        return Err(Lost::Altered);
    }
    *config = Some(read);
    let release = match &named.runtime {
        Some(runtime) => {
            let script = content(place, &site.runtime(runtime), runtime, LARGEST_RUNTIME).await?;
            Release::of_files(json, script)
        }
        None => Release::of_config(json),
    };
    release.ok_or(Lost::NotUnderstood)
}

fn config_of(json: &str) -> Option<Config> {
    serde_json::from_str(json).ok()
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};
    use waymark_publish::FolderPlace;

    use super::*;

    #[tokio::test]
    async fn what_has_no_marker_that_can_be_shown_is_not_understood() {
        let (folder, site) = (tempfile::tempdir().unwrap(), Site::of("kiln.example").unwrap());
        let place = Place::folder(FolderPlace { path: folder.path().to_owned() });
        for (marker, is_read) in [("0123456789abcdef", true), ("\\u001b[2J", false)] {
            let json = format!(r#"{{"schema":1,"revision":"{marker}","pageTypes":[],"events":[]}}"#);
            let sha256 = format!("{:x}", Sha256::digest(&json));
            let file = folder.path().join(site.config(&sha256));
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, json).unwrap();
            let named = Pointed { revision: None, sha256, runtime: None, by: None, at: None };
            let found = find(&place, &site, &named, &[]).await;
            assert_eq!(found.config.is_some(), is_read, "{found:?}");
            assert!(is_read || found.is == Err(Lost::NotUnderstood), "{found:?}");
        }
    }
}
