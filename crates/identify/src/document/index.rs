//! Which elements carry a name: tag, id, class, attribute or an attribute's value, so that a selector is tried only on
//! elements that can match it. Built on first use, once a document: a table of hashes in document order.

use std::borrow::Cow;

use html5ever::LocalName;
use precomputed_hash::PrecomputedHash;

use super::{Document, NodeId};
use crate::css::Css;

/// Longest value of an attribute that is a key, in bytes.
const LONGEST_VALUE: usize = 64;
/// Places of the table for each entry. Names that share a place only cost failed matches.
const PLACES: usize = 3;
/// Elements that are tried at most for each that is looked around in.
const WORTH: usize = 4;

/// A name that an element can have, as a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(u32);

impl Key {
    pub(crate) fn tag(name: &LocalName) -> Self {
        Self(mixed(0, name.precomputed_hash()))
    }

    pub(crate) fn attribute(name: &LocalName) -> Self {
        Self(mixed(1, name.precomputed_hash()))
    }

    pub(crate) fn id(id: &str) -> Self {
        Self(hash(2, id))
    }

    pub(crate) fn class(name: &str) -> Self {
        Self(hash(3, name))
    }

    /// The value of an attribute, if it is short enough. Class names are keys of their own.
    pub(crate) fn value(name: &LocalName, value: &str) -> Option<Self> {
        (value.len() <= LONGEST_VALUE).then(|| Self(hash(name.precomputed_hash(), value)))
    }

    /// What stands behind the last slash of a link's or a form's address, which all addresses share that end alike.
    pub(crate) fn last_segment(address: &str) -> Option<Self> {
        let (_, segment) = address.rsplit_once('/')?;
        (segment.len() <= LONGEST_VALUE).then(|| Self(hash(4, segment)))
    }
}

/// Elements by what they have.
#[derive(Debug)]
pub(super) struct Index {
    /// Where the elements of each place begin; one more than there are places.
    starts: Vec<u32>,
    nodes: Vec<NodeId>,
    /// Where all links lead, one after the other.
    links: String,
}

impl Index {
    pub(super) fn new(document: &Document) -> Self {
        let mut entries: Vec<(Key, NodeId)> = Vec::with_capacity(document.attributes.len() * 3);
        let mut links = String::new();
        for node in (0..document.len() as u32).map(NodeId) {
            let Some(data) = document.data(node) else { continue };
            entries.push((Key::tag(&data.name), node));
            for attribute in document.attribute_list(node) {
                let value = document.slice(attribute.value);
                entries.push((Key::attribute(&attribute.name), node));
                match &*attribute.name {
                    "class" => entries.extend(classes(value).map(|class| (Key::class(class), node))),
                    "id" => entries.push((Key::id(value), node)),
                    name @ ("href" | "action") => {
                        if name == "href" {
                            links.extend([value, "\n"]);
                        }
                        entries.extend(Key::value(&attribute.name, value).map(|key| (key, node)));
                        entries.extend(Key::last_segment(value).map(|key| (key, node)));
                    }
                    _ => entries.extend(Key::value(&attribute.name, value).map(|key| (key, node))),
                }
            }
        }
        Self::sorted(&entries, links)
    }

    /// Sorts by place, keeping the document's order within each: one pass to count, one to put.
    fn sorted(entries: &[(Key, NodeId)], links: String) -> Self {
        let places = (entries.len() * PLACES).next_power_of_two().max(2);
        let mut starts = vec![0u32; places + 1];
        for (key, _) in entries {
            starts[key.place(places) + 1] += 1;
        }
        for place in 0..places {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        let mut nodes = vec![NodeId(0); entries.len()];
        for &(key, node) in entries {
            let at = &mut next[key.place(places)];
            nodes[*at as usize] = node;
            *at += 1;
        }
        Self { starts, nodes, links }
    }

    /// Elements that may have what the key says, in document order; one may come twice in a row.
    pub(super) fn get(&self, key: Key) -> &[NodeId] {
        let place = key.place(self.starts.len() - 1);
        let range = self.starts[place] as usize..self.starts[place + 1] as usize;
        self.nodes.get(range).unwrap_or(&[])
    }
}

/// Elements in document order, each once.
pub(crate) struct Candidates<'a> {
    nodes: Cow<'a, [NodeId]>,
    at: usize,
}

impl Iterator for Candidates<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let node = *self.nodes.get(self.at)?;
        self.at += 1;
        while self.nodes.get(self.at) == Some(&node) {
            self.at += 1;
        }
        Some(node)
    }
}

impl Key {
    /// Where it stands in a table of so many places, a power of two.
    fn place(self, places: usize) -> usize {
        self.0 as usize & (places - 1)
    }
}

fn classes(value: &str) -> impl Iterator<Item = &str> {
    value.split(super::CSS_SPACE).filter(|class| !class.is_empty())
}

/// After "Fx", the hash of Firefox and rustc: eight bytes at a time, multiplied by a constant.
fn hash(kind: u32, name: &str) -> u32 {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    let add = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    let (words, rest) = name.as_bytes().as_chunks::<8>();
    let mut hash = add(u64::from(kind), name.len() as u64);
    for word in words {
        hash = add(hash, u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    (add(hash, u64::from_le_bytes(last)) >> 32) as u32
}

fn mixed(kind: u32, hash: u32) -> u32 {
    (hash ^ (kind << 30)).wrapping_mul(0x9e37_79b1).rotate_right(15)
}

impl Document {
    /// Elements of a root, in document order, that a selector could match.
    pub(crate) fn candidates(&self, root: NodeId, css: &Css) -> Candidates<'_> {
        Candidates { nodes: self.possible(root, css), at: 0 }
    }

    /// The same; one may come twice in a row.
    fn possible(&self, root: NodeId, css: &Css) -> Cow<'_, [NodeId]> {
        let demands = css.demands();
        if self.quirks || (demands.keys.is_empty() && demands.either.is_empty()) {
            return self.descendant_elements(root).collect();
        }
        if demands.page.iter().any(|&key| self.indexed(key).is_empty())
            || demands.links.iter().any(|link| !self.index().links.contains(&**link))
        {
            return Cow::default();
        }
        let fewest = demands.keys.iter().map(|&key| self.indexed(key)).min_by_key(|nodes| nodes.len());
        let either = || demands.either.iter().map(|&key| self.indexed(key));
        match fewest {
            Some(fewest) if demands.either.is_empty() || fewest.len() <= either().map(<[_]>::len).sum() => {
                self.inside(self.part(root, fewest), &demands.around)
            }
            _ => {
                let mut nodes: Vec<NodeId> =
                    either().flat_map(|nodes| self.part(root, nodes)).copied().collect();
                nodes.sort_unstable();
                Cow::Owned(nodes)
            }
        }
    }

    /// Those that can have elements around them that have what these keys say.
    fn inside<'a>(&self, nodes: &'a [NodeId], around: &[Key]) -> Cow<'a, [NodeId]> {
        let outer = around.iter().map(|&key| self.indexed(key)).min_by_key(|nodes| nodes.len());
        match outer {
            Some([outer]) => Cow::Borrowed(self.part(*outer, nodes)),
            // Finding the parts must cost less than what is left out.
            Some(outer) if outer.len() * WORTH <= nodes.len() => {
                let mut inner = Vec::new();
                let mut end = 0;
                for &outer in outer {
                    // One inside of the one before has nothing new.
                    if outer.0 >= end {
                        end = self.get(outer).end;
                        inner.extend_from_slice(self.part(outer, nodes));
                    }
                }
                Cow::Owned(inner)
            }
            _ => Cow::Borrowed(nodes),
        }
    }

    fn indexed(&self, key: Key) -> &[NodeId] {
        self.index().get(key)
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self))
    }

    /// The part of elements that are a root's.
    fn part<'a>(&self, root: NodeId, nodes: &'a [NodeId]) -> &'a [NodeId] {
        let start = nodes.partition_point(|&node| node <= root);
        let end = nodes.partition_point(|&node| node.0 < self.get(root).end).max(start);
        &nodes[start..end]
    }

    /// The same, each once.
    fn within<'a>(&self, root: NodeId, nodes: &'a [NodeId]) -> impl Iterator<Item = NodeId> + use<'a> {
        let mut last = None;
        self.part(root, nodes).iter().copied().filter(move |&node| last.replace(node) != Some(node))
    }

    /// First descendant of a root with this id, as `getElementById` finds it.
    #[must_use]
    pub fn by_id(&self, root: NodeId, id: &str) -> Option<NodeId> {
        self.within(root, self.indexed(Key::id(id))).find(|&node| self.element_id(node) == Some(id))
    }

    /// Elements of the top document with this tag, in document order.
    pub(crate) fn by_tag(&self, tag: &str) -> Vec<NodeId> {
        let nodes = self.indexed(Key::tag(&LocalName::from(tag)));
        self.within(self.root(), nodes).filter(|&node| self.tag(node) == tag).collect()
    }

    /// Elements of all roots with this tag.
    pub(crate) fn all_by_tag<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        let nodes = self.indexed(Key::tag(&LocalName::from(tag)));
        nodes.iter().copied().filter(move |&node| self.tag(node) == tag)
    }

    /// Labels of a root whose `for` points to this id.
    pub(crate) fn labels_for(&self, root: NodeId, id: &str) -> impl Iterator<Item = NodeId> + use<'_> {
        let id: Box<str> = id.into();
        let name = LocalName::from("for");
        let key = Key::value(&name, &id).unwrap_or_else(|| Key::attribute(&name));
        self.within(root, self.indexed(key))
            .filter(move |&node| self.is_html(node, "label") && self.attribute(node, "for") == Some(&id))
    }
}
