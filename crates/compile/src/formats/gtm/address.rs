//! Path patterns as regular expressions on the page's address, and back. They say what `waymark_model::pattern` and
//! `page_path` say, in what all of Google's dialects know: nothing looks ahead or behind.

use waymark_model::page_path::is_locale;

/// Scheme and host.
const HOST: &str = "^https?://[^/?#]*";
/// A locale, if there is one.
const LOCALE: &str = "(?:/[a-z]{2}(?:-(?:[a-z]{2,4}|[0-9]{3}))?)?";
/// Slashes, query and fragment at the end, which do not matter.
const END: &str = "/*(?:[?#].*)?$";
/// Fragment at the end of a pattern that asks about the query.
const QUERY_END: &str = "(?:#.*)?$";
/// What a star stands for.
const ANY: &str = "[^?#]*";
/// What a star stands for in a query.
const ANY_QUERY: &str = "[^#]*";

/// The regular expression, without regard to case, for the pages of a shop under `base` that the pattern means.
/// `None` where it cannot be said: a pattern that begins like a locale or like the base, which are taken off a page's
/// path and so never come.
pub fn regex(pattern: &str, base: &str) -> Option<String> {
    let (path, query) = match pattern.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (pattern, None),
    };
    let first = path.trim_start_matches('/').split(['/', '*']).next().unwrap_or_default();
    let begins_like_base = !base.is_empty() && path.to_lowercase().starts_with(&base.to_lowercase());
    if is_locale(first) || begins_like_base {
        return None;
    }
    let base = if base.is_empty() { String::new() } else { format!("(?:{})?", escaped(base)) };
    let body = body(path);
    let end = query.map_or_else(
        || END.to_owned(),
        |query| {
            let query: Vec<String> = collapsed(query).split('*').map(escaped).collect();
            format!("/*\\?{}{QUERY_END}", query.join(ANY_QUERY))
        },
    );
    Some([HOST, &base, LOCALE, &body, &end].concat())
}

/// The pattern that [`regex`] made an expression of, whatever the base was.
pub fn pattern(regex: &str) -> Option<String> {
    let (_, rest) = regex.strip_prefix(HOST)?.split_once(LOCALE)?;
    let stars = |text: &str| {
        let plain = text
            .replace(&format!("(?:{ANY}[^/?#])?"), "*")
            .replace(&format!("{ANY}[^/?#]"), "*")
            .replace(ANY, "*")
            .replace(ANY_QUERY, "*");
        unescaped(&plain)
    };
    if let Some(body) = rest.strip_suffix(END) {
        let path = stars(body)?;
        return Some(if path.is_empty() { "/".to_owned() } else { path });
    }
    let (path, query) = rest.strip_suffix(QUERY_END)?.split_once("/*\\?")?;
    let path = Some(stars(path)?).filter(|path| !path.is_empty()).unwrap_or_else(|| "/".to_owned());
    Some(format!("{path}?{}", stars(query)?))
}

/// The path of a pattern. A page's path has no slash at its end, so a star at a pattern's end stands for nothing that
/// ends in one, and after a slash not for nothing.
fn body(path: &str) -> String {
    let path = collapsed(if path.len() > 1 { path.trim_end_matches('/') } else { path });
    if path == "*" || path == "/*" {
        return ANY.to_owned();
    }
    if path == "/" || path.is_empty() {
        return String::new();
    }
    let pieces: Vec<&str> = path.split('*').collect();
    let mut body = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let is_last_star = at + 1 == pieces.len() && at > 0 && piece.is_empty();
        if is_last_star && body.ends_with('/') {
            body = format!("{body}{ANY}[^/?#]");
        } else if is_last_star {
            body = format!("{body}(?:{ANY}[^/?#])?");
        } else if at > 0 {
            body += ANY;
        }
        body += &escaped(piece);
    }
    body
}

/// Several stars in a row mean what one does.
pub fn collapsed(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    for letter in pattern.chars() {
        if letter != '*' || !out.ends_with('*') {
            out.push(letter);
        }
    }
    out
}

/// A literal in a regular expression.
pub fn escaped(literal: &str) -> String {
    let mut out = String::with_capacity(literal.len());
    for letter in literal.chars() {
        if r"\.+*?()|[]{}^$".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The literal of a regular expression that only has escaped characters and stars in it.
pub fn unescaped(regex: &str) -> Option<String> {
    let mut out = String::with_capacity(regex.len());
    let mut letters = regex.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.push(letters.next().filter(|next| !next.is_ascii_alphanumeric())?),
            '.' | '+' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' => return None,
            plain => out.push(plain),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_comes_back_out_of_its_expression() {
        for written in [
            "/",
            "/cart",
            "/products/*",
            "/a.b/*",
            "/collections/*/products/*",
            "/search?q=*",
            "*",
            "/tee*",
            "/a*b/*c",
            "/%C3%A4pfel",
            "*/end",
            "/x?*type=product*",
            "/?a=b",
        ] {
            for base in ["", "/shop", "/en-gb"] {
                let regex = regex(written, base).unwrap();
                assert_eq!(pattern(&regex).as_deref(), Some(written), "{regex}");
            }
        }
        assert_eq!(pattern("^/products/.*$"), None);
    }

    #[test]
    fn what_is_taken_off_a_path_cannot_be_asked_for() {
        assert_eq!(regex("/de/*", ""), None);
        assert_eq!(regex("/en-gb", ""), None);
        assert_eq!(regex("/shop/*", "/shop"), None);
        assert!(regex("/delta", "").is_some());
    }
}
