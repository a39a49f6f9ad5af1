//! The checkout: who buys, how it is delivered, how it is paid, and the last button.

use waymark_identify::NodeId;

use super::Found;
use super::weigh::heaviest;
use crate::page::{Page, is_email};
use crate::sight::{Act, Sight};
use crate::words::{Meaning, said};

/// The field for the e-mail address, outside of a login and of the newsletter.
pub fn contact(page: &Page<'_>) -> Option<Found> {
    let wanted = |sight: &&Sight| {
        let form = sight.form.and_then(|form| page.form(form));
        is_email(page.document, sight)
            && !sight.zone.footer
            && !sight.zone.header
            && !sight.zone.dialog
            && !sight.zone.nav
            && form.is_none_or(|form| {
                form.passwords == 0 && (form.fields > 2 || !form.said.says(Meaning::Newsletter))
            })
    };
    let field = page.sights.iter().find(wanted)?;
    let typed = page.document.input_type(field.node) == "email"
        || page.document.has_attribute(field.node, "autocomplete");
    Some(Found::one(field.node, if typed { 0.93 } else { 0.8 }, "asks the buyer for an e-mail address"))
}

/// The button that ends a step.
pub fn step(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        let form = sight.form.and_then(|form| page.form(form));
        let is = sight.is(Meaning::CheckoutNext);
        let asks_much = form.is_some_and(|form| form.fields > 3 && form.passwords < 2 && !form.has_search);
        case.add(is, 0.6, "says go on")
            .add(!is && sight.says(Meaning::CheckoutNext) && sight.said.words <= 5, 0.5, "says go on")
            .add(sight.act == Act::Submit && asks_much, 0.3, "sends the buyer's details")
            .add(sight.is_button(), 0.1, "is a button")
            .less(
                sight.said.has.has_any(&[
                    Meaning::PlaceOrder,
                    Meaning::ContinueShopping,
                    Meaning::Previous,
                    Meaning::Login,
                    Meaning::Coupon,
                ]),
                0.6,
            )
            .less(sight.act == Act::Link, 0.15)
            .less(sight.zone.dialog, 0.4);
    })
}

/// Choices of one group, by what its heading or its names say.
fn choices(page: &Page<'_>, meanings: &[Meaning], reason: &str) -> Option<Found> {
    let about = |sight: &&Sight| {
        let name = page.document.attribute(sight.node, "name").unwrap_or_default();
        let named = crate::sight::path_says(name);
        let group =
            page.document.ancestors(sight.node).take(6).find(|&node| page.document.tag(node) == "fieldset");
        let grouped = group.is_some_and(|group| {
            said(&waymark_identify::name::name(page.document, group)).has.has_any(meanings)
        });
        named.has_any(meanings) || grouped
    };
    let nodes: Vec<NodeId> = page
        .own()
        .filter(|sight| sight.act == Act::Choice && page.document.input_type(sight.node) == "radio")
        .filter(about)
        .map(|sight| sight.node)
        .collect();
    Found::set(nodes, 0.9, reason)
}

pub fn shipping(page: &Page<'_>) -> Option<Found> {
    choices(page, &[Meaning::ShippingMethod], "chooses how it is delivered")
}

pub fn payment(page: &Page<'_>) -> Option<Found> {
    choices(page, &[Meaning::PaymentMethod], "chooses how it is paid")
}

/// The last button.
pub fn place_order(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_button()), |case| {
        let sight = case.sight;
        case.add(sight.is(Meaning::PlaceOrder), 0.85, "places the order")
            .add(
                !sight.is(Meaning::PlaceOrder) && sight.says(Meaning::PlaceOrder) && sight.said.words <= 7,
                0.7,
                "places the order",
            )
            .less(sight.zone.dialog, 0.4);
    })
}
