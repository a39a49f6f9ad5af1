//! The table `audit_pictures`: PNG pictures that the reports of audits name.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params};

use crate::audit_table::is_under_way;
use crate::{Store, StoreError};

/// So many audits of a shop keep their pictures; older reports stay without.
const PICTURED: u32 = 12;

impl Store {
    /// Keeps pictures of an audit by their names; one that is there stays.
    pub fn keep_audit_pictures<'a>(
        &mut self,
        audit: i64,
        pictures: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            is_under_way(transaction, audit)?;
            let mut insert = transaction.prepare_cached(
                "INSERT INTO audit_pictures (audit, name, png) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?;
            for (name, png) in pictures {
                insert.execute(params![audit, name, png])?;
            }
            Ok(())
        })
    }

    /// Lets go of pictures of an audit that its report does not name, and of all of a shop's older audits.
    pub fn drop_audit_pictures(&mut self, audit: i64, named: &BTreeSet<String>) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut kept = transaction.prepare_cached("SELECT name FROM audit_pictures WHERE audit = ?1")?;
            let known =
                kept.query_map([audit], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
            for name in known.iter().filter(|name| !named.contains(*name)) {
                transaction.execute(
                    "DELETE FROM audit_pictures WHERE audit = ?1 AND name = ?2",
                    params![audit, name],
                )?;
            }
            transaction.execute(
                "DELETE FROM audit_pictures WHERE audit IN (
                     SELECT id FROM audits WHERE shop = (SELECT shop FROM audits WHERE id = ?1)
                     ORDER BY number DESC LIMIT -1 OFFSET ?2)",
                params![audit, PICTURED],
            )?;
            Ok(())
        })
    }

    /// A picture of an audit, PNG; nothing where it is not kept any more.
    pub fn audit_picture(&self, audit: i64, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT png FROM audit_pictures WHERE audit = ?1 AND name = ?2")?;
        Ok(statement.query_row(params![audit, name], |row| row.get(0)).optional()?)
    }

    /// All pictures of an audit, by name.
    pub fn audit_pictures(&self, audit: i64) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name, png FROM audit_pictures WHERE audit = ?1 ORDER BY name")?;
        let rows = statement.query_map([audit], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
