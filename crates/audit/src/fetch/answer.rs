//! What an answer is: a page, a wall, nothing there, or no page at all.

use std::time::SystemTime;

use reqwest::Response;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use tokio::time::{Instant, timeout};
use url::Url;

use super::attempt::{Attempt, Trip, Want};
use super::body::{self, Body};
use super::wall::{self, Met};
use super::{Fetched, Outcome, Wall, charset, retry};
use crate::error::AuditError;
use crate::hop::{self, host_and_port, looks_like_a_page, media_type};

/// Headers that an audit reads.
const KEPT: &[&str] = &[
    "content-security-policy",
    "content-security-policy-report-only",
    "content-type",
    "link",
    "powered-by",
    "retry-after",
    "server",
    "x-powered-by",
    "x-shopid",
    "x-sorting-hat-shopid",
];
/// Bytes of one header that are kept.
const LONGEST_HEADER: usize = 16 << 10;
/// Bytes that are read of the page that comes with an error status.
const ERROR_PAGE: usize = 256 << 10;

/// Reads the answer, remembers what it says about the host's mood, and tells what it is.
pub(super) async fn read(trip: &mut Trip<'_>, asked: &Url, mut response: Response) -> Attempt {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let mut body = Body::default();
    let read = read_body(trip, &mut response, &mut body).await;
    drop(response);
    let (bytes, cut) = (body.bytes.len(), body.cut);
    let outcome = match read {
        Err(error) => Outcome::Failed(error),
        Ok(()) => judge(trip, asked, status, &headers, body),
    };
    let again = remember(trip, status, &headers, &outcome);
    let (asked, url) = (asked.clone(), trip.here.clone());
    let headers = kept(&headers);
    Attempt {
        fetched: Fetched { asked, url, status: Some(status), outcome, headers, millis: 0, bytes, cut },
        again,
    }
}

async fn read_body(trip: &mut Trip<'_>, response: &mut Response, body: &mut Body) -> Result<(), AuditError> {
    let manners = &trip.fetcher.manners;
    let most = match trip.want {
        _ if !response.status().is_success() => ERROR_PAGE,
        Want::Page => manners.most_bytes,
        Want::File { most } => most,
    };
    let start = Instant::now();
    let read = async {
        if response.status().is_success() {
            worth_reading(trip.want, &trip.here, response.headers())?;
        }
        body::read(&trip.here, response, most, manners, body).await
    };
    let read = timeout(trip.left, read).await;
    trip.left = trip.left.saturating_sub(start.elapsed());
    if response.status().is_success() {
        read.unwrap_or_else(|_| Err(hop::timed_out(&trip.here, manners.timeout)))
    } else {
        // The status says enough, with half a page or none.
        Ok(())
    }
}

/// What can be told without reading.
fn worth_reading(want: Want, here: &Url, headers: &HeaderMap) -> Result<(), AuditError> {
    let packed = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"));
    if packed {
        return Err(AuditError::Undecodable { host: host_and_port(here) });
    }
    match (want, media_type(headers)) {
        (Want::Page, Some(named)) if !is_html(&named) => Err(AuditError::NotHtml { media_type: named }),
        _ => Ok(()),
    }
}

fn judge(trip: &Trip<'_>, asked: &Url, status: u16, headers: &HeaderMap, body: Body) -> Outcome {
    let here = &trip.here;
    let host = || host_and_port(here);
    let body = match trip.want {
        Want::File { most } if (200..300).contains(&status) => match body::unpack(here, body, most) {
            Ok(body) => body,
            Err(error) => return Outcome::Failed(error),
        },
        _ => body,
    };
    let start = &body.bytes[..body.bytes.len().min(body::SNIFFED)];
    // A page with a stray byte in it is a page to browsers.
    let is_page = looks_like_a_page(start) || media_type(headers).is_some() && !body::is_binary(start);
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let text = charset::decode(body.bytes, content_type);
    if let Some(wall) = wall::met(&Met { asked, url: here, status, headers, text: &text }) {
        return Outcome::Wall(wall);
    }
    match status {
        404 | 410 => return Outcome::NotFound,
        200..300 => {}
        _ => return Outcome::Failed(AuditError::Status { host: host(), status }),
    }
    if matches!(trip.want, Want::File { .. }) {
        return Outcome::Text(text);
    }
    if text.trim().is_empty() {
        return Outcome::Failed(AuditError::Empty { host: host() });
    }
    if !is_page {
        return Outcome::Failed(AuditError::NotHtml { media_type: "application/octet-stream".to_owned() });
    }
    if same_site(asked, here) { Outcome::Text(text) } else { Outcome::Elsewhere }
}

/// Remembers for all others how the host is, and tells whether asking again may help.
fn remember(trip: &Trip<'_>, status: u16, headers: &HeaderMap, outcome: &Outcome) -> bool {
    if !retry::passes(status) {
        trip.turn.fine();
        return false;
    }
    let worth_waiting = trip.turn.busy(Some(status), retry::after(headers, SystemTime::now()));
    worth_waiting && !matches!(outcome, Outcome::Wall(Wall::Bot { .. }))
}

fn is_html(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml")
}

/// The same host, `www.` apart, or one below the other. Another port is another site.
fn same_site(asked: &Url, here: &Url) -> bool {
    if asked.port() != here.port() {
        return false;
    }
    let (Some(one), Some(other)) = (asked.host_str(), here.host_str()) else { return false };
    let (one, other) = (one.trim_start_matches("www."), other.trim_start_matches("www."));
    let below = |host: &str, above: &str| {
        above.contains('.') && host.strip_suffix(above).is_some_and(|rest| rest.ends_with('.'))
    };
    one == other || below(one, other) || below(other, one)
}

fn kept(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut kept = Vec::new();
    for name in KEPT {
        for value in headers.get_all(*name) {
            let value = value.as_bytes();
            let value = String::from_utf8_lossy(&value[..value.len().min(LONGEST_HEADER)]).into_owned();
            kept.push(((*name).to_owned(), value));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn www_and_subdomains_are_the_same_site_and_lookalikes_are_not() {
        let same = |one: &str, other: &str| same_site(&Url::parse(one).unwrap(), &Url::parse(other).unwrap());
        assert!(same("http://shop.example/a", "https://www.shop.example/b"));
        assert!(same("https://brand.example/", "https://shop.brand.example/"));
        assert!(!same("https://brand.example/", "https://otherbrand.example/"));
        assert!(!same("https://shop.example/", "https://login.example/"));
        assert!(!same("http://127.0.0.1:1000/", "http://127.0.0.1:1001/"));
        assert!(!same("http://127.0.0.1/", "http://0.1/login"));
        assert!(!same("https://example/", "https://shop.example/"));
    }
}
