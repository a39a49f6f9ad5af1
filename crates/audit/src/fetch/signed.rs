//! Headers that a shop's owner makes for a crawler, so that the shop lets it in (HTTP Message Signatures, RFC 9421). They
//! are good for one host and for months at most; what they say is a secret.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use url::Url;
use waymark_model::web_address::is_loopback;

use crate::error::{AuditError, SignatureProblem};
use crate::hop::host_and_port;

const SIGNATURE: &str = "signature";
const INPUT: &str = "signature-input";
const AGENT: &str = "signature-agent";

/// `Signature`, `Signature-Input` and perhaps `Signature-Agent` for one host. Its `Debug` form does not tell them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHeaders {
    host: String,
    headers: HeaderMap,
    expires: Option<SystemTime>,
}

impl SignedHeaders {
    /// For a host, with its port if that is not the scheme's own. When they expire is read from `Signature-Input`.
    pub fn new<'a>(
        host: &str,
        given: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, AuditError> {
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            let name = name.trim().to_ascii_lowercase();
            let known = [SIGNATURE, INPUT, AGENT].into_iter().find(|known| *known == name);
            let known = known.ok_or_else(|| AuditError::Signature(SignatureProblem::Unknown(name)))?;
            let mut value = HeaderValue::from_str(value.trim())
                .map_err(|_| AuditError::Signature(SignatureProblem::Value(known.to_owned())))?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static(known), value);
        }
        for needed in [SIGNATURE, INPUT] {
            if !headers.contains_key(needed) {
                return Err(AuditError::Signature(SignatureProblem::Lacking(needed)));
            }
        }
        let expires = headers.get(INPUT).and_then(|value| value.to_str().ok()).and_then(expiry);
        Ok(Self { host: host.trim().to_ascii_lowercase(), headers, expires })
    }

    /// The host they are good for.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// When the first of the signatures expires; `None` where they do not say.
    #[must_use]
    pub fn expires(&self) -> Option<SystemTime> {
        self.expires
    }

    /// Whether they are worth nothing any more.
    #[must_use]
    pub fn expired(&self, now: SystemTime) -> bool {
        self.expires.is_some_and(|expires| expires <= now)
    }

    /// The same as pairs, for a browser that is sent to the address.
    #[must_use]
    pub fn pairs_for(&self, url: &Url, now: SystemTime) -> Vec<(String, String)> {
        let headers = self.for_address(url, now).into_iter().flatten();
        headers
            .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
            .collect()
    }

    /// What to send to the address: nothing to other hosts, nothing that others on the way could read, and nothing that
    /// has expired.
    pub(super) fn for_address(&self, url: &Url, now: SystemTime) -> Option<&HeaderMap> {
        let private = url.scheme() == "https" || is_loopback(url);
        (private && host_and_port(url) == self.host && !self.expired(now)).then_some(&self.headers)
    }
}

/// The earliest `expires` parameter, in seconds since 1970. Strings in quotes may hold anything, the word included.
fn expiry(input: &str) -> Option<SystemTime> {
    let unquoted = input.split('"').step_by(2);
    let parameters = unquoted.flat_map(|part| part.split([';', ',']));
    let seconds =
        parameters.filter_map(|parameter| parameter.trim().strip_prefix("expires=")?.trim().parse().ok());
    seconds.min().and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INPUT_VALUE: &str = r#"sig1=("@authority" "signature-agent");created=1700000000;keyid="a;expires=1";expires=1800000000;tag="web-bot-auth""#;

    fn signed(host: &str) -> SignedHeaders {
        SignedHeaders::new(host, [("Signature", "sig1=:c2VjcmV0:"), ("Signature-Input", INPUT_VALUE)])
            .unwrap()
    }

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn expiry_is_read_from_the_parameters_only() {
        let signed = signed("shop.example");
        assert_eq!(signed.expires(), Some(at(1_800_000_000)));
        assert!(!signed.expired(at(1_799_999_999)) && signed.expired(at(1_800_000_000)));
    }

    #[test]
    fn they_go_to_their_own_host_in_private_and_in_time() {
        let now = at(1_750_000_000);
        let sent =
            |host: &str, url: &str, now| signed(host).for_address(&Url::parse(url).unwrap(), now).is_some();
        assert!(sent("Shop.example", "https://shop.example/products/a", now));
        assert!(sent("127.0.0.1:8080", "http://127.0.0.1:8080/", now));
        for url in [
            "http://shop.example/",
            "https://shop.example:8443/",
            "https://www.shop.example/",
            "https://shop.example.evil.example/",
        ] {
            assert!(!sent("shop.example", url, now), "{url}");
        }
        assert!(!sent("shop.example", "https://shop.example/", at(1_800_000_000)));
    }

    #[test]
    fn only_headers_of_a_signature_are_taken_and_none_is_told() {
        let new =
            |given: &[(&'static str, &'static str)]| SignedHeaders::new("a.example", given.iter().copied());
        let cookie = [("Signature", "a"), ("Signature-Input", "b"), ("Cookie", "c")];
        assert!(matches!(new(&cookie), Err(AuditError::Signature(SignatureProblem::Unknown(_)))));
        let half = [("Signature", "a")];
        assert!(matches!(new(&half), Err(AuditError::Signature(SignatureProblem::Lacking(_)))));
        let broken = [("Signature", "a\nb"), ("Signature-Input", "b")];
        assert!(matches!(new(&broken), Err(AuditError::Signature(SignatureProblem::Value(_)))));
        assert!(!format!("{:?}", signed("a.example")).contains("c2VjcmV0"));
    }
}
