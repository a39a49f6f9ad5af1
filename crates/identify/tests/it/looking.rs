//! What a selector is not even tried on would not have matched: what a rule finds is held against every element of the page,
//! tried one by one.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use waymark_identify::css::{Css, MatchCaches};
use waymark_identify::rule::Matches;
use waymark_identify::{CompiledRule, Document, Rules};
use waymark_model::Selector;

use crate::common;

/// Cards within cards, siblings, several of what selectors ask for, and none of some.
fn page() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("<a href='/products/mug-1'>Mug</a>".to_owned()),
        Just("<a href='/products/mug-12?variant=3'>Mug</a>".to_owned()),
        Just("<a class=card href='https://shop.example/products/tee'>Tee</a>".to_owned()),
        Just("<button name=add class='add item'>Add</button>".to_owned()),
        Just("<input name=add type=RADIO value=M>".to_owned()),
        Just("<h3>Words</h3>".to_owned()),
        Just(
            "<x-card><template shadowrootmode=open><a href='/products/mug-1'>In</a></template></x-card>"
                .to_owned()
        ),
    ];
    let within = |inner: BoxedStrategy<String>| {
        let around = prop_oneof![
            Just(("<div class='grid'>", "</div>")),
            Just(("<div class='card item' data-kind=card>", "</div>")),
            Just(("<ul class='grid card'>", "</ul>")),
            Just(("<li class=item>", "</li>")),
            Just(("<section id=main>", "</section>")),
        ];
        (around, proptest::collection::vec(inner, 1..6))
            .prop_map(|((open, close), inner)| open.to_owned() + &inner.concat() + close)
    };
    let node = leaf.prop_recursive(4, 60, 6, move |inner| within(inner.boxed()));
    proptest::collection::vec(within(node.boxed()), 1..5).prop_map(|nodes| nodes.concat())
}

/// Selectors of everything that is looked up, and of what must not be.
fn selector() -> impl Strategy<Value = String> {
    let compound = prop_oneof![
        Just("a"),
        Just("*"),
        Just("#main"),
        Just(".card"),
        Just(".grid"),
        Just("div.item"),
        Just("[name=add]"),
        Just("[type=radio]"),
        Just("[href*='/mug-1']"),
        Just("[href$='/mug-1']"),
        Just("[href*='/hat']"),
        Just("[HREF*='/MUG' i]"),
        Just(".card:has([href*='/mug-1'])"),
        Just(".item:has(> [href*='/mug'])"),
        Just(".item:has(+ .item [href*='/tee'])"),
        Just(":is(li,.card):has([href*='/mug-1'], [href*='/hat'])"),
        Just(":is(.card,.grid)"),
        Just(":is(a,button)"),
        Just("button:not(.card *)"),
        Just("a:not([href*='/hat'])"),
        Just("li:nth-of-type(2)"),
        Just("div:not(:has([href*='/mug']))"),
    ];
    let combinator =
        prop_oneof![3 => Just(" "), 3 => Just(" > "), 2 => Just(" + "), 2 => Just(" ~ "), 1 => Just(", ")];
    (compound.clone(), proptest::collection::vec((combinator, compound), 0..4)).prop_map(|(first, rest)| {
        rest.into_iter().fold(first.to_owned(), |all, (how, next)| all + how + next)
    })
}

/// Where names stand beside each other, and not around each other.
const SIBLINGS: &str = "<!doctype html><section id=main></section><div class=card><a href='/products/mug-1'>1</a></div>\
    <ul class=grid><li class=item><a href='/products/tee'>2</a><h3></h3><a>3</a></li><li><b><a>4</a></b></li></ul>\
    <a>5</a><a>6</a><a>7</a><a>8</a>";

#[test]
fn what_stands_beside_is_not_taken_for_what_stands_around() {
    let document = Document::from_html(SIBLINGS).expect("a page");
    for (css, number) in [
        ("#main + .card > a", 1),
        ("#main ~ .grid a", 3),
        (".card + .grid > .item a", 2),
        (".grid > .item + li a", 1),
        (".grid .item a + h3 + a", 1),
        ("#main a", 0),
        (".card + a", 0),
        (".grid + a", 1),
        (".grid ~ a", 4),
        ("body > .grid ~ a", 4),
        ("li:has([href*='/tee']) a", 2),
        ("li:has([href*='/mug']) a", 0),
        ("div:has(+ .grid [href*='/tee']) a", 1),
    ] {
        assert_eq!(tried(&document, css).len(), number, "{css}");
        let rule = CompiledRule::new(&[Selector::new(css)]).expect("a rule");
        assert_eq!(rule.matches(&document), [Matches::Nodes(tried(&document, css))], "{css}");
    }
}

/// Every element of the page itself, tried one by one.
fn tried(document: &Document, css: &str) -> Vec<waymark_identify::NodeId> {
    let css = Css::parse(css).expect("a selector");
    let mut caches = MatchCaches::default();
    document
        .descendant_elements(document.root())
        .filter(|&element| css.matches(document, element, &mut caches))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_matches_is_passed_over(
        html in page(),
        doctype in prop_oneof![3 => Just("<!doctype html>"), 1 => Just("")],
        all in proptest::collection::vec(selector(), 1..24),
    ) {
        let html = doctype.to_owned() + &html;
        for document in [Document::from_html(&html).expect("a page"), common::with_frames(&html)] {
            for css in &all {
                let rule = [Selector::new(css.clone())];
                let found = CompiledRule::new(&rule).expect("a rule").matches(&document);
                let tried = tried(&document, css);
                prop_assert_eq!(&found, &[Matches::Nodes(tried.clone())], "{}", css);
                let together = Rules::usable([rule.as_slice()]);
                let counted = together.on(&document).count(0);
                prop_assert_eq!(counted.nodes(), &tried, "{}", css);
            }
        }
    }
}
