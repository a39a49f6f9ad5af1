//! Taking the last change of a shop back, and saying in words what that is.

use rusqlite::Connection;
use waymark_model::{Millis, ShopSlug};

use crate::change_log::{self, Change, Logged, State};
use crate::{
    Store, StoreError, event_table, page_type_table, picture_table, plan_settings_table, shop_table,
    walk_table,
};

impl Store {
    /// What the next undo would take back, in words ("Delete `add_to_cart`"); `None` when nothing is left.
    pub fn next_undo(&self, shop: &ShopSlug) -> Result<Option<String>, StoreError> {
        Ok(change_log::last_standing(&self.connection, shop)?.map(|change| words(&change)))
    }

    /// Takes the last change that still stands back and says which it was; `None` when nothing is left.
    pub fn undo(&mut self, shop: &ShopSlug, now: Millis) -> Result<Option<String>, StoreError> {
        self.write(|transaction| {
            let Some(change) = change_log::last_standing(transaction, shop)? else { return Ok(None) };
            let words = words(&change);
            bring_back(transaction, shop, &change, now)?;
            let undone = Change {
                kind: "undo",
                event: change.event.as_ref(),
                before: change.after,
                after: change.before,
            };
            let undo = change_log::append(transaction, shop, &undone, Some(change.id), now)?;
            if let Some(event) = &undone.event {
                picture_table::bring_back(transaction, change.id, undo, shop, event)?;
            }
            Ok(Some(words))
        })
    }
}

fn bring_back(
    connection: &Connection,
    shop: &ShopSlug,
    change: &Logged,
    now: Millis,
) -> Result<(), StoreError> {
    match (&change.before, &change.event) {
        (Some(State::Event { position, event }), _) => {
            if change.after.is_none() {
                event_table::make_room(connection, shop, *position)?;
            }
            event_table::put(connection, shop, event, *position, now)
        }
        (Some(State::Order { ids }), _) => event_table::reorder(connection, shop, ids),
        (Some(State::Settings { settings }), _) => plan_settings_table::put(connection, shop, settings),
        (Some(State::Plan { page_types, settings, events }), _) => {
            if let Some(settings) = settings {
                plan_settings_table::put(connection, shop, settings)?;
            }
            for placed in event_table::list(connection, shop)? {
                event_table::take_out(connection, shop, &placed.event.id)?;
            }
            for (position, event) in (0_i64..).zip(events) {
                event_table::put(connection, shop, event, position, now)?;
            }
            page_type_table::replace(connection, shop, page_types)
        }
        (Some(State::Name { name }), _) => shop_table::set_name(connection, shop, name),
        (Some(State::Walk { walk }), _) => walk_table::put(connection, shop, walk),
        (None, Some(event)) => event_table::take_out(connection, shop, event),
        (None, None) => Ok(()),
    }
}

fn words(change: &Logged) -> String {
    let name = |state: &Option<State>| match state {
        Some(State::Event { event, .. }) => Some(event.name.clone()),
        Some(State::Walk { walk }) => Some(walk.name.clone()),
        _ => None,
    };
    let before = name(&change.before);
    let after = name(&change.after);
    let subject = after.clone().or_else(|| before.clone()).unwrap_or_default();
    match change.kind.as_str() {
        "add" => format!("Add {subject}"),
        "duplicate" => format!("Duplicate as {subject}"),
        "delete" => format!("Delete {subject}"),
        "edit" => match (before, after) {
            (Some(before), Some(after)) if before != after => format!("Rename {before} to {after}"),
            _ => format!("Edit {subject}"),
        },
        "delete_walk" => format!("Delete the walk “{subject}”"),
        "move" => "Move an event".to_owned(),
        "page_types" => "Change page types".to_owned(),
        "settings" => "Change destinations and consent".to_owned(),
        "rename_shop" => "Rename the shop".to_owned(),
        "import" => "Import a plan".to_owned(),
        "import_container" => "Import a Tag Manager container".to_owned(),
        other => other.to_owned(),
    }
}
