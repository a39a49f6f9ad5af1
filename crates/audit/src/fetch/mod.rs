//! The polite client of an audit: asks for pages at a pace that a shop does not feel, takes no more than a page may weigh,
//! and says honestly what came instead of one. It judges what was met on the way, never what a page says.

mod answer;
mod attempt;
mod body;
mod charset;
mod jar;
mod manners;
mod marks;
mod pace;
mod retry;
mod robots;
mod signed;
mod wall;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use tokio::sync::{Mutex, OnceCell};
use url::Url;

use crate::error::AuditError;
use crate::hop::{self, host_and_port};
use attempt::Want;
use jar::Jar;
use pace::{Busy, Pace};

pub use manners::Manners;
pub use robots::Robots;
pub use signed::SignedHeaders;
pub(crate) use wall::shown as wall_shown;

/// What came of asking for one address.
#[derive(Debug)]
pub struct Fetched {
    /// The address that was asked for.
    pub asked: Url,
    /// The address that answered, after redirects.
    pub url: Url,
    /// Its HTTP status; `None` where nobody answered or nobody was asked.
    pub status: Option<u16>,
    /// The page, or what came instead.
    pub outcome: Outcome,
    /// The headers that an audit reads, names in lower case; nothing else is kept.
    pub headers: Vec<(String, String)>,
    /// Milliseconds from the first request to the last byte, without the wait for a turn.
    pub millis: u32,
    /// Bytes of the body that were read, unpacked.
    pub bytes: usize,
    /// Whether there was more than was read: then nothing can be said to be missing.
    pub cut: bool,
}

/// A page, or what came instead of it.
#[derive(Debug)]
pub enum Outcome {
    /// The page as text, whatever its encoding was.
    Text(String),
    /// Something that keeps visitors like us out.
    Wall(Wall),
    /// Redirects led to a page of another site, [`Fetched::url`]. Its text is not the shop's and is not kept.
    Elsewhere,
    /// Nobody answered, or not with a page.
    Failed(AuditError),
    /// 404 or 410.
    NotFound,
}

/// What keeps visitors like us out. The page behind it may be in best order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wall {
    /// 429: we, or somebody at the same address, asked too often.
    TooManyRequests {
        /// How long the server wants to be left alone, if it says.
        retry_after: Option<Duration>,
    },
    /// A challenge or a ban for programs.
    Bot {
        /// Whose it is, for example `Cloudflare`.
        by: String,
    },
    /// The shop has not opened yet: Shopify's password page.
    Password,
    /// Only visitors that are logged in get further.
    Login,
    /// Nothing but the question what may be stored.
    Consent,
    /// The shop says that it is closed for a while.
    Maintenance,
    /// 401 or 403 without a reason that we know.
    Forbidden,
}

impl Fetched {
    /// The value of a header that was kept; the name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a header that was kept, in the order in which they came.
    pub fn every_header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The text, if a page or a file came.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.outcome {
            Outcome::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Of an address that was not asked, or did not answer.
    fn without_answer(asked: &Url, url: Url, outcome: Outcome) -> Self {
        let asked = asked.clone();
        Self { asked, url, status: None, outcome, headers: Vec::new(), millis: 0, bytes: 0, cut: false }
    }
}

/// Fetches for one audit: cookies and the pace at every host are kept from its first page to its last. Cheap to share
/// behind an `Arc`; as many fetches as one likes may wait at the same time.
#[derive(Debug)]
pub struct Fetcher {
    client: Client,
    manners: Manners,
    pace: Pace,
    robots: Mutex<HashMap<String, Arc<OnceCell<Arc<Robots>>>>>,
}

impl Fetcher {
    /// With the roots that this computer trusts.
    pub fn new(manners: Manners) -> Result<Self, AuditError> {
        let client = hop::client()
            .user_agent(&manners.user_agent)
            .connect_timeout(manners.connect)
            .cookie_provider(Arc::new(Jar::default()))
            .build()
            .map_err(|error| AuditError::Client(Box::new(error)))?;
        Ok(Self { client, pace: Pace::new(&manners), manners, robots: Mutex::default() })
    }

    /// Requests to one host that may be under way at the same time.
    #[must_use]
    pub fn at_once(&self) -> usize {
        self.manners.per_host
    }

    /// Whether `robots.txt` decides what may be discovered.
    #[must_use]
    pub fn obeys_robots(&self) -> bool {
        self.manners.obey_robots
    }

    /// A page as a visitor gets it, before any script ran.
    pub async fn page(&self, url: &Url) -> Fetched {
        self.fetch(url, Want::Page).await
    }

    /// A file: a script, a sitemap (unpacked, if it is a `.gz`), a `robots.txt`. At most so many bytes of it, counted
    /// after unpacking.
    pub async fn file(&self, url: &Url, most: usize) -> Fetched {
        self.fetch(url, Want::File { most }).await
    }

    /// What the site of the address lets robots see, read once an audit. The pause it wishes for is kept from then on.
    pub async fn robots(&self, url: &Url) -> Arc<Robots> {
        let site = url.origin().ascii_serialization();
        let cell = Arc::clone(self.robots.lock().await.entry(site).or_default());
        let read = async {
            let Ok(address) = url.join("/robots.txt") else { return Arc::new(Robots::default()) };
            let robots = Robots::of(&self.file(&address, robots::MOST_READ).await);
            if let Some(delay) = robots.crawl_delay() {
                self.pace.slow_down(&host_and_port(url), delay);
            }
            Arc::new(robots)
        };
        Arc::clone(cell.get_or_init(|| read).await)
    }

    /// Whether the address may be taken for a page found by ourselves; always, if `robots.txt` is not to be obeyed. What a
    /// person's own plan names may be asked for without.
    pub async fn may_discover(&self, url: &Url) -> bool {
        !self.manners.obey_robots || self.robots(url).await.allows(url)
    }

    async fn fetch(&self, asked: &Url, want: Want) -> Fetched {
        let mut last: Option<Fetched> = None;
        let mut left = self.manners.retries;
        loop {
            match self.attempt(asked, want).await {
                Ok(attempt) if attempt.again && left > 0 => last = Some(attempt.fetched),
                Ok(attempt) => return attempt.fetched,
                // The answer that there was tells more than that the host was not asked again.
                Err(busy) => return last.unwrap_or_else(|| not_asked(asked, busy)),
            }
            left -= 1;
        }
    }
}

fn not_asked(asked: &Url, busy: Busy) -> Fetched {
    let host = host_and_port(asked);
    let outcome = match busy.status {
        Some(429) => Outcome::Wall(Wall::TooManyRequests { retry_after: Some(busy.rest()) }),
        Some(status) => Outcome::Failed(AuditError::Status { host, status }),
        None => Outcome::Failed(AuditError::LeftAlone { host }),
    };
    Fetched::without_answer(asked, asked.clone(), outcome)
}
