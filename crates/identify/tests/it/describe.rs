//! Describing elements of realistic pages: what is said about them, and what the selectors rely on and avoid.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use waymark_identify::{Description, Document, Grade, Kind, NodeId, count, describe};

use crate::common;

fn page(html: &str) -> Document {
    Document::from_html(html).expect("a page").at("https://shop.example/products/blue-tee")
}

/// The first element, in any root, with this `data-test-pick` attribute, which the page then loses.
fn pick(html: &str) -> (Document, NodeId) {
    let parsed = Document::from_html(html).expect("a page");
    let picked = (0..parsed.len())
        .filter_map(|index| parsed.node(index))
        .find(|&node| parsed.has_attribute(node, "pick"))
        .expect("a picked element");
    let mut snapshot = common::snapshot(&parsed, picked);
    for node in &mut snapshot.nodes {
        if let Some(at) = node.a.iter().position(|name| name == "pick") {
            node.a.drain(at..at + 2);
        }
    }
    snapshot.url = "https://shop.example/products/blue-tee".into();
    let document = Document::from_snapshot(&snapshot).expect("a page");
    let picked = document.picked().expect("a pick");
    (document, picked)
}

/// The description of the picked element, each of its selectors checked to match it alone.
fn described(html: &str) -> Description {
    let (document, picked) = pick(html);
    let described = describe(&document, picked).expect("a description");
    assert!(!described.target.selectors.is_empty(), "no selectors");
    for selector in &described.target.selectors {
        assert_eq!(count(&document, std::slice::from_ref(selector)).nodes(), [picked], "{selector:?}");
    }
    described
}

/// All selectors as one text, to look for what must or must not be in them.
fn selectors(description: &Description) -> String {
    serde_json::to_string(&description.target.selectors).expect("JSON")
}

const PRODUCT_PAGE: &str = r#"<!doctype html><title>Blue Tee – Shop</title>
<meta property="og:title" content="Blue Tee">
<header class="shopify-section-group-header-group"><nav class="header__inline-menu"><ul>
  <li><a href="/collections/sale" class="header__menu-item">Sale</a>
  <li><a href="/collections/new">New in</a></ul></nav>
  <a href="/cart" id="cart-icon-bubble" class="header__icon">Cart <span>2</span></a></header>
<main id="MainContent"><section id="shopify-section-template--16723__main">
<h1>Blue Tee</h1><product-info data-section="template--16723__main">
<variant-radios><fieldset><legend>Size</legend>
  <input type="radio" id="template--16723__main-1-0" name="Size" value="S"><label for="template--16723__main-1-0">S</label>
  <input type="radio" id="template--16723__main-1-1" name="Size" value="M"><label for="template--16723__main-1-1">M</label>
</fieldset></variant-radios>
<product-form class="product-form"><form method="post" action="/cart/add" id="product-form-template--16723__main">
  <input type="hidden" name="id" value="44512345678901">
  <button id="ProductSubmitButton-template--16723__main" type="submit" name="add"
    class="product-form__submit button css-1x2y3z" pick><span>Add to cart</span></button></form></product-form>
</product-info></section>
<section class="related"><ul><li><a href="/products/red-tee">Red Tee</a>
  <form action="/cart/add"><button name="add">Add to cart</button></form></li>
  <li><a href="/products/green-tee">Green Tee</a>
  <form action="/cart/add"><button name="add">Add to cart</button></form></li></ul></section></main>
<footer><form action="/contact#footer" method="post"><label for="nl">E-mail</label>
  <input type="email" id="nl" name="contact[email]"><button type="submit">Subscribe</button></form></footer>"#;

/// The product page with another element picked.
fn with_pick(before: &str, after: &str) -> String {
    let page = PRODUCT_PAGE.replace(" pick>", ">");
    assert_eq!(page.matches(before).count(), 1, "{before}");
    page.replace(before, after)
}

#[test]
fn an_add_to_cart_button_is_known_by_its_name_and_form() {
    let described = described(PRODUCT_PAGE);
    assert_eq!(described.label, "Button: Add to cart");
    assert_eq!(described.facts.kind, Kind::Submit);
    assert_eq!(described.quality.grade, Grade::Strong);
    let form = described.facts.form.as_ref().expect("a form");
    assert_eq!((form.action.as_str(), form.method.as_str()), ("/cart/add", "post"));
    let selectors = selectors(&described);
    assert!(selectors.contains(r#"[name=\"add\"]"#), "{selectors}");
    for noise in ["16723", "css-1x2y3z", "44512345678901", "Blue"] {
        assert!(!selectors.contains(noise), "{noise} in {selectors}");
    }
}

#[test]
fn a_link_to_a_product_is_known_by_where_it_leads_and_by_none_of_its_words() {
    let described =
        described(&with_pick(r#"<a href="/products/green-tee">"#, r#"<a href="/products/green-tee" pick>"#));
    let selectors = selectors(&described);
    assert!(selectors.contains(r#"[href*=\"/green-tee\"]"#), "{selectors}");
    assert!(!selectors.contains("Green"), "{selectors}");
    assert_eq!(described.facts.link.as_deref(), Some("/products/*"));
    assert!(!described.facts.has_lasting_words);
    assert_eq!(described.quality.grade, Grade::Fragile);
    assert!(described.quality.advice.contains("all like this one"), "{}", described.quality.advice);
}

#[test]
fn a_button_in_a_card_is_known_by_where_the_card_leads_and_by_none_of_its_words() {
    let card = |title: &str, handle: &str, pick: &str| {
        format!(
            "<li class=card><a href=/products/{handle}>{title}</a>\
             <button {pick} aria-label='Save {title}' data-wish={handle}><svg></svg></button></li>"
        )
    };
    let html = format!(
        "<ul class=related>{}{}</ul>",
        card("Red Tee", "red-tee", ""),
        card("Sun Hat", "sun-hat", "pick")
    );
    let selectors = selectors(&described(&html));
    assert!(selectors.contains(r#":has([href*=\"/sun-hat\"])"#), "{selectors}");
    assert!(!selectors.contains("Hat") && !selectors.contains("wish"), "{selectors}");
}

/// A list of lines as one theme has it, and as another does: nothing is called the same but the products.
fn lines(list: &str, line: &str, products: &[&str]) -> String {
    let lines = products.iter().map(|product| {
        format!(
            "<li class={line}><a href=/products/{product}>{product}</a><button type=submit{}>Remove</button></li>",
            if *product == "wool-cap" { " pick" } else { "" }
        )
    });
    format!("<body><main><h1>Cart</h1><ul class={list}>{}</ul></main>", lines.collect::<String>())
}

#[test]
fn a_button_in_a_card_is_found_in_another_themes_cards_and_not_in_another_products() {
    let target = described(&lines("cart-lines", "cart-line", &["blue-tee", "wool-cap"])).target;
    let found = |html: &str| count(&page(&html.replace(" pick", "")), &target.selectors).nodes().len();
    assert_eq!(found(&lines("basket", "entry", &["wool-cap", "blue-tee"])), 1);
    assert_eq!(found(&lines("basket", "entry", &["linen-scarf", "blue-tee"])), 0);
}

#[test]
fn a_label_in_a_component_means_nothing_where_there_are_two() {
    let next =
        |pick: &str| format!("<div class=carousel><ul></ul><button aria-label=Next{pick}></button></div>");
    let target = described(&format!("<body><main>{}<p>News</main>", next(" pick"))).target;
    let found = |html: &str| count(&page(html), &target.selectors).nodes().len();
    assert_eq!(found(&format!("<body><main>{}<p>Other news</main>", next(""))), 1);
    assert_eq!(found(&format!("<body><main>{0}<p>News{0}</main>", next(""))), 0);
}

#[test]
fn a_menu_may_name_a_product_because_it_does_so_on_every_page() {
    let html = "<header><ul><li><a pick href=/products/gift-card>Gift cards</a></li>\
                <li><a href=/products/blanket>Blankets</a></li></ul></header>";
    let selectors = selectors(&described(html));
    assert!(selectors.contains("/products/gift-card"), "{selectors}");
}

#[test]
fn a_menu_link_is_known_by_where_it_leads_and_what_it_says() {
    let described = described(&with_pick(
        r#"<a href="/collections/sale" class"#,
        r#"<a pick href="/collections/sale" class"#,
    ));
    assert_eq!(described.label, "Link: Sale");
    assert_eq!(described.facts.kind, Kind::Link);
    let selectors = selectors(&described);
    assert!(selectors.contains("/collections/sale"), "{selectors}");
    assert!(described.target.selectors.len() >= 2);
}

#[test]
fn a_counter_in_a_label_is_no_guard() {
    let described = described(&with_pick(r#"id="cart-icon-bubble""#, r#"id="cart-icon-bubble" pick"#));
    assert!(described.target.selectors.iter().all(|selector| selector.text.is_none()));
    assert_eq!(described.target.selectors[0].css, "#cart-icon-bubble");
}

#[test]
fn a_choice_is_known_by_name_and_value() {
    let described = described(&with_pick(r#"name="Size" value="M""#, r#"name="Size" value="M" pick"#));
    assert_eq!(described.label, "Radio button: M");
    assert_eq!(described.target.selectors[0].css, r#"[name="Size"][value="M"]"#);
}

#[test]
fn a_form_is_known_by_where_it_sends_and_what_it_asks() {
    let described =
        described(&with_pick(r#"<form action="/contact#footer""#, r#"<form pick action="/contact#footer""#));
    assert_eq!(described.facts.kind, Kind::Form);
    let selectors = selectors(&described);
    assert!(selectors.contains("/contact"), "{selectors}");
    assert!(selectors.contains("contact[email]"), "{selectors}");
}

#[test]
fn a_data_attribute_comes_first() {
    let described =
        described("<div class=x><button pick data-waymark=buy id=b1>Buy</button></div><button>Buy</button>");
    assert_eq!(described.target.selectors[0].css, r#"[data-waymark="buy"]"#);
}

#[test]
fn elements_in_shadow_roots_and_frames_are_reached_by_hops() {
    let shadow = "<main><x-buy class=buy><template shadowrootmode=open><button pick>Buy now</button></template></x-buy></main>";
    let described_in_shadow = described(shadow);
    let within = serde_json::to_value(&described_in_shadow.target.selectors[0].within).expect("JSON");
    assert_eq!(within, serde_json::json!([{"shadow": "x-buy"}]));

    let document =
        common::with_frames("<iframe title=Reviews srcdoc='<button>Write a review</button>'></iframe>");
    let frame = document.roots().last().expect("a frame");
    let button =
        document.descendant_elements(frame).find(|&node| document.tag(node) == "button").expect("a button");
    let described_in_frame = describe(&document, button).expect("a description");
    let within = serde_json::to_value(&described_in_frame.target.selectors[0].within).expect("JSON");
    assert_eq!(within, serde_json::json!([{"frame": "iframe[title=\"Reviews\"]"}]));
    assert_eq!(count(&document, &described_in_frame.target.selectors).nodes(), [button]);
}

#[test]
fn nothing_to_hold_on_to_is_said() {
    let described = described("<div><div><span></span><span pick></span></div></div>");
    assert_eq!(described.quality.grade, Grade::Fragile);
    assert!(described.quality.advice.contains("instead"), "{:?}", described.quality);
}

#[test]
fn personal_words_are_kept_nowhere() {
    let html = "<header><a href=/account>Hi, Ada</a><p>ada@example.com</p><a href='tel:+493012345678'>+49 30 12345678</a>\
                <button pick>Log out</button></header>";
    let described = described(html);
    let kept = serde_json::to_string(&(&described.target, &described.scene)).expect("JSON");
    for personal in ["Ada", "ada@", "12345678"] {
        assert!(!kept.contains(personal), "{personal} in {kept}");
    }
}

#[test]
fn a_scene_has_one_id_for_one_content() {
    let scene = |html| describe(&page(html), pick_first_button(&page(html))).expect("a description");
    let (one, same, other) =
        (scene("<button>A</button>"), scene("<button>A</button>"), scene("<button>B</button>"));
    assert_eq!(one.target.scene, same.target.scene);
    assert_ne!(one.target.scene, other.target.scene);
    assert_eq!(one.scene.path, "/products/blue-tee");
}

fn pick_first_button(document: &Document) -> NodeId {
    document
        .descendant_elements(document.root())
        .find(|&node| document.tag(node) == "button")
        .expect("a button")
}
