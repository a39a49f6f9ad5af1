//! Who hands the report on: a name and a picture. The picture is known by its first bytes, never by what a file is
//! called.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Largest logo, bytes: it is written into every report.
pub const LARGEST_LOGO: usize = 1 << 20;
/// How far into an SVG file its root may begin, after a declaration and comments.
const PROLOGUE: usize = 2048;

/// Who hands the report on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branding {
    /// The agency's name; empty for none.
    pub name: String,
    /// Its logo.
    pub logo: Option<Logo>,
}

/// A picture that browsers show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    media_type: &'static str,
    bytes: Vec<u8>,
}

impl Logo {
    /// Reads a PNG, JPEG, GIF, WebP or SVG file; nothing where it is neither, or larger than 1 MiB.
    #[must_use]
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let media_type = media_type(&bytes).filter(|_| bytes.len() <= LARGEST_LOGO)?;
        Some(Self { media_type, bytes })
    }

    /// The picture as a `data:` address.
    #[must_use]
    pub fn address(&self) -> String {
        format!("data:{};base64,{}", self.media_type, STANDARD.encode(&self.bytes))
    }
}

fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(PROLOGUE)]);
            let start = start.trim_start_matches('\u{feff}').trim_start();
            let is_markup =
                start.starts_with("<svg") || start.starts_with("<?xml") || start.starts_with("<!--");
            (is_markup && start.contains("<svg")).then_some("image/svg+xml")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_first_bytes() {
        let address = |bytes: &[u8]| Logo::read(bytes.to_vec()).map(|logo| logo.address());
        assert_eq!(address(b"\x89PNG\r\n\x1a\n").as_deref(), Some("data:image/png;base64,iVBORw0KGgo="));
        for (bytes, kind) in [
            (&b"\xff\xd8\xff\xe0"[..], "image/jpeg"),
            (b"GIF89a", "image/gif"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            (b"<?xml version=\"1.0\"?>\n<svg/>", "image/svg+xml"),
            (b"\xef\xbb\xbf <svg/>", "image/svg+xml"),
        ] {
            assert!(
                address(bytes).is_some_and(|found| found.starts_with(&format!("data:{kind};"))),
                "{kind}"
            );
        }
        for bytes in [&b""[..], b"<html><svg/></html>", b"GIF", b"%PDF-1.7", b"<?xml version=\"1.0\"?><a/>"] {
            assert_eq!(address(bytes), None);
        }
    }

    #[test]
    fn a_logo_has_a_limit() {
        let of = |size: usize| Logo::read([&b"GIF89a"[..], &vec![0; size - 6]].concat());
        assert!(of(LARGEST_LOGO).is_some());
        assert!(of(LARGEST_LOGO + 1).is_none());
    }
}
