//! The table `page_types`.

use rusqlite::{Connection, params};
use waymark_model::{PageType, ShopSlug};

use crate::StoreError;

pub fn list(connection: &Connection, shop: &ShopSlug) -> Result<Vec<PageType>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, patterns FROM page_types WHERE shop = ?1 ORDER BY position")?;
    let mut rows = statement.query([&shop.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let patterns: String = row.get(1)?;
        found.push(PageType { id: row.get(0)?, patterns: serde_json::from_str(&patterns)? });
    }
    Ok(found)
}

pub fn replace(connection: &Connection, shop: &ShopSlug, page_types: &[PageType]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM page_types WHERE shop = ?1", [&shop.0])?;
    let mut insert = connection
        .prepare_cached("INSERT INTO page_types (shop, id, position, patterns) VALUES (?1, ?2, ?3, ?4)")?;
    for (position, kind) in (0_i64..).zip(page_types) {
        let patterns = serde_json::to_string(&kind.patterns)?;
        insert.execute(params![shop.0, kind.id, position, patterns])?;
    }
    Ok(())
}
