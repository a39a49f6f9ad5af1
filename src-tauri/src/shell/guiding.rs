//! The guided start in the pane: the page is asked what is on it, proposals are outlined, and what is taken is pictured.

use waymark_app::view::{Draft, PageSuggestions, Taken};
use waymark_app::{App, Failure};
use waymark_model::EventId;

use super::Shell;
use super::outlining::of_draft;
use crate::page::Outline;

impl Shell {
    /// What there is to measure on the page that the pane shows.
    pub async fn suggest_events(&self) -> Result<PageSuggestions, Failure> {
        self.surveyed_page(App::suggestions).await
    }

    /// Nobody waits any more for what there is on the page.
    pub fn stop_suggesting(&self) {
        self.survey.call_off();
    }

    /// Lets a person point at an entry of the catalogue: the next pick becomes its event.
    pub fn pick_entry(&self, id: &str) -> Result<(), Failure> {
        self.set_picking(true);
        self.app(|app| app.pick_entry(Some(id)))
    }

    /// Outlines the elements of a proposal, or nothing.
    pub fn point_suggestion(&self, id: Option<&str>, reveal: bool) -> Result<(), Failure> {
        let outline = match id {
            Some(id) => {
                let selectors = self.app(|app| app.suggested_selectors(id))?;
                Some(Outline { id: EventId(format!("proposal {id}")), selectors, scope: None })
            }
            None => None,
        };
        self.tell_page(|page| page.highlight(outline, reveal));
        Ok(())
    }

    /// Opens a draft of a proposal, shows its element and takes its picture.
    pub fn use_suggestion(&self, id: &str) -> Result<Draft, Failure> {
        let draft = self.app(|app| app.use_suggestion(id))?;
        self.tell_page(|page| page.reveal_draft(of_draft(&draft)));
        Ok(draft)
    }

    /// Takes a proposal into the plan; the picture of its element comes after.
    pub fn accept_suggestion(&self, id: &str) -> Result<Taken, Failure> {
        let (draft, overview) = self.app(|app| app.accept_suggestion(id))?;
        let Some(overview) = overview else {
            self.tell_page(|page| page.reveal_draft(of_draft(&draft)));
            return Ok(Taken::ToReview(Box::new(draft)));
        };
        // What a check outlined goes first.
        let overview = self.plan_changed(overview);
        self.tell_page(|page| page.reveal_saved(of_draft(&draft)));
        Ok(Taken::Saved(Box::new(overview)))
    }

    /// The rules for page types changed: the page in the pane may be another kind now.
    pub fn recognise_again(&self) {
        self.page().recognised = None;
        self.tell_pane();
    }
}
