//! Bringing a whole plan in, instead of what is there or on top of it, and adding events beside what is there. One step for
//! undo each time.

use rusqlite::{Connection, Transaction};
use waymark_model::page_type::learn;
use waymark_model::{Event, EventId, Millis, PageType, Plan, PlanSettings, Scene, SceneId, ShopSlug};

use crate::change_log::{self, Change};
use crate::plan::{read, whole};
use crate::{Store, StoreError, event_table, page_type_table, plan_settings_table, scene_table, shop_table};

impl Store {
    /// Makes the shop's plan exactly this one, adding the shop if it is not there. The name and address of a
    /// shop that is there stay.
    pub fn replace_plan(&mut self, plan: &Plan, now: Millis) -> Result<(), StoreError> {
        self.import(plan, "import", now, |transaction, _| {
            for placed in event_table::list(transaction, &plan.shop.slug)? {
                event_table::take_out(transaction, &plan.shop.slug, &placed.event.id)?;
            }
            plan_settings_table::put(transaction, &plan.shop.slug, &plan.settings())?;
            page_type_table::replace(transaction, &plan.shop.slug, &plan.page_types)
        })
    }

    /// Adds the plan's events and page types to what is there; those with a known id overwrite theirs. Its
    /// destinations come to the shop's own; what is asked of visitors stays the shop's word.
    pub fn merge_plan(&mut self, plan: &Plan, now: Millis) -> Result<(), StoreError> {
        self.import(plan, "import", now, |transaction, is_new| {
            let mut merged: Vec<PageType> = page_type_table::list(transaction, &plan.shop.slug)?;
            for kind in &plan.page_types {
                match merged.iter_mut().find(|known| known.id == kind.id) {
                    Some(known) => *known = kind.clone(),
                    None => merged.push(kind.clone()),
                }
            }
            page_type_table::replace(transaction, &plan.shop.slug, &merged)?;
            plan_settings_table::put(
                transaction,
                &plan.shop.slug,
                &merged_settings(transaction, plan, is_new)?,
            )
        })
    }

    /// Adds events to a shop as it is now, and returns which: it may have changed since they were made, so that nothing
    /// else of it is written, and of an event that it has meanwhile nothing is.
    pub fn add_events(
        &mut self,
        shop: &ShopSlug,
        from: Origin,
        new: &[Addition],
        now: Millis,
    ) -> Result<Vec<EventId>, StoreError> {
        self.write(|transaction| {
            let before = whole(read(transaction, shop)?);
            let mut page_types = page_type_table::list(transaction, shop)?;
            let mut added = Vec::new();
            for Addition { event, scene, page_rules } in new {
                if event_table::find(transaction, shop, &event.id)?.is_some() {
                    continue;
                }
                let position = event_table::end(transaction, shop)?;
                event_table::put(transaction, shop, event, position, now)?;
                if let Some((id, scene)) = scene {
                    scene_table::add(transaction, shop, id, scene)?;
                }
                for rule in page_rules {
                    rule.patterns.iter().for_each(|pattern| learn(&mut page_types, &rule.id, pattern));
                }
                added.push(event.id.clone());
            }
            if added.is_empty() {
                return Ok(added);
            }
            page_type_table::replace(transaction, shop, &page_types)?;
            let after = whole(read(transaction, shop)?);
            let change = Change { kind: from.kind(), event: None, before: Some(before), after: Some(after) };
            change_log::append(transaction, shop, &change, None, now)?;
            Ok(added)
        })
    }

    fn import(
        &mut self,
        plan: &Plan,
        kind: &'static str,
        now: Millis,
        prepare: impl FnOnce(&Transaction<'_>, bool) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let slug = &plan.shop.slug;
        self.write(|transaction| {
            let is_new = shop_table::find(transaction, slug)?.is_none();
            if is_new {
                shop_table::insert(transaction, &plan.shop, now)?;
            }
            let before = whole(read(transaction, slug)?);
            prepare(transaction, is_new)?;
            for (id, scene) in &plan.scenes {
                scene_table::add(transaction, slug, id, scene)?;
            }
            for event in &plan.events {
                let position = match event_table::find(transaction, slug, &event.id)? {
                    Some(placed) => placed.position,
                    None => event_table::end(transaction, slug)?,
                };
                event_table::put(transaction, slug, event, position, now)?;
            }
            let after = whole(read(transaction, slug)?);
            let change = Change { kind, event: None, before: Some(before), after: Some(after) };
            change_log::append(transaction, slug, &change, None, now).map(drop)
        })
    }
}

/// An event that comes to a shop, with what it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Addition {
    /// The event.
    pub event: Event,
    /// The scene that its target names.
    pub scene: Option<(SceneId, Scene)>,
    /// The addresses that the shop's page types learn for it.
    pub page_rules: Vec<PageType>,
}

impl From<Event> for Addition {
    fn from(event: Event) -> Self {
        Self { event, scene: None, page_rules: Vec::new() }
    }
}

/// Where events are from that are added, which is what undo calls it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A Tag Manager container.
    Container,
    /// An event pack of another shop.
    Pack,
    /// What the guide found on a page.
    Suggestions,
}

impl Origin {
    fn kind(self) -> &'static str {
        match self {
            Self::Container => "import_container",
            Self::Pack => "import_pack",
            Self::Suggestions => "suggestions",
        }
    }
}

/// A shop that was there keeps its settings, and gets the destinations that it lacks.
fn merged_settings(connection: &Connection, plan: &Plan, is_new: bool) -> Result<PlanSettings, StoreError> {
    if is_new {
        return Ok(plan.settings());
    }
    let mut known = plan_settings_table::get(connection, &plan.shop.slug)?;
    for destination in &plan.destinations {
        if known.destinations.iter().all(|other| other.kind() != destination.kind()) {
            known.destinations.push(destination.clone());
        }
    }
    Ok(known)
}
