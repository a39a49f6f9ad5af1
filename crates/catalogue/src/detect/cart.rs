//! Buying: into the cart, the lines of the cart, discount codes, and on to the checkout.

use waymark_identify::NodeId;
use waymark_model::Trigger;

use super::Found;
use super::around::{opens, path_has};
use super::weigh::heaviest;
use crate::page::{Form, Page};
use crate::sight::{Act, Sight};
use crate::words::Meaning;

/// Whether an address puts something into a cart.
pub fn adds(address: &str) -> bool {
    const ADDRESSES: [&str; 11] = [
        "cart/add",
        "basket/add",
        "add-to-cart",
        "addtocart",
        "add_to_cart",
        "cart/product",
        "cart_add",
        "warenkorb/add",
        "checkout/cart/add",
        "cart/items",
        "panier/add",
    ];
    let address = address.to_ascii_lowercase();
    ADDRESSES.iter().any(|known| address.contains(known))
}

/// The button that puts the page's product into the cart.
pub fn add_to_cart(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        let form = sight.form.and_then(|form| page.form(form));
        let sent = sight.act == Act::Submit;
        let form_adds = sent && form.is_some_and(|form| adds(&form.action));
        let named = page.document.attribute(sight.node, "name").unwrap_or_default();
        let named = matches!(named, "add" | "add-to-cart" | "add_to_cart" | "add_cart");
        let is = sight.is(Meaning::AddToCart);
        let says = sight.says(Meaning::AddToCart) && sight.said.words <= 10;
        let counts = sent
            && form.is_some_and(|form| {
                page.sights.iter().any(|other| other.form == Some(form.node) && is_quantity(other))
            });
        case.add(is, 0.75, "says add to cart")
            .add(!is && says, 0.65, "says add to cart")
            .add(sight.says(Meaning::PreOrder), 0.5, "says pre-order")
            .add(form_adds, 0.4, "sends the form that puts the product into the cart")
            .add(named, 0.4, "is named after adding")
            .add(counts, 0.15, "sends the number to buy")
            .add(!says && sent && counts && sight.says(Meaning::BuyNow), 0.45, "buys the product")
            .add(sight.is_button(), 0.08, "is a button")
            .add(page.is_below_title(sight.node), 0.08, "stands with the product")
            .less(
                sight.said.has.has_any(&[
                    Meaning::WishlistAdd,
                    Meaning::Compare,
                    Meaning::NotifyStock,
                    Meaning::ReviewWrite,
                    Meaning::Newsletter,
                ]),
                0.7,
            )
            .less(!says && sight.says(Meaning::ViewCart), 0.8)
            .less(sight.zone.dialog, 0.4)
            .less(sight.zone.aside, 0.1);
    })
}

fn is_quantity(sight: &Sight) -> bool {
    sight.is_field() && (sight.says(Meaning::Quantity) || sight.hint.has(Meaning::Quantity))
}

/// The button that buys at once.
pub fn buy_now(page: &Page<'_>) -> Option<Found> {
    let adds_too = page.own().any(|sight| sight.says(Meaning::AddToCart) && sight.is_pressed());
    if !adds_too {
        return None;
    }
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        case.add(sight.is(Meaning::BuyNow), 0.75, "says buy now")
            .add(
                !sight.is(Meaning::BuyNow) && sight.says(Meaning::BuyNow) && sight.said.words <= 5,
                0.5,
                "says buy now",
            )
            .add(sight.is_button(), 0.1, "is a button")
            .add(page.is_below_title(sight.node), 0.08, "stands with the product")
            .less(sight.says(Meaning::AddToCart) || sight.says(Meaning::Related) || sight.zone.dialog, 0.6);
    })
}

/// Buttons of express payments, by the names of those who offer them.
pub fn express_pay(page: &Page<'_>) -> Option<Found> {
    const NAMES: [&str; 9] = [
        "paypal",
        "apple pay",
        "google pay",
        "shop pay",
        "amazon pay",
        "klarna express",
        "gpay",
        "meta pay",
        "paypay",
    ];
    let says = |node: NodeId| {
        let name = waymark_identify::name::name(page.document, node).to_lowercase();
        let text =
            if name.is_empty() { waymark_identify::text::normalised(page.document, node) } else { name };
        text.len() < 60 && NAMES.iter().any(|pay| text.contains(pay))
    };
    let nodes: Vec<NodeId> = page
        .own()
        .filter(|sight| sight.is_button() && !opens(page, sight) && says(sight.node))
        .map(|sight| sight.node)
        .collect();
    Found::set(nodes, 0.9, "pays at once with a service that knows the buyer")
}

pub fn subscription(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.act == Act::Choice), |case| {
        let sight = case.sight;
        case.add(
            sight.says(Meaning::SubscribeSave) && sight.said.words <= 14,
            0.6,
            "speaks of regular delivery",
        )
        .add(
            page.document
                .attribute(sight.node, "name")
                .is_some_and(|name| name.contains("selling_plan") || name.contains("subscription")),
            0.3,
            "is named after a subscription",
        )
        .less(sight.zone.dialog || sight.says(Meaning::Newsletter), 0.4);
    })
}

/// The way from the cart to the checkout.
pub fn begin_checkout(page: &Page<'_>) -> Option<Found> {
    let sights = page
        .sights
        .iter()
        .filter(|sight| sight.is_pressed() && !sight.zone.footer && page.card(sight.node).is_none());
    heaviest(sights, |case| {
        let sight = case.sight;
        let is = sight.is(Meaning::Checkout);
        let says = sight.says(Meaning::Checkout) && sight.said.words <= 7;
        let leads = sight.path.has(Meaning::Checkout)
            || path_has(sight, &["checkout", "checkouts", "kasse", "onepage"])
            || sight.href.as_deref().is_some_and(|href| href.contains("/cart/c/"));
        let sends = sight.act == Act::Submit
            && sight
                .form
                .and_then(|form| page.form(form))
                .is_some_and(|form| form.action.contains("checkout"));
        let named = page.document.attribute(sight.node, "name") == Some("checkout");
        case.add(is, 0.6, "says checkout")
            .add(!is && says, 0.5, "says checkout")
            .add(leads, 0.35, "leads to the checkout")
            .add(sends || named, 0.35, "sends the cart to the checkout")
            .add(sight.zone.main, 0.1, "stands in the page's main part")
            .add(page.is_below_title(sight.node), 0.05, "")
            .less(sight.zone.message, 0.3)
            .less(sight.zone.nav || sight.zone.header, 0.25)
            .less(sight.zone.dialog, 0.1)
            .less(sight.said.has.has_any(&[Meaning::ContinueShopping, Meaning::Coupon]), 0.5)
            .less(!says && sight.said.words > 0 && !named, 0.3);
    })
}

/// Whether an element belongs to a line of the cart: what holds it also holds a way to take the line out.
fn lines<'p>(page: &'p Page<'_>, wanted: impl Fn(&Sight) -> bool + 'p) -> impl Iterator<Item = &'p Sight> {
    page.sights.iter().filter(move |sight| !sight.zone.footer && !sight.zone.nav && wanted(sight))
}

/// Numbers of the cart's lines: the fields, else the buttons for more and less.
pub fn line_quantities(page: &Page<'_>) -> Option<Found> {
    let is_number = |sight: &Sight| {
        let kind = page.document.input_type(sight.node);
        sight.is_field()
            && !matches!(kind.as_str(), "checkbox" | "radio" | "search" | "email")
            && !is_discount(sight)
            && (sight.says(Meaning::Quantity)
                || sight.hint.has(Meaning::Quantity)
                || (kind == "number" && sight.zone.main))
    };
    let fields: Vec<NodeId> =
        lines(page, is_number).filter(|sight| !sight.zone.dialog).map(|sight| sight.node).collect();
    if !fields.is_empty() {
        return Found::set(fields, 0.92, "changes the number of a line of the cart");
    }
    let steps = |sight: &Sight| {
        sight.is_button()
            && sight.said.has.has_any(&[Meaning::Increase, Meaning::Decrease])
            && sight.said.words <= 6
    };
    let buttons: Vec<&Sight> = lines(page, steps).collect();
    let outside = buttons.iter().any(|sight| !sight.zone.dialog);
    let nodes =
        buttons.iter().filter(|sight| !outside || !sight.zone.dialog).map(|sight| sight.node).collect();
    Found::set(nodes, 0.9, "changes the number of a line of the cart").map(|found| found.by(Trigger::Click))
}

/// What takes lines out of the cart.
pub fn line_removals(page: &Page<'_>) -> Option<Found> {
    let removes = |sight: &Sight| {
        let is_box = sight.act == Act::Choice && page.document.input_type(sight.node) == "checkbox";
        let says = sight.is(Meaning::Remove)
            || (sight.says(Meaning::Remove)
                && sight.said.words <= 8
                && !sight.said.has.has_any(&[Meaning::Coupon, Meaning::WishlistAdd, Meaning::FilterClear]));
        let hinted = sight.said.words == 0 && sight.hint.has(Meaning::Remove);
        (sight.is_pressed() || is_box) && (says || hinted) && !is_of_a_discount(page, sight)
    };
    let found: Vec<&Sight> = lines(page, removes).filter(|sight| !sight.zone.message).collect();
    // Buttons are what a visitor sees; boxes to tick may lie behind them.
    let pressed = found.iter().any(|sight| sight.is_pressed());
    let outside = found.iter().any(|sight| !sight.zone.dialog);
    let nodes: Vec<NodeId> = found
        .iter()
        .filter(|sight| !pressed || sight.is_pressed())
        .filter(|sight| !outside || !sight.zone.dialog)
        .map(|sight| sight.node)
        .collect();
    Found::set(nodes, 0.92, "takes a line out of the cart")
        .map(|found| if pressed { found } else { found.by(Trigger::Change) })
}

/// Whether what stands around a button is a discount that was used.
fn is_of_a_discount(page: &Page<'_>, sight: &Sight) -> bool {
    let around = page
        .document
        .ancestors(sight.node)
        .take(4)
        .map(|above| waymark_identify::text::normalised(page.document, above));
    around.filter(|text| text.len() < 80).any(|text| crate::words::said(&text).says(Meaning::Coupon))
}

fn is_discount(sight: &Sight) -> bool {
    let meant = [Meaning::Coupon];
    sight.act == Act::Text && (sight.said.has.has_any(&meant) || sight.hint.has_any(&meant))
}

/// The form for a discount code, or its button where there is no form.
pub fn discount(page: &Page<'_>) -> Option<Found> {
    let is_small = |form: &&Form| form.fields <= 2 && form.passwords == 0;
    // Forms that say nothing of a gift card.
    let about = |form: &&Form| form.path.has(Meaning::Coupon) || form.said.says(Meaning::Coupon);
    let has_field = |form: &&Form| {
        page.sights.iter().any(|sight| {
            sight.form == Some(form.node)
                && sight.act == Act::Text
                && (is_discount(sight) || form.path.has(Meaning::Coupon))
        })
    };
    let visible = |form: &&Form| !form.zone.dialog;
    let mut forms: Vec<&Form> = page.forms.iter().filter(is_small).filter(about).filter(has_field).collect();
    if forms.iter().any(visible) {
        forms.retain(|form| visible(form));
    }
    if let Some(form) = forms.first() {
        return Some(Found::one(form.node, 0.93, "is a form for a discount code"));
    }
    let field = page.sights.iter().find(|sight| {
        is_discount(sight)
            && sight.form.and_then(|form| page.form(form)).is_none_or(|form| form.fields > 2)
            && !sight.zone.dialog
    })?;
    // The button beside the field.
    let applies = |sight: &&Sight| {
        sight.node > field.node
            && sight.is_button()
            && (sight.said.has.has_any(&[Meaning::Apply, Meaning::Coupon, Meaning::Send]))
    };
    let button = page.sights.iter().filter(applies).find(|button| {
        page.document.ancestors(field.node).take(4).any(|above| page.document.contains(above, button.node))
    })?;
    (field.form.is_none() || button.act == Act::Button)
        .then(|| Found::one(button.node, 0.85, "tries the discount code beside it").by(Trigger::Click))
}

pub fn shipping_estimate(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        case.add(sight.is(Meaning::ShippingEstimate), 0.8, "works out the delivery")
            .add(
                !sight.is(Meaning::ShippingEstimate) && sight.says(Meaning::ShippingEstimate),
                0.65,
                "works out the delivery",
            )
            .add(sight.is_button(), 0.05, "");
    })
}

pub fn note(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.act == Act::Text), |case| {
        let sight = case.sight;
        let is_long = page.document.tag(sight.node) == "textarea";
        case.add(is_long, 0.35, "takes a longer text")
            .add(sight.says(Meaning::OrderNote), 0.45, "asks for a note")
            .add(sight.hint.has(Meaning::OrderNote), 0.25, "is called note")
            .less(!is_long, 0.2)
            .less(sight.zone.dialog, 0.15);
    })
}

pub fn continue_shopping(page: &Page<'_>) -> Option<Found> {
    heaviest(
        page.sights
            .iter()
            .filter(|sight| sight.is_pressed() && !sight.zone.footer && page.card(sight.node).is_none()),
        |case| {
            let sight = case.sight;
            let is = sight.is(Meaning::ContinueShopping);
            case.add(is, 0.75, "says continue shopping")
                .add(
                    !is && sight.says(Meaning::ContinueShopping) && sight.said.words <= 6,
                    0.6,
                    "says continue shopping",
                )
                .add(sight.zone.main, 0.1, "stands in the page's main part")
                .less(sight.zone.dialog || sight.zone.header || sight.zone.nav, 0.15)
                .less(sight.says(Meaning::Checkout), 0.5);
        },
    )
}
