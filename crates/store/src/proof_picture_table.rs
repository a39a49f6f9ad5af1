//! The table `proof_pictures`: what an event's element looked like when a test proved it, one picture a definition. Which
//! pictures may be kept, and of what, is not decided here; how many are, is.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};
use waymark_model::{EventId, Millis, ShopSlug};

use crate::{Store, StoreError};

/// So many definitions of an event keep their pictures: the last ones.
const OF_EVENT: u32 = 3;
/// So many pictures a shop keeps in all.
const OF_SHOP: u32 = 400;

/// A picture of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofPicture {
    /// The event.
    pub event: EventId,
    /// Fingerprint of the definition that fired.
    pub definition: String,
    /// When it was taken.
    pub taken_at: Millis,
    /// PNG.
    pub png: Vec<u8>,
}

impl Store {
    /// Keeps the picture of a proof, instead of an earlier one of the same definition, and lets go of the oldest ones.
    pub fn save_proof_picture(&mut self, shop: &ShopSlug, picture: &ProofPicture) -> Result<(), StoreError> {
        let ProofPicture { event, definition, taken_at, png } = picture;
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO proof_pictures (shop, event, definition, taken_at, png)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![shop.0, event.0, definition, taken_at, png],
            )?;
            transaction.execute(
                "DELETE FROM proof_pictures WHERE rowid IN (
                     SELECT rowid FROM proof_pictures WHERE shop = ?1 AND event = ?2
                     ORDER BY taken_at DESC, rowid DESC LIMIT -1 OFFSET ?3)",
                params![shop.0, event.0, OF_EVENT],
            )?;
            transaction.execute(
                "DELETE FROM proof_pictures WHERE rowid IN (
                     SELECT rowid FROM proof_pictures WHERE shop = ?1
                     ORDER BY taken_at DESC, rowid DESC LIMIT -1 OFFSET ?2)",
                params![shop.0, OF_SHOP],
            )?;
            Ok(())
        })
    }

    /// The picture of a proof, PNG; nothing where none was taken or it is not kept any more.
    pub fn proof_picture(
        &self,
        shop: &ShopSlug,
        event: &EventId,
        definition: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT png FROM proof_pictures WHERE shop = ?1 AND event = ?2 AND definition = ?3",
        )?;
        Ok(statement.query_row([&shop.0, &event.0, definition], |row| row.get(0)).optional()?)
    }

    /// When the pictures of a shop's proofs were taken, by event and definition.
    pub fn proofs_pictured(
        &self,
        shop: &ShopSlug,
    ) -> Result<BTreeMap<(EventId, String), Millis>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT event, definition, taken_at FROM proof_pictures WHERE shop = ?1")?;
        let rows =
            statement.query_map([&shop.0], |row| Ok(((EventId(row.get(0)?), row.get(1)?), row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
