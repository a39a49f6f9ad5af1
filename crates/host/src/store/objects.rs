//! What shops published. Conditions are checked where the write happens, in one transaction that holds the write lock
//! from its beginning: of two writers one is second, and is told.

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use super::Store;
use crate::HostError;
use crate::clock::now;
use crate::condition::{Condition, tag};
use crate::name::{ObjectName, Sha256, SiteName};
use crate::pointer::Needs;
use crate::refusal::Refusal;

/// Smaller forms of a body, where they are smaller.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Compressed {
    pub gzip: Option<Vec<u8>>,
    pub brotli: Option<Vec<u8>>,
}

/// What is stored under a name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    pub sha256: Sha256,
    pub body: Vec<u8>,
    pub compressed: Compressed,
}

/// What came to be stored.
#[derive(Debug)]
pub(crate) struct Arrived {
    pub sha256: Sha256,
    pub body: Vec<u8>,
    pub compressed: Compressed,
    /// What has to be stored already.
    pub needs: Option<Needs>,
}

impl Store {
    /// What is stored under a name of a shop that is open.
    pub(crate) fn object(&self, site: &SiteName, name: &ObjectName) -> Result<Option<Stored>, HostError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sha256, body, gzip, brotli FROM object JOIN shop ON shop.name = object.shop
             WHERE shop = ?1 AND object.name = ?2 AND shut_at IS NULL",
        )?;
        let row = statement.query_row((site.as_str(), name.to_string()), |row| {
            let digits: String = row.get(0)?;
            let compressed = Compressed { gzip: row.get(2)?, brotli: row.get(3)? };
            Ok((digits, row.get(1)?, compressed))
        });
        Ok(row.optional()?.and_then(|(digits, body, compressed)| {
            Some(Stored { sha256: Sha256::parse(&digits)?, body, compressed })
        }))
    }

    /// Stores under a name if the condition holds. Says whether something was replaced.
    pub(crate) fn put(
        &mut self,
        site: &SiteName,
        name: &ObjectName,
        condition: &Condition,
        arrived: &Arrived,
    ) -> Result<bool, Refusal> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let stored = hash(&transaction, site, name)?;
        hold(condition, stored.as_ref())?;
        if let Some(Needs { config, runtime }) = &arrived.needs {
            for needed in [config, runtime] {
                if hash(&transaction, site, needed)?.is_none() {
                    return Err(Refusal::NotStored(needed.to_string()));
                }
            }
        }
        transaction.execute(
            "INSERT OR REPLACE INTO object (shop, name, sha256, stored_at, body, gzip, brotli)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                site.as_str(),
                name.to_string(),
                arrived.sha256.as_str(),
                now(),
                &arrived.body,
                &arrived.compressed.gzip,
                &arrived.compressed.brotli,
            ),
        )?;
        transaction.commit()?;
        Ok(stored.is_some())
    }
}

fn hold(condition: &Condition, stored: Option<&Sha256>) -> Result<(), Refusal> {
    match condition {
        condition if condition.holds(stored.map(Sha256::as_str)) => Ok(()),
        Condition::Absent => Err(Refusal::Exists),
        _ => Err(Refusal::Changed(stored.map(|hash| tag(hash, "")))),
    }
}

fn hash(connection: &Connection, site: &SiteName, name: &ObjectName) -> Result<Option<Sha256>, HostError> {
    let mut statement =
        connection.prepare_cached("SELECT sha256 FROM object WHERE shop = ?1 AND name = ?2")?;
    let digits: Option<String> =
        statement.query_row((site.as_str(), name.to_string()), |row| row.get(0)).optional()?;
    Ok(digits.and_then(|digits| Sha256::parse(&digits)))
}
