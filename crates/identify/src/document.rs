//! A page as an immutable tree in one compact arena, built from fetched HTML or from a live snapshot.
//!
//! Nodes are numbered in document order, root by root: first the document, then every open shadow root and
//! frame document in the order of their hosts. The descendants of a node within its root are therefore the
//! numbers right behind it, and every walk here is a loop over a range, however deep the page is nested.
//! Meaning (roles, names, text) lies in the modules beside this one.

mod html;
mod index;
mod live;
mod tree;

use std::collections::HashMap;
use std::sync::OnceLock;

use html5ever::LocalName;

use crate::css::Css;
use index::Index;
pub(crate) use index::Key;

/// Most nodes a page may have.
pub const MAX_NODES: usize = 250_000;
/// Most bytes of text and attribute values a page may have.
pub const MAX_TEXT: usize = 16 << 20;
/// Deepest nesting that is accepted from a snapshot; scripts can nest as deeply as they like.
pub const MAX_DEPTH: usize = 16_384;
/// Deepest nesting that is accepted from HTML: browsers' parsers stop at 512, and the time to parse grows with the square of
/// the depth.
pub const MAX_PARSED_DEPTH: usize = 3_000;
/// Largest sum of all nodes' depths: bounds everything that looks at ancestors once per node.
pub(crate) const MAX_TOTAL_DEPTH: u64 = 100_000_000;

/// Absent node.
const NONE: u32 = u32::MAX;

/// A node of one [`Document`], numbered in document order. Only meaningful together with its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// Position in the document's node list.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Namespace of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG.
    Svg,
    /// `MathML`, or something unknown.
    Other,
}

/// What kind of root a node lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// The page itself.
    Document,
    /// The open shadow root of its host.
    Shadow,
    /// The document of a same-origin frame.
    Frame,
}

/// A piece of the document's text buffer.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    start: u32,
    end: u32,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Root(RootKind),
    Element(u32),
    Text(Span),
}

#[derive(Clone, Copy, Debug)]
struct Node {
    /// Parent node; a shadow root's is its host, a frame document's the iframe.
    parent: u32,
    /// One past the last descendant within the same root.
    end: u32,
    previous: u32,
    root: u32,
    kind: Kind,
}

#[derive(Clone, Debug)]
struct ElementData {
    name: LocalName,
    namespace: Namespace,
    attributes: (u32, u32),
    bounds: Option<[i32; 4]>,
    hidden: bool,
}

#[derive(Clone, Debug)]
struct Attribute {
    name: LocalName,
    value: Span,
}

/// Inner roots that hang on an element.
#[derive(Clone, Copy, Debug, Default)]
struct Inner {
    shadow: Option<NodeId>,
    frame: Option<NodeId>,
}

/// A page: the document, its open shadow roots and the documents of its same-origin frames.
#[derive(Debug)]
pub struct Document {
    nodes: Vec<Node>,
    elements: Vec<ElementData>,
    attributes: Vec<Attribute>,
    text: String,
    inner: HashMap<NodeId, Inner>,
    roots: Vec<NodeId>,
    depth: usize,
    quirks: bool,
    picked: Option<NodeId>,
    url: String,
    title: String,
    index: OnceLock<Index>,
}

impl Document {
    /// The top document's root node (not its root element).
    #[must_use]
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// All roots: the document first, then shadow roots and frame documents.
    pub fn roots(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.roots.iter().copied()
    }

    /// The picked element, when the document was built from a snapshot.
    #[must_use]
    pub fn picked(&self) -> Option<NodeId> {
        self.picked
    }

    /// Address of the top document; empty when unknown.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Title of the top document.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The same page, known to be at this address.
    #[must_use]
    pub fn at(mut self, url: &str) -> Self {
        url.clone_into(&mut self.url);
        self
    }

    /// Number of nodes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A document always has a root node, so this is never true.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Depth of the deepest node.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The document was parsed in quirks mode: classes and ids compare without regard to case.
    pub(crate) fn quirks(&self) -> bool {
        self.quirks
    }

    /// The node with this position, if there is one.
    #[must_use]
    pub fn node(&self, index: usize) -> Option<NodeId> {
        (index < self.nodes.len()).then_some(NodeId(index as u32))
    }

    fn get(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    fn data(&self, id: NodeId) -> Option<&ElementData> {
        match self.get(id).kind {
            Kind::Element(index) => self.elements.get(index as usize),
            _ => None,
        }
    }

    /// An address that is unique to the node while the document lives.
    pub(crate) fn identity(&self, id: NodeId) -> &impl Sized {
        self.get(id)
    }

    /// Whether the node is an element.
    #[must_use]
    pub fn is_element(&self, id: NodeId) -> bool {
        matches!(self.get(id).kind, Kind::Element(_))
    }

    /// Local name of an element, lower case for HTML; empty for other nodes.
    #[must_use]
    pub fn tag(&self, id: NodeId) -> &str {
        self.data(id).map_or("", |data| &*data.name)
    }

    pub(crate) fn local_name(&self, id: NodeId) -> Option<&LocalName> {
        self.data(id).map(|data| &data.name)
    }

    /// Namespace of an element.
    #[must_use]
    pub fn namespace(&self, id: NodeId) -> Namespace {
        self.data(id).map_or(Namespace::Html, |data| data.namespace)
    }

    /// Whether the element is an HTML element with this local name.
    #[must_use]
    pub fn is_html(&self, id: NodeId, tag: &str) -> bool {
        self.data(id).is_some_and(|data| data.namespace == Namespace::Html && *data.name == *tag)
    }

    /// Box in CSS pixels of the element's own page `[x, y, width, height]`, where the snapshot had one.
    #[must_use]
    pub fn bounds(&self, id: NodeId) -> Option<[i32; 4]> {
        self.data(id).and_then(|data| data.bounds)
    }

    /// The snapshot called the element invisible.
    #[must_use]
    pub fn is_hidden(&self, id: NodeId) -> bool {
        self.data(id).is_some_and(|data| data.hidden)
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Characters of a text node.
    #[must_use]
    pub fn characters(&self, id: NodeId) -> Option<&str> {
        match self.get(id).kind {
            Kind::Text(span) => Some(self.slice(span)),
            _ => None,
        }
    }

    /// Attributes of an element in the order of the source.
    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> + '_ {
        self.attribute_list(id).iter().map(|attribute| (&*attribute.name, self.slice(attribute.value)))
    }

    fn attribute_list(&self, id: NodeId) -> &[Attribute] {
        let (start, end) = self.data(id).map_or((0, 0), |data| data.attributes);
        self.attributes.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// Value of an attribute.
    #[must_use]
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attribute_list(id)
            .iter()
            .find(|attribute| *attribute.name == *name)
            .map(|attribute| self.slice(attribute.value))
    }

    pub(crate) fn attribute_named(&self, id: NodeId, name: &LocalName) -> Option<&str> {
        self.attribute_list(id)
            .iter()
            .find(|attribute| attribute.name == *name)
            .map(|attribute| self.slice(attribute.value))
    }

    /// Whether the element has the attribute.
    #[must_use]
    pub fn has_attribute(&self, id: NodeId, name: &str) -> bool {
        self.attribute_list(id).iter().any(|attribute| *attribute.name == *name)
    }

    /// The element's id, unless empty.
    #[must_use]
    pub fn element_id(&self, id: NodeId) -> Option<&str> {
        self.attribute(id, "id").filter(|value| !value.is_empty())
    }

    /// The element's class names.
    pub fn classes(&self, id: NodeId) -> impl Iterator<Item = &str> + '_ {
        self.attribute(id, "class").unwrap_or("").split(CSS_SPACE).filter(|class| !class.is_empty())
    }

    /// The `type` attribute, trimmed and in lower case; empty when there is none.
    #[must_use]
    pub fn input_type(&self, id: NodeId) -> String {
        self.attribute(id, "type").unwrap_or("").trim().to_lowercase()
    }

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

    /// Labels of a root whose `for` points to this id.
    pub(crate) fn labels_for(&self, root: NodeId, id: &str) -> impl Iterator<Item = NodeId> + use<'_> {
        let id: Box<str> = id.into();
        self.indexed(root, &Key::For(id.clone()))
            .filter(move |&node| self.is_html(node, "label") && self.attribute(node, "for") == Some(&id))
    }
}

fn optional(index: u32) -> Option<NodeId> {
    (index != NONE).then_some(NodeId(index))
}

/// White space that separates class names.
pub(crate) const CSS_SPACE: [char; 5] = [' ', '\t', '\n', '\r', '\x0C'];
