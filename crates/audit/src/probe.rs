//! Knocking at an address: one polite request that reads as little as it needs to say whether a web page
//! answers there.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, redirect};
use url::Url;

use crate::cause::{self, Cause};
use crate::error::AuditError;
use crate::resolver::SystemResolver;

const USER_AGENT: &str =
    concat!("Mozilla/5.0 (compatible; Waymark/", env!("CARGO_PKG_VERSION"), "; tracking plan editor)");
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
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            // Some shops redirect until they see the cookie they set.
            .cookie_store(true)
            .dns_resolver(Arc::new(SystemResolver))
            .build()
            .map_err(|error| AuditError::Client(Box::new(error)))?;
        Ok(Self { client, timeout })
    }

    /// Asks for the page, following redirects.
    pub async fn probe(&self, address: &Url) -> Result<Reached, AuditError> {
        let judged = async {
            let (url, response) = self.follow(address, "text/html,application/xhtml+xml").await?;
            self.judge(url, response).await
        };
        let waited = tokio::time::timeout(self.timeout, judged).await;
        waited.unwrap_or_else(|_| Err(self.timed_out(address)))
    }

    /// Reads whatever is there, following redirects; past any cache on the way.
    pub async fn read(&self, address: &Url) -> Result<Served, AuditError> {
        let waited = tokio::time::timeout(self.timeout, self.read_whole(address)).await;
        waited.unwrap_or_else(|_| Err(self.timed_out(address)))
    }

    async fn read_whole(&self, address: &Url) -> Result<Served, AuditError> {
        let (url, mut response) = self.follow(address, "*/*").await?;
        let mut bytes = Vec::new();
        while bytes.len() < MOST_READ
            && let Some(chunk) = response.chunk().await.map_err(|error| self.explain(&url, error))?
        {
            bytes.extend_from_slice(&chunk[..chunk.len().min(MOST_READ - bytes.len())]);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Served { url, status: response.status().as_u16(), text })
    }

    /// One request a hop, so that trouble is told of the host that made it.
    async fn follow(&self, address: &Url, accept: &'static str) -> Result<(Url, Response), AuditError> {
        let mut here = address.clone();
        for _ in 0..=MAX_REDIRECTS {
            if !matches!(here.scheme(), "http" | "https") || here.host_str().is_none() {
                return Err(AuditError::NotWeb(here.to_string()));
            }
            let request =
                self.client.get(here.clone()).header(ACCEPT, accept).header(CACHE_CONTROL, "no-cache");
            let response = request.send().await.map_err(|error| self.explain(&here, error))?;
            match redirect_target(&here, &response) {
                Some(next) => here = next,
                None => return Ok((here, response)),
            }
        }
        Err(AuditError::RedirectLoop { host: host_and_port(address) })
    }

    async fn judge(&self, url: Url, mut response: Response) -> Result<Reached, AuditError> {
        let met = match media_type(&response) {
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
        let looks_like_a_page = start.trim_ascii_start().starts_with(b"<")
            && start.windows(5).any(|part| {
                [b"<html".as_slice(), b"<!doc", b"<head", b"<body"]
                    .iter()
                    .any(|tag| part.eq_ignore_ascii_case(tag))
            });
        Ok(if looks_like_a_page { "text/html" } else { "application/octet-stream" }.to_owned())
    }

    fn explain(&self, asked: &Url, error: reqwest::Error) -> AuditError {
        let host = host_and_port(asked);
        match cause::of(&error) {
            Cause::UnknownHost => AuditError::UnknownHost { host },
            Cause::Refused => AuditError::Refused { host },
            Cause::Certificate(problem) => AuditError::Certificate { host, problem },
            Cause::NoSecureConnection => AuditError::NoSecureConnection { host },
            Cause::Timeout => self.timed_out(asked),
            Cause::Unclear => AuditError::Network { host, source: Box::new(error) },
        }
    }

    fn timed_out(&self, asked: &Url) -> AuditError {
        AuditError::Timeout { host: host_and_port(asked), seconds: self.timeout.as_secs() }
    }
}

/// Where a redirect leads; a redirect without a usable `Location` is an answer like any other.
fn redirect_target(here: &Url, response: &Response) -> Option<Url> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    here.join(response.headers().get(LOCATION)?.to_str().ok()?).ok()
}

/// The media type without its parameters, lower case; `None` where the server does not name one.
fn media_type(response: &Response) -> Option<String> {
    let value = response.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    (!essence.is_empty()).then_some(essence)
}

fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
