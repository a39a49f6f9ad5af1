//! What the catalogue proposes for the page in the pane: asked for, outlined, taken as a draft.

use waymark_app::view::{Draft, PageSuggestions};
use waymark_app::{App, Failure};
use waymark_model::EventId;

use super::{Shell, outline};
use crate::page::Outline;

impl Shell {
    /// What the catalogue proposes for the page that the pane shows.
    pub async fn suggestions(&self) -> Result<PageSuggestions, Failure> {
        self.ask_page(App::suggestions).await
    }

    /// A draft of what was proposed.
    pub fn use_suggestion(&self, id: &str) -> Result<Draft, Failure> {
        let draft = self.app(|app| app.use_suggestion(id))?;
        self.tell_page(|page| page.reveal_draft(outline(&draft)));
        Ok(draft)
    }

    /// Outlines what was proposed, brought into view or not.
    pub fn highlight_suggestion(&self, id: &str, reveal: bool) -> Result<(), Failure> {
        let selectors = self.app(|app| app.suggested_selectors(id))?;
        let outline = Outline { id: EventId(id.to_owned()), selectors };
        self.tell_page(|page| page.highlight(Some(outline), reveal));
        Ok(())
    }
}
