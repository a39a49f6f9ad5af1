//! Addresses at which tools are told of visitors, as WebKit's content rules read them, which is also how a script reads
//! them: no alternatives, no `\d`, no counts. Whoever shows pages keeps these from leaving, so that an audit is counted
//! nowhere. Scripts of tools are not among them: without them nothing would be tried. The addresses are those that the
//! decoders in `vendors` know, and what the same tools call besides.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

/// Where tools collect, on any host, a shop's own included.
#[must_use]
pub fn collecting() -> &'static [&'static str] {
    &[
        // Google Analytics, its relays under a shop's own name, and what is left of Universal Analytics.
        "^https?://[^?#]+/[gjr]/collect",
        "^https?://[^?#]+[?]v=2&tid=G-",
        "^https?://[^?#]+[?][^#]*&v=2&tid=G-",
        "^https?://[^/]*google-analytics\\.com/[^?#]*collect",
        "^https?://[^/]*google-analytics\\.com/__utm\\.gif",
        // Google Ads.
        "^https?://[^/]*google[^/]*/pagead/",
        "^https?://[^/]*google[^/]*/ccm/",
        "^https?://[^/]*google[^/]*/rmkt/collect",
        "^https?://[^/]*google[^/]*/ads/ga-audiences",
        "^https?://[^/]*google[^/]*/measurement/conversion",
        "^https?://[^/]*doubleclick\\.net/",
        // Meta.
        "^https?://[^/]*facebook\\.com/tr/?[?]",
        "^https?://[^/]*facebook\\.com/tr/?$",
        "^https?://[^/]*facebook\\.com/privacy_sandbox/",
        "^https?://analytics[^/]*\\.tiktok\\.com/api/",
        "^https?://analytics[^/]*\\.pangle-ads\\.com/api/",
        "^https?://ct\\.pinterest\\.com/",
        "^https?://[^/]*klaviyo\\.com/client/",
        "^https?://[^/]*klaviyo\\.com/api/",
        "^https?://[^/]*klaviyo\\.com/onsite/track",
        "^https?://[^/]*hotjar\\.io/",
        "^https?://in\\.hotjar\\.com/",
        "^wss?://[^/]*hotjar\\.com/",
        "^https?://api[^/]*\\.mixpanel\\.com/",
        "^https?://[^/]*clarity\\.ms/collect",
        "^https?://tr[^/]*\\.snapchat\\.com/",
        "^https?://bat\\.bing\\.[a-z]+/action",
        // Shopify's own.
        "^https?://[^?#]+/monorail/unstable/produce",
        "^https?://monorail[^/]*\\.shopifysvc\\.com/",
    ]
}

/// What speaks of a cart or an order on another host than the shop's: headless shops fill carts there.
#[must_use]
pub fn carts() -> &'static [&'static str] {
    &[
        "^https?://[^?#]+/carts?[/?.]",
        "^https?://[^?#]+/carts?$",
        "^https?://[^?#]+/baskets?[/?]",
        "^https?://[^?#]+/baskets?$",
        "^https?://[^?#]+/checkouts?[/?]",
        "^https?://[^?#]+/checkouts?$",
        "^https?://[^?#]+/orders?[/?]",
        "^https?://[^?#]+/orders?$",
        "^https?://[^?#]+/graphql",
    ]
}

/// What speaks of a checkout or of paying, on any host. Nothing of it is reached even where things are really sent.
#[must_use]
pub fn checkouts() -> &'static [&'static str] {
    &[
        "^https?://[^?#]+/checkouts?[/?.#]",
        "^https?://[^?#]+/checkouts?$",
        "^https?://[^?#]+/payments?[/?.#]",
        "^https?://[^?#]+/payments?$",
        // OpenCart, WooCommerce, and checkouts by names in other languages.
        "^https?://[^?#]+[?][^#]*route=checkout/checkout",
        "^https?://[^?#]+[?][^#]*route=checkout/confirm",
        "^https?://[^?#]+[?][^#]*route=extension/[^#]*payment",
        "^https?://[^?#]+[?][^#]*wc-ajax=checkout",
        "^https?://[^?#]+/kasse[/?#]",
        "^https?://[^?#]+/kasse$",
        "^https?://[^?#]+/caisse[/?#]",
        "^https?://[^?#]+/caisse$",
        "^https?://[^?#]+/commande[/?#]",
        "^https?://[^?#]+/commande$",
        "^https?://[^?#]+/bestellung[/?#]",
        "^https?://[^?#]+/bestellung$",
        "^https?://[^?#]+/place-?order",
        "^https?://[^?#]+/wallets?/",
        "^https?://checkout\\.",
        "^https?://pay\\.",
        "^https?://[^/]*paypal\\.com/",
        "^https?://[^/]*klarna\\.com/",
        "^https?://[^/]*api\\.stripe\\.com/",
        "^https?://[^/]*adyen\\.com/",
        "^https?://[^/]*shop\\.app/",
    ]
}

/// What looks like one of these and is a cart: Magento's stand below its checkout.
pub const CART_AT_CHECKOUT: &str = "^https?://[^?#]+/checkout/cart/";

/// Whether an address is one of a checkout or of paying.
#[must_use]
pub fn leads_to_checkout(address: &str) -> bool {
    static RULES: LazyLock<(Option<Regex>, RegexSet)> = LazyLock::new(|| {
        // A rule that does not compile takes nobody along; a test sees to it that all do.
        (Regex::new(CART_AT_CHECKOUT).ok(), RegexSet::new(checkouts()).unwrap_or_else(|_| RegexSet::empty()))
    });
    let (cart, checkouts) = &*RULES;
    let address = address.to_ascii_lowercase();
    checkouts.is_match(&address) && !cart.as_ref().is_some_and(|cart| cart.is_match(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(rules: &[&str], address: &str) -> bool {
        rules.iter().any(|rule| Regex::new(rule).is_ok_and(|rule| rule.is_match(address)))
    }

    #[test]
    fn what_collects_is_told_from_scripts_and_from_the_shop() {
        for address in [
            "https://region1.google-analytics.com/g/collect?v=2&tid=G-1X",
            "https://sgtm.shop.example/g/collect?v=2&tid=G-1X",
            "https://shop.example/metrics?v=2&tid=G-1X&en=page_view",
            "https://www.google-analytics.com/j/collect?v=1&tid=UA-1-1",
            "https://www.google.de/ads/ga-audiences?v=1",
            "https://googleads.g.doubleclick.net/pagead/viewthroughconversion/123/?label=x",
            "https://www.google.com/pagead/1p-conversion/123/",
            "https://www.facebook.com/tr/?id=1&ev=PageView",
            "https://analytics.tiktok.com/api/v2/pixel",
            "https://ct.pinterest.com/v3/?tid=1",
            "https://a.klaviyo.com/client/events/?company_id=Ab12Cd",
            "https://api-js.mixpanel.com/track/?verbose=1",
            "https://h.clarity.ms/collect",
            "https://tr.snapchat.com/p",
            "https://bat.bing.com/action/0?ti=1",
            "https://shop.example/.well-known/shopify/monorail/unstable/produce_batch",
        ] {
            assert!(hits(collecting(), address), "{address}");
        }
        for address in [
            "https://www.googletagmanager.com/gtm.js?id=GTM-AB12",
            "https://connect.facebook.net/en_US/fbevents.js",
            "https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=Ab12Cd",
            "https://www.clarity.ms/tag/abc123def4",
            "https://shop.example/collections/all?v=2",
            "https://shop.example/collect",
            "https://www.facebook.com/trends",
            "https://shop.example/cart/add.js",
        ] {
            assert!(!hits(collecting(), address), "{address}");
        }
        for address in
            ["https://api.shop.example/v1/carts/7/items", "https://x.myshopify.com/api/2026-10/graphql.json"]
        {
            assert!(hits(carts(), address), "{address}");
        }
        assert!(!hits(carts(), "https://cdn.example/cartoons/1.json"));
    }

    #[test]
    fn a_checkout_is_told_from_a_cart() {
        for address in [
            "https://shop.example/checkout",
            "https://shop.example/de/Checkout/?step=1",
            "https://shop.example/checkouts/cn/abc",
            "https://pay.shop.example/",
            "https://www.paypal.com/checkoutnow?token=1",
            "https://shop.example/rest/V1/payment",
            "https://shop.example/checkout/onepage/",
            "https://shop.example/checkout#step",
            "https://shop.example/index.php?route=checkout/confirm",
            "https://shop.example/?wc-ajax=checkout",
            "https://shop.example/fr/commande",
        ] {
            assert!(leads_to_checkout(address), "{address}");
        }
        for address in [
            "https://shop.example/cart/add.js",
            "https://shop.example/checkout/cart/add/product/1",
            "https://shop.example/collections/payment-cards",
            "https://shop.example/pages/pay",
        ] {
            assert!(!leads_to_checkout(address), "{address}");
        }
    }

    #[test]
    fn content_rules_can_be_made_of_them() {
        assert!(RegexSet::new(checkouts()).is_ok());
        for rule in collecting().iter().chain(carts()).chain(checkouts()).chain(&[CART_AT_CHECKOUT]) {
            assert!(Regex::new(rule).is_ok(), "{rule}");
            assert!(
                !rule.contains(['|', '{', '(']) && !rule.contains("\\d") && !rule.contains("\\w"),
                "{rule}"
            );
            assert!(rule.is_ascii(), "{rule}");
        }
    }
}
