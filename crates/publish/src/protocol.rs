//! The order in which a release goes live: content first, read back and compared, then the script that the shop
//! names, then the pointer by compare-and-swap. Stopped anywhere, the revision before is live and whole, and
//! doing the same again completes it. Knows no place and no network.

use sha2::{Digest, Sha256};
use waymark_compile::{ENTRY_JS, Release};

use crate::pointer::{Pointer, Stamp};
use crate::retry::{backoff, patiently, pause_after, wait};
use crate::storage::{Created, Object, Storage, Stored, Version};
use crate::watch::{Step, Unwatched, Watch};
use crate::{PublishError, Site};

const JSON: &str = "application/json";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_MINUTES: &str = "public, max-age=300, stale-while-revalidate=86400";
const FOR_A_MINUTE: &str = "public, max-age=60, stale-while-revalidate=600";

/// What the publisher believes to be live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing yet.
    Nothing,
    /// The release of these two files, by their SHA-256. The config alone would not do: after an update of Waymark the
    /// same plan goes live with another runtime.
    Release {
        /// Of the config.
        config: String,
        /// Of the runtime.
        runtime: String,
    },
    /// A file that is no pointer, or none that is understood, with this SHA-256: a person has seen it and wants it
    /// replaced.
    Foreign(String),
}

impl Expected {
    /// The release that a pointer leads to.
    #[must_use]
    pub fn at(pointer: &Pointer) -> Self {
        Self::Release { config: pointer.sha256.clone(), runtime: pointer.runtime_sha256().to_owned() }
    }

    /// This release.
    #[must_use]
    pub fn of(release: &Release) -> Self {
        Self::Release { config: release.sha256.clone(), runtime: release.runtime_sha256.clone() }
    }
}

/// What is live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// What the pointer says.
    pub pointer: Pointer,
    /// The pointer's version.
    pub version: Version,
}

/// A release that is live now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// What is live now.
    pub live: Live,
    /// What was live before; the same pointer if this release was live already.
    pub before: Option<Pointer>,
    /// Whether the pointer moved: not when this very release was live already.
    pub moved: bool,
}

/// Reads what is live; `None` if nothing was ever published there. [`PublishError::Foreign`] where a file lies that is
/// not understood.
pub async fn live<S: Storage>(storage: &S, site: &Site) -> Result<Option<Live>, PublishError> {
    let key = site.pointer();
    let Some(stored) = patiently(&storage.limits(), &Unwatched, || storage.read(&key)).await? else {
        return Ok(None);
    };
    let pointer = Pointer::from_json(&stored.bytes)?;
    Ok(Some(Live { pointer, version: stored.version }))
}

/// Makes a release live if what is live is what was expected. Rolling back is the same with an older release.
///
/// Says [`PublishError::Changed`] with the pointer of another publisher who came first, or [`PublishError::Foreign`]
/// for a file that nobody has seen, and never overwrites either.
/// A release that is live already is not published again; files of it that went missing are put there again.
pub async fn publish<S: Storage>(
    storage: &S,
    site: &Site,
    release: &Release,
    expected: &Expected,
    stamp: &Stamp,
    watch: &dyn Watch,
) -> Result<Published, PublishError> {
    let run = Run { storage, watch };
    expect_names(site, release)?;
    watch.step(Step::Look);
    let key = site.pointer();
    let stored = run.read(&key).await?;
    let before = match &stored {
        None => None,
        Some(stored) => match (Pointer::from_json(&stored.bytes), expected) {
            (Ok(pointer), _) => Some(pointer),
            (Err(PublishError::Foreign { sha256 }), Expected::Foreign(seen)) if sha256 == *seen => None,
            (Err(error), _) => return Err(error),
        },
    };
    let is_live = before.as_ref().is_some_and(|pointer| pointer.is_to(release));
    let is_expected = match expected {
        Expected::Nothing => before.is_none(),
        Expected::Release { .. } => before.as_ref().is_some_and(|pointer| Expected::at(pointer) == *expected),
        // Another one ended above, and one that was taken away is nothing to be replaced.
        Expected::Foreign(_) => before.is_none() && stored.is_some(),
    };
    if !is_live && !is_expected {
        return Err(PublishError::Changed { live: before.map(Box::new) });
    }

    watch.step(Step::Config);
    let config = object(&release.config_json, JSON, FOR_EVER);
    run.put(&site.config(&release.sha256), &config).await?;
    watch.step(Step::Runtime);
    let runtime = object(&release.runtime_js, JAVASCRIPT, FOR_EVER);
    run.put(&site.runtime(&release.runtime_sha256), &runtime).await?;
    watch.step(Step::Entry);
    let entry = object(ENTRY_JS, JAVASCRIPT, FOR_MINUTES);
    run.put(&site.entry(), &entry).await?;
    if is_live && let (Some(pointer), Some(stored)) = (&before, &stored) {
        let live = Live { pointer: pointer.clone(), version: stored.version.clone() };
        return Ok(Published { live, before, moved: false });
    }

    watch.step(Step::Conditions);
    run.expect_conditions(&site.entry(), &entry).await?;
    if watch.is_cancelled() {
        return Err(PublishError::Cancelled);
    }
    watch.step(Step::Pointer);
    let pointer = Pointer::to(release, stamp, before.as_ref());
    let version = run.swap(&key, &pointer, stored.as_ref()).await?;
    Ok(Published { live: Live { pointer, version }, before, moved: true })
}

/// What is read back is compared with these bytes, and by others with these names.
fn expect_names(site: &Site, release: &Release) -> Result<(), PublishError> {
    let is = |text: &str, sha256: &str| format!("{:x}", Sha256::digest(text)) == sha256;
    if !is(&release.config_json, &release.sha256) {
        return Err(PublishError::NotStored(site.config(&release.sha256)));
    }
    if !is(&release.runtime_js, &release.runtime_sha256) {
        return Err(PublishError::NotStored(site.runtime(&release.runtime_sha256)));
    }
    Ok(())
}

fn object<'a>(text: &'a str, content_type: &'static str, cache_control: &'static str) -> Object<'a> {
    Object { bytes: text.as_bytes(), content_type, cache_control }
}

/// One publication, or one check.
pub(crate) struct Run<'a, S> {
    pub(crate) storage: &'a S,
    pub(crate) watch: &'a dyn Watch,
}

impl<S: Storage> Run<'_, S> {
    pub(crate) async fn read(&self, key: &str) -> Result<Option<Stored>, PublishError> {
        patiently(&self.storage.limits(), self.watch, || self.storage.read(key)).await
    }

    /// Writes a file unless these bytes are there already; what counts is what reading it gives.
    pub(crate) async fn put(&self, key: &str, object: &Object<'_>) -> Result<Stored, PublishError> {
        let limits = self.storage.limits();
        for tried in 0..=limits.attempts {
            let stored = self.read(key).await?;
            if let Some(stored) = stored.as_ref().filter(|stored| stored.bytes == object.bytes) {
                return Ok(stored.clone());
            }
            if tried == limits.attempts {
                break;
            }
            if tried > 0 {
                wait(self.watch, backoff(tried, &limits)).await?;
            }
            let written = match &stored {
                None => patiently(&limits, self.watch, || self.storage.create(key, object)).await.map(|_| ()),
                // Half a file of a place that does not write whole ones, or another program version's entry.
                Some(stored) => {
                    let swap = || self.storage.swap(key, object, Some(&stored.version));
                    patiently(&limits, self.watch, swap).await.map(|_| ())
                }
            };
            match written {
                Ok(()) | Err(PublishError::Changed { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Err(PublishError::NotStored(key.to_owned()))
    }

    /// Tries, with a file that lies there and with its own bytes, whether the place refuses what it must: making
    /// it a second time, and replacing a version that it has not.
    pub(crate) async fn expect_conditions(&self, key: &str, object: &Object<'_>) -> Result<(), PublishError> {
        let limits = self.storage.limits();
        let created = patiently(&limits, self.watch, || self.storage.create(key, object)).await?;
        if created == Created::New {
            return Err(PublishError::ConditionsIgnored);
        }
        // A place that names no version when it is read could be published to once, and never again.
        if self.read(key).await?.is_none_or(|stored| !stored.version.is_named()) {
            return Err(PublishError::ConditionsIgnored);
        }
        let never = Version::never();
        let swap = || self.storage.swap(key, object, Some(&never));
        match patiently(&limits, self.watch, swap).await {
            Err(PublishError::Changed { .. }) => Ok(()),
            Ok(_) => Err(PublishError::ConditionsIgnored),
            Err(error) => Err(error),
        }
    }

    /// Moves the pointer. Whatever the answer, only reading it decides: ours, it is done; the one before, the
    /// same is tried under the same condition; another one, somebody else came first. So the pointer is never
    /// written twice, and never over somebody else's. No stop is heard: what is live would not be known.
    async fn swap(
        &self,
        key: &str,
        pointer: &Pointer,
        before: Option<&Stored>,
    ) -> Result<Version, PublishError> {
        let limits = self.storage.limits();
        let json = pointer.to_json();
        let object = Object { bytes: &json, content_type: JSON, cache_control: FOR_A_MINUTE };
        let expected = before.map(|stored| &stored.version);
        let mut tried = 0;
        let (mut accepted, mut may_have_moved) = (0, false);
        loop {
            let answer = self.storage.swap(key, &object, expected).await;
            tried += 1;
            accepted += u32::from(answer.is_ok());
            may_have_moved |=
                !matches!(answer, Err(PublishError::Changed { .. } | PublishError::Throttled { .. }));
            let read = patiently(&limits, &Unwatched, || self.storage.read(key)).await;
            let now = match (read, answer.as_ref().err()) {
                (Ok(now), _) => now,
                (Err(read), None) => return Err(read),
                (Err(_), Some(_)) => return answer,
            };
            if let Some(now) = now.as_ref().filter(|now| now.bytes == json) {
                return Ok(now.version.clone());
            }
            let is_unchanged = now.as_ref().map(|now| &now.bytes) == before.map(|before| &before.bytes);
            if !is_unchanged {
                let live = now.map(|now| Pointer::from_json(&now.bytes)).transpose()?;
                return Err(PublishError::Changed { live: live.map(Box::new) });
            }
            let pause = match &answer {
                // What it took for good it does not take again from the same version.
                Ok(_) if tried >= limits.attempts && accepted > 1 => {
                    return Err(PublishError::NotStored(key.to_owned()));
                }
                Ok(_) | Err(PublishError::Changed { .. }) if tried >= limits.attempts && may_have_moved => {
                    return Err(PublishError::Cached);
                }
                // It keeps refusing the very version that it gives: its conditions are no use.
                Err(PublishError::Changed { .. }) if tried >= limits.attempts => {
                    return Err(PublishError::ConditionsIgnored);
                }
                Ok(_) | Err(PublishError::Changed { .. }) => backoff(tried, &limits),
                Err(error) => match pause_after(error, tried, &limits) {
                    Some(pause) => pause,
                    None => return answer,
                },
            };
            wait(&Unwatched, pause).await?;
        }
    }
}
