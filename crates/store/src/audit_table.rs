//! The tables `audits` and `audit_pages`: audits as they go on and what they found, as documents whose
//! inside is the audit's business. Not part of undo: nobody authored them.

use rusqlite::{Connection, OptionalExtension, Row, params};
use waymark_model::{Millis, ShopSlug};

use crate::{Store, StoreError};

/// An audit, without its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number in the database.
    pub id: i64,
    /// Counted from 1 for each shop.
    pub number: u32,
    /// When it began.
    pub started_at: Millis,
    /// How it was asked for, JSON.
    pub settings: String,
    /// When its report was written; not yet for one that is under way or was stopped.
    pub finished_at: Option<Millis>,
    /// What a list shows of it, JSON, once its report is written.
    pub brief: Option<String>,
    /// Pages it looked at so far; 0 once the report is written.
    pub pages: u32,
}

const COLUMNS: &str = "id, number, started_at, settings, finished_at, brief,
    (SELECT count(*) FROM audit_pages WHERE audit = audits.id)";

impl Store {
    /// Begins an audit.
    pub fn begin_audit(
        &mut self,
        shop: &ShopSlug,
        settings: &str,
        now: Millis,
    ) -> Result<AuditEntry, StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO audits (shop, number, started_at, settings)
                 SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3 FROM audits WHERE shop = ?1",
                params![shop.0, now, settings],
            )?;
            let id = transaction.last_insert_rowid();
            let entry = format!("SELECT {COLUMNS} FROM audits WHERE id = ?1");
            Ok(transaction.query_row(&entry, [id], entry_of)?)
        })
    }

    /// All audits of a shop, newest first.
    pub fn audits(&self, shop: &ShopSlug) -> Result<Vec<AuditEntry>, StoreError> {
        let all = format!("SELECT {COLUMNS} FROM audits WHERE shop = ?1 ORDER BY number DESC");
        let mut statement = self.connection.prepare_cached(&all)?;
        let rows = statement.query_map([&shop.0], entry_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One audit of a shop.
    pub fn audit(&self, shop: &ShopSlug, audit: i64) -> Result<Option<AuditEntry>, StoreError> {
        let one = format!("SELECT {COLUMNS} FROM audits WHERE id = ?1 AND shop = ?2");
        let mut statement = self.connection.prepare_cached(&one)?;
        Ok(statement.query_row(params![audit, shop.0], entry_of).optional()?)
    }

    /// The newest audit of a shop.
    pub fn newest_audit(&self, shop: &ShopSlug) -> Result<Option<AuditEntry>, StoreError> {
        let newest = format!("SELECT {COLUMNS} FROM audits WHERE shop = ?1 ORDER BY number DESC LIMIT 1");
        let mut statement = self.connection.prepare_cached(&newest)?;
        Ok(statement.query_row([&shop.0], entry_of).optional()?)
    }

    /// The pages an audit chose, JSON; nothing where it did not come that far.
    pub fn audit_sample(&self, audit: i64) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT sample FROM audits WHERE id = ?1")?;
        Ok(statement.query_row([audit], |row| row.get(0)).optional()?.flatten())
    }

    /// Keeps the pages an audit chose.
    pub fn keep_audit_sample(&mut self, audit: i64, sample: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("UPDATE audits SET sample = ?2 WHERE id = ?1", params![audit, sample])?;
            Ok(())
        })
    }

    /// Keeps what an audit found on a page; a page that is kept already stays as it is.
    pub fn keep_audit_page(&mut self, audit: i64, url: &str, document: &str) -> Result<(), StoreError> {
        self.write(|transaction| {
            is_under_way(transaction, audit)?;
            transaction.execute(
                "INSERT INTO audit_pages (audit, url, document) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                params![audit, url, document],
            )?;
            Ok(())
        })
    }

    /// Hands out what an audit found so far, page by page.
    pub fn audit_pages(&self, audit: i64, each: &mut dyn FnMut(&str)) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT document FROM audit_pages WHERE audit = ?1 ORDER BY url")?;
        let mut rows = statement.query([audit])?;
        while let Some(row) = rows.next()? {
            each(&row.get::<_, String>(0)?);
        }
        Ok(())
    }

    /// Writes an audit's report with what a list shows of it, and lets go of its pages. A report that is written stays as
    /// it is.
    pub fn finish_audit(
        &mut self,
        audit: i64,
        report: &str,
        brief: &str,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            is_under_way(transaction, audit)?;
            transaction.execute(
                "UPDATE audits SET report = ?2, brief = ?3, finished_at = ?4 WHERE id = ?1",
                params![audit, report, brief, now],
            )?;
            transaction.execute("DELETE FROM audit_pages WHERE audit = ?1", [audit])?;
            Ok(())
        })
    }

    /// Drops an audit that was not finished.
    pub fn drop_audit(&mut self, audit: i64) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "DELETE FROM audit_pages WHERE audit IN (SELECT id FROM audits WHERE id = ?1 AND report IS NULL)",
                [audit],
            )?;
            transaction.execute("DELETE FROM audits WHERE id = ?1 AND report IS NULL", [audit])?;
            Ok(())
        })
    }

    /// An audit's report, JSON.
    pub fn audit_report(&self, audit: i64) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT report FROM audits WHERE id = ?1")?;
        Ok(statement.query_row([audit], |row| row.get(0)).optional()?.flatten())
    }

    /// The last report of a shop, JSON, with the pages it chose, among the audits that will do.
    pub fn last_audit(
        &self,
        shop: &ShopSlug,
        will_do: impl Fn(&AuditEntry) -> bool,
    ) -> Result<Option<(String, Option<String>)>, StoreError> {
        let finished = self.audits(shop)?.into_iter().filter(|audit| audit.finished_at.is_some());
        let Some(last) = finished.into_iter().find(|audit| will_do(audit)) else { return Ok(None) };
        let report = self.audit_report(last.id)?;
        let sample = self.audit_sample(last.id)?;
        Ok(report.map(|report| (report, sample)))
    }
}

pub fn is_under_way(transaction: &Connection, audit: i64) -> Result<(), StoreError> {
    let mut statement =
        transaction.prepare_cached("SELECT 1 FROM audits WHERE id = ?1 AND report IS NULL")?;
    if statement.exists([audit])? { Ok(()) } else { Err(StoreError::AuditGone) }
}

fn entry_of(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        id: row.get(0)?,
        number: row.get(1)?,
        started_at: row.get(2)?,
        settings: row.get(3)?,
        finished_at: row.get(4)?,
        brief: row.get(5)?,
        pages: row.get(6)?,
    })
}
