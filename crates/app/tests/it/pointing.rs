//! Parameters by pointing: what of an element can be sent, under which name, with which values, and what is refused.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;

use waymark_app::pane::Report;
use waymark_app::view::{Draft, ParameterChoice, ParameterGroup, Pointed};
use waymark_model::{Parameter, ProductField, Reading, Source};

use crate::support::{Fixture, SHOP, codes, report, snapshot};

/// A product's page as a theme makes it.
fn product(title: &str, price: &str) -> String {
    format!(
        r#"<!doctype html><html><head><title>{title}</title></head><body>
        <main><div class="product__info"><h1 class="product__title">{title}</h1>
          <p class="price price--large"><s>€99,00</s> <span>{price}</span></p>
          <p class="product__origin">Made in Wales</p>
          <form action="/cart/add" method="post">
            <fieldset class="sizes"><legend>Size: <b>Small</b></legend>
              <input type="radio" name="Size" value="S" id="s" checked><label for="s">Small</label>
              <input type="radio" name="Size" value="M" id="m"><label for="m">Medium</label></fieldset>
            <div class="colours" role="radiogroup" aria-label="Colour">
              <button type="button" role="radio" aria-checked="true" aria-label="Moss">a</button>
              <button type="button" role="radio" aria-checked="false" aria-label="Sand">b</button></div>
            <label>Quantity <input type="number" name="quantity" value="1"></label>
            <label>Engraving <input type="text" name="properties[Engraving]"></label>
            <button type="submit" name="add">Add to cart</button>
          </form></div></main>
        <footer><form action="/contact" method="post" id="newsletter"><label>E-mail <input type="email" name="mail"></label><button>Sign up</button></form>
          <p class="hello">Hi, Ada</p><address>1 High Street</address><p class="write">Write to help@kiln.example</p></footer>
        </body></html>"#
    )
}

fn address(handle: &str) -> String {
    format!("{SHOP}products/{handle}")
}

/// A report of a pick with what the page knows of its product.
fn picked(html: &str, url: &str, css: &str, facts: &[(ProductField, &str)]) -> Report {
    let mut snapshot = snapshot(html, url, css);
    snapshot.product =
        facts.iter().map(|(field, fact)| (*field, (*fact).to_owned())).collect::<BTreeMap<_, _>>();
    Report::Picked { snapshot, bounds: [0.0; 4], took: 1.0 }
}

const FACTS: [(ProductField, &str); 3] =
    [(ProductField::Title, "Mug"), (ProductField::Price, "29.9"), (ProductField::Currency, "EUR")];

/// A draft of the button for the cart, and what comes of pointing at something on its page.
fn point(fixture: &mut Fixture, css: &str) -> (Draft, Pointed) {
    let (html, url) = (product("Mug", "€29,90"), address("mug"));
    let draft = fixture.app.picked(picked(&html, &url, "[name=add]", &FACTS)).unwrap();
    fixture.app.keep_pointed(picked(&html, &url, css, &FACTS)).unwrap();
    let pointed = fixture.app.pointed_value(&draft).unwrap();
    (draft, pointed)
}

fn in_short(pointed: &Pointed) -> Vec<(&str, &str, &str)> {
    let kind = |from: &Source| match from {
        Source::Element { read, .. } => read.kind(),
        from => from.kind(),
    };
    let short = |choice: &'_ ParameterChoice| kind(&choice.parameter.from);
    let choices = pointed.choices.iter();
    choices.map(|each| (short(each), each.parameter.name.as_str(), each.value.as_str())).collect()
}

#[test]
fn what_is_a_fact_about_the_product_is_offered_as_that_first() {
    let mut fixture = Fixture::with_shop();
    let (draft, price) = point(&mut fixture, ".price span");
    assert_eq!(
        in_short(&price),
        [("product", "price", "29.9"), ("amount", "price_2", "29.9"), ("element_text", "price_2", "€29,90")]
    );
    assert_eq!(price.choices[0].group, ParameterGroup::Product);
    assert_eq!(price.choices[0].label, "Product price");
    assert_eq!(price.refused, None);
    assert!(draft.event.parameters.iter().any(|sent| sent.name == "price"), "carts are about it anyway");
    let (_, title) = point(&mut fixture, "h1");
    assert_eq!(in_short(&title)[0], ("product", "item_name", "Mug"));
    assert_eq!(in_short(&title)[1], ("element_text", "title", "Mug"));
}

#[test]
fn what_the_page_knows_nothing_of_is_read_where_it_stands() {
    let mut fixture = Fixture::with_shop();
    let (_, origin) = point(&mut fixture, ".product__origin");
    assert_eq!(in_short(&origin), [("element_text", "origin", "Made in Wales")]);
    let (_, size) = point(&mut fixture, "label[for=m]");
    assert_eq!(in_short(&size), [("choice", "size", "Small")], "of the group, not of what was clicked");
    let (_, colour) = point(&mut fixture, "[role=radio]:last-child");
    assert_eq!(in_short(&colour), [("choice", "colour", "Moss")]);
    let (_, quantity) = point(&mut fixture, "[name=quantity]");
    assert_eq!(in_short(&quantity)[0].0, "choice");
    assert_eq!(in_short(&quantity)[0].1, "quantity");
}

#[test]
fn what_is_about_a_person_is_refused_with_the_reason() {
    let mut fixture = Fixture::with_shop();
    for (css, why) in [
        ("[type=email]", "This field is for an e-mail address."),
        ("#newsletter label", "This field is for an e-mail address."),
        ("[name='properties[Engraving]']", "What visitors write here may be about themselves."),
        (".hello", "This looks like somebody's name."),
        ("address", "This looks like a postal address."),
        (".write", "This looks like an e-mail address."),
    ] {
        let (_, pointed) = point(&mut fixture, css);
        assert_eq!(pointed.choices, [], "{css}");
        let refused = pointed.refused.unwrap();
        assert!(refused.starts_with(why) && refused.ends_with("tells who somebody is."), "{css}: {refused}");
        assert!(!pointed.label.contains("Ada") && !pointed.label.contains("help@"), "{}", pointed.label);
    }
    let (_, all) = point(&mut fixture, "main");
    assert!(all.refused.unwrap().contains("large part of the page"));
}

#[test]
fn what_is_read_counts_and_not_only_what_was_clicked() {
    let mut fixture = Fixture::with_shop();
    let url = address("mug");
    let html = r#"<!doctype html><header><a class="account" href="/account"><svg id="icon"></svg><span>Hi, Ada</span></a>
        <span id="face" aria-label="Signed in as Ada"></span><img id="mail" alt="ada@kiln.example">
        <a id="write" href="/of/ada%40kiln.example"><img id="letter" alt="Letter"></a></header>
        <main><button>Buy</button></main>"#;
    let draft = fixture.app.picked(report(html, &url, "main button")).unwrap();
    let mut point = |css: &str| {
        fixture.app.keep_pointed(report(html, &url, css)).unwrap();
        fixture.app.pointed_value(&draft).unwrap()
    };
    for (css, why) in [
        ("#icon", "This looks like somebody's name."),
        ("#face", "This looks like somebody's name."),
        ("#mail", "This looks like an e-mail address."),
    ] {
        let pointed = point(css);
        assert_eq!(pointed.choices, [], "{css}");
        assert!(pointed.refused.unwrap().starts_with(why), "{css}");
    }
    assert_eq!(in_short(&point("#letter")), [("attribute", "picture", "Letter")], "but not where it leads");
}

#[test]
fn values_of_other_pages_of_the_type_stand_beside() {
    let mut fixture = Fixture::with_shop();
    let vase = [(ProductField::Title, "Vase"), (ProductField::Price, "12")];
    fixture.app.picked(picked(&product("Vase", "€12,00"), &address("vase"), "h1", &vase)).unwrap();
    let bare = product("Card", "").replace("€99,00", "");
    fixture.app.picked(picked(&bare, &address("card"), "h1", &[])).unwrap();
    let (draft, price) = point(&mut fixture, ".price span");
    let seen = |choice: &ParameterChoice| -> Vec<(String, String)> {
        choice.elsewhere.iter().map(|seen| (seen.path.clone(), seen.value.clone())).collect()
    };
    let pair = |path: &str, value: &str| (format!("/products/{path}"), value.to_owned());
    assert_eq!(seen(&price.choices[0]), [pair("vase", "12")], "the other page tells no facts at all");
    assert_eq!(seen(&price.choices[1]), [pair("vase", "12"), pair("card", "")]);
    let title = draft.parameters.iter().find(|offer| offer.parameter.name == "item_name").unwrap();
    assert_eq!((title.value.as_str(), seen(title)), ("Mug", vec![pair("vase", "Vase")]));
}

#[test]
fn what_is_read_is_compiled_and_told_when_it_is_gone() {
    let mut fixture = Fixture::with_shop();
    let (mut draft, origin) = point(&mut fixture, ".product__origin");
    draft.event.parameters.push(origin.choices[0].parameter.clone());
    let checked = fixture.app.check_draft(draft.clone()).unwrap();
    assert_eq!(codes(&checked.findings), Vec::<&str>::new());
    let Source::Element { selectors, .. } = &mut draft.event.parameters.last_mut().unwrap().from else {
        panic!()
    };
    selectors.truncate(1);
    selectors[0].css = ".gone".to_owned();
    let checked = fixture.app.check_draft(draft.clone()).unwrap();
    let told = checked.findings.iter().find(|finding| finding.code == "parameter_unread").unwrap();
    assert_eq!(told.entry, Some(draft.event.parameters.len() as u32 - 1));
    let Source::Element { selectors, .. } = &mut draft.event.parameters.last_mut().unwrap().from else {
        panic!()
    };
    selectors[0].css = "a[".to_owned();
    assert!(codes(&fixture.app.check_draft(draft).unwrap().findings).contains(&"selector_invalid"));
}

/// A list whose cards all have a price.
const CARDS: &str = r#"<!doctype html><main><ul class="grid">
    <li class="card"><a class="card__link" href="/products/bowl">Bowl</a> <span class="price">€12</span></li>
    <li class="card"><a class="card__link" href="/products/vase">Vase</a> <span class="price">€8</span></li>
    <li class="card"><a class="card__link" href="/products/cup">Cup</a> <span class="price">€5</span></li>
  </ul></main>"#;

#[test]
fn of_a_set_each_member_s_own_part_is_read() {
    let mut fixture = Fixture::with_shop();
    let url = format!("{SHOP}collections/all");
    let draft = fixture.app.picked(report(CARDS, &url, "li:first-child a")).unwrap();
    let draft = fixture.app.choose_alike(draft, true).unwrap();
    fixture.app.keep_pointed(report(CARDS, &url, "li:nth-child(2) .price")).unwrap();
    let pointed = fixture.app.pointed_value(&draft).unwrap();
    let amount = pointed
        .choices
        .iter()
        .find(|choice| matches!(&choice.parameter.from, Source::Element { read: Reading::Amount, .. }))
        .unwrap();
    assert_eq!((amount.parameter.name.as_str(), amount.value.as_str()), ("price", "8"));
    let mut draft = draft;
    draft.event.parameters = vec![Parameter { name: "price".into(), from: amount.parameter.from.clone() }];
    let checked = fixture.app.check_draft(draft).unwrap();
    assert!(!codes(&checked.findings).contains(&"parameter_unread"), "the first card has a price of its own");
}
