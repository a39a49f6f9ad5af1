//! The table `change_log`: what was authored, before and after. Rows are only ever added; taking a change
//! back adds a row that names it. How a state is brought back lies in [`crate::undo`].

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use waymark_model::{Event, EventId, Millis, PageType, PlanSettings, ShopSlug, Walk};

use crate::StoreError;

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
    /// A walk through the shop.
    Walk { walk: Box<Walk> },
}

/// A change to be written down.
pub struct Change<'a> {
    /// `add`, `edit`, `delete`, `duplicate`, `move`, `import`, `page_types`, `settings`, `rename_shop`, `delete_walk`.
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
    pub kind: String,
    pub event: Option<EventId>,
    pub before: Option<State>,
    pub after: Option<State>,
}

/// Writes a change down; its id.
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
            "INSERT INTO change_log (shop, kind, event, before, after, at, undoes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
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

/// The last change of a shop that was not taken back.
pub fn last_standing(connection: &Connection, shop: &ShopSlug) -> Result<Option<Logged>, StoreError> {
    type Columns = (i64, String, Option<String>, Option<String>, Option<String>);
    let row: Option<Columns> = connection
        .prepare_cached(
            "SELECT id, kind, event, before, after FROM change_log
             WHERE shop = ?1 AND undoes IS NULL
               AND NOT EXISTS (SELECT 1 FROM change_log AS later WHERE later.undoes = change_log.id)
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row([&shop.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .optional()?;
    let Some((id, kind, event, before, after)) = row else { return Ok(None) };
    let read = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose();
    Ok(Some(Logged { id, kind, event: event.map(EventId), before: read(before)?, after: read(after)? }))
}
