//! Copies of the whole database in `backups/` beside it: before every upgrade, and daily at start. The newest
//! five are kept.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use waymark_model::Millis;

use crate::StoreError;

/// How many backups are kept.
const KEPT: usize = 5;
/// A backup older than this is followed by another at the next start.
const DAY: Millis = 24 * 60 * 60 * 1000;

/// One copy of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made.
    pub taken_at: Millis,
}

/// The folder of a database's backups.
fn folder(database: &Path) -> PathBuf {
    database.with_file_name("backups")
}

/// All backups of a database, newest first.
pub fn list(database: &Path) -> Result<Vec<Backup>, StoreError> {
    let folder = folder(database);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::File { path: folder, source: error }),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(StoreError::file(&folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let millis = name.strip_prefix("waymark-").and_then(|rest| rest.strip_suffix(".db"));
        if let Some(taken_at) = millis.and_then(|millis| millis.parse().ok()) {
            found.push(Backup { path, taken_at });
        }
    }
    found.sort_by_key(|backup| std::cmp::Reverse(backup.taken_at));
    Ok(found)
}

/// The newest backup that is sound.
pub fn newest_sound(database: &Path) -> Result<Option<Backup>, StoreError> {
    Ok(list(database)?.into_iter().find(|backup| {
        Connection::open_with_flags(&backup.path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .is_ok_and(|connection| is_sound(&connection).unwrap_or(false))
    }))
}

/// Whether SQLite finds nothing wrong with the structure of the database.
pub fn is_sound(connection: &Connection) -> Result<bool, rusqlite::Error> {
    let verdict: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    Ok(verdict == "ok")
}

/// Makes a backup and lets go of the oldest beyond the kept ones.
pub fn make(connection: &Connection, database: &Path, now: Millis) -> Result<(), StoreError> {
    let folder = folder(database);
    fs::create_dir_all(&folder).map_err(StoreError::file(&folder))?;
    let path = folder.join(format!("waymark-{now}.db"));
    // Written in a place of its own first: what is called a backup is always a whole one, and programs that
    // start at once do not get into each other's way.
    let unfinished = tempfile::Builder::new()
        .prefix("unfinished-")
        .tempdir_in(&folder)
        .map_err(StoreError::file(&folder))?;
    let copy = unfinished.path().join("waymark.db");
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    fs::File::open(&copy).and_then(|file| file.sync_all()).map_err(StoreError::file(&copy))?;
    fs::rename(&copy, &path).map_err(StoreError::file(&path))?;
    for old in list(database)?.into_iter().skip(KEPT) {
        remove_if_there(&old.path)?;
    }
    Ok(())
}

/// Makes a backup if the newest is older than a day, or from the future.
pub fn make_daily(connection: &Connection, database: &Path, now: Millis) -> Result<(), StoreError> {
    let newest = list(database)?.into_iter().next();
    if newest.is_some_and(|backup| (0..DAY).contains(&(now - backup.taken_at))) {
        return Ok(());
    }
    make(connection, database, now)
}

fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::File { path: path.to_owned(), source: error })
        }
        _ => Ok(()),
    }
}
