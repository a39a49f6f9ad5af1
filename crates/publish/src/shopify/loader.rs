//! The loader: one snippet, and the line in the layout that renders it. Pure: text in, text out. The texts are fixed,
//! so that nothing a shop or a user wrote can become Liquid; whatever cannot be changed safely is refused.

use std::sync::LazyLock;

use regex::Regex;

use super::markup::Scan;

/// Most bytes of a layout or snippet: 256 KB.
pub const LIMIT: usize = 256 * 1024;

/// `snippets/waymark.liquid`. Not in the theme editor, where a merchant's own clicks would count as a visitor's.
pub const SNIPPET_TEXT: &str = "\
{%- comment -%} Loads assets/waymark.js. Written by Waymark; what is changed here is overwritten. {%- endcomment -%}
{%- unless request.design_mode -%}
  <script src=\"{{ 'waymark.js' | asset_url }}\" defer></script>
{%- endunless -%}
";

/// What the snippet is once Waymark is taken out, where anything may still render it.
pub const EMPTY_TEXT: &str = "\
{%- comment -%} Written by Waymark, which was taken out: this prints nothing. It stays because whatever else still renders it \
would show an error without it. Once nothing does, it can be deleted. {%- endcomment -%}
";

/// What is put into the layout, before the end of the head.
pub const LINE: &str = "{% comment %}waymark:start{% endcomment %}{% render 'waymark' %}\
                        {% comment %}waymark:end{% endcomment %}";

/// What a layout has of the loader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loader {
    /// Nothing.
    Absent,
    /// The line, between its markers.
    Present,
    /// The snippet is rendered without markers: somebody put it there by hand. It works, and is left alone.
    ByHand,
}

/// Why a layout is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoaderError {
    /// No `</head>` outside comments and scripts.
    #[error("it has no </head>")]
    NoHead,
    /// More than one.
    #[error("it has {0} </head>, and it is not clear which one is used")]
    SeveralHeads(usize),
    /// The only one stands where Liquid is not run.
    #[error("its </head> stands in {{% raw %}}, where nothing can be rendered")]
    RawHead,
    /// A marker without the other, the wrong way round, or several.
    #[error("Waymark's markers in it are damaged; take what is left of them out by hand")]
    Unbalanced,
    /// Something else stands between the markers.
    #[error("something was added between Waymark's markers; take it out by hand")]
    Edited,
    /// The markers stand in a comment or in `{% raw %}`.
    #[error("Waymark's line in it is commented out")]
    Inert,
    /// It is rendered without markers, so that nothing can be taken out safely.
    #[error("the snippet is rendered in it without Waymark's markers; take that line out by hand")]
    ByHand,
    /// What stands before the end of the head would run together with the line.
    #[error("the line cannot be put before its </head> so that it can be taken out again")]
    NoPlace,
    /// It would be larger than Shopify takes.
    #[error("it would be larger than 256 KB")]
    TooLarge,
}

/// Markers as any formatter of Liquid may have set them.
static MARKER: LazyLock<Regex> =
    pattern!(r"\{%-?\s*comment\s*-?%\}\s*waymark:(start|end)\s*\{%-?\s*endcomment\s*-?%\}");
static RENDER: LazyLock<Regex> = pattern!(r#"\{%-?\s*(?:render|include)\s+['"]waymark['"]\s*,?\s*-?%\}"#);
/// The snippet in a tag of any form: with arguments, or on a line of `{% liquid %}`.
static RENDERED: LazyLock<Regex> =
    pattern!(r#"(?m)(?:\{%-?\s*(?:liquid\s)?|^)\s*(?:render|include)\s*['"]waymark['"]"#);

/// Where the line stands, from the beginning of the first marker to the end of the last.
struct Found {
    start: usize,
    end: usize,
}

fn find(text: &str, scan: &Scan) -> Result<Option<Found>, LoaderError> {
    let markers: Vec<_> = MARKER
        .captures_iter(text)
        .filter_map(|marker| Some((marker.get(0)?, marker.get(1)?.as_str())))
        .collect();
    let words = text.matches("waymark:start").count() + text.matches("waymark:end").count();
    let (first, last) = match markers.as_slice() {
        [] if words == 0 => return Ok(None),
        [(first, "start"), (last, "end")] if words == 2 => (first, last),
        _ => return Err(LoaderError::Unbalanced),
    };
    if !scan.is_live_at(first.start()) || !scan.is_live_at(last.start()) {
        return Err(LoaderError::Inert);
    }
    let between = text[first.end()..last.start()].trim();
    match RENDER.find(between) {
        Some(render) if render.as_str() == between => {
            Ok(Some(Found { start: first.start(), end: last.end() }))
        }
        _ => Err(LoaderError::Edited),
    }
}

/// What a layout has of the loader, or why that cannot be said.
pub fn state(layout: &str) -> Result<Loader, LoaderError> {
    let scan = Scan::new(layout);
    if find(layout, &scan)?.is_some() {
        return Ok(Loader::Present);
    }
    Ok(if renders(layout, &scan) { Loader::ByHand } else { Loader::Absent })
}

/// Whether the layout renders the snippet, also where Waymark's markers in it are damaged.
pub(super) fn is_rendered(layout: &str) -> bool {
    renders(layout, &Scan::new(layout))
}

fn renders(layout: &str, scan: &Scan) -> bool {
    scan.tags(layout, &["render", "include", "liquid"]).any(|tag| RENDERED.is_match(tag))
}

/// The layout with the loader in it; `None` if it is there already.
pub fn insert(layout: &str) -> Result<Option<String>, LoaderError> {
    if state(layout)? != Loader::Absent {
        return Ok(None);
    }
    let ends = Scan::new(layout).head_ends();
    let at = match ends.as_slice() {
        [] => return Err(LoaderError::NoHead),
        [end] if end.is_raw => return Err(LoaderError::RawHead),
        [end] => end.at,
        several => return Err(LoaderError::SeveralHeads(several.len())),
    };
    let (before, after) = layout.split_at(at);
    let changed = [before, LINE, &line_end_and_indent(before), after].concat();
    if changed.len() > LIMIT {
        return Err(LoaderError::TooLarge);
    }
    // A brace directly before it, for one, would make another tag of it.
    if remove(&changed).ok().flatten().as_deref() != Some(layout) {
        return Err(LoaderError::NoPlace);
    }
    Ok(Some(changed))
}

/// The layout without the loader, byte for byte as it was before; `None` if it is not there.
pub fn remove(layout: &str) -> Result<Option<String>, LoaderError> {
    let Some(found) = find(layout, &Scan::new(layout))? else {
        return if state(layout)? == Loader::ByHand { Err(LoaderError::ByHand) } else { Ok(None) };
    };
    let (before, after) = (&layout[..found.start], &layout[found.end..]);
    let ending = line_end_and_indent(before);
    Ok(Some([before, after.strip_prefix(ending.as_str()).unwrap_or(after)].concat()))
}

/// What puts the rest on a line of its own, as far in as this one: the line end and the indent before it, if there is
/// nothing else before it on its line; nothing if there is.
fn line_end_and_indent(before: &str) -> String {
    let Some(line_end) = before.rfind('\n') else { return String::new() };
    let indent = &before[line_end + 1..];
    if !indent.bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
        return String::new();
    }
    let line_end = if before[..line_end].ends_with('\r') { "\r\n" } else { "\n" };
    format!("{line_end}{indent}")
}
