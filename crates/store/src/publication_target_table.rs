//! The table `publication_targets`: where a shop's configs go. Secrets are never in here.

use rusqlite::{Connection, OptionalExtension, params};
use waymark_model::{Millis, PublicationTarget, ShopSlug, TargetId};

use crate::change_log::{self, Change, State};
use crate::{Store, StoreError};

impl Store {
    /// The publication targets of a shop, in the order they were added.
    pub fn publication_targets(&self, shop: &ShopSlug) -> Result<Vec<PublicationTarget>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT document FROM publication_targets WHERE shop = ?1 AND removed_at IS NULL ORDER BY position",
        )?;
        let mut rows = statement.query([&shop.0])?;
        let mut targets = Vec::new();
        while let Some(row) = rows.next()? {
            let document: String = row.get(0)?;
            targets.push(serde_json::from_str(&document)?);
        }
        Ok(targets)
    }

    /// Adds a target at the end, or changes the one with its id in its place. What was published to the same place
    /// through targets that were taken out of the list is its history from now on.
    pub fn put_publication_target(
        &mut self,
        shop: &ShopSlug,
        target: &PublicationTarget,
    ) -> Result<(), StoreError> {
        let document = serde_json::to_string(target)?;
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO publication_targets (shop, id, position, document)
                 SELECT ?1, ?2, coalesce(max(position) + 1, 0), ?3 FROM publication_targets WHERE shop = ?1
                 ON CONFLICT (shop, id) DO UPDATE SET document = ?3, removed_at = NULL",
                params![shop.0, target.id.0, document],
            )?;
            inherit(transaction, shop, target)
        })
    }

    /// Takes a target out of the list, which can be taken back. What was published there is still known.
    pub fn remove_publication_target(
        &mut self,
        shop: &ShopSlug,
        id: &TargetId,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let name = name_of(transaction, shop, id)?;
            set_listed(transaction, shop, id, false, now)?;
            let state = |listed| Some(State::Place { id: id.clone(), name: name.clone(), listed });
            let change =
                Change { kind: "remove_place", event: None, before: state(true), after: state(false) };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }
}

fn inherit(transaction: &Connection, shop: &ShopSlug, target: &PublicationTarget) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "SELECT document FROM publication_targets WHERE shop = ?1 AND removed_at IS NOT NULL",
    )?;
    let removed = statement.query_map([&shop.0], |row| row.get::<_, String>(0))?;
    for document in removed.collect::<Result<Vec<_>, _>>()? {
        let removed: PublicationTarget = serde_json::from_str(&document)?;
        if removed.place.is_where(&target.place) {
            transaction.execute(
                "UPDATE publications SET target = ?3 WHERE shop = ?1 AND target = ?2",
                params![shop.0, removed.id.0, target.id.0],
            )?;
        }
    }
    Ok(())
}

/// What a target of the list is called.
fn name_of(connection: &Connection, shop: &ShopSlug, id: &TargetId) -> Result<String, StoreError> {
    let document: Option<String> = connection
        .query_row(
            "SELECT document FROM publication_targets WHERE shop = ?1 AND id = ?2 AND removed_at IS NULL",
            [&shop.0, &id.0],
            |row| row.get(0),
        )
        .optional()?;
    let document = document.ok_or_else(|| StoreError::NoTarget(id.clone()))?;
    Ok(serde_json::from_str::<PublicationTarget>(&document)?.name)
}

/// Puts a target into the list or takes it out; nothing is done at the place itself, and history stays whose it is.
pub fn set_listed(
    connection: &Connection,
    shop: &ShopSlug,
    id: &TargetId,
    listed: bool,
    now: Millis,
) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE publication_targets SET removed_at = ?3 WHERE shop = ?1 AND id = ?2",
        params![shop.0, id.0, (!listed).then_some(now)],
    )?;
    Ok(())
}
