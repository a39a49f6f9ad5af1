//! What may be said of a place: public addresses, names, settings that would change where files go.

use super::*;
use crate::TargetId;

fn target(place: Place) -> PublicationTarget {
    PublicationTarget { id: TargetId("t".into()), name: "Live".into(), place }
}

fn codes(place: Place) -> Vec<&'static str> {
    validate_target(&target(place), &[]).iter().map(|finding| finding.code).collect()
}

fn http(url: &str) -> Place {
    Place::Http { url: url.into(), header: None, ca_pem: None, allow_http: false, public_url: None }
}

#[test]
fn secrets_go_encrypted_or_stay_on_this_computer() {
    for fine in ["https://x.example/a/", "http://127.0.0.1:8787", "http://localhost:1", "http://[::1]:1"] {
        assert!(codes(http(fine)).is_empty(), "{fine}");
        assert!(codes(Place::Host { url: fine.into() }).is_empty(), "{fine}");
    }
    assert_eq!(codes(http("http://x.example")), ["address_unencrypted"]);
    let agreed = Place::Http {
        url: "http://x.example".into(),
        header: None,
        ca_pem: None,
        allow_http: true,
        public_url: None,
    };
    assert!(codes(agreed).is_empty());
}

#[test]
fn addresses_are_whole_and_carry_no_secret() {
    assert_eq!(codes(http("x.example")), ["address_invalid"]);
    assert_eq!(codes(http("ftp://x.example")), ["address_invalid"]);
    assert_eq!(codes(http("https://a:b@x.example")), ["address_has_secret"]);
    assert_eq!(codes(http("https://x.example?token=1")), ["address_invalid"]);
}

#[test]
fn a_public_address_has_nothing_secret_in_it() {
    let with = |address: &str| {
        let public_url = Some(address.to_owned());
        let folder = codes(Place::Folder { path: "/srv/www".into(), public_url: public_url.clone() });
        let bucket = codes(Place::Gcs { bucket: "b".into(), prefix: String::new(), public_url });
        assert_eq!(folder, bucket);
        folder
    };
    for fine in ["https://cdn.example.com", "http://cdn.example.com/files/", " https://x.example "] {
        assert!(with(fine).is_empty(), "{fine}");
    }
    for (address, expected) in [
        ("cdn.example.com", "address_invalid"),
        ("https://x.blob.core.windows.net/files?sv=2024&sig=abc", "address_invalid"),
        ("https://cdn.example.com/#top", "address_invalid"),
        ("https://cdn.example.com/?", "address_invalid"),
        ("https://ada@cdn.example.com", "address_has_secret"),
        ("https://ada:secret@cdn.example.com", "address_has_secret"),
    ] {
        assert_eq!(with(address), [expected], "{address}");
    }
}

#[test]
fn names_that_would_change_the_address_are_refused() {
    let s3 = |bucket: &str, region: &str, key: &str, prefix: &str| {
        codes(Place::S3 {
            bucket: bucket.into(),
            region: region.into(),
            access_key_id: key.into(),
            prefix: prefix.into(),
            endpoint: None,
            allow_http: false,
            public_url: None,
        })
    };
    assert!(s3("my-shop.files_2", "eu-central-1", "AKIA123", "files/waymark/").is_empty());
    assert_eq!(s3("my bucket", "eu-central-1", "A", ""), ["name_invalid"]);
    assert_eq!(
        s3("files ", "evil.com/#", "A\nB", "../../x"),
        ["name_invalid"; 3].into_iter().chain(["prefix_invalid"]).collect::<Vec<_>>()
    );
    let azure = |account: &str, container: &str| {
        codes(Place::Azure {
            account: account.into(),
            container: container.into(),
            prefix: String::new(),
            endpoint: None,
            public_url: None,
        })
    };
    assert!(azure("devstoreaccount1", "$web").is_empty());
    assert_eq!(azure("evil.com/", "files"), ["name_invalid"]);
    assert_eq!(azure("acc@evil", "a/b"), ["name_invalid"; 2]);
}

#[test]
fn a_header_of_the_protocol_carries_no_token() {
    let with = |header: &str| {
        codes(Place::Http {
            url: "https://x.example".into(),
            header: Some(header.into()),
            ca_pem: None,
            allow_http: false,
            public_url: None,
        })
    };
    assert!(with("X-Api-Key").is_empty());
    assert_eq!(with("If-Match"), ["header_invalid"]);
    assert_eq!(with("X Api"), ["header_invalid"]);
    assert_eq!(with(""), ["header_invalid"]);
}

#[test]
fn a_shop_is_named_by_its_permanent_domain() {
    let with = |shop: &str, endpoint: Option<&str>| {
        codes(Place::Theme {
            shop: shop.into(),
            sign_in: SignIn::Token,
            theme: None,
            endpoint: endpoint.map(str::to_owned),
        })
    };
    assert!(with("my-shop.myshopify.com", None).is_empty());
    assert!(with("my-shop.myshopify.com", Some("http://127.0.0.1:1")).is_empty());
    assert_eq!(with("shop.example", None), ["shop_invalid"]);
    assert_eq!(with("evil.example/.myshopify.com", None), ["shop_invalid"]);
    assert_eq!(with("my-shop.myshopify.com", Some("https://evil.example")), ["endpoint_invalid"]);
}

#[test]
fn a_name_is_one_line() {
    for (name, expected) in [
        ("Live shop", &[][..]),
        ("Live\tshop", &["target_name_invalid"]),
        ("Live\nshop", &["target_name_invalid"]),
        ("\u{1b}[2J", &["target_name_invalid"]),
        ("ö".repeat(60).as_str(), &[]),
        ("ö".repeat(61).as_str(), &["target_name_long"]),
        (format!(" {} ", "a".repeat(60)).as_str(), &[]),
        (" \n", &["target_name_missing"]),
    ] {
        let place = Place::Folder { path: "/srv/www".into(), public_url: None };
        let found = validate_target(&PublicationTarget { name: name.into(), ..target(place) }, &[]);
        assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), expected, "{name:?}");
    }
}

#[test]
fn names_are_told_apart() {
    let place = Place::Folder { path: "/srv/www".into(), public_url: None };
    let other = PublicationTarget { id: TargetId("o".into()), name: "live ".into(), place: place.clone() };
    let found = validate_target(&target(place), &[other]);
    assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["target_name_taken"]);
}
