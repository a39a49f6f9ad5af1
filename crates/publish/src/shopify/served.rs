//! What a shop really serves, read from a page's HTML: whether it loads Waymark, from where, and which revision an
//! asset holds. Served files are compared by the revision in them, never by their bytes: the CDN minifies.

use std::sync::LazyLock;

use regex::Regex;

/// Long before any name or text of the plan's, which come after it in the bundle.
static REVISION: LazyLock<Regex> = pattern!(r#"revision"?\s*:\s*["']([0-9a-f]{16})["']"#);
/// Comments and what browsers with scripts pass over are taken along, so that what they hide is not found.
static SCRIPT: LazyLock<Regex> = pattern!(
    r#"(?is)<!--.*?-->|<noscript\b.*?</noscript|<template\b.*?</template|<script\b((?:[^>"']|"[^"]*"|'[^']*')*)>(.*?)(?:</script|\z)"#
);
static SRC: LazyLock<Regex> = pattern!(r#"(?is)(?:^|[\s"'])src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#);
static THEME_ASSET: LazyLock<Regex> = pattern!(r"(?:^|/)assets/waymark\.js(?:[?#]|$)");
static HOSTED_ENTRY: LazyLock<Regex> = pattern!(r"(?:^|/)v1/[a-z0-9-][a-z0-9.-]{0,99}/waymark\.js(?:[?#]|$)");

/// A script tag that loads Waymark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptTag {
    /// The theme's asset, by its address as written.
    ThemeAsset(String),
    /// The entry of a hosted endpoint, by its address as written.
    HostedEntry(String),
}

/// What a page says of Waymark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnPage {
    /// The tags that load it; more than one is one too many.
    pub tags: Vec<ScriptTag>,
    /// The revision, where the bundle stands in the page itself. Otherwise it is in what the tag loads.
    pub revision: Option<String>,
}

/// Looks for Waymark in a page as served.
#[must_use]
pub fn verify_on_page(html: &str) -> OnPage {
    let mut found = OnPage::default();
    for script in SCRIPT.captures_iter(html) {
        let Some(attributes) = script.get(1) else { continue };
        if let Some(source) = SRC.captures(attributes.as_str()) {
            let address = (1..=3).find_map(|part| source.get(part)).map_or("", |part| part.as_str());
            let address = address.trim().replace("&amp;", "&");
            if THEME_ASSET.is_match(&address) {
                found.tags.push(ScriptTag::ThemeAsset(address));
            } else if HOSTED_ENTRY.is_match(&address) {
                found.tags.push(ScriptTag::HostedEntry(address));
            }
        } else if let Some(inline) = script.get(2).map(|part| part.as_str())
            && inline.to_ascii_lowercase().contains("waymark")
        {
            found.revision = found.revision.or_else(|| revision_of(inline));
        }
    }
    found
}

/// The revision that a bundle holds, minified or not.
#[must_use]
pub fn revision_of(script: &str) -> Option<String> {
    Some(REVISION.captures(script)?.get(1)?.as_str().to_owned())
}
