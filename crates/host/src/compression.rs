//! The smaller forms of what is published: made once, when it is put, as small as they get.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::store::Compressed;

/// Below this a body, its head and its frame fit in one packet, compressed or not.
const WORTH_IT: usize = 1024;
/// Up to here brotli takes its time; beyond, its best would keep a publisher waiting for seconds.
const UNHURRIED: usize = 256 * 1024;
/// Its own largest window, as bits.
const WINDOW: u32 = 22;

/// The smaller forms of a body; none where it would save nothing.
pub(crate) fn compress(body: &[u8]) -> Compressed {
    if body.len() < WORTH_IT {
        return Compressed::default();
    }
    let worth_it = |smaller: Option<Vec<u8>>| smaller.filter(|smaller| smaller.len() < body.len());
    Compressed { gzip: worth_it(gzip(body)), brotli: worth_it(brotli(body)) }
}

fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

fn brotli(body: &[u8]) -> Option<Vec<u8>> {
    let quality = if body.len() <= UNHURRIED { 11 } else { 9 };
    let mut smaller = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut smaller, 4096, quality, WINDOW);
    encoder.write_all(body).ok()?;
    drop(encoder);
    Some(smaller)
}
