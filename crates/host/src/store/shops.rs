//! Shops and whose token may write to which.

use rusqlite::{OptionalExtension as _, TransactionBehavior};

use super::Store;
use crate::clock::now;
use crate::name::SiteName;
use crate::{HostError, TokenHash};

/// A shop, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Its name in addresses.
    pub name: String,
    /// Whether it was removed: it is neither served nor written to.
    pub is_shut: bool,
    /// How many files it has.
    pub objects: i64,
    /// Bytes of those, uncompressed.
    pub bytes: i64,
}

/// What adding a shop came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// A new shop.
    New,
    /// One that was removed is open again, with everything that it had published.
    Reopened,
}

/// What a token may do with a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Granted,
    OtherShop,
    Denied,
}

impl Store {
    /// Adds a shop, or opens a removed one again.
    pub fn add_shop(&mut self, name: &SiteName, token: TokenHash) -> Result<Added, HostError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: Option<bool> = transaction
            .query_row("SELECT shut_at IS NOT NULL FROM shop WHERE name = ?1", [name.as_str()], |row| {
                row.get(0)
            })
            .optional()?;
        let added = match found {
            None => Added::New,
            Some(true) => Added::Reopened,
            Some(false) => return Err(HostError::ShopTaken(name.as_str().to_owned())),
        };
        transaction.execute(
            "INSERT INTO shop (name, token_hash, added_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash, shut_at = NULL",
            (name.as_str(), token.bytes(), now()),
        )?;
        transaction.commit()?;
        Ok(added)
    }

    /// Gives an open shop another token; the old one ends.
    pub fn replace_token(&mut self, name: &SiteName, token: TokenHash) -> Result<(), HostError> {
        let changed = self.connection.execute(
            "UPDATE shop SET token_hash = ?2 WHERE name = ?1 AND shut_at IS NULL",
            (name.as_str(), token.bytes()),
        )?;
        if changed == 1 { Ok(()) } else { Err(HostError::NoShop(name.as_str().to_owned())) }
    }

    /// Shuts a shop: it is served no more and written to no more. What it published stays stored.
    pub fn shut_shop(&mut self, name: &SiteName) -> Result<(), HostError> {
        let changed = self.connection.execute(
            "UPDATE shop SET shut_at = ?2 WHERE name = ?1 AND shut_at IS NULL",
            (name.as_str(), now()),
        )?;
        if changed == 1 { Ok(()) } else { Err(HostError::NoShop(name.as_str().to_owned())) }
    }

    /// All shops by name, the shut ones too.
    pub fn shops(&self) -> Result<Vec<Shop>, HostError> {
        let mut statement = self.connection.prepare(
            "SELECT shop.name, shut_at IS NOT NULL, count(object.name), coalesce(sum(length(body)), 0)
             FROM shop LEFT JOIN object ON object.shop = shop.name GROUP BY shop.name ORDER BY shop.name",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Shop { name: row.get(0)?, is_shut: row.get(1)?, objects: row.get(2)?, bytes: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a token may do with a shop.
    pub(crate) fn access(&self, name: &SiteName, token: TokenHash) -> Result<Access, HostError> {
        let mut statement =
            self.connection.prepare_cached("SELECT name, token_hash FROM shop WHERE shut_at IS NULL")?;
        let mut rows = statement.query([])?;
        let mut access = Access::Denied;
        // All are compared, so that the time does not tell which shop a token nearly fits.
        while let Some(row) = rows.next()? {
            let (shop, kept): (String, [u8; 32]) = (row.get(0)?, row.get(1)?);
            if token.is(&kept) {
                access = if shop == name.as_str() { Access::Granted } else { Access::OtherShop };
            }
        }
        Ok(access)
    }
}
