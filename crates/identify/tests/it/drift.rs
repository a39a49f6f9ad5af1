//! Selectors made on one release of a real shop front end, counted on another and on another product's page:
//! they find the element or nothing, and nothing once it is deleted.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;

use serde::Deserialize;
use waymark_identify::{
    Comparison, CompiledRule, Document, NewPage, NodeId, OldPage, Rules, count, describe,
};
use waymark_model::{Selector, Target};

const RELEASES: [&str; 2] = ["1.6.8", "4.2.1"];

#[derive(Deserialize)]
struct Element {
    name: String,
    page: String,
    #[serde(rename = "1.6.8")]
    old: String,
    #[serde(rename = "4.2.1")]
    new: String,
}

impl Element {
    fn css(&self, release: &str) -> &str {
        if release == RELEASES[0] { &self.old } else { &self.new }
    }
}

fn elements() -> Vec<Element> {
    let json = std::fs::read_to_string(pages().join("elements.json")).expect("the list of elements");
    serde_json::from_str(&json).expect("a list of elements")
}

fn pages() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/oscar")
}

fn page(release: &str, name: &str) -> Document {
    let html = std::fs::read_to_string(pages().join(release).join(format!("{name}.html"))).expect("a page");
    let path = match name {
        "product" => "/catalogue/harbor-tee_1/",
        "product-b" => "/catalogue/trail-runner_2/",
        _ => "/basket/",
    };
    Document::from_html(&html).expect("a page").at(&format!("https://shop.example{path}"))
}

fn by_css(document: &Document, css: &str) -> NodeId {
    let selector = Selector::new(css);
    let counted = count(document, &[selector]);
    let [node] = counted.nodes() else { panic!("{css} matches {:?}", counted.nodes()) };
    *node
}

#[test]
fn selectors_outlast_a_new_release_and_never_point_elsewhere() {
    let (mut right, mut all) = (0, 0);
    for element in elements() {
        for (from, to) in [(RELEASES[0], RELEASES[1]), (RELEASES[1], RELEASES[0])] {
            let (old, new) = (page(from, &element.page), page(to, &element.page));
            let selectors =
                describe(&old, by_css(&old, element.css(from))).expect("a description").target.selectors;
            let expected = by_css(&new, element.css(to));
            let counted = count(&new, &selectors);
            let found = counted.nodes();
            assert!(
                found.is_empty() || found == [expected],
                "{}: {from} to {to}: {selectors:#?}",
                element.name
            );
            right += usize::from(!found.is_empty());
            all += 1;
        }
    }
    assert!(right * 100 >= all * 90, "{right} of {all} elements were found again");
}

#[test]
fn selectors_match_nothing_once_their_element_is_gone() {
    for element in elements() {
        for (from, to) in [(RELEASES[0], RELEASES[1]), (RELEASES[1], RELEASES[0]), (RELEASES[1], RELEASES[1])]
        {
            let (old, new) = (page(from, &element.page), page(to, &element.page));
            let selectors =
                describe(&old, by_css(&old, element.css(from))).expect("a description").target.selectors;
            let gone = by_css(&new, element.css(to));
            let component =
                new.ancestors(gone).find(|&node| matches!(new.tag(node), "li" | "form" | "article"));
            for gone in std::iter::once(gone).chain(component) {
                let counted = count(&new.without(&[gone]), &selectors);
                assert!(counted.nodes().is_empty(), "{}: {from} to {to}: {selectors:#?}", element.name);
            }
        }
    }
}

#[test]
fn selectors_hold_on_another_products_page() {
    for element in elements().iter().filter(|element| element.page == "product") {
        for release in RELEASES {
            let (product, other) = (page(release, "product"), page(release, "product-b"));
            let picked = by_css(&product, element.css(release));
            let selectors = describe(&product, picked).expect("a description").target.selectors;
            let truth = Selector {
                css: element.css(release).to_owned(),
                within: Vec::new(),
                text: None,
                alone: false,
            };
            let expected = count(&other, &[truth]);
            assert_eq!(
                count(&other, &selectors).nodes(),
                expected.nodes(),
                "{}: {selectors:#?}",
                element.name
            );
        }
    }
}

#[test]
fn rules_read_together_find_what_each_finds_alone() {
    let elements = elements();
    let picked = |release: &str, element: &Element| -> Target {
        let old = page(release, &element.page);
        describe(&old, by_css(&old, element.css(release))).expect("a description").target
    };
    let mut looked = 0;
    for (from, to) in [(RELEASES[0], RELEASES[1]), (RELEASES[1], RELEASES[0])] {
        let targets: Vec<Target> = elements.iter().map(|element| picked(from, element)).collect();
        let together = Rules::usable(targets.iter().map(|target| target.selectors.as_slice()));
        for name in ["product", "product-b", "cart"] {
            let document = page(to, name);
            let new = NewPage::new(&document);
            let rules = together.on(&document);
            for (number, target) in targets.iter().enumerate() {
                let old = OldPage::of_one(target.fingerprint.as_ref().expect("a fingerprint"));
                let pair = Comparison::new(&old, &new);
                let alone = pair.locate_by(target, &CompiledRule::usable(&target.selectors));
                let among = pair.locate_on(target, &rules, number);
                assert_eq!(format!("{among:?}"), format!("{alone:?}"), "{} on {name}", elements[number].name);
                looked += 1;
            }
        }
    }
    assert_eq!(looked, elements.len() * 6);
}
