//! The tables, as steps that are never changed once released. `user_version` counts the steps taken.

use rusqlite::{Connection, TransactionBehavior};

use crate::HostError;

const ALL: &[&str] = &["
    CREATE TABLE shop (
        name       TEXT PRIMARY KEY,
        token_hash BLOB NOT NULL,
        added_at   INTEGER NOT NULL, -- milliseconds since 1970, as all times here
        shut_at    INTEGER
    ) STRICT;
    CREATE TABLE object (
        shop      TEXT NOT NULL REFERENCES shop (name),
        name      TEXT NOT NULL,
        sha256    TEXT NOT NULL, -- of body
        stored_at INTEGER NOT NULL,
        body      BLOB NOT NULL,
        gzip      BLOB, -- null where it would save nothing
        brotli    BLOB,
        PRIMARY KEY (shop, name)
    ) STRICT;
"];

/// Takes the steps that are missing. Where none is, nothing is written: a full disk is no reason not to serve.
pub(super) fn run(connection: &mut Connection) -> Result<(), HostError> {
    let known = ALL.len() as u32;
    if steps_taken(connection)? == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have taken them meanwhile.
    let found = steps_taken(&transaction)?;
    for step in &ALL[found as usize..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

/// Whether no step is missing.
pub(super) fn are_taken(connection: &Connection) -> Result<bool, HostError> {
    Ok(steps_taken(connection)? == ALL.len() as u32)
}

/// How many, of those that this program knows.
fn steps_taken(connection: &Connection) -> Result<u32, HostError> {
    let known = ALL.len() as u32;
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known { Err(HostError::Newer { found, known }) } else { Ok(found) }
}
