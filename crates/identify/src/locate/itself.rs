//! An element that is what it was, where its rule says, needs no search: most elements on most pages. Everything that can
//! be known of it without comparing the rest of the page is compared, and has to be the same.

use waymark_model::Fingerprint;

use super::comparison::Comparison;
use super::pages::NewPage;
use crate::document::NodeId;
use crate::rule::{Answers, Matches};

/// How an element is known to be the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Itself {
    /// Nothing about it has changed, and nothing around it.
    Unchanged,
    /// Nothing about it has changed, every selector that matches anything matches it alone, it stands in the same parts of
    /// the page, and nothing else on either page is like it. The words around it may be others: it is the next product's
    /// page.
    Alone,
}

impl Comparison<'_> {
    /// Whether an element that the rule matches is surely the one with this fingerprint.
    pub(super) fn itself(
        &self,
        fingerprint: &Fingerprint,
        node: NodeId,
        matches: &dyn Answers,
    ) -> Option<Itself> {
        self.new.itself(fingerprint, node, matches, || self.old.is_alone(fingerprint))
    }
}

impl NewPage<'_> {
    /// Whether an element that the rule matches is surely the one with this fingerprint. `was_alone` says that nothing
    /// else was like it on the page that the fingerprint is of.
    pub(super) fn itself(
        &self,
        fingerprint: &Fingerprint,
        node: NodeId,
        matches: &dyn Answers,
        was_alone: impl FnOnce() -> bool,
    ) -> Option<Itself> {
        let page = &self.page;
        let own = page.own(node);
        if !is_same(fingerprint, &own) {
            return None;
        }
        let now = page.around(node, own);
        if now.ancestors != fingerprint.ancestors || now.item != fingerprint.item {
            return None;
        }
        let is_around = now.heading == fingerprint.heading
            && now.neighbours == fingerprint.neighbours
            && now.index == fingerprint.index;
        if is_around {
            return Some(Itself::Unchanged);
        }
        (is_agreed(matches, node) && was_alone() && page.is_alone(node)).then_some(Itself::Alone)
    }
}

/// Every selector that matches anything matches this element alone.
pub(super) fn is_agreed(matches: &dyn Answers, node: NodeId) -> bool {
    matches.iter().all(|each| match each {
        Matches::Nodes(nodes) => nodes.is_empty() || *nodes == [node],
        Matches::NeedsRendering => true,
    })
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
