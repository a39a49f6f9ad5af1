//! Bytes to text as browsers do it: byte order mark, header, `<meta>`, and otherwise what the bytes look like.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes at the start in which a `<meta>` may name the encoding. Browsers look at 1 KiB; shops get it wrong.
const PRESCAN: usize = 4 << 10;

/// The text, and never an error: what does not fit the encoding becomes U+FFFD.
pub(super) fn decode(bytes: Vec<u8>, content_type: Option<&str>) -> String {
    let (encoding, mark) = match Encoding::for_bom(&bytes) {
        Some(found) => found,
        None => (named(&bytes, content_type), 0),
    };
    if encoding == UTF_8 && mark == 0 {
        return String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    }
    encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
}

fn named(bytes: &[u8], content_type: Option<&str>) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(PRESCAN)];
    content_type
        .and_then(|value| charset_in(value.as_bytes()))
        .or_else(|| in_meta(start))
        .unwrap_or_else(|| if mostly_utf8(bytes) { UTF_8 } else { WINDOWS_1252 })
}

/// A page that was cut may end within a character, if there were others of the kind before.
fn mostly_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(
        |error| error.error_len().is_none() && !bytes[..error.valid_up_to()].is_ascii(),
        |_| true,
    )
}

/// In `<meta charset=...>` or `<meta http-equiv=content-type content="...;charset=...">`, comments apart.
fn in_meta(start: &[u8]) -> Option<&'static Encoding> {
    let mut rest = start;
    while let Some(open) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[open..];
        if rest.starts_with(b"<!--") {
            rest = &rest[find(rest, b"-->")?..];
            continue;
        }
        let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
        let tag = &rest[1..end.max(1)];
        if tag.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"meta "))
            && let Some(found) = charset_in(tag)
        {
            // Who can read "utf-16" in a `<meta>` is not reading UTF-16.
            return Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found });
        }
        rest = &rest[1..];
    }
    None
}

fn charset_in(text: &[u8]) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let after = &lower[find(&lower, b"charset")? + b"charset".len()..];
    let value = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/') || byte.is_ascii_whitespace();
    Encoding::for_label(&value[..value.iter().position(ends).unwrap_or(value.len())])
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|part| part == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_header_meta_and_looks_in_this_order() {
        let cases: [(&[u8], Option<&str>, &str); 11] = [
            (b"caf\xc3\xa9", None, "café"),
            (b"caf\xe9", None, "café"),
            (b"caf\xe9", Some("text/html; charset=ISO-8859-1"), "café"),
            (b"caf\xe9", Some("text/html;charset=\"latin1\""), "café"),
            (b"\xef\xbb\xbfcaf\xc3\xa9", Some("text/html; charset=latin1"), "café"),
            (b"\xff\xfec\0a\0f\0\xe9\0", None, "café"),
            (b"<meta charset=windows-1251>\xea", None, "<meta charset=windows-1251>к"),
            (
                b"<META http-equiv=x content='text/html; charset=shift_jis'>\x83e",
                None,
                "<META http-equiv=x content='text/html; charset=shift_jis'>テ",
            ),
            (b"<!-- <meta charset=windows-1251> -->\xe9", None, "<!-- <meta charset=windows-1251> -->é"),
            (b"<meta charset=utf-16>caf\xc3\xa9", None, "<meta charset=utf-16>café"),
            (b"caf\xe9", Some("text/html; charset=utf-8"), "caf\u{fffd}"),
        ];
        for (bytes, content_type, expected) in cases {
            assert_eq!(decode(bytes.to_vec(), content_type), expected, "{bytes:?} {content_type:?}");
        }
    }

    #[test]
    fn a_page_cut_within_a_character_stays_utf8() {
        assert_eq!(decode(b"caf\xc3\xa9 caf\xc3".to_vec(), None), "café caf\u{fffd}");
    }

    #[test]
    fn nothing_makes_it_panic() {
        for bytes in [b"<".as_slice(), b"<meta", b"<meta ", b"<!--", b"<meta charset", b"<meta charset=", b""]
        {
            decode(bytes.to_vec(), Some("charset="));
            assert_eq!(decode(bytes.to_vec(), None).as_bytes(), bytes);
        }
    }
}
