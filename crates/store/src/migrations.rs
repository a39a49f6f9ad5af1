//! Brings a database to the version this build knows. Migrations are numbered and frozen once released;
//! `tests/upgrade.rs` opens a database of every released version.

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;

const MIGRATIONS: [&str; 1] = [include_str!("../migrations/0001_first.sql")];

/// The version this build writes.
pub const KNOWN: u32 = MIGRATIONS.len() as u32;

/// The version of a database; 0 for an empty file.
pub fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Runs what is missing, all or nothing. Does nothing on a database that is up to date.
pub fn run(connection: &mut Connection) -> Result<(), StoreError> {
    if version(connection)? == KNOWN {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the write lock: another program may have migrated in between.
    let found = version(&transaction)?;
    for migration in MIGRATIONS.iter().skip(found as usize) {
        transaction.execute_batch(migration)?;
    }
    if found < KNOWN {
        transaction.pragma_update(None, "user_version", KNOWN)?;
    }
    transaction.commit()?;
    Ok(())
}
