//! A page with some of its nodes taken out, numbered by the same rules as any other page. Which nodes, and why,
//! is the caller's business.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{Document, Inner, Kind, NONE, Node, NodeId};

impl Document {
    /// The page without these nodes and everything in them, shadow roots and frame documents included. What is
    /// left keeps its order and its attributes; roots themselves cannot be taken out.
    #[must_use]
    pub fn without(&self, gone: &[NodeId]) -> Self {
        self.without_numbered(gone).0
    }

    /// The same, with the new number of each node of this page; nothing for those that are gone.
    #[must_use]
    pub fn without_numbered(&self, gone: &[NodeId]) -> (Self, Vec<Option<NodeId>>) {
        let gone: HashSet<NodeId> =
            gone.iter().copied().filter(|&node| self.root_kind(node).is_none()).collect();
        let (numbers, kept) = self.numbers_without(&gone);
        let new =
            |old: u32| if old == NONE { NONE } else { numbers[old as usize].map_or(NONE, |node| node.0) };
        let mut nodes: Vec<Node> = Vec::with_capacity(*kept.last().unwrap_or(&0) as usize);
        let mut last_child: Vec<u32> = Vec::with_capacity(nodes.capacity());
        let mut depths: Vec<usize> = Vec::with_capacity(nodes.capacity());
        for (old, node) in self.nodes.iter().enumerate().filter(|(old, _)| numbers[*old].is_some()) {
            let is_root = matches!(node.kind, Kind::Root(_));
            let parent = new(node.parent);
            let previous = if is_root {
                NONE
            } else {
                std::mem::replace(&mut last_child[parent as usize], new(old as u32))
            };
            last_child.push(NONE);
            depths.push(if is_root { 0 } else { depths[parent as usize] + 1 });
            let (end, root) = (kept[node.end as usize], new(node.root));
            nodes.push(Node { parent, end, previous, root, kind: node.kind });
        }
        let moved = |node: NodeId| numbers[node.index()];
        let inner: HashMap<NodeId, Inner> = self
            .inner
            .iter()
            .filter_map(|(&host, inner)| {
                let inner =
                    Inner { shadow: inner.shadow.and_then(moved), frame: inner.frame.and_then(moved) };
                Some((moved(host)?, inner))
            })
            .collect();
        let document = Self {
            nodes,
            elements: self.elements.clone(),
            attributes: self.attributes.clone(),
            text: self.text.clone(),
            inner,
            roots: self.roots.iter().copied().filter_map(moved).collect(),
            depth: depths.into_iter().max().unwrap_or(0),
            quirks: self.quirks,
            picked: self.picked.and_then(moved),
            url: self.url.clone(),
            title: self.title.clone(),
            product: self.product.clone(),
            index: OnceLock::new(),
        };
        (document, numbers)
    }

    /// The new number of each node, and how many nodes before each position are kept.
    fn numbers_without(&self, gone: &HashSet<NodeId>) -> (Vec<Option<NodeId>>, Vec<u32>) {
        let mut numbers: Vec<Option<NodeId>> = Vec::with_capacity(self.len());
        let mut kept = Vec::with_capacity(self.len() + 1);
        let mut count = 0;
        kept.push(count);
        for (old, node) in self.nodes.iter().enumerate() {
            // Parents and hosts come before what is in them, so what became of them is known.
            let is_gone = gone.contains(&NodeId(old as u32))
                || (node.parent != NONE && numbers[node.parent as usize].is_none());
            numbers.push((!is_gone).then_some(NodeId(count)));
            count += u32::from(!is_gone);
            kept.push(count);
        }
        (numbers, kept)
    }
}
