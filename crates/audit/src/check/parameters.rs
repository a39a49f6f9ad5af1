//! Parameters by pointing on one page: which of an event's are read of an element that the page does not have. What an
//! element that is there says is not looked at: only a browser knows what is chosen, or written by a script.

use waymark_identify::{Count, Document, NodeId, count, nearest};
use waymark_model::{Event, Selector, Source};

/// Elements of a set that are asked: a list of thousands says no more than its start.
const ASKED: usize = 20;

/// Names of the event's parameters whose element none of the event's own elements has. Nothing is said of what only a
/// browser can find.
pub(super) fn lost(event: &Event, own: &[NodeId], document: &Document) -> Vec<String> {
    let is_lost = |from: &Source| match from {
        Source::Element { selectors, .. } => is_away(document, own, selectors),
        _ => false,
    };
    let lost = event.parameters.iter().filter(|parameter| is_lost(&parameter.from));
    lost.map(|parameter| parameter.name.clone()).collect()
}

fn is_away(document: &Document, own: &[NodeId], selectors: &[Selector]) -> bool {
    match count(document, selectors) {
        Count::Matched { nodes, .. } => {
            own.iter().take(ASKED).all(|&target| nearest(document, Some(target), &nodes).is_empty())
        }
        Count::Nothing => true,
        Count::NeedsRendering { .. } | Count::Invalid { .. } => false,
    }
}
