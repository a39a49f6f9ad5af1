//! How much a micro conversion says about the purchase, as a first suggestion: stage, phase and weight from
//! the event's name and the page type. Hand-made from what the steps of a purchase are; no statistics.

use crate::naming::destinations::canonical;
use crate::{Phase, Stage, Weight};

/// Suggested stage, phase and weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// Funnel stage.
    pub stage: Stage,
    /// Phase of the purchase.
    pub phase: Phase,
    /// Weight, 1 to 10.
    pub weight: Weight,
    /// Worth being called a macro conversion.
    pub is_macro: bool,
}

/// Names and parts of names, the most telling first: a link in a menu is one, whatever it says.
const BY_NAME: [(&str, Stage, Phase, u8); 43] = [
    ("menu", Stage::Tofu, Phase::Discovery, 2),
    ("header", Stage::Tofu, Phase::Discovery, 2),
    ("footer", Stage::Tofu, Phase::Discovery, 1),
    ("logo", Stage::Tofu, Phase::Discovery, 2),
    ("close", Stage::Tofu, Phase::Discovery, 1),
    ("breadcrumb", Stage::Tofu, Phase::Discovery, 2),
    ("purchase", Stage::Bofu, Phase::Checkout, 10),
    ("order_place", Stage::Bofu, Phase::Checkout, 10),
    ("pay_now", Stage::Bofu, Phase::Checkout, 10),
    ("checkout", Stage::Bofu, Phase::Checkout, 9),
    ("payment", Stage::Bofu, Phase::Checkout, 9),
    ("shipping_info", Stage::Bofu, Phase::Checkout, 8),
    ("buy_now", Stage::Bofu, Phase::Intent, 9),
    ("cart_remove", Stage::Bofu, Phase::Intent, 3),
    ("add_to_cart", Stage::Bofu, Phase::Intent, 8),
    ("quick_add", Stage::Bofu, Phase::Intent, 8),
    ("discount", Stage::Bofu, Phase::Intent, 7),
    ("cart", Stage::Bofu, Phase::Intent, 7),
    ("basket", Stage::Bofu, Phase::Intent, 7),
    ("wishlist", Stage::Mofu, Phase::Intent, 6),
    ("back_in_stock", Stage::Mofu, Phase::Intent, 7),
    ("newsletter", Stage::Mofu, Phase::Consideration, 6),
    ("sign_up", Stage::Mofu, Phase::Consideration, 6),
    ("contact", Stage::Mofu, Phase::Consideration, 6),
    ("size_guide", Stage::Mofu, Phase::Consideration, 6),
    ("review", Stage::Mofu, Phase::Consideration, 5),
    ("reviews", Stage::Mofu, Phase::Consideration, 5),
    ("shipping", Stage::Mofu, Phase::Consideration, 5),
    ("delivery", Stage::Mofu, Phase::Consideration, 5),
    ("returns", Stage::Mofu, Phase::Consideration, 5),
    ("variant", Stage::Mofu, Phase::Consideration, 5),
    ("compare", Stage::Mofu, Phase::Consideration, 5),
    ("login", Stage::Mofu, Phase::Consideration, 4),
    ("recommendation", Stage::Mofu, Phase::Consideration, 4),
    ("product_click", Stage::Mofu, Phase::Consideration, 4),
    ("filter", Stage::Mofu, Phase::Discovery, 4),
    ("sort", Stage::Mofu, Phase::Discovery, 4),
    ("search", Stage::Mofu, Phase::Discovery, 4),
    ("size", Stage::Mofu, Phase::Consideration, 5),
    ("colour", Stage::Mofu, Phase::Consideration, 5),
    ("color", Stage::Mofu, Phase::Consideration, 5),
    ("quantity", Stage::Mofu, Phase::Consideration, 5),
    ("banner", Stage::Tofu, Phase::Discovery, 3),
];

/// A suggestion for an event of this name on a page of this type.
#[must_use]
pub fn suggest_value(name: &str, page_type: Option<&str>) -> Value {
    let name = &*canonical(name);
    let by_name = BY_NAME.iter().find(|(part, ..)| has_words(name, part));
    let (stage, phase, weight) =
        by_name.map_or_else(|| by_page_type(page_type), |&(_, stage, phase, weight)| (stage, phase, weight));
    Value {
        stage,
        phase,
        weight: Weight::clamped(weight),
        is_macro: weight == 10 || name == "newsletter_signup",
    }
}

fn by_page_type(page_type: Option<&str>) -> (Stage, Phase, u8) {
    match page_type {
        Some("checkout") => (Stage::Bofu, Phase::Checkout, 8),
        Some("cart") => (Stage::Bofu, Phase::Intent, 7),
        Some("product") => (Stage::Mofu, Phase::Consideration, 5),
        Some("collection" | "search") => (Stage::Mofu, Phase::Discovery, 4),
        Some("home") => (Stage::Tofu, Phase::Discovery, 3),
        Some("blog" | "content") => (Stage::Tofu, Phase::Discovery, 2),
        _ => (Stage::Mofu, Phase::Consideration, 3),
    }
}

/// Whether the words of `part` stand in `name` as whole words.
fn has_words(name: &str, part: &str) -> bool {
    format!("_{name}_").contains(&format!("_{part}_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_steps_have_their_place() {
        for (name, page, stage, phase, weight) in [
            ("add_to_cart", Some("product"), Stage::Bofu, Phase::Intent, 8),
            ("add_to_cart_2", Some("home"), Stage::Bofu, Phase::Intent, 8),
            ("checkout_start", Some("cart"), Stage::Bofu, Phase::Checkout, 9),
            ("newsletter_signup", Some("home"), Stage::Mofu, Phase::Consideration, 6),
            ("summer_sale_banner_click", Some("home"), Stage::Tofu, Phase::Discovery, 3),
            ("footer_shipping_policy_click", Some("cart"), Stage::Tofu, Phase::Discovery, 1),
            ("menu_sale_click", Some("product"), Stage::Tofu, Phase::Discovery, 2),
            ("shop_the_look", Some("home"), Stage::Tofu, Phase::Discovery, 3),
            ("shipping_and_returns_open", Some("product"), Stage::Mofu, Phase::Consideration, 5),
            ("add_shipping_info", Some("checkout"), Stage::Bofu, Phase::Checkout, 8),
            ("cart_close", Some("product"), Stage::Tofu, Phase::Discovery, 1),
            ("filter_size_change", Some("collection"), Stage::Mofu, Phase::Discovery, 4),
            ("size_change", Some("product"), Stage::Mofu, Phase::Consideration, 5),
            ("gift_wrap_change", Some("cart"), Stage::Bofu, Phase::Intent, 7),
            ("Product Added", Some("product"), Stage::Bofu, Phase::Intent, 8),
            ("Size Guide Open", Some("product"), Stage::Mofu, Phase::Consideration, 6),
            ("openSizeGuide", Some("product"), Stage::Mofu, Phase::Consideration, 6),
            ("thing_click", None, Stage::Mofu, Phase::Consideration, 3),
        ] {
            let value = suggest_value(name, page);
            assert_eq!((value.stage, value.phase, value.weight.get()), (stage, phase, weight), "{name}");
        }
    }

    #[test]
    fn parts_of_words_do_not_count() {
        assert_eq!(suggest_value("cartoon_click", None).weight.get(), 3);
    }
}
