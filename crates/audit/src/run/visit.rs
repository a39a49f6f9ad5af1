//! One page of an audit: asked for, judged, and summed up in a record. The page itself is not kept.

use std::sync::Arc;

use tokio::sync::Semaphore;
use url::Url;
use waymark_identify::Document;
use waymark_model::{PagePath, Verdict};

use super::turns::Turn;
use super::{submitting, trying};
use crate::check::{Carried, Checker, Lesson, sentence};
use crate::discover::Candidate;
use crate::fetch::{Fetched, Fetcher, Outcome, Wall};
use crate::install::{Installed, Loaders, installed};
use crate::record::PageRecord;
use crate::report::PageState;

/// Why a page that was answered by another one is none.
pub(super) const SENT_ON: &str = "The shop sends visitors of this page to another one.";

/// What every visit of an audit needs.
pub(super) struct Visit {
    pub checker: Checker,
    pub fetcher: Arc<Fetcher>,
    pub preview_theme: Option<String>,
    pub submits: bool,
    pub loaders: fn(&str) -> Loaders,
    /// As many pages are parsed at a time as there are processors.
    pub parsers: Semaphore,
}

impl Visit {
    /// Looks at a page, when it is its turn.
    pub async fn page(self: Arc<Self>, page: Candidate, turn: Turn) -> PageRecord {
        let address = previewed(&page.url, self.preview_theme.as_deref());
        let fetched = self.fetcher.page(&address).await;
        // Nobody who waits for others has a place that they need.
        let carried = turn.known().await;
        let _permit = self.parsers.acquire().await;
        let visit = Arc::clone(&self);
        let candidate = page.clone();
        let judge = move || {
            let mut lessons = Vec::new();
            let record = visit.judge(&candidate, &fetched, &carried, &mut lessons);
            turn.tell(lessons);
            record
        };
        let judged = tokio::task::spawn_blocking(judge).await;
        // A page that stops the parser is a page nobody can read, not the end of the audit.
        judged.unwrap_or_else(|_| {
            let path = self.checker.path(&page.url);
            self.unseen(&page, &path, PageState::Unreachable, "The page could not be read.", 0, 0)
        })
    }

    fn judge(
        &self,
        page: &Candidate,
        fetched: &Fetched,
        carried: &Carried,
        lessons: &mut Vec<Lesson>,
    ) -> PageRecord {
        let path = self.checker.path(&page.url);
        let (state, reason) = answered(fetched);
        let bytes = fetched.bytes as u64;
        let Outcome::Text(html) = &fetched.outcome else {
            return self.unseen(page, &path, state, &reason, fetched.millis, bytes);
        };
        let document = match Document::from_html(html) {
            Ok(document) => document.at(fetched.url.as_str()),
            Err(error) => {
                let reason = sentence(&error.to_string());
                return self.unseen(page, &path, PageState::Unreachable, &reason, fetched.millis, bytes);
            }
        };
        let landed = self.checker.path(&fetched.url);
        if landed.path() != path.path() && (landed.path() == "/" || !self.expects_the_same(&path, &landed)) {
            let reason = format!("{} now leads to {}.", path.path(), in_words(&landed));
            return self.unseen(page, &path, PageState::Redirected, &reason, fetched.millis, bytes);
        }
        let (mut events, said) = self.checker.check_after(&path, &document, carried);
        *lessons = said;
        if fetched.cut {
            for event in &mut events {
                event.lost.clear();
            }
            for event in events.iter_mut().filter(|event| event.verdict == Verdict::Missing) {
                event.verdict = Verdict::NotRun;
                event.reasons = vec!["The page is so large that only its start was read.".to_owned()];
            }
        }
        let policies: Vec<&str> = fetched.every_header("content-security-policy").collect();
        PageRecord {
            url: page.url.to_string(),
            page_type: page.page_type.clone(),
            stratum: page.stratum,
            state,
            reason,
            millis: fetched.millis,
            bytes,
            events,
            tries: landed.path() == path.path() && self.tries(&path),
            may_fire: self.may_fire(&path),
            installed: installed(&document, &fetched.url, &(self.loaders)(html), &policies),
        }
    }

    /// An event that needs no element can be tried there.
    fn tries(&self, path: &PagePath) -> bool {
        trying::by_itself(&self.checker, path).next().is_some()
            || self.submits && self.checker.by_itself(path).any(submitting::needs_a_cart)
    }

    fn may_fire(&self, path: &PagePath) -> bool {
        self.checker.expected(path).next().is_some() || self.checker.by_itself(path).next().is_some()
    }

    /// The same events may fire on both pages.
    fn expects_the_same(&self, one: &PagePath, other: &PagePath) -> bool {
        self.checker
            .expected(one)
            .map(|(event, _)| &event.id)
            .eq(self.checker.expected(other).map(|(event, _)| &event.id))
    }

    fn unseen(
        &self,
        page: &Candidate,
        path: &PagePath,
        state: PageState,
        reason: &str,
        millis: u32,
        bytes: u64,
    ) -> PageRecord {
        let verdict = match state {
            PageState::Blocked => Some(Verdict::Blocked),
            PageState::Unreachable => Some(Verdict::Unreachable),
            // Of a page that is not there nothing is expected.
            PageState::Checked | PageState::Gone | PageState::Redirected | PageState::Elsewhere => None,
        };
        PageRecord {
            url: page.url.to_string(),
            page_type: page.page_type.clone(),
            stratum: page.stratum,
            state,
            reason: reason.to_owned(),
            millis,
            bytes,
            events: verdict.map(|verdict| self.checker.unseen(path, verdict, reason)).unwrap_or_default(),
            tries: false,
            may_fire: self.may_fire(path),
            installed: Installed::default(),
        }
    }
}

/// What came of asking for a page, and why it is none, in words.
pub(super) fn answered(fetched: &Fetched) -> (PageState, String) {
    match &fetched.outcome {
        Outcome::Text(_) => (PageState::Checked, String::new()),
        Outcome::Wall(wall) => (PageState::Blocked, wall_in_words(wall)),
        Outcome::Elsewhere => {
            let host = fetched.url.host_str().unwrap_or("another site");
            (PageState::Elsewhere, format!("It leads to {host}."))
        }
        Outcome::NotFound => (PageState::Gone, "The shop answers that it is not there.".to_owned()),
        Outcome::Failed(error) => (PageState::Unreachable, sentence(&error.to_string())),
    }
}

/// The page with the theme that is to be looked at.
pub(super) fn previewed(url: &Url, theme: Option<&str>) -> Url {
    let mut url = url.clone();
    if let Some(theme) = theme {
        url.query_pairs_mut().append_pair("preview_theme_id", theme);
    }
    url
}

fn in_words(page: &PagePath) -> String {
    if page.path() == "/" { "the home page".to_owned() } else { page.path().to_owned() }
}

/// What keeps visitors out, as a sentence.
#[must_use]
pub fn wall_in_words(wall: &Wall) -> String {
    match wall {
        Wall::TooManyRequests { .. } => "The shop says that it was asked too often.".to_owned(),
        Wall::Bot { by } => format!("{by} keeps programs out."),
        Wall::Password => "The shop asks for a password.".to_owned(),
        Wall::Login => "Only visitors who are logged in get further.".to_owned(),
        Wall::Consent => "The page shows nothing but a question about cookies.".to_owned(),
        Wall::Maintenance => "The shop says that it is closed for a while.".to_owned(),
        Wall::Forbidden => "The shop refuses to show the page.".to_owned(),
    }
}
