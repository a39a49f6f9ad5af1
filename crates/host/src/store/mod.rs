//! One SQLite file, `host.db`: shops with the hashes of their tokens, and what they published, with its compressed
//! forms. Everything lies in the database, and nothing in files beside it, for the sake of three things: a PUT is one
//! transaction, so that a crash in the middle of it leaves the old revision whole with no order of renames and syncs
//! to get right; "only if nothing else came first" and "only if config and runtime are stored" are decided in that
//! transaction; and a backup is one file. What is read often is served from memory anyway (`memory`).
//!
//! A change is on disk when its function returns. Nothing published is ever deleted; shutting a shop is a mark.

mod migrations;
mod objects;
mod read_only;
mod shops;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

use crate::HostError;

pub(crate) use objects::{Arrived, Compressed, Stored};
pub(crate) use shops::Access;
pub use shops::{Added, Shop};

/// How long a write waits for another program's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Name of the database in the data folder.
const FILE: &str = "host.db";

/// One connection to the database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    is_read_only: bool,
}

impl Store {
    /// Opens the database of a data folder, making both if they are not there. A newer database is refused. Where the
    /// disk takes nothing because it is full, what is stored is opened for reading.
    pub fn open(folder: &Path) -> Result<Self, HostError> {
        make_folder(folder).map_err(HostError::file(folder))?;
        let path = folder.join(FILE);
        let (connection, is_read_only) = match Self::connect(&path) {
            Ok(connection) => (connection, false),
            Err(error) => (read_only::instead(&path, error)?, true),
        };
        Ok(Self { connection, path, is_read_only })
    }

    fn connect(path: &Path) -> Result<Connection, HostError> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        switch_to_wal(&connection)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        migrations::run(&mut connection)?;
        Ok(connection)
    }

    /// Another connection to the same database.
    pub fn reopen(&self) -> Result<Self, HostError> {
        Self::open(self.path.parent().unwrap_or(Path::new(".")))
    }

    /// Whether the disk took nothing when this was opened.
    pub(crate) fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// Opens the database anew if only reading was possible so far; whether writing is possible since now.
    pub(crate) fn try_writing_again(&mut self) -> Result<bool, HostError> {
        if !self.is_read_only {
            return Ok(false);
        }
        let again = self.reopen()?;
        let can_write = !again.is_read_only;
        if can_write {
            *self = again;
        }
        Ok(can_write)
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes when another connection (of this process or another) has committed something.
    pub(crate) fn data_version(&self) -> Result<i64, HostError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Writes a copy of everything, as it is at one moment, to a file that must not exist yet.
    pub fn back_up(&self, to: &Path) -> Result<(), HostError> {
        if to.exists() {
            return Err(HostError::file(to)(std::io::ErrorKind::AlreadyExists.into()));
        }
        let name =
            to.to_str().ok_or_else(|| HostError::file(to)(std::io::ErrorKind::InvalidFilename.into()))?;
        self.connection.execute("VACUUM INTO ?1", [name])?;
        Ok(())
    }

    /// Moves the journal into the database, so that a stopped host leaves one file.
    pub(crate) fn fold_journal(&self) -> Result<(), HostError> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}

/// Others on the machine need not read what is not published yet, nor hashes of tokens.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// SQLite does not wait for the lock that this switch needs, whatever the busy timeout says.
fn switch_to_wal(connection: &Connection) -> Result<(), HostError> {
    let deadline = Instant::now() + BUSY_TIMEOUT;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && Instant::now() < deadline =>
            {
                thread::sleep(Duration::from_millis(5));
            }
            outcome => return Ok(outcome?),
        }
    }
}
