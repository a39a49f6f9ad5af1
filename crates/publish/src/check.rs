//! "Test connection": tries on a file of its own all that a publication needs, and removes the file again.

use sha2::{Digest, Sha256};

use crate::protocol::{Live, Run, live};
use crate::retry::patiently;
use crate::storage::{Object, Storage};
use crate::watch::Unwatched;
use crate::{PublishError, Site};

/// A place that can be published to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What is live there.
    pub live: Option<Live>,
    /// Whether the file that it was tried with could be removed. Where not, it stays: one small file, the same
    /// for every check.
    pub removed: bool,
}

/// Tries whether a place may be read and written, keeps what it is given, and keeps write conditions. Never
/// touches what is live.
///
/// Its file is named like a config, by its SHA-256, so that a server which takes nothing else takes it as well.
pub async fn check<S: Storage>(storage: &S, site: &Site) -> Result<Checked, PublishError> {
    let live = live(storage, site).await?;
    let run = Run { storage, watch: &Unwatched };
    let text = format!("{{\"check\":\"{}\"}}\n", site.as_str());
    let key = site.config(&format!("{:x}", Sha256::digest(text.as_bytes())));
    let object =
        Object { bytes: text.as_bytes(), content_type: "application/json", cache_control: "no-store" };
    let tried = try_out(&run, &key, &object).await;
    let removed = patiently(&storage.limits(), &Unwatched, || storage.remove(&key)).await.is_ok();
    tried.map(|()| Checked { live, removed })
}

async fn try_out<S: Storage>(run: &Run<'_, S>, key: &str, object: &Object<'_>) -> Result<(), PublishError> {
    let stored = run.put(key, object).await?;
    run.expect_conditions(key, object).await?;
    // The right version has to be accepted; a lost answer makes the second attempt look like a wrong one.
    let swap = || run.storage.swap(key, object, Some(&stored.version));
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
