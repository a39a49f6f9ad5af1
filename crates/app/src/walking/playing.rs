//! Doing a walk again: what is to be done next, which element is meant now, and what came of it compared with what came of
//! it then. Doing it is the shell's, in the pane; nothing at a checkout is done again.

use std::collections::BTreeSet;

use url::Url;
use waymark_identify::{Document, NewPage, locate};
use waymark_model::{EventId, Selector, Verdict, Walk, WalkAct, WalkId, WalkStep};

use super::address::{gone_to, is_private, is_same_path, is_whole, kept};
use super::words::{Names, name_of, names_of_walk};
use crate::checking::outline;
use crate::error::AppError;
use crate::pane::Report;
use crate::state::App;
use crate::view::{Overview, PlayEnd, PlayState, PlayStepView, PlayView};

/// A walk that is being done again.
pub(crate) struct Playing {
    pub walk: Walk,
    pub view: PlayView,
    names: Names,
    at: usize,
    fired: BTreeSet<EventId>,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlayTask {
    /// Be on this page. The first one is gone to, the others should come by themselves.
    Page {
        /// Its address now.
        url: String,
        /// Nothing that was done leads there.
        is_first: bool,
        /// It may be gone to where it does not come: its address is kept whole.
        may_go: bool,
    },
    /// Do this with the element that [`App::play_element`] finds.
    Act {
        /// What.
        act: WalkAct,
        /// What is typed.
        value: Option<String>,
    },
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepEnd {
    /// It was done.
    Done,
    /// The page did not come by itself, and was gone to.
    GoneTo,
    /// It could not be done, and why.
    Lost(String),
}

impl App {
    /// Begins to play a walk. Testing is the caller's to switch on.
    pub fn begin_play(&mut self, id: &WalkId) -> Result<PlayView, AppError> {
        let plan = self.open_plan()?;
        let walk = self.store.walk(&plan.shop.slug, id)?;
        let names = names_of_walk(&walk, &plan);
        let waiting = || PlayStepView {
            state: PlayState::Waiting,
            note: String::new(),
            fired: Vec::new(),
            lost: Vec::new(),
        };
        let view = PlayView {
            walk: id.clone(),
            at: self.now(),
            end: None,
            steps: walk.steps.iter().map(|_| waiting()).collect(),
            lost: Vec::new(),
            more: Vec::new(),
        };
        self.walking = None;
        self.playing = Some(Playing { walk, view: view.clone(), names, at: 0, fired: BTreeSet::new() });
        Ok(view)
    }

    /// The play as far as it is, if one is under way.
    #[must_use]
    pub fn play(&self) -> Option<PlayView> {
        self.playing.as_ref().map(|playing| playing.view.clone())
    }

    /// What is to be done next; `None` when all is. What is not done on purpose is passed over here.
    pub fn play_task(&mut self) -> Result<Option<PlayTask>, AppError> {
        let plan = self.open_plan()?;
        let Some(playing) = &mut self.playing else { return Err(AppError::NoWalk) };
        while let Some(step) = playing.walk.steps.get(playing.at) {
            if let Some(why) = left_out(step) {
                playing.ends(PlayState::LeftOut, why);
                continue;
            }
            playing.view.steps[playing.at].state = PlayState::Doing;
            if !step.act.is_page() {
                return Ok(Some(PlayTask::Act { act: step.act, value: step.value.clone() }));
            }
            let base = Url::parse(&plan.shop.url).map_err(|_| AppError::NoWalk)?;
            let url = gone_to(&step.page, &base).ok_or(AppError::NoWalk)?.to_string();
            return Ok(Some(PlayTask::Page { url, is_first: playing.at == 0, may_go: is_whole(&step.page) }));
        }
        Ok(None)
    }

    /// Whether the pane is on the page that the play is to be on.
    #[must_use]
    pub fn play_is_at(&self, address: &str) -> bool {
        let (Some(playing), Ok(plan), Ok(url)) = (&self.playing, self.open_plan(), Url::parse(address))
        else {
            return false;
        };
        let step = playing.walk.steps.get(playing.at);
        step.is_some_and(|step| is_same_path(&step.page, &kept(&url, &plan.shop.url)))
    }

    /// Finds the element that the step is about on the page as it is now: selectors that match it and nothing else, or why
    /// there are none.
    pub fn play_element(&mut self, report: Report) -> Result<Result<Vec<Selector>, String>, AppError> {
        let snapshot = match report {
            Report::Page { snapshot, .. } => snapshot,
            Report::Unseen { reason, .. } => return Err(AppError::PageUnseen { reason }),
            _ => return Err(AppError::Report("it is not a page")),
        };
        let document = Document::from_snapshot(&snapshot)?;
        let slug = self.open_slug()?;
        let Some(playing) = &mut self.playing else { return Err(AppError::NoWalk) };
        let step = playing.walk.steps.get(playing.at);
        let Some(target) = step.and_then(|step| step.target.as_ref()) else { return Err(AppError::NoWalk) };
        let scene = target.scene.as_ref().map(|id| self.store.scene(&slug, id)).transpose()?.flatten();
        let located = locate(target, scene.as_ref(), &document);
        let page = NewPage::new(&document);
        let found = match located.verdict {
            Verdict::Intact | Verdict::Moved => outline(page.document(), &located.nodes),
            _ => Vec::new(),
        };
        if located.verdict == Verdict::Moved {
            "The element stands or looks otherwise now.".clone_into(&mut playing.view.steps[playing.at].note);
        }
        Ok(if found.is_empty() { Err(why_not(located.verdict).to_owned()) } else { Ok(found) })
    }

    /// Whether all that fired with this step then has fired now.
    #[must_use]
    pub fn play_has_all(&self) -> bool {
        self.playing.as_ref().is_none_or(|playing| playing.missing(playing.at).is_empty())
    }

    /// The step is over.
    pub fn play_step_ended(&mut self, end: StepEnd) -> Option<PlayView> {
        let playing = self.playing.as_mut()?;
        match end {
            StepEnd::Done if playing.view.steps.get(playing.at)?.note.is_empty() => {
                playing.ends(PlayState::Done, String::new());
            }
            StepEnd::Done => {
                let note = playing.view.steps[playing.at].note.clone();
                playing.ends(PlayState::Otherwise, note);
            }
            StepEnd::GoneTo => {
                let note = "What was done before did not lead here any more, so the page was opened.";
                playing.ends(PlayState::Otherwise, note.to_owned());
            }
            StepEnd::Lost(why) => playing.ends(PlayState::Lost, why),
        }
        Some(playing.view.clone())
    }

    /// The play is over; what came of it is kept with the walk.
    pub fn end_play(&mut self, end: PlayEnd) -> Result<(PlayView, Overview), AppError> {
        let slug = self.open_slug()?;
        let Some(mut playing) = self.playing.take() else { return Err(AppError::NoWalk) };
        playing.view.end = Some(end);
        playing.settle();
        let document = serde_json::to_string(&playing.view).map_err(AppError::Json)?;
        self.store.record_play(&slug, &playing.walk.id, &document)?;
        Ok((playing.view, self.overview()?))
    }

    pub(super) fn last_play(&self, id: &WalkId) -> Result<Option<PlayView>, AppError> {
        let document = self.store.last_play(&self.open_slug()?, id)?;
        Ok(document.as_deref().and_then(read_play))
    }
}

/// What came of a play, as it was kept. A later version may write it otherwise; it is no loss.
pub(super) fn read_play(document: &str) -> Option<PlayView> {
    serde_json::from_str(document).ok()
}

impl Playing {
    /// An event fired.
    pub fn heard(&mut self, event: &EventId, name: &str) {
        self.fired.insert(event.clone());
        let at = self.at.min(self.view.steps.len().saturating_sub(1));
        if let Some(step) = self.view.steps.get_mut(at)
            && !step.fired.iter().any(|known| known == name)
        {
            step.fired.push(name.to_owned());
        }
        self.settle();
    }

    /// What fired with a step then, and has not fired now.
    fn missing(&self, at: usize) -> Vec<EventId> {
        let step = self.walk.steps.get(at);
        step.into_iter()
            .flat_map(|step| &step.fired)
            .filter(|event| !self.fired.contains(*event))
            .cloned()
            .collect()
    }

    fn ends(&mut self, state: PlayState, note: String) {
        if let Some(step) = self.view.steps.get_mut(self.at) {
            step.state = state;
            step.note = note;
        }
        self.at += 1;
        self.settle();
    }

    /// What is lost so far, and what is new: what fires late still counts.
    fn settle(&mut self) {
        for at in 0..self.at.min(self.view.steps.len()) {
            self.view.steps[at].lost =
                self.missing(at).iter().map(|event| name_of(event, &self.names)).collect();
        }
        let mut lost: Vec<String> = Vec::new();
        for name in self.view.steps.iter().flat_map(|step| &step.lost) {
            if !lost.contains(name) {
                lost.push(name.clone());
            }
        }
        self.view.lost = lost;
        let then = self.walk.fired();
        let more = self.fired.iter().filter(|event| !then.contains(event));
        self.view.more = more.map(|event| name_of(event, &self.names)).collect();
    }
}

/// Why a step is not done again.
fn left_out(step: &WalkStep) -> Option<String> {
    if step.act.is_page() {
        return None;
    }
    if is_private(&step.page, step.page_type.as_deref()) || step.target.is_none() {
        return Some("Nothing is done at a checkout, in an account or on another site.".to_owned());
    }
    let is_unknown = step.act == WalkAct::Type && step.value.is_none();
    is_unknown.then(|| "What was typed is not kept, so it is not typed again.".to_owned())
}

fn why_not(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ambiguous => "Several elements could be the one, and nothing tells them apart.",
        Verdict::Hidden => "The element is there, and cannot be seen.",
        Verdict::NeedsRendering => "The element lives in a part of the page that cannot be looked into.",
        Verdict::Intact | Verdict::Moved => "The element is there, and nothing leads to it alone.",
        _ => "The element is not on the page any more.",
    }
}
