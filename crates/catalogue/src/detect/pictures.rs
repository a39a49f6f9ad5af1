//! Pictures and videos of a product.

use super::Found;
use super::product::told;
use crate::page::Page;
use crate::sight::Sight;
use crate::words::Meaning;
use waymark_identify::NodeId;

pub fn image_zoom(page: &Page<'_>) -> Option<Found> {
    let said = told(page, Meaning::Zoom, &[], 8, "enlarges a picture");
    said.or_else(|| {
        // A picture that links to its own file.
        let to_file = |sight: &&Sight| {
            let path = sight.href.as_deref().and_then(waymark_identify::address::path);
            path.is_some_and(waymark_identify::address::is_file)
                && page
                    .document
                    .descendant_elements(sight.node)
                    .any(|inner| page.document.tag(inner) == "img")
        };
        let link = page.own().find(to_file)?;
        Some(Found::one(link.node, 0.75, "is a picture that leads to its large version"))
    })
}

/// The gallery: what holds the product's pictures and the ways to the next of them.
pub fn gallery(page: &Page<'_>) -> Option<Found> {
    let document = page.document;
    let called = |node: NodeId| {
        document.classes(node).chain(document.element_id(node)).any(|name| {
            let name = name.to_ascii_lowercase();
            ["gallery", "product-media", "product__media", "product-images", "product-photos", "thumbnails"]
                .iter()
                .any(|word| name.contains(word))
        }) || document.attribute(node, "aria-label").is_some_and(|label| {
            let said = crate::words::said(label);
            said.says(Meaning::Image) && said.words <= 5
        })
    };
    let pictures = |node: NodeId| {
        document
            .descendant_elements(node)
            .filter(|&inner| {
                document.tag(inner) == "img"
                    || document.attribute(inner, "style").is_some_and(|style| style.contains("url("))
            })
            .count()
    };
    let ways = |node: NodeId| {
        let start = page.sights.partition_point(|sight| sight.node < node);
        page.sights[start..]
            .iter()
            .take_while(|sight| document.contains(node, sight.node))
            .filter(|sight| sight.is_pressed())
            .count()
    };
    let is_own = |node: NodeId| {
        let zone = page.parts.zone(document, node);
        !zone.dialog
            && !zone.header
            && !zone.footer
            && page.card(node).is_none()
            && page.parts.title.is_none_or(|title| !document.contains(node, title))
    };
    let mut found = document.descendant_elements(document.root()).filter(|&node| {
        !matches!(document.tag(node), "button" | "a" | "img" | "li" | "body" | "input" | "html")
            && called(node)
            && is_own(node)
            && pictures(node) > 1
            && ways(node) > 1
    });
    let gallery = found.next()?;
    (!page.cards.0.iter().any(|card| document.contains(gallery, card.node)))
        .then(|| Found::one(gallery, 0.8, "holds the product's pictures and the ways to the next"))
}

/// A video: the browser's own, or one of the two players that the trigger understands.
pub fn video(page: &Page<'_>) -> Option<Found> {
    let document = page.document;
    let is_background = |node: NodeId| {
        document.has_attribute(node, "autoplay")
            && document.has_attribute(node, "muted")
            && !document.has_attribute(node, "controls")
    };
    let mut videos = document.descendant_elements(document.root()).filter(|&node| match document.tag(node) {
        "video" => !is_background(node),
        "iframe" => {
            let from = document
                .attribute(node, "src")
                .or_else(|| document.attribute(node, "data-src"))
                .unwrap_or_default();
            ["youtube.com/embed", "youtube-nocookie.com/embed", "player.vimeo.com"]
                .iter()
                .any(|host| from.contains(host))
        }
        _ => false,
    });
    let first = videos.next()?;
    Some(Found::one(first, 0.88, "is a video with controls"))
}
