//! The table `plan_settings`.

use rusqlite::{Connection, OptionalExtension, params};
use waymark_model::{PlanSettings, ShopSlug};

use crate::StoreError;

pub fn get(connection: &Connection, shop: &ShopSlug) -> Result<PlanSettings, StoreError> {
    let mut statement = connection.prepare_cached("SELECT document FROM plan_settings WHERE shop = ?1")?;
    let document: Option<String> = statement.query_row([&shop.0], |row| row.get(0)).optional()?;
    Ok(document.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

pub fn put(connection: &Connection, shop: &ShopSlug, settings: &PlanSettings) -> Result<(), StoreError> {
    connection.execute(
        "INSERT OR REPLACE INTO plan_settings (shop, document) VALUES (?1, ?2)",
        params![shop.0, serde_json::to_string(settings)?],
    )?;
    Ok(())
}
