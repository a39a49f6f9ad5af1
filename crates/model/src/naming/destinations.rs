//! The name an event has at a destination unless its `send` says otherwise. Where a destination has a word of its own
//! for what an event means, that is its name there: reports, audiences and flows made for the word then work.

use std::borrow::Cow;

use super::convention::{Convention, words_of};
use super::google_form;
use super::order::action_last;
use crate::{DestinationKind, Event};

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

/// The name at the destination; the event's own where the destination has no other for it and takes it. Names that mean
/// something in our own spelling mean it in every plan; in another one only where the plan's convention is another: what a
/// plan with the usual one sends under a name of its own, it goes on to send so.
#[must_use]
pub fn name_at(name: &str, destination: DestinationKind, convention: Convention) -> Cow<'_, str> {
    use DestinationKind::{Amplitude, DataLayer, Ga4, Klaviyo, Meta, Mixpanel, Segment};
    // What has spaces was never usual: it is left from another convention.
    let is_usual = convention == Convention::ObjectAction && !name.contains(' ');
    let words = meaning_of(name, is_usual).map_or([""; 2], |meaning| match destination {
        Ga4 => [meaning.google, ""],
        Meta => [meaning.meta, ""],
        Klaviyo => [meaning.klaviyo, meaning.segment],
        Segment | Mixpanel | Amplitude => [meaning.segment, ""],
        _ => [""; 2],
    });
    match (words.into_iter().find(|word| !word.is_empty()), destination) {
        (Some(word), _) => word.into(),
        (None, Klaviyo | Segment | Mixpanel | Amplitude) if is_usual => capitalized(name).into(),
        (None, Klaviyo | Segment | Mixpanel | Amplitude) => capitalized(&plain(name)).into(),
        // What reads the data layer is a tag manager, which passes names on to Google.
        (None, Ga4 | DataLayer) => google_form(name),
        (None, Meta) if !is_usual && is_no_standard_event(name) => name.to_ascii_lowercase().into(),
        (None, _) => name.into(),
    }
}

/// The name under which an event goes to a destination: the one chosen for it there, or else that of [`name_at`].
#[must_use]
pub fn sent_name(event: &Event, destination: DestinationKind, convention: Convention) -> Cow<'_, str> {
    let chosen = event.send.get(&destination).and_then(|sending| sending.name.as_deref());
    chosen.map_or_else(|| name_at(&event.name, destination, convention), Cow::Borrowed)
}

/// What a name means; unless it has to be the usual spelling, in whichever convention it is written.
fn meaning_of(name: &str, is_usual: bool) -> Option<&'static Meaning> {
    let of = |name: &str| MEANINGS.iter().find(|meaning| meaning.names.contains(&name));
    let object_first = || {
        let mut words: Vec<String> = plain(name).split('_').map(str::to_owned).collect();
        action_last(&mut words);
        of(&words.join("_"))
    };
    if is_usual {
        return of(name);
    }
    of(name).or_else(|| of_segment(name)).or_else(|| of(&plain(name))).or_else(object_first)
}

/// What Segment calls so.
fn of_segment(name: &str) -> Option<&'static Meaning> {
    MEANINGS.iter().find(|meaning| !name.is_empty() && meaning.segment == name)
}

/// The `snake_case` of a name with spaces or in camel case; any other name as it is.
fn plain(name: &str) -> Cow<'_, str> {
    let is_camel = !name.contains('_')
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.contains(|letter: char| letter.is_ascii_uppercase());
    if is_camel || name.contains(' ') { words_of(name).join("_").into() } else { name.into() }
}

/// A name as we would write it: of a word of Segment's what it means, else in `snake_case`.
pub(crate) fn canonical(name: &str) -> Cow<'_, str> {
    of_segment(name).map_or_else(|| plain(name), |meaning| meaning.names[0].into())
}

/// Segment's word for a name of ours, where the name is the first one of its meaning.
pub(super) fn title_of(name: &str) -> Option<&'static str> {
    let meaning = MEANINGS.iter().find(|meaning| meaning.names[0] == name)?;
    Some(meaning.segment).filter(|word| !word.is_empty())
}

/// Whether Meta would take the name for one of its standard events, which it is not.
fn is_no_standard_event(name: &str) -> bool {
    let is_word = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word && !META_STANDARD.contains(&name) && !MEANINGS.iter().any(|meaning| meaning.meta == name)
}

/// Meta's standard events that no name of ours means.
const META_STANDARD: [&str; 8] = [
    "CustomizeProduct",
    "Donate",
    "FindLocation",
    "PageView",
    "Schedule",
    "StartTrial",
    "SubmitApplication",
    "Subscribe",
];

/// `size_guide_open` as "Size Guide Open".
pub(super) fn capitalized(name: &str) -> String {
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
            for convention in [Convention::ObjectAction, Convention::TitleCase] {
                assert_eq!(name_at(name, destination, convention), expected, "{name} at {destination:?}");
            }
        }
        for (name, destination, expected) in [
            ("Product Added", Ga4, "add_to_cart"),
            ("Product Added", DataLayer, "add_to_cart"),
            ("Product Added", Meta, "AddToCart"),
            ("Product Added", Segment, "Product Added"),
            ("Product Added", Klaviyo, "Added to Cart"),
            ("addToCart", Ga4, "add_to_cart"),
            ("addToCart", DataLayer, "addToCart"),
            ("start_checkout", Ga4, "begin_checkout"),
            ("Checkout Start", Meta, "InitiateCheckout"),
            ("Size Guide Open", Ga4, "size_guide_open"),
            ("Size Guide Open", DataLayer, "size_guide_open"),
            ("Size Guide Open", Meta, "Size Guide Open"),
            ("Size Guide Open", Shopify, "Size Guide Open"),
            ("sizeGuideOpen", Ga4, "sizeGuideOpen"),
            ("sizeGuideOpen", Amplitude, "Size Guide Open"),
            ("Zoom", Meta, "zoom"),
            ("Donate", Meta, "Donate"),
            ("AddToCart", Ga4, "AddToCart"),
        ] {
            let told = name_at(name, destination, Convention::None);
            assert_eq!(told, expected, "{name} at {destination:?}");
        }
        // What went out under a name of its own goes on to do so.
        for name in ["start_checkout", "addToCart", "open_cart"] {
            assert_eq!(name_at(name, Ga4, Convention::ObjectAction), name);
        }
        assert_eq!(name_at("addToCart", Segment, Convention::ObjectAction), "AddToCart");
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
