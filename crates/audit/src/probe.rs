//! Knocking at an address: one polite request that reads as little as it needs to say whether a web page
//! answers there.

use std::time::Duration;

use reqwest::header::{ACCEPT, CACHE_CONTROL, ORIGIN};
use reqwest::{Client, Response};
use url::{Origin, Url};

use crate::cors::Cors;
use crate::error::AuditError;
use crate::hop::{self, host_and_port, looks_like_a_page, media_type, redirect_target};
use crate::scripting::Head;

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
    /// Whether a browser would let a script of the page read it that it was asked for from (Fetch standard, CORS check
    /// without credentials, at every redirect as well).
    pub is_shared: bool,
    /// What its head says.
    pub head: Head,
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
    pub async fn read_from(&self, origin: &Origin, address: &Url) -> Result<Served, AuditError> {
        self.read_as(address, Some(Cors::from(origin))).await
    }

    async fn read_as(&self, address: &Url, cors: Option<Cors>) -> Result<Served, AuditError> {
        let waited = tokio::time::timeout(self.timeout, self.read_whole(address, cors)).await;
        waited.unwrap_or_else(|_| Err(self.timed_out(address)))
    }

    async fn read_whole(&self, address: &Url, mut cors: Option<Cors>) -> Result<Served, AuditError> {
        let (url, mut response) = self.follow(address, "*/*", cors.as_mut()).await?;
        let head = Head::of(response.headers());
        let mut bytes = Vec::new();
        while bytes.len() < MOST_READ
            && let Some(chunk) = response.chunk().await.map_err(|error| self.explain(&url, error))?
        {
            bytes.extend_from_slice(&chunk[..chunk.len().min(MOST_READ - bytes.len())]);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let is_shared = cors.is_none_or(|cors| cors.is_shared);
        Ok(Served { url, status: response.status().as_u16(), text, is_shared, head })
    }

    /// One request a hop, so that trouble is told of the host that made it.
    async fn follow(
        &self,
        address: &Url,
        accept: &'static str,
        mut cors: Option<&mut Cors>,
    ) -> Result<(Url, Response), AuditError> {
        let mut here = address.clone();
        for _ in 0..=MAX_REDIRECTS {
            hop::web(&here)?;
            let request =
                self.client.get(here.clone()).header(ACCEPT, accept).header(CACHE_CONTROL, "no-cache");
            let request = match &cors {
                Some(cors) => request.header(ORIGIN, &cors.origin),
                None => request,
            };
            let response = request.send().await.map_err(|error| self.explain(&here, error))?;
            let next = redirect_target(&here, &response);
            if let Some(cors) = &mut cors {
                cors.hop(&here, response.headers(), next.as_ref());
            }
            match next {
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
