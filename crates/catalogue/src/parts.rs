//! The parts that a page is divided into: header, footer, menus, dialogs, its main part, its title and its forms. From
//! landmarks; where a page has none, from the words that everybody calls these parts by.

use waymark_identify::{Document, NodeId, role};

/// Where an element stands.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Zone {
    pub header: bool,
    pub footer: bool,
    pub nav: bool,
    pub main: bool,
    pub aside: bool,
    /// A dialog, or something that says it is one.
    pub dialog: bool,
    /// A message to the visitor.
    pub message: bool,
    /// What a button folds out.
    pub folded: bool,
}

/// The parts of a page, in document order.
#[derive(Debug, Default)]
pub struct Parts {
    zones: Vec<(NodeId, Part)>,
    pub forms: Vec<NodeId>,
    /// The page's title, the first in its main part.
    pub title: Option<NodeId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Header,
    Footer,
    Nav,
    Main,
    Aside,
    Dialog,
    Message,
    Folded,
}

impl Parts {
    pub fn of(document: &Document) -> Self {
        let mut parts = Self::default();
        let mut titles: Vec<NodeId> = Vec::new();
        for root in document.roots() {
            for node in document.descendant_elements(root) {
                parts.zones.extend(part(document, node).map(|part| (node, part)));
                match document.tag(node) {
                    "form" => parts.forms.push(node),
                    "h1" => titles.push(node),
                    _ => {}
                }
            }
        }
        for wanted in [Part::Header, Part::Footer] {
            if !parts.zones.iter().any(|&(_, part)| part == wanted) {
                let named = document.descendant_elements(document.root());
                parts.zones.extend(
                    named.filter(|&node| is_called(document, node, wanted)).map(|node| (node, wanted)),
                );
            }
        }
        parts.zones.sort_by_key(|&(node, _)| node);
        // What holds a drawer and the button that opens it is called a drawer too, and is none.
        let overlays: Vec<NodeId> =
            parts.zones.iter().filter(|(_, part)| *part == Part::Dialog).map(|&(node, _)| node).collect();
        parts.zones.retain(|&(node, part)| {
            let holds = |&other: &NodeId| other > node && document.contains(node, other);
            part != Part::Dialog || !overlays.iter().any(holds)
        });
        let in_main = |title: &&NodeId| {
            document.ancestors(**title).any(|above| matches!(document.tag(above), "main" | "article"))
        };
        parts.title = titles.iter().find(in_main).or(titles.first()).copied();
        parts
    }

    /// Where an element stands.
    pub fn zone(&self, document: &Document, node: NodeId) -> Zone {
        let mut zone = Zone::default();
        for &(part, kind) in self.zones.iter().take_while(|(part, _)| *part <= node) {
            if !document.contains(part, node) {
                continue;
            }
            match kind {
                Part::Header => zone.header = true,
                Part::Footer => zone.footer = true,
                Part::Nav => zone.nav = true,
                Part::Main => zone.main = true,
                Part::Aside => zone.aside = true,
                Part::Dialog => zone.dialog = true,
                Part::Message => zone.message = true,
                Part::Folded => zone.folded = true,
            }
        }
        zone
    }

    pub fn form_of(&self, document: &Document, node: NodeId) -> Option<NodeId> {
        self.forms.iter().rev().find(|&&form| document.contains(form, node)).copied()
    }
}

fn part(document: &Document, node: NodeId) -> Option<Part> {
    let is_inner = || {
        document
            .ancestors(node)
            .any(|above| matches!(document.tag(above), "article" | "aside" | "main" | "dialog" | "footer"))
    };
    match (role::role(document, node), document.tag(node)) {
        ("banner", _) => Some(Part::Header),
        ("contentinfo", _) => Some(Part::Footer),
        (_, "header") if !is_inner() => Some(Part::Header),
        (_, "footer") if !is_inner() => Some(Part::Footer),
        ("navigation", _) => Some(Part::Nav),
        ("main", _) => Some(Part::Main),
        ("dialog" | "alertdialog", _) => Some(Part::Dialog),
        ("alert" | "status" | "log", _) => Some(Part::Message),
        _ if names(document, node).any(is_overlay) => Some(Part::Dialog),
        _ if names(document, node).any(|name| name.split(['-', '_']).any(|word| word == "alert")) => {
            Some(Part::Message)
        }
        _ if names(document, node)
            .any(|name| matches!(name, "dropdown-menu" | "submenu" | "sub-menu" | "mega-menu")) =>
        {
            Some(Part::Folded)
        }
        ("complementary", _) => Some(Part::Aside),
        _ => None,
    }
}

/// What lies over the page or comes out of its edge, by the words that everybody calls it.
fn is_overlay(name: &str) -> bool {
    const WORDS: [&str; 6] = ["modal", "drawer", "popup", "dialog", "offcanvas", "lightbox"];
    // What opens one, or gives way to one, is called after it.
    const ABOUT: [&str; 9] = ["is", "has", "by", "with", "no", "js", "under", "behind", "open"];
    let words: Vec<String> = name.split(['-', '_']).map(str::to_ascii_lowercase).collect();
    let last = words.last().map(String::as_str).unwrap_or_default();
    WORDS.contains(&last) && !words.iter().any(|word| ABOUT.contains(&&**word))
}

fn is_called(document: &Document, node: NodeId, part: Part) -> bool {
    const HEADERS: [&str; 7] =
        ["header", "site-header", "main-header", "page-header", "top-bar", "topbar", "navbar"];
    const FOOTERS: [&str; 4] = ["footer", "site-footer", "main-footer", "page-footer"];
    let called = |words: &[&str]| names(document, node).any(|name| words.contains(&name));
    match part {
        Part::Header => called(&HEADERS),
        _ => called(&FOOTERS),
    }
}

/// An element's id and class names; of what is no part of a page, none.
fn names(document: &Document, node: NodeId) -> impl Iterator<Item = &str> {
    let is_part = !matches!(document.tag(node), "a" | "button" | "input" | "html" | "body" | "svg" | "img");
    document.element_id(node).into_iter().chain(document.classes(node)).filter(move |_| is_part)
}
