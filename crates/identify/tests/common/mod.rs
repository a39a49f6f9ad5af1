//! Shared by the integration tests: a snapshot as the picker would report it, made from a parsed document.

use std::collections::HashMap;

use waymark_identify::document::{Namespace, RootKind};
use waymark_identify::{Document, NodeId, Snapshot, SnapshotNode};

/// The snapshot of a document with one element picked.
pub fn snapshot(document: &Document, picked: NodeId) -> Snapshot {
    let mut nodes = Vec::new();
    let mut numbers: HashMap<NodeId, i32> = HashMap::new();
    for index in 1..document.len() {
        let Some(id) = document.node(index) else { continue };
        let parent = document.parent(id).or_else(|| document.host(id));
        let p = parent.and_then(|parent| numbers.get(&parent).copied()).unwrap_or(-1);
        let mut node = SnapshotNode { p, ..SnapshotNode::default() };
        match document.root_kind(id) {
            Some(RootKind::Shadow) => node.s = true,
            Some(_) => node.d = Some("about:srcdoc".into()),
            None => match document.characters(id) {
                Some(text) => node.x = Some(text.into()),
                None => {
                    node.t = Some(document.tag(id).into());
                    node.n = match document.namespace(id) {
                        Namespace::Html => None,
                        Namespace::Svg => Some("svg".into()),
                        Namespace::Other => Some("math".into()),
                    };
                    node.a = document
                        .attributes(id)
                        .flat_map(|(name, value)| [name.into(), value.into()])
                        .collect();
                }
            },
        }
        numbers.insert(id, nodes.len() as i32);
        nodes.push(node);
    }
    Snapshot {
        url: document.url().into(),
        title: document.title().into(),
        viewport: [1280, 800],
        scroll: [0, 0],
        nodes,
        picked: numbers[&picked] as u32,
        truncated: false,
    }
}
