//! The names in an address: `/v1/{site}/{object}`. What is parsed here is safe to look up, log and store; what does
//! not parse is not there. No percent-encoding is undone, as no name needs any.

use crate::HostError;

/// A shop's name in addresses: 1 to 100 of `a-z`, `0-9`, `.` and `-`, not beginning with `.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteName(String);

impl SiteName {
    /// Takes a name that keeps the rule.
    pub fn parse(name: &str) -> Result<Self, HostError> {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        if (1..=100).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(is_plain) {
            return Ok(Self(name.to_owned()));
        }
        Err(HostError::SiteName(name.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A SHA-256 in 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sha256(String);

impl Sha256 {
    /// Takes 64 digits.
    pub(crate) fn parse(digits: &str) -> Option<Self> {
        is_lower_hex(digits, 64).then(|| Self(digits.to_owned()))
    }

    /// Of some bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self(format!("{:x}", sha2::Sha256::digest(bytes)))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is `length` lower-case hexadecimal digits.
pub(crate) fn is_lower_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// What lies beside each other in a shop's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectName {
    /// `{sha256}.json`: a config.
    Config(Sha256),
    /// `{sha256}.js`: a runtime.
    Runtime(Sha256),
    /// `waymark.js`: what the shop's script tag names.
    Entry,
    /// `current.json`: which config is live.
    Pointer,
    /// `probe.json`: what a publisher tries out with whether it may write, and whether conditions are kept.
    Probe,
}

impl ObjectName {
    /// Takes the last part of an address.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "waymark.js" => return Some(Self::Entry),
            "current.json" => return Some(Self::Pointer),
            "probe.json" => return Some(Self::Probe),
            _ => {}
        }
        let (stem, extension) = name.split_once('.')?;
        match (Sha256::parse(stem), extension) {
            (Some(hash), "json") => Some(Self::Config(hash)),
            (Some(hash), "js") => Some(Self::Runtime(hash)),
            _ => None,
        }
    }

    /// The hash that the name promises.
    #[must_use]
    pub fn promised(&self) -> Option<&Sha256> {
        match self {
            Self::Config(hash) | Self::Runtime(hash) => Some(hash),
            Self::Entry | Self::Pointer | Self::Probe => None,
        }
    }

    /// Size cap in bytes.
    pub(crate) fn cap(&self) -> usize {
        match self {
            Self::Config(_) | Self::Runtime(_) => 2 * 1024 * 1024,
            Self::Entry => 64 * 1024,
            Self::Pointer => 4 * 1024,
            Self::Probe => 1024,
        }
    }

    pub(crate) fn content_type(&self) -> &'static str {
        match self {
            Self::Config(_) | Self::Pointer | Self::Probe => "application/json",
            Self::Runtime(_) | Self::Entry => "text/javascript; charset=utf-8",
        }
    }

    pub(crate) fn cache_control(&self) -> &'static str {
        match self {
            Self::Config(_) | Self::Runtime(_) => "public, max-age=31536000, immutable",
            Self::Entry => "public, max-age=300, stale-while-revalidate=86400",
            Self::Pointer => "public, max-age=60, stale-while-revalidate=600",
            Self::Probe => "no-store",
        }
    }
}

impl std::fmt::Display for ObjectName {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Config(hash) => write!(out, "{}.json", hash.as_str()),
            Self::Runtime(hash) => write!(out, "{}.js", hash.as_str()),
            Self::Entry => out.write_str("waymark.js"),
            Self::Pointer => out.write_str("current.json"),
            Self::Probe => out.write_str("probe.json"),
        }
    }
}

/// Takes a whole path apart: `/v1/{site}/{object}`.
pub(crate) fn parse_path(path: &str) -> Option<(SiteName, ObjectName)> {
    let (site, object) = path.strip_prefix("/v1/")?.split_once('/')?;
    Some((SiteName::parse(site).ok()?, ObjectName::parse(object)?))
}

#[cfg(test)]
mod tests {
    use super::{SiteName, parse_path};

    const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    #[test]
    fn a_path_names_a_site_and_an_object() {
        let (site, object) = parse_path(&format!("/v1/myshop.com-8080/{HASH}.js")).unwrap();
        assert_eq!(site.as_str(), "myshop.com-8080");
        assert_eq!(object.promised().map(super::Sha256::as_str), Some(HASH));
        assert_eq!(object.to_string(), format!("{HASH}.js"));
    }

    #[test]
    fn everything_else_is_not_there() {
        let upper = HASH.to_uppercase();
        for path in [
            "/v1/shop",
            "/v1//current.json",
            "/v1/../current.json",
            "/v1/.shop/current.json",
            "/v1/Shop/current.json",
            "/v1/shop/current.json/",
            "/v1/shop/%63urrent.json",
            "/v1/shop/events",
            "/v1/shop/other.json",
            &format!("/v1/shop/{HASH}.html"),
            &format!("/v1/shop/{HASH}"),
            &format!("/v1/shop/{upper}.json"),
            &format!("/v1/{}/current.json", "a".repeat(101)),
        ] {
            assert!(parse_path(path).is_none(), "{path}");
        }
        assert!(SiteName::parse("").is_err());
    }
}
