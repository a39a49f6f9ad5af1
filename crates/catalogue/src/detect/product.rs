//! A product's own page: variants, number, size chart, details, wish list, reviews.

use waymark_identify::NodeId;

use super::Found;
use super::around::opens;
use super::weigh::heaviest;
use crate::page::Page;
use crate::sight::{Act, Sight};
use crate::words::Meaning;

/// A button or link of the product that says one thing.
pub(super) fn told(
    page: &Page<'_>,
    meaning: Meaning,
    others: &[Meaning],
    most_words: usize,
    why: &'static str,
) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        let is = sight.is(meaning);
        case.add(is, 0.7, why)
            .add(!is && sight.says(meaning) && sight.said.words <= most_words, 0.55, why)
            .add(sight.said.words == 0 && sight.hint.has(meaning), 0.5, why)
            .add(sight.path.has(meaning), 0.15, "leads there")
            .add(opens(page, sight), 0.1, "opens something")
            .add(page.is_below_title(sight.node), 0.08, "stands with the product")
            .less(!is && sight.said.has.has_any(others), 0.4)
            .less(sight.zone.dialog, 0.3);
    })
}

pub fn size_chart(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::SizeChart, &[Meaning::Close], 6, "speaks of the size chart")
}

pub fn compare(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::Compare, &[], 4, "compares the product")
}

pub fn ask_question(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::AskQuestion, &[], 8, "asks about the product")
}

pub fn pickup(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::Pickup, &[], 8, "looks for it in a store")
}

pub fn share(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::Share, &[Meaning::CopyLink], 5, "shares the product")
}

pub fn ingredients(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        case.add(sight.is(Meaning::Ingredients), 0.55, "speaks of ingredients, material or care")
            .add(
                !sight.is(Meaning::Ingredients) && sight.says(Meaning::Ingredients) && sight.said.words <= 5,
                0.4,
                "speaks of ingredients, material or care",
            )
            .add(opens(page, sight), 0.3, "opens something")
            .add(page.is_below_title(sight.node), 0.05, "")
            .less(!opens(page, sight), 0.2);
    })
}

/// Details that fold out, or tabs: two or more that open something and speak of the product.
pub fn accordion(page: &Page<'_>) -> Option<Found> {
    let is_head = |sight: &&Sight| {
        (opens(page, sight) || sight.act == Act::Fold || is_called_tab(page, sight.node))
            && page.is_below_title(sight.node)
            && !sight.zone.dialog
            && sight.said.words > 0
            && sight.said.words <= 7
            && !sight.said.has.has_any(&[
                Meaning::Share,
                Meaning::AddToCart,
                Meaning::SizeChart,
                Meaning::Zoom,
                Meaning::Close,
                Meaning::Image,
            ])
            && page.document.attribute(sight.node, "aria-haspopup").is_none()
    };
    let heads: Vec<&Sight> = page.own().filter(|sight| sight.is_pressed()).filter(is_head).collect();
    let tells =
        |sight: &&&Sight| sight.said.has.has_any(&[Meaning::Details, Meaning::Ingredients, Meaning::Review]);
    let told: Vec<&&Sight> = heads.iter().filter(tells).collect();
    // Heads of one list have the same parent's parent, or are brothers.
    let list = |sight: &Sight| {
        let document = page.document;
        let parent = document.parent_element(sight.node)?;
        let is_alone = document
            .child_elements(parent)
            .filter(|&child| document.tag(child) == document.tag(sight.node))
            .count()
            < 2;
        if is_alone { document.parent_element(parent) } else { Some(parent) }
    };
    let common = told.first().and_then(|sight| list(sight))?;
    let nodes: Vec<NodeId> = heads
        .iter()
        .filter(|sight| page.document.contains(common, sight.node) || list(sight) == Some(common))
        .map(|sight| sight.node)
        .collect();
    if nodes.len() < 2 {
        return None;
    }
    Found::set(nodes, if told.len() > 1 { 0.9 } else { 0.72 }, "folds out details of the product")
}

fn is_called_tab(page: &Page<'_>, node: NodeId) -> bool {
    page.document
        .classes(node)
        .any(|class| class.to_ascii_lowercase().split(['-', '_']).any(|word| matches!(word, "tab" | "tabs")))
}

pub fn add_to_wishlist(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        let is = sight.is(Meaning::WishlistAdd);
        case.add(is, 0.75, "saves for later")
            .add(!is && sight.says(Meaning::WishlistAdd) && sight.said.words <= 9, 0.6, "saves for later")
            .add(
                !sight.says(Meaning::WishlistAdd) && sight.is(Meaning::Wishlist) && sight.act != Act::Link,
                0.55,
                "says wish list",
            )
            .add(
                sight.said.words == 0 && sight.hint.has_any(&[Meaning::Wishlist, Meaning::WishlistAdd]),
                0.5,
                "is called wish list",
            )
            .add(page.is_below_title(sight.node), 0.1, "stands with the product")
            .less(sight.zone.dialog, 0.3);
    })
}

pub fn reviews(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        let is = sight.is(Meaning::Review);
        let to_reviews = sight
            .href
            .as_deref()
            .is_some_and(|href| href.starts_with('#') && href.to_ascii_lowercase().contains("review"));
        case.add(is, 0.6, "speaks of reviews")
            .add(!is && sight.says(Meaning::Review) && sight.said.words <= 10, 0.5, "speaks of reviews")
            .add(to_reviews, if sight.said.words < 4 { 0.6 } else { 0.35 }, "jumps to the reviews")
            .add(sight.path.has(Meaning::Review), 0.25, "leads to the reviews")
            .add(page.is_below_title(sight.node), 0.1, "stands with the product")
            .less(
                sight.says(Meaning::ReviewWrite)
                    || sight.says(Meaning::ReviewSubmit)
                    || sight.act == Act::Submit,
                0.8,
            )
            .less(
                sight.says(Meaning::LoadMore)
                    || sight.says(Meaning::Next)
                    || sight.says(Meaning::Sort)
                    || sight.says(Meaning::ReadMore),
                0.4,
            )
            .less(sight.zone.dialog, 0.3);
    })
}

pub fn review_write(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        let is = sight.is(Meaning::ReviewWrite);
        case.add(is, 0.8, "begins a review")
            .add(!is && sight.says(Meaning::ReviewWrite) && sight.said.words <= 9, 0.65, "begins a review")
            .add(opens(page, sight) || sight.act == Act::Link, 0.1, "opens something")
            .less(sight.act == Act::Submit, 0.5);
    })
}

/// Whether a field stands between buttons for less and more.
fn is_between_steps(page: &Page<'_>, sight: &Sight) -> bool {
    let Some(parent) = page.document.parent_element(sight.node) else { return false };
    let is_step = |other: &&Sight| {
        let text = waymark_identify::text::normalised(page.document, other.node);
        let says = other.said.has.has_any(&[Meaning::Increase, Meaning::Decrease]);
        other.is_button() && (says || matches!(text.trim(), "+" | "-" | "−" | "–"))
    };
    let inside = |other: &&Sight| page.document.contains(parent, other.node);
    sight.act == Act::Text && page.sights.iter().filter(inside).filter(is_step).count() >= 2
}

pub fn quantity(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_field()), |case| {
        let sight = case.sight;
        let is_number = page.document.input_type(sight.node) == "number"
            || waymark_identify::role::role(page.document, sight.node) == "spinbutton";
        let adds = sight
            .form
            .and_then(|form| page.form(form))
            .is_some_and(|form| super::cart::adds(&form.action) || form.said.says(Meaning::AddToCart));
        case.add(sight.says(Meaning::Quantity), 0.5, "says quantity")
            .add(is_between_steps(page, sight), 0.5, "stands between less and more")
            .add(
                sight.hint.has(Meaning::Quantity)
                    || page.document.attribute(sight.node, "name") == Some("quantity"),
                0.4,
                "is called quantity",
            )
            .add(is_number, 0.25, "takes a number")
            .add(adds, 0.15, "is in the form that puts the product into the cart")
            .less(sight.zone.dialog, 0.4)
            .less(!page.is_below_title(sight.node), 0.3);
    })
}
