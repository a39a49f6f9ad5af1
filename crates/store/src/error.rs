//! What can go wrong with the database, told apart as far as somebody acts differently on it.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use waymark_model::{EventId, ShopSlug, TargetId, WalkId};

/// Why the store could not do something. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database was written by a newer Waymark; it was not touched.
    #[error("the database has version {found}; this Waymark knows versions up to {known}")]
    Newer {
        /// Version of the database.
        found: u32,
        /// Newest version this build knows.
        known: u32,
    },
    /// The database turned out to be damaged while in use; open it again to be offered the last backup.
    #[error("the database is damaged")]
    Damaged,
    /// Another program kept writing for longer than this one waits.
    #[error("another program is writing to the database")]
    Busy,
    /// No room left.
    #[error("the disk is full")]
    Full,
    /// A file beside the database, or the database as a file, could not be handled.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no such shop.
    #[error("there is no shop {0:?}")]
    NoShop(ShopSlug),
    /// A shop with this short name is there already.
    #[error("there is a shop {0:?} already")]
    ShopTaken(ShopSlug),
    /// There is no such event in this shop.
    #[error("there is no event {0:?}")]
    NoEvent(EventId),
    /// There is no such walk in this shop.
    #[error("there is no walk {0:?}")]
    NoWalk(WalkId),
    /// An event with this id is there already.
    #[error("there is an event {0:?} already")]
    EventTaken(EventId),
    /// There is no such publication target in this shop.
    #[error("there is no publication target {0:?}")]
    NoTarget(TargetId),
    /// An audit under way is not there any more, or is done: another program began the shop's audit anew or finished it.
    #[error("the audit is not under way any more")]
    AuditGone,
    /// A document in the database does not have the shape it was written in.
    #[error("a stored document cannot be read: {0}")]
    Document(#[from] serde_json::Error),
    /// Anything else SQLite says.
    #[error("the database failed: {0}")]
    Database(rusqlite::Error),
}

impl StoreError {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Database(error),
        }
    }
}
