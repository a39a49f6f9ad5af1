//! What a plan says beside its events: where they go, what is asked of visitors first, and how they are named.

use std::collections::BTreeSet;

use waymark_model::naming::renaming::{Renaming, renamed, renamings};
use waymark_model::validate::{EventChecks, validate_settings};
use waymark_model::{Event, Plan, PlanSettings};

use crate::error::AppError;
use crate::findings::{self, refuse_errors, refuse_errors_in};
use crate::state::App;
use crate::view::{Finding, Overview, Rename, SettingsCheck};

impl App {
    /// What the settings would be told, and which events another naming convention would rename, without saving them.
    pub fn check_settings(&self, settings: PlanSettings) -> Result<SettingsCheck, AppError> {
        let plan = self.open_plan()?;
        let found = changed_names(&plan, &settings);
        let renames = if found.is_empty() {
            Vec::new()
        } else {
            let live = self.standing(&plan.shop.slug)?;
            let rename =
                |Renaming { event, from, to }| Rename { live: live.is_live(&event), event, from, to };
            found.into_iter().map(rename).collect()
        };
        Ok(SettingsCheck { findings: of_plan(&plan.with_settings(settings)), renames })
    }

    /// Saves the settings of the open shop's plan, unless they break a rule, and renames the events that were shown and
    /// said yes to. One change.
    pub fn save_settings(
        &mut self,
        settings: &PlanSettings,
        renames: &[Rename],
    ) -> Result<Overview, AppError> {
        let plan = self.open_plan()?;
        refuse_errors(&of_plan(&plan.clone().with_settings(settings.clone())))?;
        let wanted: BTreeSet<_> = renames.iter().map(|each| (&each.event, &each.from, &each.to)).collect();
        let mut agreed = changed_names(&plan, settings);
        agreed.retain(|each| wanted.contains(&(&each.event, &each.from, &each.to)));
        let events = renamed(&plan, &agreed);
        let after = with(plan.clone().with_settings(settings.clone()), &events);
        // What has no name that may stay has to be renamed along.
        let known = unfit_names(&plan);
        let mut worse = unfit_names(&after);
        worse.retain(|finding| !known.contains(finding));
        refuse_errors_in(&after, &worse)?;
        let (slug, now) = (self.open_slug()?, self.now());
        self.store.save_settings(&slug, settings, &events, now)?;
        for event in &events {
            self.drafts.forget(&event.id);
        }
        self.overview()
    }
}

/// What another convention than the plan's own would rename.
fn changed_names(plan: &Plan, settings: &PlanSettings) -> Vec<Renaming> {
    if plan.naming == settings.naming { Vec::new() } else { renamings(plan, settings.naming) }
}

/// What is said of the names of a plan's events.
fn unfit_names(plan: &Plan) -> Vec<Finding> {
    let checks = EventChecks::of(plan);
    let found = plan.events.iter().flat_map(|event| findings::of_event(event, &checks));
    found.filter(|finding| finding.field == "name").collect()
}

/// The plan with these in the place of what they were.
fn with(mut plan: Plan, events: &[Event]) -> Plan {
    for event in &mut plan.events {
        if let Some(changed) = events.iter().find(|changed| changed.id == event.id) {
            event.clone_from(changed);
        }
    }
    plan
}

/// Findings about the plan that are about none of its events.
pub(crate) fn of_plan(plan: &Plan) -> Vec<Finding> {
    validate_settings(plan).into_iter().map(Finding::from).collect()
}
