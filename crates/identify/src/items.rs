//! Which product's card each element of a page stands in: the largest part of the page around it whose links
//! lead to one product only, next to parts that lead to others. One pass over the links, then a few searches
//! an element, so that describing a whole page stays linear.

use std::ops::Range;

use crate::address;
use crate::card::is_in_menu;
use crate::document::{Document, NodeId};
use crate::surroundings::Ranks;

/// How far up a card is looked for, in levels.
const LEVELS: usize = 24;

/// The page's links to single products.
#[derive(Debug, Default)]
pub(crate) struct Items {
    /// Links in document order, with their handles.
    links: Vec<(NodeId, String)>,
    /// For each link, the position of the next one that leads to another product.
    other: Vec<usize>,
    before: Ranks,
    titles: Vec<NodeId>,
    /// Handle of the page's own product; empty where it has none.
    own: String,
}

impl Items {
    /// Reads the page's links.
    pub fn of(document: &Document) -> Self {
        let mut links = Vec::new();
        for root in document.roots() {
            for node in document.descendant_elements(root) {
                let Some(path) = document.attribute(node, "href").and_then(address::path) else { continue };
                let pattern = address::pattern(path);
                if pattern.contains('*') && !address::is_file(path) && !is_in_menu(document, node) {
                    links.push((node, handle(path, &pattern)));
                }
            }
        }
        let mut other = vec![links.len(); links.len()];
        for at in (0..links.len().saturating_sub(1)).rev() {
            other[at] = if links[at].1 == links[at + 1].1 { other[at + 1] } else { at + 1 };
        }
        let own = own_handle(document);
        let before = Ranks::of(document, links.iter().map(|(link, _)| *link));
        Self { links, other, before, titles: document.by_tag("h1"), own }
    }

    /// Handle of the product in whose card the element stands; empty where it stands in none.
    pub fn item(&self, document: &Document, element: NodeId) -> &str {
        let mut card = "";
        for node in std::iter::once(element).chain(document.ancestors(element)).take(LEVELS) {
            // What holds the page's title is the page's own product, which may well link to itself.
            if document.tag(node) == "main" || self.titles.iter().any(|&title| document.contains(node, title))
            {
                break;
            }
            let Range { start, end } = self.before.inside(document, node);
            if start == end {
                continue;
            }
            if self.other[start] < end {
                // The first part that leads to several: what stood below it was a card.
                break;
            }
            card = &self.links[start].1;
        }
        if card == self.own { "" } else { card }
    }
}

/// The handle of the product that a page is about, from its addresses.
fn own_handle(document: &Document) -> String {
    let stated = document.by_tag("link").into_iter().filter_map(|node| {
        let is_canonical = document.attribute(node, "rel") == Some("canonical");
        document.attribute(node, "href").filter(|_| is_canonical)
    });
    let addresses = std::iter::once(document.url()).chain(stated);
    let mut paths = addresses.filter_map(address::path).filter(|path| address::is_particular(path));
    paths.next().map(|path| handle(path, &address::pattern(path))).unwrap_or_default()
}

/// The segment that names the product, without the number that a database gave it.
fn handle(path: &str, pattern: &str) -> String {
    let at = pattern.split('/').position(|segment| segment == "*").unwrap_or(0);
    let segment = path.split('/').nth(at).unwrap_or_default().to_lowercase();
    let named = segment.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    if named.len() > 2 && segment.len() > named.len() && segment[named.len()..].starts_with('_') {
        named.to_owned()
    } else {
        segment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_of_a_card_belongs_to_the_cards_product() -> Result<(), crate::IdentifyError> {
        let document = Document::from_html(
            "<main><h1>Mugs</h1><ul>\
             <li><a href=/products/red-mug>Red</a><button>Add</button></li>\
             <li><a href=/products/blue-mug_12>Blue</a><a href=/products/blue-mug_12><img></a><button>Add</button></li>\
             </ul><button>Load more</button></main>",
        )?;
        let items = Items::of(&document);
        let buttons =
            document.descendant_elements(document.root()).filter(|&node| document.tag(node) == "button");
        let found: Vec<&str> = buttons.map(|button| items.item(&document, button)).collect();
        assert_eq!(found, ["red-mug", "blue-mug", ""]);
        Ok(())
    }
}
