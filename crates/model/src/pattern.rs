//! Path patterns: literals and `*`. The grammar is told in [`crate::page_type`]; what a page's path is, in
//! [`crate::page_path`].

use crate::page_path::PagePath;

/// Whether the page is one the pattern means.
#[must_use]
pub fn matches(pattern: &str, page: &PagePath) -> bool {
    let (path, query) = match pattern.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (pattern, None),
    };
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    let path = if path.is_empty() { "/" } else { path };
    match query {
        None => glob(path, page.path()),
        Some(query) => glob(&format!("{path}?{query}"), &page.with_query()),
    }
}

/// `*` is any run of characters, none included; the rest is literal. Linear in space, and in time up to the
/// product of the two lengths; no recursion, so no pattern can exhaust the stack.
fn glob(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let (mut at_pattern, mut at_text) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at_text < text.len() {
        match pattern.get(at_pattern) {
            Some('*') => {
                retry = Some((at_pattern + 1, at_text));
                at_pattern += 1;
            }
            Some(wanted) if *wanted == text[at_text] => {
                at_pattern += 1;
                at_text += 1;
            }
            _ => {
                let Some((after_star, from)) = retry else { return false };
                retry = Some((after_star, from + 1));
                at_pattern = after_star;
                at_text = from + 1;
            }
        }
    }
    pattern[at_pattern..].iter().all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(pattern: &str, address: &str) -> bool {
        matches(pattern, &PagePath::parse(address, ""))
    }

    #[test]
    fn stars_span_slashes_and_need_what_stands_before_them() {
        assert!(hits("/products/*", "/products/a"));
        assert!(hits("/products/*", "/products/a/b"));
        assert!(!hits("/products/*", "/products"));
        assert!(!hits("/products/*", "/products/"));
        assert!(hits("/collections/*/products/*", "/en-gb/collections/all/products/tee"));
        assert!(hits("*", "/"));
        assert!(hits("/", "/de/"));
        assert!(!hits("/", "/a"));
    }

    #[test]
    fn case_and_trailing_slashes_do_not_matter_and_the_rest_is_literal() {
        assert!(hits("/Cart/", "/cart"));
        assert!(hits("/a.b", "/A.B/"));
        assert!(!hits("/a.b", "/axb"));
    }

    #[test]
    fn a_question_mark_brings_the_query_in() {
        assert!(hits("/search?q=*", "/search?q=tee"));
        assert!(hits("/search/?*type=product*", "/search/?q=a&type=product"));
        assert!(!hits("/search?q=*", "/search"));
        assert!(hits("/search", "/search?q=tee"));
    }

    #[test]
    fn many_stars_stay_affordable() {
        let pattern = "/*a".repeat(50);
        assert!(!hits(&pattern, &"/a".repeat(2000).replace("/a", "/b")));
    }
}
