//! Shared by the integration tests: snapshots as the picker would report them, made from parsed documents.
#![allow(dead_code, reason = "every test binary uses a part of it")]
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, HashMap};

use waymark_identify::document::{Namespace, RootKind};
use waymark_identify::{Document, NodeId, Snapshot, SnapshotNode};

/// The snapshot of a document with one element picked.
pub fn snapshot(document: &Document, picked: NodeId) -> Snapshot {
    let mut nodes = Vec::new();
    let numbers = append(document, &mut nodes, -1);
    of_nodes(nodes, numbers[&picked] as u32)
}

/// The page of an HTML text, the documents of its `srcdoc` frames included.
pub fn with_frames(html: &str) -> Document {
    let mut nodes = Vec::new();
    let document = Document::from_html(html).expect("a page");
    append(&document, &mut nodes, -1);
    let mut next = 0;
    while next < nodes.len() {
        let srcdoc = nodes[next].a.chunks(2).find(|pair| pair[0] == "srcdoc").map(|pair| pair[1].clone());
        if let Some(srcdoc) = srcdoc {
            let frame =
                SnapshotNode { p: number(next), d: Some("about:srcdoc".into()), ..SnapshotNode::default() };
            nodes.push(frame);
            let parent = number(nodes.len() - 1);
            append(&Document::from_html(&srcdoc).expect("a page"), &mut nodes, parent);
        }
        next += 1;
    }
    Document::from_snapshot(&of_nodes(nodes, 0)).expect("a page")
}

fn of_nodes(nodes: Vec<SnapshotNode>, picked: u32) -> Snapshot {
    let picked = Some(picked);
    Snapshot {
        url: "https://shop.example/".into(),
        title: String::new(),
        viewport: [1280, 800],
        scroll: [0, 0],
        nodes,
        picked,
        truncated: false,
        product: BTreeMap::new(),
    }
}

/// Adds the nodes of a document below `parent`; tells where each went.
fn append(document: &Document, nodes: &mut Vec<SnapshotNode>, parent: i32) -> HashMap<NodeId, i32> {
    let mut numbers = HashMap::from([(document.root(), parent)]);
    for index in 1..document.len() {
        let id = document.node(index).expect("a node");
        let above = document.parent(id).or_else(|| document.host(id)).expect("a parent");
        let mut node = SnapshotNode { p: numbers[&above], ..SnapshotNode::default() };
        match (document.root_kind(id), document.characters(id)) {
            (Some(RootKind::Shadow), _) => node.s = true,
            (Some(_), _) => node.d = Some("about:srcdoc".into()),
            (None, Some(text)) => node.x = Some(text.into()),
            (None, None) => {
                node.t = Some(document.tag(id).into());
                node.n = match document.namespace(id) {
                    Namespace::Html => None,
                    Namespace::Svg => Some("svg".into()),
                    Namespace::Other => Some("math".into()),
                };
                node.a =
                    document.attributes(id).flat_map(|(name, value)| [name.into(), value.into()]).collect();
            }
        }
        numbers.insert(id, number(nodes.len()));
        nodes.push(node);
    }
    numbers
}

fn number(index: usize) -> i32 {
    i32::try_from(index).expect("fewer nodes than that")
}
