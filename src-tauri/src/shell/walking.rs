//! Walks in the pane: what a person does there is recorded, and done again. What is to be done and what came of it is asked
//! of `waymark_app`.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use waymark_app::pane::{Command, Report};
use waymark_app::view::{KeptWalk, Notice, PlayEnd, PlayView, RecordingView};
use waymark_app::walking::{PlayTask, StepEnd};
use waymark_app::{App, Failure};
use waymark_model::{Selector, WalkAct, WalkId};

use super::{SURVEY, Shell};
use crate::notices;
use crate::platform::{Deed, Pane, ShopPane, Step};

/// How often it is looked whether something has come.
const LOOK: Duration = Duration::from_millis(60);
/// How long a page may take to come by itself, and to come at all.
const BY_ITSELF: Duration = Duration::from_secs(5);
const AT_ALL: Duration = Duration::from_secs(20);
/// How long what fired then may take to fire again.
const FOLLOWS: Duration = Duration::from_millis(2_500);
/// What the page needs after a step before the next: scripts, and frames that follow a gesture.
const SETTLES: Duration = Duration::from_millis(350);
/// How often an element is looked for, and how long apart: pages fill late.
const LOOKS: usize = 4;
const APART: Duration = Duration::from_millis(700);

impl Shell {
    /// Begins to record a walk, in test mode.
    pub fn begin_walk(&self) -> Result<RecordingView, Failure> {
        self.stop_play();
        if !self.shop.view().testing {
            self.set_testing(true)?;
        }
        if self.shop.view().picking {
            self.set_picking(false);
        }
        let page = self.shop.view().url;
        let view = self.app(|app| app.begin_walk(&page))?;
        self.tell_page(|page| [page.record(true)]);
        self.shop.focus();
        Ok(view)
    }

    /// Ends the walk and keeps it. One that cannot be kept goes on, and so does one whose keeping was called off: that is
    /// `None`.
    pub async fn keep_walk(&self) -> Result<Option<KeptWalk>, Failure> {
        let number = self.keeps.fetch_add(1, Ordering::AcqRel) + 1;
        self.tell_page(|page| [page.record(false)]);
        // A page that cannot tell of itself, or is not all there yet, only has no say in why something did not fire.
        let page = self.surveyed_page(|_, report| Ok(report)).await.ok();
        if self.keeps.load(Ordering::Acquire) != number {
            self.tell_page(|page| [page.record(true)]);
            return Ok(None);
        }
        let page = page.filter(|_| !self.shop.view().loading);
        let kept = self.app(|app| app.keep_walk(page).map(Some));
        let goes_on = || self.app(|app| Ok(app.recording().is_some())).unwrap_or_default();
        if kept.is_err() && goes_on() {
            self.tell_page(|page| [page.record(true)]);
        }
        kept
    }

    /// Nobody waits any more for what the page has to say before the walk is kept: the walk goes on.
    pub fn stop_keeping(&self) {
        self.keeps.fetch_add(1, Ordering::AcqRel);
        self.survey.call_off();
    }

    /// Ends the walk and keeps nothing.
    pub fn drop_walk(&self) -> Result<(), Failure> {
        self.tell_page(|page| [page.record(false)]);
        self.app(|app| {
            app.drop_walk();
            Ok(())
        })
    }

    /// The pane shows another page.
    pub fn walked_to(&self, url: &str, is_new: bool) {
        if self.app(|app| Ok(app.walked_to(url, is_new))).unwrap_or_default() {
            self.tell_walk();
        }
    }

    /// A person did something on the page.
    pub fn walked(&self, report: Report) {
        match self.app(|app| app.walked(report)) {
            Ok(true) => self.tell_walk(),
            Ok(false) => {}
            Err(failure) => tracing::warn!(?failure, "a step of a walk was not kept"),
        }
    }

    /// Tells the panel how far the walk is that is recorded or played.
    pub fn tell_walk(&self) {
        let (recording, play) = self.app(|app| Ok((app.recording(), app.play()))).unwrap_or_default();
        if recording.is_some() {
            notices::tell(&self.handle, &Notice::Recording(recording));
        }
        if let Some(play) = play {
            notices::tell(&self.handle, &Notice::Play(Box::new(play)));
        }
    }

    /// Begins to play a walk, in test mode. The panel is told how far it is.
    pub fn play_walk(self: &Arc<Self>, id: &WalkId) -> Result<PlayView, Failure> {
        if !Pane::PLAYS {
            return Err(crate::error::plays_nothing());
        }
        self.drop_walk()?;
        let number = self.plays.fetch_add(1, Ordering::AcqRel) + 1;
        if !self.shop.view().testing {
            self.set_testing(true)?;
        }
        let view = self.app(|app| app.begin_play(id))?;
        let shell = self.clone();
        tauri::async_runtime::spawn(async move { shell.play(number).await });
        Ok(view)
    }

    /// Stops the play that is under way.
    pub fn stop_play(&self) {
        self.plays.fetch_add(1, Ordering::AcqRel);
        self.end_play(PlayEnd::Stopped);
    }

    fn plays_on(&self, number: u64) -> bool {
        self.plays.load(Ordering::Acquire) == number
    }

    async fn play(&self, number: u64) {
        let end = loop {
            match self.play_step(number).await {
                // Whoever stopped it ended it.
                _ if !self.plays_on(number) => return,
                Ok(true) => {}
                Ok(false) => break PlayEnd::Done,
                Err(failure) => {
                    notices::tell_failure(&self.handle, failure);
                    break PlayEnd::Failed;
                }
            }
        };
        self.end_play(end);
    }

    fn end_play(&self, end: PlayEnd) {
        // None is under way, or its shop is closed.
        let Ok((view, overview)) = self.app(|app| app.end_play(end)) else { return };
        notices::tell(&self.handle, &Notice::Play(Box::new(view)));
        notices::tell(&self.handle, &Notice::Overview(Box::new(overview)));
    }

    /// Does the next step. Says whether there was one.
    async fn play_step(&self, number: u64) -> Result<bool, Failure> {
        let Some(task) = self.app(App::play_task)? else { return Ok(false) };
        self.tell_walk();
        let end = match task {
            PlayTask::Page { url, is_first, may_go } => {
                self.play_page(number, may_go.then_some(url), is_first).await
            }
            PlayTask::Act { act, value } => self.play_act(number, act, value).await?,
        };
        tokio::time::sleep(SETTLES).await;
        if !matches!(end, StepEnd::Lost(_)) {
            let has_all = || self.app(|app| Ok(app.play_has_all())).unwrap_or(true);
            wait(FOLLOWS, || self.plays_on(number), has_all).await;
        }
        if self.plays_on(number) {
            self.app(|app| Ok(app.play_step_ended(end)))?;
            self.tell_walk();
        }
        Ok(true)
    }

    /// Is on a page: waits until it comes, or goes there, unless the play was stopped meanwhile.
    async fn play_page(&self, number: u64, url: Option<String>, is_first: bool) -> StepEnd {
        let goes_on = || self.plays_on(number);
        let is_there = || {
            let view = self.shop.view();
            !view.loading
                && view.error.is_none()
                && self.app(|app| Ok(app.play_is_at(&view.url))).unwrap_or(false)
        };
        if !is_first && wait(BY_ITSELF, goes_on, is_there).await {
            return StepEnd::Done;
        }
        // Whoever stopped it, or opened another shop, has the pane.
        if !goes_on() {
            return stopped();
        }
        let Some(url) = url else {
            return StepEnd::Lost("The page did not come, and its address is not kept whole.".to_owned());
        };
        let pages = self.pages.load(Ordering::Acquire);
        self.shop.go(Step::Address(url));
        let is_new = || self.pages.load(Ordering::Acquire) != pages && is_there();
        match (wait(AT_ALL, goes_on, is_new).await, is_first) {
            (true, true) => StepEnd::Done,
            (true, false) => StepEnd::GoneTo,
            (false, _) => StepEnd::Lost("The page did not come.".to_owned()),
        }
    }

    async fn play_act(&self, number: u64, act: WalkAct, value: Option<String>) -> Result<StepEnd, Failure> {
        // A page that went on or does not answer is one look that failed, like an element that is not there yet.
        let mut last = Ok(String::new());
        for look in 0..LOOKS {
            if look > 0 {
                tokio::time::sleep(APART).await;
            }
            if !self.plays_on(number) {
                return Ok(stopped());
            }
            match self.look_for_element().await {
                Ok(Ok(at)) if self.plays_on(number) => {
                    self.shop.perform(deed(act, at, value));
                    return Ok(StepEnd::Done);
                }
                Ok(Ok(_)) => return Ok(stopped()),
                Ok(Err(why)) => last = Ok(why),
                Err(failure) => last = Err(failure),
            }
        }
        last.map(StepEnd::Lost)
    }

    /// Where the step's element can be hit with a mouse, or why it cannot.
    async fn look_for_element(&self) -> Result<Result<[f64; 2], String>, Failure> {
        let selectors = match self.surveyed_page(App::play_element).await? {
            Ok(selectors) => selectors,
            Err(not_found) => return Ok(Err(not_found)),
        };
        if let Err(covered) = self.aim(&selectors).await? {
            return Ok(Err(covered));
        }
        tokio::time::sleep(LOOK).await;
        // Again: what came into view may have moved the page.
        self.aim(&selectors).await
    }

    /// Where the element can be hit with a mouse, or why it cannot.
    async fn aim(&self, selectors: &[Selector]) -> Result<Result<[f64; 2], String>, Failure> {
        let (request, answer) = self.survey.begin();
        self.shop.command(&Command::Aim { request, selectors: selectors.to_vec(), submits: false });
        match tokio::time::timeout(SURVEY, answer).await {
            Ok(Ok(Report::Aimed { point: Some(point), .. })) => Ok(Ok(point)),
            Ok(Ok(Report::Aimed { cover, .. })) if !cover.is_empty() => {
                Ok(Err(format!("Something lies over the element: {cover}.")))
            }
            Ok(Ok(_)) => Ok(Err("The element is there, and cannot be seen.".to_owned())),
            Ok(Err(_)) => Err(crate::error::page_left()),
            Err(_) => Err(crate::error::page_silent()),
        }
    }
}

fn deed(act: WalkAct, at: [f64; 2], value: Option<String>) -> Deed {
    match act {
        WalkAct::Type => Deed::Type { at, text: value.unwrap_or_default() },
        WalkAct::Choose => Deed::Choose { at },
        WalkAct::Enter => Deed::Enter { at },
        WalkAct::Click | WalkAct::Page | WalkAct::Route => Deed::Click { at },
    }
}

/// What nobody is told: the play ended before the step did.
fn stopped() -> StepEnd {
    StepEnd::Lost(String::new())
}

/// Waits until it has come, at most so long and only while it goes on. Says whether it has.
async fn wait(long: Duration, goes_on: impl Fn() -> bool, has_come: impl Fn() -> bool) -> bool {
    let until = Instant::now() + long;
    while goes_on() {
        if has_come() {
            return true;
        }
        if Instant::now() > until {
            return false;
        }
        tokio::time::sleep(LOOK).await;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_was_stopped_is_waited_for_no_longer() {
        let began = Instant::now();
        let looks = Cell::new(0);
        let goes_on = || {
            looks.set(looks.get() + 1);
            looks.get() < 3
        };
        assert!(!tauri::async_runtime::block_on(wait(AT_ALL, goes_on, || false)));
        assert!(began.elapsed() < AT_ALL);
        assert!(!tauri::async_runtime::block_on(wait(AT_ALL, || false, || true)), "it came too late");
        assert!(tauri::async_runtime::block_on(wait(AT_ALL, || true, || true)));
    }
}
