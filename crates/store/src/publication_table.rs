//! The table `publications`: which revision went live where, when and by whom.

use rusqlite::params;
use waymark_model::{Millis, ShopSlug, TargetId};

use crate::{Store, StoreError};

/// One time that a revision went live at a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Where.
    pub target: TargetId,
    /// SHA-256 of the config that went live.
    pub sha256: String,
    /// It was an earlier revision that was put back.
    pub is_roll_back: bool,
    /// Who did it, as the person is called.
    pub author: String,
    /// When.
    pub at: Millis,
}

const ROLL_BACK: &str = "roll_back";

impl Store {
    /// Writes down that a revision went live. Its revision and its target have to be known.
    pub fn record_publication(
        &mut self,
        shop: &ShopSlug,
        publication: &Publication,
    ) -> Result<(), StoreError> {
        let kind = if publication.is_roll_back { ROLL_BACK } else { "publish" };
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO publications (shop, target, sha256, kind, author, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    shop.0,
                    publication.target.0,
                    publication.sha256,
                    kind,
                    publication.author,
                    publication.at
                ],
            )?;
            Ok(())
        })
    }

    /// All publications of a shop, newest first.
    pub fn publications(&self, shop: &ShopSlug) -> Result<Vec<Publication>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT target, sha256, kind, author, at FROM publications WHERE shop = ?1 ORDER BY id DESC",
        )?;
        let rows = statement.query_map([&shop.0], |row| {
            Ok(Publication {
                target: TargetId(row.get(0)?),
                sha256: row.get(1)?,
                is_roll_back: row.get::<_, String>(2)? == ROLL_BACK,
                author: row.get(3)?,
                at: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
