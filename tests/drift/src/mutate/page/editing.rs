//! Changes to the tree: attributes, tags, texts, new nodes, copies and moves. A moved node stays the same node; a copy is
//! another one.

use std::collections::HashMap;

use ego_tree::NodeId;
use html5ever::{LocalName, QualName, ns};
use scraper::node::{Element, Text};
use scraper::{Html, Node, StrTendril};

use super::Page;

impl Page {
    /// Writes a text node anew.
    pub fn set_characters(&mut self, node: NodeId, characters: &str) {
        if let Some(mut node) = self.html.tree.get_mut(node)
            && let Node::Text(text) = node.value()
        {
            text.text = StrTendril::from(characters);
        }
    }

    /// Sets an attribute.
    pub fn set(&mut self, node: NodeId, name: &str, value: &str) {
        let Some(mut node) = self.html.tree.get_mut(node) else { return };
        let Node::Element(element) = node.value() else { return };
        let value = StrTendril::from(value);
        if let Some(known) = element.attrs.iter_mut().find(|(known, _)| &*known.local == name) {
            known.1 = value;
            return;
        }
        element.attrs.push((QualName::new(None, ns!(), LocalName::from(name)), value));
        // The parser keeps them in order and looks them up so.
        element.attrs.sort_by(|left, right| left.0.cmp(&right.0));
    }

    /// Takes an attribute away.
    pub fn unset(&mut self, node: NodeId, name: &str) {
        if let Some(mut node) = self.html.tree.get_mut(node)
            && let Node::Element(element) = node.value()
        {
            element.attrs.retain(|(known, _)| &*known.local != name);
        }
    }

    /// Gives an element another tag; it stays the same node.
    pub fn rename(&mut self, node: NodeId, tag: &str) {
        if let Some(mut node) = self.html.tree.get_mut(node)
            && let Node::Element(element) = node.value()
        {
            element.name = QualName::new(None, ns!(html), LocalName::from(tag));
        }
    }

    /// A new element that is nowhere yet.
    pub fn create(&mut self, tag: &str, attributes: &[(&str, &str)]) -> NodeId {
        let name = QualName::new(None, ns!(html), LocalName::from(tag));
        let node = self.html.tree.orphan(Node::Element(Element::new(name, Vec::new()))).id();
        for (name, value) in attributes {
            self.set(node, name, value);
        }
        node
    }

    /// A new text that is nowhere yet.
    pub fn create_text(&mut self, text: &str) -> NodeId {
        let text = Text { text: StrTendril::from(text) };
        self.html.tree.orphan(Node::Text(text)).id()
    }

    /// The first element of some HTML, nowhere yet.
    pub fn create_html(&mut self, html: &str) -> NodeId {
        let fragment = Html::parse_fragment(html);
        let first = fragment
            .root_element()
            .child_elements()
            .next()
            .map_or_else(|| fragment.root_element().id(), |element| element.id());
        self.adopt(&fragment, first)
    }

    fn adopt(&mut self, other: &Html, node: NodeId) -> NodeId {
        let Some(node) = other.tree.get(node) else { return self.create("div", &[]) };
        let copy = self.html.tree.orphan(node.value().clone()).id();
        for child in node.children() {
            let child = self.adopt(other, child.id());
            self.append(copy, child);
        }
        copy
    }

    /// Copies an element with what it holds, nowhere yet. The copy is a stranger: never tracked.
    pub fn copy(&mut self, node: NodeId) -> NodeId {
        match self.html.tree.get_mut(node) {
            Some(mut node) => node.clone_subtree().id(),
            None => self.create("div", &[]),
        }
    }

    /// Copies an item of a list: the copies of what belongs to tracked sets belong to them too.
    pub fn copy_item(&mut self, node: NodeId) -> NodeId {
        let copy = self.copy(node);
        let nodes = |root: NodeId| -> Vec<NodeId> {
            let root = self.html.tree.get(root).into_iter();
            root.flat_map(|root| root.descendants()).map(|node| node.id()).collect()
        };
        let twins: HashMap<NodeId, NodeId> = nodes(node).into_iter().zip(nodes(copy)).collect();
        for (members, _) in self.tracked.iter_mut().zip(&self.sets).filter(|(_, is_set)| **is_set) {
            let added: Vec<NodeId> = members.iter().filter_map(|member| twins.get(member).copied()).collect();
            members.extend(added);
        }
        copy
    }

    /// Moves a node to the end of an element.
    pub fn append(&mut self, parent: NodeId, node: NodeId) {
        self.detach(node);
        if let Some(mut parent) = self.html.tree.get_mut(parent) {
            parent.append_id(node);
        }
    }

    /// Moves a node to the start of an element.
    pub fn prepend(&mut self, parent: NodeId, node: NodeId) {
        self.detach(node);
        if let Some(mut parent) = self.html.tree.get_mut(parent) {
            parent.prepend_id(node);
        }
    }

    /// Moves a node before another.
    pub fn insert_before(&mut self, sibling: NodeId, node: NodeId) {
        self.detach(node);
        if let Some(mut sibling) = self.html.tree.get_mut(sibling) {
            sibling.insert_id_before(node);
        }
    }

    /// Moves a node behind another.
    pub fn insert_after(&mut self, sibling: NodeId, node: NodeId) {
        self.detach(node);
        if let Some(mut sibling) = self.html.tree.get_mut(sibling) {
            sibling.insert_id_after(node);
        }
    }

    /// Takes a node out.
    pub fn detach(&mut self, node: NodeId) {
        if let Some(mut node) = self.html.tree.get_mut(node) {
            node.detach();
        }
    }

    /// Puts an element into a new one that takes its place.
    pub fn wrap(&mut self, node: NodeId, tag: &str, attributes: &[(&str, &str)]) -> NodeId {
        let wrapper = self.create(tag, attributes);
        self.insert_before(node, wrapper);
        self.append(wrapper, node);
        wrapper
    }

    /// Replaces what an element holds by a text.
    pub fn set_text(&mut self, node: NodeId, text: &str) {
        for child in self.contents(node) {
            self.detach(child);
        }
        let text = self.create_text(text);
        self.append(node, text);
    }
}
