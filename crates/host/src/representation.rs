//! Answers to reads, made ready once: all headers and the bytes, for each form of a body. Answering is then a choice,
//! a copy of headers and a reference to the bytes.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};

use crate::condition::{BROTLI_TAG, GZIP_TAG, is_known, tag};
use crate::name::ObjectName;
use crate::store::Stored;

/// What every answer that a browser may see carries.
pub(crate) const OPEN: [(HeaderName, HeaderValue); 3] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

/// What a cache is told to keep apart: answers to publishers, who show their token, from those to everybody else.
pub(crate) const PUBLISHERS_APART: HeaderValue = HeaderValue::from_static("authorization");
const FORMS_APART: HeaderValue = HeaderValue::from_static("accept-encoding, authorization");

/// An object, ready to be served.
#[derive(Debug)]
pub(crate) struct Ready {
    plain: Form,
    gzip: Option<Form>,
    brotli: Option<Form>,
}

#[derive(Debug)]
struct Form {
    tag: HeaderValue,
    headers: HeaderMap,
    body: Bytes,
}

impl Ready {
    /// Makes everything ready.
    pub fn new(name: &ObjectName, stored: Stored) -> Self {
        let is_varied = stored.compressed.gzip.is_some() || stored.compressed.brotli.is_some();
        let form = |body: Vec<u8>, encoding: Option<&'static str>, suffix: &str| {
            // A hash, dashes and quotes always are a header.
            let tag =
                HeaderValue::try_from(tag(&stored.sha256, suffix)).unwrap_or(HeaderValue::from_static(""));
            let mut headers: HeaderMap = OPEN.into_iter().collect();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(name.content_type()));
            headers.insert(header::CONTENT_LENGTH, body.len().into());
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(name.cache_control()));
            headers.insert(header::ETAG, tag.clone());
            if let Some(encoding) = encoding {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            headers.insert(header::VARY, if is_varied { FORMS_APART } else { PUBLISHERS_APART });
            Form { tag, headers, body: body.into() }
        };
        Self {
            plain: form(stored.body, None, ""),
            gzip: stored.compressed.gzip.map(|body| form(body, Some("gzip"), GZIP_TAG)),
            brotli: stored.compressed.brotli.map(|body| form(body, Some("br"), BROTLI_TAG)),
        }
    }

    /// Bytes of all forms.
    pub fn weight(&self) -> usize {
        [Some(&self.plain), self.gzip.as_ref(), self.brotli.as_ref()]
            .into_iter()
            .flatten()
            .map(|form| form.body.len())
            .sum()
    }

    /// The answer to a request with these headers. The body of HEAD is left out by whoever sends it.
    pub fn answer(&self, asked: &HeaderMap) -> Response<Body> {
        let form = self.form(asked);
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = form.headers.clone();
        if form.tag.to_str().is_ok_and(|tag| is_known(asked, tag)) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_LENGTH);
        } else {
            *response.body_mut() = Body::from(form.body.clone());
        }
        response
    }

    /// The smallest form that the client takes.
    fn form(&self, asked: &HeaderMap) -> &Form {
        let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let Some(accepted) = accepted else { return &self.plain };
        match (&self.brotli, &self.gzip) {
            (Some(form), _) if accepts(accepted, "br") => form,
            (_, Some(form)) if accepts(accepted, "gzip") => form,
            _ => &self.plain,
        }
    }
}

/// Whether an `Accept-Encoding` takes an encoding at all. How much it likes it does not matter: the smallest wins.
fn accepts(header: &str, wanted: &str) -> bool {
    let mut any = false;
    for part in header.split(',') {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let is_refused = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|weight| weight.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0));
        let name = name.trim();
        if name.eq_ignore_ascii_case(wanted) {
            return !is_refused;
        }
        any |= name == "*" && !is_refused;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn encodings_are_taken_unless_refused() {
        assert!(accepts("gzip, deflate, br, zstd", "br"));
        assert!(accepts("GZIP;q=0.1", "gzip"));
        assert!(accepts("*", "br"));
        assert!(!accepts("br;q=0, *", "br"));
        assert!(!accepts("*;q=0", "gzip"));
        assert!(!accepts("gzip", "br"));
        assert!(!accepts("", "gzip"));
        assert!(!accepts("brotli", "br"));
    }
}
