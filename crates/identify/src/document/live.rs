//! A document from the picker's snapshot. The snapshot comes from a hostile page: every index, count and size
//! is checked before it is used.

use html5ever::{LocalName, Namespace as NamespaceName, QualName, ns};

use super::tree::{Content, RawElement, Tree};
use super::{Document, MAX_DEPTH, MAX_NODES, NONE, NodeId, RootKind};
use crate::{IdentifyError, Snapshot, SnapshotNode};

/// Longest tag or attribute name in bytes; longer ones are not names.
const MAX_NAME: usize = 256;

impl Document {
    /// The page of a snapshot, with the picked element known where there is one. Fails when the snapshot is not a tree as the
    /// picker reports it or is larger than the limits in [`crate::document`].
    pub fn from_snapshot(snapshot: &Snapshot) -> Result<Self, IdentifyError> {
        if snapshot.nodes.len() > MAX_NODES {
            return Err(IdentifyError::TooManyNodes { limit: MAX_NODES });
        }
        let mut tree = Tree::new(MAX_DEPTH);
        for (index, node) in snapshot.nodes.iter().enumerate() {
            place(&mut tree, index, node)?;
            tree.check()?;
        }
        // Raw node 0 is the document that the snapshot leaves out, so everything is one further.
        let picked = snapshot.picked.map(|picked| picked as usize);
        let is_element = |picked: usize| snapshot.nodes.get(picked).is_some_and(|node| node.t.is_some());
        if !is_element(picked.unwrap_or(0)) {
            return Err(IdentifyError::NotAnElement);
        }
        let (mut document, numbers) = tree.finish(false)?;
        document.picked = picked
            .and_then(|picked| numbers.get(picked + 1))
            .filter(|&&number| number != NONE)
            .map(|&number| NodeId(number));
        document.url.clone_from(&snapshot.url);
        document.title.clone_from(&snapshot.title);
        document.product.clone_from(&snapshot.product);
        Ok(document)
    }
}

/// Adds snapshot node `index` to the tree as raw node `index + 1`.
fn place(tree: &mut Tree, index: usize, node: &SnapshotNode) -> Result<(), IdentifyError> {
    let malformed = |reason| IdentifyError::Malformed { node: index, reason };
    let kinds = [node.t.is_some(), node.x.is_some(), node.s, node.d.is_some()];
    if kinds.iter().filter(|&&is| is).count() != 1 {
        return Err(malformed("it is not exactly one of element, text, shadow root and frame document"));
    }
    let parent = match usize::try_from(node.p) {
        Err(_) if index == 0 && node.t.is_some() => 0,
        Ok(parent) if parent < index => parent as u32 + 1,
        _ => return Err(malformed("its parent does not come before it")),
    };
    let content = if let Some(tag) = &node.t {
        Content::Element(Box::new(element(tree, tag, node).map_err(malformed)?))
    } else if let Some(characters) = &node.x {
        Content::Text(tree.store(characters))
    } else if node.s {
        Content::Root(RootKind::Shadow)
    } else {
        Content::Root(RootKind::Frame)
    };
    let is_inner = matches!(content, Content::Root(_));
    let id = tree.create(content);
    if !is_inner {
        if matches!(tree.node(parent).content, Content::Text(_) | Content::Ignored) {
            return Err(malformed("its parent cannot have children"));
        }
        tree.append(parent, id);
        return Ok(());
    }
    let depth = tree.node(parent).depth;
    tree.node_mut(id).depth = depth;
    let Content::Element(host) = &mut tree.node_mut(parent).content else {
        return Err(malformed("a shadow root or frame document hangs on something that is not an element"));
    };
    let place = if node.s { &mut host.shadow } else { &mut host.frame };
    if *place != NONE {
        return Err(malformed("its host already has one"));
    }
    *place = id;
    Ok(())
}

fn element(tree: &mut Tree, tag: &str, node: &SnapshotNode) -> Result<RawElement, &'static str> {
    if !is_name(tag) {
        return Err("its tag is not a name");
    }
    if !node.a.len().is_multiple_of(2) {
        return Err("an attribute has no value");
    }
    let namespace: NamespaceName = match node.n.as_deref() {
        None => ns!(html),
        Some("svg") => ns!(svg),
        Some(_) => ns!(mathml),
    };
    let tag =
        if namespace == ns!(html) { LocalName::from(tag.to_ascii_lowercase()) } else { LocalName::from(tag) };
    let mut element = RawElement::new(QualName::new(None, namespace, tag));
    element.attributes.reserve(node.a.len() / 2);
    for pair in node.a.chunks_exact(2) {
        if is_name(&pair[0]) {
            let value = tree.store(&pair[1]);
            element.attributes.push((LocalName::from(&*pair[0]), value));
        }
    }
    element.bounds = node.b;
    element.hidden = node.h;
    Ok(element)
}

/// Whether an HTML parser could have produced this as a tag or attribute name.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= MAX_NAME
        && !name.contains(|c: char| c.is_ascii_whitespace() || matches!(c, '\0' | '>' | '/'))
}
