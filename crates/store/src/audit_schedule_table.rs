//! The tables `audit_schedules` and `audit_tellings`: when audits begin by themselves, as a document whose inside is the
//! app's business, and what became of the messages about them. What was set is taken back like a change of the plan; it is part of no
//! plan that is exported.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use waymark_model::{Millis, ShopSlug};

use crate::change_log::{self, Change, State};
use crate::{Store, StoreError};

/// A shop's schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleEntry {
    /// What was set, JSON.
    pub document: String,
    /// From when on periods are counted.
    pub anchor: Millis,
    /// No audit begins by itself before.
    pub not_before: Option<Millis>,
}

/// What became of the last message on one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The way.
    pub way: String,
    /// When it was sent, or failed to be.
    pub at: Millis,
    /// Why it failed, in words.
    pub failure: Option<String>,
}

/// What a person set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    document: String,
    anchor: Millis,
}

impl Store {
    /// A shop's schedule, if one was ever set.
    pub fn audit_schedule(&self, shop: &ShopSlug) -> Result<Option<ScheduleEntry>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT document, anchor, not_before FROM audit_schedules WHERE shop = ?1")?;
        let entry = statement.query_row([&shop.0], |row| {
            Ok(ScheduleEntry { document: row.get(0)?, anchor: row.get(1)?, not_before: row.get(2)? })
        });
        Ok(entry.optional()?)
    }

    /// Sets a shop's schedule; what is under way stays claimed.
    pub fn set_audit_schedule(
        &mut self,
        shop: &ShopSlug,
        document: &str,
        anchor: Millis,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let before = known(transaction, shop)?;
            let after = Some(Set { document: document.to_owned(), anchor });
            put(transaction, shop, after.as_ref())?;
            if before == after {
                return Ok(());
            }
            let state = |set| Some(State::Schedule { set });
            let change = Change { kind: "schedule", event: None, before: state(before), after: state(after) };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }

    /// Lets no other program begin a shop's audit before a time; false where another was first. A claim of longer than
    /// `longest` milliseconds was made by a clock that went wrong, and does not count.
    pub fn claim_audit(
        &mut self,
        shop: &ShopSlug,
        now: Millis,
        until: Millis,
        longest: Millis,
    ) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let claimed = transaction.execute(
                "UPDATE audit_schedules SET not_before = ?3
                 WHERE shop = ?1 AND (not_before IS NULL OR not_before <= ?2 OR not_before > ?2 + ?4)",
                params![shop.0, now, until, longest],
            )?;
            Ok(claimed == 1)
        })
    }

    /// Keeps audits of a shop from beginning by themselves until a time, whatever was claimed; a shop without a schedule
    /// has none to keep.
    pub fn hold_audits(&mut self, shop: &ShopSlug, until: Option<Millis>) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE audit_schedules SET not_before = ?2 WHERE shop = ?1",
                params![shop.0, until],
            )?;
            Ok(())
        })
    }

    /// What became of the last messages about a shop's audits.
    pub fn audit_tellings(&self, shop: &ShopSlug) -> Result<Vec<Telling>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT way, at, failure FROM audit_tellings WHERE shop = ?1 ORDER BY way")?;
        let rows = statement.query_map([&shop.0], |row| {
            Ok(Telling { way: row.get(0)?, at: row.get(1)?, failure: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes down what became of a message.
    pub fn keep_audit_telling(&mut self, shop: &ShopSlug, telling: &Telling) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO audit_tellings (shop, way, at, failure) VALUES (?1, ?2, ?3, ?4)",
                params![shop.0, telling.way, telling.at, telling.failure],
            )?;
            Ok(())
        })
    }
}

fn known(connection: &Connection, shop: &ShopSlug) -> Result<Option<Set>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT document, anchor FROM audit_schedules WHERE shop = ?1")?;
    let row = statement
        .query_row([&shop.0], |row| Ok(Set { document: row.get(0)?, anchor: row.get(1)? }))
        .optional()?;
    Ok(row)
}

/// Sets this, or nothing. What is under way stays claimed, also where nothing is set any more.
pub fn put(connection: &Connection, shop: &ShopSlug, set: Option<&Set>) -> Result<(), StoreError> {
    let Some(Set { document, anchor }) = set else {
        connection.execute("UPDATE audit_schedules SET document = '{}' WHERE shop = ?1", [&shop.0])?;
        return Ok(());
    };
    connection.execute(
        "INSERT INTO audit_schedules (shop, document, anchor) VALUES (?1, ?2, ?3)
         ON CONFLICT (shop) DO UPDATE SET document = ?2, anchor = ?3",
        params![shop.0, document, anchor],
    )?;
    Ok(())
}
