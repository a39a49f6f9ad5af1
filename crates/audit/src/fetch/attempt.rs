//! One attempt at an address: from hop to hop, each in its turn, to the server that answers.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use reqwest::Response;
use reqwest::header::{ACCEPT, SET_COOKIE};
use tokio::time::{Instant, timeout};
use url::Url;

use super::pace::{Busy, Turn};
use super::{Fetched, Fetcher, Outcome, answer};
use crate::error::AuditError;
use crate::hop::{self, host_and_port, redirect_target};

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Want {
    Page,
    File { most: usize },
}

pub(super) struct Attempt {
    pub(super) fetched: Fetched,
    /// Whether it may help to ask again.
    pub(super) again: bool,
}

/// On the way to an answer.
pub(super) struct Trip<'a> {
    pub(super) fetcher: &'a Fetcher,
    pub(super) want: Want,
    pub(super) here: Url,
    pub(super) turn: Turn,
    /// What is left of the time for the whole page.
    pub(super) left: Duration,
    /// Signatures are not sent any more once another host was on the way.
    strayed: bool,
}

/// Why a trip ended without an answer.
enum Stop {
    Busy(Busy),
    Failed { error: AuditError, again: bool },
}

impl From<Busy> for Stop {
    fn from(busy: Busy) -> Self {
        Self::Busy(busy)
    }
}

impl From<AuditError> for Stop {
    fn from(error: AuditError) -> Self {
        Self::Failed { error, again: false }
    }
}

impl Fetcher {
    pub(super) async fn attempt(&self, asked: &Url, want: Want) -> Result<Attempt, Busy> {
        if let Err(error) = hop::web(asked) {
            let fetched = Fetched::without_answer(asked, asked.clone(), Outcome::Failed(error));
            return Ok(Attempt { fetched, again: false });
        }
        let turn = self.pace.turn(&host_and_port(asked)).await?;
        let (here, left) = (asked.clone(), self.manners.timeout);
        let mut trip = Trip { fetcher: self, want, here, turn, left, strayed: false };
        let mut attempt = match trip.follow(asked).await {
            Ok(response) => answer::read(&mut trip, asked, response).await,
            Err(Stop::Busy(busy)) => return Err(busy),
            Err(Stop::Failed { error, again }) => {
                let fetched = Fetched::without_answer(asked, trip.here.clone(), Outcome::Failed(error));
                Attempt { fetched, again }
            }
        };
        attempt.fetched.millis = self.manners.timeout.saturating_sub(trip.left).as_millis() as u32;
        Ok(attempt)
    }
}

impl Trip<'_> {
    /// Follows redirects to the answer.
    async fn follow(&mut self, asked: &Url) -> Result<Response, Stop> {
        let circle = || AuditError::RedirectLoop { host: host_and_port(asked) };
        let mut seen = HashSet::from([self.here.clone()]);
        for _ in 0..=self.fetcher.manners.redirects {
            let response = self.ask().await?;
            let Some(next) = redirect_target(&self.here, &response) else { return Ok(response) };
            // Some shops redirect until they see the cookie they set.
            if response.headers().contains_key(SET_COOKIE) {
                seen.clear();
            }
            drop(response);
            if !seen.insert(next.clone()) {
                return Err(circle().into());
            }
            self.go(next).await?;
        }
        Err(circle().into())
    }

    async fn go(&mut self, next: Url) -> Result<(), Stop> {
        let host = host_and_port(&next);
        let same = host == host_and_port(&self.here);
        self.here = next;
        hop::web(&self.here)?;
        if same {
            self.turn.again().await?;
        } else {
            self.strayed = true;
            self.turn.leave();
            self.turn = self.fetcher.pace.turn(&host).await?;
        }
        Ok(())
    }

    async fn ask(&mut self) -> Result<Response, Stop> {
        let manners = &self.fetcher.manners;
        let accept = match self.want {
            Want::Page => "text/html,application/xhtml+xml",
            Want::File { .. } => "*/*",
        };
        let mut request = self.fetcher.client.get(self.here.clone()).header(ACCEPT, accept);
        if !self.strayed {
            let now = SystemTime::now();
            for headers in manners.signed.iter().filter_map(|signed| signed.for_address(&self.here, now)) {
                request = request.headers(headers.clone());
            }
        }
        let start = Instant::now();
        let answered = timeout(self.left, request.send()).await;
        self.left = self.left.saturating_sub(start.elapsed());
        match answered {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => {
                let connecting = error.is_connect();
                let error = hop::explain(&self.here, error, manners.connect);
                let passing = matches!(
                    error,
                    AuditError::Refused { .. } | AuditError::Timeout { .. } | AuditError::Network { .. }
                );
                let again = passing && self.turn.busy(None, None) && connecting;
                Err(Stop::Failed { error, again })
            }
            Err(_) => {
                self.turn.busy(None, None);
                Err(hop::timed_out(&self.here, manners.timeout).into())
            }
        }
    }
}
