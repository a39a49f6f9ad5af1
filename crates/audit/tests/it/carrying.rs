//! What was found again on pages of a type, carried to the next ones: where it holds, and above all where it must not.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::Arc;

use waymark_audit::check::{Checker, EventOnPage, Lesson, Passing};
use waymark_identify::{Document, NodeId, count, describe};
use waymark_model::{Event, EventId, PagePath, Plan, Selector, Shop, ShopSlug, Target, Trigger, Verdict};

const BUY: &str = r#"<button type="submit" name="add" class="buy">Add to cart</button>"#;
const FORM: &str = r#"<form action="/cart/add" method="post" class="form"><input type="hidden" name="id" value="1">
    <button type="submit" name="add" class="buy">Add to cart</button></form>"#;

/// A product's page of a template, with what it has for buying and what stands below.
fn page(title: &str, holder: &str, buy: &str, below: &str) -> Document {
    let html = format!(
        r#"<!doctype html><title>{title}</title><header><a href="/">Shop</a><a href="/cart">Cart</a>
        <form action="/search" role="search"><input name="q" aria-label="Search"><button>Search</button></form></header>
        <main><{holder} class="product"><h1>{title}</h1>{buy}<a href="/pages/sizes">Size guide</a></{holder}>
        <section class="also"><h2>You may also like</h2><ul class="grid">{below}</ul></section></main>
        <footer><a href="/pages/about">About us</a><a href="/pages/contact">Contact</a></footer>"#
    );
    Document::from_html(&html).unwrap().at("https://s.example/products/a")
}

fn product(title: &str) -> Document {
    page(title, "article", FORM, "")
}

/// A plan of one event, the product's button as it was before all of its rule's names went.
fn checker() -> Checker {
    let before = page("Harbor Tee", "div", FORM, "");
    let button = count(&before, &[Selector::new("[name=add]")]).nodes()[0];
    let described = describe(&before, button).unwrap();
    let target = Target { selectors: vec![Selector::new("#it-was-here")], ..described.target };
    let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
    let scenes = [(target.scene.clone().unwrap(), described.scene)].into();
    let event = Event::new(EventId("add".into()), "add_to_cart".into(), Trigger::Click);
    let events = vec![Event { target: Some(target), ..event }];
    Checker::new(Arc::new(Plan { scenes, events, ..Plan::empty(shop) }))
}

/// Pages of one type one after the other, and what each says.
#[derive(Default)]
struct Type(Passing, usize);

impl Type {
    fn check(&mut self, checker: &Checker, page: &Document) -> EventOnPage {
        let path = PagePath::parse(&format!("/products/{}", self.1), "/");
        let (events, lessons) = checker.check_after(&path, page, &self.0.known(self.1));
        self.tell(lessons);
        events.into_iter().next().unwrap()
    }

    fn tell(&mut self, lessons: Vec<Lesson>) {
        self.0.tell(self.1, lessons);
        self.1 += 1;
    }
}

fn searched(checker: &Checker, page: &Document) -> EventOnPage {
    checker.check(&PagePath::parse("/products/x", "/"), page).remove(0)
}

fn is_carried(event: &EventOnPage) -> bool {
    event.reasons.iter().any(|reason| reason.contains("that was found on"))
}

/// What the repair finds on the page.
fn found(event: &EventOnPage, page: &Document) -> Vec<NodeId> {
    count(page, &event.repair.as_ref().unwrap().target.selectors).nodes().to_vec()
}

#[test]
fn two_pages_that_agree_speak_for_the_third() {
    let (checker, mut pages) = (checker(), Type::default());
    let [first, second] = ["Harbor Tee", "Trail Runner"].map(|title| pages.check(&checker, &product(title)));
    for event in [&first, &second] {
        assert_eq!(event.verdict, Verdict::Moved, "{event:?}");
        assert!(!is_carried(event), "one page alone proves nothing: {event:?}");
    }
    let page = product("Enamel Mug");
    let third = pages.check(&checker, &page);
    assert_eq!(third.verdict, Verdict::Moved);
    assert_eq!(
        third.reasons,
        [
            "It is the element that was found on /products/0: it says, does and looks the same here, in the same place.",
            "The event's own rule does not match it any more."
        ]
    );
    let least = first.confidence.unwrap().min(second.confidence.unwrap());
    assert_eq!(third.confidence, Some(least), "no surer than it was found");
    let alone = searched(&checker, &page);
    assert_eq!((third.verdict, &third.found), (alone.verdict, &alone.found));
    assert_eq!(found(&third, &page), found(&alone, &page));
    assert_eq!(third.repair.unwrap().target, first.repair.unwrap().target, "one rule for all of them");
}

#[test]
fn a_card_on_the_page_of_a_sold_out_product_is_not_it() {
    let (checker, mut pages) = (checker(), Type::default());
    for title in ["Harbor Tee", "Trail Runner"] {
        pages.check(&checker, &product(title));
    }
    let card = format!(r#"<li class="card"><h3><a href="/products/other">Other</a></h3>{FORM}</li>"#);
    for (what, sold_out) in [
        ("a card", page("Enamel Mug", "article", "<p>Sold out</p>", &card)),
        ("nothing", page("Enamel Mug", "article", "<p>Sold out</p>", "")),
        ("a button that only looks like it", page("Enamel Mug", "article", BUY, "")),
        (
            "another form in its place",
            page("Enamel Mug", "article", &FORM.replace("/cart/add", "/notify"), ""),
        ),
        (
            "other words in its place",
            page("Enamel Mug", "article", &FORM.replace("Add to cart", "Tell me"), ""),
        ),
    ] {
        let event = pages.check(&checker, &sold_out);
        assert!(!is_carried(&event), "{what}: {event:?}");
        assert_eq!(event, searched(&checker, &sold_out), "{what}");
    }
}

#[test]
fn where_its_own_rule_matches_anything_the_page_is_searched() {
    let (checker, mut pages) = (checker(), Type::default());
    for title in ["Harbor Tee", "Trail Runner"] {
        pages.check(&checker, &product(title));
    }
    let both =
        page("Enamel Mug", "article", FORM, r#"<li><button id="it-was-here">Add to cart</button></li>"#);
    assert!(!is_carried(&pages.check(&checker, &both)));
    let itself = page("Enamel Mug", "article", &FORM.replace("<button", r#"<button id="it-was-here""#), "");
    assert_eq!(
        pages.check(&checker, &itself).verdict,
        Verdict::Intact,
        "what is back where it was has not moved"
    );
}

#[test]
fn what_a_page_knows_does_not_hang_on_which_was_looked_at_first() {
    let checker = checker();
    let lessons = |number: usize, title: &str, known: &Passing| {
        let path = PagePath::parse(&format!("/products/{number}"), "/");
        checker.check_after(&path, &product(title), &known.known(number)).1
    };
    let mut told = Passing::default();
    told.tell(0, lessons(0, "Harbor Tee", &told));
    told.tell(1, lessons(1, "Trail Runner", &told));
    for number in 2..20 {
        told.tell(number, Vec::new());
    }
    let mut late = Passing::default();
    late.tell(1, Vec::new());
    assert_eq!(late.told(), 0, "who comes early is not told before the first");
    let first = lessons(0, "Harbor Tee", &late);
    late.tell(0, first);
    assert_eq!(late.told(), 2);
    // The second page of these found nothing, and whoever comes then does not make up for it at once.
    let third = lessons(2, "Enamel Mug", &late);
    late.tell(2, third);
    let page = product("Enamel Mug");
    let carried = |passing: &Passing, number: usize| {
        let path = PagePath::parse("/products/x", "/");
        is_carried(&checker.check_after(&path, &page, &passing.known(number)).0[0])
    };
    assert!(carried(&told, 2) && carried(&told, 19));
    assert!(carried(&late, 3) && !carried(&late, 2));
}

#[test]
fn the_first_pages_are_waited_for_and_then_those_well_before() {
    let needed: Vec<usize> = [0, 1, 2, 3, 4, 19, 20, 100].into_iter().map(Passing::needed).collect();
    assert_eq!(needed, [0, 1, 2, 3, 3, 3, 4, 84]);
}
