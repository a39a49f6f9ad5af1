//! Request lines as they leave real shops, with other ids, and what they say.

use std::collections::BTreeMap;

use crate::install::Vendor;
use crate::requests::hit::{BodyState, Hit, HitKind};
use crate::requests::{Request, decode};

/// A request, and what is to come of it.
struct Case {
    url: &'static str,
    body: Option<&'static str>,
    expected: &'static [Expected],
}

/// Vendor, kind, account, event, and parameters that have to be among others.
type Expected = (Vendor, HitKind, &'static str, &'static str, &'static [(&'static str, &'static str)]);

use HitKind::{Event, Load, Session};

const GA4: &str = "https://region1.google-analytics.com/g/collect?v=2&tid=G-1X2Y3Z&gtm=45je4410v9za200&_p=1712224628461&gcs=G111&cid=485839296.1712224634&ul=en-us&sr=2195x1235&_s=5&cu=USD&sid=1712224634&dl=https%3A%2F%2Fshop.example%2Fproducts%2Fmug%3Fvariant%3D1&dt=Mug&en=add_to_cart&pr1=idcity001~nmSwitzerland~caTrips~qt1~pr799&pr2=idx~pr1&epn.value=799&ep.promotion_id=city001&up.plan=gold&_et=8682&tfd=30981";

const CASES: &[Case] = &[
    Case {
        url: GA4,
        body: None,
        expected: &[(
            Vendor::GoogleAnalytics,
            Event,
            "G-1X2Y3Z",
            "add_to_cart",
            &[
                ("currency", "USD"),
                ("value", "799"),
                ("items", "2"),
                ("items.item_id", "city001"),
                ("items.item_name", "Switzerland"),
                ("items.price", "799"),
                ("promotion_id", "city001"),
                ("user.plan", "gold"),
                ("consent", "G111"),
            ],
        )],
    },
    // One event a line, through the shop's own server-side container at a path of its own.
    Case {
        url: "https://sgtm.shop.example/metrics/m?v=2&tid=G-BATCH001&cid=1.2&_p=7&dl=https%3A%2F%2Fshop.example%2F",
        body: Some(
            "en=page_view&ep.page_type=home&_s=1\r\nen=scroll&epn.percent_scrolled=90&_s=2\nen=view_item_list&pr1=idF01~nmFeatured+Product~pr19.99~qt1&_s=3",
        ),
        expected: &[
            (Vendor::GoogleAnalytics, Event, "G-BATCH001", "page_view", &[("page_type", "home")]),
            (Vendor::GoogleAnalytics, Event, "G-BATCH001", "scroll", &[("percent_scrolled", "90")]),
            (
                Vendor::GoogleAnalytics,
                Event,
                "G-BATCH001",
                "view_item_list",
                &[("items.item_name", "Featured Product")],
            ),
        ],
    },
    Case {
        url: "https://stats.g.doubleclick.net/g/collect?v=2&tid=G-1X2Y3Z&cid=1.2&aip=1",
        body: None,
        expected: &[(Vendor::GoogleAnalytics, Session, "G-1X2Y3Z", "", &[])],
    },
    Case {
        url: "https://www.google-analytics.com/j/collect?v=1&_v=j101&a=99&t=event&ec=Shop&ea=Add&el=Mug&ev=12&tid=UA-1234567-1&z=3",
        body: None,
        expected: &[(
            Vendor::UniversalAnalytics,
            Event,
            "UA-1234567-1",
            "Add",
            &[("category", "Shop"), ("value", "12")],
        )],
    },
    Case {
        url: "https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1072206699/?random=1700&cv=11&fst=1700&label=Kj2nCNOytGMQ_4&value=42.50&currency_code=EUR&oid=1001&url=https%3A%2F%2Fshop.example%2Fthanks&fmt=3",
        body: None,
        expected: &[(
            Vendor::GoogleAds,
            Event,
            "AW-1072206699",
            "conversion",
            &[
                ("label", "Kj2nCNOytGMQ_4"),
                ("value", "42.50"),
                ("currency", "EUR"),
                ("transaction_id", "1001"),
            ],
        )],
    },
    Case {
        url: "https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1072206699/?random=1&data=event%3Dgtag.config&url=https%3A%2F%2Fshop.example%2F",
        body: None,
        expected: &[(Vendor::GoogleAds, Session, "AW-1072206699", "page_view", &[])],
    },
    Case {
        url: "https://www.google.com/ccm/collect?rcb=18&tid=AW-1072206699&en=page_view&dl=https%3A%2F%2Fshop.example%2F&gcs=G100",
        body: Some(""),
        expected: &[(Vendor::GoogleAds, Session, "AW-1072206699", "page_view", &[("consent", "G100")])],
    },
    Case {
        url: "https://www.google.co.uk/pagead/1p-conversion/1072206699/?label=Kj2nCNOytGMQ_4&value=1",
        body: None,
        expected: &[(
            Vendor::GoogleAds,
            Session,
            "AW-1072206699",
            "conversion",
            &[("label", "Kj2nCNOytGMQ_4")],
        )],
    },
    Case {
        url: "https://www.googletagmanager.com/gtm.js?id=GTM-AB12CD&l=dataLayer",
        body: None,
        expected: &[(Vendor::TagManager, Load, "GTM-AB12CD", "", &[])],
    },
    Case {
        url: "https://www.googletagmanager.com/gtag/js?id=AW-1072206699&cx=c&gtm=4e5",
        body: None,
        expected: &[(Vendor::GoogleAds, Load, "AW-1072206699", "", &[])],
    },
    Case {
        url: "https://www.facebook.com/tr/?id=4299065913693248&ev=AddToCart&dl=https%3A%2F%2Fshop.example%2Fproducts%2Fmug&rl=&if=false&ts=1700000000000&cd[content_ids]=%5B%22SKU-1%22%5D&cd[contents]=%5B%7B%22id%22%3A%22SKU-1%22%2C%22quantity%22%3A2%7D%5D&cd[value]=12.5&cd[currency]=EUR&ud[em]=e5c8e5ed5d033ebd4c707cc0f991a9940ba2e330483064eda4d068223fbefcab&v=2.9.1&ec=1&eid=abc-1",
        body: None,
        expected: &[(
            Vendor::Meta,
            Event,
            "4299065913693248",
            "AddToCart",
            &[
                ("value", "12.5"),
                ("currency", "EUR"),
                ("content_ids", "[\"SKU-1\"]"),
                ("contents.quantity", "2"),
                ("user.em", "present"),
                ("event_id", "present"),
            ],
        )],
    },
    Case {
        url: "https://www.facebook.com/tr/",
        body: Some("id=429906591369324&ev=PageView&dl=https%3A%2F%2Fshop.example%2F&ts=1"),
        expected: &[(Vendor::Meta, Event, "429906591369324", "PageView", &[])],
    },
    Case {
        url: "https://analytics.tiktok.com/api/v2/pixel",
        body: Some(
            r#"{"event":"AddToCart","event_id":"e1","message_id":"m1","timestamp":"2026-11-26T12:00:00Z","context":{"pixel":{"code":"C4ABCDEFGHIJKLMNOPQR"},"page":{"url":"https://shop.example/products/mug?x=1"},"user":{"email":"0123abcd"}},"properties":{"value":12.5,"currency":"EUR","contents":[{"content_id":"1"}]}}"#,
        ),
        expected: &[(
            Vendor::TikTok,
            Event,
            "C4ABCDEFGHIJKLMNOPQR",
            "AddToCart",
            &[
                ("value", "12.5"),
                ("currency", "EUR"),
                ("contents.0.content_id", "1"),
                ("user.email", "present"),
            ],
        )],
    },
    Case {
        url: "https://analytics.tiktok.com/api/v2/pixel/track",
        body: Some(
            r#"{"batch":[{"event":"Pageview","context":{"pixel":{"code":"C4A"}}},{"event":"ViewContent","context":{"pixel":{"code":"C4A"}}}]}"#,
        ),
        expected: &[
            (Vendor::TikTok, Event, "C4A", "Pageview", &[]),
            (Vendor::TikTok, Event, "C4A", "ViewContent", &[]),
        ],
    },
    Case {
        url: "https://ct.pinterest.com/v3/?event=addtocart&ed=%7B%22value%22%3A2.5%2C%22currency%22%3A%22GBP%22%2C%22line_items%22%3A%5B%7B%22product_id%22%3A%2230362820%22%7D%5D%7D&tid=2612345678901&pd=%7B%22em%22%3A%22e5c8%22%7D&ad=%7B%22loc%22%3A%22https%3A%2F%2Fshop.example%2Fproducts%2Fmug%22%7D&cb=1700",
        body: None,
        expected: &[(
            Vendor::Pinterest,
            Event,
            "2612345678901",
            "addtocart",
            &[
                ("value", "2.5"),
                ("currency", "GBP"),
                ("line_items.0.product_id", "30362820"),
                ("user.em", "present"),
            ],
        )],
    },
    Case {
        url: "https://ct.pinterest.com/v3/?event=init&tid=2612345678901&noscript=1",
        body: None,
        expected: &[(Vendor::Pinterest, Session, "2612345678901", "init", &[])],
    },
    Case {
        url: "https://a.klaviyo.com/client/events/?company_id=Ab12Cd",
        body: Some(
            r#"{"data":{"type":"event","attributes":{"metric":{"data":{"type":"metric","attributes":{"name":"Added to Cart"}}},"profile":{"data":{"type":"profile","attributes":{"_kx":"k"}}},"properties":{"ProductName":"Mug","Price":12.5}}}}"#,
        ),
        expected: &[(
            Vendor::Klaviyo,
            Event,
            "Ab12Cd",
            "Added to Cart",
            &[("ProductName", "Mug"), ("Price", "12.5")],
        )],
    },
    // {"token":"Ab12Cd","event":"Viewed Product","properties":{"ProductID":7}}
    Case {
        url: "https://a.klaviyo.com/api/track?data=eyJ0b2tlbiI6IkFiMTJDZCIsImV2ZW50IjoiVmlld2VkIFByb2R1Y3QiLCJwcm9wZXJ0aWVzIjp7IlByb2R1Y3RJRCI6N319",
        body: None,
        expected: &[(Vendor::Klaviyo, Event, "Ab12Cd", "Viewed Product", &[("ProductID", "7")])],
    },
    Case {
        url: "https://a.klaviyo.com/client/profiles/?company_id=Ab12Cd",
        body: Some("{}"),
        expected: &[(Vendor::Klaviyo, Session, "Ab12Cd", "profiles", &[])],
    },
    Case {
        url: "https://api-js.mixpanel.com/track/?verbose=1&ip=1&_=1700",
        body: Some(
            "data=%5B%7B%22event%22%3A%22Product%20Added%22%2C%22properties%22%3A%7B%22token%22%3A%220123456789abcdef0123456789abcdef%22%2C%22%24os%22%3A%22Linux%22%2C%22price%22%3A12%2C%22%24insert_id%22%3A%22i1%22%7D%7D%5D",
        ),
        expected: &[(
            Vendor::Mixpanel,
            Event,
            "0123456789abcdef0123456789abcdef",
            "Product Added",
            &[("price", "12")],
        )],
    },
    // {"event":"Signed Up","properties":{"token":"t1"}}
    Case {
        url: "https://api.mixpanel.com/track?data=eyJldmVudCI6IlNpZ25lZCBVcCIsInByb3BlcnRpZXMiOnsidG9rZW4iOiJ0MSJ9fQ==",
        body: None,
        expected: &[(Vendor::Mixpanel, Event, "t1", "Signed Up", &[])],
    },
    Case {
        url: "https://static.hotjar.com/c/hotjar-1234567.js?sv=6",
        body: None,
        expected: &[(Vendor::Hotjar, Load, "1234567", "", &[])],
    },
    Case {
        url: "https://content.hotjar.io/?site_id=1234567&gzip=1",
        body: Some("x"),
        expected: &[(Vendor::Hotjar, Session, "1234567", "", &[])],
    },
    Case {
        url: "https://www.clarity.ms/tag/abc123def4?ref=gtm",
        body: None,
        expected: &[(Vendor::Clarity, Load, "abc123def4", "", &[])],
    },
    Case {
        url: "https://h.clarity.ms/collect",
        body: Some(r#"{"e":["0.8.41",1,0,500,"abc123def4","u","s",1,1,0,0],"a":[]}"#),
        expected: &[(Vendor::Clarity, Session, "abc123def4", "", &[])],
    },
    Case {
        url: "https://tr.snapchat.com/p",
        body: Some(
            "pid=0b1c2d3e-0000-1111-2222-333344445555&ev=ADD_CART&pl=https%3A%2F%2Fshop.example%2F&e_pr=12.5&e_cur=EUR&u_hem=e5c8",
        ),
        expected: &[(
            Vendor::Snapchat,
            Event,
            "0b1c2d3e-0000-1111-2222-333344445555",
            "ADD_CART",
            &[("price", "12.5"), ("currency", "EUR"), ("user.u_hem", "present")],
        )],
    },
    Case {
        url: "https://bat.bing.com/action/0?ti=12345678&tm=gtm002&Ver=2&evt=custom&ea=add_to_cart&ec=ecommerce&gv=12.5&gc=EUR&p=https%3A%2F%2Fshop.example%2F&rn=5",
        body: None,
        expected: &[(
            Vendor::MicrosoftAds,
            Event,
            "12345678",
            "add_to_cart",
            &[("revenue_value", "12.5"), ("currency", "EUR")],
        )],
    },
    Case {
        url: "https://shop.example/.well-known/shopify/monorail/unstable/produce_batch",
        body: Some(
            r#"{"events":[{"schema_id":"trekkie_storefront_page_view/1.4","payload":{"shopId":548380009,"url":"https://shop.example/?q=1"},"metadata":{"event_created_at_ms":1}}],"metadata":{"event_sent_at_ms":1}}"#,
        ),
        expected: &[(Vendor::Shopify, Session, "548380009", "trekkie_storefront_page_view/1.4", &[])],
    },
];

#[test]
fn real_requests_say_what_they_say() {
    for case in CASES {
        let method = if case.body.is_some() { "POST" } else { "GET" };
        let request = Request { url: case.url, method, body: case.body.map(str::as_bytes) };
        let decoded = decode(&request, "shop.example");
        let told: Vec<_> =
            decoded.hits.iter().map(|hit| (hit.vendor, hit.kind, &*hit.account, &*hit.event)).collect();
        let expected: Vec<_> =
            case.expected.iter().map(|(vendor, kind, id, event, _)| (*vendor, *kind, *id, *event)).collect();
        assert_eq!(told, expected, "{}", case.url);
        for (hit, (.., parameters)) in decoded.hits.iter().zip(case.expected) {
            for (name, value) in *parameters {
                assert_eq!(
                    hit.parameters.get(*name).map(String::as_str),
                    Some(*value),
                    "{name} of {}",
                    case.url
                );
            }
        }
        assert_eq!(decoded.personal, [], "{}", case.url);
    }
}

#[test]
fn every_vendor_has_a_case() {
    let named: std::collections::BTreeSet<_> =
        CASES.iter().flat_map(|case| case.expected).map(|each| each.0).collect();
    assert_eq!(named.len(), 14, "{named:?}");
}

fn one(url: &str) -> Hit {
    let request = Request { url, method: "GET", body: None };
    decode(&request, "").hits.remove(0)
}

#[test]
fn the_page_is_told_without_its_question_and_copies_have_one_mark() {
    let hit = one(GA4);
    assert_eq!(hit.page, "https://shop.example/products/mug");
    assert_eq!(hit.mark, one(GA4).mark);
    assert_ne!(hit.mark, one(&GA4.replace("&_s=5", "&_s=6")).mark);
}

#[test]
fn what_a_body_says_that_nobody_sees_is_not_guessed() {
    for url in [
        "https://region1.google-analytics.com/g/collect?v=2&tid=G-1X2Y3Z&cid=1.2",
        "https://www.facebook.com/tr/",
        "https://analytics.tiktok.com/api/v2/pixel",
        "https://a.klaviyo.com/client/events/?company_id=Ab12Cd",
        "https://api-js.mixpanel.com/track/",
    ] {
        let decoded = decode(&Request { url, method: "POST", body: None }, "");
        let hit = &decoded.hits[0];
        assert_eq!((hit.event.as_str(), hit.body), ("", BodyState::NotVisible), "{url}");
        assert_eq!(hit.parameters, BTreeMap::new(), "{url}");
    }
    // What the address says is told all the same.
    let url = "https://region1.google-analytics.com/g/collect?v=2&tid=G-1X2Y3Z&en=page_view";
    let decoded = decode(&Request { url, method: "POST", body: None }, "");
    assert_eq!((decoded.hits[0].event.as_str(), decoded.hits[0].body), ("page_view", BodyState::Read));
}
