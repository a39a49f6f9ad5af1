//! Which parts of a theme file are really markup: a scan over Liquid first, as Shopify does, and over HTML after it.
//! It finds `</head>` where a browser would see one, and nowhere else. It knows nothing of loaders.

use std::ops::Range;

/// Elements whose content a browser reads as text.
const RAW_TEXT: [&str; 5] = ["script", "style", "title", "textarea", "noscript"];
/// Liquid blocks that print nothing of what is in them.
const SILENT: [&str; 5] = ["comment", "doc", "schema", "javascript", "stylesheet"];

/// A closing tag of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadEnd {
    /// Where it begins, in bytes.
    pub at: usize,
    /// It stands in `{% raw %}`, where Liquid is printed and not run.
    pub is_raw: bool,
}

/// What Liquid makes of a file.
pub struct Scan {
    /// The file with everything that Liquid does not print verbatim blanked out; same length, same offsets.
    visible: Vec<u8>,
    /// Contents of `{% raw %}`.
    raw: Vec<Range<usize>>,
    /// Liquid tags and silent blocks, whole.
    liquid: Vec<Range<usize>>,
}

impl Scan {
    pub fn new(text: &str) -> Self {
        let mut scan = Self { visible: text.as_bytes().to_vec(), raw: Vec::new(), liquid: Vec::new() };
        let mut at = 0;
        while let Some(start) = find_either(text, at) {
            at = scan.skip(text, start);
        }
        for range in &scan.liquid {
            scan.visible[range.clone()].fill(b' ');
        }
        scan
    }

    /// Notes what begins at `start` and says where it ends.
    fn skip(&mut self, text: &str, start: usize) -> usize {
        let close = if text[start..].starts_with("{%") { "%}" } else { "}}" };
        let Some(end) = find(text, start + 2, close).map(|at| at + 2) else {
            self.liquid.push(start..text.len());
            return text.len();
        };
        let name = if close == "%}" { tag_name(&text[start..end]) } else { "" };
        if name == "raw" {
            let (inner_end, outer_end) = end_of(text, end, "raw", false);
            self.liquid.extend([start..end, inner_end..outer_end]);
            self.raw.push(end..inner_end);
            return outer_end;
        }
        let end = if SILENT.contains(&name) { end_of(text, end, name, name == "comment").1 } else { end };
        self.liquid.push(start..end);
        end
    }

    /// Whether a Liquid tag or silent block begins exactly here, and is run.
    pub fn is_live_at(&self, at: usize) -> bool {
        self.liquid.iter().any(|range| range.start == at)
    }

    /// The tags of these names that are run, whole. `text` is the file that was scanned.
    pub fn tags<'a>(&'a self, text: &'a str, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let tags = self.liquid.iter().map(|range| &text[range.clone()]);
        tags.filter(|tag| tag.starts_with("{%") && names.contains(&tag_name(tag)))
    }

    /// The closing tags of the head that a browser would see.
    pub fn head_ends(&self) -> Vec<HeadEnd> {
        let text = &self.visible;
        let mut ends = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].iter().position(|byte| *byte == b'<').map(|found| at + found) {
            let rest = &text[start..];
            at = if rest.starts_with(b"<!--") {
                // `<!-->` and `<!--->` are whole comments.
                find_bytes(text, start + 2, b"-->").map_or(text.len(), |end| end + 3)
            } else if let Some(name) = RAW_TEXT.iter().find(|name| opens(rest, b"<", name)) {
                end_of_raw_text(text, start + 1, name)
            } else {
                if closes_head(rest) {
                    ends.push(HeadEnd { at: start, is_raw: self.is_raw(start) });
                }
                start + 1
            };
        }
        ends
    }

    pub fn is_raw(&self, at: usize) -> bool {
        self.raw.iter().any(|range| range.contains(&at))
    }
}

/// Where the text content of an element ends: at its closing tag, or with the file.
fn end_of_raw_text(text: &[u8], mut at: usize, name: &str) -> usize {
    while let Some(start) = find_bytes(text, at, b"</") {
        if opens(&text[start..], b"</", name) {
            return start + 2;
        }
        at = start + 2;
    }
    text.len()
}

/// Whether a tag of that name begins here.
fn opens(text: &[u8], prefix: &[u8], name: &str) -> bool {
    let Some(rest) = text.strip_prefix(prefix) else { return false };
    let named = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    named && rest.get(name.len()).is_none_or(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace())
}

fn closes_head(text: &[u8]) -> bool {
    opens(text, b"</", "head")
}

fn find_either(text: &str, from: usize) -> Option<usize> {
    match (find(text, from, "{%"), find(text, from, "{{")) {
        (Some(tag), Some(output)) => Some(tag.min(output)),
        (tag, output) => tag.or(output),
    }
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| from + at)
}

fn find_bytes(text: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    text.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| from + at)
}

/// The first word of a `{% ... %}` tag.
fn tag_name(tag: &str) -> &str {
    let inner = tag.trim_start_matches("{%").trim_start_matches('-').trim_start();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
    &inner[..end]
}

/// Where the block ends that was opened before `from`: the beginning and the end of its closing tag. An unclosed one
/// ends with the file.
fn end_of(text: &str, from: usize, name: &str, nests: bool) -> (usize, usize) {
    let closing = format!("end{name}");
    let mut depth = 1_usize;
    let mut at = from;
    while let Some(end) = find(text, at, "%}").map(|end| end + 2) {
        // What is not a tag may stand before it: in here nothing has to be right.
        if let Some(start) = text[at..end].rfind("{%").map(|start| at + start) {
            let found = tag_name(&text[start..end]);
            if found == closing {
                depth -= 1;
                if depth == 0 {
                    return (start, end);
                }
            } else if nests && found == name {
                depth += 1;
            }
        }
        at = end;
    }
    (text.len(), text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> Vec<usize> {
        Scan::new(text).head_ends().into_iter().map(|end| end.at).collect()
    }

    #[test]
    fn a_closing_tag_counts_where_a_browser_sees_one() {
        for text in ["</head>", "</HEAD>", "</head >", "</head\n>", "</head/>"] {
            assert_eq!(ends(text), [0], "{text}");
        }
        for text in ["</header>", "<head>", "</ head>", "< /head>", "&lt;/head>", "</head-x>"] {
            assert_eq!(ends(text), [0_usize; 0], "{text}");
        }
    }

    #[test]
    fn what_no_browser_sees_as_a_tag_does_not_count() {
        for text in [
            "{% comment %}</head>{% endcomment %}",
            "{%- comment -%}</head>{%- endcomment -%}",
            "{%comment%}</head>{%endcomment%}",
            "{% comment %}{% comment %}{% endcomment %}</head>{% endcomment %}",
            "{% comment %} {% if </head> {% endcomment %}",
            "{% comment %}</head>",
            "{% # </head> %}",
            "{% if content contains '</head>' %}{% endif %}",
            "{{ content | replace: '</head>', '' }}",
            "{% liquid\n echo '</head>'\n%}",
            "{% doc %}</head>{% enddoc %}",
            "<!-- </head> -->",
            "<!-- </head>",
            "<script>var a = '</head>';</script>",
            "<SCRIPT type=x>'</head>'</ScRiPt>",
            "<style>/* </head> */</style>",
            "<title></head></title>",
            "<script>{% if a %}</head>{% endif %}</script>",
            "<!-- {% comment %} --> {% endcomment %} </head> -->",
        ] {
            assert_eq!(ends(text), [0_usize; 0], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_hiding_hides_nothing() {
        for before in [
            "<!-->",
            "<!--->",
            "<!-- a -->",
            "<!--[if !IE]><!-->",
            "<scripty>",
            "{% comment %}<!--{% endcomment %}",
            "{{ '<!--' }}",
            "{% if a == '<script>' %}",
            "<script></script>",
            "<script src=\"{{ 'a' | asset_url }}\"></script>",
            "{% raw %}{% comment %}{% endraw %}",
            "{% render 'comment' %}",
            "é 🛒 ",
        ] {
            assert_eq!(ends(&format!("{before}</head>")), [before.len()], "{before}");
        }
    }

    #[test]
    fn raw_is_printed_but_not_run() {
        let found = Scan::new("{% raw %}</head>{% endraw %}</head>").head_ends();
        assert_eq!(found.iter().map(|end| end.is_raw).collect::<Vec<_>>(), [true, false]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_scanned_to_its_end(text in r#"([{}%<>/!'" -]|comment|endcomment|raw|endraw|head|script|é){0,40}"#) {
            let scan = Scan::new(&text);
            proptest::prop_assert_eq!(scan.visible.len(), text.len());
            for end in scan.head_ends() {
                proptest::prop_assert!(text[end.at..].to_ascii_lowercase().starts_with("</head"));
            }
        }
    }
}
