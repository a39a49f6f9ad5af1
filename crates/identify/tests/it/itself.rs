//! An element is taken for itself without a search only where it cannot be another one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use waymark_identify::{Document, NodeId, describe, locate};
use waymark_model::{Scene, Selector, Target, Verdict};

/// A product page with its own form, and one product beside it that can be bought from its card.
fn page(product: &str, card: &str) -> Document {
    let html = format!(
        r#"<!doctype html><title>Shop</title><header><a href="/">Shop</a><a href="/cart">Cart</a></header>
        <main>{product}<section class="also"><h2>You may also like</h2><ul class="grid"><li class="card">
        <h3><a href="/products/other-thing">Other Thing</a></h3>{card}</li></ul></section></main>
        <footer><a href="/pages/about">About us</a></footer>"#
    );
    Document::from_html(&html).unwrap().at("https://shop.example/products/harbor-tee")
}

fn form(class: &str) -> String {
    format!(
        r#"<form action="/cart/add" method="post" class="{class}"><input type="hidden" name="id" value="1">
        <button type="submit" name="add" class="buy">Add to cart</button></form>"#
    )
}

/// The first button in an element of this class.
fn button(page: &Document, class: &str) -> Option<NodeId> {
    let all = || (0..page.len()).filter_map(|index| page.node(index));
    let holder = all().find(|&node| page.classes(node).any(|own| own == class))?;
    all().find(|&node| page.tag(node) == "button" && page.ancestors(node).any(|above| above == holder))
}

/// The product's own button, picked on a page, with the rule that is given.
fn picked(page: &Document, rule: &str) -> (Target, Scene) {
    let described = describe(page, button(page, "product").unwrap()).unwrap();
    let selectors = vec![Selector::new(rule)];
    (Target { selectors, ..described.target }, described.scene)
}

#[test]
fn a_rule_that_has_come_to_match_a_twin_alone_is_not_believed() {
    let before =
        page(&format!(r#"<div class="product"><h1>Harbor Tee</h1>{}</div>"#, form("form")), &form("form"));
    let after = page(
        &format!(r#"<article class="product"><h1>Harbor Tee</h1>{}</article>"#, form("form")),
        &form("form"),
    );
    // What is in no article is the card's button now.
    let (target, scene) = picked(&before, "form:not(article *) button");
    let card = button(&after, "card").unwrap();
    for scene in [Some(&scene), None] {
        let located = locate(&target, scene, &after);
        assert_ne!(located.nodes, [card], "{:?}", located.reasons);
    }
}

#[test]
fn a_card_on_the_page_of_a_sold_out_product_is_not_called_the_same() {
    let product = |buy: &str| format!(r#"<div class="product"><h1>Harbor Tee</h1>{buy}</div>"#);
    let before = page(&product(&form("form")), "");
    let after = page(&product("<p>Sold out</p>"), &form("form"));
    let (target, scene) = picked(&before, "[name=add]");
    let card = button(&after, "card").unwrap();
    let located = locate(&target, Some(&scene), &after);
    // Whether it is believed is for the search to say, which tells what is different about it.
    assert!(located.nodes != [card] || located.confidence < 1.0, "{:?}", located.reasons);
}

#[test]
fn on_the_next_products_page_it_is_itself() {
    let product = |title: &str| {
        let html = format!(r#"<div class="product"><h1>{title}</h1>{}</div>"#, form("form"));
        page(&html, "")
    };
    let (target, scene) = picked(&product("Harbor Tee"), "[name=add]");
    let after = product("Trail Runner");
    let located = locate(&target, Some(&scene), &after);
    assert_eq!((located.verdict, located.nodes), (Verdict::Intact, vec![button(&after, "product").unwrap()]));
}
