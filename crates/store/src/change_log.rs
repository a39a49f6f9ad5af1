//! The table `change_log`: what was authored, before and after. Rows are only ever added; taking a change
//! back adds a row that names it. How a state is brought back lies in [`crate::undo`].

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use waymark_model::{Event, EventId, Millis, PageType, PlanSettings, ShopSlug, TargetId, Walk, WalkId};

use crate::StoreError;
use crate::audit_schedule_table::Set;
use crate::mute_table::Mute;

/// What one change was about, as it was at one time.
#[derive(Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum State {
    /// One event.
    Event { position: i64, event: Box<Event> },
    /// The order of all events.
    Order { ids: Vec<EventId> },
    /// Page types, settings and events; scenes are never removed. Older versions wrote no settings: they had none.
    Plan {
        page_types: Vec<PageType>,
        #[serde(default)]
        settings: Option<PlanSettings>,
        events: Vec<Event>,
    },
    /// What the plan says beside its page types and events.
    Settings { settings: PlanSettings },
    /// The shop's name.
    Name { name: String },
    /// A walk through the shop, and what came of it when it was done again last.
    Walk {
        walk: Box<Walk>,
        #[serde(default)]
        played: Option<String>,
    },
    /// What a walk is called.
    WalkName { id: WalkId, name: String },
    /// Whether a finding is muted, and how.
    Mute { finding: String, mute: Option<Mute> },
    /// What of audits begins by itself, and who is told.
    Schedule { set: Option<Set> },
    /// Whether a publication target is in the list. What it is and what is live there is no part of it.
    Place { id: TargetId, name: String, listed: bool },
}

/// A change to be written down.
pub struct Change<'a> {
    /// `add`, `edit`, `delete`, `duplicate`, `move`, `note`, `restore`, `import`, `import_container`, `import_pack`, `suggestions`,
    /// `page_types`, `settings`, `naming`, `rename_shop`, `rename_walk`, `delete_walk`, `mute`, `unmute`, `schedule`, `remove_place`; `undo` and `redo` name another change.
    pub kind: &'a str,
    /// The event, where it is about one.
    pub event: Option<&'a EventId>,
    /// Absent where there was nothing.
    pub before: Option<State>,
    /// Absent where nothing is left.
    pub after: Option<State>,
}

/// A change as it was written down.
pub struct Logged {
    pub id: i64,
    /// Its own kind, or that of the change which it takes back or makes again.
    pub kind: String,
    pub event: Option<EventId>,
    pub before: Option<State>,
    pub after: Option<State>,
}

/// Writes a change down; its id. Its author is whoever uses this installation.
pub fn append(
    connection: &Connection,
    shop: &ShopSlug,
    change: &Change<'_>,
    undoes: Option<i64>,
    now: Millis,
) -> Result<i64, StoreError> {
    let write = |state: &Option<State>| state.as_ref().map(serde_json::to_string).transpose();
    connection
        .prepare_cached(
            "INSERT INTO change_log (shop, kind, event, before, after, at, undoes, author)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
                     coalesce((SELECT value FROM settings WHERE key = 'author'), ''))",
        )?
        .execute(params![
            shop.0,
            change.kind,
            change.event.map(|id| &id.0),
            write(&change.before)?,
            write(&change.after)?,
            now,
            undoes
        ])?;
    Ok(connection.last_insert_rowid())
}

/// The last change of a shop that stands: that was not taken back, or was made again since. A change, its being taken
/// back and its being made again are a chain of rows, each naming the one before; the last of them says what holds.
pub fn last_standing(connection: &Connection, shop: &ShopSlug) -> Result<Option<Logged>, StoreError> {
    last(
        connection,
        shop,
        "SELECT id, event, before, after FROM change_log
         WHERE shop = ?1 AND kind <> 'undo'
           AND NOT EXISTS (SELECT 1 FROM change_log AS later WHERE later.undoes = change_log.id)
         ORDER BY id DESC LIMIT 1",
    )
}

/// The last taking back that can be taken back itself: nothing else was changed since.
pub fn last_undone(connection: &Connection, shop: &ShopSlug) -> Result<Option<Logged>, StoreError> {
    last(
        connection,
        shop,
        "SELECT id, event, before, after FROM change_log
         WHERE shop = ?1 AND kind = 'undo'
           AND NOT EXISTS (SELECT 1 FROM change_log AS later WHERE later.undoes = change_log.id)
           AND id > (SELECT coalesce(max(id), 0) FROM change_log AS own WHERE own.shop = ?1 AND own.undoes IS NULL)
         ORDER BY id DESC LIMIT 1",
    )
}

fn last(connection: &Connection, shop: &ShopSlug, query: &str) -> Result<Option<Logged>, StoreError> {
    type Columns = (i64, Option<String>, Option<String>, Option<String>);
    let row: Option<Columns> = connection
        .prepare_cached(query)?
        .query_row([&shop.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((id, event, before, after)) = row else { return Ok(None) };
    let kind = first_kind(connection, id)?;
    Ok(Some(Logged { id, kind, event: event.map(EventId), before: read(before)?, after: read(after)? }))
}

/// What a chain of taking back and making again began with.
pub fn first_kind(connection: &Connection, id: i64) -> Result<String, StoreError> {
    Ok(connection
        .prepare_cached(
            "WITH RECURSIVE chain (kind, undoes) AS (
                 SELECT kind, undoes FROM change_log WHERE id = ?1
                 UNION ALL
                 SELECT earlier.kind, earlier.undoes FROM chain JOIN change_log AS earlier ON earlier.id = chain.undoes
             )
             SELECT kind FROM chain WHERE undoes IS NULL",
        )?
        .query_row([id], |row| row.get(0))?)
}

/// A state as it was written down.
pub fn read(text: Option<String>) -> Result<Option<State>, StoreError> {
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}
