//! What the protocol asks of a place: to read a file with its version, and to write one under a condition. The
//! places implement it; the order in which files are written is the protocol's business.

use std::future::Future;
use std::time::Duration;

use crate::PublishError;

/// A place that keeps files under keys such as `v1/kiln.example/current.json` and honours write conditions.
///
/// Every call is one attempt: the protocol tries again where that is safe. Keys come from
/// [`Site`](crate::Site), so they need no escaping anywhere.
pub trait Storage: Sync {
    /// The file with its version, `None` if there is none.
    fn read(&self, key: &str) -> impl Future<Output = Result<Option<Stored>, PublishError>> + Send;

    /// Writes a file that is not there yet; one that is there stays as it is.
    fn create(
        &self,
        key: &str,
        object: &Object<'_>,
    ) -> impl Future<Output = Result<Created, PublishError>> + Send;

    /// Writes a file if it still has the expected version (`None`: if it is still not there). The answer is the
    /// new version, as far as the place tells it.
    ///
    /// [`PublishError::Changed`] with no pointer when it has another version. After any other error the file may
    /// have been written or not; only reading it decides.
    fn swap(
        &self,
        key: &str,
        object: &Object<'_>,
        expected: Option<&Version>,
    ) -> impl Future<Output = Result<Version, PublishError>> + Send;

    /// Removes a file; one that is not there is fine.
    fn remove(&self, key: &str) -> impl Future<Output = Result<(), PublishError>> + Send;

    /// How long to wait and how often to try.
    fn limits(&self) -> Limits {
        Limits::default()
    }
}

/// A file as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their version.
    pub version: Version,
}

/// A file to write.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Media type.
    pub content_type: &'static str,
    /// Value of the Cache-Control header that visitors are served.
    pub cache_control: &'static str,
}

/// What a place calls one state of a file: an `ETag` or a hash, and a generation where it counts those.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    pub(crate) etag: Option<String>,
    pub(crate) generation: Option<String>,
}

impl Version {
    pub(crate) fn of_etag(etag: impl Into<String>) -> Self {
        Self { etag: Some(etag.into()), generation: None }
    }

    /// Whether there is anything to hold the next version against.
    pub(crate) fn is_named(&self) -> bool {
        self.etag.is_some() || self.generation.is_some()
    }

    /// One that no file ever has, in a form that every kind of place takes for one of its own.
    pub(crate) fn never() -> Self {
        Self { etag: Some("\"0x8D0000000000000\"".to_owned()), generation: Some("1".to_owned()) }
    }
}

/// What became of [`Storage::create`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It was written.
    New,
    /// One was there; it was left as it is.
    Existed,
}

/// How long to wait and how often to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For a connection, or a lock.
    pub connect: Duration,
    /// For a whole request with its answer.
    pub request: Duration,
    /// How often something is tried at most, the first time included.
    pub attempts: u32,
    /// Longest pause before the second attempt; it doubles with each further one. Half of it is left to chance.
    pub pause: Duration,
    /// Longest wait that a server may ask for.
    pub longest_wait: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(30),
            attempts: 4,
            pause: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
        }
    }
}
