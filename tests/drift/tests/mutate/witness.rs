//! A second opinion on the truth: an attribute that no mutation knows is put on the tracked elements beforehand. What
//! has it afterwards is the element, or a copy of it.

use scraper::{Html, Node, Selector, StrTendril};
use waymark_drift::corpus::matches;
use waymark_drift::mutate::{Mutated, Recipe, Tracked, mutate};
use waymark_identify::{Document, NodeId};

const WITNESS: &str = "witness";

/// A page after a recipe, parsed, with the truth as nodes.
pub struct Outcome {
    pub mutated: Mutated,
    pub page: Document,
    /// Nodes of the truth, empty where an element is gone.
    pub truth: Vec<Vec<NodeId>>,
    /// Nodes with the witness of each tracked element, copies included.
    pub witnessed: Vec<Vec<NodeId>>,
}

pub fn outcome(html: &str, tracked: &[Tracked], recipe: &Recipe, seed: u64) -> Outcome {
    let mutated = mutate(&with_witnesses(html, tracked), tracked, recipe, seed)
        .unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    let page = Document::from_html(&mutated.html).unwrap();
    let truth = mutated.truth.iter().map(|paths| {
        let paths = paths.as_deref().unwrap_or_default();
        let mut nodes: Vec<NodeId> = paths
            .iter()
            .map(|path| match matches(&page, path)[..] {
                [node] => node,
                _ => panic!("{path} does not match exactly one element"),
            })
            .collect();
        nodes.sort_unstable();
        nodes
    });
    let truth = truth.collect();
    let witnessed =
        (0..tracked.len()).map(|one| matches(&page, &format!("[{WITNESS}~=\"n{one}\"]"))).collect();
    Outcome { mutated, page, truth, witnessed }
}

fn with_witnesses(html: &str, tracked: &[Tracked]) -> String {
    let mut page = Html::parse_document(html);
    for (number, one) in tracked.iter().enumerate() {
        let selector = Selector::parse(&one.css).unwrap();
        let nodes: Vec<_> = page.select(&selector).map(|element| element.id()).collect();
        for node in nodes {
            let mut node = page.tree.get_mut(node).unwrap();
            let Node::Element(element) = node.value() else { continue };
            let before = element.attr(WITNESS).unwrap_or_default().to_owned();
            let value = StrTendril::from(format!("{before} n{number}"));
            element.attrs.retain(|(name, _)| &*name.local != WITNESS);
            let name = html5ever::QualName::new(None, html5ever::ns!(), WITNESS.into());
            element.attrs.push((name, value));
            element.attrs.sort_by(|left, right| left.0.cmp(&right.0));
        }
    }
    page.html()
}
