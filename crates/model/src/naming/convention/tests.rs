//! Names that keep to a convention and those that do not, in each of them.

use super::{Convention, is_same_name};
use crate::naming::destinations::name_at;
use crate::naming::{event_name_problems, google_form};
use crate::{DestinationKind, naming::MAX_NAME};

const OURS: [&str; 22] = [
    "add_to_cart",
    "view_item",
    "begin_checkout",
    "checkout_start",
    "cart_open",
    "remove_from_cart",
    "search",
    "search_submit",
    "login",
    "size_guide_open",
    "newsletter_signup",
    "filter_use",
    "filter_open",
    "sort_use",
    "scroll_depth",
    "quick_view",
    "rage_click",
    "discount_apply",
    "contact_submit",
    "add_to_wishlist",
    "menu_sale_click",
    "faq_click",
];

fn snake(name: &str) -> Option<String> {
    Convention::ObjectAction.better(name)
}

#[test]
fn a_name_that_keeps_to_the_convention_is_left_alone() {
    for name in [
        "add_to_cart",
        "view_item",
        "size_guide_open",
        "search",
        "newsletter_signup",
        "faq",
        "checkout_start",
    ] {
        assert_eq!(snake(name), None, "{name}");
    }
    for (convention, name) in [
        (Convention::ActionObject, "open_size_guide"),
        (Convention::ActionObject, "add_to_cart"),
        (Convention::ActionObject, "use_filter"),
        (Convention::ActionObject, "quick_view"),
        (Convention::TitleCase, "Product Added"),
        (Convention::TitleCase, "Product Added to Wishlist"),
        (Convention::TitleCase, "Size Guide Opened"),
        (Convention::TitleCase, "FAQ Open"),
        (Convention::CamelCase, "sizeGuideOpen"),
        (Convention::CamelCase, "addToCart"),
        (Convention::CamelCase, "shippingFAQOpen"),
        (Convention::None, "Whatever you-like"),
        (Convention::None, "größe wählen"),
    ] {
        assert_eq!(convention.better(name), None, "{name}");
    }
}

#[test]
fn others_get_one_that_does() {
    for (name, better) in [
        ("AddToCart", "add_to_cart"),
        ("Add to cart", "add_to_cart"),
        ("Product Added", "add_to_cart"),
        ("openSizeGuide", "size_guide_open"),
        ("click_on_the_banner", "banner_click"),
        ("Viewed Product", "product_viewed"),
        ("größe-wählen", "groesse_waehlen"),
        ("2nd_banner", "banner_2nd"),
        ("ga_menu_open", "menu_open"),
        ("click", "shop_click"),
        ("page_view", "shop_page_view"),
        ("the_customer_opened_the_size_guide_of_a_product_page", "the_customer_opened_the_size_guide_page"),
    ] {
        assert_eq!(snake(name).as_deref(), Some(better), "{name}");
    }
    for (convention, name, better) in [
        (Convention::ActionObject, "size_guide_open", "open_size_guide"),
        (Convention::ActionObject, "filter_open", "open_filter"),
        (Convention::ActionObject, "Size Guide Open", "open_size_guide"),
        (Convention::TitleCase, "size_guide_open", "Size Guide Open"),
        (Convention::TitleCase, "size guide open", "Size Guide Open"),
        (Convention::TitleCase, "Open Size Guide", "Size Guide Open"),
        (Convention::TitleCase, "add_to_cart", "Product Added"),
        (Convention::TitleCase, "Add to Cart", "Product Added"),
        (Convention::TitleCase, "Page View", "Shop Page View"),
        (Convention::CamelCase, "Size Guide Open", "sizeGuideOpen"),
        (Convention::CamelCase, "begin_checkout", "beginCheckout"),
        (Convention::None, "click", "shop_click"),
        (Convention::None, "Page View", "shop_page_view"),
    ] {
        assert_eq!(convention.better(name).as_deref(), Some(better), "{name}");
    }
}

#[test]
fn of_nothing_comes_nothing() {
    for name in ["", "  ", "カート", "__", "12"] {
        for convention in Convention::ALL {
            assert_eq!(convention.better(name), None, "{name:?}");
        }
    }
}

#[test]
fn a_name_of_ours_is_kept_by_the_convention_it_is_written_in_and_is_known_there() {
    for convention in Convention::ALL {
        for name in OURS {
            let written = convention.written(name);
            assert_eq!(convention.better(&written), None, "{name} as {written}");
            assert!(is_same_name(&written, name), "{written}");
            assert_eq!(event_name_problems(&google_form(&written)), [], "{written}");
        }
    }
}

#[test]
fn google_hears_the_same_whatever_the_convention() {
    for convention in Convention::ALL {
        for name in OURS {
            let (plain, written) =
                (name_at(name, DestinationKind::Ga4, convention), convention.written(name));
            let there = name_at(&written, DestinationKind::Ga4, convention);
            let has_word =
                plain != name || Convention::ObjectAction.better(name).is_none() && is_word(&plain);
            if has_word {
                assert_eq!(there, plain, "{name} as {written}");
            }
            assert_eq!(event_name_problems(&there), [], "{there}");
        }
    }
}

/// Whether Google Analytics recommends it.
fn is_word(name: &str) -> bool {
    super::is_recommended(name)
}

#[test]
fn a_number_goes_with_the_convention() {
    for (convention, name, second) in [
        (Convention::ObjectAction, "menu_open", "menu_open_2"),
        (Convention::ActionObject, "open_menu", "open_menu_2"),
        (Convention::TitleCase, "Menu Open", "Menu Open 2"),
        (Convention::CamelCase, "menuOpen", "menuOpen2"),
    ] {
        let unique = convention.unique(name, &[name]);
        assert_eq!(unique, second);
        assert_eq!(convention.better(&unique), None, "{unique}");
    }
    let long = "Very Long ".repeat(4);
    assert!(Convention::TitleCase.unique(&long, &[&long]).len() <= MAX_NAME);
}

proptest::proptest! {
    #[test]
    fn what_is_suggested_needs_no_other_suggestion(
        name in "[A-Za-z_ 0-9-]{1,60}", convention in proptest::sample::select(&Convention::ALL),
    ) {
        if let Some(better) = convention.better(&name) {
            proptest::prop_assert!(better.len() <= MAX_NAME);
            proptest::prop_assert_eq!(event_name_problems(&google_form(&better)), vec![]);
            let is_wide = convention.is_wider_than_google();
            proptest::prop_assert!(is_wide || event_name_problems(&better).is_empty());
            if convention != Convention::None {
                proptest::prop_assert_eq!(convention.better(&better), None, "{} for {}", better, name);
            }
        }
    }
}
