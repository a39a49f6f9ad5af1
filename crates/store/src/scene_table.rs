//! The table `scenes`. Scenes are named by their content, so one that is there is never written again.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use waymark_model::{Event, Scene, SceneId, ShopSlug};

use crate::StoreError;

pub fn add(connection: &Connection, shop: &ShopSlug, id: &SceneId, scene: &Scene) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO scenes (shop, id, document) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![shop.0, id.0, serde_json::to_string(scene)?],
    )?;
    Ok(())
}

pub fn find(connection: &Connection, shop: &ShopSlug, id: &SceneId) -> Result<Option<Scene>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT document FROM scenes WHERE shop = ?1 AND id = ?2")?;
    let document: Option<String> = statement.query_row([&shop.0, &id.0], |row| row.get(0)).optional()?;
    Ok(document.map(|document| serde_json::from_str(&document)).transpose()?)
}

/// The scenes that these events refer to.
pub fn used_by(
    connection: &Connection,
    shop: &ShopSlug,
    events: &[Event],
) -> Result<BTreeMap<SceneId, Scene>, StoreError> {
    let mut scenes = BTreeMap::new();
    for id in events.iter().filter_map(|event| event.target.as_ref()?.scene.as_ref()) {
        if !scenes.contains_key(id)
            && let Some(scene) = find(connection, shop, id)?
        {
            scenes.insert(id.clone(), scene);
        }
    }
    Ok(scenes)
}

/// The pages that the scenes of a shop are of, as paths.
pub fn paths(connection: &Connection, shop: &ShopSlug) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT json_extract(document, '$.path') FROM scenes WHERE shop = ?1 ORDER BY 1 LIMIT 200",
    )?;
    let paths = statement.query_map([&shop.0], |row| row.get(0))?;
    Ok(paths.collect::<Result<_, _>>()?)
}
