//! A page as the locators of others see it: its elements by number, with their boxes and what is often asked of them.

use std::collections::HashMap;
use std::sync::OnceLock;

use waymark_identify::{Document, NodeId, text};

use super::similo::Traits;

/// Longest text that is compared, in characters: containers hold most of the page.
const LONGEST: usize = 200;

/// Position and size of an element in CSS pixels: `[x, y, width, height]`.
pub type Bounds = [i32; 4];

/// A page with its elements numbered in document order.
#[derive(Debug)]
pub struct View<'a> {
    /// The page.
    pub document: &'a Document,
    /// Its elements.
    pub elements: Vec<NodeId>,
    /// Where they stand; as many as there are elements.
    pub bounds: Vec<Bounds>,
    /// The number of each element's parent; its own for the root's.
    pub parents: Vec<usize>,
    /// Readable text, cut.
    pub texts: Vec<String>,
    similo: OnceLock<Vec<Traits>>,
}

impl<'a> View<'a> {
    /// A page; elements without a box stand at the origin and have no size.
    #[must_use]
    pub fn new(document: &'a Document, mut bounds: Vec<Bounds>) -> Self {
        let elements: Vec<NodeId> = document.descendant_elements(document.root()).collect();
        bounds.resize(elements.len(), [0; 4]);
        let numbers: HashMap<NodeId, usize> =
            elements.iter().enumerate().map(|(number, &node)| (node, number)).collect();
        let parents = elements
            .iter()
            .enumerate()
            .map(|(number, &node)| {
                document
                    .parent_element(node)
                    .and_then(|parent| numbers.get(&parent).copied())
                    .unwrap_or(number)
            })
            .collect();
        let texts = elements
            .iter()
            .map(|&node| text::readable(document, node).chars().take(LONGEST).collect())
            .collect();
        Self { document, elements, bounds, parents, texts, similo: OnceLock::new() }
    }

    /// What Similo compares of all elements.
    pub(super) fn similo(&self) -> &[Traits] {
        self.similo.get_or_init(|| (0..self.elements.len()).map(|at| Traits::of(self, at)).collect())
    }

    /// The number of an element.
    #[must_use]
    pub fn number(&self, node: NodeId) -> Option<usize> {
        self.elements.binary_search(&node).ok()
    }

    /// An attribute of an element, unless empty.
    #[must_use]
    pub fn attribute(&self, element: usize, name: &str) -> Option<&str> {
        self.document.attribute(self.elements[element], name).filter(|value| !value.is_empty())
    }

    /// Tag of an element.
    #[must_use]
    pub fn tag(&self, element: usize) -> &str {
        self.document.tag(self.elements[element])
    }

    /// The element and what it is in, outwards.
    pub fn upwards(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(element), |&at| Some(self.parents[at]).filter(|&parent| parent != at))
    }

    /// Which elements are gone once these, and everything in them, are deleted.
    #[must_use]
    pub fn without(&self, deleted: &[usize]) -> Vec<bool> {
        let mut gone = vec![false; self.elements.len()];
        for at in 0..gone.len() {
            gone[at] = deleted.contains(&at) || (self.parents[at] != at && gone[self.parents[at]]);
        }
        gone
    }
}
