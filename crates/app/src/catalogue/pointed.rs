//! An entry of the catalogue that a person points at themselves: the next pick becomes its event, with its name, trigger
//! and parameters.

use waymark_catalogue::{Elements, Entry, entry};

use super::dressed;
use crate::error::AppError;
use crate::state::App;
use crate::view::Draft;

impl App {
    /// What is picked next is this entry of the catalogue, or, without one, an event of its own.
    pub fn pick_entry(&mut self, id: Option<&str>) -> Result<(), AppError> {
        let found = id
            .map(|id| entry(id).filter(|entry| entry.elements != Elements::Page).ok_or(AppError::NotChecked));
        self.meant = found.transpose()?;
        Ok(())
    }

    /// The draft of a pick, as the event of the entry that was meant by it.
    pub(crate) fn as_meant(&mut self, draft: Draft) -> Result<Draft, AppError> {
        let Some(entry) = self.meant else { return Ok(draft) };
        let draft = self.as_entry(draft, entry)?;
        self.meant = None;
        Ok(draft)
    }

    fn as_entry(&mut self, draft: Draft, entry: &Entry) -> Result<Draft, AppError> {
        let draft = if entry.elements == Elements::Set && draft.alike > 1 {
            // What all have in common may not tell them from others; then it is the one that was pointed at.
            self.with_alike(draft.clone(), true).unwrap_or(draft)
        } else {
            draft
        };
        let plan = self.open_plan()?;
        let page = &self.pending_for(&draft)?.page;
        let element = draft.event.target.as_ref().and_then(|target| target.fingerprint.as_ref());
        let fits =
            entry.trigger.takes_target() && element.is_none_or(|element| element.can_be(&entry.trigger));
        let trigger = if fits { entry.trigger.clone() } else { draft.event.trigger.clone() };
        let draft = dressed(draft, entry, trigger, page, &plan);
        self.judged(draft)
    }
}
