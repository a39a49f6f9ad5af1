//! "Test connection": tries on a file of its own all that a publication needs, and removes the file again.

use crate::protocol::{Live, Run, live};
use crate::retry::patiently;
use crate::storage::{Object, Storage};
use crate::watch::Unwatched;
use crate::{PublishError, Site};

const PROBE: Object<'_> = Object {
    bytes: b"{\"probe\":\"Waymark tries out whether it can publish here.\"}\n",
    content_type: "application/json",
    cache_control: "no-store",
};

/// A place that can be published to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What is live there.
    pub live: Option<Live>,
    /// SHA-256 of a file that lies where the pointer belongs and is not understood; then nothing is live.
    pub foreign: Option<String>,
    /// Whether the file that it was tried with could be removed. Where not, it stays: one small file, the same
    /// for every check.
    pub removed: bool,
}

/// Tries whether a place may be read and written, keeps what it is given, and keeps write conditions. Never
/// touches what is live.
pub async fn check<S: Storage>(storage: &S, site: &Site) -> Result<Checked, PublishError> {
    let (live, foreign) = match live(storage, site).await {
        Err(PublishError::Foreign { sha256 }) => (None, Some(sha256)),
        live => (live?, None),
    };
    let run = Run { storage, watch: &Unwatched };
    let key = site.probe();
    let mut tried = try_out(&run, &key).await;
    if matches!(tried, Err(PublishError::ConditionsIgnored)) {
        // Or somebody else was trying it out at the same moment, and removed the file.
        tried = try_out(&run, &key).await;
    }
    let removed = patiently(&storage.limits(), &Unwatched, || storage.remove(&key)).await.is_ok();
    tried.map(|()| Checked { live, foreign, removed })
}

async fn try_out<S: Storage>(run: &Run<'_, S>, key: &str) -> Result<(), PublishError> {
    let stored = run.put(key, &PROBE).await?;
    run.expect_conditions(key, &PROBE).await?;
    // The right version has to be accepted; after a lost answer it is not the right one any more.
    let swap = || run.storage.swap(key, &PROBE, Some(&stored.version));
    match patiently(&run.storage.limits(), run.watch, swap).await {
        Ok(_) => Ok(()),
        Err(PublishError::Changed { .. }) => {
            let now = run.read(key).await?;
            let has_moved = now.is_some_and(|now| now.version != stored.version);
            if has_moved { Ok(()) } else { Err(PublishError::ConditionsIgnored) }
        }
        Err(error) => Err(error),
    }
}
