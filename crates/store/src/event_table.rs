//! The table `events`: reading and placing rows. What is logged about it lies with the operations in
//! [`crate::plan`]. Positions rise in the marketer's order and may have gaps.

use rusqlite::{Connection, OptionalExtension, params};
use waymark_model::{Event, EventId, Millis, ShopSlug};

use crate::StoreError;

/// An event and where it stands.
pub struct Placed {
    pub position: i64,
    pub event: Event,
}

pub fn list(connection: &Connection, shop: &ShopSlug) -> Result<Vec<Placed>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT position, document FROM events WHERE shop = ?1 ORDER BY position, id")?;
    let mut rows = statement.query([&shop.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let document: String = row.get(1)?;
        found.push(Placed { position: row.get(0)?, event: serde_json::from_str(&document)? });
    }
    Ok(found)
}

pub fn find(connection: &Connection, shop: &ShopSlug, id: &EventId) -> Result<Option<Placed>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT position, document FROM events WHERE shop = ?1 AND id = ?2")?;
    let row: Option<(i64, String)> =
        statement.query_row([&shop.0, &id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    row.map(|(position, document)| Ok(Placed { position, event: serde_json::from_str(&document)? }))
        .transpose()
}

pub fn get(connection: &Connection, shop: &ShopSlug, id: &EventId) -> Result<Placed, StoreError> {
    find(connection, shop, id)?.ok_or_else(|| StoreError::NoEvent(id.clone()))
}

/// When the event was written last, milliseconds since 1970 UTC.
pub fn saved_at(
    connection: &Connection,
    shop: &ShopSlug,
    id: &EventId,
) -> Result<Option<Millis>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT saved_at FROM events WHERE shop = ?1 AND id = ?2")?;
    Ok(statement.query_row([&shop.0, &id.0], |row| row.get(0)).optional()?)
}

/// The position after the last.
pub fn end(connection: &Connection, shop: &ShopSlug) -> Result<i64, StoreError> {
    Ok(connection.query_row(
        "SELECT coalesce(max(position) + 1, 0) FROM events WHERE shop = ?1",
        [&shop.0],
        |row| row.get(0),
    )?)
}

/// Moves everything from this position on back by one.
pub fn make_room(connection: &Connection, shop: &ShopSlug, position: i64) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE events SET position = position + 1 WHERE shop = ?1 AND position >= ?2",
        params![shop.0, position],
    )?;
    Ok(())
}

/// Inserts the event, or overwrites the one with its id.
pub fn put(
    connection: &Connection,
    shop: &ShopSlug,
    event: &Event,
    position: i64,
    now: Millis,
) -> Result<(), StoreError> {
    let status = serde_json::to_value(event.status)?;
    connection
        .prepare_cached(
            "INSERT INTO events (shop, id, position, name, status, saved_at, document)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (shop, id) DO UPDATE SET position = excluded.position, name = excluded.name,
                status = excluded.status, saved_at = excluded.saved_at, document = excluded.document",
        )?
        .execute(params![
            shop.0,
            event.id.0,
            position,
            event.name,
            status.as_str(),
            now,
            serde_json::to_string(event)?
        ])?;
    Ok(())
}

/// Takes the row out; the change log keeps the event.
pub fn take_out(connection: &Connection, shop: &ShopSlug, id: &EventId) -> Result<(), StoreError> {
    connection.execute("DELETE FROM events WHERE shop = ?1 AND id = ?2", [&shop.0, &id.0])?;
    Ok(())
}

/// Puts the events in this order; ids that are not there are passed over.
pub fn reorder(connection: &Connection, shop: &ShopSlug, order: &[EventId]) -> Result<(), StoreError> {
    let mut update =
        connection.prepare_cached("UPDATE events SET position = ?3 WHERE shop = ?1 AND id = ?2")?;
    for (position, id) in (0_i64..).zip(order) {
        update.execute(params![shop.0, id.0, position])?;
    }
    Ok(())
}
