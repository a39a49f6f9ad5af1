//! Sets: "all like this one" as one target. Which elements of a page are alike (the same part of each item of a
//! list), what they have in common, and selectors that match all of them and nothing else.

use waymark_model::{Fingerprint, Selector, Target};

use crate::address;
use crate::describe::{Description, describe, labelled};
use crate::document::{Document, NodeId};
use crate::error::IdentifyError;
use crate::fingerprint::Page;
use crate::noise::is_stable_class;
use crate::product::Product;
use crate::quality::{Grade, Quality};
use crate::role::words_for;
use crate::rule::count;
use crate::selectors::{hops, shared_css};

/// How far up the repeated item is looked for, in levels.
const LEVELS: usize = 10;
/// Most selectors of a set.
const SELECTORS: usize = 3;
/// Most items of a list that are looked at.
const ITEMS: usize = 1_000;

/// All elements like this one, itself included, in document order: the same part of every item of the nearest
/// list around it. Only itself where it is in no list.
#[must_use]
pub fn alike(document: &Document, element: NodeId) -> Vec<NodeId> {
    let mut way: Vec<NodeId> = Vec::new();
    for item in std::iter::once(element).chain(document.ancestors(element)).take(LEVELS) {
        way.push(item);
        let Some(parent) = document.parent(item) else { break };
        let items =
            document.child_elements(parent).take(ITEMS).filter(|&other| looks_like(document, other, item));
        let mut found: Vec<NodeId> = items.filter_map(|other| same_part(document, other, &way)).collect();
        found.sort_unstable();
        found.dedup();
        // Two things side by side are a pair before they are a list, unless they are in the same part of one.
        if found.len() > 1 && found.contains(&element) {
            return found;
        }
    }
    vec![element]
}

/// The same tag, and the same authored classes.
fn looks_like(document: &Document, left: NodeId, right: NodeId) -> bool {
    let classes = |node: NodeId| {
        let mut classes: Vec<&str> = document.classes(node).filter(|class| is_stable_class(class)).collect();
        classes.sort_unstable();
        classes
    };
    document.tag(left) == document.tag(right) && classes(left) == classes(right)
}

/// The parts of another item that stand where the element stands in its own: `way` leads from the element up to
/// its item. Of several that look alike the one with the same place is meant.
fn same_part(document: &Document, item: NodeId, way: &[NodeId]) -> Option<NodeId> {
    let mut at = item;
    for step in way.iter().rev().skip(1) {
        let siblings = |node: NodeId| {
            let parent = document.parent(node)?;
            Some(
                document
                    .child_elements(parent)
                    .filter(|&other| looks_like(document, other, node))
                    .take_while(|&other| other < node)
                    .count(),
            )
        };
        let place = siblings(*step)?;
        at = document.child_elements(at).filter(|&child| looks_like(document, child, *step)).nth(place)?;
    }
    Some(at)
}

/// Describes a set as one target. Fails when there is nothing in it or something that is no element.
pub fn describe_set(document: &Document, members: &[NodeId]) -> Result<Description, IdentifyError> {
    let (&first, others) = members.split_first().ok_or(IdentifyError::NotAnElement)?;
    if others.iter().any(|other| other.index() >= document.len() || !document.is_element(*other)) {
        return Err(IdentifyError::NotAnElement);
    }
    let description = describe(document, first)?;
    let set = found_again(&Page::new(document), &Product::of(document), members);
    Ok(Description {
        quality: quality(&set.selectors),
        label: label_of_set(set.fingerprint.as_ref().unwrap_or(&Fingerprint::default())),
        target: Target { scene: description.target.scene, ..set },
        ..description
    })
}

/// What finds a set of a page's elements again, the scene apart.
pub(crate) fn found_again(page: &Page<'_>, product: &Product, members: &[NodeId]) -> Target {
    let mut fingerprints = members.iter().map(|&member| page.fingerprint(member));
    let mut common = fingerprints.next().unwrap_or_default();
    fingerprints.for_each(|other| keep_common(&mut common, &other));
    let selectors = selectors(page.document, product, members, common.link.as_deref());
    Target { selectors, multiple: true, fingerprint: Some(common), scene: None }
}

/// A set in plain words, from what its members have in common: "Product links", "Buttons: Quick view".
#[must_use]
pub fn label_of_set(common: &Fingerprint) -> String {
    let members = members_in_words(common);
    let mut characters = members.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let words = if common.name.is_empty() { &common.text } else { &common.name };
    labelled(&format!("{first}{}", characters.as_str()), words)
}

/// What the members of a set are: "product links".
pub(crate) fn members_in_words(common: &Fingerprint) -> String {
    let input_type = common.attributes.get("type").map_or("", String::as_str);
    let one = words_for(&common.role, &common.tag, input_type).to_lowercase();
    let ending = if one.ends_with('x') || one.ends_with("ch") { "es" } else { "s" };
    let product = common.link.as_deref().is_some_and(address::is_of_products);
    format!("{}{one}{ending}", if product { "product " } else { "" })
}

/// Leaves out of a fingerprint what another member does not have.
fn keep_common(common: &mut Fingerprint, other: &Fingerprint) {
    let keep = |text: &mut String, other: &String| {
        if text != other {
            text.clear();
        }
    };
    keep(&mut common.name, &other.name);
    keep(&mut common.text, &other.text);
    keep(&mut common.heading, &other.heading);
    keep(&mut common.group, &other.group);
    keep(&mut common.item, &other.item);
    common.attributes.retain(|name, value| other.attributes.get(name) == Some(value));
    common.classes.retain(|class| other.classes.contains(class));
    common.neighbours.retain(|name| other.neighbours.contains(name));
    common.inside.retain(|name| other.inside.contains(name));
    common.link = match (&common.link, &other.link) {
        (Some(link), Some(other)) => address::shared_pattern(link, other),
        _ => None,
    };
    common.bounds = None;
    common.parts.clear();
}

/// Whether an element has all that the members of a set have in common.
pub(crate) fn has_common(known: &Fingerprint, common: &Fingerprint) -> bool {
    let mut kept = common.clone();
    keep_common(&mut kept, known);
    // What the first member alone was like is no part of it.
    let first = |of: Fingerprint| Fingerprint {
        index: 0,
        ancestors: Vec::new(),
        bounds: None,
        parts: Vec::new(),
        ..of
    };
    let is_in_place = known.ancestors.iter().zip(&common.ancestors).filter(|(own, its)| own == its).count();
    first(kept) == first(common.clone())
        && (&known.tag, &known.role, &known.landmarks) == (&common.tag, &common.role, &common.landmarks)
        && 2 * is_in_place >= common.ancestors.len()
}

/// Selectors that match the set and nothing else. `link` is where all of them lead.
fn selectors(
    document: &Document,
    product: &Product,
    members: &[NodeId],
    link: Option<&str>,
) -> Vec<Selector> {
    let Some(&first) = members.first() else { return Vec::new() };
    let mut wanted = members.to_vec();
    wanted.sort_unstable();
    let within = hops(document, first);
    let mut found: Vec<Selector> = Vec::new();
    for css in shared_css(document, product, first, link) {
        let selector = Selector { css, within: within.clone(), text: None, alone: false };
        if count(document, std::slice::from_ref(&selector)).nodes() == wanted {
            found.push(selector);
            if found.len() == SELECTORS {
                break;
            }
        }
    }
    found
}

fn quality(selectors: &[Selector]) -> Quality {
    let (grade, reason, advice) = match selectors.len() {
        0 => (
            Grade::Fragile,
            "Nothing these elements have in common tells them apart from the rest of the page.",
            "Ask whoever maintains the theme to give all of them the same data-waymark attribute.",
        ),
        1 => (Grade::Fair, "The elements have one thing in common that nothing else has.", ""),
        _ => (Grade::Strong, "The elements have several things in common that nothing else has.", ""),
    };
    Quality { grade, reason: reason.to_owned(), advice: advice.to_owned() }
}
