//! The table `audit_mutes`: findings that nobody wants to be told of, with the reason, as a text whose inside is the app's
//! business. Muting and telling again are changes like those of the plan, and are taken back like them.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use waymark_model::{Millis, ShopSlug};

use crate::change_log::{self, Change, State};
use crate::{Store, StoreError};

/// A finding that nobody wants to hear of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mute {
    /// Its key.
    pub finding: String,
    /// Why.
    pub reason: String,
    /// Until when; for good if there is none.
    pub until: Option<Millis>,
}

impl Store {
    /// Does not tell of a finding any more; told again what for, the last word counts.
    pub fn mute_finding(&mut self, shop: &ShopSlug, mute: &Mute, now: Millis) -> Result<(), StoreError> {
        self.write(|transaction| change(transaction, shop, "mute", &mute.finding, Some(mute.clone()), now))
    }

    /// Tells of a finding again.
    pub fn unmute_finding(&mut self, shop: &ShopSlug, finding: &str, now: Millis) -> Result<(), StoreError> {
        self.write(|transaction| change(transaction, shop, "unmute", finding, None, now))
    }

    /// Findings of a shop that are muted now.
    pub fn mutes(&self, shop: &ShopSlug, now: Millis) -> Result<Vec<Mute>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT finding, reason, until FROM audit_mutes
             WHERE shop = ?1 AND (until IS NULL OR until > ?2) ORDER BY finding",
        )?;
        let rows = statement.query_map(params![shop.0, now], |row| {
            Ok(Mute { finding: row.get(0)?, reason: row.get(1)?, until: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn change(
    connection: &Connection,
    shop: &ShopSlug,
    kind: &str,
    finding: &str,
    mute: Option<Mute>,
    now: Millis,
) -> Result<(), StoreError> {
    let before = known(connection, shop, finding)?;
    if before == mute {
        return Ok(());
    }
    put(connection, shop, finding, mute.as_ref(), now)?;
    let state = |mute| Some(State::Mute { finding: finding.to_owned(), mute });
    let change = Change { kind, event: None, before: state(before), after: state(mute) };
    change_log::append(connection, shop, &change, None, now).map(drop)
}

fn known(connection: &Connection, shop: &ShopSlug, finding: &str) -> Result<Option<Mute>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT finding, reason, until FROM audit_mutes WHERE shop = ?1 AND finding = ?2")?;
    let row = statement.query_row([&shop.0, finding], |row| {
        Ok(Mute { finding: row.get(0)?, reason: row.get(1)?, until: row.get(2)? })
    });
    Ok(row.optional()?)
}

/// Mutes a finding like this, or not at all.
pub fn put(
    connection: &Connection,
    shop: &ShopSlug,
    finding: &str,
    mute: Option<&Mute>,
    now: Millis,
) -> Result<(), StoreError> {
    match mute {
        Some(Mute { reason, until, .. }) => connection.execute(
            "INSERT INTO audit_mutes (shop, finding, reason, until, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (shop, finding) DO UPDATE SET reason = ?3, until = ?4, at = ?5",
            params![shop.0, finding, reason, until, now],
        )?,
        None => connection
            .execute("DELETE FROM audit_mutes WHERE shop = ?1 AND finding = ?2", [&shop.0, finding])?,
    };
    Ok(())
}
