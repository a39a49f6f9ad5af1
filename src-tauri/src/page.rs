//! What the picker in the shop's page was told: which rule is outlined, what is under test. Kept so that a new
//! document, which starts with everything off, can be told again, and so that late answers are recognised.
//! Decides which commands are due; sending them is the shell's.

use waymark_app::pane::Command;
use waymark_app::view::MatchesView;
use waymark_model::{Config, EventId, Scope, Selector};

/// The state of one shop's pages.
#[derive(Default)]
pub struct Page {
    /// A document of the shop is shown.
    pub arrived: bool,
    /// The last address, and the page type that recognises it.
    pub recognised: Option<(String, Option<String>)>,
    /// The config under test.
    watched: Option<Config>,
    /// A walk is recorded.
    recording: bool,
    requests: u32,
    draft: Option<Outline>,
    outlined: Option<(u32, Outline)>,
    /// The request whose answer says where to take the picture of a draft's element, and the draft's event.
    pictured: Option<(u32, EventId)>,
}

/// A rule to outline, and the event it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// The event, saved or draft.
    pub id: EventId,
    /// Ordered selectors of its rule; none for a page view.
    pub selectors: Vec<Selector>,
    /// Where the rule counts; anywhere where absent.
    pub scope: Option<Scope>,
}

impl Page {
    /// The open draft is this one, or none is open.
    pub fn set_draft(&mut self, draft: Option<Outline>) -> Option<Command> {
        self.draft.clone_from(&draft);
        self.outline(draft, false)
    }

    /// The open draft is dropped, and nobody wants the picture of its element any more.
    pub fn drop_draft(&mut self) -> Option<Command> {
        self.pictured = None;
        self.set_draft(None)
    }

    /// The open draft got an element that is to be brought into view, for its picture.
    pub fn reveal_draft(&mut self, draft: Outline) -> Option<Command> {
        self.draft = Some(draft.clone());
        self.reveal(draft)
    }

    /// An event was saved, and its element is to be brought into view for its picture. No draft is open.
    pub fn reveal_saved(&mut self, event: Outline) -> Option<Command> {
        self.draft = None;
        self.reveal(event)
    }

    /// No draft is open, and nothing else was outlined since this event was.
    pub fn is_left_alone(&self, since: Option<&EventId>) -> bool {
        let is_outlined = |id: &EventId| self.outlined.as_ref().is_some_and(|(_, outline)| outline.id == *id);
        self.draft.is_none() && since.is_none_or(is_outlined)
    }

    fn reveal(&mut self, outline: Outline) -> Option<Command> {
        let id = outline.id.clone();
        let command = self.outline(Some(outline), true);
        self.pictured = self.outlined.as_ref().map(|(request, _)| (*request, id));
        command
    }

    /// The draft whose element is to be pictured where this answer says, once.
    pub fn takes_picture(&mut self, request: u32) -> Option<EventId> {
        self.pictured.take_if(|(asked, _)| *asked == request).map(|(_, id)| id)
    }

    /// Outlines a saved event, brought into view or not; with `None` the open draft is outlined again.
    pub fn highlight(&mut self, event: Option<Outline>, reveal: bool) -> Option<Command> {
        match event {
            Some(event) => self.outline(Some(event), reveal),
            None => self.outline(self.draft.clone(), false),
        }
    }

    /// This config is under test, or none is.
    pub fn watch(&mut self, config: Option<Config>) -> Command {
        self.watched.clone_from(&config);
        Command::Watch { config }
    }

    /// A walk is recorded, or none is.
    pub fn record(&mut self, on: bool) -> Command {
        self.recording = on;
        Command::Record { on }
    }

    /// What a new document has to be told.
    pub fn tell_again(&mut self) -> Vec<Command> {
        self.arrived = true;
        let watch = self.watched.clone().map(|config| Command::Watch { config: Some(config) });
        let outline = self.outlined.is_some().then(|| self.command(false));
        let record = self.recording.then_some(Command::Record { on: true });
        watch.into_iter().chain(record).chain(outline).collect()
    }

    /// What the page counted; nothing if something else was outlined since it was asked.
    pub fn matches(
        &self,
        request: u32,
        count: u32,
        visible: u32,
        selector: Option<u32>,
    ) -> Option<MatchesView> {
        let (_, outline) = self.outlined.as_ref().filter(|(asked, _)| *asked == request)?;
        Some(MatchesView {
            id: outline.id.clone(),
            draft: self.draft.as_ref() == Some(outline),
            count,
            visible,
            spare: selector.is_some_and(|at| at > 0),
            elsewhere: false,
        })
    }

    /// What is to be outlined again because the address changed.
    pub fn outline_again(&mut self) -> Option<Command> {
        self.outlined.is_some().then(|| self.command(false))
    }

    /// What is told instead of outlining a rule on a page that it does not mean.
    pub fn elsewhere(&self, may_fire: impl FnOnce(&Scope) -> bool) -> Option<MatchesView> {
        let (_, outline) = self.outlined.as_ref()?;
        let scope = outline.scope.as_ref()?;
        (!may_fire(scope)).then(|| MatchesView {
            id: outline.id.clone(),
            draft: self.draft.as_ref() == Some(outline),
            count: 0,
            visible: 0,
            spare: false,
            elsewhere: true,
        })
    }

    fn outline(&mut self, outline: Option<Outline>, reveal: bool) -> Option<Command> {
        let outline = outline.filter(|outline| !outline.selectors.is_empty());
        if outline.is_none() && self.outlined.is_none() {
            return None;
        }
        // A rule that is outlined already is asked for again: whoever opens it waits for an answer of its own.
        self.requests += 1;
        self.outlined = outline.map(|outline| (self.requests, outline));
        Some(self.command(reveal))
    }

    fn command(&self, reveal: bool) -> Command {
        match &self.outlined {
            Some((request, outline)) => {
                Command::Outline { request: *request, selectors: outline.selectors.clone(), reveal }
            }
            None => Command::Clear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str, css: &str) -> Outline {
        let selector = serde_json::from_value(serde_json::json!({ "css": css })).unwrap();
        Outline { id: EventId(id.into()), selectors: vec![selector], scope: Some(Scope::default()) }
    }

    fn request(command: Option<Command>) -> u32 {
        match command {
            Some(Command::Outline { request, .. }) => request,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn whoever_opens_a_rule_gets_an_answer_of_its_own() {
        let mut page = Page::default();
        let hovered = request(page.highlight(Some(rule("a", "button")), false));
        let opened = request(page.set_draft(Some(rule("a", "button"))));
        assert_eq!(page.matches(hovered, 1, 1, Some(0)), None);
        assert!(page.matches(opened, 1, 1, Some(0)).unwrap().draft);
        assert_eq!(page.set_draft(None), Some(Command::Clear));
        assert_eq!(page.set_draft(None), None);
    }

    #[test]
    fn whoever_opens_a_draft_or_has_another_outlined_does_not_leave_the_page_alone() {
        let (mut page, a) = (Page::default(), EventId("a".into()));
        assert!(page.is_left_alone(None));
        page.reveal_saved(rule("a", "button"));
        assert!(page.is_left_alone(Some(&a)));
        page.highlight(Some(rule("b", "a")), false);
        assert!(!page.is_left_alone(Some(&a)));
        page.set_draft(Some(rule("a", "button")));
        assert!(!page.is_left_alone(Some(&a)) && !page.is_left_alone(None));
    }

    #[test]
    fn an_answer_to_an_older_question_does_not_count() {
        let mut page = Page::default();
        let old = request(page.set_draft(Some(rule("a", "button"))));
        let new = request(page.highlight(Some(rule("b", "a")), true));
        assert_eq!(page.matches(old, 1, 1, Some(0)), None);
        let matches = page.matches(new, 3, 2, Some(1)).unwrap();
        assert_eq!((matches.id.0.as_str(), matches.count, matches.visible, matches.spare), ("b", 3, 2, true));
        assert!(!page.matches(new, 0, 0, None).unwrap().spare);
    }

    #[test]
    fn the_saved_rule_of_an_event_is_no_answer_for_its_draft() {
        let mut page = Page::default();
        page.set_draft(Some(rule("a", "button")));
        let saved = request(page.highlight(Some(rule("a", "a")), false));
        assert!(!page.matches(saved, 0, 0, None).unwrap().draft);
        let draft = request(page.highlight(None, false));
        assert!(page.matches(draft, 1, 1, Some(0)).unwrap().draft);
    }

    #[test]
    fn the_draft_comes_back_after_another_event_was_shown() {
        let mut page = Page::default();
        page.set_draft(Some(rule("draft", "button")));
        page.highlight(Some(rule("saved", "a")), true);
        let again = request(page.highlight(None, true));
        assert_eq!(page.matches(again, 1, 1, Some(0)).unwrap().id.0, "draft");
    }

    #[test]
    fn what_is_outlined_already_can_still_be_brought_into_view() {
        let mut page = Page::default();
        page.highlight(Some(rule("a", "a")), false);
        let again = page.highlight(Some(rule("a", "a")), true);
        assert!(matches!(again, Some(Command::Outline { reveal: true, .. })), "{again:?}");
    }

    #[test]
    fn a_draft_s_new_element_is_pictured_once_and_only_where_its_own_answer_says() {
        let mut page = Page::default();
        let older = request(page.highlight(Some(rule("a", "a")), false));
        let own = request(page.reveal_draft(rule("draft", "button")));
        assert_eq!(page.takes_picture(older), None);
        assert_eq!(page.takes_picture(own), Some(EventId("draft".into())));
        assert_eq!(page.takes_picture(own), None);
    }

    #[test]
    fn a_dropped_draft_s_element_is_not_pictured_and_a_saved_one_s_still_is() {
        let mut page = Page::default();
        let dropped = request(page.reveal_draft(rule("saved", "button")));
        page.drop_draft();
        assert_eq!(page.takes_picture(dropped), None);
        let kept = request(page.reveal_draft(rule("saved", "button")));
        page.set_draft(None);
        assert_eq!(page.takes_picture(kept), Some(EventId("saved".into())));
    }

    #[test]
    fn on_a_page_that_the_rule_does_not_mean_that_is_told_instead() {
        let mut page = Page::default();
        assert_eq!(page.elsewhere(|_| false), None, "nothing is outlined");
        page.set_draft(Some(rule("a", "button")));
        assert_eq!(page.elsewhere(|scope| *scope == Scope::default()), None);
        let told = page.elsewhere(|_| false).unwrap();
        assert_eq!((told.id.0.as_str(), told.draft, told.count, told.elsewhere), ("a", true, 0, true));
        page.highlight(Some(Outline { scope: None, ..rule("proposal", "a") }), false);
        assert_eq!(page.elsewhere(|_| false), None, "what has no scope counts anywhere");
        assert!(matches!(page.outline_again(), Some(Command::Outline { reveal: false, .. })));
    }

    #[test]
    fn a_page_view_has_nothing_to_outline() {
        let mut page = Page::default();
        let page_view = Outline { id: EventId("v".into()), selectors: Vec::new(), scope: None };
        assert_eq!(page.set_draft(Some(page_view)), None);
        assert!(page.tell_again().is_empty());
    }

    #[test]
    fn a_new_document_is_told_what_is_under_test_and_what_is_outlined() {
        let mut page = Page::default();
        let config = serde_json::json!({ "schema": 1, "revision": "r", "pageTypes": [], "events": [] });
        page.watch(Some(serde_json::from_value(config).unwrap()));
        page.set_draft(Some(rule("a", "button")));
        let told = page.tell_again();
        assert!(
            matches!(told[..], [Command::Watch { config: Some(_) }, Command::Outline { reveal: false, .. }]),
            "{told:?}"
        );
    }
}
