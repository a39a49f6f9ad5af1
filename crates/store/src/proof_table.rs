//! The table `proofs`: when each definition of an event last fired in a test. What a definition is, is the
//! compiler's business; here it is a text to compare.

use std::collections::BTreeMap;

use rusqlite::params;
use serde_json::Value;
use waymark_model::{EventId, Millis, ShopSlug};

use crate::{Store, StoreError};

/// One firing in a test, proven by a trusted gesture.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// The event.
    pub event: EventId,
    /// Fingerprint of the definition that fired.
    pub definition: String,
    /// When.
    pub fired_at: Millis,
    /// Path of the page.
    pub page: String,
    /// Parameters as sent.
    pub parameters: BTreeMap<String, Value>,
}

impl Store {
    /// Keeps a proof; an earlier one of the same definition is overwritten.
    pub fn record_proof(&mut self, shop: &ShopSlug, proof: &Proof) -> Result<(), StoreError> {
        let parameters = serde_json::to_string(&proof.parameters)?;
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO proofs (shop, event, definition, fired_at, page, parameters)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![shop.0, proof.event.0, proof.definition, proof.fired_at, proof.page, parameters],
            )?;
            Ok(())
        })
    }

    /// All proofs of a shop, newest first; those of older definitions too, one a definition.
    pub fn proofs(&self, shop: &ShopSlug) -> Result<Vec<Proof>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT event, definition, fired_at, page, parameters FROM proofs
             WHERE shop = ?1 ORDER BY fired_at DESC, event",
        )?;
        let mut rows = statement.query([&shop.0])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let parameters: String = row.get(4)?;
            found.push(Proof {
                event: EventId(row.get(0)?),
                definition: row.get(1)?,
                fired_at: row.get(2)?,
                page: row.get(3)?,
                parameters: serde_json::from_str(&parameters)?,
            });
        }
        Ok(found)
    }
}
