//! Who audits a shop: one program at a time, whichever it is. What decides is a lock that the operating system keeps on a
//! file beside the database and lets go of with the process, however that ends, so that a killed audit is free to be gone
//! on with at once. The table `audit_leases` only says who it is.

use std::fs::{File, OpenOptions, TryLockError, create_dir_all};
use std::io::ErrorKind;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::{OptionalExtension, params};
use waymark_model::{Millis, ShopSlug};

use crate::{Store, StoreError};

/// Whoever only asks holds the lock for a moment, too: so long it is tried again.
const PATIENCE: Duration = Duration::from_millis(200);
const STEP: Duration = Duration::from_millis(10);

/// A program that audits a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auditor {
    /// What it is called.
    pub program: String,
    /// Number of its process.
    pub process: u32,
    /// Since when.
    pub since: Millis,
}

/// The right to audit a shop. Nobody else has it until this is dropped or the process is gone.
#[derive(Debug)]
pub struct AuditLease {
    shop: ShopSlug,
    /// Absent where files cannot be locked.
    _file: Option<File>,
}

/// What came of asking for the right to audit a shop.
#[derive(Debug)]
pub enum Leased {
    /// It was free.
    Yours(AuditLease),
    /// Another program has it; who, if that is known already.
    Taken(Option<Auditor>),
}

impl Store {
    /// Takes the right to audit a shop. On a file system that knows no locks everybody gets it.
    pub fn lease_audit(&mut self, shop: &ShopSlug, program: &str, now: Millis) -> Result<Leased, StoreError> {
        let begun = Instant::now();
        let file = loop {
            match self.locked(shop, File::try_lock)? {
                Lock::Got(file) => break file,
                Lock::Taken if begun.elapsed() < PATIENCE => sleep(STEP),
                Lock::Taken => return Ok(Leased::Taken(self.last_auditor(shop)?)),
            }
        };
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO audit_leases (shop, program, process, since) VALUES (?1, ?2, ?3, ?4)",
                params![shop.0, program, std::process::id(), now],
            )?;
            Ok(())
        })?;
        Ok(Leased::Yours(AuditLease { shop: shop.clone(), _file: file }))
    }

    /// Gives it back.
    pub fn end_audit_lease(&mut self, lease: AuditLease) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM audit_leases WHERE shop = ?1", [&lease.shop.0])?;
            Ok(())
        })?;
        drop(lease);
        Ok(())
    }

    /// Who audits a shop now, if anybody does.
    pub fn auditor(&self, shop: &ShopSlug) -> Result<Option<Auditor>, StoreError> {
        let Some(last) = self.last_auditor(shop)? else { return Ok(None) };
        // Shared, so that those who ask do not take each other for an auditor.
        let is_taken = matches!(self.locked(shop, File::try_lock_shared)?, Lock::Taken);
        Ok(is_taken.then_some(last))
    }

    fn last_auditor(&self, shop: &ShopSlug) -> Result<Option<Auditor>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT program, process, since FROM audit_leases WHERE shop = ?1")?;
        let auditor = statement.query_row([&shop.0], |row| {
            Ok(Auditor { program: row.get(0)?, process: row.get(1)?, since: row.get(2)? })
        });
        Ok(auditor.optional()?)
    }

    /// The file stays when it is not locked any more: taking it away would let two programs lock two of the same name.
    fn locked(
        &self,
        shop: &ShopSlug,
        lock: impl Fn(&File) -> Result<(), TryLockError>,
    ) -> Result<Lock, StoreError> {
        let folder = self.path().with_file_name("auditing");
        create_dir_all(&folder).map_err(StoreError::file(&folder))?;
        let path = folder.join(format!("{}.lock", shop.as_file_name()));
        let mut options = OpenOptions::new();
        let file = options.write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(StoreError::file(&path))?;
        match lock(&file) {
            Ok(()) => Ok(Lock::Got(Some(file))),
            Err(TryLockError::WouldBlock) => Ok(Lock::Taken),
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(Lock::Got(None)),
            Err(TryLockError::Error(error)) => Err(StoreError::File { path, source: error }),
        }
    }
}

enum Lock {
    Got(Option<File>),
    Taken,
}
