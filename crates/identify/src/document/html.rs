//! A document from fetched HTML, parsed as a browser with scripting does, straight into the arena.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, ParseOpts, QualName, local_name, ns, parse_document};

use super::tree::{Content, RawElement, Tree};
use super::{Document, MAX_PARSED_DEPTH, MAX_TEXT, NONE, RootKind};
use crate::IdentifyError;

/// Bytes given to the parser between two looks at the limits: small enough that a page built to make the
/// parser slow cannot get far before it is given up.
const CHUNK: usize = 8 << 10;

impl Document {
    /// The page of an HTML text, parsed with scripting on (the contents of `noscript` are text). Declarative
    /// open shadow roots are roots; frames are not fetched. Fails when the page is larger than the limits in
    /// [`crate::document`].
    pub fn from_html(html: &str) -> Result<Self, IdentifyError> {
        if html.len() > MAX_TEXT {
            return Err(IdentifyError::TooMuchText { limit: MAX_TEXT });
        }
        let mut parser = parse_document(Sink::new(), ParseOpts::default());
        let mut rest = html;
        while !rest.is_empty() {
            let end = (0..=CHUNK.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or(0);
            let (chunk, after) = rest.split_at(end);
            parser.process(StrTendril::from_slice(chunk));
            parser.tokenizer.sink.sink.tree.borrow().check()?;
            rest = after;
        }
        let (tree, quirks) = parser.finish();
        let (mut document, _) = tree.finish(quirks)?;
        document.title = document.find_title();
        Ok(document)
    }

    fn find_title(&self) -> String {
        self.descendant_elements(self.root())
            .find(|&node| self.is_html(node, "title"))
            .map(|title| self.children(title).filter_map(|child| self.characters(child)).collect::<String>())
            .map(|title| title.trim().to_owned())
            .unwrap_or_default()
    }
}

/// Where the parser puts its nodes.
struct Sink {
    tree: RefCell<Tree>,
    quirks: Cell<bool>,
}

impl Sink {
    fn new() -> Self {
        Self { tree: RefCell::new(Tree::new(MAX_PARSED_DEPTH)), quirks: Cell::new(false) }
    }

    /// The node to insert: itself, or the text in a new node unless `before` is text that can just grow.
    fn materialise(&self, before: u32, child: NodeOrText<u32>) -> Option<u32> {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => {
                tree.detach(node);
                Some(node)
            }
            NodeOrText::AppendText(characters) => {
                let span = tree.store(&characters);
                if before != NONE
                    && let Content::Text(last) = &mut tree.node_mut(before).content
                    && last.end == span.start
                {
                    last.end = span.end;
                    return None;
                }
                Some(tree.create(Content::Text(span)))
            }
        }
    }

    fn attributes(&self, attributes: Vec<Attribute>) -> Vec<(LocalName, super::Span)> {
        let mut tree = self.tree.borrow_mut();
        attributes
            .into_iter()
            .map(|attribute| {
                let value = tree.store(&attribute.value);
                let name = match &attribute.name.prefix {
                    Some(prefix) => LocalName::from(format!("{prefix}:{}", attribute.name.local)),
                    None => attribute.name.local,
                };
                (name, value)
            })
            .collect()
    }
}

impl TreeSink for Sink {
    type Handle = u32;
    type Output = (Tree, bool);
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        (self.tree.into_inner(), self.quirks.get())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| match &tree.node(*target).content {
            Content::Element(element) => &element.name,
            // The parser asks for names of elements only.
            _ => &NO_NAME,
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> u32 {
        let attributes = self.attributes(attributes);
        let mut tree = self.tree.borrow_mut();
        let mut element = RawElement::new(name);
        element.attributes = attributes;
        if flags.template {
            element.contents = tree.create(Content::Ignored);
        }
        tree.create(Content::Element(Box::new(element)))
    }

    fn create_comment(&self, _: StrTendril) -> u32 {
        self.tree.borrow_mut().create(Content::Ignored)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> u32 {
        self.tree.borrow_mut().create(Content::Ignored)
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        let last = self.tree.borrow().node(*parent).last;
        if let Some(node) = self.materialise(last, child) {
            self.tree.borrow_mut().append(*parent, node);
        }
    }

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let previous = self.tree.borrow().node(*sibling).previous;
        if let Some(node) = self.materialise(previous, child) {
            self.tree.borrow_mut().insert_before(*sibling, node);
        }
    }

    fn append_based_on_parent_node(&self, element: &u32, previous: &u32, child: NodeOrText<u32>) {
        let has_parent = self.tree.borrow().node(*element).parent != NONE;
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &u32) -> u32 {
        match &self.tree.borrow().node(*target).content {
            Content::Element(element) if element.contents != NONE => element.contents,
            _ => *target,
        }
    }

    fn same_node(&self, left: &u32, right: &u32) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks.set(mode == QuirksMode::Quirks);
    }

    fn add_attrs_if_missing(&self, target: &u32, attributes: Vec<Attribute>) {
        let attributes = self.attributes(attributes);
        if let Content::Element(element) = &mut self.tree.borrow_mut().node_mut(*target).content {
            for (name, value) in attributes {
                if element.attributes.iter().all(|(known, _)| *known != name) {
                    element.attributes.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &u32) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &u32, new_parent: &u32) {
        let mut tree = self.tree.borrow_mut();
        while tree.node(*node).first != NONE {
            let child = tree.node(*node).first;
            tree.detach(child);
            tree.append(*new_parent, child);
        }
    }

    fn attach_declarative_shadow(&self, host: &u32, template: &u32, attributes: &[Attribute]) -> bool {
        let fragment = self.get_template_contents(template);
        let mut tree = self.tree.borrow_mut();
        let is_open = attributes.iter().any(|attribute| {
            attribute.name.local == local_name!("shadowrootmode") && &*attribute.value == "open"
        });
        let depth = tree.node(*host).depth;
        tree.node_mut(fragment).depth = depth;
        let Content::Element(element) = &mut tree.node_mut(*host).content else { return false };
        if element.name.ns != ns!(html) || element.shadow != NONE {
            return false;
        }
        // A closed root hides its contents from everybody, so it is left out like a template's.
        if is_open {
            element.shadow = fragment;
            tree.node_mut(fragment).content = Content::Root(RootKind::Shadow);
        }
        true
    }
}

static NO_NAME: QualName = QualName { prefix: None, ns: ns!(), local: local_name!("") };
