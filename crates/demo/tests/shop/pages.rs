//! Every page that can be reached by links, in both editions: it answers, and its HTML is sound.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};
use waymark_demo::{DemoShop, Edition};

use crate::visitor::{Visitor, shop};

/// Every address that a page names, breadth first from home, with what it answered.
async fn crawl(shop: &DemoShop) -> BTreeMap<String, String> {
    let mut visitor = Visitor::of(shop);
    // With something in the cart, the cart's own links are on its page.
    let added = visitor.post_json("/cart/add.js", serde_json::json!({ "id": 8_438_001 })).await;
    assert_eq!(added.status(), 200);
    let mut waiting = vec!["/".to_owned()];
    let mut pages = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        if pages.contains_key(&path) || path.starts_with("/cart/change") || path == "/account/logout" {
            continue;
        }
        let response = visitor.get(&path).await;
        let status = response.status();
        assert!(status.is_success() || (path == "/account" && status.is_redirection()), "{path}: {status}");
        let kind =
            response.headers().get("content-type").map(|kind| kind.to_str().expect("ASCII").to_owned());
        let body = response.text().await.expect("text");
        assert!(!body.is_empty() || status.is_redirection(), "{path} is empty");
        if kind.is_some_and(|kind| kind.starts_with("text/html")) {
            waiting.extend(named_addresses(&body));
            pages.insert(path, body);
        } else {
            pages.insert(path, String::new());
        }
    }
    pages.retain(|_, body| !body.is_empty());
    pages
}

fn named_addresses(html: &str) -> BTreeSet<String> {
    let document = Html::parse_document(html);
    let mut found = BTreeSet::new();
    for (css, attribute) in [
        ("a[href]", "href"),
        ("link[href]", "href"),
        ("img[src]", "src"),
        ("script[src]", "src"),
        ("iframe[src]", "src"),
        ("[data-picture]", "data-picture"),
        ("[data-src]", "data-src"),
    ] {
        for element in document.select(&select(css)) {
            let address = element.value().attr(attribute).expect("selected by it");
            assert!(!address.contains("://"), "{address} leaves the shop");
            let path = address.split('#').next().unwrap_or_default();
            if !path.is_empty() {
                found.insert(path.to_owned());
            }
        }
    }
    found
}

fn select(css: &str) -> Selector {
    Selector::parse(css).expect("CSS")
}

fn check_soundness(path: &str, html: &str) {
    let document = Html::parse_document(html);
    assert_eq!(document.select(&select("h1")).count(), 1, "{path}: one h1");
    assert_eq!(document.select(&select("title")).count(), 1, "{path}: one title");
    let mut ids = BTreeSet::new();
    for element in document.select(&select("[id]")) {
        let id = element.value().attr("id").expect("selected by it");
        assert!(!id.is_empty() && ids.insert(id), "{path}: id {id:?} twice or empty");
    }
    for (css, attribute) in [("label[for]", "for"), ("[aria-controls]", "aria-controls"), ("[form]", "form")]
    {
        for element in document.select(&select(css)) {
            let id = element.value().attr(attribute).expect("selected by it");
            assert!(ids.contains(id), "{path}: {attribute} names {id}, which is not there");
        }
    }
    for image in document.select(&select("img")) {
        assert!(image.value().attr("alt").is_some(), "{path}: an image without alt");
    }
    for script in document.select(&select("script[type='application/ld+json']")) {
        let json = script.text().collect::<String>();
        let parsed = serde_json::from_str::<serde_json::Value>(&json);
        assert!(parsed.is_ok_and(|product| product["@type"] == "Product"), "{path}: JSON-LD");
    }
}

#[tokio::test]
async fn every_linked_address_answers_and_every_page_is_sound() {
    for edition in Edition::ALL {
        let shop = shop(edition).await;
        let pages = crawl(&shop).await;
        for wanted in [
            "/",
            "/collections/all",
            "/collections/knitwear",
            "/collections/home",
            "/products/tarn-crew-jumper",
            "/products/hollin-linen-shirt",
            "/products/fell-wool-blanket",
            "/products/drover-canvas-tote",
            "/products/gift-card",
            "/cart",
            "/checkout",
            "/pages/about",
            "/pages/shipping",
            "/pages/faq",
            "/policies/privacy-policy",
            "/blogs/journal/a-jumper-in-four-days",
            "/account/login",
            "/account/register",
            "/apps/studio-visits",
        ] {
            assert!(pages.contains_key(wanted), "{edition:?}: no link leads to {wanted}");
        }
        for (path, html) in &pages {
            check_soundness(path, html);
        }
        shop.stop().await;
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_404_in_the_shops_own_clothes() {
    for edition in Edition::ALL {
        let shop = shop(edition).await;
        let mut visitor = Visitor::of(&shop);
        for path in [
            "/nope",
            "/products/nope",
            "/products/nope.js",
            "/collections/nope",
            "/pages/nope",
            "/policies/nope",
            "/blogs/journal/nope",
        ] {
            let response = visitor.get(path).await;
            assert_eq!(response.status(), 404, "{path}");
            check_soundness(path, &response.text().await.expect("text"));
        }
    }
}

#[tokio::test]
async fn what_a_visitor_types_is_escaped() {
    for edition in Edition::ALL {
        let shop = shop(edition).await;
        let html = Visitor::of(&shop).html("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
        assert!(!html.contains("<script>alert(1)"), "{edition:?}");
        check_soundness("/search", &html);
    }
}

#[tokio::test]
async fn filters_and_sort_change_what_is_listed() {
    let shop = shop(Edition::Today).await;
    let mut visitor = Visitor::of(&shop);
    let titles = |html: String| {
        let document = Html::parse_document(&html);
        document
            .select(&select(".card-product__heading"))
            .map(|heading| heading.text().collect::<String>().trim().to_owned())
            .collect::<Vec<_>>()
    };
    let cheapest = titles(visitor.html("/collections/all?sort_by=price-ascending").await);
    assert_eq!((cheapest.len(), cheapest[0].as_str()), (8, "Kiln Stoneware Mug"));
    assert_eq!(
        titles(visitor.html("/collections/all?filter.v.availability=0").await),
        ["Drover Canvas Tote"]
    );
    let clay = visitor.html("/collections/knitwear?filter.v.option.color=Clay").await;
    assert_eq!(titles(clay), ["Peat Ribbed Beanie"]);
}

#[tokio::test]
async fn machines_can_read_the_shop() {
    let shop = shop(Edition::Today).await;
    let mut visitor = Visitor::of(&shop);
    let product = visitor.json("/products/tarn-crew-jumper.js").await;
    assert_eq!(product["variants"].as_array().map(Vec::len), Some(15));
    assert_eq!(product["price"], 12_800);
    assert_eq!(product["options"][1]["name"], "Size");
    let found = visitor.json("/search/suggest.json?q=linen").await;
    assert_eq!(found["resources"]["results"]["products"][0]["handle"], "hollin-linen-shirt");

    let index = visitor.get("/sitemap.xml").await.text().await.expect("text");
    let mut pages = 0;
    for part in locations(&index) {
        let path = part.strip_prefix(shop.url().trim_end_matches('/')).expect("its own origin");
        for page in locations(&visitor.get(path).await.text().await.expect("text")) {
            let path = page.strip_prefix(shop.url().trim_end_matches('/')).expect("its own origin");
            visitor.html(path).await;
            pages += 1;
        }
    }
    assert!(pages > 15, "{pages} pages in the sitemap");
    assert!(visitor.get("/robots.txt").await.text().await.expect("text").contains("/sitemap.xml"));
}

fn locations(xml: &str) -> Vec<String> {
    xml.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).map(str::to_owned).collect()
}
