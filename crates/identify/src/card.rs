//! Cards: the repeated items of a list that each show one product. What a card says belongs to its product,
//! and is different on the next page.

use crate::address;
use crate::document::{Document, NodeId};
use crate::text;

/// How far up a card is looked for, in levels.
const LEVELS: usize = 9;
/// Most elements of a card that are looked at.
const ELEMENTS: usize = 150;

/// What a card says about its product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Card {
    /// Normalised words that the card beside it does not have: the product's title.
    pub titles: Vec<String>,
    /// Last segment of the path of its link.
    pub handle: String,
}

/// Whether the element leads to one product, or stands in a card that does. Menus list the same products on
/// every page, so nothing in one is particular.
pub(crate) fn shows_a_product(document: &Document, element: NodeId) -> bool {
    !is_in_menu(document, element)
        && (product_path(document, element).is_some() || card_around(document, element).is_some())
}

/// The card an element stands in.
pub(crate) fn card_of(document: &Document, element: NodeId) -> Option<Card> {
    if is_in_menu(document, element) {
        return None;
    }
    let (card, twin) = card_around(document, element)?;
    let path = paths(document, card).next()?;
    let others = words(document, twin);
    Some(Card {
        titles: words(document, card).into_iter().filter(|title| !others.contains(title)).collect(),
        handle: path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_lowercase(),
    })
}

/// The card that an element stands in, or is, and what in the addresses of its links names its product.
pub(crate) fn card_named(document: &Document, element: NodeId) -> Option<(NodeId, &str)> {
    if is_in_menu(document, element) {
        return None;
    }
    let (card, _) = card_around(document, element)?;
    let path = paths(document, card).next()?;
    let segment = path.trim_end_matches('/').rfind('/').map(|at| &path.trim_end_matches('/')[at..])?;
    // A number that a database gave it changes with the database.
    let bare = segment.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = if bare.ends_with('_') && bare.len() > 3 { bare } else { segment };
    (named.len() > 3).then_some((card, named))
}

/// Whether the element stands in a part of the page that is the same on all pages.
pub(crate) fn is_in_menu(document: &Document, element: NodeId) -> bool {
    document.ancestors(element).any(|ancestor| matches!(document.tag(ancestor), "nav" | "header" | "footer"))
}

/// The nearest element around (or the element itself) that leads to one product and has a sibling that leads
/// to another: the card and that sibling.
fn card_around(document: &Document, element: NodeId) -> Option<(NodeId, NodeId)> {
    let titles = document.by_tag("h1");
    for card in std::iter::once(element).chain(document.ancestors(element)).take(LEVELS) {
        // What holds the page's title is the page's own product, which may well link to itself.
        if titles.iter().any(|&title| document.contains(card, title)) {
            return None;
        }
        let mut paths_in_card = paths(document, card);
        let Some(path) = paths_in_card.next() else { continue };
        if paths_in_card.any(|other| other != path) {
            return None;
        }
        let next =
            std::iter::successors(document.next_sibling(card), |&node| document.next_sibling(node)).take(6);
        let before =
            std::iter::successors(document.previous_sibling(card), |&node| document.previous_sibling(node))
                .take(6);
        let twin = next
            .chain(before)
            .filter(|&node| document.tag(node) == document.tag(card))
            .find(|&node| paths(document, node).any(|other| other != path));
        if let Some(twin) = twin {
            return Some((card, twin));
        }
    }
    None
}

/// Paths of the links to products in an element, its own first.
fn paths(document: &Document, element: NodeId) -> impl Iterator<Item = &str> {
    std::iter::once(element)
        .chain(document.descendants(element).take(ELEMENTS))
        .filter_map(|node| product_path(document, node))
}

/// Path of a link that leads to one product.
fn product_path(document: &Document, element: NodeId) -> Option<&str> {
    let path = document.attribute(element, "href").and_then(address::path)?;
    let is_product = address::is_particular(path) && address::lasting_tail(path).is_none();
    (is_product && !address::is_file(path)).then_some(path)
}

/// Words of a card that may be its product's title: of its links, headings and pictures.
fn words(document: &Document, card: NodeId) -> Vec<String> {
    let elements = std::iter::once(card).chain(document.descendants(card).take(ELEMENTS));
    elements
        .filter_map(|node| match document.tag(node) {
            "a" | "h2" | "h3" | "h4" | "h5" => Some(text::normalised(document, node)),
            "img" => document.attribute(node, "alt").map(text::normalise),
            _ => None,
        })
        .collect()
}
