//! Cards: the repeated items of a page that each show one product, a category or an article. Told by what they are made
//! of: siblings with a link or a button each, and a price or a picture. Which of them a detector wants is its own.

use waymark_identify::{Document, NodeId, address};

use crate::parts::Parts;
use crate::sight::Sight;
use crate::words::Meaning;

/// Most siblings that are looked at.
const SIBLINGS: usize = 400;
/// Longest text of a card, in characters.
const LONGEST: usize = 900;

/// One repeated item.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    pub node: NodeId,
    /// Cards of one list share it.
    pub list: NodeId,
    /// It names a price.
    pub priced: bool,
    /// It has what a line of a cart has: a number to change, or a way out.
    pub line: bool,
}

/// The cards of a page, in document order.
#[derive(Debug, Default)]
pub struct Cards(pub Vec<Card>);

/// What cards are told by, in document order.
struct Marks {
    prices: Vec<NodeId>,
    pictures: Vec<NodeId>,
}

impl Cards {
    pub fn of(document: &Document, parts: &Parts, sights: &[Sight]) -> Self {
        let marks = Marks::of(document);
        let mut found: Vec<Card> = Vec::new();
        for root in document.roots() {
            // Inner lists first: what holds a list is no card of another.
            for list in document.descendant_elements(root).rev() {
                if matches!(
                    document.tag(list),
                    "select" | "svg" | "head" | "nav" | "header" | "footer" | "tr"
                ) {
                    continue;
                }
                let children: Vec<NodeId> = document.child_elements(list).take(SIBLINGS).collect();
                if children.len() < 2 {
                    continue;
                }
                let cards: Vec<Card> = children
                    .iter()
                    .filter(|&&child| {
                        children.iter().filter(|&&other| document.tag(other) == document.tag(child)).count()
                            > 1
                    })
                    .filter(|&&child| !found.iter().any(|card| document.contains(child, card.node)))
                    .filter_map(|&child| card(document, parts, sights, &marks, list, child))
                    .collect();
                let priced = cards.iter().filter(|card| card.priced).count();
                // One price among pictures is a list of something else.
                let kept = cards.into_iter().filter(|card| card.priced || priced < 2);
                let kept: Vec<Card> = kept.filter(|card| has_twin(document, &children, card.node)).collect();
                if kept.len() > 1 && are_different(document, sights, &kept) {
                    found.extend(kept);
                }
            }
        }
        found.sort_by_key(|card| card.node);
        Self(found)
    }

    /// The card that an element stands in.
    pub fn around(&self, document: &Document, node: NodeId) -> Option<&Card> {
        let end = self.0.partition_point(|card| card.node <= node);
        self.0[..end].iter().rev().take(4).find(|card| document.contains(card.node, node))
    }
}

impl Marks {
    fn of(document: &Document) -> Self {
        let mut marks = Self { prices: Vec::new(), pictures: Vec::new() };
        let mut before = "";
        for index in 0..document.len() {
            let Some(node) = document.node(index) else { continue };
            if let Some(text) = document.characters(node).map(str::trim).filter(|text| !text.is_empty()) {
                // Many shops put the currency into an element of its own.
                if is_price(text) || (text.len() < 16 && before.len() < 16 && are_a_price(before, text)) {
                    marks.prices.push(node);
                }
                before = text;
            }
            if matches!(document.tag(node), "img" | "picture" | "video")
                || document.attribute(node, "style").is_some_and(|style| style.contains("url("))
            {
                marks.pictures.push(node);
            }
        }
        marks
    }
}

/// Whether a sibling is built like it: items of a list are, the parts of one item are not.
fn has_twin(document: &Document, siblings: &[NodeId], node: NodeId) -> bool {
    let first = |node: NodeId| document.classes(node).next();
    siblings.iter().any(|&other| {
        other != node && document.tag(other) == document.tag(node) && first(other) == first(node)
    })
}

/// Whether cards with links lead to different places.
fn are_different(document: &Document, sights: &[Sight], cards: &[Card]) -> bool {
    let mut firsts: Vec<&str> = Vec::new();
    for card in cards {
        let start = sights.partition_point(|sight| sight.node < card.node);
        let own = sights[start..].iter().take_while(|sight| document.contains(card.node, sight.node));
        firsts.extend(own.into_iter().find_map(|sight| sight.href.as_deref()));
    }
    let all = firsts.len();
    firsts.sort_unstable();
    firsts.dedup();
    all == 0 || firsts.len() > 1
}

fn within(document: &Document, nodes: &[NodeId], around: NodeId) -> usize {
    let start = nodes.partition_point(|&node| node < around);
    nodes[start..].iter().take_while(|&&node| document.contains(around, node)).count()
}

fn card(
    document: &Document,
    parts: &Parts,
    sights: &[Sight],
    marks: &Marks,
    list: NodeId,
    node: NodeId,
) -> Option<Card> {
    let zone = parts.zone(document, node);
    if zone.header
        || zone.footer
        || zone.nav
        || parts.title.is_some_and(|title| document.contains(node, title))
    {
        return None;
    }
    let start = sights.partition_point(|sight| sight.node < node);
    let own: Vec<&Sight> =
        sights[start..].iter().take_while(|sight| document.contains(node, sight.node)).collect();
    let pressed: Vec<&&Sight> = own.iter().filter(|sight| sight.is_pressed()).collect();
    if pressed.is_empty() || own.iter().any(|sight| sight.says(Meaning::Password)) {
        return None;
    }
    let priced = within(document, &marks.prices, node) > 0;
    let pictured = within(document, &marks.pictures, node) > 0;
    if !priced && !pictured {
        return None;
    }
    // A card shows one thing: what it links to by its picture it links to by its title.
    let mut paths: Vec<&str> = own
        .iter()
        .filter_map(|sight| sight.href.as_deref().and_then(address::path))
        .filter(|path| path.len() > 1 && !address::is_file(path))
        .collect();
    paths.sort_unstable();
    paths.dedup();
    let line = own.iter().any(|sight| {
        sight.says(Meaning::Remove)
            || (sight.is_field() && (sight.says(Meaning::Quantity) || sight.hint.has(Meaning::Quantity)))
    });
    // A picture that leads to its own file is one of a gallery.
    let leads = priced || !paths.is_empty();
    let is_short = document
        .descendants(node)
        .filter_map(|inner| document.characters(inner))
        .map(|text| text.trim().len())
        .sum::<usize>()
        <= LONGEST;
    (leads && is_short && paths.len() <= 4).then_some(Card { node, list, priced, line })
}

/// Whether one of two texts side by side is a currency, and the other a number.
fn are_a_price(left: &str, right: &str) -> bool {
    let is_number =
        |text: &str| text.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | ' ' | '\u{a0}'));
    let is_currency = |text: &str| !text.chars().any(char::is_numeric) && is_price(&format!("{text} 1"));
    (is_currency(left) && is_number(right)) || (is_number(left) && is_currency(right))
}

/// Whether a text names a price: digits with a currency beside them.
pub fn is_price(text: &str) -> bool {
    const CODES: [&str; 12] =
        ["eur", "usd", "gbp", "inr", "brl", "jpy", "chf", "aud", "cad", "kr", "rs", "zł"];
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 60 || !text.chars().any(char::is_numeric) {
        return false;
    }
    text.chars().any(|c| matches!(c, '€' | '$' | '£' | '¥' | '₹' | '円' | '₩' | '₽' | '₺' | '￥'))
        || text.split(|c: char| !c.is_alphabetic()).any(|word| CODES.contains(&&*word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::is_price;

    #[test]
    fn a_currency_beside_its_number_is_a_price() {
        for (left, right) in [("$", "18.00"), ("18,00", "€"), ("GBP", "64")] {
            assert!(super::are_a_price(left, right), "{left}{right}");
        }
        assert!(!super::are_a_price("Size", "18") && !super::are_a_price("$", "off"));
    }

    #[test]
    fn prices_are_told_from_other_numbers() {
        for price in ["£32.00", "32,00 €", "GBP 64.00", "R$ 99,90", "₹1,299", "1,980円", "from 12 EUR"]
        {
            assert!(is_price(price), "{price}");
        }
        for other in ["32", "€", "Size 8", "Free delivery", "2 items"] {
            assert!(!is_price(other), "{other}");
        }
    }
}
