//! Recording a walk: what the picker tells of what a person does in the shop becomes steps, and of what fired and what
//! stood on the pages it is said which events of the plan the walk proves. Never kept is what was typed, but for words to
//! search for and numbers of pieces, so that those can be typed again.

mod address;
mod playing;
mod typed;
mod watching;
mod words;

use std::collections::BTreeMap;

use url::Url;
use waymark_identify::{Document, describe};
use waymark_model::walk::{suggested_name, ticks};
use waymark_model::{
    EventId, Millis, Plan, Scene, SceneId, ShopSlug, Target, Walk, WalkAct, WalkId, WalkStep,
};

use crate::error::AppError;
use crate::pane::{Gesture, Report};
use crate::pending::Page;
use crate::state::App;
use crate::view::{KeptWalk, Overview, PlayBrief, PlayView, RecordingView, WalkBrief, WalkView};

pub(crate) use playing::Playing;
pub use playing::{PlayTask, StepEnd};
use watching::Watching;

/// Steps of a walk at most: whoever wanders for longer records nothing that somebody would look at.
const MOST_STEPS: usize = 200;
/// Longest name, in characters.
const LONGEST_NAME: usize = 80;

/// A walk under way.
pub(crate) struct Recording {
    began: Millis,
    steps: Vec<WalkStep>,
    scenes: BTreeMap<SceneId, Scene>,
    watching: Watching,
}

impl App {
    /// Begins to record a walk on the page that the pane shows. Testing is the caller's to switch on.
    pub fn begin_walk(&mut self, page: &str) -> Result<RecordingView, AppError> {
        let plan = self.open_plan()?;
        let began = self.now();
        let recording =
            Recording { began, steps: Vec::new(), scenes: BTreeMap::new(), watching: Watching::default() };
        self.walking = Some(recording);
        self.playing = None;
        self.went(page, WalkAct::Page, &plan);
        Ok(self.recording().unwrap_or_default())
    }

    /// The walk under way, if one is.
    #[must_use]
    pub fn recording(&self) -> Option<RecordingView> {
        let recording = self.walking.as_ref()?;
        let names = self.open_plan().map(|plan| words::names(&plan)).unwrap_or_default();
        let steps = recording.steps.iter().map(|step| words::step(step, &names)).collect();
        Some(RecordingView { steps, fired: recording.watching.fired() })
    }

    /// The pane shows another document, or another address in the same one. Says whether that is a step of a walk.
    pub fn walked_to(&mut self, url: &str, is_new: bool) -> bool {
        if self.walking.is_none() {
            return false;
        }
        let Ok(plan) = self.open_plan() else { return false };
        self.went(url, if is_new { WalkAct::Page } else { WalkAct::Route }, &plan)
    }

    fn went(&mut self, url: &str, act: WalkAct, plan: &Plan) -> bool {
        let Ok(url) = Url::parse(url) else { return false };
        let page = Page::at(&url, plan);
        let address = address::kept(&url, &plan.shop.url);
        let tested = self.tested.as_ref().map(|tested| &tested.definitions);
        let Some(recording) = &mut self.walking else { return false };
        let is_there = recording.steps.iter().rev().find(|step| step.act.is_page());
        // A page that comes again by itself is no step, and neither is another title.
        if is_there.is_some_and(|last| last.page == address) {
            if act == WalkAct::Page {
                recording.watching.reloaded(page.path, tested);
            }
            return false;
        }
        let is_added = recording.add(WalkStep {
            act,
            page: address,
            page_type: page.kind,
            label: String::new(),
            target: None,
            value: None,
            fired: Vec::new(),
        });
        if is_added {
            recording.watching.came(page.path, act, tested);
        }
        is_added
    }

    /// A person did something on the page. The report was checked by [`crate::parse_report`].
    pub fn walked(&mut self, report: Report) -> Result<bool, AppError> {
        let Report::Acted { gesture, snapshot, value, loaded } = report else {
            return Err(AppError::Report("it is no act"));
        };
        if self.walking.is_none() {
            return Ok(false);
        }
        let plan = self.open_plan()?;
        let url =
            Url::parse(&snapshot.url).map_err(|_| AppError::Report("the address is not a web address"))?;
        let document = Document::from_snapshot(&snapshot)?;
        self.went(url.as_str(), WalkAct::Route, &plan);
        let picked = document.picked().ok_or(AppError::Report("nothing was acted on"))?;
        let description = describe(&document, picked)?;
        let page = Page::at(&url, &plan);
        let address = address::kept(&url, &plan.shop.url);
        let is_private = address::is_private(&address, page.kind.as_deref());
        let value = value.filter(|value| !is_private && typed::may_be_kept(&document, picked, value));
        let Some(recording) = &mut self.walking else { return Ok(false) };
        recording.watching.look(&document, &page, &plan, loaded && !snapshot.truncated);
        // Names and addresses stand in the words of such a page, and nothing is done there again.
        let (label, target) = if is_private {
            (description.label.split(':').next().unwrap_or_default().to_owned(), None)
        } else {
            (description.label, Some(Box::new(description.target)))
        };
        let scene = target.as_ref().and_then(|target| target.scene.clone());
        let step = WalkStep {
            act: act_of(gesture),
            page: address,
            page_type: page.kind,
            label,
            target,
            value,
            fired: Vec::new(),
        };
        // Who corrects what was typed typed once; another field of the same name is another.
        let is_correction = |last: &WalkStep| {
            step.act == WalkAct::Type
                && last.act == step.act
                && last.page == step.page
                && is_same_field(last, &step)
        };
        match recording.steps.last_mut() {
            Some(last) if is_correction(last) => last.value = step.value,
            _ => {
                if !recording.add(step) {
                    return Ok(false);
                }
                if let Some(id) = scene {
                    recording.scenes.insert(id, description.scene);
                }
            }
        }
        Ok(true)
    }

    /// A person made the gestures of these events on their elements.
    pub fn walk_meant(&mut self, events: &[EventId]) {
        if let (Some(recording), Some(tested)) = (&mut self.walking, &self.tested) {
            recording.watching.meant(events, &tested.definitions);
        }
    }

    /// An event fired and was proven: a step of the walk under way, or of the one that is played, brought it.
    pub(crate) fn walk_heard(&mut self, event: &EventId, name: &str) {
        if let Some(recording) = &mut self.walking {
            recording.heard(event);
        }
        if let Some(playing) = &mut self.playing {
            playing.heard(event, name);
        }
    }

    /// An event fired, and nothing that was seen says why.
    pub(crate) fn walk_wondered(&mut self, event: &EventId) {
        if let Some(recording) = &mut self.walking {
            recording.watching.wondered(event);
        }
    }

    /// Ends the walk and keeps it. `page` is what the page that it ended on tells of itself, where it does. A walk that
    /// cannot be kept goes on.
    pub fn keep_walk(&mut self, page: Option<Report>) -> Result<KeptWalk, AppError> {
        let plan = self.open_plan()?;
        let Some(recording) = &mut self.walking else { return Err(AppError::NoWalk) };
        if let Some(Report::Page { snapshot, .. }) = page
            && let (Ok(document), Ok(url)) = (Document::from_snapshot(&snapshot), Url::parse(&snapshot.url))
        {
            let page = Page::at(&url, &plan);
            recording.watching.look(&document, &page, &plan, !snapshot.truncated);
        }
        let tested = self.tested.as_ref().map(|tested| &tested.definitions);
        let walk = Walk {
            id: WalkId(uuid::Uuid::now_v7().to_string()),
            name: suggested_name(&recording.steps),
            made_at: recording.began,
            ticks: ticks(&plan, &recording.watching.seen(tested)),
            steps: recording.steps.clone(),
        };
        self.store.save_walk(&plan.shop.slug, &walk, &recording.scenes)?;
        self.walking = None;
        Ok(KeptWalk { walk: walk.id, overview: self.overview()? })
    }

    /// Ends the walk and keeps nothing.
    pub fn drop_walk(&mut self) {
        self.walking = None;
    }

    /// A walk of the open shop.
    pub fn walk(&self, id: &WalkId) -> Result<WalkView, AppError> {
        let slug = self.open_slug()?;
        let walk = self.store.walk(&slug, id)?;
        let plan = self.open_plan()?;
        let names = words::names_of_walk(&walk, &plan);
        let last = match &self.playing {
            Some(playing) if playing.walk.id == *id => Some(playing.view.clone()),
            _ => self.last_play(id)?,
        };
        Ok(WalkView {
            steps: walk.steps.iter().map(|step| words::step(step, &names)).collect(),
            id: walk.id,
            name: walk.name,
            made_at: walk.made_at,
            ticks: walk.ticks,
            play: last,
        })
    }

    /// A shop's walks, the newest first.
    pub(crate) fn walk_briefs(&self, slug: &ShopSlug) -> Result<Vec<WalkBrief>, AppError> {
        let walks = self.store.walks(slug)?;
        let briefs = walks.into_iter().map(|walk| WalkBrief {
            steps: walk.steps,
            fired: walk.fired,
            silent: walk.silent,
            play: walk
                .played
                .as_deref()
                .and_then(playing::read_play)
                .and_then(|PlayView { at, end, lost, .. }| Some(PlayBrief { at, end: end?, lost })),
            id: walk.id,
            name: walk.name,
            made_at: walk.made_at,
        });
        Ok(briefs.collect())
    }

    /// Calls a walk something else; undo gives it its name back.
    pub fn rename_walk(&mut self, id: &WalkId, name: &str) -> Result<Overview, AppError> {
        let (slug, now) = (self.open_slug()?, self.now());
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        if name.is_empty() {
            return Err(AppError::Invalid {
                message: "Give the walk a name.".to_owned(),
                faults: Vec::new(),
            });
        }
        self.store.rename_walk(&slug, id, &name, now)?;
        self.overview()
    }

    /// Takes a walk away; undo brings it back.
    pub fn delete_walk(&mut self, id: &WalkId) -> Result<Overview, AppError> {
        let (slug, now) = (self.open_slug()?, self.now());
        self.store.delete_walk(&slug, id, now)?;
        self.overview()
    }
}

impl Recording {
    /// Adds a step, and says whether there was room. What belongs to a step that was not added is not kept either.
    fn add(&mut self, step: WalkStep) -> bool {
        let has_room = self.steps.len() < MOST_STEPS;
        if has_room {
            self.steps.push(step);
        }
        has_room
    }

    fn heard(&mut self, event: &EventId) {
        let Some(at) = self.steps.len().checked_sub(1) else { return };
        self.watching.heard(event, at as u32);
        if !self.steps[at].fired.contains(event) {
            self.steps[at].fired.push(event.clone());
        }
    }
}

/// Whether two steps are about one element. Its fingerprint as a whole says nothing: texts around it change as one types.
fn is_same_field(one: &WalkStep, other: &WalkStep) -> bool {
    match (&one.target, &other.target) {
        (Some(one), Some(other)) => {
            let place = |target: &Target| target.fingerprint.as_ref().map(|print| print.index);
            one.selectors == other.selectors && place(one) == place(other)
        }
        (None, None) => one.label == other.label,
        _ => false,
    }
}

fn act_of(gesture: Gesture) -> WalkAct {
    match gesture {
        Gesture::Click => WalkAct::Click,
        Gesture::Type => WalkAct::Type,
        Gesture::Choose => WalkAct::Choose,
        Gesture::Enter => WalkAct::Enter,
    }
}
