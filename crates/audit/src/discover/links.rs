//! The addresses that a page of the shop links to, within the shop.

use std::collections::BTreeSet;

use url::Url;
use waymark_identify::Document;
use waymark_model::page_path::acts;

/// Links of a page that are read at most.
const MOST: usize = 5_000;
/// Files that are no pages.
const FILES: [&str; 20] = [
    ".md", ".txt", ".csv", ".rss", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".zip", ".mp4",
    ".webm", ".xml", ".json", ".js", ".css", ".atom", ".ico",
];
/// What changes something when it is asked for, or belongs to one person.
const NEVER: [&str; 13] = [
    "/logout",
    "/cart/add",
    "/cart/change",
    "/cart/clear",
    "/cart/update",
    "/account/logout",
    "/customer/",
    "/wishlist/add",
    "/compare/add",
    "/checkouts/",
    "/checkout",
    "/admin",
    "/wp-admin",
];

/// Pages of the shop that a page links to, each once, in document order, without fragments. `shop` is the shop's own
/// address: what lies on another host or outside its path is left out, and so is what must not be asked for.
#[must_use]
pub fn links(document: &Document, page: &Url, shop: &Url) -> Vec<Url> {
    let mut seen = BTreeSet::new();
    document
        .descendant_elements(document.root())
        .filter(|&node| document.is_html(node, "a"))
        .filter_map(|node| document.attribute(node, "href"))
        .take(MOST)
        .filter_map(|address| page.join(address.trim()).ok())
        .filter_map(|address| within(address, shop))
        .filter(|address| seen.insert(address.clone()))
        .collect()
}

/// The address as a page of the shop; nothing where it is none.
pub(crate) fn within(mut address: Url, shop: &Url) -> Option<Url> {
    address.set_fragment(None);
    let address = at_shop(address, shop)?;
    let base = shop.path().trim_end_matches('/');
    let is_inside =
        address.path().strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let path = address.path().to_ascii_lowercase();
    let is_page =
        !FILES.iter().any(|end| path.ends_with(end)) && !NEVER.iter().any(|part| has_part(&path, part));
    let is_page = is_page && !acts(address.query().unwrap_or_default());
    (is_inside && is_page).then_some(address)
}

/// Whether a path has this in it and nothing behind it that belongs to its last name: `/products/checkout-mat` is a page.
fn has_part(path: &str, part: &str) -> bool {
    path.match_indices(part).any(|(at, _)| {
        let rest = &path[at + part.len()..];
        part.ends_with('/') || rest.is_empty() || rest.starts_with(['/', '.', ';'])
    })
}

/// The address at the shop's own origin; nothing where it lies elsewhere. Old sitemaps and links of a shop that moved to
/// `https` still say `http`.
pub(crate) fn at_shop(mut address: Url, shop: &Url) -> Option<Url> {
    let is_old = address.scheme() == "http" && shop.scheme() == "https" && address.host() == shop.host();
    if is_old && address.port().is_none() && shop.port().is_none() {
        address.set_scheme("https").ok()?;
    }
    (address.origin() == shop.origin()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_no_page_and_what_is_only_called_so_is_one() -> Result<(), Box<dyn std::error::Error>> {
        let shop = "https://shop.example/".parse()?;
        let is_page = |path: &str| -> Result<bool, Box<dyn std::error::Error>> {
            Ok(within(format!("https://shop.example{path}").parse()?, &shop).is_some())
        };
        for never in ["/checkout", "/de/checkout/", "/checkouts/c1", "/logout.php", "/cart/add/1", "/admin"] {
            assert!(!is_page(never)?, "{never}");
        }
        for page in ["/products/administrator-mug", "/products/checkout-mat", "/products/admin-mug", "/cart"]
        {
            assert!(is_page(page)?, "{page}");
        }
        Ok(())
    }

    #[test]
    fn an_address_of_before_the_shop_was_encrypted_is_its_own() -> Result<(), Box<dyn std::error::Error>> {
        let of = |address: &str, shop: &str| -> Result<Option<String>, Box<dyn std::error::Error>> {
            Ok(at_shop(address.parse()?, &shop.parse()?).map(String::from))
        };
        let shop = "https://shop.example/";
        assert_eq!(of("http://shop.example/a", shop)?.as_deref(), Some("https://shop.example/a"));
        assert_eq!(of("https://shop.example/a", shop)?.as_deref(), Some("https://shop.example/a"));
        assert_eq!(of("https://shop.example/a", "http://shop.example/")?, None);
        for elsewhere in ["http://other.example/a", "http://shop.example:8080/a", "ftp://shop.example/a"] {
            assert_eq!(of(elsewhere, shop)?, None, "{elsewhere}");
        }
        Ok(())
    }

    #[test]
    fn only_pages_of_the_shop_are_taken_and_nothing_that_acts() -> Result<(), Box<dyn std::error::Error>> {
        let page = Document::from_html(
            "<a href=/en/products/mug#reviews>Mug</a><a href='/en/products/mug'>Mug</a><a href=/de/x>Deutsch</a>
             <a href='https://other.example/en/'>Other</a><a href='/en/cart/add?id=1'>Add</a>
             <a href=/en/logo.PNG>Logo</a><a href='javascript:void 0'>No</a><a href=tea>Tea</a><a>none</a>
             <a href='/en/cart?add=1&id_product=3&token=f'>Add</a><a href='/en/mug?add-to-cart=3'>Add</a>
             <a href='/en/cart?remove_item=f'>Remove</a><a href='/en/account?action=logout'>Leave</a>
             <a href='/en/mug?colour=red&sort=added'>Red</a>",
        )?;
        let found = links(
            &page,
            &Url::parse("https://shop.example/en/collections/all")?,
            &Url::parse("https://shop.example/en/")?,
        );
        let found: Vec<&str> = found.iter().map(Url::path).collect();
        assert_eq!(found, ["/en/products/mug", "/en/collections/tea", "/en/mug"]);
        Ok(())
    }
}
