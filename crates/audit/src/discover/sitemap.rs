//! Reading sitemaps (sitemaps.org 0.9) that people and plugins wrote: indexes, plain lists, namespaces left out,
//! broken endings. A scan for `loc` instead of an XML parser, because what is broken at the end is good until there.

use std::borrow::Cow;

/// Addresses that are read of one file at most; the protocol allows 50,000.
const MOST: usize = 50_000;

/// What a sitemap names, as it is written: parts of its text, which may be large.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap<'a> {
    /// Further sitemaps.
    pub sitemaps: Vec<Cow<'a, str>>,
    /// Pages.
    pub pages: Vec<Cow<'a, str>>,
}

/// Reads a sitemap; a plain text one has an address a line.
#[must_use]
pub fn sitemap(text: &str) -> Sitemap<'_> {
    let mut found = Sitemap::default();
    if !text.trim_start().starts_with('<') {
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("http"));
        found.pages = lines.take(MOST).map(Cow::Borrowed).collect();
        return found;
    }
    let mut rest = text;
    let mut is_index = false;
    while found.pages.len() + found.sitemaps.len() < MOST {
        let Some(start) = rest.find('<') else { break };
        let Some(end) = rest[start..].find('>') else { break };
        let tag = local_name(&rest[start + 1..start + end]);
        rest = &rest[start + end + 1..];
        match tag {
            "sitemap" => is_index = true,
            "url" => is_index = false,
            // `image:loc` and `video:loc` have the same local name and another prefix.
            "loc" => {
                let end = rest.find("</").unwrap_or(rest.len());
                let address = unescape(rest[..end].trim());
                let list = if is_index { &mut found.sitemaps } else { &mut found.pages };
                if !address.is_empty() {
                    list.push(address);
                }
                rest = &rest[end..];
            }
            _ => {}
        }
    }
    found
}

/// The name of a tag: without attributes, and without a prefix unless that says it is something else.
fn local_name(tag: &str) -> &str {
    let name =
        tag.split(|character: char| character.is_whitespace() || character == '/').next().unwrap_or("");
    match name.split_once(':') {
        Some(("image" | "video" | "news" | "xhtml", _)) => "",
        Some((_, local)) => local,
        None => name,
    }
}

fn unescape(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim();
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    Cow::Owned(text.replace("&#38;", "&").replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_indexes_are_told_apart() {
        let index = sitemap(
            "<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>
             <sitemap><loc>https://s.example/sitemap_products_1.xml?from=1&amp;to=9</loc></sitemap></sitemapindex>",
        );
        assert_eq!(index.sitemaps, ["https://s.example/sitemap_products_1.xml?from=1&to=9"]);
        assert!(index.pages.is_empty());
        let list = sitemap(
            "<urlset><url><loc> https://s.example/a </loc><image:image><image:loc>https://s.example/a.jpg</image:loc>
             </image:image></url><url><loc><![CDATA[https://s.example/b]]></loc></url>",
        );
        assert_eq!(list.pages, ["https://s.example/a", "https://s.example/b"]);
    }

    #[test]
    fn broken_and_plain_ones_give_what_they_have() {
        assert_eq!(sitemap("<urlset><url><loc>https://s.example/a</loc></url><url><lo").pages.len(), 1);
        assert_eq!(sitemap("<urlset><url><loc>https://s.example/a").pages, ["https://s.example/a"]);
        assert_eq!(sitemap("https://s.example/a\nnonsense\nhttps://s.example/b\n").pages.len(), 2);
        assert_eq!(sitemap(""), Sitemap::default());
        assert_eq!(sitemap("<!doctype html><h1>Not found</h1>"), Sitemap::default());
    }

    #[test]
    fn no_more_than_the_protocol_allows_is_read() {
        assert_eq!(sitemap(&"<url><loc>https://s.example/a</loc></url>".repeat(MOST + 10)).pages.len(), MOST);
    }
}
