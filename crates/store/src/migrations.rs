//! Brings a database to the version this build knows. Migrations are numbered and frozen once released;
//! `tests/it/upgrade.rs` opens a database of every released version.

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;

/// All migrations; the first makes version 1 of an empty file.
pub const ALL: &[&str] = &[
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_replaced_pictures.sql"),
    include_str!("../migrations/0003_plan_settings.sql"),
    include_str!("../migrations/0004_publishing.sql"),
    include_str!("../migrations/0005_audits.sql"),
    include_str!("../migrations/0006_audit_schedules.sql"),
    include_str!("../migrations/0007_audit_leases.sql"),
    include_str!("../migrations/0008_audit_briefs.sql"),
    include_str!("../migrations/0009_audit_pictures.sql"),
    include_str!("../migrations/0010_authors.sql"),
    include_str!("../migrations/0011_event_devices.sql"),
    include_str!("../migrations/0012_walks.sql"),
    include_str!("../migrations/0013_proof_pictures.sql"),
];

/// The version of a database; 0 for an empty file.
pub fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a database of a version that this build does not know.
pub fn is_known(connection: &Connection) -> Result<(), StoreError> {
    let (found, known) = (version(connection)?, ALL.len() as u32);
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(()) }
}

/// Runs those of the migrations that are missing, all or nothing.
pub fn run(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let newest = migrations.len() as u32;
    if version(connection)? == newest {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the write lock: another program may have migrated in between.
    let found = version(&transaction)?;
    for migration in migrations.iter().skip(found as usize) {
        transaction.execute_batch(migration)?;
    }
    if found < newest {
        transaction.pragma_update(None, "user_version", newest)?;
    }
    transaction.commit()?;
    Ok(())
}
