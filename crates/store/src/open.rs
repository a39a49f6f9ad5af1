//! Opening: refuse a newer database, notice a damaged one, back up, migrate.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use waymark_model::Millis;

use crate::backup::{self, Backup};
use crate::{Store, StoreError, migrations};

/// How long a write waits for another program's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What opening found.
#[derive(Debug)]
pub enum Opened {
    /// A sound database, up to date.
    Ready(Store),
    /// A damaged one. It stays where it is until somebody decides.
    Damaged(Damaged),
}

/// A damaged database and what can be done about it. Dropping it does nothing: the next opening finds the same.
#[derive(Debug)]
pub struct Damaged {
    path: PathBuf,
    backup: Option<Backup>,
}

impl Damaged {
    /// The damaged file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The newest sound backup, if there is one.
    #[must_use]
    pub fn backup(&self) -> Option<&Backup> {
        self.backup.as_ref()
    }

    /// Moves the damaged files aside and goes on with the backup; with an empty database if there is none.
    pub fn restore(self, now: Millis) -> Result<Store, StoreError> {
        move_aside(&self.path, now)?;
        if let Some(backup) = &self.backup {
            let unfinished = self.path.with_extension("db.restoring");
            fs::copy(&backup.path, &unfinished).map_err(StoreError::file(&unfinished))?;
            fs::File::open(&unfinished)
                .and_then(|file| file.sync_all())
                .map_err(StoreError::file(&unfinished))?;
            fs::rename(&unfinished, &self.path).map_err(StoreError::file(&self.path))?;
        }
        ready(&self.path, now, migrations::ALL)
    }

    /// Moves the damaged files aside and starts with an empty database.
    pub fn start_empty(self, now: Millis) -> Result<Store, StoreError> {
        move_aside(&self.path, now)?;
        ready(&self.path, now, migrations::ALL)
    }
}

impl Store {
    /// Opens the database, making it (and its folder) if it is not there.
    ///
    /// A newer database is an error and is not touched; a damaged one is reported, so that a person can decide.
    pub fn open(path: &Path, now: Millis) -> Result<Opened, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(StoreError::file(folder))?;
        }
        match ready(path, now, migrations::ALL) {
            Ok(store) => Ok(Opened::Ready(store)),
            Err(StoreError::Damaged) => {
                let backup = backup::newest_sound(path)?;
                Ok(Opened::Damaged(Damaged { path: path.to_owned(), backup }))
            }
            Err(error) => Err(error),
        }
    }
}

fn ready(path: &Path, now: Millis, migrations: &[&str]) -> Result<Store, StoreError> {
    let known = migrations.len() as u32;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let found = migrations::version(&connection)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if !backup::is_sound(&connection)? {
        return Err(StoreError::Damaged);
    }
    switch_to_wal(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    if found > 0 && found < known {
        backup::make(&connection, path, now)?;
    }
    migrations::run(&mut connection, migrations)?;
    if found > 0
        && let Err(error) = backup::make_daily(&connection, path, now)
    {
        // A full disk is no reason to keep people from their work; an upgrade without a backup would be.
        tracing::warn!(%error, "no daily backup was made");
    }
    Ok(Store { connection, path: path.to_owned() })
}

/// SQLite does not wait for the lock that this switch needs, whatever the busy timeout says: two programs that
/// start at once on a new database would turn one of them away.
fn switch_to_wal(connection: &Connection) -> Result<(), StoreError> {
    let deadline = Instant::now() + BUSY_TIMEOUT;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL").map_err(StoreError::from) {
            Err(StoreError::Busy) if Instant::now() < deadline => thread::sleep(Duration::from_millis(5)),
            outcome => return outcome,
        }
    }
}

/// `waymark.db` becomes `waymark.db.damaged-<millis>`, its journal files alike, so that whoever tries to save
/// something from them finds them together.
fn move_aside(path: &Path, now: Millis) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm"] {
        let from = with_suffix(path, suffix);
        let to = with_suffix(path, &format!(".damaged-{now}{suffix}"));
        match fs::rename(&from, &to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::File { path: from, source: error });
            }
            _ => {}
        }
    }
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
