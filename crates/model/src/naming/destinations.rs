//! The name an event has at a destination unless its `send` says otherwise. Where a destination has a word of its own
//! for what an event means, that is its name there: reports, audiences and flows made for the word then work.

use std::borrow::Cow;

use crate::DestinationKind;

/// What several names mean, and what destinations call it; empty where they have no word for it.
struct Meaning {
    /// Names in a plan.
    names: &'static [&'static str],
    /// Google Analytics' recommended event.
    google: &'static str,
    /// Meta's standard event.
    meta: &'static str,
    /// Segment's e-commerce specification, which Mixpanel and Amplitude follow.
    segment: &'static str,
    /// Klaviyo's metric, where it is another than Segment's.
    klaviyo: &'static str,
}

/// The name at the destination; the event's own where the destination has no other for it.
#[must_use]
pub fn name_at(name: &str, destination: DestinationKind) -> Cow<'_, str> {
    use DestinationKind::{Amplitude, Ga4, Klaviyo, Meta, Mixpanel, Segment};
    let meaning = MEANINGS.iter().find(|meaning| meaning.names.contains(&name));
    let words = meaning.map_or([""; 2], |meaning| match destination {
        Ga4 => [meaning.google, ""],
        Meta => [meaning.meta, ""],
        Klaviyo => [meaning.klaviyo, meaning.segment],
        Segment | Mixpanel | Amplitude => [meaning.segment, ""],
        _ => [""; 2],
    });
    match (words.into_iter().find(|word| !word.is_empty()), destination) {
        (Some(word), _) => word.into(),
        (None, Klaviyo | Segment | Mixpanel | Amplitude) => capitalized(name).into(),
        (None, _) => name.into(),
    }
}

/// `size_guide_open` as "Size Guide Open".
fn capitalized(name: &str) -> String {
    let words: Vec<String> = name
        .split('_')
        .filter_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        })
        .collect();
    words.join(" ")
}

const fn meaning(names: &'static [&'static str], words: [&'static str; 4]) -> Meaning {
    let [google, meta, segment, klaviyo] = words;
    Meaning { names, google, meta, segment, klaviyo }
}

/// In the order Google, Meta, Segment, Klaviyo.
const MEANINGS: [Meaning; 19] = [
    meaning(&["add_to_cart", "cart_add"], ["add_to_cart", "AddToCart", "Product Added", "Added to Cart"]),
    meaning(&["remove_from_cart", "cart_remove"], ["remove_from_cart", "", "Product Removed", ""]),
    meaning(&["view_cart", "cart_view", "cart_open"], ["view_cart", "", "Cart Viewed", ""]),
    meaning(
        &["begin_checkout", "checkout_start", "checkout_begin"],
        ["begin_checkout", "InitiateCheckout", "Checkout Started", "Started Checkout"],
    ),
    meaning(
        &["add_payment_info", "payment_info_add"],
        ["add_payment_info", "AddPaymentInfo", "Payment Info Entered", ""],
    ),
    meaning(&["purchase"], ["purchase", "Purchase", "Order Completed", "Placed Order"]),
    meaning(&["refund"], ["refund", "", "Order Refunded", "Refunded Order"]),
    meaning(&["view_item", "product_view"], ["view_item", "ViewContent", "Product Viewed", "Viewed Product"]),
    meaning(
        &["view_item_list", "collection_view", "category_view"],
        ["view_item_list", "", "Product List Viewed", ""],
    ),
    meaning(&["select_item", "product_click", "product_select"], ["select_item", "", "Product Clicked", ""]),
    meaning(
        &["add_to_wishlist", "wishlist_add"],
        ["add_to_wishlist", "AddToWishlist", "Product Added to Wishlist", ""],
    ),
    meaning(&["search", "search_submit"], ["search", "Search", "Products Searched", ""]),
    meaning(&["view_promotion", "promotion_view"], ["view_promotion", "", "Promotion Viewed", ""]),
    meaning(&["select_promotion", "promotion_click"], ["select_promotion", "", "Promotion Clicked", ""]),
    meaning(&["discount_apply", "coupon_apply"], ["", "", "Coupon Entered", ""]),
    meaning(&["sign_up", "account_create"], ["sign_up", "CompleteRegistration", "Signed Up", ""]),
    meaning(&["login"], ["login", "", "Signed In", ""]),
    // Meta's `Subscribe` is for what is paid.
    meaning(
        &["generate_lead", "newsletter_signup", "newsletter_subscribe", "email_signup"],
        ["", "Lead", "", ""],
    ),
    meaning(&["contact_submit", "contact_form_submit"], ["", "Contact", "", ""]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::naming::event_name_problems;

    #[test]
    fn what_a_destination_has_a_word_for_goes_by_it() {
        use DestinationKind::{Amplitude, DataLayer, Ga4, Klaviyo, Meta, Mixpanel, Segment, Shopify};
        for (name, destination, expected) in [
            ("add_to_cart", Meta, "AddToCart"),
            ("add_to_cart", Ga4, "add_to_cart"),
            ("add_to_cart", Segment, "Product Added"),
            ("add_to_cart", Klaviyo, "Added to Cart"),
            ("add_to_cart", Shopify, "add_to_cart"),
            ("checkout_start", Ga4, "begin_checkout"),
            ("checkout_start", Meta, "InitiateCheckout"),
            ("checkout_start", DataLayer, "checkout_start"),
            ("product_view", Meta, "ViewContent"),
            ("newsletter_signup", Meta, "Lead"),
            ("newsletter_signup", Ga4, "newsletter_signup"),
            ("newsletter_signup", Klaviyo, "Newsletter Signup"),
            ("size_guide_open", Mixpanel, "Size Guide Open"),
            ("size_guide_open", Amplitude, "Size Guide Open"),
            ("size_guide_open", Ga4, "size_guide_open"),
            ("size_guide_open", Meta, "size_guide_open"),
        ] {
            assert_eq!(name_at(name, destination), expected, "{name} at {destination:?}");
        }
    }

    #[test]
    fn no_name_means_two_things_and_google_takes_what_it_is_sent() {
        let mut seen = BTreeSet::new();
        for meaning in &MEANINGS {
            for name in meaning.names {
                assert!(seen.insert(*name), "{name} means two things");
                assert_eq!(event_name_problems(name), [], "{name}");
            }
            let google = meaning.google;
            assert!(google.is_empty() || meaning.names.contains(&google), "{google} means what it says");
        }
    }

    #[test]
    fn standard_events_are_one_word_by_which_the_runtime_knows_them() {
        for name in MEANINGS.iter().map(|meaning| meaning.meta).filter(|name| !name.is_empty()) {
            assert!(name.starts_with(|first: char| first.is_ascii_uppercase()), "{name}");
            assert!(name.bytes().all(|byte| byte.is_ascii_alphabetic()), "{name}");
        }
    }

    #[test]
    fn the_documentation_tells_the_same() {
        let page = include_str!("../../../../docs/destinations.md");
        let code = |word: &str| if word.is_empty() { String::new() } else { format!("`{word}` ") };
        let plain = |word: &str| if word.is_empty() { String::new() } else { format!("{word} ") };
        for Meaning { names, google, meta, segment, klaviyo } in &MEANINGS {
            let row = format!(
                "| `{}` | {}| {}| {}| {}|",
                names.join("`, `"),
                code(google),
                code(meta),
                plain(segment),
                plain(klaviyo)
            );
            assert!(page.contains(&row), "{row}");
        }
        for kind in DestinationKind::ALL {
            let rows: Vec<&str> =
                page.lines().filter(|line| line.starts_with(&format!("| `{}` |", kind.key()))).collect();
            let [row] = rows[..] else { panic!("{kind:?}: {rows:?}") };
            let purpose = match kind.purpose() {
                None => "none:".to_owned(),
                Some(purpose) => format!("{purpose:?} |").to_lowercase(),
            };
            assert!(row.contains(&format!("| {purpose}")), "{row}");
        }
    }
}
