//! How much is asked of a shop and how much is taken from it: the limits of one audit. Data only.

use std::time::Duration;

use super::signed::SignedHeaders;
use crate::hop::USER_AGENT;

/// The limits of one audit's fetching. The defaults are what a shop's owner would not mind.
#[derive(Clone, Debug)]
pub struct Manners {
    /// Requests to one host at the same time.
    pub per_host: usize,
    /// Between the starts of two requests to one host. A host that says "too many" gets more, for the whole audit.
    pub pause: Duration,
    /// For one page, redirects and body included; waiting for one's turn is not.
    pub timeout: Duration,
    /// For one connection, TLS included.
    pub connect: Duration,
    /// Bytes of a body that are read, counted after unpacking; the rest of a longer one is left.
    pub most_bytes: usize,
    /// Bytes a second below which a body is given up, on average and after [`Manners::patience`].
    pub slowest: usize,
    /// For how long a body may come as slowly as it likes.
    pub patience: Duration,
    /// Redirects that are followed for one page.
    pub redirects: usize,
    /// How often a page is asked for again after 429, 502, 503, 504 or a connection that failed.
    pub retries: u32,
    /// The longest that a host may make the audit wait. One that asks for more is not asked again before that time.
    pub longest_wait: Duration,
    /// The first wait after "too many" without `Retry-After`; doubled at each further one.
    pub first_wait: Duration,
    /// What the shop sees in its log.
    pub user_agent: String,
    /// Headers by which a shop's owner lets this crawler in.
    pub signed: Vec<SignedHeaders>,
    /// Whether `robots.txt` decides what may be discovered. To be switched off by the owner of the shop only.
    pub obey_robots: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            per_host: 4,
            pause: Duration::from_millis(100),
            timeout: Duration::from_secs(30),
            connect: Duration::from_secs(10),
            most_bytes: 4 << 20,
            slowest: 1 << 10,
            patience: Duration::from_secs(10),
            redirects: 10,
            retries: 2,
            longest_wait: Duration::from_secs(30),
            first_wait: Duration::from_secs(1),
            user_agent: USER_AGENT.to_owned(),
            signed: Vec::new(),
            obey_robots: true,
        }
    }
}
