//! A page as an immutable tree in one compact arena, built from fetched HTML or from a live snapshot.
//!
//! Nodes are numbered in document order, root by root: first the document, then every open shadow root and
//! frame document in the order of their hosts. The descendants of a node within its root are therefore the
//! numbers right behind it, and every walk here is a loop over a range, however deep the page is nested.
//! Walking lies in `walk`, looking up by name in `index`. Meaning (roles, names, text) lies in the modules
//! beside this one.

mod html;
mod index;
mod live;
mod tree;
mod walk;
mod without;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use html5ever::LocalName;
use waymark_model::ProductField;

use index::Index;
pub(crate) use index::Key;

/// Most nodes a page may have.
pub const MAX_NODES: usize = 250_000;
/// Most bytes of text and attribute values a page may have.
pub const MAX_TEXT: usize = 16 << 20;
/// Deepest nesting that is accepted from a snapshot; scripts can nest as deeply as they like.
pub const MAX_DEPTH: usize = 16_384;
/// Deepest nesting that is accepted from HTML: browsers' parsers stop at 512, and the time to parse grows
/// with the square of the depth.
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
    product: BTreeMap<ProductField, String>,
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

    /// The picked element, when the document was built from the snapshot of a pick.
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

    /// What the page's own scripts know of its product, when the document was built from a snapshot.
    #[must_use]
    pub fn product(&self) -> &BTreeMap<ProductField, String> {
        &self.product
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
}

/// White space that separates class names.
pub(crate) const CSS_SPACE: [char; 5] = [' ', '\t', '\n', '\r', '\x0C'];
