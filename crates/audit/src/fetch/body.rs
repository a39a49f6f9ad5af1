//! Reading a body without trusting it: so many bytes after unpacking and no more, at no less than a minimum rate, and
//! with the end that the server announced.

use std::io::Read;
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use reqwest::Response;
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::manners::Manners;
use crate::cause::{self, Cause};
use crate::error::AuditError;
use crate::hop::{self, host_and_port};

/// Bytes at the start by which a page is told from something else.
pub(super) const SNIFFED: usize = 1 << 10;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    /// Whether there was more.
    pub(super) cut: bool,
}

/// Reads into `body`, which keeps what came before an error.
pub(super) async fn read(
    url: &Url,
    response: &mut Response,
    most: usize,
    manners: &Manners,
    body: &mut Body,
) -> Result<(), AuditError> {
    let start = Instant::now();
    loop {
        let owed = Duration::from_secs((body.bytes.len() / manners.slowest.max(1)) as u64);
        let Ok(came) = timeout_at(start + manners.patience + owed, response.chunk()).await else {
            let (host, bytes) = (host_and_port(url), body.bytes.len());
            return Err(AuditError::TooSlow { host, bytes, seconds: start.elapsed().as_secs() });
        };
        let Some(chunk) = came.map_err(|error| explain(url, error, body.bytes.len(), manners))? else {
            return Ok(());
        };
        let room = most - body.bytes.len();
        body.bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            body.cut = true;
            return Ok(());
        }
    }
}

fn explain(url: &Url, error: reqwest::Error, bytes: usize, manners: &Manners) -> AuditError {
    let host = host_and_port(url);
    match cause::of(&error) {
        Cause::BrokenOff => AuditError::Truncated { host, bytes },
        Cause::Unclear if error.is_decode() => AuditError::Undecodable { host },
        _ => hop::explain(url, error, manners.timeout),
    }
}

/// A file that is itself a gzip archive, as sitemaps are, becomes what is in it.
pub(super) fn unpack(url: &Url, body: Body, most: usize) -> Result<Body, AuditError> {
    if !body.bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(body);
    }
    let mut bytes = Vec::new();
    let read = MultiGzDecoder::new(body.bytes.as_slice()).take(most as u64 + 1).read_to_end(&mut bytes);
    let cut = body.cut || bytes.len() > most;
    bytes.truncate(most);
    match read {
        Err(_) if !body.cut => Err(AuditError::Undecodable { host: host_and_port(url) }),
        _ => Ok(Body { bytes, cut }),
    }
}

/// Whether these are no characters of any encoding that pages have: the binary data bytes of the MIME Sniffing Standard.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let marked =
        [b"\xef\xbb\xbf".as_slice(), b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| bytes.starts_with(mark));
    !marked && bytes.iter().any(|byte| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: Vec<u8>, cut: bool) -> Result<Body, AuditError> {
        unpack(&Url::parse("https://shop.example/sitemap.xml.gz").unwrap(), Body { bytes, cut }, 1_000)
    }

    #[test]
    fn archives_are_unpacked_up_to_the_limit() {
        let small = unpacked(packed(b"<urlset/>"), false).unwrap();
        assert_eq!((small.bytes.as_slice(), small.cut), (b"<urlset/>".as_slice(), false));
        let bomb = unpacked(packed(&vec![0; 50 << 20]), false).unwrap();
        assert_eq!((bomb.bytes.len(), bomb.cut), (1_000, true));
        assert_eq!(unpacked(b"<urlset/>".to_vec(), false).unwrap().bytes, b"<urlset/>");
    }

    #[test]
    fn half_an_archive_is_an_error_unless_we_cut_it() {
        let half = packed(b"one two three four five six seven")[..20].to_vec();
        assert!(matches!(unpacked(half.clone(), false), Err(AuditError::Undecodable { .. })));
        assert!(unpacked(half, true).unwrap().cut);
    }

    #[test]
    fn text_of_any_encoding_is_not_binary() {
        assert!(is_binary(b"\x89PNG\r\n\x1a\n\0\0") && is_binary(b"<html>\0"));
        assert!(!is_binary(b"\xff\xfe<\0h\0") && !is_binary(b"caf\xe9\t\r\n\x0c") && !is_binary(b""));
    }
}
