//! What the catalogue proposes for a page: for each entry that belongs there the elements that it is about, or nothing.

use waymark_identify::NodeId;
use waymark_model::Trigger;

use crate::detect;
use crate::entry::{Elements, Entry, entries};
use crate::page::Page;

/// Below this nothing is proposed.
pub const LEAST_CONFIDENCE: f32 = 0.6;

/// An entry of the catalogue and where it is on the page.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What there is to measure.
    pub entry: &'static Entry,
    /// The elements, in document order; never empty, and one unless the entry is about several.
    pub nodes: Vec<NodeId>,
    /// What should make it fire here; mostly the entry's own.
    pub trigger: Trigger,
    /// How sure this is, 0 to 1.
    pub confidence: f32,
    /// Why these, in plain words: the end of a sentence that begins with "It".
    pub reason: String,
}

/// What is proposed for a page of this type, in the order of the catalogue. An empty type is a page that no rule knows;
/// only what may be on any page is looked for there.
#[must_use]
pub fn suggestions(page: &Page<'_>, page_type: &str) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = entries()
        .iter()
        .filter(|entry| entry.belongs_on(page_type) && entry.elements != Elements::Page)
        .filter_map(|entry| propose(page, entry))
        .collect();
    // One element is one thing: whoever is surer has it.
    let taken = found.clone();
    found.retain(|own| {
        let is_surer = |other: &Suggestion| {
            other.entry.id != own.entry.id
                && [own, other].iter().all(|it| it.entry.elements == Elements::One)
                && other.nodes == own.nodes
                && other.confidence > own.confidence
        };
        !taken.iter().any(is_surer)
    });
    found
}

fn propose(page: &Page<'_>, entry: &'static Entry) -> Option<Suggestion> {
    let found = detect::find(&entry.id, page)?;
    (found.confidence >= LEAST_CONFIDENCE && !found.nodes.is_empty()).then(|| Suggestion {
        entry,
        nodes: found.nodes,
        trigger: found.trigger.unwrap_or_else(|| entry.trigger.clone()),
        confidence: found.confidence,
        reason: found.reason,
    })
}
