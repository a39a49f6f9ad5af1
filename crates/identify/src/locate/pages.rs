//! The two pages that are compared: the old one as its scene remembers it, and the new one as a document. Each
//! is read once for any number of targets.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use waymark_model::{Fingerprint, ProductWords, Scene, Selector, Target};

use super::aspects::Side;
use super::columns::Columns;
use super::tokens::Pool;
use super::traits::{Family, Reading, Traits};
use crate::document::{Document, NodeId};
use crate::fingerprint::Page;
use crate::hashed::Numbered;
use crate::product::Product;
use crate::sets::has_common;
use crate::{describe, sets};

/// Most elements of a page that are looked at.
const MOST: usize = 6_000;

/// A tagged page as it was.
pub struct OldPage {
    fingerprints: Vec<Fingerprint>,
    product: ProductWords,
    pub(super) traits: Vec<Traits>,
    pub(super) pool: Pool,
    pub(super) columns: Columns,
    pub(super) seen: Seen,
}

impl OldPage {
    /// Reads a scene.
    #[must_use]
    pub fn new(scene: &Scene) -> Self {
        let mut reading = Reading::new(&scene.product);
        let mut traits: Vec<Traits> = scene.elements.iter().map(|element| reading.traits(element)).collect();
        let parts: Vec<Vec<u32>> = scene.elements.iter().map(|element| element.parts.clone()).collect();
        reading.relate(&mut traits, &parts);
        let pool = reading.pool();
        let (columns, seen) = (Columns::of(&traits, &pool), Seen::of(&traits));
        let (fingerprints, product) = (scene.elements.clone(), scene.product.clone());
        Self { fingerprints, product, traits, pool, columns, seen }
    }

    /// A page of which only one element is known.
    #[must_use]
    pub fn of_one(fingerprint: &Fingerprint) -> Self {
        Self::new(&Scene { elements: vec![fingerprint.clone()], ..Scene::default() })
    }

    /// Position of the element with this fingerprint.
    pub(super) fn position(&self, fingerprint: &Fingerprint) -> Option<usize> {
        self.fingerprints.iter().position(|known| known == fingerprint)
    }

    /// Positions of the elements that have all that a set's members have in common, in order.
    pub(super) fn members(&self, common: &Fingerprint) -> Vec<usize> {
        let has_all = |(at, known): (usize, &Fingerprint)| has_common(known, common).then_some(at);
        self.fingerprints.iter().enumerate().filter_map(has_all).collect()
    }

    /// No other element of the page says and does the same, as far as the page is known.
    pub(super) fn is_alone(&self, fingerprint: &Fingerprint) -> bool {
        let at = self.position(fingerprint);
        let signature =
            at.map_or_else(|| self.read(fingerprint).0.signature(), |at| self.traits[at].signature());
        let like_it = |signature| self.seen.signatures.get(&signature).map_or(0, Vec::len);
        signature.is_some_and(|signature| like_it(signature) == usize::from(at.is_some()))
    }

    /// Traits of an element that is not in the scene, with a pool of its own.
    pub(super) fn read(&self, fingerprint: &Fingerprint) -> (Traits, Pool) {
        let mut reading = Reading::new(&self.product);
        let traits = reading.traits(fingerprint);
        (traits, reading.pool())
    }

    pub(super) fn side(&self, at: usize) -> Side<'_> {
        Side { traits: &self.traits[at], pool: &self.pool, at: Some(at as u32) }
    }
}

/// A page to find elements on. Its elements are read when the first of them has to be looked for: an element that is
/// where it was needs no search.
pub struct NewPage<'a> {
    pub(super) document: &'a Document,
    pub(super) page: Page<'a>,
    product: OnceCell<Product>,
    read: OnceCell<Read>,
    others: RefCell<BTreeMap<String, Rc<Others>>>,
}

/// Every notable element of a page.
pub(super) struct Read {
    pub nodes: Vec<NodeId>,
    pub traits: Vec<Traits>,
    pub pool: Pool,
    pub columns: Columns,
    pub seen: Seen,
    words: ProductWords,
}

impl Read {
    fn of(page: &Page<'_>, words: ProductWords) -> Self {
        let mut nodes: Vec<NodeId> = page.surroundings().notable.clone();
        if nodes.len() > MOST {
            nodes.clone_from(&page.surroundings().interactive);
            nodes.truncate(MOST);
        }
        let mut reading = Reading::new(&words);
        let (mut traits, mut parts) = (Vec::with_capacity(nodes.len()), Vec::with_capacity(nodes.len()));
        let mut held = Numbered::default();
        for &node in &nodes {
            let (fingerprint, holder) = page.apart(node);
            // What stands in one place is held by the same.
            let held = *held
                .entry(Rc::as_ptr(&holder) as usize)
                .or_insert_with(|| reading.held(&holder.ancestors, &holder.landmarks, &holder.group));
            traits.push(reading.traits_within(&fingerprint, &held));
            parts.push(fingerprint.parts);
        }
        reading.relate(&mut traits, &parts);
        let pool = reading.pool();
        let (columns, seen) = (Columns::of(&traits, &pool), Seen::of(&traits));
        Self { nodes, traits, pool, columns, seen, words }
    }

    /// No other notable element of the page says and does the same.
    pub fn is_alone(&self, node: NodeId) -> bool {
        let signature = self.nodes.binary_search(&node).ok().and_then(|at| self.traits[at].signature());
        signature.is_some_and(|signature| self.seen.signatures.get(&signature).map_or(0, Vec::len) == 1)
    }

    pub fn side(&self, at: usize) -> Side<'_> {
        Side { traits: &self.traits[at], pool: &self.pool, at: Some(at as u32) }
    }
}

/// Elements with one tag that are not notable.
pub(super) struct Others {
    pub nodes: Vec<NodeId>,
    pub traits: Vec<Traits>,
    pub pool: Pool,
}

impl Others {
    pub(super) fn side(&self, at: usize) -> Side<'_> {
        Side { traits: &self.traits[at], pool: &self.pool, at: None }
    }
}

impl<'a> NewPage<'a> {
    /// The page of a document.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            page: Page::new(document),
            product: OnceCell::new(),
            read: OnceCell::new(),
            others: RefCell::default(),
        }
    }

    fn product(&self) -> &Product {
        self.product.get_or_init(|| Product::of(self.document))
    }

    /// Its elements.
    pub(super) fn read(&self) -> &Read {
        self.read.get_or_init(|| Read::of(&self.page, self.product().words()))
    }

    /// What an event is moved to whose element, or set, was found here: all but the scene, since a page is not kept
    /// whole. Nothing where nothing was found.
    #[must_use]
    pub fn target(&self, found: &[NodeId], multiple: bool) -> Option<Target> {
        let product = self.product();
        match found {
            [] => None,
            [one] if !multiple => Some(describe::found_again(&self.page, product, *one)),
            set => Some(sets::found_again(&self.page, product, set)),
        }
    }

    /// The same for one element that a rule finds which is known already.
    #[must_use]
    pub fn target_by(&self, found: NodeId, selectors: Vec<Selector>) -> Target {
        Target { selectors, fingerprint: Some(self.page.fingerprint(found)), ..Target::default() }
    }

    /// The page.
    #[must_use]
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The elements with this tag that are not notable.
    pub(super) fn others(&self, tag: &str) -> Rc<Others> {
        if let Some(known) = self.others.borrow().get(tag) {
            return known.clone();
        }
        let known: HashSet<NodeId> = self.read().nodes.iter().copied().collect();
        let mut reading = Reading::new(&self.read().words);
        let roots = self.document.roots();
        let nodes: Vec<NodeId> = roots
            .flat_map(|root| self.document.descendant_elements(root))
            .filter(|node| self.document.tag(*node) == tag && !known.contains(node))
            .take(MOST)
            .collect();
        let traits = nodes.iter().map(|&node| reading.traits(&self.page.fingerprint(node))).collect();
        let others = Rc::new(Others { nodes, traits, pool: reading.pool() });
        self.others.borrow_mut().insert(tag.to_owned(), others.clone());
        others
    }
}

/// How often names, functions and whole elements occur on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    names: Numbered<(Family, u64), u32>,
    functions: Numbered<u64, u32>,
    /// Positions by what they say and do; several may say and do the same.
    pub signatures: Numbered<u64, Vec<u32>>,
}

impl Seen {
    fn of(traits: &[Traits]) -> Self {
        let mut seen = Self::default();
        for (at, each) in (0u32..).zip(traits) {
            if !each.name.is_empty() {
                *seen.names.entry((each.family, each.name.whole)).or_default() += 1;
            }
            if each.function != 0 {
                *seen.functions.entry(each.function).or_default() += 1;
            }
            if let Some(signature) = each.signature() {
                seen.signatures.entry(signature).or_default().push(at);
            }
        }
        seen
    }

    pub fn has_one_name(&self, traits: &Traits) -> bool {
        self.names.get(&(traits.family, traits.name.whole)) == Some(&1)
    }

    pub fn has_one_function(&self, traits: &Traits) -> bool {
        self.functions.get(&traits.function) == Some(&1)
    }
}
