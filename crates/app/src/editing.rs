//! Changes to events of the plan that need no draft, and taking changes back.

use waymark_model::{EventId, Selector};

use crate::drafting::names;
use crate::error::AppError;
use crate::state::App;
use crate::view::Overview;

impl App {
    /// Puts a copy right behind the event, under a name of its own.
    pub fn duplicate_event(&mut self, id: &EventId) -> Result<Overview, AppError> {
        let plan = self.open_plan()?;
        let mut copy = self.store.event(&plan.shop.slug, id)?;
        copy.id = EventId(uuid::Uuid::now_v7().to_string());
        // What was remarked is about the other one.
        copy.notes.clear();
        copy.name = plan.naming.unique(&copy.name, &names(&plan));
        self.store.duplicate_event(&plan.shop.slug, id, &copy, self.now())?;
        self.overview()
    }

    /// Takes an event out of the plan; undo brings it back.
    pub fn delete_event(&mut self, id: &EventId) -> Result<Overview, AppError> {
        self.store.delete_event(&self.open_slug()?, id, self.now())?;
        self.drafts.forget(id);
        self.overview()
    }

    /// Ordered selectors for outlining an event's element: where the check of this page found it, else what
    /// its rule matches; none for a page view.
    pub fn selectors(&self, id: &EventId) -> Result<Vec<Selector>, AppError> {
        if let Some(place) = self.checked.as_ref().and_then(|checked| checked.outline(id)) {
            return Ok(place.to_vec());
        }
        let event = self.store.event(&self.open_slug()?, id)?;
        Ok(event.target.map(|target| target.selectors).unwrap_or_default())
    }

    /// Takes the last change of the open shop's plan back; does nothing when there is none.
    pub fn undo(&mut self) -> Result<Overview, AppError> {
        let slug = self.open_slug()?;
        let now = self.now();
        self.store.undo(&slug, now)?;
        self.overview()
    }

    /// Makes the change again that was taken back last; does nothing when there is none.
    pub fn redo(&mut self) -> Result<Overview, AppError> {
        let slug = self.open_slug()?;
        let now = self.now();
        self.store.redo(&slug, now)?;
        self.overview()
    }
}
