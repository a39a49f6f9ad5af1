//! Making a condition unique: alone, with the element's words, within a context, or all of it. What could as
//! well be a neighbour is guarded by the words even where it is unique now.

use super::Basis;
use super::around::Around;
use super::compound::{Compound, Guard};
use super::context::Context;
use crate::css::{Css, MatchCaches};
use crate::document::{Document, NodeId};
use crate::text;

/// Elements that one condition may match before it is too common to be narrowed down.
const TOO_COMMON: usize = 2_000;
/// Contexts that are used for one condition.
const CONTEXTS: usize = 3;

/// A unique combination of condition, context and words.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub css: String,
    pub text: Option<String>,
    pub basis: Basis,
    pub context: Option<String>,
    /// The condition on the element itself.
    pub own: String,
    pub score: i32,
    /// What keeps others out is nothing that a theme names, so a second match would be a stranger.
    pub alone: bool,
}

/// All ways worth having in which one condition becomes unique.
pub(super) fn variants(
    document: &Document,
    element: NodeId,
    compound: &Compound,
    around: &Around<'_>,
    words: Option<&str>,
) -> Vec<Variant> {
    let Ok(own) = Css::parse(&compound.css) else { return Vec::new() };
    let Some(rivals) = rivals_by(document, element, &own) else { return Vec::new() };
    let mut found = Vec::new();
    let tells = tells_apart(document, words, &rivals);
    add(&mut found, compound, None, rivals.is_empty(), words.filter(|_| tells));
    if compound.guard == Guard::Itself && rivals.is_empty() {
        return found;
    }
    let mut used = 0;
    let mut contexts: Vec<(usize, &Context)> = around.contexts.iter().enumerate().collect();
    contexts.sort_by_key(|(_, context)| cost(compound.basis, context));
    for (at, context) in contexts {
        if used == CONTEXTS {
            break;
        }
        let css = format!("{} {}", context.css, compound.css);
        let Some(left) = around.left(at, &own, &css, &rivals) else { continue };
        let before = found.len();
        let tells = tells_apart(document, words, &left);
        add(&mut found, compound, Some(context), left.is_empty(), words.filter(|_| tells));
        used += usize::from(found.len() > before);
    }
    found
}

/// Adds what is unique: without words where that is safe, with words where they help.
fn add(
    found: &mut Vec<Variant>,
    compound: &Compound,
    context: Option<&Context>,
    unique: bool,
    words: Option<&str>,
) {
    // What is only said, or what most of its kind look like, a second one may come to have.
    let is_common = matches!(compound.basis, Basis::Label | Basis::Words | Basis::Class);
    let mut push = |text: Option<&str>, bonus: i32| {
        let cost = context.map_or(0, |context| cost(compound.basis, context));
        found.push(Variant {
            css: context.map_or(compound.css.clone(), |context| format!("{} {}", context.css, compound.css)),
            text: text.map(str::to_owned),
            basis: compound.basis,
            context: context.map(|context| context.css.clone()),
            own: compound.css.clone(),
            score: compound.score - cost + bonus,
            alone: context.is_none_or(|context| context.is_landmark) || text.is_some() || is_common,
        });
    };
    // What is unique on this page alone may have a twin on another page; surroundings keep it apart.
    let loose = if context.is_none() { 12 } else { 0 };
    // A button that only submits is told by the form it belongs to, or by its words.
    let is_submit = compound.basis == Basis::Form && compound.guard == Guard::Context;
    if is_submit && !context.is_some_and(|context| context.is_form) && words.is_none() {
        return;
    }
    if compound.guard == Guard::Form && context.is_none() {
        return;
    }
    match (unique, compound.guard, words) {
        (true, Guard::Itself, _) => push(None, 0),
        (_, _, Some(words)) if is_submit && !context.is_some_and(|context| context.is_form) => {
            push(Some(words), -loose);
        }
        // The words of a named control change (sold out, translated) while its name stays.
        (true, Guard::Context | Guard::Form, _) if compound.basis == Basis::Name => push(None, -loose / 2),
        // Another link may lead there tomorrow.
        (true, Guard::Context, None) if context.is_none() && compound.basis == Basis::Link => {}
        (true, Guard::Context | Guard::Form, None) => push(None, -loose / 2),
        (true, Guard::Context | Guard::Form, Some(words)) => {
            // In what every page has, another may come to be.
            if context.is_some_and(|context| !context.is_landmark) {
                push(None, -2);
            }
            push(Some(words), 2 - loose);
        }
        // A tag alone says nothing without words.
        (true, Guard::Words, None) if compound.basis == Basis::Words => {}
        // A style name alone is on other elements of other pages.
        (true, Guard::Words, None) if compound.basis == Basis::Class => {}
        (true, Guard::Words, None) => push(None, -20),
        (true, Guard::Words, Some(words)) => push(Some(words), 2 - loose),
        // One common word alone tells too little apart.
        (false, Guard::Words, Some(words)) if context.is_none() && !words.contains(' ') => {}
        (false, _, Some(words)) => push(Some(words), -4 - loose),
        (false, _, None) => {}
    }
}

/// What a context costs a condition. A name and its form say the same, so a component says more.
fn cost(basis: Basis, context: &Context) -> i32 {
    let is_form = context.css.starts_with("form");
    if basis == Basis::Name && is_form { context.cost + 4 } else { context.cost }
}

/// Whether the words keep all rivals out.
fn tells_apart(document: &Document, words: Option<&str>, rivals: &[NodeId]) -> bool {
    words.is_some_and(|words| {
        let words = text::normalise(words);
        rivals.iter().all(|&rival| !text::equals(document, rival, &words))
    })
}

/// Other elements of the same root that match; none when the CSS is too common or misses the element.
pub(super) fn rivals(document: &Document, element: NodeId, css: &str) -> Option<Vec<NodeId>> {
    rivals_by(document, element, &Css::parse(css).ok()?)
}

fn rivals_by(document: &Document, element: NodeId, parsed: &Css) -> Option<Vec<NodeId>> {
    let mut caches = MatchCaches::default();
    let mut hit = false;
    let mut rivals = Vec::new();
    for node in document.candidates(document.root_of(element), parsed) {
        if parsed.matches(document, node, &mut caches) {
            hit |= node == element;
            if node != element {
                rivals.push(node);
            }
            if rivals.len() > TOO_COMMON {
                return None;
            }
        }
    }
    hit.then_some(rivals)
}
