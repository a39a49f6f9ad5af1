//! The table `event_devices`: what was seen of an event's element on each device when that was measured last. One row an
//! event; what the document says is the app's.

use rusqlite::params;
use waymark_model::{EventId, Millis, ShopSlug};

use crate::{Store, StoreError};

/// What was seen of one event's element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The event.
    pub event: EventId,
    /// The rule it was looked for by.
    pub rule: String,
    /// When.
    pub measured_at: Millis,
    /// Address of the page; empty where an audit added up several.
    pub page: String,
    /// What was seen, as JSON.
    pub document: String,
}

impl Store {
    /// Keeps what was seen, in place of what was seen before.
    pub fn record_sightings(&mut self, shop: &ShopSlug, seen: &[Sighting]) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut insert = transaction.prepare_cached(
                "INSERT OR REPLACE INTO event_devices (shop, event, rule, measured_at, page, document)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            for Sighting { event, rule, measured_at, page, document } in seen {
                insert.execute(params![shop.0, event.0, rule, measured_at, page, document])?;
            }
            Ok(())
        })
    }

    /// What was seen last of every event of a shop, events that are gone included.
    pub fn sightings(&self, shop: &ShopSlug) -> Result<Vec<Sighting>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT event, rule, measured_at, page, document FROM event_devices WHERE shop = ?1 ORDER BY event",
        )?;
        let rows = statement.query_map([&shop.0], |row| {
            Ok(Sighting {
                event: EventId(row.get(0)?),
                rule: row.get(1)?,
                measured_at: row.get(2)?,
                page: row.get(3)?,
                document: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
