//! An element that is what it was, where its rule says, needs no search: most elements on most pages. Everything that can
//! be known of it without looking at the rest of the page is compared, and has to be the same.

use waymark_model::Fingerprint;

use super::comparison::Comparison;
use super::votes;
use crate::document::NodeId;
use crate::rule::Matches;

/// How an element is known to be the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Itself {
    /// Nothing about it has changed, and nothing around it.
    Unchanged,
    /// Nothing about it has changed, every rule that matches anything matches it alone, and nothing else on the old
    /// page was like it. What is around it may have changed: it is the next product's page.
    Alone,
}

impl Comparison<'_> {
    /// Whether an element that the rule matches is surely the one with this fingerprint.
    pub(super) fn itself(
        &self,
        fingerprint: &Fingerprint,
        node: NodeId,
        matches: &[Matches],
    ) -> Option<Itself> {
        if !is_same(fingerprint, &self.new.page.own(node)) {
            return None;
        }
        let (_, against) = votes(matches, node);
        if against == 0.0 && self.old.is_alone(fingerprint) {
            return Some(Itself::Alone);
        }
        let now = self.new.page.fingerprint(node);
        let is_around = now.heading == fingerprint.heading
            && now.item == fingerprint.item
            && now.ancestors == fingerprint.ancestors
            && now.neighbours == fingerprint.neighbours
            && now.index == fingerprint.index;
        is_around.then_some(Itself::Unchanged)
    }
}

/// The same as far as the element itself and what holds it say.
fn is_same(old: &Fingerprint, new: &Fingerprint) -> bool {
    old.tag == new.tag
        && old.role == new.role
        && old.name == new.name
        && old.text == new.text
        && old.attributes == new.attributes
        && old.classes == new.classes
        && old.form == new.form
        && old.link == new.link
        && old.landmarks == new.landmarks
        && old.group == new.group
        && old.inside == new.inside
        && old.within == new.within
}
