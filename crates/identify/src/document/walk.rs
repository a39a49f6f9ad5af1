//! From one node to others: parents, children, descendants, and across shadow roots and frames. Everything is
//! a loop or a range, however deep the page is nested.

use super::{Document, Kind, NONE, NodeId, RootKind};

impl Document {
    /// Root node of the tree the node lives in.
    #[must_use]
    pub fn root_of(&self, id: NodeId) -> NodeId {
        NodeId(self.get(id).root)
    }

    /// What kind of root this node is, if it is one.
    #[must_use]
    pub fn root_kind(&self, id: NodeId) -> Option<RootKind> {
        match self.get(id).kind {
            Kind::Root(kind) => Some(kind),
            _ => None,
        }
    }

    /// Host of a shadow root, iframe of a frame document.
    #[must_use]
    pub fn host(&self, root: NodeId) -> Option<NodeId> {
        matches!(self.get(root).kind, Kind::Root(_)).then(|| optional(self.get(root).parent)).flatten()
    }

    /// Open shadow root of an element.
    #[must_use]
    pub fn shadow_root(&self, id: NodeId) -> Option<NodeId> {
        self.inner.get(&id).and_then(|inner| inner.shadow)
    }

    /// Document of a same-origin iframe.
    #[must_use]
    pub fn frame_document(&self, id: NodeId) -> Option<NodeId> {
        self.inner.get(&id).and_then(|inner| inner.frame)
    }

    /// Parent node within the same root; none for roots.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        match self.get(id).kind {
            Kind::Root(_) => None,
            _ => optional(self.get(id).parent),
        }
    }

    /// Parent element within the same root.
    #[must_use]
    pub fn parent_element(&self, id: NodeId) -> Option<NodeId> {
        self.parent(id).filter(|&parent| self.is_element(parent))
    }

    /// Parent element, or the host when the element stands directly in a shadow root. Frames are not left.
    #[must_use]
    pub fn parent_or_host(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.parent(id)?;
        match self.root_kind(parent) {
            None => Some(parent),
            Some(RootKind::Shadow) => self.host(parent),
            Some(_) => None,
        }
    }

    /// The element's ancestors within its root, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent_element(id), |&node| self.parent_element(node))
    }

    /// First child node.
    #[must_use]
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        (id.0 + 1 < self.get(id).end).then_some(NodeId(id.0 + 1))
    }

    /// Next sibling node.
    #[must_use]
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.parent(id)?;
        let next = self.get(id).end;
        (next < self.get(parent).end).then_some(NodeId(next))
    }

    /// Previous sibling node.
    #[must_use]
    pub fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        optional(self.get(id).previous)
    }

    /// Child nodes in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |&node| self.next_sibling(node))
    }

    /// Child elements in order.
    pub fn child_elements(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(id).filter(|&child| self.is_element(child))
    }

    /// All descendants within the same root, in document order, the node itself left out.
    pub fn descendants(&self, id: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (id.0 + 1..self.get(id).end).map(NodeId)
    }

    /// All descendant elements within the same root, in document order.
    pub fn descendant_elements(&self, id: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + '_ {
        self.descendants(id).filter(|&node| self.is_element(node))
    }

    /// One past the last descendant; with it a walk can leave a subtree out.
    pub(crate) fn end(&self, id: NodeId) -> NodeId {
        NodeId(self.get(id).end)
    }

    /// Whether `ancestor` contains `node` within the same root, or is the same.
    #[must_use]
    pub fn contains(&self, ancestor: NodeId, node: NodeId) -> bool {
        ancestor <= node && node.0 < self.get(ancestor).end
    }
}

fn optional(index: u32) -> Option<NodeId> {
    (index != NONE).then_some(NodeId(index))
}
