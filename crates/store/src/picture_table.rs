//! The tables `pictures`: what an event's element looks like, PNG; and `replaced_pictures`: what it looked like
//! before a change gave the event another element.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};
use waymark_model::{EventId, Millis, ShopSlug};

use crate::{Store, StoreError};

impl Store {
    /// Keeps a picture of an event's element, instead of an earlier one.
    pub fn save_picture(
        &mut self,
        shop: &ShopSlug,
        event: &EventId,
        png: &[u8],
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| put(transaction, shop, event, png, now))
    }

    /// The picture of an event's element, PNG.
    pub fn picture(&self, shop: &ShopSlug, event: &EventId) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT png FROM pictures WHERE shop = ?1 AND event = ?2")?;
        Ok(statement.query_row([&shop.0, &event.0], |row| row.get(0)).optional()?)
    }

    /// The events of a shop that have a picture.
    pub fn pictured(&self, shop: &ShopSlug) -> Result<BTreeSet<EventId>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT event FROM pictures WHERE shop = ?1")?;
        let rows = statement.query_map([&shop.0], |row| row.get(0).map(EventId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

pub fn put(
    connection: &Connection,
    shop: &ShopSlug,
    event: &EventId,
    png: &[u8],
    now: Millis,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT OR REPLACE INTO pictures (shop, event, taken_at, png) VALUES (?1, ?2, ?3, ?4)",
        params![shop.0, event.0, now, png],
    )?;
    Ok(())
}

pub fn copy(
    connection: &Connection,
    shop: &ShopSlug,
    from: &EventId,
    to: &EventId,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT OR REPLACE INTO pictures (shop, event, taken_at, png)
         SELECT shop, ?3, taken_at, png FROM pictures WHERE shop = ?1 AND event = ?2",
        [&shop.0, &from.0, &to.0],
    )?;
    Ok(())
}

/// Takes the picture away that an event had before this change; there may be none, which is noted too.
pub fn set_aside(
    connection: &Connection,
    change: i64,
    shop: &ShopSlug,
    event: &EventId,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO replaced_pictures (change, taken_at, png)
         SELECT ?1, pictures.taken_at, pictures.png
         FROM (SELECT 1) LEFT JOIN pictures ON pictures.shop = ?2 AND pictures.event = ?3",
        params![change, shop.0, event.0],
    )?;
    connection.execute("DELETE FROM pictures WHERE shop = ?1 AND event = ?2", [&shop.0, &event.0])?;
    Ok(())
}

/// Gives an event the picture back that `change` took away, if it took one. The picture that goes is kept with
/// `undo`, the change that takes the other one back.
pub fn bring_back(
    connection: &Connection,
    change: i64,
    undo: i64,
    shop: &ShopSlug,
    event: &EventId,
) -> Result<(), StoreError> {
    let mut replaced = connection.prepare_cached("SELECT 1 FROM replaced_pictures WHERE change = ?1")?;
    if !replaced.exists([change])? {
        return Ok(());
    }
    set_aside(connection, undo, shop, event)?;
    connection.execute(
        "INSERT INTO pictures (shop, event, taken_at, png)
         SELECT ?2, ?3, taken_at, png FROM replaced_pictures WHERE change = ?1 AND png IS NOT NULL",
        params![change, shop.0, event.0],
    )?;
    Ok(())
}

/// The first change after `change` that took the event's picture away: the one with the picture it had then.
pub fn replaced_after(
    connection: &Connection,
    shop: &ShopSlug,
    event: &EventId,
    change: i64,
) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT replaced_pictures.change FROM replaced_pictures
         JOIN change_log ON change_log.id = replaced_pictures.change
         WHERE change_log.shop = ?1 AND change_log.event = ?2 AND change_log.id > ?3
         ORDER BY replaced_pictures.change LIMIT 1",
    )?;
    Ok(statement.query_row(params![shop.0, event.0, change], |row| row.get(0)).optional()?)
}
