//! The view of a document's element that the `selectors` crate matches against.

use std::fmt;

use selectors::OpaqueElement;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::MatchingContext;
use selectors::matching::ElementSelectorFlags;

use super::{CssText, Grammar, Name, StatePseudo};
use crate::document::{Document, Namespace, NodeId, RootKind};

#[derive(Clone, Copy)]
pub(super) struct ElementRef<'a> {
    document: &'a Document,
    id: NodeId,
}

impl<'a> ElementRef<'a> {
    pub(super) fn new(document: &'a Document, id: NodeId) -> Self {
        Self { document, id }
    }

    fn with(self, id: NodeId) -> Self {
        Self { id, ..self }
    }
}

impl fmt::Debug for ElementRef<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<{}>#{}", self.document.tag(self.id), self.id.index())
    }
}

impl selectors::Element for ElementRef<'_> {
    type Impl = Grammar;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.document.identity(self.id))
    }

    fn parent_element(&self) -> Option<Self> {
        self.document.parent_element(self.id).map(|id| self.with(id))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        let parent = self.document.parent(self.id);
        parent.is_some_and(|parent| self.document.root_kind(parent) == Some(RootKind::Shadow))
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        let root = self.document.root_of(self.id);
        (self.document.root_kind(root) == Some(RootKind::Shadow))
            .then(|| self.document.host(root))
            .flatten()
            .map(|id| self.with(id))
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        std::iter::successors(self.document.previous_sibling(self.id), |&id| {
            self.document.previous_sibling(id)
        })
        .find(|&id| self.document.is_element(id))
        .map(|id| self.with(id))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        std::iter::successors(self.document.next_sibling(self.id), |&id| self.document.next_sibling(id))
            .find(|&id| self.document.is_element(id))
            .map(|id| self.with(id))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.document.child_elements(self.id).next().map(|id| self.with(id))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.document.namespace(self.id) == Namespace::Html
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.document.local_name(self.id) == Some(&name.0)
    }

    fn has_namespace(&self, _: &CssText) -> bool {
        // Selectors cannot name a namespace here, so every constraint is "any".
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.document.local_name(self.id) == other.document.local_name(other.id)
            && self.document.namespace(self.id) == other.document.namespace(other.id)
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&CssText>,
        name: &Name,
        operation: &AttrSelectorOperation<&CssText>,
    ) -> bool {
        self.document.attribute_named(self.id, &name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, _: &StatePseudo, _: &mut MatchingContext<Grammar>) -> bool {
        false
    }

    fn match_pseudo_element(&self, _: &StatePseudo, _: &mut MatchingContext<Grammar>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.document.is_html(self.id, "a") && self.document.has_attribute(self.id, "href")
    }

    fn is_html_slot_element(&self) -> bool {
        self.document.is_html(self.id, "slot")
    }

    fn has_id(&self, id: &CssText, case: CaseSensitivity) -> bool {
        self.document.element_id(self.id).is_some_and(|own| case.eq(own.as_bytes(), id.as_str().as_bytes()))
    }

    fn has_class(&self, name: &CssText, case: CaseSensitivity) -> bool {
        self.document.classes(self.id).any(|class| case.eq(class.as_bytes(), name.as_str().as_bytes()))
    }

    fn has_custom_state(&self, _: &CssText) -> bool {
        false
    }

    fn imported_part(&self, _: &CssText) -> Option<CssText> {
        None
    }

    fn is_part(&self, _: &CssText) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.document
            .children(self.id)
            .all(|child| self.document.characters(child).is_some_and(str::is_empty))
    }

    fn is_root(&self) -> bool {
        let parent = self.document.parent(self.id);
        parent.is_some_and(|parent| {
            matches!(self.document.root_kind(parent), Some(RootKind::Document | RootKind::Frame))
        })
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
