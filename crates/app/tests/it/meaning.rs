//! Saying what is meant: wider and back, only with a text, only where the address contains a word; and the whole rule in
//! the count, the outline and what is published.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use url::Url;
use waymark_app::view::{Draft, MeaningChange};
use waymark_compile::compile;
use waymark_identify::{Document, count};
use waymark_model::{Scope, Selector};

use crate::support::{self, Fixture, PRODUCT, PRODUCT_PAGE, SHOP, codes, report};

const CHIPS: &str = r#"<!doctype html><html><head><title>Mug</title></head><body><main><h1>Mug</h1>
  <section class="sizes"><h2>Size</h2><ul class="chips">
    <li><button type="button" class="chip">Small</button></li>
    <li><button type="button" class="chip">Large</button></li>
    <li><button type="button" class="chip">Huge</button></li>
  </ul></section></main></body></html>"#;

fn text(text: Option<&str>) -> MeaningChange {
    MeaningChange::Text { text: text.map(str::to_owned) }
}

fn selectors(draft: &Draft) -> &[Selector] {
    &draft.event.target.as_ref().unwrap().selectors
}

fn tags(html: &str, draft: &Draft) -> Vec<String> {
    let page = Document::from_html(html).unwrap();
    count(&page, selectors(draft)).nodes().iter().map(|&node| page.tag(node).to_owned()).collect()
}

#[test]
fn what_is_around_the_element_is_meant_and_back_again() {
    let mut fixture = Fixture::with_shop();
    let picked = fixture.pick("button[name=add]");
    assert_eq!(picked.meaning.rule, "Button: Add to cart · Product pages");
    assert_eq!((picked.meaning.wider.as_deref(), picked.meaning.narrower.as_deref()), (Some("Form"), None));
    let form = fixture.app.change_meaning(picked.clone(), MeaningChange::Wider).unwrap();
    assert_eq!((form.target_label.as_str(), form.matches), ("Form", 1));
    assert_eq!(tags(PRODUCT_PAGE, &form), ["form"]);
    assert_eq!(form.meaning.narrower.as_deref(), Some("Button: Add to cart"));
    assert_eq!(form.event.name, picked.event.name, "what may have been typed stays");
    assert!(form.triggers.iter().any(|choice| choice.trigger.kind() == "submit"), "a form can be sent");
    let main = fixture.app.change_meaning(form, MeaningChange::Wider).unwrap();
    assert_eq!(tags(PRODUCT_PAGE, &main), ["main"]);
    assert_eq!(main.meaning.wider, None, "the page as a whole is no element");
    let same = fixture.app.change_meaning(main, MeaningChange::Wider).unwrap();
    assert_eq!(tags(PRODUCT_PAGE, &same), ["main"]);
    let form = fixture.app.change_meaning(same, MeaningChange::Narrower).unwrap();
    let button = fixture.app.change_meaning(form, MeaningChange::Narrower).unwrap();
    assert_eq!(selectors(&button), selectors(&picked), "the very rule of the pick");
    assert_eq!(button.meaning, picked.meaning);
    let saved = fixture.app.save_draft(button).unwrap();
    assert_eq!(support::events(&saved)[0].target_label, "Button: Add to cart");
}

#[test]
fn a_part_of_the_element_is_meant_whatever_was_picked() {
    let card = r#"<!doctype html><html><head><title>Mugs</title></head><body><main><h1>Mugs</h1>
      <article class="card" data-product-id="4"><div><div class="media"><img src="/mug.jpg" alt="A mug"></div></div>
        <script>track()</script><input type="hidden" name="id" value="4">
        <div class="facts"><a href="/products/mug">Mug</a><p class="price">12 €</p></div>
        <button type="button" class="quick">Quick view</button><button type="button" class="wish">Quick view</button>
      </article></main></body></html>"#;
    let mut fixture = Fixture::with_shop();
    let picked = fixture.app.picked(report(card, &format!("{SHOP}collections/mugs"), ".card")).unwrap();
    let inner = &picked.meaning.inner;
    assert_eq!(inner.len(), 4, "{inner:?}");
    assert_eq!((inner[0].as_str(), inner[2].as_str()), ("Image: A mug", "Button: Quick view"));
    assert_eq!(inner[3], "Button: Quick view (2)");

    let facts = fixture.app.change_meaning(picked.clone(), MeaningChange::Inner { part: 1 }).unwrap();
    assert_eq!(tags(card, &facts), ["div"]);
    assert_eq!(facts.meaning.inner[0], "Link: Mug");
    assert_eq!(facts.meaning.narrower, None, "it is no way back to what was picked");
    let link = fixture.app.change_meaning(facts, MeaningChange::Inner { part: 0 }).unwrap();
    assert_eq!((link.target_label.as_str(), tags(card, &link)), ("Link: Mug", vec!["a".to_owned()]));
    assert_eq!(link.event.name, picked.event.name, "what may have been typed stays");
    assert!(link.meaning.inner.is_empty());
    let facts = fixture.app.change_meaning(link, MeaningChange::Wider).unwrap();
    let whole = fixture.app.change_meaning(facts, MeaningChange::Wider).unwrap();
    assert_eq!(selectors(&whole), selectors(&picked), "the very rule of the pick");
    let same = fixture.app.change_meaning(whole, MeaningChange::Inner { part: 99 }).unwrap();
    assert_eq!(selectors(&same), selectors(&picked), "there is no such part");
}

#[test]
fn a_text_narrows_what_all_like_it_match_and_is_taken_back() {
    let mut fixture = Fixture::with_shop();
    let large = ".chips li:nth-child(2) .chip";
    let picked = fixture.app.picked(report(CHIPS, PRODUCT, large)).unwrap();
    assert_eq!((picked.alike, picked.meaning.words.as_str()), (3, "Large"));
    let all = fixture.app.choose_alike(picked, true).unwrap();
    assert_eq!((all.matches, all.meaning.text.as_deref()), (3, None));
    let bound = fixture.app.change_meaning(all.clone(), text(Some("  large "))).unwrap();
    assert_eq!((bound.matches, bound.meaning.text.as_deref()), (1, Some("large")), "as texts are compared");
    assert!(bound.meaning.rule.contains("only with the text “large”"), "{}", bound.meaning.rule);
    assert!(bound.quality.is_some(), "how lasting the element is has not changed");
    let other = fixture.app.change_meaning(bound.clone(), text(Some("Gigantic"))).unwrap();
    assert_eq!(other.matches, 0);
    assert!(codes(&other.findings).contains(&"matches_none"));
    // One alone or all of them: what it must say stays.
    let one = fixture.app.choose_alike(bound, false).unwrap();
    assert_eq!(one.meaning.text.as_deref(), Some("large"));
    let all_again = fixture.app.choose_alike(one, true).unwrap();
    assert_eq!((all_again.matches, all_again.meaning.text.as_deref()), (1, Some("large")));
    for nothing in [None, Some(" ")] {
        let free = fixture.app.change_meaning(all_again.clone(), text(nothing)).unwrap();
        assert_eq!(selectors(&free), selectors(&all), "as they were made");
        assert_eq!((free.matches, free.meaning.text), (3, None));
    }
}

#[test]
fn a_saved_text_condition_reaches_the_config_and_is_there_when_the_event_is_opened() {
    let mut fixture = Fixture::with_shop();
    let picked = fixture.pick("button[name=add]");
    let bound = fixture.app.change_meaning(picked, text(Some("Pre-order now"))).unwrap();
    let id = bound.event.id.clone();
    fixture.app.save_draft(bound).unwrap();
    let plan: waymark_model::Plan =
        serde_json::from_str(&fixture.app.export_plan_document(&fixture.slug()).unwrap()).unwrap();
    let config = serde_json::to_value(&compile(&plan).unwrap().config).unwrap();
    let rules = config.pointer("/events/0").unwrap().to_string();
    assert!(rules.to_lowercase().contains("pre-order now"), "{rules}");
    let opened = fixture.app.edit_event(&id).unwrap();
    assert_eq!(opened.meaning.text.as_deref(), Some("Pre-order now"));
    assert_eq!(opened.meaning.wider, None, "the page is not at hand");
    let free = fixture.app.change_meaning(opened, text(None)).unwrap();
    assert_eq!(free.meaning.text, None);
    assert!(selectors(&free).iter().all(|selector| selector.text.is_none()));
}

#[test]
fn a_saved_event_that_is_freed_asks_for_what_it_asked_when_it_was_opened() {
    let mut fixture = Fixture::with_shop();
    let mut picked = fixture.pick("button[name=add]");
    let spare = Selector { text: Some("Add to cart".to_owned()), ..Selector::new("main button") };
    let made = vec![Selector::new("button[name=add]"), spare];
    picked.event.target.as_mut().unwrap().selectors.clone_from(&made);
    let id = picked.event.id.clone();
    fixture.app.save_draft(picked).unwrap();
    let opened = fixture.app.edit_event(&id).unwrap();
    let bound = fixture.app.change_meaning(opened, text(Some("Pre-order now"))).unwrap();
    assert!(selectors(&bound).iter().all(|one| one.text.as_deref() == Some("Pre-order now")));
    let free = fixture.app.change_meaning(bound, text(None)).unwrap();
    assert_eq!(selectors(&free), made, "the spare is for that one button still");
}

#[test]
fn words_that_may_be_personal_are_not_offered() {
    let mut fixture = Fixture::with_shop();
    let page = "<!doctype html><main><a href=/account class=me>Hello Anna Becker</a><button>ann@shop.example</button></main>";
    for css in [".me", "button"] {
        let draft = fixture.app.picked(report(page, PRODUCT, css)).unwrap();
        assert_eq!(draft.meaning.words, "", "{css}");
    }
}

#[test]
fn the_scope_is_part_of_the_rule() {
    let mut fixture = Fixture::with_shop();
    let picked = fixture.pick("button[name=add]");
    let mug = MeaningChange::Contained { part: "mug".to_owned() };
    let here = fixture.app.change_meaning(picked, mug).unwrap();
    assert_eq!(here.event.scope, Scope { page_types: Vec::new(), url: Some("*mug*".to_owned()) });
    assert_eq!(here.meaning.contained.as_deref(), Some("mug"));
    assert_eq!((here.matches, here.meaning.place.as_str()), (1, "Address contains mug"));
    let sale = MeaningChange::Contained { part: "sale".to_owned() };
    let elsewhere = fixture.app.change_meaning(here, sale).unwrap();
    assert_eq!(elsewhere.matches, 0, "the whole rule matches nothing here");
    assert!(codes(&elsewhere.findings).contains(&"scope_elsewhere"));
    assert!(!codes(&elsewhere.findings).contains(&"matches_none"), "one reason is enough");
    let at = |path: &str| Url::parse(&format!("{SHOP}{path}")).unwrap();
    assert!(fixture.app.may_fire(&elsewhere.event.scope, &at("collections/sale-now")));
    assert!(!fixture.app.may_fire(&elsewhere.event.scope, &at("products/mug")));
    let nothing = MeaningChange::Contained { part: String::new() };
    let nothing = fixture.app.change_meaning(elsewhere, nothing).unwrap();
    assert!(codes(&nothing.findings).contains(&"pattern_invalid"));
}
