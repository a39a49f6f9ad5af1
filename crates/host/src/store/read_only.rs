//! What is stored, where the disk takes nothing because it is full. Even reading makes SQLite keep files
//! beside the database, so it is told that nobody changes it, which is true of such a disk. Nothing else decides about
//! writing here.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::migrations;
use crate::HostError;

/// The database for reading, if `error` says that the disk takes nothing; the error otherwise.
pub(super) fn instead(path: &Path, error: HostError) -> Result<Connection, HostError> {
    let is_about_writing = matches!(
        &error,
        HostError::Database(cause) if matches!(
            cause.sqlite_error_code(),
            // Where only this process may not write, others may, and it would not be true.
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure)
        )
    );
    // What is in the journal only would be missing.
    if !is_about_writing || !is_whole(path) {
        return Err(error);
    }
    match open(path) {
        Ok(Some(connection)) => Ok(connection),
        Ok(None) | Err(_) => Err(error),
    }
}

fn is_whole(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    path.is_file() && fs::metadata(journal).map_or(true, |journal| journal.len() == 0)
}

/// None where it is older than this program, and would have to be changed first.
fn open(path: &Path) -> Result<Option<Connection>, HostError> {
    let Some(path) = path.to_str() else { return Ok(None) };
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    // In an address a drive's letter stands behind a slash.
    let path =
        if path.as_bytes().get(1) == Some(&b':') { format!("/{}", path.replace('\\', "/")) } else { path };
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?;
    Ok(migrations::are_taken(&connection)?.then_some(connection))
}
