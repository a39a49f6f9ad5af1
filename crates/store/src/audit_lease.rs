//! Who audits a shop: one program at a time, whichever it is. What decides is a lock that the operating system keeps on a
//! file beside the database and lets go of with the process, however that ends, so that a killed audit is free to be gone
//! on with at once. The table `audit_leases` only says who it is. Where files cannot be locked, `audit_claim` decides.

use std::fs::{File, OpenOptions, TryLockError, create_dir_all};
use std::io::{Error, ErrorKind};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::{OptionalExtension, params};
use waymark_model::{Millis, ShopSlug};

use crate::audit_claim::{Claim, is_claimed};
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
    hold: Hold,
}

/// What keeps others out.
#[derive(Debug)]
enum Hold {
    /// The operating system, as long as the file is open.
    Locked {
        _file: File,
    },
    Claimed(Claim),
}

impl AuditLease {
    /// Nothing but the database keeps others out: the file system knows no locks.
    #[must_use]
    pub fn is_without_lock(&self) -> bool {
        matches!(self.hold, Hold::Claimed(_))
    }
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
    /// Takes the right to audit a shop. On a file system that knows no locks it has to be told again ([`Self::keep_lease`]).
    pub fn lease_audit(&mut self, shop: &ShopSlug, program: &str, now: Millis) -> Result<Leased, StoreError> {
        let begun = Instant::now();
        let file = loop {
            match self.locked(shop, File::try_lock)? {
                Lock::Got(file) => break Some(file),
                Lock::Unknown => break None,
                Lock::Taken if begun.elapsed() < PATIENCE => sleep(STEP),
                Lock::Taken => return Ok(Leased::Taken(self.last_auditor(shop)?)),
            }
        };
        let hold = self.write(|transaction| {
            let hold = match file {
                Some(file) => Hold::Locked { _file: file },
                None => match Claim::make(transaction, shop, now)? {
                    Some(claim) => Hold::Claimed(claim),
                    None => return Ok(None),
                },
            };
            transaction.execute(
                "INSERT OR REPLACE INTO audit_leases (shop, program, process, since) VALUES (?1, ?2, ?3, ?4)",
                params![shop.0, program, std::process::id(), now],
            )?;
            Ok(Some(hold))
        })?;
        Ok(match hold {
            Some(hold) => Leased::Yours(AuditLease { shop: shop.clone(), hold }),
            None => Leased::Taken(self.last_auditor(shop)?),
        })
    }

    /// Says that the shop is still being audited; needed where there are no locks, and done once a minute at most.
    pub fn keep_lease(&mut self, lease: &mut AuditLease, now: Millis) -> Result<(), StoreError> {
        let AuditLease { shop, hold } = lease;
        match hold {
            Hold::Claimed(claim) if claim.is_stale(now) => {
                self.write(|transaction| claim.tell(transaction, shop, now))
            }
            _ => Ok(()),
        }
    }

    /// Gives it back.
    pub fn end_audit_lease(&mut self, lease: AuditLease) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM audit_leases WHERE shop = ?1", [&lease.shop.0])?;
            if let Hold::Claimed(claim) = &lease.hold {
                claim.end(transaction, &lease.shop)?;
            }
            Ok(())
        })?;
        drop(lease);
        Ok(())
    }

    /// Who audits a shop now, if anybody does.
    pub fn auditor(&self, shop: &ShopSlug, now: Millis) -> Result<Option<Auditor>, StoreError> {
        let Some(last) = self.last_auditor(shop)? else { return Ok(None) };
        // Shared, so that those who ask do not take each other for an auditor.
        let is_taken = match self.locked(shop, File::try_lock_shared)? {
            Lock::Got(_) => false,
            Lock::Taken => true,
            Lock::Unknown => is_claimed(&self.connection, shop, now)?,
        };
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
        // Some network file systems lock only what may be read.
        let file = options.read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(StoreError::file(&path))?;
        match lock(&file) {
            Ok(()) => Ok(Lock::Got(file)),
            Err(TryLockError::WouldBlock) => Ok(Lock::Taken),
            Err(TryLockError::Error(error)) if knows_no_locks(&error) => Ok(Lock::Unknown),
            Err(TryLockError::Error(error)) => Err(StoreError::File { path, source: error }),
        }
    }
}

/// The file system has no locks, or nobody who keeps them.
fn knows_no_locks(error: &Error) -> bool {
    /// `EBADF`, and `ENOLCK` as Linux, macOS and the BSDs number it.
    const NONE: [i32; 3] = [9, 37, 77];
    error.kind() == ErrorKind::Unsupported
        || cfg!(unix) && error.raw_os_error().is_some_and(|number| NONE.contains(&number))
}

enum Lock {
    Got(File),
    Taken,
    /// There are no locks here.
    Unknown,
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_system_without_locks_is_no_trouble() {
        for number in [9, 37, 95] {
            assert!(knows_no_locks(&Error::from_raw_os_error(number)), "{number}");
        }
        for number in [5, 13, 28] {
            assert!(!knows_no_locks(&Error::from_raw_os_error(number)), "{number}");
        }
    }
}
