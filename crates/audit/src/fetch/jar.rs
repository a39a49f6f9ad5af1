//! The cookies of one audit, bounded: a shop may set as many as a browser would keep, on ten thousand pages.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use reqwest::cookie::{self, CookieStore};
use reqwest::header::HeaderValue;
use url::Url;

/// Cookies that one host may set.
const MOST: usize = 60;
/// Bytes of one cookie with its attributes.
const LONGEST: usize = 4 << 10;

#[derive(Debug, Default)]
pub(super) struct Jar {
    cookies: cookie::Jar,
    /// What each host has set, by all that tells one cookie from another.
    known: Mutex<HashMap<String, HashSet<Vec<u8>>>>,
}

impl CookieStore for Jar {
    fn set_cookies(&self, given: &mut dyn Iterator<Item = &HeaderValue>, url: &Url) {
        let mut hosts = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = hosts.entry(url.host_str().unwrap_or_default().to_owned()).or_default();
        let mut taken = given.filter(|value| {
            let identity = identity(value.as_bytes());
            value.len() <= LONGEST
                && (known.contains(&identity) || known.len() < MOST && known.insert(identity))
        });
        self.cookies.set_cookies(&mut taken, url);
    }

    fn cookies(&self, url: &Url) -> Option<HeaderValue> {
        self.cookies.cookies(url)
    }
}

/// Name, domain and path.
fn identity(value: &[u8]) -> Vec<u8> {
    let mut parts = value.split(|byte| *byte == b';');
    let name = parts.next().and_then(|pair| pair.split(|byte| *byte == b'=').next()).unwrap_or_default();
    let mut identity = name.trim_ascii().to_vec();
    for part in parts.map(<[u8]>::trim_ascii) {
        let attribute = part.split(|byte| *byte == b'=').next().unwrap_or_default();
        if attribute.eq_ignore_ascii_case(b"path") || attribute.eq_ignore_ascii_case(b"domain") {
            identity.push(b';');
            identity.extend_from_slice(&part.to_ascii_lowercase());
        }
    }
    identity
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(jar: &Jar, cookie: &str) {
        let value = HeaderValue::from_str(cookie).unwrap();
        jar.set_cookies(&mut [&value].into_iter(), &Url::parse("https://shop.example/").unwrap());
    }

    fn sent(jar: &Jar) -> String {
        let cookies = jar.cookies(&Url::parse("https://shop.example/").unwrap());
        cookies.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    #[test]
    fn cookies_are_kept_and_set_anew() {
        let jar = Jar::default();
        set(&jar, "seen=1; Path=/");
        set(&jar, "seen=2; Path=/");
        assert_eq!(sent(&jar), "seen=2");
        assert!(jar.cookies(&Url::parse("https://other.example/").unwrap()).is_none());
    }

    #[test]
    fn a_host_can_fill_no_memory_with_them() {
        let jar = Jar::default();
        set(&jar, "first=1; Path=/");
        for number in 0..5_000 {
            set(&jar, &format!("n{number}=x; Path=/"));
        }
        set(&jar, &format!("big={}", "x".repeat(LONGEST)));
        // One that is known can still change.
        set(&jar, "first=2; Path=/");
        assert_eq!(sent(&jar).split("; ").count(), MOST);
        assert!(sent(&jar).contains("first=2") && !sent(&jar).contains("big="));
    }
}
