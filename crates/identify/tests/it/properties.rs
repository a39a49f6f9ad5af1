//! What holds for any page, however broken: nothing panics, nothing takes long, and what is described is
//! found again by exactly the selectors offered.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use waymark_identify::clickable::is_interactive;
use waymark_identify::{Count, Document, IdentifyError, Snapshot, SnapshotNode, count, describe, locate};

use crate::common;

/// Markup from pieces that shops use and pieces that break parsers.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<div class='card product-card'>"),
        Just("<div>"),
        Just("</div>"),
        Just("<ul><li>"),
        Just("<li>"),
        Just("</ul>"),
        Just("<nav>"),
        Just("</nav>"),
        Just("<form action=/cart/add>"),
        Just("</form>"),
        Just("<button>Add to cart</button>"),
        Just("<button name=add type=submit>Add</button>"),
        Just("<button id=':r1a:' class='css-1x2y3z'><svg><path/></svg></button>"),
        Just("<a href=/products/blue-tee>Blue tee</a>"),
        Just("<a href='/pages/about'>About</a>"),
        Just("<a href='/cart'><span>Cart</span> (3)</a>"),
        Just("<input name=q><input type=radio name=size value=M><label for=x>M</label>"),
        Just("<select name=sort><option>A<option>B</select>"),
        Just("<details><summary>Care</summary>"),
        Just("<x-card><template shadowrootmode=open><button>In</button></template></x-card>"),
        Just("<table><tr><td>"),
        Just("<p><b><i>"),
        Just("</b>text</i>"),
        Just("<h2>Heading</h2>"),
        Just("words "),
        Just("&amp;&#0;\u{200B}é"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn check_every_interactive_element(document: &Document) -> Result<(), TestCaseError> {
    let interactive: Vec<_> = (0..document.len())
        .filter_map(|index| document.node(index))
        .filter(|&node| document.is_element(node) && is_interactive(document, node))
        .collect();
    for element in interactive {
        let described = describe(document, element).expect("a description");
        let selectors = &described.target.selectors;
        prop_assert!(!selectors.is_empty() && selectors.len() <= 5, "{:?}", described.label);
        for selector in selectors {
            let counted = count(document, std::slice::from_ref(selector));
            prop_assert_eq!(counted, Count::Matched { selector: 0, nodes: vec![element] }, "{:?}", selector);
        }
        let located = locate(&described.target, Some(&described.scene), document);
        prop_assert_eq!(&located.nodes, &[element], "{:?}", located.reasons);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn selectors_match_exactly_their_element(html in markup()) {
        let document = Document::from_html(&html).expect("a page");
        check_every_interactive_element(&document)?;
        check_every_interactive_element(&common::with_frames(&html))?;
    }

    #[test]
    fn any_text_is_a_page(html in any::<String>()) {
        let document = Document::from_html(&html).expect("a page");
        check_every_interactive_element(&document)?;
    }

    #[test]
    fn looking_for_an_element_of_one_page_on_any_other_ends_in_a_verdict(old in markup(), new in any::<String>(), next in markup()) {
        let old = Document::from_html(&old).expect("a page");
        let Some(element) = old.descendant_elements(old.root()).last() else { return Ok(()) };
        let described = describe(&old, element).expect("a description");
        for html in [new, next] {
            let page = Document::from_html(&html).expect("a page");
            let found = || locate(&described.target, Some(&described.scene), &page);
            let located = found();
            prop_assert!((0.0..=1.0).contains(&located.confidence) && (0.0..=1.0).contains(&located.margin));
            prop_assert!(!located.reasons.is_empty());
            prop_assert_eq!(located, found());
        }
    }

    #[test]
    fn any_markup_is_a_page(html in "[<>a-z/!\"'= &;#\\-\\x00é]{0,300}") {
        prop_assert!(Document::from_html(&html).is_ok());
    }

    #[test]
    fn any_snapshot_is_a_page_or_an_error(nodes in proptest::collection::vec(node(), 0..40), picked in 0..40u32) {
        let snapshot = Snapshot {
            url: String::new(), title: String::new(), viewport: [0, 0], scroll: [0, 0], nodes, picked: Some(picked), truncated: false,
        product: BTreeMap::new(),
        };
        if let Ok(document) = Document::from_snapshot(&snapshot) {
            let picked = document.picked().expect("a pick");
            prop_assert!(describe(&document, picked).is_ok());
        }
    }

    #[test]
    fn any_selector_is_counted_or_refused(css in "[a-z#.:\\[\\]()='\"* >+~,\\\\0-9-]{0,60}") {
        let document = Document::from_html("<main><a class=a href=/>x</a></main>").expect("a page");
        let selector = waymark_model::Selector::new(css);
        let _ = count(&document, &[selector]);
    }

    #[test]
    fn the_same_page_gives_the_same_bytes(html in markup()) {
        let bytes = || {
            let document = Document::from_html(&html).expect("a page");
            let button = document.descendant_elements(document.root()).last();
            let described = describe(&document, button.expect("an element")).expect("a description");
            serde_json::to_string(&(described.target, described.scene)).expect("JSON")
        };
        prop_assert_eq!(bytes(), bytes());
    }
}

/// A node that is mostly well formed and sometimes not.
fn node() -> impl Strategy<Value = SnapshotNode> {
    let tag = prop_oneof![
        Just(Some("div".to_owned())),
        Just(Some("BUTTON".to_owned())),
        Just(Some("a".to_owned())),
        Just(Some("x-y".to_owned())),
        Just(Some("a\u{0}b c".to_owned())),
        Just(None),
    ];
    let text = prop_oneof![4 => Just(None), 1 => any::<String>().prop_map(Some)];
    let attributes = proptest::collection::vec("[a-z=\"]{0,6}", 0..5);
    (-1..20i32, tag, text, attributes, any::<bool>(), any::<bool>()).prop_map(|(p, t, x, a, s, d)| {
        SnapshotNode {
            p,
            s: s && t.is_none() && x.is_none(),
            d: (d && !s && t.is_none() && x.is_none()).then(String::new),
            t,
            x,
            a,
            ..SnapshotNode::default()
        }
    })
}

fn element(p: i32, tag: &str) -> SnapshotNode {
    SnapshotNode { p, t: Some(tag.to_owned()), ..SnapshotNode::default() }
}

fn snapshot_of(nodes: Vec<SnapshotNode>, picked: usize) -> Snapshot {
    Snapshot {
        url: String::new(),
        title: String::new(),
        viewport: [0, 0],
        scroll: [0, 0],
        nodes,
        picked: Some(picked as u32),
        truncated: false,
        product: BTreeMap::new(),
    }
}

#[test]
fn ten_thousand_levels_are_described_without_overflowing_the_stack() {
    let mut nodes: Vec<SnapshotNode> = (0..10_000).map(|index| element(index - 1, "div")).collect();
    nodes.push(element(9_999, "button"));
    let picked = nodes.len() - 1;
    let document = Document::from_snapshot(&snapshot_of(nodes, picked)).expect("a page");
    let described = describe(&document, document.picked().expect("a pick")).expect("a description");
    assert_eq!(described.label, "Button");
    let has = waymark_model::Selector {
        css: "div:has(button)".into(),
        within: Vec::new(),
        text: None,
        alone: false,
    };
    assert_eq!(count(&document, &[has]), Count::NeedsRendering { selector: 0 });
    let located = locate(&described.target, Some(&described.scene), &document);
    assert_eq!(located.nodes, [document.picked().expect("a pick")]);
}

#[test]
fn a_hundred_thousand_siblings_are_described() {
    let html =
        format!("<div>{}</div><footer><button>Buy</button></footer>", "<a href=/x>x</a>".repeat(100_000));
    let document = Document::from_html(&html).expect("a page");
    let last = document.descendant_elements(document.root()).last().expect("an element");
    let described = describe(&document, last).expect("a description");
    assert_eq!(described.label, "Button: Buy");
    assert_eq!(count(&document, &described.target.selectors).nodes(), [last]);
    assert_eq!(locate(&described.target, Some(&described.scene), &document).nodes, [last]);
    let other =
        Document::from_html(&format!("<main>{}", "<a href=/y>y</a>".repeat(100_000))).expect("a page");
    assert_eq!(locate(&described.target, Some(&described.scene), &other).nodes, []);
}

#[test]
fn one_of_many_siblings_alike_is_found_by_its_number() {
    // Not more: a debug build of `selectors` counts every number anew to check its cache.
    let html = format!("<ul>{}</ul>", "<li><a href=/x>x</a>".repeat(1_000));
    let document = Document::from_html(&html).expect("a page");
    let mut links = document.descendant_elements(document.root()).filter(|&node| document.tag(node) == "a");
    let link = links.nth(700).expect("a link");
    let described = describe(&document, link).expect("a description");
    assert_eq!(count(&document, &described.target.selectors).nodes(), [link]);
}

#[test]
fn what_is_too_large_is_refused_with_a_reason() {
    let nodes = (0..250_001).map(|index| element(i32::min(index, 1) - 1, "p")).collect();
    let too_many = Document::from_snapshot(&snapshot_of(nodes, 0)).map(|_| ());
    assert_eq!(too_many, Err(IdentifyError::TooManyNodes { limit: 250_000 }));

    let text = SnapshotNode { p: 0, x: Some("x".repeat(17 << 20)), ..SnapshotNode::default() };
    let too_much = Document::from_snapshot(&snapshot_of(vec![element(-1, "html"), text], 0)).map(|_| ());
    assert!(matches!(too_much, Err(IdentifyError::TooMuchText { .. })));

    let html = "<div>".repeat(10_000);
    let too_deep = Document::from_html(&html).map(|_| ());
    assert_eq!(too_deep, Err(IdentifyError::TooDeep { limit: 3_000 }));
}

#[test]
fn malformed_snapshots_are_refused_with_the_node() {
    let two = SnapshotNode { p: 0, t: Some("p".into()), x: Some("x".into()), ..SnapshotNode::default() };
    let odd = SnapshotNode { p: 0, t: Some("p".into()), a: vec!["id".into()], ..SnapshotNode::default() };
    let shadow = SnapshotNode { p: 0, s: true, ..SnapshotNode::default() };
    for (nodes, node) in [
        (vec![element(0, "html")], 0),
        (vec![element(-1, "html"), element(1, "p")], 1),
        (vec![element(-1, "html"), element(-1, "p")], 1),
        (vec![element(-1, "html"), two], 1),
        (vec![element(-1, "html"), odd], 1),
        (vec![element(-1, "html"), shadow.clone(), shadow], 2),
        (vec![element(-1, "html"), SnapshotNode { p: 0, ..SnapshotNode::default() }], 1),
    ] {
        let refused = Document::from_snapshot(&snapshot_of(nodes, 0)).map(|_| ());
        assert!(
            matches!(refused, Err(IdentifyError::Malformed { node: at, .. }) if at == node),
            "{refused:?}"
        );
    }
    let missing = Document::from_snapshot(&snapshot_of(vec![element(-1, "html")], 7)).map(|_| ());
    assert_eq!(missing, Err(IdentifyError::NotAnElement));
}
