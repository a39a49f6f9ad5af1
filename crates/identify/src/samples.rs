//! Other pages of the type that was picked on. What stands there in an element's place says what the template
//! keeps, what varies from page to page (`varying`), and whether a selector finds it there. That pages are of one type
//! is the caller's to know; here only those count that one template made.

use std::collections::BTreeSet;

use waymark_model::{Scene, Selector, Target, Verdict};

use crate::document::{Document, NodeId};
use crate::locate::{Comparison, NewPage, OldPage};
use crate::noise::{is_stable_class, is_stable_id};
use crate::rule::{CompiledSelector, Matches};
use crate::varying::Varying;

/// Least share of the smaller page's names and steps that the other page has, where one template made both. In the
/// drift corpus pages of one type have 0.88 or more; of other releases half have less than 0.75.
const SAME_TEMPLATE: f64 = 0.8;

/// Pages of the same type as one that is picked on, read once for any number of elements.
#[derive(Default)]
pub struct Samples<'a> {
    pages: Vec<(NewPage<'a>, BTreeSet<String>)>,
}

/// What stands on one sample where the element stands on its own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Twin {
    /// The same element of another product.
    Here(NodeId),
    /// Nothing.
    Absent,
    /// Nobody can say.
    Unknown,
}

/// What the samples say about one element.
pub(crate) struct Evidence<'s> {
    twins: Vec<(&'s Document, Twin)>,
}

/// How a selector fares on the samples, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holding {
    /// It matches something else there, or several.
    Strays,
    /// It matches nothing where the element is.
    Misses,
    /// It matches the element, and nothing where there is none.
    Holds,
}

impl<'a> Samples<'a> {
    /// Reads the pages.
    #[must_use]
    pub fn new(pages: impl IntoIterator<Item = &'a Document>) -> Self {
        let pages = pages.into_iter().map(|page| (NewPage::new(page), template_of(page)));
        Self { pages: pages.collect() }
    }

    /// Looks for the element on every page of its own page's template.
    pub(crate) fn evidence(&self, document: &Document, target: &Target, scene: &Scene) -> Evidence<'a> {
        if self.pages.is_empty() {
            return Evidence { twins: Vec::new() };
        }
        let own = template_of(document);
        let old = OldPage::new(scene);
        let of_template = self.pages.iter().filter(|(_, other)| is_same(&own, other));
        let twins = of_template.map(|(page, _)| {
            let located = Comparison::new(&old, page).locate(target);
            let twin = match (located.nodes.as_slice(), located.verdict) {
                (&[node], _) => Twin::Here(node),
                (_, Verdict::Missing) => Twin::Absent,
                _ => Twin::Unknown,
            };
            (page.document(), twin)
        });
        Evidence { twins: twins.collect() }
    }
}

impl Evidence<'_> {
    /// No sample says anything.
    pub fn is_empty(&self) -> bool {
        self.twins.is_empty()
    }

    /// On how many samples the element is.
    pub fn found(&self) -> usize {
        self.places().count()
    }

    /// What of the element and of what is around it is different on the samples.
    pub fn varying(&self, document: &Document, element: NodeId) -> Varying {
        Varying::of(document, element, &self.places().collect::<Vec<_>>())
    }

    /// How the selector fares, at its worst.
    pub fn holding(&self, selector: &Selector) -> Holding {
        let Ok(selector) = CompiledSelector::new(selector) else { return Holding::Strays };
        let on_each = self.twins.iter().map(|&(document, twin)| match (selector.matches(document), twin) {
            (Matches::NeedsRendering, _) => Holding::Holds,
            (Matches::Nodes(nodes), Twin::Here(_)) if nodes.is_empty() => Holding::Misses,
            (Matches::Nodes(nodes), Twin::Here(node)) if nodes == [node] => Holding::Holds,
            (Matches::Nodes(nodes), Twin::Unknown) if nodes.len() == 1 => Holding::Holds,
            (Matches::Nodes(nodes), _) if nodes.is_empty() => Holding::Holds,
            (Matches::Nodes(_), _) => Holding::Strays,
        });
        on_each.min().unwrap_or(Holding::Holds)
    }

    fn places(&self) -> impl Iterator<Item = (&Document, NodeId)> {
        self.twins.iter().filter_map(|&(document, twin)| match twin {
            Twin::Here(node) => Some((document, node)),
            _ => None,
        })
    }
}

/// What a template leaves in its pages: authored names, and which tag stands in which.
fn template_of(document: &Document) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for node in document.descendant_elements(document.root()) {
        let tag = document.tag(node);
        found.extend(document.parent_element(node).map(|parent| format!("{}>{tag}", document.tag(parent))));
        found.extend(
            document
                .classes(node)
                .filter(|class| is_stable_class(class))
                .map(|class| format!("{tag}.{class}")),
        );
        found.extend(document.element_id(node).filter(|id| is_stable_id(id)).map(|id| format!("{tag}#{id}")));
    }
    found
}

/// Whether one template made both pages. One may lack parts of the other: what is sold out has no form.
fn is_same(left: &BTreeSet<String>, right: &BTreeSet<String>) -> bool {
    let shared = left.intersection(right).count() as f64;
    shared >= SAME_TEMPLATE * left.len().min(right.len()) as f64
}
