//! The start of an address: a scheme, a misspelt one, or none.

use super::AddressError;

/// `http` or `https` if that is how the text starts, and what follows it; `None` for a bare host.
pub(super) fn split(text: &str) -> Result<(Option<String>, &str), AddressError> {
    if let Some(rest) = text.strip_prefix("//") {
        return Ok((None, rest.trim_start_matches('/')));
    }
    if text.starts_with(['/', '\\', '~', '.']) || is_windows_path(text) {
        return Err(AddressError::File);
    }
    let Some((before, after)) = text.split_once(':') else { return without_colon(text) };
    let scheme = before.to_ascii_lowercase();
    let is_word = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if matches!(scheme.as_str(), "http" | "https") {
        return Ok((Some(scheme), after.trim_start_matches(['/', '\\'])));
    }
    let has_slashes = after.starts_with('/');
    if !is_word || is_port(after) {
        return without_colon(text);
    }
    if has_slashes && let Some(meant) = nearly_web(&scheme) {
        return Err(AddressError::SchemeTypo {
            meant: format!("{meant}://{}", after.trim_start_matches('/')),
        });
    }
    Err(if scheme == "file" { AddressError::File } else { AddressError::SchemeRefused { scheme } })
}

/// `https//shop.com` and `http/shop.com` are misspelt; everything else is a host.
fn without_colon(text: &str) -> Result<(Option<String>, &str), AddressError> {
    for separator in ["//", ";//", "/"] {
        if let Some((before, after)) = text.split_once(separator)
            && let Some(meant) = nearly_web(&before.to_ascii_lowercase())
            && after.contains('.')
        {
            let rest = after.trim_start_matches('/');
            return Err(AddressError::SchemeTypo { meant: format!("{meant}://{rest}") });
        }
    }
    Ok((None, text))
}

/// Whether a colon is followed by a port and then by nothing or a path.
fn is_port(after: &str) -> bool {
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    (1..=5).contains(&end) && after[..end].bytes().all(|byte| byte.is_ascii_digit())
}

fn is_windows_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/')
}

/// The scheme that was meant, for words at most two strokes away from it. `http` itself counts: it is only
/// asked where the colon is missing.
fn nearly_web(word: &str) -> Option<&'static str> {
    const NOT_TYPOS: [&str; 3] = ["ftp", "ftps", "sftp"];
    if NOT_TYPOS.contains(&word) || !(3..=7).contains(&word.len()) {
        return None;
    }
    ["https", "http"]
        .into_iter()
        .map(|scheme| (distance(word, scheme), scheme))
        .filter(|(strokes, _)| *strokes <= 2)
        .min()
        .map(|(_, scheme)| scheme)
}

/// Levenshtein distance; both are a handful of ASCII letters.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.bytes().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}
