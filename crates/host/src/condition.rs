//! `If-Match` and `If-None-Match`, as far as files here need them, and the entity tags that they name. A tag is the
//! SHA-256 of the stored bytes; a compressed answer is other bytes, so its tag ends in `-gzip` or `-br`.

use axum::http::{HeaderMap, header};

use crate::name::Sha256;

/// Ends of tags of compressed answers.
pub(crate) const GZIP_TAG: &str = "-gzip";
pub(crate) const BROTLI_TAG: &str = "-br";

/// A strong entity tag, quotes included.
pub(crate) fn tag(hash: &Sha256, suffix: &str) -> String {
    format!("\"{}{suffix}\"", hash.as_str())
}

/// On what a write depends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Nothing.
    None,
    /// `If-None-Match: *`: nothing may be there.
    Absent,
    /// `If-Match`: one of these states, by hash, has to be there; any if the list holds `*`.
    Present { any: bool, hashes: Vec<String> },
}

impl Condition {
    /// Reads the condition of a write. Both headers at once, or `If-None-Match` with tags, make no sense here: `None`.
    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let listed = |name| {
            let mut tags = headers.get_all(name).iter().peekable();
            tags.peek()?;
            let texts: Option<Vec<&str>> = tags.map(|value| value.to_str().ok()).collect();
            Some(texts.map(|texts| texts.join(",")).unwrap_or_default())
        };
        match (listed(header::IF_NONE_MATCH), listed(header::IF_MATCH)) {
            (None, None) => Some(Self::None),
            (Some(tags), None) if tags.trim() == "*" => Some(Self::Absent),
            (None, Some(tags)) => Some(Self::Present {
                any: tags.trim() == "*",
                hashes: tags.split(',').filter_map(|tag| strong(tag.trim())).collect(),
            }),
            _ => None,
        }
    }

    /// Whether it holds for what is stored.
    pub fn holds(&self, stored: Option<&str>) -> bool {
        match (self, stored) {
            (Self::None, _) | (Self::Absent, None) => true,
            (Self::Absent, Some(_)) | (Self::Present { .. }, None) => false,
            (Self::Present { any, hashes }, Some(stored)) => *any || hashes.iter().any(|hash| hash == stored),
        }
    }
}

/// The hash in a strong tag. A weak tag matches nothing, as the standard says of `If-Match`; the tag of a compressed
/// answer means the same stored state as that of the plain one.
fn strong(tag: &str) -> Option<String> {
    let inner = tag.strip_prefix('"')?.strip_suffix('"')?;
    let hash = [GZIP_TAG, BROTLI_TAG].iter().find_map(|suffix| inner.strip_suffix(suffix)).unwrap_or(inner);
    Some(hash.to_owned())
}

/// Whether a reader who sent `If-None-Match` has this answer already. A proxy that compresses on its way makes tags
/// weak; for reading they are as good.
pub(crate) fn is_known(headers: &HeaderMap, own: &str) -> bool {
    headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(|tags| {
        tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == own)
    })
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, header};

    use super::{Condition, is_known};

    fn headers(all: &[(HeaderName, &str)]) -> HeaderMap {
        all.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn writes_depend_on_what_is_stored() {
        let read = |all: &[(HeaderName, &str)]| Condition::read(&headers(all));
        let absent = read(&[(header::IF_NONE_MATCH, "*")]).unwrap();
        assert!(absent.holds(None) && !absent.holds(Some("a")));
        let present = read(&[(header::IF_MATCH, "\"a\" , W/\"b\", \"c-gzip\"")]).unwrap();
        assert!(present.holds(Some("a")) && present.holds(Some("c")));
        assert!(!present.holds(Some("b")) && !present.holds(None));
        let any = read(&[(header::IF_MATCH, "*")]).unwrap();
        assert!(any.holds(Some("a")) && !any.holds(None));
        assert_eq!(read(&[]), Some(Condition::None));
        assert_eq!(read(&[(header::IF_NONE_MATCH, "\"a\"")]), None);
        assert_eq!(read(&[(header::IF_NONE_MATCH, "*"), (header::IF_MATCH, "*")]), None);
    }

    #[test]
    fn readers_know_what_they_named() {
        let named = headers(&[(header::IF_NONE_MATCH, "\"x\", W/\"a-br\"")]);
        assert!(is_known(&named, "\"a-br\""));
        assert!(!is_known(&named, "\"a\""));
        assert!(!is_known(&HeaderMap::new(), "\"a\""));
    }
}
