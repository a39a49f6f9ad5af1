//! Reading back what others published: content under the hash that names it, whole or not at all. What is in it is the
//! compiler's business, what to do without it the app's.

use sha2::{Digest, Sha256};

use crate::PublishError;
use crate::retry::patiently;
use crate::storage::Storage;
use crate::watch::Unwatched;

/// Why a place does not give what its pointer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// It is not there any more.
    #[error("it is not there any more")]
    Gone,
    /// Other bytes lie under its name.
    #[error("other bytes lie under its name")]
    Altered,
    /// It is larger than anything that Waymark writes.
    #[error("it is larger than anything that Waymark writes")]
    TooLarge,
    /// Its bytes are right, and say nothing that this version understands.
    #[error("it is not understood")]
    NotUnderstood,
    /// No answer, or not in time.
    #[error("the place did not give it")]
    NoAnswer,
}

/// The text with this SHA-256 under a key.
pub async fn content<S: Storage>(storage: &S, key: &str, sha256: &str, most: usize) -> Result<String, Lost> {
    let stored = match patiently(&storage.limits(), &Unwatched, || storage.read(key)).await {
        Ok(stored) => stored.ok_or(Lost::Gone)?,
        Err(PublishError::Endless { .. }) => return Err(Lost::TooLarge),
        Err(_) => return Err(Lost::NoAnswer),
    };
    if stored.bytes.len() > most {
        return Err(Lost::TooLarge);
    }
    if format!("{:x}", Sha256::digest(&stored.bytes)) != sha256 {
        return Err(Lost::Altered);
    }
    String::from_utf8(stored.bytes).map_err(|_| Lost::NotUnderstood)
}
