//! What can stop a publication, told apart as far as somebody acts differently on it.

use std::io;
use std::path::{Path, PathBuf};

/// Why files could not be written. Files written before the failure are whole and stay; the others are as
/// they were.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The path is there, but is not a folder.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// No permission, or a read-only disk.
    #[error("{0} cannot be written to")]
    NotWritable(PathBuf),
    /// No room left.
    #[error("the disk of {0} is full")]
    DiskFull(PathBuf),
    /// Anything else the system says.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
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
