//! Shops, plans, proofs and pictures in one SQLite file, and the care that a marketer's work deserves:
//! frozen migrations after a backup, a newer database refused, a damaged one moved aside and never deleted,
//! and an append-only change log that carries undo. One file a table; no rules about events in here.
//!
//! Every operation that changes something is one transaction and returns after it is on disk.

mod audit_claim;
mod audit_lease;
mod audit_picture_table;
mod audit_schedule_table;
mod audit_table;
mod backup;
mod change_log;
mod error;
mod event_devices_table;
mod event_history;
mod event_table;
mod import;
mod migrations;
mod mute_table;
mod notes;
mod open;
mod page_type_table;
mod picture_table;
mod plan;
mod plan_settings_table;
mod proof_picture_table;
mod proof_table;
mod publication_table;
mod publication_target_table;
mod revision_table;
mod scene_table;
mod setting_table;
mod shop_table;
mod undo;
mod walk_table;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use audit_lease::{AuditLease, Auditor, Leased};
pub use audit_schedule_table::{ScheduleEntry, Telling};
pub use audit_table::AuditEntry;
pub use backup::Backup;
pub use error::StoreError;
pub use event_devices_table::Sighting;
pub use event_history::PastChange;
pub use import::{Addition, Origin};
pub use mute_table::Mute;
pub use open::{Damaged, Opened};
pub use plan::SaveEvent;
pub use proof_picture_table::ProofPicture;
pub use proof_table::Proof;
pub use publication_table::{Publication, PublicationKind};
pub use revision_table::{NewRevision, Revision};
pub use shop_table::ShopEntry;
pub use walk_table::WalkListed;

/// An open database. One connection; share it behind a lock.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes when another process (or connection) has committed something; this store's own
    /// commits leave it alone. Compare with the last one seen, and reload on a difference.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// What the panel shows of the database, in brief: it changes with everything that somebody did, and not with
    /// audits, which change no plan.
    pub fn shown_version(&self) -> Result<String, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT coalesce(max(id), 0) FROM change_log)
                || '/' || (SELECT count(*) FROM shops)
                || '/' || (SELECT coalesce(max(id), 0) FROM publications)
                || '/' || (SELECT coalesce(group_concat(id || document || coalesce(removed_at, '')), '')
                           FROM publication_targets)
                || '/' || (SELECT count(*) || '-' || coalesce(max(fired_at), 0) FROM proofs)
                || '/' || (SELECT coalesce(max(taken_at), 0) FROM pictures)
                || '/' || (SELECT coalesce(max(taken_at), 0) FROM proof_pictures)",
        )?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// What is told of audits, in brief: it changes with reports, mutes and who audits.
    pub fn audits_version(&self) -> Result<String, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT count(report) FROM audits)
                || '/' || (SELECT count(*) || '-' || coalesce(max(at), 0) FROM audit_mutes)
                || '/' || (SELECT coalesce(group_concat(shop || process || '-' || since), '') FROM audit_leases)",
        )?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Runs `work` as one transaction that takes the write lock at once, so that two programs never find out
    /// at commit that both were writing. Nothing of it stays when `work` fails. A newer program may have brought the
    /// database to a version of its own since this one opened it, which this one would write wrongly.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        migrations::is_known(&transaction)?;
        let outcome = work(&transaction)?;
        transaction.commit()?;
        Ok(outcome)
    }
}
