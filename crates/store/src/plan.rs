//! The plan of a shop: reading it whole, and the changes a marketer makes to it, each logged so that it can
//! be taken back.

use rusqlite::Connection;
use waymark_model::{Event, EventId, Millis, PageType, Plan, PlanSettings, Scene, SceneId, ShopSlug};

use crate::change_log::{self, Change, State};
use crate::{
    Store, StoreError, event_table, page_type_table, picture_table, plan_settings_table, scene_table,
    shop_table,
};

/// An event to be saved with what belongs to it; all or nothing of it is kept.
#[derive(Clone, Copy, Debug)]
pub struct SaveEvent<'a> {
    /// The event.
    pub event: &'a Event,
    /// The scene its target refers to, if it is a new one.
    pub scene: Option<(&'a SceneId, &'a Scene)>,
    /// A new picture of its element, PNG.
    pub picture: Option<&'a [u8]>,
    /// A known event got another element: the picture it had belongs to its earlier state and comes back with
    /// that.
    pub other_element: bool,
}

impl<'a> From<&'a Event> for SaveEvent<'a> {
    fn from(event: &'a Event) -> Self {
        Self { event, scene: None, picture: None, other_element: false }
    }
}

impl Store {
    /// A shop with everything that is tracked on it.
    pub fn plan(&self, shop: &ShopSlug) -> Result<Plan, StoreError> {
        // One read transaction: events and scenes of the same moment.
        let transaction = self.connection.unchecked_transaction()?;
        read(&transaction, shop)
    }

    /// The plan without its scenes, which are large and which only finding an element again needs.
    pub fn plan_without_scenes(&self, shop: &ShopSlug) -> Result<Plan, StoreError> {
        let transaction = self.connection.unchecked_transaction()?;
        read_without_scenes(&transaction, shop)
    }

    /// One scene; `None` when no saved event brought it along.
    pub fn scene(&self, shop: &ShopSlug, id: &SceneId) -> Result<Option<Scene>, StoreError> {
        scene_table::find(&self.connection, shop, id)
    }

    /// The pages that events were tagged on, as paths.
    pub fn tagged_paths(&self, shop: &ShopSlug) -> Result<Vec<String>, StoreError> {
        scene_table::paths(&self.connection, shop)
    }

    /// One event.
    pub fn event(&self, shop: &ShopSlug, id: &EventId) -> Result<Event, StoreError> {
        Ok(event_table::get(&self.connection, shop, id)?.event)
    }

    /// When an event was changed last, milliseconds since 1970 UTC; `None` where the plan does not have it.
    pub fn event_saved_at(&self, shop: &ShopSlug, id: &EventId) -> Result<Option<Millis>, StoreError> {
        event_table::saved_at(&self.connection, shop, id)
    }

    /// Saves an event: a new one at the end, a known one where it stands. On disk when this returns.
    pub fn save_event(
        &mut self,
        shop: &ShopSlug,
        save: SaveEvent<'_>,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.save_events(shop, &[save], now)
    }

    /// The same for several, all or nothing; each is a change of its own.
    pub fn save_events(
        &mut self,
        shop: &ShopSlug,
        saves: &[SaveEvent<'_>],
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            shop_table::get(transaction, shop)?;
            saves.iter().try_for_each(|save| put(transaction, shop, save, now))
        })
    }

    /// Takes an event out of the plan; undo brings it back, with its proof and picture.
    pub fn delete_event(&mut self, shop: &ShopSlug, id: &EventId, now: Millis) -> Result<(), StoreError> {
        self.write(|transaction| {
            let placed = event_table::get(transaction, shop, id)?;
            event_table::take_out(transaction, shop, id)?;
            let before = Some(state(placed.position, placed.event));
            let change = Change { kind: "delete", event: Some(id), before, after: None };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }

    /// Puts `copy` right after `original`, with the original's picture. The caller chose its id and name.
    pub fn duplicate_event(
        &mut self,
        shop: &ShopSlug,
        original: &EventId,
        copy: &Event,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let position = event_table::get(transaction, shop, original)?.position + 1;
            if event_table::find(transaction, shop, &copy.id)?.is_some() {
                return Err(StoreError::EventTaken(copy.id.clone()));
            }
            event_table::make_room(transaction, shop, position)?;
            event_table::put(transaction, shop, copy, position, now)?;
            picture_table::copy(transaction, shop, original, &copy.id)?;
            let after = Some(state(position, copy.clone()));
            let change = Change { kind: "duplicate", event: Some(&copy.id), before: None, after };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }

    /// Moves an event to a place in the order, counted from 0; beyond the end means to the end.
    pub fn move_event(
        &mut self,
        shop: &ShopSlug,
        id: &EventId,
        to: usize,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            event_table::get(transaction, shop, id)?;
            let before: Vec<EventId> =
                event_table::list(transaction, shop)?.into_iter().map(|placed| placed.event.id).collect();
            let mut after: Vec<EventId> = before.iter().filter(|other| *other != id).cloned().collect();
            after.insert(to.min(after.len()), id.clone());
            if before == after {
                return Ok(());
            }
            event_table::reorder(transaction, shop, &after)?;
            let change = Change {
                kind: "move",
                event: Some(id),
                before: Some(State::Order { ids: before }),
                after: Some(State::Order { ids: after }),
            };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }

    /// Replaces where a shop's events go, what is asked of its visitors and how events are named, and the events that are
    /// renamed by it. One change, on disk when this returns.
    pub fn save_settings(
        &mut self,
        shop: &ShopSlug,
        settings: &PlanSettings,
        renamed: &[Event],
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            shop_table::get(transaction, shop)?;
            let before = plan_settings_table::get(transaction, shop)?;
            if before == *settings {
                return Ok(());
            }
            let kind = if before.naming == settings.naming { "settings" } else { "naming" };
            let whole_before = (!renamed.is_empty()).then(|| read(transaction, shop)).transpose()?.map(whole);
            plan_settings_table::put(transaction, shop, settings)?;
            for event in renamed {
                let placed = event_table::get(transaction, shop, &event.id)?;
                event_table::put(transaction, shop, event, placed.position, now)?;
            }
            let (before, after) = match whole_before {
                Some(before) => (before, whole(read(transaction, shop)?)),
                None => {
                    (State::Settings { settings: before }, State::Settings { settings: settings.clone() })
                }
            };
            let change = Change { kind, event: None, before: Some(before), after: Some(after) };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }

    /// Replaces the page types of a shop, and the events that go by other ones now. One change.
    pub fn save_page_types(
        &mut self,
        shop: &ShopSlug,
        page_types: &[PageType],
        events: &[Event],
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let before = whole(read(transaction, shop)?);
            page_type_table::replace(transaction, shop, page_types)?;
            for event in events {
                let placed = event_table::get(transaction, shop, &event.id)?;
                event_table::put(transaction, shop, event, placed.position, now)?;
            }
            let after = whole(read(transaction, shop)?);
            let change = Change { kind: "page_types", event: None, before: Some(before), after: Some(after) };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }
}

/// Adds an event or puts it in the place of the one it was, with what belongs to it.
fn put(
    transaction: &Connection,
    shop: &ShopSlug,
    save: &SaveEvent<'_>,
    now: Millis,
) -> Result<(), StoreError> {
    let SaveEvent { event, scene, picture, other_element } = *save;
    let before = event_table::find(transaction, shop, &event.id)?;
    let position = match &before {
        Some(placed) => placed.position,
        None => event_table::end(transaction, shop)?,
    };
    if let Some((id, scene)) = scene {
        scene_table::add(transaction, shop, id, scene)?;
    }
    if before.as_ref().is_none_or(|placed| placed.event != *event) {
        event_table::put(transaction, shop, event, position, now)?;
        let change = Change {
            kind: if before.is_some() { "edit" } else { "add" },
            event: Some(&event.id),
            before: before.map(|placed| state(placed.position, placed.event)),
            after: Some(state(position, event.clone())),
        };
        let change = change_log::append(transaction, shop, &change, None, now)?;
        if other_element {
            picture_table::set_aside(transaction, change, shop, &event.id)?;
        }
    }
    if let Some(png) = picture {
        picture_table::put(transaction, shop, &event.id, png, now)?;
    }
    Ok(())
}

/// The plan as it stands in this transaction.
pub(crate) fn read(connection: &Connection, slug: &ShopSlug) -> Result<Plan, StoreError> {
    let plan = read_without_scenes(connection, slug)?;
    Ok(Plan { scenes: scene_table::used_by(connection, slug, &plan.events)?, ..plan })
}

fn read_without_scenes(connection: &Connection, slug: &ShopSlug) -> Result<Plan, StoreError> {
    let plan = Plan {
        page_types: page_type_table::list(connection, slug)?,
        events: event_table::list(connection, slug)?.into_iter().map(|placed| placed.event).collect(),
        ..Plan::empty(shop_table::get(connection, slug)?)
    };
    Ok(plan.with_settings(plan_settings_table::get(connection, slug)?))
}

/// A plan as the change log keeps it.
pub(crate) fn whole(plan: Plan) -> State {
    let settings = Some(plan.settings());
    State::Plan { page_types: plan.page_types, settings, events: plan.events }
}

fn state(position: i64, event: Event) -> State {
    State::Event { position, event: Box::new(event) }
}
