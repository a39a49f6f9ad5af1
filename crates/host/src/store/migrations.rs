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

/// Takes the steps that are missing.
pub(super) fn run(connection: &mut Connection) -> Result<(), HostError> {
    let known = ALL.len() as u32;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(HostError::Newer { found, known });
    }
    for step in &ALL[found as usize..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}
