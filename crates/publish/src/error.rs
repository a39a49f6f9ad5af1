//! What can stop a publication, told apart as far as somebody acts differently on it. No text made here carries
//! a token: addresses are cut down to scheme, host and port, and what servers say is never quoted.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::pointer::Pointer;

/// Why something could not be published, read or checked. What was written before the failure is whole and
/// stays; [`live`](crate::live) says what is live now.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder is not there: its drive may not be connected.
    #[error("{0} is not there")]
    NoFolder(PathBuf),
    /// The path is there, but is not a folder.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// No permission, or a read-only disk.
    #[error("{0} cannot be written to")]
    NotWritable(PathBuf),
    /// No room left.
    #[error("the disk of {0} is full")]
    DiskFull(PathBuf),
    /// Another program holds the folder's lock and does not let go.
    #[error("another program is publishing to {0}")]
    FolderBusy(PathBuf),
    /// Anything else the system says.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },

    /// The settings cannot be used; says which and why, without their values.
    #[error("{0}")]
    Settings(&'static str),
    /// The name cannot be a site: empty, longer than 100 characters, or starting with a dot.
    #[error("this name cannot be used as a site")]
    Site,
    /// Plain http to somewhere else than this machine, and nobody allowed that.
    #[error("{address} is not encrypted")]
    InsecureHttp {
        /// Scheme, host and port.
        address: String,
    },

    /// No connection, or it was lost.
    #[error("{address}: {cause}")]
    Unreachable {
        /// Scheme, host and port.
        address: String,
        /// What is in the way.
        cause: Obstacle,
    },
    /// The certificate is not trusted, or no secure connection came about.
    #[error("{address}: no secure connection")]
    Tls {
        /// Scheme, host and port.
        address: String,
    },
    /// No answer in time.
    #[error("{address} did not answer in time")]
    TimedOut {
        /// Scheme, host and port.
        address: String,
    },
    /// The credentials are wrong, or not allowed to do this (401, 403).
    #[error("{address} refused the credentials ({status})")]
    Denied {
        /// Scheme, host and port.
        address: String,
        /// HTTP status.
        status: u16,
    },
    /// Nothing can be written there: the bucket, container or path does not exist (404).
    #[error("{address} has no such place")]
    NoSuchPlace {
        /// Scheme, host and port.
        address: String,
    },
    /// Too many requests (429, or 503 with Retry-After).
    #[error("{address} asks to wait")]
    Throttled {
        /// Scheme, host and port.
        address: String,
        /// For how long, if it says so.
        retry_after: Option<Duration>,
    },
    /// The server failed (5xx, 408).
    #[error("{address} failed ({status})")]
    Failing {
        /// Scheme, host and port.
        address: String,
        /// HTTP status.
        status: u16,
    },
    /// More bytes than the place takes (413).
    #[error("{0} is too large")]
    TooLarge(String),
    /// An answer with more bytes than are read from a place.
    #[error("{address} sends more than is read")]
    Endless {
        /// Scheme, host and port.
        address: String,
    },
    /// An answer that makes no sense here; often an address that is not a publication target at all.
    #[error("{address} gave an answer that makes no sense here ({status})")]
    BadAnswer {
        /// Scheme, host and port.
        address: String,
        /// HTTP status.
        status: u16,
    },

    /// Somebody else published, or something else is live than was expected.
    #[error("something else is live")]
    Changed {
        /// What is live, if anything is.
        live: Option<Box<Pointer>>,
    },
    /// The place does not keep the conditions that protect one publisher from another.
    #[error("the place does not keep write conditions")]
    ConditionsIgnored,
    /// The pointer may have moved, but what reading it gives is the one before, which the place no longer takes for
    /// its own: a cache lies between.
    #[error("an older copy of the pointer is given back")]
    Cached,
    /// It said yes, but what was written is not there, or other bytes are.
    #[error("{0} was not stored")]
    NotStored(String),
    /// The file where the pointer belongs is none, or one of a newer Waymark. Who has seen it may replace it: see
    /// [`Expected::Foreign`](crate::Expected::Foreign).
    #[error("the file where the pointer belongs is not understood")]
    Foreign {
        /// SHA-256 of its bytes, 64 hex digits.
        sha256: String,
    },
    /// Stopped by [`Watch::is_cancelled`](crate::Watch::is_cancelled), before the pointer moved.
    #[error("cancelled")]
    Cancelled,
}

/// What is between here and a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// No such host.
    #[error("no such host")]
    UnknownHost,
    /// Nobody listens.
    #[error("connection refused")]
    Refused,
    /// The connection was cut, maybe after the server did what it was asked.
    #[error("connection lost")]
    Lost,
    /// No way there.
    #[error("cannot be reached")]
    NoRoute,
}

impl PublishError {
    pub(crate) fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Self::NotAFolder(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NotWritable(path),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(path),
            _ => Self::Io { path, source },
        }
    }

    /// A failure somewhere in a folder, told by the folder's own name.
    pub(crate) fn named(self, folder: &Path) -> Self {
        let path = folder.to_owned();
        match self {
            Self::NotWritable(_) => Self::NotWritable(path),
            Self::DiskFull(_) => Self::DiskFull(path),
            Self::Io { source, .. } => Self::Io { path, source },
            other => other,
        }
    }

    /// Whether the same may succeed a moment later, nothing else changed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::FolderBusy(_)
            | Self::Io { .. }
            | Self::Unreachable { .. }
            | Self::TimedOut { .. }
            | Self::Throttled { .. }
            | Self::Failing { .. }
            | Self::Cached => true,
            Self::NoFolder(_)
            | Self::NotAFolder(_)
            | Self::NotWritable(_)
            | Self::DiskFull(_)
            | Self::Settings(_)
            | Self::Site
            | Self::InsecureHttp { .. }
            | Self::Tls { .. }
            | Self::Denied { .. }
            | Self::NoSuchPlace { .. }
            | Self::TooLarge(_)
            | Self::Endless { .. }
            | Self::BadAnswer { .. }
            | Self::Changed { .. }
            | Self::ConditionsIgnored
            | Self::NotStored(_)
            | Self::Foreign { .. }
            | Self::Cancelled => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_acts_on_is_told_apart() {
        let of = |kind| PublishError::new(Path::new("x"), io::Error::from(kind));
        assert!(matches!(of(io::ErrorKind::StorageFull), PublishError::DiskFull(_)));
        assert!(matches!(of(io::ErrorKind::QuotaExceeded), PublishError::DiskFull(_)));
        assert!(matches!(of(io::ErrorKind::PermissionDenied), PublishError::NotWritable(_)));
        assert!(matches!(of(io::ErrorKind::ReadOnlyFilesystem), PublishError::NotWritable(_)));
        assert!(matches!(of(io::ErrorKind::NotADirectory), PublishError::NotAFolder(_)));
        assert!(matches!(of(io::ErrorKind::TimedOut), PublishError::Io { .. }));
    }
}
