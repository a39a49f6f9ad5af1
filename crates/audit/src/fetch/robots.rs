//! `robots.txt` as RFC 9309 has it: which addresses a shop's owner lets robots take notice of, where the sitemaps are, and
//! how slowly to go. Reads text; fetching is not done here.

use std::time::Duration;

use url::Url;

use super::{Fetched, Outcome};

/// Bytes of a `robots.txt` that are read.
pub(super) const MOST_READ: usize = 512 << 10;
/// The name under which rules for this crawler are written, lower case.
const NAME: &str = "waymark";
/// Sitemaps of one file that are taken notice of.
const MOST_SITEMAPS: usize = 1_000;

/// The rules for this crawler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    sitemaps: Vec<Url>,
    crawl_delay: Option<Duration>,
    shut: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// As [`normal`] makes it, with `*` and a last `$`.
    pattern: String,
}

#[derive(Default)]
struct Group {
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

impl Robots {
    /// What a file says to this crawler; `base` is the address it was read from.
    #[must_use]
    pub fn parse(text: &str, base: &Url) -> Self {
        let (mut own, mut all) = (None::<Group>, Group::default());
        let mut sitemaps = Vec::new();
        let (mut for_own, mut for_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    // Several names in a row head one group.
                    if !naming {
                        (for_own, for_all) = (false, false);
                    }
                    naming = true;
                    for_all |= value == "*";
                    if is_own(value) {
                        for_own = true;
                        own.get_or_insert_default();
                    }
                }
                "sitemap" => {
                    if let Ok(sitemap) = base.join(value)
                        && sitemaps.len() < MOST_SITEMAPS
                    {
                        sitemaps.push(sitemap);
                    }
                }
                "allow" | "disallow" | "crawl-delay" => {
                    naming = false;
                    let groups =
                        for_own.then_some(&mut own).into_iter().flatten().chain(for_all.then_some(&mut all));
                    for group in groups {
                        group.take(&key, value);
                    }
                }
                _ => {}
            }
        }
        let group = own.unwrap_or(all);
        Self { rules: group.rules, crawl_delay: group.crawl_delay, sitemaps, shut: false }
    }

    /// What an answer says: without a file everything may be seen, with a server in trouble nothing.
    #[must_use]
    pub fn of(fetched: &Fetched) -> Self {
        let refused = fetched.status.is_some_and(|status| (400..500).contains(&status) && status != 429);
        match &fetched.outcome {
            Outcome::Text(text) => Self::parse(text, &fetched.url),
            _ if refused => Self::default(),
            _ => Self { shut: true, ..Self::default() },
        }
    }

    /// Whether the address may be taken notice of.
    #[must_use]
    pub fn allows(&self, url: &Url) -> bool {
        if url.path() == "/robots.txt" {
            return true;
        }
        let mut path = url.path().to_owned();
        if let Some(query) = url.query() {
            path.push('?');
            path.push_str(query);
        }
        let path = normal(&path);
        let fitting = self.rules.iter().filter(|rule| fits(rule.pattern.as_bytes(), path.as_bytes()));
        // The longest decides; allowing goes before forbidding.
        let longest = fitting.max_by_key(|rule| (rule.pattern.len(), rule.allow));
        longest.map_or(!self.shut, |rule| rule.allow)
    }

    /// Where the sitemaps are said to be; they may be on other hosts.
    #[must_use]
    pub fn sitemaps(&self) -> &[Url] {
        &self.sitemaps
    }

    /// The pause between two requests that the owner wishes for.
    #[must_use]
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }

    /// Whether nothing may be discovered because the server could not say what may.
    #[must_use]
    pub fn unreachable(&self) -> bool {
        self.shut
    }
}

impl Group {
    fn take(&mut self, key: &str, value: &str) {
        if key == "crawl-delay" {
            let seconds = value.parse::<f64>().ok().filter(|seconds| *seconds >= 0.0);
            self.crawl_delay = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        } else if !value.is_empty() {
            self.rules.push(Rule { allow: key == "allow", pattern: normal(value) });
        }
    }
}

/// The product's name, whatever stands behind it.
fn is_own(value: &str) -> bool {
    let letters = |character: char| character.is_ascii_alphabetic() || matches!(character, '_' | '-');
    let end = value.find(|character| !letters(character)).unwrap_or(value.len());
    value[..end].eq_ignore_ascii_case(NAME)
}

/// One spelling of what may be spelt in several ways: beyond ASCII in percent, percents in capitals, and nothing in percent
/// that need not be.
fn normal(path: &str) -> String {
    let mut bytes = path.as_bytes().iter();
    let mut out = String::with_capacity(path.len());
    while let Some(&byte) = bytes.next() {
        let escaped = (byte == b'%').then(|| hex(bytes.as_slice())).flatten();
        match escaped {
            Some(decoded) => {
                bytes.nth(1);
                if decoded.is_ascii_alphanumeric() || matches!(decoded, b'-' | b'.' | b'_' | b'~') {
                    out.push(char::from(decoded));
                } else {
                    percent(&mut out, decoded);
                }
            }
            None if byte.is_ascii_graphic() => out.push(char::from(byte)),
            None => percent(&mut out, byte),
        }
    }
    out
}

fn percent(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend(['%', char::from(DIGITS[usize::from(byte >> 4)]), char::from(DIGITS[usize::from(byte & 15)])]);
}

fn hex(bytes: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    Some((digit(*bytes.first()?)? * 16 + digit(*bytes.get(1)?)?) as u8)
}

/// `*` is anything and a last `$` the end. Every star takes as little as it can, which is enough to find a fit if there is
/// one, so that no pattern takes more than length by length.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split(|byte| *byte == b'*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts: Vec<&[u8]> = parts.collect();
    let last = if to_the_end { parts.pop() } else { Some(&b""[..]) };
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        match rest.windows(part.len()).position(|window| window == part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => rest.is_empty(),
    }
}

#[cfg(test)]
mod tests;
