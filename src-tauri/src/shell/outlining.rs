//! What is outlined in the shop's page: the open draft's rule, or a saved event's. All of a rule counts: on a page where the
//! event does not fire nothing is outlined, and the panel is told that.

use url::Url;
use waymark_app::Failure;
use waymark_app::pane::Command;
use waymark_app::view::{Draft, Notice};
use waymark_model::EventId;

use super::Shell;
use crate::notices;
use crate::page::{Outline, Page};

impl Shell {
    /// The draft that is open now is this one (or none): its rule is outlined.
    pub fn set_draft(&self, draft: Option<&Draft>) {
        self.tell_page(|page| page.set_draft(draft.map(of_draft)));
    }

    /// The open draft is dropped, and so are the picture that was to be taken for it and what is found out about it.
    pub fn drop_draft(&self) {
        self.stop_trying();
        self.tell_page(Page::drop_draft);
    }

    /// Outlines a saved event's element, brought into view or not, or with `None` the open draft's again.
    pub fn highlight(&self, id: Option<&EventId>, reveal: bool) -> Result<(), Failure> {
        let outline = match id {
            Some(id) => Some(self.app(|app| {
                Ok(Outline { id: id.clone(), selectors: app.selectors(id)?, scope: app.outlined_scope(id)? })
            })?),
            None => None,
        };
        self.tell_page(|page| page.highlight(outline, reveal));
        Ok(())
    }

    /// A new document starts with everything off; what is on is told again.
    pub fn tell_document_again(&self) {
        self.tell_page(Page::tell_again);
        let view = self.shop.view();
        if view.picking {
            self.shop.command(&Command::Pick { on: true, exact: view.pointing });
        }
        self.shop.change(|view| view.frozen = false);
    }

    /// The address changed without a new document: the rule may mean the page now, or not any more.
    pub fn outline_again(&self) {
        self.tell_page(Page::outline_again);
    }

    /// Sends what is due in the order in which it was decided: nobody decides while it is sent.
    pub(super) fn tell_page<Due: IntoIterator<Item = Command>>(&self, decide: impl FnOnce(&mut Page) -> Due) {
        let mut page = self.page();
        let mut due: Vec<Command> = decide(&mut page).into_iter().collect();
        let outlines = due.iter_mut().find(|command| matches!(command, Command::Outline { .. }));
        if let Some(command) = outlines
            && let Some(elsewhere) = page.elsewhere(|scope| self.may_fire_here(scope))
        {
            *command = Command::Clear;
            notices::tell(&self.handle, &Notice::Matches(elsewhere));
        }
        self.shop.commands(due);
    }

    fn may_fire_here(&self, scope: &waymark_model::Scope) -> bool {
        let Ok(page) = Url::parse(&self.shop.view().url) else { return true };
        self.app(|app| Ok(app.may_fire(scope, &page))).unwrap_or(true)
    }
}

/// What is outlined for a draft.
pub(super) fn of_draft(draft: &Draft) -> Outline {
    let target = draft.event.target.as_ref();
    Outline {
        id: draft.event.id.clone(),
        selectors: target.map(|target| target.selectors.clone()).unwrap_or_default(),
        scope: Some(draft.event.scope.clone()),
    }
}
