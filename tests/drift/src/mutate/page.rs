//! The page under change: a tree, and the tracked elements, known by node and not by what they look like, so that they
//! keep their identity through every move. How the tree is changed lies in `editing`, which changes in other modules.

mod editing;

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::{Html, Node, Selector};

use super::Tracked;
use crate::error::{Error, Result};

/// A page and its tracked elements.
#[derive(Debug)]
pub struct Page {
    pub(super) html: Html,
    /// The elements of each tracked one.
    tracked: Vec<Vec<NodeId>>,
    /// Whether each tracked one is a set.
    sets: Vec<bool>,
    /// The body.
    body: NodeId,
}

impl Page {
    pub(super) fn parse(html: &str, tracked: &[Tracked]) -> Result<Self> {
        let html = Html::parse_document(html);
        let mut nodes = Vec::new();
        for one in tracked {
            let mismatch = |matched| Error::Tracked { css: one.css.clone(), matched };
            let selector = Selector::parse(&one.css).map_err(|_| mismatch(0))?;
            let found: Vec<NodeId> = html.select(&selector).map(|element| element.id()).collect();
            if found.is_empty() || (found.len() > 1 && !one.multiple) {
                return Err(mismatch(found.len()));
            }
            nodes.push(found);
        }
        let root = html.root_element();
        let body = root.child_elements().find(|element| element.value().name() == "body");
        let body = body.unwrap_or(root).id();
        Ok(Self { html, tracked: nodes, sets: tracked.iter().map(|one| one.multiple).collect(), body })
    }

    /// `html` and `body`.
    #[must_use]
    pub fn frame(&self) -> [NodeId; 2] {
        [self.html.root_element().id(), self.body]
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> NodeId {
        self.body
    }

    /// All elements in the body, in document order, without what scripts, styles, templates and pictures hold.
    #[must_use]
    pub fn elements(&self) -> Vec<NodeId> {
        self.elements_in(self.body)
    }

    /// The same, of what an element holds.
    #[must_use]
    pub fn elements_in(&self, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.visit(node, &mut |page, child| {
            if !page.tag(child).is_empty() {
                found.push(child);
            }
        });
        found
    }

    /// The texts that a visitor may read in an element, as nodes.
    #[must_use]
    pub fn texts_in(&self, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.visit(node, &mut |page, child| {
            if page.characters(child).is_some_and(|text| !text.trim().is_empty()) {
                found.push(child);
            }
        });
        found
    }

    fn visit(&self, node: NodeId, see: &mut impl FnMut(&Self, NodeId)) {
        if matches!(self.tag(node), "script" | "style" | "template" | "noscript" | "svg" | "iframe") {
            return;
        }
        let mut child = self.html.tree.get(node).and_then(|node| node.first_child());
        while let Some(current) = child {
            see(self, current.id());
            self.visit(current.id(), see);
            child = current.next_sibling();
        }
    }

    /// The tag; empty for what is no element.
    #[must_use]
    pub fn tag(&self, node: NodeId) -> &str {
        match self.value(node) {
            Some(Node::Element(element)) => &element.name.local,
            _ => "",
        }
    }

    fn value(&self, node: NodeId) -> Option<&Node> {
        self.html.tree.get(node).map(|node| node.value())
    }

    /// The characters of a text node.
    #[must_use]
    pub fn characters(&self, node: NodeId) -> Option<&str> {
        match self.value(node) {
            Some(Node::Text(text)) => Some(&text.text),
            _ => None,
        }
    }

    /// An attribute's value.
    #[must_use]
    pub fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        self.attributes(node).find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// An attribute's value; empty when it is not there.
    #[must_use]
    pub fn get(&self, node: NodeId, name: &str) -> &str {
        self.attribute(node, name).unwrap_or_default()
    }

    /// All attributes.
    pub fn attributes(&self, node: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let element = match self.value(node) {
            Some(Node::Element(element)) => Some(element),
            _ => None,
        };
        element.into_iter().flat_map(|element| {
            element.attrs.iter().map(|(name, value)| (name.local.as_ref(), value.as_ref()))
        })
    }

    /// Parent element.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        let parent = self.html.tree.get(node)?.parent()?;
        parent.value().is_element().then(|| parent.id())
    }

    /// The elements around, from the inside out, up to the body.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(node), |&above| self.parent(above))
            .take_while(|&above| above != self.body && self.tag(above) != "html")
    }

    /// Itself and the elements around.
    pub fn upwards(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::once(node).chain(self.ancestors(node))
    }

    /// Child elements.
    #[must_use]
    pub fn children(&self, node: NodeId) -> Vec<NodeId> {
        let children = self.html.tree.get(node).into_iter().flat_map(|node| node.children());
        children.filter(|child| child.value().is_element()).map(|child| child.id()).collect()
    }

    /// Children of every kind.
    #[must_use]
    pub fn contents(&self, node: NodeId) -> Vec<NodeId> {
        let children = self.html.tree.get(node).into_iter().flat_map(|node| node.children());
        children.map(|child| child.id()).collect()
    }

    /// The next sibling element.
    #[must_use]
    pub fn next(&self, node: NodeId) -> Option<NodeId> {
        let node = self.html.tree.get(node)?;
        node.next_siblings().find(|sibling| sibling.value().is_element()).map(|sibling| sibling.id())
    }

    /// Whether an element is in the body; what was taken out is not.
    #[must_use]
    pub fn is_attached(&self, node: NodeId) -> bool {
        node == self.body
            || self
                .html
                .tree
                .get(node)
                .is_some_and(|node| node.ancestors().any(|above| above.value().is_document()))
    }

    /// The text in an element, spaces folded.
    #[must_use]
    pub fn text(&self, node: NodeId) -> String {
        let mut words = String::new();
        for text in self.texts_in(node) {
            for word in self.characters(text).unwrap_or_default().split_whitespace() {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(word);
            }
        }
        words
    }

    /// Whether a tag or one of several is around, or is this.
    #[must_use]
    pub fn is_within(&self, node: NodeId, tags: &[&str]) -> bool {
        self.upwards(node).any(|above| tags.contains(&self.tag(above)))
    }

    /// Whether an element is tracked.
    #[must_use]
    pub fn is_tracked(&self, node: NodeId) -> bool {
        self.tracked.iter().flatten().any(|&tracked| tracked == node)
    }

    /// Whether it or what it holds is tracked.
    #[must_use]
    pub fn holds_tracked(&self, node: NodeId) -> bool {
        self.holds_single(node) || self.holds_member(node)
    }

    /// Whether it or what it holds is tracked as one element, not as one of a set.
    #[must_use]
    pub fn holds_single(&self, node: NodeId) -> bool {
        self.holds(node, false)
    }

    /// Whether it or what it holds is tracked as one of a set.
    #[must_use]
    pub fn holds_member(&self, node: NodeId) -> bool {
        self.holds(node, true)
    }

    fn holds(&self, node: NodeId, of_set: bool) -> bool {
        let tracked = self.tracked.iter().zip(&self.sets).filter(|(_, is_set)| **is_set == of_set);
        tracked.flat_map(|(nodes, _)| nodes).any(|&one| self.upwards(one).any(|above| above == node))
    }

    /// The elements of each tracked one.
    #[must_use]
    pub fn tracked(&self) -> &[Vec<NodeId>] {
        &self.tracked
    }

    /// The ids that are in use.
    #[must_use]
    pub fn ids(&self) -> HashSet<String> {
        self.elements().into_iter().filter_map(|node| self.attribute(node, "id")).map(str::to_owned).collect()
    }
}
