//! The guided start in the pane: the page is asked what is on it, proposals are outlined, and what is taken is pictured.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use waymark_app::view::{Draft, PageSuggestions, Taken, TakenAll};
use waymark_app::{App, Failure};
use waymark_model::EventId;

use super::Shell;
use super::outlining::of_draft;
use crate::page::Outline;

/// How long the picture of one element is waited for.
const PICTURE: Duration = Duration::from_millis(1500);
/// Between two looks whether it is there.
const NAP: Duration = Duration::from_millis(80);

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
        self.app(|app| app.pick_entry(Some(id)))?;
        self.pick(true, false);
        Ok(())
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

    /// Takes proposals into the plan as one step; pictures of their elements come after, one by one, while
    /// their page is there and nobody does something else with it.
    pub fn accept_suggestions(self: &Arc<Self>, ids: &[String]) -> Result<TakenAll, Failure> {
        let (drafts, mut taken) = self.app(|app| app.accept_suggestions(ids))?;
        taken.overview = self.plan_changed(taken.overview);
        let pages = self.pages.load(Ordering::Acquire);
        let shell = self.clone();
        tauri::async_runtime::spawn(async move {
            let mut before = None;
            for draft in drafts.into_iter().filter(|draft| draft.event.target.is_some()) {
                let is_same = shell.pages.load(Ordering::Acquire) == pages;
                let is_busy = shell.shop.view().picking || !shell.page().is_left_alone(before.as_ref());
                if !is_same || is_busy {
                    return;
                }
                shell.tell_page(|page| page.reveal_saved(of_draft(&draft)));
                shell.pictured(&draft.event.id).await;
                before = Some(draft.event.id);
            }
        });
        Ok(taken)
    }

    /// Waits until an event's picture is there, but not for long: an element may be hidden.
    async fn pictured(&self, id: &EventId) {
        let is_there = || self.app(|app| app.picture(id)).is_ok_and(|picture| picture.is_some());
        let begun = Instant::now();
        while !is_there() && begun.elapsed() < PICTURE {
            tokio::time::sleep(NAP).await;
        }
    }

    /// The rules for page types changed: the page in the pane may be another kind now.
    pub fn recognise_again(&self) {
        self.page().recognised = None;
        self.tell_pane();
    }
}
