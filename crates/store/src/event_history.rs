//! What was done to one event, out of the change log, and bringing back what it was at one time: as a new change, so that
//! nothing of what came after is lost.

use rusqlite::{Connection, OptionalExtension, params};
use waymark_model::{Event, EventId, Millis, ShopSlug};

use crate::change_log::{self, Change, Logged, State};
use crate::{Store, StoreError, event_table, picture_table, undo};

/// A change of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct PastChange {
    /// Its number in the change log.
    pub id: i64,
    /// When.
    pub at: Millis,
    /// By whom; empty where nobody said.
    pub author: String,
    /// What was done, in words: "Rename `a` to `b`", "Undo: Delete `a`".
    pub words: String,
    /// The event before; absent where it was not there.
    pub before: Option<Event>,
    /// The event after; absent where it was gone.
    pub after: Option<Event>,
}

impl Store {
    /// Changes of an event, the newest first: `most` of those before the one with this number, or of all. Its moving among
    /// the others is none.
    pub fn event_history(
        &self,
        shop: &ShopSlug,
        id: &EventId,
        before: Option<i64>,
        most: usize,
    ) -> Result<Vec<PastChange>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, kind, event, before, after, at, author FROM change_log
             WHERE shop = ?1 AND (event = ?2 OR event IS NULL) AND id < ?3 ORDER BY id DESC",
        )?;
        let mut rows = statement.query(params![shop.0, id.0, before.unwrap_or(i64::MAX)])?;
        let mut found = Vec::new();
        while found.len() < most
            && let Some(row) = rows.next()?
        {
            let event: Option<String> = row.get(2)?;
            let logged = Logged {
                id: row.get(0)?,
                kind: change_log::first_kind(&self.connection, row.get(0)?)?,
                event: event.map(EventId),
                before: change_log::read(row.get(3)?)?,
                after: change_log::read(row.get(4)?)?,
            };
            let own: String = row.get(1)?;
            let (before, after) = (state_of(logged.before.as_ref(), id), state_of(logged.after.as_ref(), id));
            if before == after {
                continue;
            }
            found.push(PastChange {
                id: logged.id,
                at: row.get(5)?,
                author: row.get(6)?,
                words: words(&own, logged),
                before,
                after,
            });
        }
        Ok(found)
    }

    /// What an event was after a change; nothing where it was not there.
    pub fn event_after(
        &self,
        shop: &ShopSlug,
        id: &EventId,
        change: i64,
    ) -> Result<Option<Event>, StoreError> {
        Ok(state_of(after(&self.connection, shop, change)?.as_ref(), id))
    }

    /// Makes an event again what it was after one of its changes, with the picture it had then, in its place of now.
    /// `keep` says what of the present stays. One step for undo.
    pub fn bring_back_event(
        &mut self,
        shop: &ShopSlug,
        id: &EventId,
        change: i64,
        keep: impl FnOnce(&Event, Event) -> Event,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let placed = event_table::get(transaction, shop, id)?;
            let earlier = after(transaction, shop, change)?;
            let earlier = state_of(earlier.as_ref(), id).ok_or_else(|| StoreError::NoEvent(id.clone()))?;
            let event = keep(&placed.event, earlier);
            if event == placed.event {
                return Ok(());
            }
            event_table::put(transaction, shop, &event, placed.position, now)?;
            let state = |event: Event| State::Event { position: placed.position, event: Box::new(event) };
            let written = Change {
                kind: "restore",
                event: Some(id),
                before: Some(state(placed.event)),
                after: Some(state(event)),
            };
            let written = change_log::append(transaction, shop, &written, None, now)?;
            match picture_table::replaced_after(transaction, shop, id, change)? {
                Some(replaced) => picture_table::bring_back(transaction, replaced, written, shop, id),
                None => Ok(()),
            }
        })
    }
}

/// What was so after a change.
fn after(connection: &Connection, shop: &ShopSlug, change: i64) -> Result<Option<State>, StoreError> {
    let text: Option<Option<String>> = connection
        .prepare_cached("SELECT after FROM change_log WHERE shop = ?1 AND id = ?2")?
        .query_row(params![shop.0, change], |row| row.get(0))
        .optional()?;
    change_log::read(text.flatten())
}

/// What a state says of an event.
fn state_of(state: Option<&State>, id: &EventId) -> Option<Event> {
    match state {
        Some(State::Event { event, .. }) if event.id == *id => Some((**event).clone()),
        Some(State::Plan { events, .. }) => events.iter().find(|event| event.id == *id).cloned(),
        _ => None,
    }
}

fn words(own: &str, change: Logged) -> String {
    match own {
        "undo" => {
            let change = Logged { before: change.after, after: change.before, ..change };
            format!("Undo: {}", undo::words(&change))
        }
        "redo" => format!("Redo: {}", undo::words(&change)),
        _ => undo::words(&change),
    }
}
