//! Where on the page an element stands: landmarks, headings, forms, interactive elements. Computed in one
//! pass over the page, so that describing every element of it stays linear.

use std::ops::Range;

use crate::clickable::is_interactive;
use crate::document::{Document, NodeId};
use crate::role::role;
use crate::text;

/// What the whole page looks like from above.
#[derive(Debug)]
pub struct Surroundings {
    /// Interactive elements in document order, root by root.
    pub interactive: Vec<NodeId>,
    /// Interactive elements and what else could be tagged: forms, headings, pictures, frames, dialogs, and
    /// what holds words of its own outside of them. In document order, root by root.
    pub notable: Vec<NodeId>,
    /// Headings in document order, root by root, with their words.
    headings: Vec<(NodeId, String)>,
    interactive_before: Ranks,
    notable_before: Ranks,
}

/// How many of some elements stand before each node.
#[derive(Debug, Default)]
pub(crate) struct Ranks(Vec<u32>);

impl Ranks {
    /// Of elements in document order.
    pub fn of(document: &Document, elements: impl Iterator<Item = NodeId>) -> Self {
        let mut before = Vec::with_capacity(document.len() + 1);
        let mut number = 0;
        for element in elements {
            before.resize((element.index() + 1).max(before.len()), number);
            number += 1;
        }
        before.resize(document.len() + 1, number);
        Self(before)
    }

    /// How many stand before a node.
    pub fn before(&self, node: NodeId) -> usize {
        self.0.get(node.index()).map_or(0, |&number| number as usize)
    }

    /// The numbers of those that a node holds, itself included.
    pub fn inside(&self, document: &Document, node: NodeId) -> Range<usize> {
        self.before(node)..self.before(document.end(node))
    }
}

/// Roles that divide a page.
const LANDMARKS: [&str; 10] = [
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "alertdialog",
    "form",
    "main",
    "navigation",
    "region",
    "search",
];

impl Surroundings {
    /// Looks at every element once.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let (mut interactive, mut notable, mut headings) = (Vec::new(), Vec::new(), Vec::new());
        for root in document.roots() {
            // One past the interactive element that the walk is in.
            let mut inside = root;
            for element in document.descendant_elements(root) {
                let is_heading = role(document, element) == "heading";
                // A choice of a drop-down is acted on through the drop-down.
                if is_interactive(document, element) && document.tag(element) != "option" {
                    interactive.push(element);
                    notable.push(element);
                    inside = inside.max(document.end(element));
                } else if is_heading || (element >= inside && is_notable(document, element)) {
                    notable.push(element);
                }
                if is_heading {
                    headings.push((element, text::readable(document, element)));
                }
            }
        }
        Self {
            interactive_before: Ranks::of(document, interactive.iter().copied()),
            notable_before: Ranks::of(document, notable.iter().copied()),
            interactive,
            notable,
            headings,
        }
    }

    /// Words of the last heading before the element in its root, or the first one inside it.
    #[must_use]
    pub fn heading(&self, document: &Document, element: NodeId) -> &str {
        let at = self.headings.partition_point(|&(heading, _)| heading <= element);
        let root = document.root_of(element);
        let before = self.headings[..at].last().filter(|&&(heading, _)| document.contains(root, heading));
        let inside = self.headings.get(at).filter(|&&(heading, _)| document.contains(element, heading));
        inside.or(before).map_or("", |(_, words)| words)
    }

    /// Position among the interactive elements; for one that is not, where it would stand.
    #[must_use]
    pub fn position(&self, element: NodeId) -> usize {
        self.interactive_before.before(element)
    }

    /// How many notable elements a node holds, itself included.
    pub(crate) fn notable_inside(&self, document: &Document, node: NodeId) -> usize {
        self.notable_before.inside(document, node).len()
    }
}

/// Whether something that no visitor can act on may be tagged all the same.
fn is_notable(document: &Document, element: NodeId) -> bool {
    match document.tag(element) {
        "form" | "img" | "iframe" | "dialog" | "fieldset" | "details" | "object" | "embed" => true,
        "script" | "style" | "noscript" | "template" | "option" | "title" | "br" | "svg" => false,
        _ => {
            document.has_attribute(element, "role")
                || document.children(element).any(|child| {
                    document.characters(child).is_some_and(|text| text.chars().any(char::is_alphanumeric))
                })
        }
    }
}

/// Landmarks around an element, innermost first, frames and shadow hosts included.
#[must_use]
pub fn landmarks(document: &Document, element: NodeId) -> Vec<&'static str> {
    landmarks_by(document, element, |node| role(document, node)).collect()
}

/// The same where roles are known.
pub(crate) fn landmarks_by(
    document: &Document,
    element: NodeId,
    role_of: impl FnMut(NodeId) -> &'static str,
) -> impl Iterator<Item = &'static str> {
    path_up(document, element).skip(1).map(role_of).filter(|role| LANDMARKS.contains(role))
}

/// The element and everything around it, out of shadow roots and frames, at most 256 levels.
pub(crate) fn path_up(document: &Document, element: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let up = |&node: &NodeId| document.parent_element(node).or_else(|| document.host(document.root_of(node)));
    std::iter::successors(Some(element), up).take(256)
}

/// The form an element belongs to: the one its `form` attribute names, else the one around it.
#[must_use]
pub fn form_of(document: &Document, element: NodeId) -> Option<NodeId> {
    if let Some(id) = document.attribute(element, "form") {
        let form = document.by_id(document.root_of(element), id)?;
        return document.is_html(form, "form").then_some(form);
    }
    std::iter::once(element).chain(document.ancestors(element)).find(|&node| document.is_html(node, "form"))
}
