//! Which elements carry a name: tag, id, class or attribute, so that a selector is tried only on elements
//! that can match it. Built on first use, once a document.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use super::{Document, NodeId};
use crate::css::Css;

/// What a selector's rightmost part asks an element to have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Tag(Box<str>),
    Id(Box<str>),
    Class(Box<str>),
    Attribute(Box<str>),
    /// Value of a label's `for`.
    For(Box<str>),
}

/// Elements by the hash of what they have. A collision only costs a failed match.
#[derive(Debug)]
pub(super) struct Index(HashMap<u64, Vec<NodeId>, BuildHasherDefault<Identity>>);

impl Index {
    pub(super) fn new(document: &Document) -> Self {
        let mut elements: HashMap<u64, Vec<NodeId>, BuildHasherDefault<Identity>> = HashMap::default();
        let mut add = |kind: u8, name: &str, node: NodeId| {
            let nodes = elements.entry(hash(kind, name)).or_default();
            if nodes.last() != Some(&node) {
                nodes.push(node);
            }
        };
        for node in (0..document.len() as u32).map(NodeId).filter(|&node| document.is_element(node)) {
            add(0, document.tag(node), node);
            for (name, value) in document.attributes(node) {
                add(3, name, node);
                match name {
                    "id" => add(1, value, node),
                    "for" => add(4, value, node),
                    "class" => document.classes(node).for_each(|class| add(2, class, node)),
                    _ => {}
                }
            }
        }
        Self(elements)
    }

    /// Elements that may have what the key says, in document order.
    pub(super) fn get(&self, key: &Key) -> &[NodeId] {
        let hash = match key {
            Key::Tag(name) => hash(0, name),
            Key::Id(name) => hash(1, name),
            Key::Class(name) => hash(2, name),
            Key::Attribute(name) => hash(3, name),
            Key::For(name) => hash(4, name),
        };
        self.0.get(&hash).map_or(&[], Vec::as_slice)
    }
}

fn hash(kind: u8, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    name.hash(&mut hasher);
    hasher.finish()
}

/// The keys are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

impl Document {
    /// Elements of a root, in document order, that a selector could match.
    pub(crate) fn candidates<'a>(&'a self, root: NodeId, css: &Css) -> Box<dyn Iterator<Item = NodeId> + 'a> {
        let Some(key) = css.key().filter(|_| !self.quirks) else {
            return Box::new(self.descendant_elements(root));
        };
        Box::new(self.indexed(root, key))
    }

    /// Elements of a root, in document order, that may have what a key says.
    fn indexed<'a>(&'a self, root: NodeId, key: &Key) -> impl Iterator<Item = NodeId> + use<'a> {
        let nodes = self.index.get_or_init(|| Index::new(self)).get(key);
        let start = nodes.partition_point(|&node| node <= root);
        let end = nodes.partition_point(|&node| node.0 < self.get(root).end);
        nodes[start..end.max(start)].iter().copied()
    }

    /// First descendant of a root with this id, as `getElementById` finds it.
    #[must_use]
    pub fn by_id(&self, root: NodeId, id: &str) -> Option<NodeId> {
        self.indexed(root, &Key::Id(id.into())).find(|&node| self.element_id(node) == Some(id))
    }

    /// Elements of the top document with this tag, in document order.
    pub(crate) fn by_tag(&self, tag: &str) -> Vec<NodeId> {
        self.indexed(self.root(), &Key::Tag(tag.into())).filter(|&node| self.tag(node) == tag).collect()
    }

    /// Labels of a root whose `for` points to this id.
    pub(crate) fn labels_for(&self, root: NodeId, id: &str) -> impl Iterator<Item = NodeId> + use<'_> {
        let id: Box<str> = id.into();
        self.indexed(root, &Key::For(id.clone()))
            .filter(move |&node| self.is_html(node, "label") && self.attribute(node, "for") == Some(&id))
    }
}
