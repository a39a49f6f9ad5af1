//! Describing elements of realistic pages: what is said, and that every selector offered matches exactly the
//! element, from HTML as from a snapshot.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use waymark_identify::{Document, Kind, NodeId, count, describe};

fn page(html: &str) -> Document {
    Document::from_html(html).expect("a page")
}

fn find(document: &Document, tag: &str) -> NodeId {
    document.descendant_elements(document.root()).find(|&node| document.tag(node) == tag).expect("an element")
}

#[test]
fn a_pick_from_a_snapshot_is_described_and_found() {
    let html =
        "<main><form action='/cart/add' method=post><button name=add>Add to cart</button></form></main>";
    let parsed = page(html);
    let snapshot = common::snapshot(&parsed, find(&parsed, "button"));
    let document = Document::from_snapshot(&snapshot).expect("a page");
    let picked = document.picked().expect("a pick");
    let described = describe(&document, picked).expect("a description");
    assert_eq!(described.label, "Button: Add to cart");
    assert_eq!(described.facts.kind, Kind::Submit);
    assert!(described.target.selectors.len() >= 2);
    for selector in &described.target.selectors {
        assert_eq!(count(&document, std::slice::from_ref(selector)).nodes(), [picked], "{selector:?}");
    }
}
