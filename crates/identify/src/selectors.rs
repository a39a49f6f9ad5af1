//! Runtime selectors for a picked element: few, independent of each other, each verified to match exactly
//! this element now, and each made to match nothing rather than a neighbour when the element is gone. Judging
//! single strings is `noise`'s, counting is `rule`'s.
//!
//! Conditions on the element (`compound`) are narrowed down by what is around it (`context`) and by its words
//! until nothing else matches (`narrow`). What counts siblings (`position`) is the last resort.

mod around;
mod common;
mod compound;
mod context;
mod hops;
mod narrow;
mod position;

use std::cmp::Reverse;

use waymark_model::{Hop, Selector};

use crate::document::{Document, NodeId};
use crate::product::Product;
use crate::rule::{CompiledSelector, Matches};
use crate::text;
use around::Around;
pub(crate) use compound::lasting_text;
use compound::{Compound, Guard, compounds};
use context::{Context, contexts};

pub(crate) use hops::hops;
use narrow::{Variant, variants};
pub use position::path;

/// Most selectors a target gets by what its theme calls it; `common` adds spares.
const MOST: usize = 3;
/// Most selectors a target gets in all.
pub(crate) const ALL: usize = 5;
/// Fewest that are aimed for, by accepting weaker ones.
const FEWEST: usize = 2;
/// Score, after taking off what it shares with the others, below which a selector is not worth its risk.
const WORTHWHILE: i32 = 38;
/// The same while there are too few.
const ACCEPTABLE: i32 = 28;

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
    /// The one product in whose card it stands.
    Item,
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
    pub score: i32,
}

/// Selectors for the element, the most lasting first; `product` is what the page shows, the card around the
/// element included.
///
/// Empty only where the page is nested so deeply that not even the element's position can be written down.
#[must_use]
pub fn selectors_for(document: &Document, product: &Product, element: NodeId) -> Vec<Candidate> {
    selectors_where(document, product, element, &|_| true)
}

/// The same out of those that `holds` accepts; empty where it accepts none.
pub(crate) fn selectors_where(
    document: &Document,
    product: &Product,
    element: NodeId,
    holds: &dyn Fn(&Selector) -> bool,
) -> Vec<Candidate> {
    let within = hops(document, element);
    let text = lasting_text(document, product, element);
    let mut compounds = compounds(document, product, element);
    if product.varies(&text::readable(document, element)) {
        // It has words, but none that could guard.
        compounds.retain(|compound| compound.guard != Guard::Words);
    }
    let contexts = contexts(document, product, element);
    let around = Around::new(document, element, &contexts);
    let found = compounds
        .iter()
        .flat_map(|compound| variants(document, element, compound, &around, text.as_deref()))
        .collect();
    let selector = |variant: &Variant| Selector {
        css: variant.css.clone(),
        within: within.clone(),
        text: variant.text.clone(),
        alone: variant.alone,
    };
    let candidate = |variant: Variant| Candidate {
        selector: selector(&variant),
        basis: variant.basis,
        score: variant.score,
    };
    let accepts = |variant: &Variant| holds(&selector(variant));
    let mut chosen: Vec<Candidate> = independent(found, &accepts)
        .into_iter()
        .map(candidate)
        .filter(|candidate| verified(document, element, &candidate.selector))
        .collect();
    let is_named = !chosen.is_empty();
    let most = ALL - chosen.len();
    let mut spares = common::spares(document, product, element, &compounds, text.as_deref(), most, &accepts);
    spares.retain(|spare| chosen.iter().all(|known| known.selector.css != spare.css));
    let spares = spares.into_iter().map(candidate);
    // That a card is of one product is said better by what is around the card as well.
    let (of_cards, others): (Vec<_>, Vec<_>) = spares
        .filter(|spare| verified(document, element, &spare.selector))
        .partition(|spare| spare.basis == Basis::Item);
    chosen.extend(others);
    if !is_named {
        let text = text.as_deref();
        chosen.extend(by_position(document, element, &compounds, &contexts, &within, text, holds));
    }
    chosen.extend(of_cards);
    chosen.dedup_by(|later, earlier| later.selector == earlier.selector);
    chosen
}

/// CSS that says of an element only what others of its kind may have too, the most lasting first: its own
/// conditions, alone and within what is around it. `link` is the pattern of where all of them lead.
pub(crate) fn shared_css(
    document: &Document,
    product: &Product,
    element: NodeId,
    link: Option<&str>,
) -> Vec<String> {
    let mut own = compounds(document, product, element);
    let tag = crate::css::identifier(document.tag(element));
    if let Some(folder) = link.and_then(|link| link.strip_suffix('*')).filter(|folder| !folder.contains('*'))
    {
        let css = format!("{tag}[href*={}]", crate::css::quoted(folder));
        own.push(Compound { css, basis: Basis::Link, score: 80, guard: Guard::Context });
    }
    own.push(Compound { css: tag, basis: Basis::Position, score: 30, guard: Guard::Words });
    let around = contexts(document, product, element);
    let mut found: Vec<(i32, String)> = Vec::new();
    for compound in &own {
        found.push((compound.score - 12, compound.css.clone()));
        for context in &around {
            let score = compound.score - context.cost;
            found.push((score, format!("{} {}", context.css, compound.css)));
            // A card in a list: both the list's and the card's name, and the tag.
            let outer = around.iter().filter(|outer| outer.element < context.element);
            found.extend(outer.map(|outer| {
                (score - outer.cost, format!("{} {} {}", outer.css, context.css, compound.css))
            }));
        }
    }
    found.sort_by_key(|(score, _)| Reverse(*score));
    found.into_iter().map(|(_, css)| css).collect()
}

/// The best variants, each judged by what it adds to those chosen before it; in order of their own score.
fn independent(mut found: Vec<Variant>, accepts: &dyn Fn(&Variant) -> bool) -> Vec<Variant> {
    let mut chosen: Vec<Variant> = Vec::new();
    while chosen.len() < MOST {
        let worth = |variant: &Variant| {
            variant.score - chosen.iter().map(|known| shared(variant, known)).sum::<i32>()
        };
        let best = found.iter().enumerate().max_by_key(|(index, variant)| (worth(variant), Reverse(*index)));
        let Some((index, best)) = best else { break };
        if worth(best) < if chosen.len() < FEWEST { ACCEPTABLE } else { WORTHWHILE } {
            break;
        }
        let variant = found.swap_remove(index);
        if accepts(&variant) {
            chosen.push(variant);
        }
        found.sort_by_key(|variant| Reverse(variant.score));
    }
    chosen.sort_by_key(|variant| Reverse(variant.score));
    chosen
}

/// How much two variants fail together.
fn shared(left: &Variant, right: &Variant) -> i32 {
    let basis = if left.basis == right.basis { 24 } else { 0 };
    // The same condition without words survives a translation; with the same words it adds next to nothing.
    let own = if left.own == right.own && left.text == right.text { 24 } else { 0 };
    let context = if left.context.is_some() && left.context == right.context { 8 } else { 0 };
    let text = if left.text.is_some() && right.text.is_some() { 4 } else { 0 };
    basis + own + context + text
}

/// Whether the selector, evaluated as the runtime does it, matches this element and nothing else.
fn verified(document: &Document, element: NodeId, selector: &Selector) -> bool {
    CompiledSelector::new(selector)
        .is_ok_and(|compiled| compiled.matches(document) == Matches::Nodes(vec![element]))
}

/// The last resort: within a numbered item, then the way down from the nearest lasting ancestor, then from
/// the root.
fn by_position(
    document: &Document,
    element: NodeId,
    compounds: &[Compound],
    contexts: &[Context],
    within: &[Hop],
    text: Option<&str>,
    holds: &dyn Fn(&Selector) -> bool,
) -> Option<Candidate> {
    let in_cards = position::in_cards(document, element, compounds, contexts);
    let is_in_card = !in_cards.is_empty();
    let in_contexts = position::in_contexts(document, element, contexts);
    let in_items = position::in_items(document, element, compounds, contexts);
    let paths = position::paths(document, element, contexts);
    let candidate = |basis: Basis, (css, score): (String, i32)| Candidate {
        selector: Selector { css, within: within.to_vec(), text: text.map(str::to_owned), alone: false },
        basis,
        score,
    };
    // A place in a list is the next product's when this one is gone; so it only serves where nothing else does.
    let counted = in_items.into_iter().chain(paths);
    // The only one with its tag in a component means nothing once there are two.
    let only = |mut candidate: Candidate| {
        candidate.selector.alone = true;
        candidate
    };
    // The product is enough; words on its card change.
    let without_words = |mut candidate: Candidate| {
        candidate.selector.text = None;
        candidate
    };
    in_cards
        .iter()
        .map(|found| without_words(candidate(Basis::Item, found.clone())))
        .chain(in_cards.iter().map(|found| candidate(Basis::Item, found.clone())))
        .chain(
            in_contexts
                .into_iter()
                .filter(|_| !is_in_card)
                .map(|found| only(candidate(Basis::Position, found))),
        )
        .chain(counted.map(|found| candidate(Basis::Position, found)))
        .find(|candidate| verified(document, element, &candidate.selector) && holds(&candidate.selector))
}
