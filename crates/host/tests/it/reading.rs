//! How reads are answered: tags, what is known already, compression, other origins, what is not there.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::io::Read as _;

use reqwest::{Client, Method, Response, StatusCode};

use crate::common::{Host, refused, sha256, tag, text};

/// Compresses well.
fn long() -> String {
    (0..2000).map(|number| format!("track('event {number}');")).collect::<Vec<_>>().join("\n")
}

async fn published(host: &Host) -> String {
    let name = format!("{}.js", sha256(long()));
    assert_eq!(host.create(&name, long()).await.status(), StatusCode::CREATED);
    name
}

async fn accepting(host: &Host, name: &str, encodings: &str) -> Response {
    host.client.get(host.url(name)).header("accept-encoding", encodings).send().await.unwrap()
}

#[tokio::test]
async fn each_form_has_its_own_tag_and_is_made_once() {
    let host = Host::start().await;
    let name = published(&host).await;
    let hash = sha256(long());
    let cases = [
        ("identity", "", format!("\"{hash}\"")),
        ("gzip", "gzip", format!("\"{hash}-gzip\"")),
        ("br;q=0, gzip", "gzip", format!("\"{hash}-gzip\"")),
        ("gzip, deflate, br", "br", format!("\"{hash}-br\"")),
    ];
    for (accepted, encoding, expected) in cases {
        let read = accepting(&host, &name, accepted).await;
        assert_eq!(text(read.headers(), "content-encoding"), encoding);
        assert_eq!(text(read.headers(), "vary"), "accept-encoding, authorization");
        assert_eq!(tag(&read), expected);
        assert_eq!(read.content_length(), text(read.headers(), "content-length").parse().ok());
        let bytes = read.bytes().await.unwrap();
        match encoding {
            "" => assert_eq!(bytes, long()),
            "gzip" => {
                let mut plain = String::new();
                flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut plain).unwrap();
                assert_eq!(plain, long());
                assert!(bytes.len() * 4 < long().len());
            }
            _ => assert!(bytes.len() * 4 < long().len()),
        }
    }
    // What a browser makes of it.
    let browser = Client::builder().gzip(false).brotli(true).build().unwrap();
    assert_eq!(browser.get(host.url(&name)).send().await.unwrap().text().await.unwrap(), long());
    host.stop().await;
}

#[tokio::test]
async fn a_cache_on_the_way_keeps_nothing_that_a_publisher_reads() {
    let host = Host::start().await;
    let pointer = host.content("one").await;
    host.create("current.json", pointer.clone()).await;
    let content = published(&host).await;
    for (name, status) in [("current.json", 200), (content.as_str(), 200), ("probe.json", 404), ("what", 404)]
    {
        let visitor = host.get(name).await;
        let publisher = host.request(Method::GET, name).send().await.unwrap();
        assert_eq!((visitor.status().as_u16(), publisher.status().as_u16()), (status, status), "{name}");
        assert_eq!(text(publisher.headers(), "cache-control"), "no-store", "{name}");
        assert!(text(visitor.headers(), "cache-control").contains("max-age"), "{name}");
        assert!(text(visitor.headers(), "vary").contains("authorization"), "{name}");
    }
    host.stop().await;
}

#[tokio::test]
async fn a_pointer_has_one_form() {
    let host = Host::start().await;
    let pointer = host.content("one").await;
    host.create("current.json", pointer.clone()).await;
    let read = accepting(&host, "current.json", "gzip, br").await;
    assert_eq!(text(read.headers(), "content-encoding"), "");
    assert_eq!(tag(&read), format!("\"{}\"", sha256(&pointer)));
    assert_eq!(read.bytes().await.unwrap(), pointer);
    host.stop().await;
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let host = Host::start().await;
    let name = published(&host).await;
    for accepted in ["identity", "gzip", "br"] {
        let known = tag(&accepting(&host, &name, accepted).await);
        for (said, status) in [
            (known.clone(), StatusCode::NOT_MODIFIED),
            (format!("\"other\", W/{known}"), StatusCode::NOT_MODIFIED),
            ("*".into(), StatusCode::NOT_MODIFIED),
            ("\"other\"".into(), StatusCode::OK),
        ] {
            let asked = host.client.get(host.url(&name)).header("accept-encoding", accepted);
            let read = asked.header("if-none-match", &said).send().await.unwrap();
            assert_eq!(read.status(), status, "{said}");
            assert_eq!(tag(&read), known);
            assert_eq!(text(read.headers(), "cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(read.bytes().await.unwrap().is_empty(), status == StatusCode::NOT_MODIFIED);
        }
    }
    // The plain one is not the compressed one.
    let plain = tag(&accepting(&host, &name, "identity").await);
    let asked = host.client.get(host.url(&name)).header("accept-encoding", "gzip");
    assert_eq!(asked.header("if-none-match", plain).send().await.unwrap().status(), StatusCode::OK);
    host.stop().await;
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let host = Host::start().await;
    let name = published(&host).await;
    let get = host.get(&name).await;
    let head = host.client.head(host.url(&name)).send().await.unwrap();
    assert_eq!(head.status(), StatusCode::OK);
    for header in ["content-length", "etag", "cache-control", "content-type", "vary"] {
        assert_eq!(text(head.headers(), header), text(get.headers(), header));
        assert_ne!(text(head.headers(), header), "");
    }
    assert!(head.bytes().await.unwrap().is_empty());
    host.stop().await;
}

#[tokio::test]
async fn any_origin_may_read() {
    let host = Host::start().await;
    let preflight = host.client.request(Method::OPTIONS, host.url("current.json"));
    let preflight = preflight.header("origin", "https://kiln.example").send().await.unwrap();
    assert_eq!(preflight.status(), StatusCode::NO_CONTENT);
    assert_eq!(text(preflight.headers(), "access-control-allow-origin"), "*");
    assert_eq!(text(preflight.headers(), "access-control-allow-methods"), "GET, HEAD, OPTIONS");
    host.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_said_in_short() {
    let host = Host::start().await;
    for path in ["/", "/v1/kiln/current.json", "/v1/kiln/events", "/v1/kiln/..%2fx", "/v1/nobody/waymark.js"]
    {
        let missing = host.client.get(format!("http://{}{path}", host.address)).send().await.unwrap();
        assert_eq!(text(missing.headers(), "cache-control"), "public, max-age=10", "{path}");
        assert_eq!(text(missing.headers(), "access-control-allow-origin"), "*");
        assert_eq!(text(missing.headers(), "x-content-type-options"), "nosniff");
        assert_eq!(refused(missing, 404).await, "not_found");
    }
    let posted = host.client.post(host.url("current.json")).send().await.unwrap();
    assert_eq!(refused(posted, 405).await, "method_not_allowed");
    let health = host.client.get(format!("http://{}/healthz", host.address)).send().await.unwrap();
    assert_eq!(health.json::<serde_json::Value>().await.unwrap()["status"], "ok");
    host.stop().await;
}
