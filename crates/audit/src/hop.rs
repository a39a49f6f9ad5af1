//! One request and its answer's head, as knocking and fetching both need them: the client that follows nothing by
//! itself, what an address and a redirect may be, and what went wrong on the way. No policy about what to ask.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Client, ClientBuilder, Response, redirect};
use url::Url;

use crate::cause::{self, Cause};
use crate::error::AuditError;
use crate::resolver::SystemResolver;

/// What shops see in their logs.
pub(crate) const USER_AGENT: &str =
    concat!("Mozilla/5.0 (compatible; Waymark/", env!("CARGO_PKG_VERSION"), "; tracking plan editor)");

/// Bytes of the longest address that is followed.
const LONGEST_ADDRESS: usize = 8 << 10;

/// A client that follows no redirect by itself, so that trouble is told of the host that made it.
pub(crate) fn client() -> ClientBuilder {
    Client::builder()
        .user_agent(USER_AGENT)
        .redirect(redirect::Policy::none())
        .dns_resolver(Arc::new(SystemResolver))
}

/// Only `http` and `https` are ever asked.
pub(crate) fn web(url: &Url) -> Result<(), AuditError> {
    if matches!(url.scheme(), "http" | "https") && url.host_str().is_some() {
        Ok(())
    } else {
        Err(AuditError::NotWeb(url.to_string()))
    }
}

/// Where a redirect leads; a redirect without a usable `Location` is an answer like any other.
pub(crate) fn redirect_target(here: &Url, response: &Response) -> Option<Url> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    // Servers send letters beyond ASCII as they are, and browsers take them.
    let location = std::str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?;
    here.join(location).ok().filter(|target| target.as_str().len() <= LONGEST_ADDRESS)
}

/// The media type without its parameters, lower case; `None` where the server does not name one.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    (!essence.is_empty()).then_some(essence)
}

/// A guess from the first bytes, for servers that do not say what they send.
pub(crate) fn looks_like_a_page(start: &[u8]) -> bool {
    start.trim_ascii_start().starts_with(b"<")
        && start.windows(5).any(|part| {
            [b"<html".as_slice(), b"<!doc", b"<head", b"<body"]
                .iter()
                .any(|tag| part.eq_ignore_ascii_case(tag))
        })
}

/// The network library's error in our own terms; `patience` is how long the caller was ready to wait.
pub(crate) fn explain(asked: &Url, error: reqwest::Error, patience: Duration) -> AuditError {
    let host = host_and_port(asked);
    match cause::of(&error) {
        Cause::UnknownHost => AuditError::UnknownHost { host },
        Cause::Refused => AuditError::Refused { host },
        Cause::Certificate(problem) => AuditError::Certificate { host, problem },
        Cause::NoSecureConnection => AuditError::NoSecureConnection { host },
        Cause::Timeout => timed_out(asked, patience),
        Cause::Malformed => AuditError::Malformed { host },
        Cause::BrokenOff | Cause::Unclear => AuditError::Network { host, source: Box::new(error) },
    }
}

pub(crate) fn timed_out(asked: &Url, patience: Duration) -> AuditError {
    AuditError::Timeout { host: host_and_port(asked), seconds: patience.as_secs() }
}

/// The host, with the port if it is not the scheme's own.
pub(crate) fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
