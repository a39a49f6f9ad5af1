//! Bringing a whole plan in: instead of what is there, or on top of it. One step for undo either way.

use rusqlite::{Connection, Transaction};
use waymark_model::{Millis, PageType, Plan, PlanSettings};

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
        self.merge(plan, "import", now)
    }

    /// The same with a plan that a Tag Manager container was added to, which is what undo calls it by.
    pub fn merge_container(&mut self, plan: &Plan, now: Millis) -> Result<(), StoreError> {
        self.merge(plan, "import_container", now)
    }

    /// The same with a plan that an event pack was added to.
    pub fn merge_pack(&mut self, plan: &Plan, now: Millis) -> Result<(), StoreError> {
        self.merge(plan, "import_pack", now)
    }

    /// The same with a plan of what the guide found on a page.
    pub fn merge_suggestions(&mut self, plan: &Plan, now: Millis) -> Result<(), StoreError> {
        self.merge(plan, "suggestions", now)
    }

    fn merge(&mut self, plan: &Plan, kind: &'static str, now: Millis) -> Result<(), StoreError> {
        self.import(plan, kind, now, |transaction, is_new| {
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
