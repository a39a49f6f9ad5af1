//! Taking the last change of a shop back and making it again, and saying in words what that is.

use rusqlite::Connection;
use waymark_model::{Millis, PageType, ShopSlug};

use crate::change_log::{self, Change, Logged, State};
use crate::{
    Store, StoreError, audit_schedule_table, event_table, mute_table, page_type_table, picture_table,
    plan_settings_table, publication_target_table, shop_table, walk_table,
};

impl Store {
    /// What the next undo would take back, in words ("Delete `add_to_cart`"); `None` when nothing is left.
    pub fn next_undo(&self, shop: &ShopSlug) -> Result<Option<String>, StoreError> {
        Ok(change_log::last_standing(&self.connection, shop)?.map(|change| words(&change)))
    }

    /// What the next redo would make again, in the same words; `None` when nothing was taken back since the last change.
    pub fn next_redo(&self, shop: &ShopSlug) -> Result<Option<String>, StoreError> {
        Ok(change_log::last_undone(&self.connection, shop)?.map(|undo| words(&inverse(undo))))
    }

    /// Takes the last change that still stands back and says which it was; `None` when nothing is left.
    pub fn undo(&mut self, shop: &ShopSlug, now: Millis) -> Result<Option<String>, StoreError> {
        self.write(|transaction| {
            let Some(change) = change_log::last_standing(transaction, shop)? else { return Ok(None) };
            let words = words(&change);
            take_back(transaction, shop, change, "undo", now)?;
            Ok(Some(words))
        })
    }

    /// Makes the change again that was taken back last, and says which it was; `None` when there is none, or something
    /// else was changed since.
    pub fn redo(&mut self, shop: &ShopSlug, now: Millis) -> Result<Option<String>, StoreError> {
        self.write(|transaction| {
            let Some(undo) = change_log::last_undone(transaction, shop)? else { return Ok(None) };
            let again = take_back(transaction, shop, undo, "redo", now)?;
            Ok(Some(words(&again)))
        })
    }
}

/// Brings back what was before this change, pictures included, and writes that down. Returns what was written.
fn take_back(
    connection: &Connection,
    shop: &ShopSlug,
    change: Logged,
    kind: &'static str,
    now: Millis,
) -> Result<Logged, StoreError> {
    bring_back(connection, shop, &change, now)?;
    let taken = change.id;
    let Logged { event, before, after, kind: first, .. } = inverse(change);
    let inverse = Change { kind, event: event.as_ref(), before, after };
    let id = change_log::append(connection, shop, &inverse, Some(taken), now)?;
    if let Some(event) = inverse.event {
        picture_table::bring_back(connection, taken, id, shop, event)?;
    }
    let Change { before, after, .. } = inverse;
    Ok(Logged { id, kind: first, event, before, after })
}

/// The change that leads back.
fn inverse(change: Logged) -> Logged {
    Logged { before: change.after, after: change.before, ..change }
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
        (Some(State::Walk { walk, played }), _) => {
            walk_table::bring_back(connection, shop, walk, played.as_deref())
        }
        (Some(State::WalkName { id, name }), _) => walk_table::set_name(connection, shop, id, name),
        (Some(State::Mute { finding, mute }), _) => {
            mute_table::put(connection, shop, finding, mute.as_ref(), now)
        }
        (Some(State::Schedule { set }), _) => audit_schedule_table::put(connection, shop, set.as_ref()),
        (Some(State::Place { id, listed, .. }), _) => {
            publication_target_table::set_listed(connection, shop, id, *listed, now)
        }
        (None, Some(event)) => event_table::take_out(connection, shop, event),
        (None, None) => match &change.after {
            Some(State::Walk { walk, .. }) => walk_table::take_out(connection, shop, &walk.id),
            _ => Ok(()),
        },
    }
}

/// What a change did, in words; of a taking back the words are those of the change it takes back.
pub(crate) fn words(change: &Logged) -> String {
    let name = |state: &Option<State>| match state {
        Some(State::Event { event, .. }) => Some(event.name.clone()),
        Some(State::Walk { walk, .. }) => Some(walk.name.clone()),
        Some(State::WalkName { name, .. } | State::Place { name, .. }) => Some(name.clone()),
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
        "note" => format!("Add a note to {subject}"),
        "restore" => format!("Bring an earlier {subject} back"),
        "rename_walk" => format!("Rename the walk “{}” to “{subject}”", before.unwrap_or_default()),
        "delete_walk" => format!("Delete the walk “{subject}”"),
        "mute" => "Mute a finding".to_owned(),
        "unmute" => "Unmute a finding".to_owned(),
        "schedule" => "Change when audits begin by themselves".to_owned(),
        "remove_place" => format!("Remove the place {subject}"),
        "move" => "Move an event".to_owned(),
        "page_types" => words_of_page_types(change.before.as_ref(), change.after.as_ref()),
        "naming" => "Change how events are named".to_owned(),
        "settings" => "Change destinations and consent".to_owned(),
        "rename_shop" => "Rename the shop".to_owned(),
        "import" => "Import a plan".to_owned(),
        "import_container" => "Import a Tag Manager container".to_owned(),
        "suggestions" => "Add what the guide found".to_owned(),
        "import_pack" => "Import an event pack".to_owned(),
        other => other.to_owned(),
    }
}

/// What became of page types.
fn words_of_page_types(before: Option<&State>, after: Option<&State>) -> String {
    let (Some(State::Plan { page_types: before, .. }), Some(State::Plan { page_types: after, .. })) =
        (before, after)
    else {
        return "Change page types".to_owned();
    };
    let missing_in = |of: &[PageType], other: &[PageType]| -> Vec<String> {
        let ids = of.iter().map(|kind| &kind.id);
        ids.filter(|id| !other.iter().any(|kind| kind.id == **id)).cloned().collect()
    };
    let changed: Vec<&str> = after
        .iter()
        .filter(|kind| before.iter().any(|known| known.id == kind.id && known.patterns != kind.patterns))
        .map(|kind| kind.id.as_str())
        .collect();
    match (missing_in(before, after).as_slice(), missing_in(after, before).as_slice(), changed.as_slice()) {
        ([gone], [new], []) => format!("Rename the page type {gone} to {new}"),
        ([], [new], []) => format!("Add the page type {new}"),
        ([gone], [], []) => format!("Delete the page type {gone}"),
        ([], [], [kind]) => format!("Change the addresses of {kind} pages"),
        ([], [], []) => "Put the page types in another order".to_owned(),
        _ => "Change page types".to_owned(),
    }
}
