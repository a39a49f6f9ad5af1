//! Paths of links and forms: what in them names a place of the shop and what names one product.

/// Path segments that are followed by the handle of one product.
const PRODUCT_SEGMENTS: [&str; 14] = [
    "products",
    "product",
    "product-page",
    "p",
    "item",
    "items",
    "dp",
    "prod",
    "artikel",
    "produkt",
    "produkte",
    "produit",
    "producto",
    "prodotto",
];
/// Path segments that are followed by the name of a place, whatever number it carries.
const PLACE_SEGMENTS: [&str; 9] =
    ["collections", "collection", "category", "categories", "c", "pages", "blogs", "policies", "account"];

/// Path of an address, absolute or relative, without query and fragment. None for `mailto:` and the like,
/// and for fragments alone.
#[must_use]
pub fn path(address: &str) -> Option<&str> {
    let address = address.trim();
    let rest = match address.find("://") {
        Some(at) if address.starts_with("http") => {
            let authority = &address[at + 3..];
            &authority[authority.find(['/', '?', '#']).unwrap_or(authority.len())..]
        }
        _ if address.starts_with("//") => {
            let authority = &address[2..];
            &authority[authority.find(['/', '?', '#']).unwrap_or(authority.len())..]
        }
        _ if address.split(['/', '?', '#']).next().is_some_and(|scheme| scheme.contains(':')) => return None,
        _ => address,
    };
    let path = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    (!path.is_empty()).then_some(path)
}

/// Whether the path leads to a picture or another file, which is no page, whatever folder it lies in.
#[must_use]
pub fn is_file(path: &str) -> bool {
    const FILES: [&str; 12] =
        ["jpg", "jpeg", "png", "webp", "gif", "svg", "avif", "mp4", "webm", "pdf", "css", "js"];
    let last = path.rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').is_some_and(|(_, kind)| FILES.contains(&&*kind.to_ascii_lowercase()))
}

/// Whether the path leads to one particular product (or something else that is one of many and numbered).
#[must_use]
pub fn is_particular(path: &str) -> bool {
    pattern(path).contains('*')
}

/// The path with handles of products, and numbers that identify, replaced by `*`.
#[must_use]
pub fn pattern(path: &str) -> String {
    let mut after_product = false;
    let mut in_place = false;
    let segments: Vec<&str> = path
        .split('/')
        .map(|segment| {
            let lower = segment.to_ascii_lowercase();
            let particular = !segment.is_empty() && (after_product || (!in_place && is_numbered(&lower)));
            if !segment.is_empty() {
                after_product = PRODUCT_SEGMENTS.contains(&&*lower);
                in_place = in_place || PLACE_SEGMENTS.contains(&&*lower);
            }
            if particular { "*" } else { segment }
        })
        .collect();
    segments.join("/")
}

/// `the-art-of-war_209`, `1234`, `tee-98765`, a uuid: a segment that identifies one of many.
fn is_numbered(segment: &str) -> bool {
    let digits = segment.chars().rev().take_while(char::is_ascii_digit).count();
    let before = segment.len() - digits;
    digits > 0 && (before == 0 || digits >= 4 || segment[..before].ends_with('_'))
        || (segment.len() >= 32 && segment.chars().all(|c| c.is_ascii_hexdigit() || c == '-'))
}

/// The end of a path that says where it leads whatever product it starts from: all of `/pages/about`,
/// `/reviews/add/` of a product's review page, `/outerwear_` of a category with a number. None when only the
/// product is named.
#[must_use]
pub fn lasting_tail(path: &str) -> Option<&str> {
    let trimmed = path.trim_end_matches('/');
    let last = trimmed.rfind('/').map_or(trimmed, |at| &trimmed[at..]);
    let digits = last.bytes().rev().take_while(u8::is_ascii_digit).count();
    if let Some(name) =
        last[..last.len() - digits].strip_suffix('_').filter(|_| digits > 0 && !is_particular(path))
    {
        let start = trimmed.len() - last.len();
        return (name.len() > 2).then(|| &path[start..=start + name.len()]);
    }
    let pattern = pattern(path);
    let Some(star) = pattern.rfind('*') else { return (path.len() > 1).then_some(path) };
    let tail = &pattern[star + 1..];
    (tail.trim_matches('/').len() > 2).then(|| &path[path.len() - tail.len()..])
}

/// The start of a path up to what names one product: `/basket/add/` of `/basket/add/12/`.
#[must_use]
pub fn lasting_head(path: &str) -> Option<&str> {
    let pattern = pattern(path);
    let head = pattern.find('*').map_or(path.len(), |star| star);
    (head > 2).then(|| &path[..head])
}

/// The folder that two patterns share, with `*` for what lies in it: `/collections/*` of `/collections/new` and
/// `/collections/sale`. The pattern itself where they are equal.
#[must_use]
pub fn shared_pattern(left: &str, right: &str) -> Option<String> {
    if left == right {
        return Some(left.to_owned());
    }
    let folder = |path: &str| path.trim_end_matches('/').rfind('/').map_or(0, |end| end + 1);
    let (left, right) = (&left[..folder(left)], &right[..folder(right)]);
    let shared: usize = left
        .split_inclusive('/')
        .zip(right.split_inclusive('/'))
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len())
        .sum();
    // Everything lies in `/`.
    (shared > 1).then(|| format!("{}*", &left[..shared]))
}

/// Whether a path's pattern is this one, or lies in the folder that it names.
#[must_use]
pub fn is_within(pattern: &str, shared: &str) -> bool {
    pattern == shared || shared.strip_suffix('*').is_some_and(|folder| pattern.starts_with(folder))
}

/// Whether a pattern is that of single products: `/products/*`.
#[must_use]
pub fn is_of_products(pattern: &str) -> bool {
    let mut segments = pattern.trim_end_matches('/').rsplit('/');
    segments.next() == Some("*")
        && segments.next().is_some_and(|last| PRODUCT_SEGMENTS.contains(&&*last.to_ascii_lowercase()))
}

/// The path as it may be kept: what looks like a secret, or numbers an order of a customer, replaced by `*`.
#[must_use]
pub fn kept(path: &str) -> String {
    let is_private =
        path.split('/').any(|segment| matches!(segment, "account" | "accounts" | "orders" | "customer"));
    let is_secret = |segment: &str| {
        let has = |of: fn(char) -> bool| segment.chars().any(of);
        segment.len() >= 16
            && has(|c| c.is_ascii_digit())
            && has(char::is_alphabetic)
            && !segment.contains('-')
            || segment.len() == 36 && segment.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
    };
    let is_number = |segment: &str| segment.bytes().any(|byte| byte.is_ascii_digit());
    let kept = |segment| if is_secret(segment) || is_private && is_number(segment) { "*" } else { segment };
    path.split('/').map(kept).collect::<Vec<_>>().join("/")
}

/// Handle of the product that a product page's address names.
#[must_use]
pub fn handle(path: &str) -> Option<&str> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let at = segments.iter().rposition(|segment| PRODUCT_SEGMENTS.contains(&&*segment.to_ascii_lowercase()));
    match at {
        Some(at) => segments.get(at + 1).copied(),
        // A numbered place is no product: an order, a collection, an article.
        None if segments.iter().any(|segment| PLACE_SEGMENTS.contains(&&*segment.to_ascii_lowercase())) => {
            None
        }
        None => segments.last().copied().filter(|segment| is_numbered(segment)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_share_a_folder() {
        assert_eq!(shared_pattern("/collections/new", "/collections/sale"), Some("/collections/*".into()));
        assert_eq!(shared_pattern("/collections/*", "/collections/sale"), Some("/collections/*".into()));
        assert_eq!(shared_pattern("/cart", "/cart"), Some("/cart".into()));
        assert_eq!(shared_pattern("/pages/about", "/collections/new"), None);
        assert_eq!(shared_pattern("/cart", "/search"), None);
        assert!(is_within("/collections/new", "/collections/*"));
        assert!(!is_within("/collections", "/collections/*"));
        assert!(!is_within("/cart/add", "/cart"));
    }

    #[test]
    fn a_path_is_cut_out_of_any_address() {
        assert_eq!(path("https://shop.example/cart?x=1#y"), Some("/cart"));
        assert_eq!(path("//shop.example/cart"), Some("/cart"));
        assert_eq!(path("../basket/"), Some("../basket/"));
        assert_eq!(path("mailto:a@b.c"), None);
        assert_eq!(path("javascript:void(0)"), None);
        assert_eq!(path("#top"), None);
    }

    #[test]
    fn products_are_particular_and_places_are_not() {
        assert_eq!(pattern("/products/blue-tee"), "/products/*");
        assert_eq!(pattern("/collections/summer/products/blue-tee"), "/collections/summer/products/*");
        assert_eq!(pattern("/catalogue/hacking-exposed_206/"), "/catalogue/*/");
        assert_eq!(pattern("/catalogue/category/books_2/"), "/catalogue/category/books_2/");
        assert_eq!(pattern("/collections/summer"), "/collections/summer");
        assert_eq!(pattern("/products"), "/products");
        assert!(!is_particular("/cart/add"));
    }

    #[test]
    fn a_picture_is_no_page_of_a_product() {
        assert!(is_file("/media/product/alpine-jacket-1.JPG"));
        assert!(!is_file("/products/alpine-jacket"));
        assert!(!is_file("/products/v2.0"));
    }

    #[test]
    fn what_lasts_of_a_path_is_cut_out() {
        assert_eq!(lasting_tail("/pages/about"), Some("/pages/about"));
        assert_eq!(lasting_tail("/catalogue/harbor-tee_1/reviews/add/"), Some("/reviews/add/"));
        assert_eq!(lasting_tail("/catalogue/category/outerwear_2/"), Some("/outerwear_"));
        assert_eq!(lasting_tail("/products/blue-tee"), None);
        assert_eq!(lasting_head("/basket/add/12/"), Some("/basket/add/"));
    }

    #[test]
    fn secrets_of_an_address_are_not_kept() {
        assert_eq!(kept("/account/reset/123/4f5e6d7c8b9a0f1e2d3c"), "/account/reset/*/*");
        assert_eq!(kept("/collections/summer-2024"), "/collections/summer-2024");
    }

    #[test]
    fn a_product_pages_address_names_its_handle() {
        assert_eq!(handle("/en/products/blue-tee"), Some("blue-tee"));
        assert_eq!(handle("/catalogue/hacking-exposed_206/"), Some("hacking-exposed_206"));
        assert_eq!(handle("/pages/about"), None);
        assert_eq!(handle("/account/orders/98765"), None);
    }
}
