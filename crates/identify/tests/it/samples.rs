//! Other pages of the type beside the one that is picked on: what varies is left out or becomes a pattern, what
//! strays there is dropped, and a selector that is right on all of them comes first.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;

use waymark_identify::clickable::is_interactive;
use waymark_identify::{Document, NodeId, Samples, count, describe, describe_among};
use waymark_model::Target;

/// A product's page that says nowhere what its product is called: `code` is on it, `maker` made it.
fn page(code: &str, maker: &str, more: &str) -> Document {
    let html = format!(
        "<!doctype html><header><nav><a href=/all>All</a></nav></header><main class=page><h1>Stoneware</h1>\
         <section class=gallery><button class=zoom aria-label='Zoom {code}'></button></section>\
         <section class='info {code}'><p class=maker><a class=by href=/makers/{maker}>{maker}</a></p>\
         <form id=box-{code} action=/cart/add><button class=buy data-action='buy-{code}' \
         aria-label='Put {code} by {maker} into the bag'><svg></svg></button></form></section>{more}</main>\
         <footer><form action=/news><button>Join</button></form></footer>"
    );
    Document::from_html(&html).expect("a page")
}

fn with_class(page: &Document, class: &str) -> NodeId {
    let mut all = page.descendant_elements(page.root());
    all.find(|&node| page.classes(node).any(|own| own == class)).expect("an element")
}

fn among(page: &Document, class: &str, samples: &[&Document]) -> Target {
    let samples = Samples::new(samples.iter().copied());
    describe_among(page, with_class(page, class), &samples).expect("a description").target
}

/// The CSS of all selectors, in order.
fn css(target: &Target) -> Vec<&str> {
    target.selectors.iter().map(|selector| selector.css.as_str()).collect()
}

#[test]
fn on_a_page_nobody_saw_the_rule_finds_what_it_misses_without_samples() {
    let (picked, sample, unseen) = (page("mug", "Ada", ""), page("vase", "Bo", ""), page("bowl", "Cleo", ""));
    for class in ["buy", "by"] {
        let wanted = [with_class(&unseen, class)];
        let without = describe(&picked, with_class(&picked, class)).expect("a description").target;
        assert_ne!(count(&unseen, &without.selectors[..1]).nodes(), wanted, "{:?}", css(&without));
        let with = among(&picked, class, &[&sample]);
        assert_eq!(count(&unseen, &with.selectors[..1]).nodes(), wanted, "{:?}", css(&with));
        assert_eq!(count(&picked, &with.selectors).nodes(), [with_class(&picked, class)]);
    }
}

#[test]
fn what_all_values_have_in_common_becomes_a_pattern() {
    let target = among(&page("mug", "Ada", ""), "buy", &[&page("vase", "Bo", ""), &page("bowl", "Cleo", "")]);
    let found = css(&target).join("\n");
    assert!(found.contains("[data-action^=\"buy-\"]"), "{found}");
    let label = among(&page("mug", "Ada", ""), "zoom", &[&page("vase", "Bo", "")]);
    assert!(css(&label)[0].contains("button[aria-label^=\"Zoom \"]"), "{:?}", css(&label));
}

const WASHING: &str = "<aside class=care><button data-testid=more class=wash>Washing</button></aside>";

#[test]
fn a_selector_that_fits_several_on_a_sample_falls_behind() {
    let picked = page("mug", "Ada", WASHING);
    let own = describe(&picked, with_class(&picked, "wash")).expect("a description").target;
    assert_eq!(css(&own)[0], "[data-testid=\"more\"]");
    let story = "<aside class=story><button data-testid=more class=told>The story</button></aside>";
    let sample = page("vase", "Bo", &format!("{WASHING}{story}"));
    let target = among(&picked, "wash", &[&sample]);
    assert_ne!(css(&target)[0], "[data-testid=\"more\"]");
    assert_eq!(count(&sample, &target.selectors[..1]).nodes(), [with_class(&sample, "wash")]);
}

#[test]
fn where_the_element_is_not_nothing_may_match() {
    let picked = page("mug", "Ada", WASHING);
    let story = "<p class=story><a data-testid=more class=told href=/story>The story</a></p>";
    let (sample, unseen) = (page("vase", "Bo", story), page("bowl", "Cleo", story));
    let own = describe(&picked, with_class(&picked, "wash")).expect("a description").target;
    assert_eq!(count(&unseen, &own.selectors).nodes(), [with_class(&unseen, "told")], "a stranger");
    let target = among(&picked, "wash", &[&sample]);
    assert_eq!(count(&unseen, &target.selectors).nodes(), [], "{:?}", css(&target));
    assert_eq!(count(&picked, &target.selectors).nodes(), [with_class(&picked, "wash")]);
}

#[test]
fn a_page_of_another_template_says_nothing() {
    let picked = page("mug", "Ada", "");
    let html = "<!doctype html><div class=shell><h1>Vase</h1><div class=shop><button class=buy>Buy</button></div></div>";
    let other = Document::from_html(html).expect("a page");
    let alone = describe(&picked, with_class(&picked, "buy")).expect("a description");
    assert_eq!(among(&picked, "buy", &[&other]), alone.target);
}

#[test]
fn the_grade_says_what_the_samples_add() {
    let (picked, sample) = (page("mug", "Ada", ""), page("vase", "Bo", ""));
    let samples = Samples::new([&sample]);
    let described = describe_among(&picked, with_class(&picked, "buy"), &samples).expect("a description");
    assert!(described.quality.reason.ends_with("It was found on another page of this type, too."));
    let alone = Samples::new([]);
    let described = describe_among(&picked, with_class(&picked, "buy"), &alone).expect("a description");
    assert!(!described.quality.reason.contains("of this type"), "{}", described.quality.reason);
}

#[test]
fn where_nothing_varies_a_sample_changes_no_selector() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/oscar/4.2.1");
    let mut compared = 0;
    for file in ["product.html", "cart.html"] {
        let html = std::fs::read_to_string(pages.join(file)).expect("a file");
        let page = Document::from_html(&html).expect("a page");
        let (itself, none) = (Samples::new([&page]), Samples::default());
        for node in page.descendant_elements(page.root()).filter(|&node| is_interactive(&page, node)) {
            let alone = describe(&page, node).expect("a description");
            assert_eq!(describe_among(&page, node, &none).expect("a description"), alone);
            assert_eq!(describe_among(&page, node, &itself).expect("a description").target, alone.target);
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared} elements");
}
