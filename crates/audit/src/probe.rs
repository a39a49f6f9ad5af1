//! Knocking at an address: one polite request that reads as little as it needs to say whether a web page
//! answers there.

use std::time::Duration;

use reqwest::header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, ORIGIN};
use reqwest::{Client, Response};
use url::Url;

use crate::error::AuditError;
use crate::hop::{self, host_and_port, looks_like_a_page, media_type, redirect_target};

const TIMEOUT: Duration = Duration::from_secs(10);
const MAX_REDIRECTS: usize = 10;
/// Bytes looked at where the server does not say what it sends.
const SNIFFED: usize = 512;

/// A page that answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Address after redirects.
    pub url: Url,
    /// HTTP status. Shops show their own pages for 404 and password protection, so an error status with a
    /// page is a page.
    pub status: u16,
}

/// A file as a visitor gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// Address after redirects.
    pub url: Url,
    /// HTTP status.
    pub status: u16,
    /// Its text, invalid UTF-8 replaced; of a longer one the first [`MOST_READ`] bytes.
    pub text: String,
    /// `Access-Control-Allow-Origin`: the pages whose scripts may read it, in the words of the server.
    pub shared_with: Option<String>,
}

impl Served {
    /// Whether a browser lets a page of this origin read it (Fetch standard, CORS check, without credentials).
    #[must_use]
    pub fn is_shared_with(&self, origin: &url::Origin) -> bool {
        let is_it = |allowed: &str| allowed == "*" || allowed == origin.ascii_serialization();
        self.url.origin() == *origin || self.shared_with.as_deref().is_some_and(is_it)
    }
}

/// Bytes that are read of one file at most.
pub const MOST_READ: usize = 8 << 20;

/// Knocks at addresses. One for the life of the program: it keeps the trusted roots, which take a while to read.
#[derive(Clone, Debug)]
pub struct Prober {
    client: Client,
    timeout: Duration,
}

impl Prober {
    /// With a limit of 10 s per address and the roots that this computer trusts (`SSL_CERT_FILE` included).
    pub fn new() -> Result<Self, AuditError> {
        Self::with_timeout(TIMEOUT)
    }

    /// With another limit, redirects included.
    pub fn with_timeout(timeout: Duration) -> Result<Self, AuditError> {
        let client = hop::client()
            // Some shops redirect until they see the cookie they set.
            .cookie_store(true)
            .build()
            .map_err(|error| AuditError::Client(Box::new(error)))?;
        Ok(Self { client, timeout })
    }

    /// Asks for the page, following redirects.
    pub async fn probe(&self, address: &Url) -> Result<Reached, AuditError> {
        let judged = async {
            let (url, response) = self.follow(address, "text/html,application/xhtml+xml", None).await?;
            self.judge(url, response).await
        };
        let waited = tokio::time::timeout(self.timeout, judged).await;
        waited.unwrap_or_else(|_| Err(self.timed_out(address)))
    }

    /// Reads whatever is there, following redirects; past any cache on the way.
    pub async fn read(&self, address: &Url) -> Result<Served, AuditError> {
        self.read_as(address, None).await
    }

    /// The same as a script on a page of this origin asks for it.
    pub async fn read_from(&self, origin: &url::Origin, address: &Url) -> Result<Served, AuditError> {
        self.read_as(address, Some(&origin.ascii_serialization())).await
    }

    async fn read_as(&self, address: &Url, origin: Option<&str>) -> Result<Served, AuditError> {
        let waited = tokio::time::timeout(self.timeout, self.read_whole(address, origin)).await;
        waited.unwrap_or_else(|_| Err(self.timed_out(address)))
    }

    async fn read_whole(&self, address: &Url, origin: Option<&str>) -> Result<Served, AuditError> {
        let (url, mut response) = self.follow(address, "*/*", origin).await?;
        let mut bytes = Vec::new();
        while bytes.len() < MOST_READ
            && let Some(chunk) = response.chunk().await.map_err(|error| self.explain(&url, error))?
        {
            bytes.extend_from_slice(&chunk[..chunk.len().min(MOST_READ - bytes.len())]);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let shared_with = response.headers().get(ACCESS_CONTROL_ALLOW_ORIGIN);
        let shared_with = shared_with.and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Served { url, status: response.status().as_u16(), text, shared_with })
    }

    /// One request a hop, so that trouble is told of the host that made it.
    async fn follow(
        &self,
        address: &Url,
        accept: &'static str,
        origin: Option<&str>,
    ) -> Result<(Url, Response), AuditError> {
        let mut here = address.clone();
        for _ in 0..=MAX_REDIRECTS {
            hop::web(&here)?;
            let request =
                self.client.get(here.clone()).header(ACCEPT, accept).header(CACHE_CONTROL, "no-cache");
            let request = match origin {
                Some(origin) => request.header(ORIGIN, origin),
                None => request,
            };
            let response = request.send().await.map_err(|error| self.explain(&here, error))?;
            match redirect_target(&here, &response) {
                Some(next) => here = next,
                None => return Ok((here, response)),
            }
        }
        Err(AuditError::RedirectLoop { host: host_and_port(address) })
    }

    async fn judge(&self, url: Url, mut response: Response) -> Result<Reached, AuditError> {
        let met = match media_type(response.headers()) {
            Some(named) => named,
            None => self.sniff(&url, &mut response).await?,
        };
        if matches!(met.as_str(), "text/html" | "application/xhtml+xml") {
            Ok(Reached { url, status: response.status().as_u16() })
        } else {
            Err(AuditError::NotHtml { media_type: met })
        }
    }

    /// A guess from the first bytes, for servers that do not say what they send.
    async fn sniff(&self, address: &Url, response: &mut Response) -> Result<String, AuditError> {
        let mut start = Vec::new();
        while start.len() < SNIFFED {
            match response.chunk().await.map_err(|error| self.explain(address, error))? {
                Some(chunk) => start.extend_from_slice(&chunk[..chunk.len().min(SNIFFED - start.len())]),
                None => break,
            }
        }
        Ok(if looks_like_a_page(&start) { "text/html" } else { "application/octet-stream" }.to_owned())
    }

    fn explain(&self, asked: &Url, error: reqwest::Error) -> AuditError {
        hop::explain(asked, error, self.timeout)
    }

    fn timed_out(&self, asked: &Url) -> AuditError {
        hop::timed_out(asked, self.timeout)
    }
}
