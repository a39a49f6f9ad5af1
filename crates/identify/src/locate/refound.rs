//! An element that was found again on one page, looked for on other pages of its type. It is known there only by the
//! proof by which an element is known that never moved; whether its find can be trusted is decided elsewhere.

use waymark_model::Target;

use super::counted;
use super::itself::is_agreed;
use super::pages::NewPage;
use crate::document::NodeId;
use crate::rule::Answers;
use crate::rules::RulesOn;

/// An element as it is on the page that it was found again on.
#[derive(Clone, Debug)]
pub struct Refound {
    target: Target,
    was_alone: bool,
}

impl NewPage<'_> {
    /// An element of this page, to be looked for on others; `target` is what finds it here.
    #[must_use]
    pub fn refound(&self, node: NodeId, target: Target) -> Refound {
        Refound { was_alone: self.read().is_alone(node), target }
    }
}

impl Refound {
    /// What finds it.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The element itself on another page; nothing unless that is certain, nor where it cannot be seen. `rule` is the number of its rule.
    #[must_use]
    pub fn on(&self, page: &NewPage<'_>, rules: &RulesOn<'_>, rule: usize) -> Option<NodeId> {
        let matches: &dyn Answers = &rules.rule(rule);
        let Some(&[node]) = counted(matches) else { return None };
        let fingerprint = self.target.fingerprint.as_ref()?;
        let is_itself = !page.document.is_hidden(node)
            && is_agreed(matches, node)
            && page.itself(fingerprint, node, matches, || self.was_alone).is_some();
        is_itself.then_some(node)
    }
}
