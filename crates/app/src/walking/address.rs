//! What of a page's address is kept with a walk: where to go, and nothing that somebody typed into a form.

use url::Url;
use waymark_identify::address;
use waymark_identify::mask::is_impersonal;

/// What searches are called in addresses.
const SEARCHES: [&str; 8] = ["q", "query", "s", "search", "search_query", "keyword", "keywords", "term"];
/// What else says which page is meant.
const PAGES: [&str; 9] = ["variant", "page", "p", "sort", "sort_by", "order", "category", "id", "product_id"];

/// Path and what matters of the query; with its host where that is another's. What looks like a secret in the path, or
/// numbers an order, is a `*`.
pub fn kept(url: &Url, shop: &str) -> String {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, value)| {
            let is_known = SEARCHES.contains(&name.as_ref()) || PAGES.contains(&name.as_ref());
            is_known && is_impersonal(value) && value.chars().count() <= 100
        })
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut url = url.clone();
    url.set_fragment(None);
    url.set_query(None);
    let path = address::kept(url.path());
    url.set_path(&path);
    // Only where there is something: an empty query would still have its question mark.
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(&kept);
    }
    let is_own = Url::parse(shop).is_ok_and(|shop| shop.origin() == url.origin());
    if !is_own {
        return url.to_string();
    }
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

/// Where an address as it was kept leads to now. A path is one of the shop's own, whatever it begins with: what looks
/// like another host (`//host/x`) stays a path.
pub fn gone_to(kept: &str, base: &Url) -> Option<Url> {
    if !kept.starts_with('/') {
        return Url::parse(kept).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    }
    let (path, query) = match kept.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (kept, None),
    };
    let mut url = base.clone();
    url.set_path(path);
    url.set_query(query);
    url.set_fragment(None);
    Some(url)
}

/// Whether an address as it was kept says enough to go there.
pub fn is_whole(kept: &str) -> bool {
    !kept.split('?').next().unwrap_or_default().contains('*')
}

/// Whether a page, by its address as it was kept and its type, is about a person: a checkout, an account, another host's.
pub fn is_private(kept: &str, page_type: Option<&str>) -> bool {
    matches!(page_type, Some("checkout" | "account")) || kept.starts_with("http") || !is_whole(kept)
}

/// Whether two addresses as they are kept lead to the same path.
pub fn is_same_path(one: &str, other: &str) -> bool {
    let path = |address: &str| address.split('?').next().unwrap_or_default().trim_end_matches('/').to_owned();
    path(one) == path(other)
}

/// Whether this is what a search is called.
pub fn is_search_name(name: &str) -> bool {
    SEARCHES.contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_query_only_what_says_which_page_is_kept() {
        let kept = |address: &str| kept(&Url::parse(address).unwrap(), "https://s.example/en/");
        assert_eq!(kept("https://s.example/search?q=red+mug&utm_source=x#top"), "/search?q=red+mug");
        assert_eq!(kept("https://s.example/account?email=ada%40s.example&name=Ada"), "/account");
        assert_eq!(kept("https://s.example/search?q=ada%40s.example"), "/search");
        assert_eq!(kept("https://pay.example/c/1?token=abc"), "https://pay.example/c/1");
    }

    #[test]
    fn a_path_leads_to_the_shop_and_to_no_other_host() {
        let base = Url::parse("https://s.example/en/").unwrap();
        let at = |kept: &str| gone_to(kept, &base).map(|url| url.to_string());
        assert_eq!(at("/search?q=red+mug").as_deref(), Some("https://s.example/search?q=red+mug"));
        assert_eq!(at("https://pay.example/c/1").as_deref(), Some("https://pay.example/c/1"));
        let odd = kept(&Url::parse("https://s.example//evil.example/x").unwrap(), "https://s.example/en/");
        assert_eq!(odd, "//evil.example/x");
        assert_eq!(gone_to(&odd, &base).unwrap().host_str(), Some("s.example"));
        assert_eq!(at("javascript:alert(1)"), None);
    }

    #[test]
    fn secrets_and_numbers_of_orders_are_not_kept() {
        let kept = |address: &str| kept(&Url::parse(address).unwrap(), "https://s.example/");
        let token = "c1f3a9b27d5e48a6b0";
        assert_eq!(kept(&format!("https://s.example/checkouts/cn/{token}/pay")), "/checkouts/cn/*/pay");
        assert_eq!(kept(&format!("https://s.example/account/reset/77/{token}")), "/account/reset/*/*");
        assert_eq!(kept(&format!("https://s.example/orders/{token}")), "/orders/*");
        assert_eq!(kept(&format!("https://pay.example/c/{token}")), "https://pay.example/c/*");
        assert!(is_private("/orders/*", None) && is_private("/account", Some("account")));
        assert!(!is_private("/products/mug", Some("product")));
    }

    #[test]
    fn paths_are_the_same_whatever_is_asked() {
        assert!(is_same_path("/search?q=a", "/search/"));
        assert!(!is_same_path("/search", "/cart"));
    }
}
