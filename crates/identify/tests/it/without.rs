//! A page with nodes taken out is the page that a parser would have made of the source without them.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use waymark_identify::{Document, NodeId};

use crate::common;

/// Everything a walk can see of a page.
fn outline(document: &Document) -> Vec<String> {
    (0..document.len())
        .filter_map(|index| document.node(index))
        .map(|node| {
            let number = |node: Option<NodeId>| node.map(NodeId::index);
            format!(
                "{} {:?} {:?} {:?} root {} parent {:?} host {:?} previous {:?} next {:?} last {:?} shadow {:?} frame {:?}",
                document.tag(node),
                document.attributes(node).collect::<Vec<_>>(),
                document.characters(node),
                document.root_kind(node),
                document.root_of(node).index(),
                number(document.parent(node)),
                number(document.host(node)),
                number(document.previous_sibling(node)),
                number(document.next_sibling(node)),
                number(document.descendants(node).next_back()),
                number(document.shadow_root(node)),
                number(document.frame_document(node)),
            )
        })
        .collect()
}

fn by_id(document: &Document, id: &str) -> NodeId {
    document.roots().find_map(|root| document.by_id(root, id)).expect("an element of this id")
}

#[test]
fn siblings_close_the_gap() {
    let page = common::with_frames("<ul><li id=a>A</li><li id=b><b>B</b></li><li id=c>C</li></ul>");
    let without = common::with_frames("<ul><li id=a>A</li><li id=c>C</li></ul>");
    let (left, numbers) = page.without_numbered(&[by_id(&page, "b")]);
    assert_eq!(outline(&left), outline(&without));
    assert_eq!(numbers[by_id(&page, "c").index()], Some(by_id(&left, "c")));
    assert_eq!(numbers[by_id(&page, "b").index()], None);
    assert_eq!(left.depth(), without.depth());
}

#[test]
fn shadow_roots_and_frames_go_with_their_hosts() {
    let shadow = |id, text| {
        format!("<x-card id={id}><template shadowrootmode=open><i id=in-{id}>{text}</i></template></x-card>")
    };
    let frame = "<iframe id=frame srcdoc='<p id=framed><b id=bold>F</b></p>'></iframe>";
    let page = common::with_frames(&[&*shadow("a", "A"), frame, &shadow("b", "B")].concat());
    let one = common::with_frames(&[frame, &shadow("b", "B")].concat());
    assert_eq!(outline(&page.without(&[by_id(&page, "a")])), outline(&one));
    let both = page.without(&[by_id(&page, "frame"), by_id(&page, "a")]);
    assert_eq!(outline(&both), outline(&common::with_frames(&shadow("b", "B"))));
    let within = page.without(&[by_id(&page, "bold"), by_id(&page, "in-a")]);
    assert!(within.frame_document(by_id(&within, "frame")).is_some());
    assert!(within.shadow_root(by_id(&within, "a")).is_some_and(|root| within.first_child(root).is_none()));
}

#[test]
fn roots_stay() {
    let page = common::with_frames("<p id=a>A</p>");
    assert_eq!(outline(&page.without(&[page.root()])), outline(&page));
    assert_eq!(outline(&page.without(&[])), outline(&page));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Taking out one after the other is taking out both, whichever contains the other.
    #[test]
    fn the_order_does_not_matter(first in 0..40usize, second in 0..40usize) {
        let page = common::with_frames(
            "<main><x-a><template shadowrootmode=open><p>1<b>2</b>3</p><x-b><template shadowrootmode=open>\
             <i>4</i></template></x-b></template><u>5</u></x-a><iframe srcdoc='<p>6<b>7</b></p>'></iframe>\
             <ul><li>8<li>9<li><a>10</a></ul></main>",
        );
        let nodes: Vec<_> =
            [first, second].into_iter().filter_map(|index| page.node(index % page.len())).collect();
        let (once, numbers) = page.without_numbered(&nodes[..1]);
        let rest: Vec<_> = numbers[nodes[1].index()].into_iter().collect();
        prop_assert_eq!(outline(&once.without(&rest)), outline(&page.without(&nodes)));
    }
}
