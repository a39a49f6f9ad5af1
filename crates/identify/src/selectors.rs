//! Runtime selectors for a picked element: few, independent of each other, each verified to match exactly this
//! element now, and each made to match nothing rather than a neighbour when the element is gone. Judging
//! single strings is `noise`'s, counting is `rule`'s.

mod compound;
mod context;
mod hops;
mod position;

use waymark_model::{Hop, Selector};

use crate::css::{Css, MatchCaches};
use crate::document::{Document, NodeId};
use crate::product::Product;
use crate::rule::{CompiledSelector, Matches};
pub(crate) use compound::lasting_text;
use compound::{Compound, compounds};
use context::{Context, contexts};
pub(crate) use hops::hops;

/// Most selectors a target gets.
const MOST: usize = 5;
/// Elements that one condition may match before it is too common to be narrowed down.
const TOO_COMMON: usize = 2_000;

/// What a selector relies on. Selectors of different kinds fail for different reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// An attribute put there for machines: `data-testid`, `data-action`.
    Data,
    /// An authored id.
    Id,
    /// The name of a form control.
    Name,
    /// Where a link leads.
    Link,
    /// A label for assistive technology.
    Label,
    /// Another attribute that says what the element is.
    Attribute,
    /// The form around it.
    Form,
    /// Its words, within a landmark or component.
    Words,
    /// A component's class.
    Class,
    /// Its place among its siblings.
    Position,
}

/// A verified selector with what it relies on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The selector.
    pub selector: Selector,
    /// What it relies on.
    pub basis: Basis,
    /// How lasting it is believed to be, 0 to 100.
    pub score: u32,
}

/// Selectors for the element, the most lasting first; never empty for an element of the document.
#[must_use]
pub fn selectors_for(document: &Document, product: &Product, element: NodeId) -> Vec<Candidate> {
    let within = hops(document, element);
    let text = lasting_text(document, product, element);
    let compounds = compounds(document, product, element);
    let contexts = contexts(document, element);
    let mut found: Vec<Candidate> = compounds
        .iter()
        .filter_map(|compound| {
            let (css, text, score) = narrow(document, element, compound, &contexts, text.as_deref())?;
            let selector = Selector { css, within: within.clone(), text };
            Some(Candidate { selector, basis: compound.basis, score })
        })
        .filter(|candidate| verified(document, element, &candidate.selector))
        .collect();
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
    let mut chosen = independent(found);
    if chosen.is_empty() {
        chosen.extend(by_position(document, element, &contexts, &within, text.as_deref()));
    }
    chosen
}

/// At most one selector of each basis, in order.
fn independent(found: Vec<Candidate>) -> Vec<Candidate> {
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in found {
        if chosen.len() < MOST && chosen.iter().all(|known| known.basis != candidate.basis) {
            chosen.push(candidate);
        }
    }
    chosen
}

/// Makes a condition unique: alone, with the element's words, in a context, or both. The result is the CSS, the
/// text condition, and the score.
fn narrow(
    document: &Document,
    element: NodeId,
    compound: &Compound,
    contexts: &[Context],
    text: Option<&str>,
) -> Option<(String, Option<String>, u32)> {
    let alone = rivals(document, element, &compound.css)?;
    let with_text = |rivals: &[NodeId]| {
        text.filter(|text| {
            let text = crate::text::normalise(text);
            rivals.iter().all(|&rival| !crate::text::equals(document, rival, &text))
        })
    };
    // Words guard what could as well be a neighbour; names that say what the element is need no guard.
    let guard = if compound.guarded { None } else { text };
    if compound.basis != Basis::Words && alone.is_empty() {
        return Some((
            compound.css.clone(),
            guard.map(str::to_owned),
            compound.score + u32::from(guard.is_some()) * 4,
        ));
    }
    for context in contexts {
        let css = format!("{} {}", context.css, compound.css);
        let parsed = Css::parse(&css).ok()?;
        let mut caches = MatchCaches::default();
        let left: Vec<NodeId> =
            alone.iter().copied().filter(|&rival| parsed.matches(document, rival, &mut caches)).collect();
        if left.is_empty() && compound.basis != Basis::Words {
            return Some((css, guard.map(str::to_owned), compound.score.saturating_sub(context.cost)));
        }
        if let Some(text) = with_text(&left) {
            return Some((css, Some(text.to_owned()), compound.score.saturating_sub(context.cost + 2)));
        }
    }
    let text = with_text(&alone)?;
    Some((compound.css.clone(), Some(text.to_owned()), compound.score.saturating_sub(8)))
}

/// Other elements of the same root that match; none when the CSS is too common or misses the element.
fn rivals(document: &Document, element: NodeId, css: &str) -> Option<Vec<NodeId>> {
    let parsed = Css::parse(css).ok()?;
    let mut caches = MatchCaches::default();
    let root = document.root_of(element);
    let mut hit = false;
    let mut rivals = Vec::new();
    for node in document.candidates(root, &parsed) {
        if parsed.matches(document, node, &mut caches) {
            if node == element {
                hit = true;
            } else {
                rivals.push(node);
            }
            if rivals.len() > TOO_COMMON {
                return None;
            }
        }
    }
    hit.then_some(rivals)
}

/// Whether the selector, evaluated as the runtime does it, matches this element and nothing else.
fn verified(document: &Document, element: NodeId, selector: &Selector) -> bool {
    CompiledSelector::new(selector)
        .is_ok_and(|compiled| compiled.matches(document) == Matches::Nodes(vec![element]))
}

/// The last resort: the way down from the nearest lasting ancestor, then from the root.
fn by_position(
    document: &Document,
    element: NodeId,
    contexts: &[Context],
    within: &[Hop],
    text: Option<&str>,
) -> Option<Candidate> {
    position::paths(document, element, contexts)
        .into_iter()
        .map(|(css, score)| Candidate {
            selector: Selector { css, within: within.to_vec(), text: text.map(str::to_owned) },
            basis: Basis::Position,
            score,
        })
        .find(|candidate| verified(document, element, &candidate.selector))
}
