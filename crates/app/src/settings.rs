//! What a plan says beside its events: where they go, and what is asked of visitors first.

use waymark_model::validate::validate_settings;
use waymark_model::{Plan, PlanSettings};

use crate::error::AppError;
use crate::findings::refuse_errors;
use crate::state::App;
use crate::view::{Finding, Overview};

impl App {
    /// What the settings would be told, without saving them.
    pub fn check_settings(&self, settings: PlanSettings) -> Result<Vec<Finding>, AppError> {
        Ok(of_plan(&self.open_plan()?.with_settings(settings)))
    }

    /// Saves the settings of the open shop's plan, unless they break a rule.
    pub fn save_settings(&mut self, settings: &PlanSettings) -> Result<Overview, AppError> {
        refuse_errors(&self.check_settings(settings.clone())?)?;
        let (slug, now) = (self.open_slug()?, self.now());
        self.store.save_settings(&slug, settings, now)?;
        self.overview()
    }
}

/// Findings about the plan that are about none of its events.
pub(crate) fn of_plan(plan: &Plan) -> Vec<Finding> {
    validate_settings(plan).into_iter().map(Finding::from).collect()
}
