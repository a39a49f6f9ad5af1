//! The table `walks`: walks through a shop that were recorded. Recording one changes no plan and is not logged;
//! calling it something else and taking it away are, so that undo brings back what was.

use rusqlite::{Connection, OptionalExtension, params};
use waymark_model::{Millis, Scene, SceneId, ShopSlug, Walk, WalkId};

use crate::change_log::{self, Change, State};
use crate::{Store, StoreError, scene_table, shop_table};

/// A walk in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkListed {
    /// Its identity.
    pub id: WalkId,
    /// What it is called.
    pub name: String,
    /// When it was recorded.
    pub made_at: Millis,
    /// How many steps it has.
    pub steps: u32,
    /// How many events fired.
    pub fired: u32,
    /// How many should have fired and did not.
    pub silent: u32,
    /// What came of it when it was done again last: the caller's document.
    pub played: Option<String>,
}

impl Store {
    /// Keeps a walk, with the scenes that its targets refer to. One with the same id is overwritten.
    pub fn save_walk<'a>(
        &mut self,
        shop: &ShopSlug,
        walk: &Walk,
        scenes: impl IntoIterator<Item = (&'a SceneId, &'a Scene)>,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            shop_table::get(transaction, shop)?;
            for (id, scene) in scenes {
                scene_table::add(transaction, shop, id, scene)?;
            }
            put(transaction, shop, walk)
        })
    }

    /// All walks of a shop, the newest first. Their steps stay where they are: they are long, and this is asked often.
    pub fn walks(&self, shop: &ShopSlug) -> Result<Vec<WalkListed>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, json_extract(walk, '$.name'), made_at, json_array_length(walk, '$.steps'),
                    (SELECT count(*) FROM json_each(walks.walk, '$.ticks') AS tick
                     WHERE json_extract(tick.value, '$.outcome') = 'fired'),
                    (SELECT count(*) FROM json_each(walks.walk, '$.ticks') AS tick
                     WHERE json_extract(tick.value, '$.outcome') = 'silent'),
                    played
             FROM walks WHERE shop = ?1 ORDER BY made_at DESC, id DESC",
        )?;
        let mut rows = statement.query([&shop.0])?;
        let mut walks = Vec::new();
        while let Some(row) = rows.next()? {
            walks.push(WalkListed {
                id: WalkId(row.get(0)?),
                name: row.get(1)?,
                made_at: row.get(2)?,
                steps: row.get(3)?,
                fired: row.get(4)?,
                silent: row.get(5)?,
                played: row.get(6)?,
            });
        }
        Ok(walks)
    }

    /// One walk.
    pub fn walk(&self, shop: &ShopSlug, id: &WalkId) -> Result<Walk, StoreError> {
        get(&self.connection, shop, id)
    }

    /// Calls a walk something else; undo gives it its name back.
    pub fn rename_walk(
        &mut self,
        shop: &ShopSlug,
        id: &WalkId,
        name: &str,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let before = get(transaction, shop, id)?.name;
            if before == name {
                return Ok(());
            }
            set_name(transaction, shop, id, name)?;
            let change = Change {
                kind: "rename_walk",
                event: None,
                before: Some(State::WalkName { id: id.clone(), name: before }),
                after: Some(State::WalkName { id: id.clone(), name: name.to_owned() }),
            };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }

    /// Takes a walk away; undo brings it back.
    pub fn delete_walk(&mut self, shop: &ShopSlug, id: &WalkId, now: Millis) -> Result<(), StoreError> {
        self.write(|transaction| {
            let walk = get(transaction, shop, id)?;
            let played = last_play(transaction, shop, id)?;
            take_out(transaction, shop, id)?;
            let before = Some(State::Walk { walk: Box::new(walk), played });
            let change = Change { kind: "delete_walk", event: None, before, after: None };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }

    /// Writes down what came of a walk when it was done again: the caller's document. One that is gone is passed over.
    pub fn record_play(&mut self, shop: &ShopSlug, id: &WalkId, document: &str) -> Result<(), StoreError> {
        self.write(|transaction| set_played(transaction, shop, id, Some(document)))
    }

    /// What came of a walk when it was done again last.
    pub fn last_play(&self, shop: &ShopSlug, id: &WalkId) -> Result<Option<String>, StoreError> {
        last_play(&self.connection, shop, id)
    }
}

/// Keeps a walk as it was, with what came of it last.
pub fn bring_back(
    connection: &Connection,
    shop: &ShopSlug,
    walk: &Walk,
    played: Option<&str>,
) -> Result<(), StoreError> {
    put(connection, shop, walk)?;
    set_played(connection, shop, &walk.id, played)
}

pub fn set_name(connection: &Connection, shop: &ShopSlug, id: &WalkId, name: &str) -> Result<(), StoreError> {
    let walk = Walk { name: name.to_owned(), ..get(connection, shop, id)? };
    put(connection, shop, &walk)
}

fn set_played(
    connection: &Connection,
    shop: &ShopSlug,
    id: &WalkId,
    document: Option<&str>,
) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE walks SET played = ?3 WHERE shop = ?1 AND id = ?2",
        params![shop.0, id.0, document],
    )?;
    Ok(())
}

fn last_play(connection: &Connection, shop: &ShopSlug, id: &WalkId) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT played FROM walks WHERE shop = ?1 AND id = ?2")?;
    let played: Option<Option<String>> =
        statement.query_row([&shop.0, &id.0], |row| row.get(0)).optional()?;
    Ok(played.flatten())
}

fn put(connection: &Connection, shop: &ShopSlug, walk: &Walk) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO walks (shop, id, made_at, walk) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (shop, id) DO UPDATE SET made_at = excluded.made_at, walk = excluded.walk",
        params![shop.0, walk.id.0, walk.made_at, serde_json::to_string(walk)?],
    )?;
    Ok(())
}

pub fn take_out(connection: &Connection, shop: &ShopSlug, id: &WalkId) -> Result<(), StoreError> {
    connection.execute("DELETE FROM walks WHERE shop = ?1 AND id = ?2", [&shop.0, &id.0])?;
    Ok(())
}

fn get(connection: &Connection, shop: &ShopSlug, id: &WalkId) -> Result<Walk, StoreError> {
    let mut statement = connection.prepare_cached("SELECT walk FROM walks WHERE shop = ?1 AND id = ?2")?;
    let walk: Option<String> = statement.query_row([&shop.0, &id.0], |row| row.get(0)).optional()?;
    Ok(serde_json::from_str(&walk.ok_or_else(|| StoreError::NoWalk(id.clone()))?)?)
}
