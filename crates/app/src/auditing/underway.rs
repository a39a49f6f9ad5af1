//! Audits that are under way in this program: one a shop at most, each steered and looked at by the shop's name. How far
//! one is, is told to whoever began it, a few times a second at most.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use waymark_audit::run::{Progress, Watch, Wish};
use waymark_model::{Millis, ShopSlug};

use super::{Audience, AuditSettings};
use crate::error::AppError;
use crate::pace::Pace;
use crate::view::{AuditProgress, AuditStep};

type Tell = Box<dyn Fn(&AuditProgress) + Send + Sync>;
type Audits = Mutex<BTreeMap<ShopSlug, Arc<Steered>>>;

/// The audits that are under way.
#[derive(Default)]
pub struct Underway {
    audits: Arc<Audits>,
}

/// One audit under way; the shop is free for another once this is dropped.
pub struct Steering {
    audits: Arc<Audits>,
    audit: Arc<Steered>,
}

struct Steered {
    state: Mutex<State>,
    tell: Tell,
}

struct State {
    progress: AuditProgress,
    pace: Pace,
}

impl Underway {
    /// To be called before an audit is begun; an error where one of the shop is under way.
    pub fn begin(
        &self,
        shop: &ShopSlug,
        settings: &AuditSettings,
        now: Millis,
        tell: impl Fn(&AuditProgress) + Send + Sync + 'static,
    ) -> Result<Steering, AppError> {
        let mut audits = lock(&self.audits);
        if audits.contains_key(shop) {
            return Err(AppError::AuditRunning);
        }
        let progress = AuditProgress {
            shop: shop.clone(),
            step: AuditStep::Searching,
            done: 0,
            all: 0,
            page: String::new(),
            device: String::new(),
            paused: false,
            stopping: false,
            started_at: now,
            settings: settings.clone(),
        };
        let state = Mutex::new(State { progress, pace: Pace::default() });
        let audit = Arc::new(Steered { state, tell: Box::new(tell) });
        audits.insert(shop.clone(), audit.clone());
        Ok(Steering { audits: self.audits.clone(), audit })
    }

    /// How far the audit of a shop is, if one is under way.
    #[must_use]
    pub fn of(&self, shop: &ShopSlug) -> Option<AuditProgress> {
        lock(&self.audits).get(shop).map(|audit| lock(&audit.state).progress.clone())
    }

    /// The shops whose audits are under way.
    #[must_use]
    pub fn shops(&self) -> Vec<ShopSlug> {
        lock(&self.audits).keys().cloned().collect()
    }

    /// Lets the audit of a shop wait, or go on.
    pub fn pause(&self, shop: &ShopSlug, on: bool) {
        self.change(shop, |progress| progress.paused = on);
    }

    /// Stops the audit of a shop; what was found is kept.
    pub fn stop(&self, shop: &ShopSlug) {
        self.change(shop, |progress| progress.stopping = true);
    }

    fn change(&self, shop: &ShopSlug, change: impl FnOnce(&mut AuditProgress)) {
        let audit = lock(&self.audits).get(shop).cloned();
        if let Some(audit) = audit {
            audit.change(true, change);
        }
    }
}

impl Steering {
    /// The audit goes on that began then.
    pub fn began(&self, started_at: Millis) {
        self.audit.change(true, |progress| progress.started_at = started_at);
    }

    /// How far it is.
    #[must_use]
    pub fn so_far(&self) -> AuditProgress {
        lock(&self.audit.state).progress.clone()
    }
}

impl Audience for Steering {
    fn adding_up(&self) {
        self.audit.change(true, |progress| progress.step = AuditStep::AddingUp);
    }
}

impl Watch for Steering {
    fn progress(&self, told: Progress) {
        let (step, done, all, page, device) = match told {
            Progress::Searching { found } => (AuditStep::Searching, found, 0, String::new(), String::new()),
            Progress::Checked { done, all, url } => (AuditStep::Reading, done, all, url, String::new()),
            Progress::Rendered { done, all, url, device } => (AuditStep::Showing, done, all, url, device),
        };
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let is_other = lock(&self.audit.state).progress.step != step;
        let is_last = all > 0 && done == all;
        self.audit.change(is_other || is_last, |progress| {
            *progress = AuditProgress {
                step,
                done: number(done),
                all: number(all),
                page,
                device,
                ..progress.clone()
            };
        });
    }

    fn wish(&self) -> Wish {
        let state = lock(&self.audit.state);
        match (state.progress.stopping, state.progress.paused) {
            (true, _) => Wish::Stop,
            (false, true) => Wish::Pause,
            (false, false) => Wish::Go,
        }
    }
}

impl Drop for Steering {
    fn drop(&mut self) {
        let shop = lock(&self.audit.state).progress.shop.clone();
        lock(&self.audits).remove(&shop);
    }
}

impl Steered {
    /// Changes what is known, and tells it: at once, or if the last time is long enough ago.
    fn change(&self, at_once: bool, change: impl FnOnce(&mut AuditProgress)) {
        let mut state = lock(&self.state);
        change(&mut state.progress);
        if at_once {
            state.pace.begin();
        } else if !state.pace.is_due() {
            return;
        }
        (self.tell)(&state.progress);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop(name: &str) -> ShopSlug {
        ShopSlug(name.to_owned())
    }

    #[test]
    fn a_shop_has_one_audit_at_a_time_and_is_steered_by_its_name() {
        let underway = Underway::default();
        let settings = AuditSettings::default();
        let first = underway.begin(&shop("a"), &settings, 7, |_| {}).unwrap();
        assert!(matches!(underway.begin(&shop("a"), &settings, 7, |_| {}), Err(AppError::AuditRunning)));
        let second = underway.begin(&shop("b"), &settings, 7, |_| {}).unwrap();
        underway.pause(&shop("a"), true);
        underway.stop(&shop("b"));
        assert_eq!((first.wish(), second.wish()), (Wish::Pause, Wish::Stop));
        underway.pause(&shop("a"), false);
        assert_eq!(first.wish(), Wish::Go);
        drop(first);
        assert!(underway.of(&shop("a")).is_none() && underway.of(&shop("b")).is_some());
        assert!(underway.begin(&shop("a"), &settings, 7, |_| {}).is_ok());
    }

    #[test]
    fn what_comes_fast_is_told_now_and_then_and_what_matters_at_once() {
        let underway = Underway::default();
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = told.clone();
        let tell = move |progress: &AuditProgress| lock(&heard).push((progress.step, progress.done));
        let audit = underway.begin(&shop("a"), &AuditSettings::default(), 7, tell).unwrap();
        for done in 1..=500 {
            audit.progress(Progress::Checked { done, all: 500, url: String::new() });
        }
        audit.adding_up();
        let told = lock(&told);
        assert_eq!(told.first(), Some(&(AuditStep::Reading, 1)));
        assert_eq!(told[told.len() - 2..], [(AuditStep::Reading, 500), (AuditStep::AddingUp, 500)]);
        assert!(told.len() < 50, "{} of 500", told.len());
    }
}
