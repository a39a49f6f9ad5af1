//! The controls that choose a variant of the page's product: lists, swatches, buttons, links.

use waymark_identify::{NodeId, name};
use waymark_model::Trigger;

use super::around::opens;
use super::{Found, cart};
use crate::page::Page;
use crate::sight::{Act, Sight};
use crate::words::{Meaning, said};

/// What variants differ by.
const MEANT: [Meaning; 3] = [Meaning::Size, Meaning::Colour, Meaning::Variant];
/// What else is chosen on a product's page.
const OTHER: [Meaning; 9] = [
    Meaning::Review,
    Meaning::ReviewSubmit,
    Meaning::Sort,
    Meaning::Country,
    Meaning::Language,
    Meaning::Currency,
    Meaning::SubscribeSave,
    Meaning::ShippingMethod,
    Meaning::Quantity,
];
/// What buttons beside variants are for.
const BESIDE: [Meaning; 8] = [
    Meaning::Increase,
    Meaning::Decrease,
    Meaning::AddToCart,
    Meaning::SizeChart,
    Meaning::Remove,
    Meaning::Close,
    Meaning::WishlistAdd,
    Meaning::Quantity,
];

pub fn variants(page: &Page<'_>) -> Option<Found> {
    let is_with_product = |sight: &&Sight| {
        page.is_below_title(sight.node)
            && !sight.zone.dialog
            && !sight.zone.aside
            && !sight.hint.has(Meaning::Quantity)
    };
    let nodes: Vec<NodeId> = page
        .own()
        .filter(is_with_product)
        .filter(|sight| match sight.act {
            Act::Choice => chooses(page, sight),
            Act::Button | Act::Link => is_pressed_for(page, sight),
            _ => false,
        })
        .map(|sight| sight.node)
        .collect();
    // One list of everything stands behind others where a theme has one for each option.
    let is_list_of_all = |node: NodeId| {
        page.document.tag(node) == "select" && page.document.attribute(node, "name") == Some("id")
    };
    let nodes = if nodes.iter().any(|&node| !is_list_of_all(node)) {
        nodes.into_iter().filter(|&node| !is_list_of_all(node)).collect()
    } else {
        nodes
    };
    let found = Found::set(nodes, 0.88, "chooses a variant of the product")?;
    let pressed = found.nodes.iter().all(|&node| !matches!(page.document.tag(node), "select" | "input"));
    Some(found.by(if pressed { Trigger::Click } else { Trigger::Change }))
}

/// A list or one of several boxes that speaks of size, colour or variants, or belongs to the form that buys.
fn chooses(page: &Page<'_>, sight: &Sight) -> bool {
    let is_select = page.document.tag(sight.node) == "select";
    let role = page.document.attribute(sight.node, "role");
    let is_one_of = is_select
        || page.document.input_type(sight.node) == "radio"
        || matches!(role, Some("radio" | "option"));
    let is_other = sight.said.has.has_any(&OTHER) || sight.hint.has_any(&OTHER);
    let told = sight.said.has.has_any(&MEANT) || group_says(page, sight) || is_called(page, sight);
    // A price beside it is that of a bundle or a subscription.
    let is_priced = !is_select && crate::cards::is_price(&name::name(page.document, sight.node));
    is_one_of && !is_other && !is_priced && (told || (is_select && is_in_buying_form(page, sight)))
}

/// A swatch: a button, or a link that stays on the product's page.
fn is_pressed_for(page: &Page<'_>, sight: &Sight) -> bool {
    let leaves = sight.href.as_deref().is_some_and(|href| !href.contains(['?', '#']));
    !leaves
        && (is_called(page, sight) || is_side_by_side(page, sight))
        && sight.said.words <= 4
        && !opens(page, sight)
        && !sight.said.has.has_any(&BESIDE)
}

/// Whether the group that it stands in is named after size, colour or variants.
fn group_says(page: &Page<'_>, sight: &Sight) -> bool {
    let document = page.document;
    let is_group = |&node: &NodeId| {
        document.tag(node) == "fieldset"
            || matches!(document.attribute(node, "role"), Some("radiogroup" | "group" | "listbox"))
    };
    let group = document.ancestors(sight.node).take(5).find(is_group);
    group.is_some_and(|group| said(&name::name(document, group)).has.has_any(&MEANT))
}

/// Whether it, or what is close around it, is called a variant.
fn is_called(page: &Page<'_>, sight: &Sight) -> bool {
    const WORDS: [&str; 7] =
        ["variant", "variation", "swatch", "product-option", "option1", "option2", "options["];
    let document = page.document;
    let mut around = std::iter::once(sight.node).chain(document.ancestors(sight.node).take(4));
    around.any(|node| {
        let names = document.classes(node).chain(document.element_id(node));
        names.chain(document.attribute(node, "name")).any(|name| {
            let name = name.to_ascii_lowercase();
            WORDS.iter().any(|word| name.contains(word))
        })
    })
}

/// Buttons side by side that are called after colours or sizes.
fn is_side_by_side(page: &Page<'_>, sight: &Sight) -> bool {
    const WORDS: [&str; 6] = ["color", "colour", "colors", "colours", "size", "sizes"];
    let document = page.document;
    let is_named = |node: NodeId| {
        document.classes(node).any(|class| {
            let class = class.to_ascii_lowercase();
            class.split(['-', '_']).any(|word| WORDS.contains(&word))
        })
    };
    let likes = |parent: NodeId| {
        document
            .child_elements(parent)
            .filter(|&child| document.tag(child) == document.tag(sight.node))
            .count()
    };
    document.tag(sight.node) == "button"
        && document
            .parent_element(sight.node)
            .is_some_and(|parent| likes(parent) > 1 && (is_named(parent) || is_named(sight.node)))
}

fn is_in_buying_form(page: &Page<'_>, sight: &Sight) -> bool {
    let form = sight.form.and_then(|form| page.form(form));
    form.is_some_and(|form| cart::adds(&form.action) || form.said.says(Meaning::AddToCart))
}
