//! The tree while it is being built: linked nodes that may still move, and the step that numbers them in
//! document order. Knows nothing of HTML or snapshots.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::OnceLock;

use html5ever::{LocalName, QualName, ns};

use super::{
    Attribute, Document, ElementData, Kind, MAX_DEPTH, MAX_NODES, MAX_TEXT, MAX_TOTAL_DEPTH, NONE, Namespace,
    Node, NodeId, RootKind, Span,
};
use crate::IdentifyError;

/// What a node under construction holds.
#[derive(Debug)]
pub(super) enum Content {
    Root(RootKind),
    /// A template's contents, a comment, a doctype: not part of the finished document.
    Ignored,
    Text(Span),
    Element(Box<RawElement>),
}

#[derive(Debug)]
pub(super) struct RawElement {
    pub name: QualName,
    pub attributes: Vec<(LocalName, Span)>,
    pub bounds: Option<[i32; 4]>,
    pub hidden: bool,
    pub shadow: u32,
    pub frame: u32,
    /// Fragment that holds a template's contents.
    pub contents: u32,
}

impl RawElement {
    pub fn new(name: QualName) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            bounds: None,
            hidden: false,
            shadow: NONE,
            frame: NONE,
            contents: NONE,
        }
    }
}

#[derive(Debug)]
pub(super) struct Raw {
    pub parent: u32,
    pub previous: u32,
    pub next: u32,
    pub first: u32,
    pub last: u32,
    pub depth: u32,
    pub content: Content,
}

/// A tree under construction, at most `max_depth` deep. Node 0 is the document.
#[derive(Debug)]
pub(super) struct Tree {
    pub nodes: Vec<Raw>,
    pub text: String,
    deepest: u32,
    max_depth: usize,
}

impl Tree {
    pub fn new(max_depth: usize) -> Self {
        let mut tree = Self { nodes: Vec::new(), text: String::new(), deepest: 0, max_depth };
        tree.create(Content::Root(RootKind::Document));
        tree
    }

    pub fn create(&mut self, content: Content) -> u32 {
        let id = self.nodes.len() as u32;
        self.nodes.push(Raw {
            parent: NONE,
            previous: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
            depth: 0,
            content,
        });
        id
    }

    /// Keeps characters in the text buffer. Nothing is kept beyond the limit, which `check` then reports.
    pub fn store(&mut self, characters: &str) -> Span {
        let start = self.text.len() as u32;
        if self.text.len() <= MAX_TEXT {
            self.text.push_str(characters);
        }
        Span { start, end: self.text.len() as u32 }
    }

    pub fn node(&self, id: u32) -> &Raw {
        &self.nodes[id as usize]
    }

    pub fn node_mut(&mut self, id: u32) -> &mut Raw {
        &mut self.nodes[id as usize]
    }

    pub fn append(&mut self, parent: u32, child: u32) {
        let last = self.node(parent).last;
        self.link(parent, last, NONE, child);
    }

    pub fn insert_before(&mut self, sibling: u32, child: u32) {
        let (parent, previous) = (self.node(sibling).parent, self.node(sibling).previous);
        if parent != NONE {
            self.link(parent, previous, sibling, child);
        }
    }

    fn link(&mut self, parent: u32, previous: u32, next: u32, child: u32) {
        let depth = self.node(parent).depth + 1;
        self.deepest = self.deepest.max(depth);
        let node = self.node_mut(child);
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        match previous {
            NONE => self.node_mut(parent).first = child,
            _ => self.node_mut(previous).next = child,
        }
        match next {
            NONE => self.node_mut(parent).last = child,
            _ => self.node_mut(next).previous = child,
        }
    }

    pub fn detach(&mut self, child: u32) {
        let (parent, previous, next) = {
            let node = self.node(child);
            (node.parent, node.previous, node.next)
        };
        if parent == NONE {
            return;
        }
        match previous {
            NONE => self.node_mut(parent).first = next,
            _ => self.node_mut(previous).next = next,
        }
        match next {
            NONE => self.node_mut(parent).last = previous,
            _ => self.node_mut(next).previous = previous,
        }
        let node = self.node_mut(child);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Fails when the tree has outgrown a limit; cheap, to be asked often while parsing.
    pub fn check(&self) -> Result<(), IdentifyError> {
        if self.nodes.len() > MAX_NODES {
            return Err(IdentifyError::TooManyNodes { limit: MAX_NODES });
        }
        if self.text.len() > MAX_TEXT {
            return Err(IdentifyError::TooMuchText { limit: MAX_TEXT });
        }
        if self.deepest as usize > self.max_depth {
            return Err(IdentifyError::TooDeep { limit: self.max_depth });
        }
        Ok(())
    }

    /// Numbers what hangs in the tree in document order. Returns the document and, for each raw node, its
    /// number (`NONE` for what is left out).
    pub fn finish(self, quirks: bool) -> Result<(Document, Vec<u32>), IdentifyError> {
        self.check()?;
        let mut numbering = Numbering {
            numbers: vec![NONE; self.nodes.len()],
            last_child: Vec::with_capacity(self.nodes.len()),
            total_depth: 0,
            document: Document {
                nodes: Vec::with_capacity(self.nodes.len()),
                elements: Vec::new(),
                attributes: Vec::new(),
                text: String::new(),
                inner: HashMap::new(),
                roots: Vec::new(),
                depth: 0,
                quirks,
                picked: None,
                url: String::new(),
                title: String::new(),
                product: BTreeMap::new(),
                index: OnceLock::new(),
            },
            queue: VecDeque::from([(0, NONE)]),
            tree: self,
        };
        while let Some((root, host)) = numbering.queue.pop_front() {
            numbering.root(root, host)?;
        }
        let Numbering { mut document, numbers, tree, .. } = numbering;
        document.text = tree.text;
        Ok((document, numbers))
    }
}

/// The state of one `Tree::finish`.
struct Numbering {
    tree: Tree,
    document: Document,
    numbers: Vec<u32>,
    /// Last child numbered so far, per finished node.
    last_child: Vec<u32>,
    /// Inner roots still to be numbered, with the number of their host.
    queue: VecDeque<(u32, u32)>,
    total_depth: u64,
}

impl Numbering {
    /// Numbers one root and what is below it.
    fn root(&mut self, root: u32, host: u32) -> Result<(), IdentifyError> {
        let number = self.document.nodes.len() as u32;
        self.document.roots.push(NodeId(number));
        if let (Some(inner), Content::Root(kind)) = (
            (host != NONE).then(|| self.document.inner.entry(NodeId(host)).or_default()),
            &self.tree.node(root).content,
        ) {
            match kind {
                RootKind::Shadow => inner.shadow = Some(NodeId(number)),
                _ => inner.frame = Some(NodeId(number)),
            }
        }
        let mut current = root;
        let mut depth = 0usize;
        loop {
            let parent =
                if current == root { host } else { self.numbers[self.tree.node(current).parent as usize] };
            let kept = self.enter(current, parent, number);
            if kept && self.tree.node(current).first != NONE {
                current = self.tree.node(current).first;
                depth += 1;
                self.document.depth = self.document.depth.max(depth);
                continue;
            }
            self.total_depth += depth as u64;
            if self.total_depth > MAX_TOTAL_DEPTH || depth > MAX_DEPTH {
                return Err(IdentifyError::TooDeep { limit: MAX_DEPTH });
            }
            loop {
                let own = self.numbers[current as usize];
                if own != NONE {
                    self.document.nodes[own as usize].end = self.document.nodes.len() as u32;
                }
                if current == root {
                    return Ok(());
                }
                let node = self.tree.node(current);
                if node.next != NONE {
                    current = node.next;
                    break;
                }
                current = node.parent;
                depth -= 1;
            }
        }
    }

    /// Gives a node its number; false when it is not part of the finished document.
    fn enter(&mut self, raw: u32, parent: u32, root: u32) -> bool {
        let number = self.document.nodes.len() as u32;
        let is_root = number == root;
        let kind = match &mut self.tree.nodes[raw as usize].content {
            Content::Ignored => return false,
            Content::Root(kind) => Kind::Root(*kind),
            Content::Text(span) => Kind::Text(*span),
            Content::Element(element) => {
                for inner in [element.shadow, element.frame] {
                    if inner != NONE {
                        self.queue.push_back((inner, number));
                    }
                }
                let start = self.document.attributes.len() as u32;
                self.document.attributes.extend(
                    std::mem::take(&mut element.attributes)
                        .into_iter()
                        .map(|(name, value)| Attribute { name, value }),
                );
                let namespace = match element.name.ns {
                    ns!(html) => Namespace::Html,
                    ns!(svg) => Namespace::Svg,
                    _ => Namespace::Other,
                };
                self.document.elements.push(ElementData {
                    name: element.name.local.clone(),
                    namespace,
                    attributes: (start, self.document.attributes.len() as u32),
                    bounds: element.bounds,
                    hidden: element.hidden,
                });
                Kind::Element(self.document.elements.len() as u32 - 1)
            }
        };
        let previous = if is_root { NONE } else { self.last_child[parent as usize] };
        if !is_root {
            self.last_child[parent as usize] = number;
        }
        self.last_child.push(NONE);
        self.numbers[raw as usize] = number;
        self.document.nodes.push(Node { parent, end: number + 1, previous, root, kind });
        true
    }
}
