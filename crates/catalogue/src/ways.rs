//! Ways on from a page: for each kind of page that a shop has, one address that the page links to. What a link leads to is
//! told by the shop's own rules, by addresses as platforms build them, and by the cards of products. A search is found by
//! its form, too.

use waymark_identify::{Document, NodeId, address};
use waymark_model::page_path::acts;
use waymark_model::page_type::recognise as by_rules;
use waymark_model::{PagePath, PageType};

use crate::page::Page;
use crate::page_type::from_address;

/// Kinds of pages that there is something to measure on, in the order in which a visitor comes by.
pub const WAY_KINDS: [&str; 7] = ["home", "collection", "product", "cart", "search", "content", "blog"];

/// A page that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// A page type's id.
    pub page_type: String,
    /// Where it is, as the link says: absolute or not.
    pub href: String,
}

/// One way to each kind of page that this one links to. `base` is where the shop's pages begin, as
/// [`waymark_model::page_path::base_of`] gives it.
#[must_use]
pub fn ways(page: &Page<'_>, rules: &[PageType], base: &str) -> Vec<Way> {
    let document = page.document;
    let links: Vec<(NodeId, &str)> = document
        .descendant_elements(document.root())
        .filter(|&node| document.tag(node) == "a")
        .filter_map(|node| Some((node, document.attribute(node, "href")?.trim())))
        .filter(|(_, href)| leads_into_shop(document, href))
        .collect();
    let of_kind = |kind: &&str| {
        let named = links.iter().find(|(_, href)| kind_of(href, rules, base).as_deref() == Some(*kind));
        let href = match (named, *kind) {
            (Some((_, href)), _) => *href,
            (None, "product") => carded(page, &links)?.1,
            (None, "search") => asked(document, rules, base)?,
            (None, _) => return None,
        };
        Some(Way { page_type: (*kind).to_owned(), href: href.to_owned() })
    };
    WAY_KINDS.iter().filter_map(of_kind).collect()
}

/// A link of this shop to a page: nothing within the page, no file, no other shop, nothing that acts.
fn leads_into_shop(document: &Document, href: &str) -> bool {
    let is_absolute = href.starts_with("//") || href.contains("://");
    let here = origin(document.url());
    // Browsers read a backslash as a slash, and then it is another shop's.
    let is_plain = !href.contains('\\');
    let same_shop = if is_absolute { !here.is_empty() && origin(href) == here } else { !href.contains(':') };
    let query = href.split('#').next().and_then(|address| address.split_once('?'));
    let stays = is_plain && same_shop && !query.is_some_and(|(_, query)| acts(query));
    stays && !href.is_empty() && !href.starts_with('#') && !address::path(href).is_some_and(address::is_file)
}

/// Scheme and host of an absolute address; empty for another.
fn origin(address: &str) -> &str {
    let Some((scheme, rest)) = address.split_once("://") else { return "" };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    &address[..scheme.len() + 3 + host]
}

/// What a form leads to that asks for words to search for.
fn asked<'page>(document: &'page Document, rules: &[PageType], base: &str) -> Option<&'page str> {
    let is_get =
        |node| document.attribute(node, "method").is_none_or(|method| !method.eq_ignore_ascii_case("post"));
    document
        .descendant_elements(document.root())
        .filter(|&node| document.tag(node) == "form" && is_get(node))
        .filter_map(|node| Some(document.attribute(node, "action")?.trim()))
        .filter(|action| leads_into_shop(document, action))
        .find(|action| kind_of(action, rules, base).as_deref() == Some("search"))
}

/// Which kind of page an address leads to, absolute or not: by the shop's rules, else as platforms build addresses.
#[must_use]
pub fn kind_of(href: &str, rules: &[PageType], base: &str) -> Option<String> {
    let path = address::path(href)?;
    if let Some(known) = by_rules(&PagePath::parse(path, base), rules) {
        return Some(known.id.clone());
    }
    from_address(href).map(|guess| guess.id)
}

/// What the first card with a price leads to.
fn carded<'links, 'page>(
    page: &Page<'_>,
    links: &'links [(NodeId, &'page str)],
) -> Option<&'links (NodeId, &'page str)> {
    let cards = page.cards.0.iter().filter(|card| card.priced && !card.line);
    let mut links_of = cards.filter_map(|card| {
        links.iter().find(|(node, _)| page.document.contains(card.node, *node) || card.node == *node)
    });
    links_of.next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_model::page_type::defaults;

    fn of(html: &str) -> Vec<(String, String)> {
        let document = Document::from_html(html).unwrap().at("https://shop.example/");
        let page = Page::of(&document);
        ways(&page, &defaults(), "").into_iter().map(|way| (way.page_type, way.href)).collect()
    }

    #[test]
    fn links_are_known_by_rules_by_addresses_and_by_their_cards() {
        let card = |name: &str| {
            format!(r#"<li><a href="/things/{name}"><img src="x.jpg" alt="">{name}</a><p>£12.00</p></li>"#)
        };
        let html = format!(
            r##"<nav><a href="#top">Up</a><a href="mailto:a@b.example">Mail</a><a href="https://other.example/cart">Other</a>
            <a href="https://shop.example/">Home</a><a href="/collections/all">All</a><a href="/basket/">Basket</a></nav>
            <main><ul>{}{}{}</ul></main>"##,
            card("mug"),
            card("plate"),
            card("bowl")
        );
        let found = of(&html);
        let wanted = [
            ("home", "https://shop.example/"),
            ("collection", "/collections/all"),
            ("product", "/things/mug"),
            ("cart", "/basket/"),
        ];
        assert_eq!(found, wanted.map(|(kind, href)| (kind.to_owned(), href.to_owned())));
    }

    #[test]
    fn a_search_is_found_by_its_form() {
        let form = |method: &str, action: &str| {
            format!(r#"<form method="{method}" action="{action}"><input name="q" type="search"></form>"#)
        };
        assert_eq!(of(&form("get", "/search")), [("search".to_owned(), "/search".to_owned())]);
        assert_eq!(of(&form("post", "/search")), [], "what is posted is no address to go to");
        assert_eq!(of(&form("get", "https://other.example/search")), []);
    }

    #[test]
    fn a_link_that_acts_is_no_way() {
        let html =
            r#"<a href="/cart?add=1&amp;id_product=3">Add</a><a href="/cart?remove_item=f">Remove</a>"#;
        assert_eq!(of(html), []);
        let cart = |href: &str| [("cart".to_owned(), href.to_owned())];
        assert_eq!(
            of(&format!(r#"{html}<a href="/cart?from=menu#top">Cart</a>"#)),
            cart("/cart?from=menu#top")
        );
    }

    #[test]
    fn a_page_without_links_leads_nowhere() {
        assert_eq!(of("<p>Nothing</p>"), []);
    }
}
