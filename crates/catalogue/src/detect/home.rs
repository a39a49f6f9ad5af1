//! What a home page leads to besides products: its banner, collections, articles.

use waymark_identify::{NodeId, address};

use super::Found;
use super::around::{is_announcement, opens};
use super::lists::{has_own_words, lists, opener, openers};
use crate::cards::Card;
use crate::page::Page;
use crate::sight::{Act, Sight};
use crate::words::Meaning;

/// Tiles that lead to collections: a picture and one link, no price.
pub fn collection_tiles(page: &Page<'_>) -> Option<Found> {
    let lists: Vec<Vec<&Card>> = lists(page, |card| !card.priced && !card.line)
        .into_iter()
        .filter(|list| {
            let leading = list
                .iter()
                .filter_map(|card| opener(page, card))
                .filter(|&node| leads_to_collection(page, node));
            leading.count() * 2 > list.len()
        })
        .collect();
    Found::set(openers(page, &lists), 0.85, "is a tile that leads to a collection")
}

pub(super) fn leads_to_collection(page: &Page<'_>, node: NodeId) -> bool {
    const SEGMENTS: [&str; 14] = [
        "collections",
        "collection",
        "category",
        "categories",
        "c",
        "kategorie",
        "kategorien",
        "categorie",
        "categoria",
        "categorias",
        "product-category",
        "shop",
        "catalogue",
        "catalog",
    ];
    let path = page.document.attribute(node, "href").and_then(address::path);
    path.is_some_and(|path| {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        segments.any(|segment| SEGMENTS.contains(&&*segment.to_ascii_lowercase()))
            && !address::is_particular(path)
            || path.contains("/c/")
            || path.contains("/category/")
    })
}

/// The banner that a home page begins with.
pub fn hero_click(page: &Page<'_>) -> Option<Found> {
    let document = page.document;
    let named = |node: NodeId| {
        document.classes(node).chain(document.element_id(node)).any(|name| {
            let words = name.to_ascii_lowercase();
            words.split(['-', '_']).any(|word| {
                matches!(
                    word,
                    "hero" | "slideshow" | "slide" | "banner" | "carousel" | "jumbotron" | "featured"
                )
            })
        })
    };
    let in_page = |card: &&Card| card.priced && !page.parts.zone(document, card.node).dialog;
    let first_card = page.cards.0.iter().find(in_page).map(|card| card.node);
    let before_cards = |node: NodeId| first_card.is_none_or(|card| node < card);
    let mut banner: Option<NodeId> = None;
    let mut nodes = Vec::new();
    for sight in
        page.own().filter(|sight| matches!(sight.act, Act::Link | Act::Button) && before_cards(sight.node))
    {
        let around = std::iter::once(sight.node).chain(document.ancestors(sight.node).take(7));
        let Some(part) = around.filter(|&node| named(node) && document.tag(node) != "body").last() else {
            continue;
        };
        let is_control = sight.said.has.has_any(&[
            Meaning::Next,
            Meaning::Previous,
            Meaning::Close,
            Meaning::Play,
            Meaning::Image,
            Meaning::ViewAll,
        ]) || sight.said.words == 0 && sight.href.is_none()
            || opens(page, sight)
            || sight.zone.dialog
            || document.ancestors(sight.node).take(6).any(|above| is_announcement(page, above));
        if is_control || banner.is_some_and(|known| known != part) {
            continue;
        }
        banner = Some(part);
        nodes.push(sight.node);
    }
    if nodes.len() > 5 {
        return None;
    }
    Found::set(nodes, 0.72, "stands in the banner that the page begins with")
}

/// Articles of the blog.
pub fn article_click(page: &Page<'_>) -> Option<Found> {
    const SEGMENTS: [&str; 9] =
        ["blogs", "blog", "journal", "magazine", "magazin", "news", "articles", "stories", "article"];
    let leads_to_article = |sight: &&Sight| {
        let path = sight.href.as_deref().and_then(address::path);
        path.is_some_and(|path| {
            let segments: Vec<String> =
                path.split('/').filter(|part| !part.is_empty()).map(str::to_ascii_lowercase).collect();
            segments.len() > 1
                && segments[..segments.len() - 1].iter().any(|part| SEGMENTS.contains(&&**part))
        })
    };
    let mut seen: Vec<&str> = Vec::new();
    let mut nodes = Vec::new();
    let in_page =
        |sight: &&Sight| !sight.zone.header && !sight.zone.footer && !sight.zone.nav && !sight.zone.dialog;
    for sight in
        page.sights.iter().filter(|sight| sight.act == Act::Link).filter(in_page).filter(leads_to_article)
    {
        let href = sight.href.as_deref().unwrap_or_default();
        if has_own_words(page, sight.node) && !seen.contains(&href) && !sight.says(Meaning::ViewAll) {
            seen.push(href);
            nodes.push(sight.node);
        }
    }
    Found::set(nodes, 0.85, "opens an article of the blog")
}
