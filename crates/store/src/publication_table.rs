//! The table `publications`: which revision went live where, when and by whom.

use rusqlite::params;
use waymark_model::{Millis, ShopSlug, TargetId};

use crate::{Store, StoreError};

/// One time that a revision was sent to a target, or went live there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Where.
    pub target: TargetId,
    /// The revision's id.
    pub revision: String,
    /// What is known of it.
    pub kind: PublicationKind,
    /// Who did it, as the person is called.
    pub author: String,
    /// When.
    pub at: Millis,
}

/// What is known of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicationKind {
    /// It is about to be sent: written before, so that it is known should nothing be written after.
    Attempt,
    /// A plan went live.
    Publish,
    /// An earlier revision went live again.
    RollBack,
    /// It was found live, and had not been sent from here.
    Seen,
}

impl PublicationKind {
    fn word(self) -> &'static str {
        match self {
            Self::Attempt => "attempt",
            Self::Publish => "publish",
            Self::RollBack => "roll_back",
            Self::Seen => "seen",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "attempt" => Self::Attempt,
            "roll_back" => Self::RollBack,
            "seen" => Self::Seen,
            _ => Self::Publish,
        }
    }
}

impl Store {
    /// Writes down that a revision is sent or went live. Its revision and its target have to be known.
    pub fn record_publication(
        &mut self,
        shop: &ShopSlug,
        publication: &Publication,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO publications (shop, target, revision, kind, author, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    shop.0,
                    publication.target.0,
                    publication.revision,
                    publication.kind.word(),
                    publication.author,
                    publication.at
                ],
            )?;
            Ok(())
        })
    }

    /// All publications and attempts of a shop, newest first.
    pub fn publications(&self, shop: &ShopSlug) -> Result<Vec<Publication>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT target, revision, kind, author, at FROM publications WHERE shop = ?1 ORDER BY id DESC",
        )?;
        let rows = statement.query_map([&shop.0], |row| {
            Ok(Publication {
                target: TargetId(row.get(0)?),
                revision: row.get(1)?,
                kind: PublicationKind::of(&row.get::<_, String>(2)?),
                author: row.get(3)?,
                at: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
