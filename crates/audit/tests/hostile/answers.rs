//! What the hostile shop answers, address by address.

use std::io::Write;
use std::time::Duration;

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};
use tokio::time::sleep;

use super::server::{Asked, Out, Site};

/// Bytes of spaces that `/bomb` unpacks to.
pub const BOMB: usize = 200 << 20;

/// A shop page with everything in order.
pub const PAGE: &str = "<!doctype html><html><head><title>Mug - Kiln</title></head><body><main><h1>Mug</h1>\
    <form action=/cart/add><button id=add>Add to cart</button></form></main></body></html>";

const HTML: &str = "content-type: text/html\r\n";

/// Answers one request; `times` counts how often its path was asked for, this time included.
pub async fn give(asked: &Asked, times: usize, site: &Site, out: &mut Out<'_>) -> std::io::Result<()> {
    let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
    match path.split('/').nth(1).unwrap_or_default() {
        "slow" | "drip" | "silent" | "endless-headers" | "huge" | "bomb" | "random" | "pause" => {
            lengthy(asked, path, out).await
        }
        "moved" | "circle" | "spiral" | "cookie" | "to" | "login-needed" | "locked" | "ftp"
        | "no-location" => redirecting(asked, path, query, out).await,
        "busy" | "busy-date" | "busy-long" | "busy-always" | "maintenance" | "gateway" => {
            busy(path, times, out).await
        }
        "binary" | "pdf" | "unnamed" | "truncated" | "chunk-cut" | "gzip-cut" | "not-gzip" | "zstd"
        | "empty" | "blank" | "no-content" | "not-http" | "many-headers" | "malformed-html" | "latin1"
        | "gzip" | "deflate" => odd(path, out).await,
        "bot" | "bot-script" | "consent" | "password" | "forbidden" | "gone" | "broken" | "js-only"
        | "csp" => walls(path, out).await,
        "robots.txt" => {
            let text = format!(
                "User-agent: *\nDisallow: /private\nSitemap: http://{}/sitemap.xml.gz\n",
                site.address
            );
            out.answer("200 OK", "content-type: text/plain\r\n", text).await
        }
        "sitemap.xml.gz" => {
            let named: Vec<String> =
                site.named.iter().map(|path| format!("<url><loc>{path}</loc></url>")).collect();
            let named = named.concat();
            let body = gzip(format!("<urlset>{named}</urlset>").as_bytes());
            out.answer("200 OK", "content-type: application/gzip\r\n", body).await
        }
        "cookies" => {
            let cookie = asked.headers.get("cookie").map_or("", String::as_str);
            out.page("200 OK", &format!("<html><body>{cookie}</body></html>")).await
        }
        _ => out.page("200 OK", PAGE).await,
    }
}

async fn lengthy(asked: &Asked, path: &str, out: &mut Out<'_>) -> std::io::Result<()> {
    match path {
        "/pause" => {
            out.work(Duration::from_millis(100)).await;
            out.page("200 OK", PAGE).await
        }
        "/slow" => {
            sleep(Duration::from_secs(3600)).await;
            out.page("200 OK", PAGE).await
        }
        "/silent" => {
            sleep(Duration::from_secs(3600)).await;
            Ok(())
        }
        "/drip" => {
            out.send(format!("HTTP/1.1 200 OK\r\n{HTML}content-length: 100000\r\n\r\n<html>")).await?;
            loop {
                sleep(Duration::from_millis(50)).await;
                out.send("x").await?;
            }
        }
        "/endless-headers" => {
            out.send("HTTP/1.1 200 OK\r\n").await?;
            loop {
                out.send(format!("x-more: {}\r\n", "y".repeat(1_000))).await?;
            }
        }
        "/huge" => {
            out.send(format!("HTTP/1.1 200 OK\r\n{HTML}connection: close\r\n\r\n<html><body>")).await?;
            loop {
                out.send("<p>more and more and more</p>".repeat(1_000)).await?;
            }
        }
        "/bomb" => {
            let body = bomb();
            out.answer("200 OK", &format!("{HTML}content-encoding: gzip\r\n"), body).await
        }
        // Closes somewhere, and where is told by the query.
        _ => {
            let whole = format!("HTTP/1.1 200 OK\r\n{HTML}content-length: {}\r\n\r\n{PAGE}", PAGE.len());
            let at = asked.path.split_once("at=").and_then(|(_, at)| at.parse().ok()).unwrap_or(0);
            out.send(&whole.as_bytes()[..whole.len().min(at)]).await
        }
    }
}

async fn redirecting(asked: &Asked, path: &str, query: &str, out: &mut Out<'_>) -> std::io::Result<()> {
    let location = match path {
        "/moved" => "/products/mug".to_owned(),
        "/circle" => "/circle".to_owned(),
        "/spiral" => format!("/spiral?{}", query.parse::<u32>().unwrap_or(0) + 1),
        "/to" => query.to_owned(),
        "/login-needed" => "/account/login?return=/login-needed".to_owned(),
        "/locked" => "/password".to_owned(),
        "/ftp" => "ftp://files.example/".to_owned(),
        "/no-location" => return out.page("302 Found", "<p>somewhere").await,
        _ if asked.headers.contains_key("cookie") => return out.page("200 OK", PAGE).await,
        _ => {
            let headers = "set-cookie: seen=1; Path=/\r\nlocation: /cookie\r\n";
            return out.answer("302 Found", headers, "").await;
        }
    };
    out.answer("302 Found", &format!("location: {location}\r\n"), "").await
}

async fn busy(path: &str, times: usize, out: &mut Out<'_>) -> std::io::Result<()> {
    let soon = std::time::SystemTime::now() + Duration::from_secs(2);
    match (path, times) {
        ("/busy", 1) => out.answer("429 Too Many Requests", "retry-after: 1\r\n", "").await,
        ("/busy-date", 1) => {
            let date = httpdate::fmt_http_date(soon);
            out.answer("429 Too Many Requests", &format!("retry-after: {date}\r\n"), "").await
        }
        ("/busy-long", _) => out.answer("429 Too Many Requests", "retry-after: 3600\r\n", "").await,
        ("/busy-always", _) => out.page("429 Too Many Requests", "<h1>Slow down</h1>").await,
        ("/maintenance", _) => out.page("503 Service Unavailable", "<h1>Back soon</h1>").await,
        ("/gateway", 1) => out.page("502 Bad Gateway", "<h1>nginx</h1>").await,
        _ => out.page("200 OK", PAGE).await,
    }
}

async fn odd(path: &str, out: &mut Out<'_>) -> std::io::Result<()> {
    let ok = "200 OK";
    match path {
        "/binary" => out.answer(ok, HTML, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").await,
        "/pdf" => out.answer(ok, "content-type: application/pdf\r\n", "%PDF-1.7").await,
        "/unnamed" => out.answer(ok, "", PAGE).await,
        "/truncated" => {
            out.send(format!("HTTP/1.1 200 OK\r\n{HTML}content-length: 5000\r\n\r\n{PAGE}")).await
        }
        "/chunk-cut" => {
            out.send(format!("HTTP/1.1 200 OK\r\n{HTML}transfer-encoding: chunked\r\n\r\nff\r\n<html>")).await
        }
        "/gzip-cut" => {
            let whole = gzip(PAGE.as_bytes());
            out.answer(ok, &format!("{HTML}content-encoding: gzip\r\n"), &whole[..whole.len() / 2]).await
        }
        "/not-gzip" => out.answer(ok, &format!("{HTML}content-encoding: gzip\r\n"), PAGE).await,
        "/zstd" => {
            out.answer(ok, &format!("{HTML}content-encoding: zstd\r\n"), b"\x28\xb5\x2f\xfd\x04").await
        }
        "/gzip" => out.answer(ok, &format!("{HTML}content-encoding: gzip\r\n"), gzip(PAGE.as_bytes())).await,
        "/deflate" => {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(PAGE.as_bytes())?;
            out.answer(ok, &format!("{HTML}content-encoding: deflate\r\n"), encoder.finish()?).await
        }
        "/empty" => out.answer(ok, HTML, "").await,
        "/blank" => out.answer(ok, HTML, " \r\n\t ").await,
        "/no-content" => out.send("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await,
        "/not-http" => out.send("220 mail.example ESMTP ready\r\n").await,
        "/many-headers" => {
            let headers = (0..5_000).map(|number| format!("x-{number}: y\r\n")).collect::<Vec<_>>().concat();
            out.answer(ok, &format!("{HTML}{headers}"), PAGE).await
        }
        "/latin1" => {
            out.answer(ok, "content-type: text/html; charset=iso-8859-1\r\n", b"<html>caf\xe9</html>").await
        }
        _ => out.page(ok, "<html><<body <p class=\"a\"\0<table><div></table></b></i><script>if(a<b").await,
    }
}

async fn walls(path: &str, out: &mut Out<'_>) -> std::io::Result<()> {
    match path {
        "/bot" => {
            let page = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>";
            out.answer("403 Forbidden", &format!("{HTML}cf-mitigated: challenge\r\n"), page).await
        }
        "/bot-script" => {
            let script = "<script src=\"/cdn-cgi/challenge-platform/scripts/jsd/main.js\"></script>";
            out.page("200 OK", &format!("{PAGE}{script}")).await
        }
        "/consent" => {
            let page = "<title>Your privacy</title><h1>We value your privacy</h1><p>We use cookies.</p>\
                <form method=post><button>Accept all</button></form>";
            out.page("200 OK", page).await
        }
        "/password" => {
            let page = "<h1>Opening soon</h1><form method=post action=/password><input type=hidden name=form_type \
                value=storefront_password><input type=password name=password></form>";
            out.page("200 OK", page).await
        }
        "/forbidden" => out.page("403 Forbidden", "<h1>Forbidden</h1>").await,
        "/gone" => out.page("404 Not Found", "<h1>This mug is gone</h1>").await,
        "/broken" => out.page("500 Internal Server Error", PAGE).await,
        "/js-only" => {
            out.page("200 OK", "<!doctype html><div id=root></div><script src=/app.js></script>").await
        }
        _ => {
            let headers = format!(
                "{HTML}content-security-policy: script-src 'self'\r\ncontent-security-policy: \
                     img-src *\r\nset-cookie: secret=1\r\n"
            );
            out.answer("200 OK", &headers, PAGE).await
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An archive without an end, of pieces that need nothing from before them, so that one megabyte is packed once.
fn bomb() -> Vec<u8> {
    let mut packed = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
    packed.extend(piece(b"<html>"));
    packed.extend(piece(&vec![b' '; 1 << 20]).repeat(BOMB >> 20));
    packed
}

fn piece(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(8 << 10);
    Compress::new(Compression::best(), false).compress_vec(bytes, &mut packed, FlushCompress::Full).unwrap();
    packed
}
