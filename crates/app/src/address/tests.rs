//! What people type, and the addresses it becomes.

use super::*;

fn tried(typed: &str) -> Vec<String> {
    parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}")).0.iter().map(Url::to_string).collect()
}

#[test]
fn what_people_type_leads_to_addresses_to_try() {
    for (typed, expected) in [
        ("shop.com", vec!["https://shop.com/", "http://shop.com/"]),
        ("  \"www.shop.co.uk\" ", vec!["https://www.shop.co.uk/", "http://www.shop.co.uk/"]),
        ("Shop.COM/", vec!["https://shop.com/", "http://shop.com/"]),
        ("https://shop.com/en-gb/", vec!["https://shop.com/en-gb/"]),
        ("http://shop.com", vec!["http://shop.com/"]),
        ("HTTPS://shop.com?a=1#b", vec!["https://shop.com/?a=1#b"]),
        ("https:/shop.com", vec!["https://shop.com/"]),
        ("http:\\\\shop.com", vec!["http://shop.com/"]),
        ("//shop.com", vec!["https://shop.com/", "http://shop.com/"]),
        ("name.myshopify.com", vec!["https://name.myshopify.com/", "http://name.myshopify.com/"]),
        ("localhost", vec!["http://localhost/", "https://localhost/"]),
        ("localhost:8080/x", vec!["http://localhost:8080/x", "https://localhost:8080/x"]),
        ("127.0.0.1:4179", vec!["http://127.0.0.1:4179/", "https://127.0.0.1:4179/"]),
        ("[::1]:4179", vec!["http://[::1]:4179/", "https://[::1]:4179/"]),
        ("shop.com:3000/cart", vec!["http://shop.com:3000/cart", "https://shop.com:3000/cart"]),
        ("shop.test", vec!["http://shop.test/", "https://shop.test/"]),
        ("müller.de", vec!["https://xn--mller-kva.de/", "http://xn--mller-kva.de/"]),
        ("http.dog", vec!["https://http.dog/", "http://http.dog/"]),
        ("shop.com/https/a.html", vec!["https://shop.com/https/a.html", "http://shop.com/https/a.html"]),
    ] {
        assert_eq!(tried(typed), expected, "{typed}");
    }
}

#[test]
fn what_cannot_be_a_shop_says_why() {
    use AddressError as E;
    let typo = |meant: &str| E::SchemeTypo { meant: meant.to_owned() };
    let host = |meant: &str| E::HostTypo { meant: meant.to_owned() };
    let refused = |scheme: &str| E::SchemeRefused { scheme: scheme.to_owned() };
    let no_ending = |name: &str| E::NoEnding { name: name.to_owned() };
    for (typed, expected) in [
        ("", E::Empty),
        (" \"\" ", E::Empty),
        ("my shop", E::Spaces),
        ("shop .com", E::Spaces),
        ("htps://shop.com", typo("https://shop.com")),
        ("hhtp://shop.com/a", typo("http://shop.com/a")),
        ("https//shop.com", typo("https://shop.com")),
        ("http/shop.com", typo("http://shop.com")),
        ("javascript:alert(1)", refused("javascript")),
        ("JavaScript:alert(1)", refused("javascript")),
        ("data:text/html,x", refused("data")),
        ("mailto:a@b.com", refused("mailto")),
        ("ftp://shop.com", refused("ftp")),
        ("view-source:https://shop.com", refused("view-source")),
        ("tauri://localhost", refused("tauri")),
        ("file:///etc/passwd", E::File),
        ("/home/me/index.html", E::File),
        ("C:\\shop\\index.html", E::File),
        ("me@shop.com", E::Email),
        ("https://me:secret@shop.com/", E::Login),
        ("shop,com", host("shop.com")),
        ("shop..com", host("shop.com")),
        ("shop.con", host("shop.com")),
        ("myshop", no_ending("myshop")),
        ("www.shop", no_ending("www.shop")),
        ("shop.c", no_ending("shop.c")),
        ("https://", E::NotAnAddress),
        ("shop.com:99999", E::NotAnAddress),
        ("https://shop<b>.com", E::NotAnAddress),
        ("admin.shopify.com/store/kiln/products", E::Admin { storefront: "kiln.myshopify.com".to_owned() }),
        ("kiln.myshopify.com/admin", E::Admin { storefront: "kiln.myshopify.com".to_owned() }),
    ] {
        assert_eq!(parse(typed), Err(expected), "{typed}");
    }
}

#[test]
fn only_locales_and_shop_roots_belong_to_the_base() {
    for (page, expected) in [
        ("https://shop.com/", "https://shop.com/"),
        ("https://shop.com/en-gb/", "https://shop.com/en-gb/"),
        ("https://shop.com/en-gb?ref=1#x", "https://shop.com/en-gb/"),
        ("https://shop.com/shop/de", "https://shop.com/shop/de/"),
        ("https://shop.com/es-419/", "https://shop.com/es-419/"),
        ("https://shop.com/products/tee", "https://shop.com/"),
        ("https://shop.com/en-gb/products/tee", "https://shop.com/"),
        ("https://shop.com/shopping", "https://shop.com/"),
        ("http://localhost:8080/store/", "http://localhost:8080/store/"),
    ] {
        assert_eq!(base(&Url::parse(page).unwrap()).as_str(), expected, "{page}");
    }
}

#[test]
fn slugs_are_hosts_with_ports() {
    for (address, expected_slug, expected_name) in [
        ("https://www.shop.com/en/", "www.shop.com", "shop.com"),
        ("http://127.0.0.1:4179/", "127.0.0.1:4179", "127.0.0.1:4179"),
        ("http://[::1]:80/", "::1", "::1"),
        ("https://shop.com:443/", "shop.com", "shop.com"),
    ] {
        let url = Url::parse(address).unwrap();
        assert_eq!((slug(&url).as_str(), shop_name(&url).as_str()), (expected_slug, expected_name));
    }
}

#[test]
fn no_text_makes_it_panic() {
    for typed in ["ü:", ":", "://", "@", "a@", "[", "[::1", "%", "%%.com", "-.com", "\u{0}", "💥.com", "a:/b"]
    {
        let _ = parse(typed);
    }
}
