//! The changed page as text, and where the tracked elements are in it. The text is parsed again with marks on the
//! tracked elements, so that whatever the parser repairs is part of the truth; the marks are then taken out again.

use std::collections::HashMap;

use ego_tree::NodeId;
use waymark_identify::selectors::path;
use waymark_identify::{Document, NodeId as ParsedId};

use super::{Mutated, Page};
use crate::error::{Error, Result};

/// Marks tracked elements between writing and reading.
const MARK: &str = "data-drift-mark";

pub(super) fn read_back(mut page: Page) -> Result<Mutated> {
    let mut marks: HashMap<NodeId, usize> = HashMap::new();
    for node in page.tracked().concat() {
        if page.is_attached(node) {
            let next = marks.len();
            let mark = *marks.entry(node).or_insert(next);
            page.set(node, MARK, &mark.to_string());
        }
    }
    let marked = page.html.html();
    let document = Document::from_html(&marked).map_err(Error::Unreadable)?;
    let found = marked_elements(&document, marks.len())?;
    let truth = page.tracked().iter().map(|nodes| {
        let left = nodes.iter().filter_map(|node| marks.get(node));
        let paths: Vec<String> = left.map(|&mark| path(&document, found[mark])).collect();
        (!paths.is_empty()).then_some(paths)
    });
    Ok(Mutated { html: unmarked(&marked), truth: truth.collect() })
}

/// Each marked element once, by its mark: the parser must neither have dropped nor doubled it.
fn marked_elements(document: &Document, count: usize) -> Result<Vec<ParsedId>> {
    let mut found: Vec<Option<ParsedId>> = vec![None; count];
    for node in document.descendant_elements(document.root()) {
        if let Some(mark) = document.attribute(node, MARK) {
            let place = mark.parse().ok().and_then(|mark: usize| found.get_mut(mark));
            match place {
                Some(place @ None) => *place = Some(node),
                _ => return Err(Error::Repaired),
            }
        }
    }
    found.into_iter().collect::<Option<Vec<_>>>().ok_or(Error::Repaired)
}

fn unmarked(html: &str) -> String {
    let start = format!(" {MARK}=\"");
    let mut pieces = html.split(start.as_str());
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(piece.split_once('"').map_or(piece, |(_, after)| after));
    }
    text
}
