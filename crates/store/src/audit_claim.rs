//! The right to audit a shop where files cannot be locked (some network file systems): a claim in the database that has to
//! be told again while the audit runs, since nothing ends it when its program is killed. Where there are locks,
//! `audit_lease` needs none of this.

use rusqlite::{OptionalExtension, Transaction, params};
use waymark_model::{Millis, ShopSlug};

use crate::StoreError;

/// So long a claim is believed after it was told last.
const LASTS: Millis = 10 * 60 * 1000;
/// A claim that was told within this time is not told again.
const FRESH: Millis = 60 * 1000;

/// A claim of this program.
#[derive(Debug)]
pub(crate) struct Claim {
    /// Nobody else's: programs on two computers may have the same number.
    mark: String,
    told: Millis,
}

impl Claim {
    /// Claims a shop; nothing where somebody else's claim still counts.
    pub fn make(
        transaction: &Transaction<'_>,
        shop: &ShopSlug,
        now: Millis,
    ) -> Result<Option<Self>, StoreError> {
        if is_claimed(transaction, shop, now)? {
            return Ok(None);
        }
        let mark: String = transaction.query_row("SELECT hex(randomblob(8))", [], |row| row.get(0))?;
        let claim = Self { mark, told: now };
        transaction.execute(
            "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)",
            params![key(shop), claim.text()],
        )?;
        Ok(Some(claim))
    }

    /// Whether it is time to tell it again.
    pub fn is_stale(&self, now: Millis) -> bool {
        now - self.told >= FRESH
    }

    /// Tells it again, if it was not taken by somebody else.
    pub fn tell(
        &mut self,
        transaction: &Transaction<'_>,
        shop: &ShopSlug,
        now: Millis,
    ) -> Result<(), StoreError> {
        let before = self.text();
        self.told = now;
        transaction.execute(
            "UPDATE settings SET value = ?3 WHERE key = ?1 AND value = ?2",
            params![key(shop), before, self.text()],
        )?;
        Ok(())
    }

    /// Gives it up.
    pub fn end(&self, transaction: &Transaction<'_>, shop: &ShopSlug) -> Result<(), StoreError> {
        transaction
            .execute("DELETE FROM settings WHERE key = ?1 AND value = ?2", params![key(shop), self.text()])?;
        Ok(())
    }

    fn text(&self) -> String {
        format!("{} {}", self.told, self.mark)
    }
}

/// Whether somebody's claim counts now. One of the future was made by a clock that went wrong.
pub(crate) fn is_claimed(
    connection: &rusqlite::Connection,
    shop: &ShopSlug,
    now: Millis,
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
    let kept: Option<String> = statement.query_row([key(shop)], |row| row.get(0)).optional()?;
    let told = kept.as_deref().and_then(|kept| kept.split(' ').next()?.parse::<Millis>().ok());
    Ok(told.is_some_and(|told| (told - LASTS..told + LASTS).contains(&now)))
}

fn key(shop: &ShopSlug) -> String {
    format!("audit_claim/{}", shop.0)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    fn shop() -> ShopSlug {
        ShopSlug("s".into())
    }

    #[test]
    fn a_claim_holds_while_it_is_told_and_some_minutes_longer() -> Result<(), StoreError> {
        let mut connection = Connection::open_in_memory()?;
        connection.execute("CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL)", [])?;
        let transaction = connection.transaction()?;
        let mut mine = Claim::make(&transaction, &shop(), 0)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        assert!(Claim::make(&transaction, &shop(), FRESH)?.is_none(), "it is taken");
        assert!(Claim::make(&transaction, &ShopSlug("t".into()), 0)?.is_some(), "another shop is free");
        assert!(!mine.is_stale(FRESH - 1) && mine.is_stale(FRESH));
        mine.tell(&transaction, &shop(), FRESH)?;
        assert!(is_claimed(&transaction, &shop(), LASTS + FRESH - 1)?, "it was told again");
        // Its program was killed.
        let theirs = Claim::make(&transaction, &shop(), LASTS + FRESH)?;
        assert!(theirs.is_some());
        mine.end(&transaction, &shop())?;
        assert!(is_claimed(&transaction, &shop(), LASTS + FRESH)?, "what is another's is not given up");
        if let Some(theirs) = theirs {
            theirs.end(&transaction, &shop())?;
        }
        assert!(!is_claimed(&transaction, &shop(), LASTS + FRESH)?);
        Ok(())
    }
}
