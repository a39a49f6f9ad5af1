//! A request as it left, in bounds: its address taken apart, and as much of its body as says something.

use url::Url;

use super::fields::{Fields, json_fields, pairs};

/// Bytes of an address that are read.
const LONGEST_ADDRESS: usize = 64 << 10;
/// Bytes of a body that are read.
const LONGEST_BODY: usize = 256 << 10;

/// A request, as whoever saw it leave tells it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// Its address.
    pub url: &'a str,
    /// Its method, upper case.
    pub method: &'a str,
    /// Its body, where it has one that is visible.
    pub body: Option<&'a [u8]>,
}

/// A request that is read.
pub(super) struct Parts<'a> {
    /// Host, lower case.
    pub host: String,
    /// Path as it is written.
    pub path: String,
    /// What follows `?`, decoded.
    pub query: Fields,
    /// Its body as text; empty where there is none.
    pub body: &'a str,
    /// It has a body that cannot be read.
    pub is_hidden: bool,
}

impl<'a> Parts<'a> {
    /// Nothing where the address is none of the web's.
    pub fn of(request: &Request<'a>) -> Option<Self> {
        let address = head(request.url, LONGEST_ADDRESS);
        let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let body = request.body.map(|body| &body[..body.len().min(LONGEST_BODY)]);
        let text = body.map(|body| match std::str::from_utf8(body) {
            Ok(text) => Some(text),
            // A cut may go through a character.
            Err(error) if error.error_len().is_none() => {
                std::str::from_utf8(&body[..error.valid_up_to()]).ok()
            }
            Err(_) => None,
        });
        let sends = matches!(request.method, "POST" | "PUT" | "PATCH");
        Some(Self {
            host: url.host_str().unwrap_or_default().to_ascii_lowercase(),
            path: url.path().to_owned(),
            query: pairs(url.query().unwrap_or_default()),
            body: text.flatten().unwrap_or_default(),
            is_hidden: match text {
                None => sends,
                Some(text) => text.is_none_or(|text| text.contains('\0')),
            },
        })
    }

    /// The host is this one or below it.
    pub fn is_at(&self, host: &str) -> bool {
        self.host.strip_suffix(host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// What the query says, and the body after it.
    pub fn fields(&self) -> Fields {
        self.query.clone().and(self.body_fields())
    }

    /// The body's fields: JSON or forms, by its first character; many say another type than it is.
    pub fn body_fields(&self) -> Fields {
        let text = self.body.trim_start();
        // Each line of a batch is a form.
        if text.starts_with(['{', '[']) { json_fields(text) } else { pairs(&text.replace(['\r', '\n'], "&")) }
    }
}

/// The first so many bytes, cut between characters.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
