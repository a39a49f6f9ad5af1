//! The table `shops`.

use rusqlite::{Connection, OptionalExtension, Row, params};
use waymark_model::{Millis, PageType, Shop, ShopSlug};

use crate::change_log::{self, Change, State};
use crate::{Store, StoreError, page_type_table};

/// A shop as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopEntry {
    /// The shop.
    pub shop: Shop,
    /// Number of events in its plan.
    pub events: u32,
    /// When it was last opened, if ever.
    pub opened_at: Option<Millis>,
}

impl Store {
    /// Adds a shop with the page types it starts with.
    pub fn add_shop(&mut self, shop: &Shop, page_types: &[PageType], now: Millis) -> Result<(), StoreError> {
        self.write(|transaction| {
            insert(transaction, shop, now)?;
            page_type_table::replace(transaction, &shop.slug, page_types)
        })
    }

    /// All shops, the last opened first, never opened ones after them in the order they were added.
    pub fn shops(&self) -> Result<Vec<ShopEntry>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT slug, url, name, opened_at,
                    (SELECT count(*) FROM events WHERE events.shop = shops.slug) AS events
             FROM shops ORDER BY opened_at IS NULL, opened_at DESC, added_at, slug",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(ShopEntry {
                shop: from_row(row)?,
                events: row.get("events")?,
                opened_at: row.get("opened_at")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One shop.
    pub fn shop(&self, slug: &ShopSlug) -> Result<Shop, StoreError> {
        get(&self.connection, slug)
    }

    /// Changes the name shown for a shop; its short name stays.
    pub fn rename_shop(&mut self, slug: &ShopSlug, name: &str, now: Millis) -> Result<(), StoreError> {
        self.write(|transaction| {
            let before = get(transaction, slug)?.name;
            set_name(transaction, slug, name)?;
            let change = Change {
                kind: "rename_shop",
                event: None,
                before: Some(State::Name { name: before }),
                after: Some(State::Name { name: name.to_owned() }),
            };
            change_log::append(transaction, slug, &change, None, now).map(drop)
        })
    }

    /// Notes that a shop was opened now.
    pub fn touch_shop(&mut self, slug: &ShopSlug, now: Millis) -> Result<(), StoreError> {
        self.write(|transaction| {
            let changed = transaction
                .execute("UPDATE shops SET opened_at = ?2 WHERE slug = ?1", params![slug.0, now])?;
            if changed == 0 { Err(StoreError::NoShop(slug.clone())) } else { Ok(()) }
        })
    }
}

pub(crate) fn insert(connection: &Connection, shop: &Shop, now: Millis) -> Result<(), StoreError> {
    let added = connection.execute(
        "INSERT INTO shops (slug, url, name, added_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        params![shop.slug.0, shop.url, shop.name, now],
    )?;
    if added == 0 { Err(StoreError::ShopTaken(shop.slug.clone())) } else { Ok(()) }
}

pub(crate) fn find(connection: &Connection, slug: &ShopSlug) -> Result<Option<Shop>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT slug, url, name FROM shops WHERE slug = ?1")?;
    Ok(statement.query_row([&slug.0], from_row).optional()?)
}

pub(crate) fn get(connection: &Connection, slug: &ShopSlug) -> Result<Shop, StoreError> {
    find(connection, slug)?.ok_or_else(|| StoreError::NoShop(slug.clone()))
}

pub(crate) fn set_name(connection: &Connection, slug: &ShopSlug, name: &str) -> Result<(), StoreError> {
    connection.execute("UPDATE shops SET name = ?2 WHERE slug = ?1", params![slug.0, name])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Shop> {
    Ok(Shop { slug: ShopSlug(row.get("slug")?), url: row.get("url")?, name: row.get("name")? })
}
