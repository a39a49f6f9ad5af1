//! What a shop really serves, read from a page's HTML: whether it loads Waymark, from where, and which revision an
//! asset holds. Served files are compared by the revision in them, never by their bytes: the CDN minifies.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// An attribute of a tag, with its value.
macro_rules! valued {
    ($name:literal) => {
        pattern!(concat!(r#"(?is)(?:^|[\s"'])"#, $name, r#"\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#))
    };
}

/// An attribute of a tag that need have no value.
macro_rules! named {
    ($name:literal) => {
        pattern!(concat!(r#"(?is)(?:^|[\s"'])"#, $name, r"(?:[\s=>/]|$)"))
    };
}

/// Long before any name or text of the plan's, which come after it in the bundle.
static REVISION: LazyLock<Regex> = pattern!(r#"revision"?\s*:\s*["']([0-9a-f]{16})["']"#);
/// Comments and what browsers with scripts pass over are taken along, so that what they hide is not found.
static SCRIPT: LazyLock<Regex> = pattern!(
    r#"(?is)<!--.*?-->|<noscript\b.*?</noscript|<template\b.*?</template|<script\b((?:[^>"']|"[^"]*"|'[^']*')*)>(.*?)(?:</script|\z)"#
);
static SRC: LazyLock<Regex> = valued!("src");
static TYPE: LazyLock<Regex> = valued!("type");
static INTEGRITY: LazyLock<Regex> = valued!("integrity");
static FOR_OLD: LazyLock<Regex> = named!("nomodule");
static ASKING: LazyLock<Regex> = named!("crossorigin");
static COPY: LazyLock<Regex> = pattern!(r"(?:^|/)waymark\.js(?:[?#]|$)");
/// Types by which consent banners hold scripts back until a visitor agrees.
const WAITING: [&str; 4] = ["text/plain", "text/x-plain", "javascript/blocked", "text/blocked"];
static THEME_ASSET: LazyLock<Regex> = pattern!(r"(?:^|/)assets/waymark\.js(?:[?#]|$)");
static HOSTED_ENTRY: LazyLock<Regex> = pattern!(r"(?:^|/)v1/[a-z0-9-][a-z0-9.-]{0,99}/waymark\.js(?:[?#]|$)");

/// A script tag that loads Waymark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptTag {
    /// What it loads.
    pub source: TagSource,
    /// Its address as written.
    pub address: String,
    /// It waits for a consent banner to turn it on: browsers do not run it as it stands.
    pub waits: bool,
    /// What it loads has to have one of these hashes.
    pub integrity: Option<String>,
    /// It has `crossorigin`: what it loads has to be given to other origins by CORS.
    pub asks_leave: bool,
}

/// What a script tag loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagSource {
    /// The theme's asset.
    ThemeAsset,
    /// The entry of a hosted endpoint.
    HostedEntry,
    /// A file of Waymark's name, somewhere else: one that was exported, if it holds a revision.
    Copy,
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
        let attributes = attributes.as_str();
        if let Some(source) = SRC.captures(attributes) {
            let address = value(&source).replace("&amp;", "&");
            let source = if THEME_ASSET.is_match(&address) {
                TagSource::ThemeAsset
            } else if HOSTED_ENTRY.is_match(&address) {
                TagSource::HostedEntry
            } else if COPY.is_match(&address) {
                TagSource::Copy
            } else {
                continue;
            };
            let kind = TYPE.captures(attributes).map(|kind| value(&kind).to_ascii_lowercase());
            let kind = kind.unwrap_or_default();
            let waits = WAITING.contains(&kind.as_str());
            // Browsers pass over it for good: it is data, or for browsers of old.
            if !waits && !is_script(&kind) || FOR_OLD.is_match(attributes) {
                continue;
            }
            let integrity = INTEGRITY.captures(attributes).map(|integrity| value(&integrity));
            // Modules are always asked for so.
            let asks_leave = kind == "module" || ASKING.is_match(attributes);
            found.tags.push(ScriptTag { source, address, waits, integrity, asks_leave });
        } else if let Some(inline) = script.get(2).map(|part| part.as_str())
            && inline.to_ascii_lowercase().contains("waymark")
        {
            found.revision = found.revision.or_else(|| revision_of(inline));
        }
    }
    found
}

/// The value of an attribute that was found.
fn value(found: &Captures<'_>) -> String {
    let part = (1..=3).find_map(|part| found.get(part)).map_or("", |part| part.as_str());
    part.trim().to_owned()
}

/// Whether browsers run scripts of this type, in lower case.
fn is_script(kind: &str) -> bool {
    kind.is_empty() || kind == "module" || kind.ends_with("javascript") || kind.ends_with("ecmascript")
}

/// The revision that a bundle holds, minified or not.
#[must_use]
pub fn revision_of(script: &str) -> Option<String> {
    Some(REVISION.captures(script)?.get(1)?.as_str().to_owned())
}
