//! The table `revisions`: what was published, whole and immutable. What a release is, is the compiler's business; here
//! it is a document.

use rusqlite::{OptionalExtension, Row, params};
use waymark_model::{Millis, ShopSlug};

use crate::{Store, StoreError};

/// A published revision, without its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its identity, made of what is in it.
    pub id: String,
    /// Its marker, as the config has it.
    pub revision: String,
    /// Counted from 1 in the order of first publication in this installation.
    pub number: u32,
    /// When it was published first.
    pub made_at: Millis,
    /// How many events it has.
    pub events: u32,
}

/// A revision to keep.
#[derive(Clone, Copy, Debug)]
pub struct NewRevision<'a> {
    /// Its identity, made of what is in it.
    pub id: &'a str,
    /// Its marker.
    pub revision: &'a str,
    /// How many events it has.
    pub events: u32,
    /// The release, JSON.
    pub document: &'a str,
}

const COLUMNS: &str = "id, revision, number, made_at, events";

impl Store {
    /// Keeps a revision; one that is known already stays as it is.
    pub fn keep_revision(
        &mut self,
        shop: &ShopSlug,
        new: &NewRevision<'_>,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO revisions (shop, id, revision, number, made_at, events, document)
                 SELECT ?1, ?2, ?3, coalesce(max(number), 0) + 1, ?4, ?5, ?6 FROM revisions WHERE shop = ?1
                 ON CONFLICT (shop, id) DO NOTHING",
                params![shop.0, new.id, new.revision, now, new.events, new.document],
            )?;
            Ok(())
        })
    }

    /// All revisions of a shop, newest first.
    pub fn revisions(&self, shop: &ShopSlug) -> Result<Vec<Revision>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM revisions WHERE shop = ?1 ORDER BY number DESC"
        ))?;
        let rows = statement.query_map([&shop.0], revision)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The document of a revision.
    pub fn release_document(&self, shop: &ShopSlug, id: &str) -> Result<Option<String>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT document FROM revisions WHERE shop = ?1 AND id = ?2")?;
        Ok(statement.query_row([&shop.0, id], |row| row.get(0)).optional()?)
    }
}

fn revision(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        id: row.get(0)?,
        revision: row.get(1)?,
        number: row.get(2)?,
        made_at: row.get(3)?,
        events: row.get(4)?,
    })
}
