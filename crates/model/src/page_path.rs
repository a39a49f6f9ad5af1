//! The path of a page as patterns see it: relative to the shop's base, without locale and trailing slash.
//! The runtime does the same in TypeScript; `tests/vectors` holds the two together. No patterns here.

use url::Url;

/// Path and query of a page, ready to be held against patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePath {
    path: String,
    query: String,
}

impl PagePath {
    /// From an absolute address; `base` as [`base_of`] gives it.
    #[must_use]
    pub fn of_url(url: &Url, base: &str) -> Self {
        Self::new(url.path(), url.query().unwrap_or_default(), base)
    }

    /// From `/path?query#fragment`, as written in tests and lists of pages.
    #[must_use]
    pub fn parse(address: &str, base: &str) -> Self {
        let without_fragment = address.split('#').next().unwrap_or_default();
        let (path, query) = without_fragment.split_once('?').unwrap_or((without_fragment, ""));
        Self::new(path, query, base)
    }

    fn new(path: &str, query: &str, base: &str) -> Self {
        let relative = strip_locale(strip_base(path, base));
        let trimmed = relative.trim_end_matches('/');
        let path = if trimmed.is_empty() {
            "/".to_owned()
        } else if trimmed.starts_with('/') {
            trimmed.to_owned()
        } else {
            format!("/{trimmed}")
        };
        Self { path, query: query.to_owned() }
    }

    /// The path: starts with a slash, ends without one unless it is `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query without its question mark; empty where there is none.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Path and query as patterns with a question mark see them.
    #[must_use]
    pub fn with_query(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query) }
    }
}

/// The base path of a shop's address: leading slash, no trailing one; empty for the root and for anything
/// that is not an address.
#[must_use]
pub fn base_of(shop_url: &str) -> String {
    Url::parse(shop_url).map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// Whether asking for an address with this query may do something, like `?add-to-cart=3` and `?action=logout`.
#[must_use]
pub fn acts(query: &str) -> bool {
    const ACTS: [&str; 9] =
        ["add", "remove", "delete", "empty", "clear", "token", "logout", "mylogout", "wpnonce"];
    const SAYS_WHAT: [&str; 4] = ["action", "act", "do", "cmd"];
    let names_one = |words: &str| {
        let mut words = words.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| ACTS.iter().any(|act| word.eq_ignore_ascii_case(act)))
    };
    let says_what = |name: &str| SAYS_WHAT.iter().any(|what| name.eq_ignore_ascii_case(what));
    url::form_urlencoded::parse(query.as_bytes())
        .any(|(name, value)| names_one(&name) || (says_what(&name) && names_one(&value)))
}

fn strip_base<'a>(path: &'a str, base: &str) -> &'a str {
    match path.get(..base.len()) {
        Some(start) if start.eq_ignore_ascii_case(base) => {
            let rest = &path[base.len()..];
            if rest.is_empty() || rest.starts_with('/') { rest } else { path }
        }
        _ => path,
    }
}

fn strip_locale(path: &str) -> &str {
    let Some(inner) = path.strip_prefix('/') else { return path };
    let end = inner.find('/').unwrap_or(inner.len());
    if is_locale(&inner[..end]) { &inner[end..] } else { path }
}

/// Two letters, optionally a hyphen and two to four letters or three digits: `de`, `en-gb`, `zh-Hant`, `es-419`.
#[must_use]
pub fn is_locale(segment: &str) -> bool {
    let (language, region) = match segment.split_once('-') {
        Some((language, region)) => (language, Some(region)),
        None => (segment, None),
    };
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    language.len() == 2
        && letters(language)
        && region.is_none_or(|region| {
            ((2..=4).contains(&region.len()) && letters(region)) || (region.len() == 3 && digits(region))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_locale_and_trailing_slash_are_taken_off() {
        for (address, base, expected) in [
            ("/", "", "/"),
            ("", "", "/"),
            ("/products/tee/", "", "/products/tee"),
            ("/en-gb/products/tee", "", "/products/tee"),
            ("/en-gb/", "", "/"),
            ("/de", "", "/"),
            ("/es-419/cart", "", "/cart"),
            ("/shop/de/cart", "/shop", "/cart"),
            ("/shopping/cart", "/shop", "/shopping/cart"),
            ("/SHOP/cart", "/shop", "/cart"),
            ("/de-at/cart", "/en-gb", "/cart"),
            ("/tee/x", "", "/tee/x"),
            ("/en-/x", "", "/en-/x"),
            ("/cart?a=1#top", "", "/cart"),
        ] {
            assert_eq!(PagePath::parse(address, base).path(), expected, "{address} under {base:?}");
        }
    }

    #[test]
    fn a_base_longer_than_the_path_and_inside_a_character_does_no_harm() {
        assert_eq!(PagePath::parse("/ä", "/x").path(), "/ä");
        assert_eq!(PagePath::parse("/a", "/a/b/c").path(), "/a");
    }

    #[test]
    fn the_base_of_an_address_has_no_trailing_slash() {
        assert_eq!(base_of("https://x.example/en-gb/"), "/en-gb");
        assert_eq!(base_of("https://x.example"), "");
        assert_eq!(base_of("nonsense"), "");
    }
}
