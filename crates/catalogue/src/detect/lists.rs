//! Lists of products: opening one, and quick ways to buy, look at or save it. What narrows and orders a list lies in
//! `filters`, what else a home page lists in `home`.

use std::collections::BTreeMap;

use waymark_identify::{NodeId, address};

use super::Found;
use super::around::opens;
use crate::cards::Card;
use crate::page::Page;
use crate::sight::{Act, Sight};
use crate::words::Meaning;

/// Lists of cards in document order.
pub(super) fn lists<'p>(page: &'p Page<'_>, wanted: impl Fn(&Card) -> bool) -> Vec<Vec<&'p Card>> {
    let mut lists: BTreeMap<NodeId, Vec<&Card>> = BTreeMap::new();
    for card in page.cards.0.iter().filter(|card| wanted(card)) {
        lists.entry(card.list).or_default().push(card);
    }
    lists.into_values().collect()
}

/// What can be pressed in a card.
fn pressed<'p>(page: &'p Page<'_>, card: &Card) -> Vec<&'p Sight> {
    let start = page.sights.partition_point(|sight| sight.node < card.node);
    page.sights[start..]
        .iter()
        .take_while(|sight| page.document.contains(card.node, sight.node))
        .filter(|sight| sight.is_pressed())
        .collect()
}

/// The link or button that opens what a card shows: its title, else whatever leads there.
pub(super) fn opener(page: &Page<'_>, card: &Card) -> Option<NodeId> {
    const OTHER: [Meaning; 9] = [
        Meaning::AddToCart,
        Meaning::QuickAdd,
        Meaning::QuickView,
        Meaning::WishlistAdd,
        Meaning::Wishlist,
        Meaning::Compare,
        Meaning::Review,
        Meaning::BuyNow,
        Meaning::Remove,
    ];
    let pressed = pressed(page, card);
    let is_other = |sight: &&&Sight| {
        sight.act == Act::Submit || (sight.said.has.has_any(&OTHER) && sight.said.words <= 8 && !leads(sight))
    };
    let leading: Vec<&&Sight> = pressed.iter().filter(|sight| leads(sight) && !is_other(sight)).collect();
    let path = |sight: &Sight| sight.href.as_deref().and_then(address::path).map(str::to_owned);
    let first = leading.first().and_then(|sight| path(sight));
    let same = leading.iter().filter(|sight| path(sight) == first);
    let titled = same.clone().find(|sight| sight.said.words > 0 && has_own_words(page, sight.node));
    let link = titled.or_else(|| same.into_iter().next()).map(|sight| sight.node);
    link.or_else(|| {
        let mut others = pressed
            .iter()
            .filter(|sight| !is_other(sight) && sight.act == Act::Button && !opens(page, sight));
        others
            .find(|sight| has_own_words(page, sight.node) && holds_title(page, card, sight.node))
            .map(|sight| sight.node)
    })
}

fn leads(sight: &Sight) -> bool {
    sight.act == Act::Link
        && sight
            .href
            .as_deref()
            .and_then(address::path)
            .is_some_and(|path| path.len() > 1 && !address::is_file(path))
        && !sight.path.has_any(&[Meaning::AddToCart, Meaning::Cart, Meaning::Wishlist, Meaning::Compare])
}

pub(super) fn has_own_words(page: &Page<'_>, node: NodeId) -> bool {
    !waymark_identify::text::normalised(page.document, node).is_empty()
}

/// Whether a heading lies in the element, or it is the longest that the card says.
fn holds_title(page: &Page<'_>, card: &Card, node: NodeId) -> bool {
    let document = page.document;
    let is_heading = |node: &NodeId| matches!(document.tag(*node), "h2" | "h3" | "h4" | "h5" | "h6");
    let mut headings = document.descendant_elements(card.node).filter(is_heading);
    headings.any(|heading| document.contains(node, heading) || document.contains(heading, node))
}

/// All lists' openers, when most cards have one.
pub(super) fn openers(page: &Page<'_>, lists: &[Vec<&Card>]) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    for list in lists {
        let found: Vec<NodeId> = list.iter().filter_map(|card| opener(page, card)).collect();
        if found.len() * 2 > list.len() {
            nodes.extend(found);
        }
    }
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

fn shows_products(card: &Card) -> bool {
    card.priced && !card.line
}

/// Products in the list of a home page, a collection or a search.
pub fn select_item(page: &Page<'_>) -> Option<Found> {
    let nodes = openers(page, &product_lists(page));
    let products = nodes.iter().filter(|&&node| leads_to_product(page, node)).count();
    let confidence = if products * 2 > nodes.len() { 0.95 } else { 0.82 };
    Found::set(nodes, confidence, "opens a product of the list: each has a picture or a title, and a price")
}

/// Lists of products; also lists without prices whose links are those of products.
fn product_lists<'p>(page: &'p Page<'_>) -> Vec<Vec<&'p Card>> {
    let mut found = lists(page, shows_products);
    if found.is_empty() {
        found = lists(page, |card| !card.line);
        found.retain(|list| {
            let products = list
                .iter()
                .filter_map(|card| opener(page, card))
                .filter(|&node| leads_to_product(page, node));
            products.count() * 2 > list.len()
        });
    }
    found.retain(|list| list.iter().any(|card| !page.parts.zone(page.document, card.node).dialog));
    found
}

fn leads_to_product(page: &Page<'_>, node: NodeId) -> bool {
    let path = page.document.attribute(node, "href").and_then(address::path);
    path.is_some_and(address::is_particular)
}

/// Recommendations on another product's page.
pub fn related_products(page: &Page<'_>) -> Option<Found> {
    let lists: Vec<Vec<&Card>> = product_lists(page)
        .into_iter()
        .filter(|list| list.first().is_some_and(|card| page.is_below_title(card.node)))
        .collect();
    let told = lists
        .iter()
        .any(|list| list.first().is_some_and(|card| page.heading(card.node).says(Meaning::Related)));
    let nodes = openers(page, &lists);
    let products = nodes.iter().filter(|&&node| leads_to_product(page, node)).count();
    let confidence = match (told, products * 2 > nodes.len()) {
        (true, _) => 0.94,
        (false, true) => 0.85,
        _ => 0.5,
    };
    Found::set(nodes, confidence, "opens another product from this one's page")
}

/// Recommendations on the cart page.
pub fn upsell(page: &Page<'_>) -> Option<Found> {
    let lists: Vec<Vec<&Card>> = product_lists(page)
        .into_iter()
        .filter(|list| list.first().is_some_and(|card| page.document.tag(card.node) != "tr"))
        .collect();
    let told = lists
        .iter()
        .any(|list| list.first().is_some_and(|card| page.heading(card.node).says(Meaning::Related)));
    let nodes = openers(page, &lists);
    let products = nodes.iter().filter(|&&node| leads_to_product(page, node)).count();
    let confidence = if told {
        0.92
    } else if products > 1 {
        0.75
    } else {
        0.4
    };
    Found::set(nodes, confidence, "opens a product that the cart page recommends")
}

/// A button of the same meaning in each card.
fn in_cards(
    page: &Page<'_>,
    is_meant: impl Fn(&Sight) -> bool,
    confidence: f32,
    reason: &str,
) -> Option<Found> {
    let mut nodes = Vec::new();
    for card in page.cards.0.iter().filter(|card| !card.line) {
        nodes.extend(pressed(page, card).into_iter().find(|sight| is_meant(sight)).map(|sight| sight.node));
    }
    nodes.sort_unstable();
    nodes.dedup();
    if nodes.len() < 2 {
        return None;
    }
    Found::set(nodes, confidence, reason)
}

pub fn quick_add_to_cart(page: &Page<'_>) -> Option<Found> {
    let adds = |sight: &Sight| {
        let to_cart =
            sight.form.and_then(|form| page.form(form)).is_some_and(|form| super::cart::adds(&form.action));
        sight.said.has.has_any(&[Meaning::AddToCart])
            || (is_quick(sight) && sight.said.words <= 6 && !leads(sight))
            || (sight.act == Act::Submit && to_cart)
            || sight.href.as_deref().is_some_and(super::cart::adds)
    };
    in_cards(page, adds, 0.93, "puts a product of the list into the cart")
}

/// Whether it says so in one word, or in several that mean nothing else.
fn is_quick(sight: &Sight) -> bool {
    const OTHER: [Meaning; 4] = [Meaning::WishlistAdd, Meaning::Wishlist, Meaning::Compare, Meaning::Review];
    [Meaning::QuickAdd, Meaning::BuyNow]
        .iter()
        .any(|&meaning| sight.is(meaning) || sight.says(meaning) && sight.said.words > 2)
        && !sight.said.has.has_any(&OTHER)
}

pub fn quick_view(page: &Page<'_>) -> Option<Found> {
    in_cards(
        page,
        |sight| sight.says(Meaning::QuickView) && sight.said.words <= 8,
        0.92,
        "shows a product without leaving the list",
    )
}

pub fn wishlist_from_list(page: &Page<'_>) -> Option<Found> {
    let saves = |sight: &Sight| {
        let meant = [Meaning::WishlistAdd, Meaning::Wishlist];
        sight.said.has.has_any(&meant) || (sight.said.words == 0 && sight.hint.has_any(&meant))
    };
    in_cards(page, saves, 0.92, "saves a product of the list for later")
}
