//! What this installation did at a target: what it believes to be live there, and what was before. Attempts count as
//! far as they are seen live, so that a crash between going live and writing that down makes nobody a stranger.

use waymark_model::{ShopSlug, TargetId};
use waymark_store::{PublicationKind, Revision};

use super::errand::Look;
use super::order::Order;
use crate::error::AppError;
use crate::state::App;

/// Revisions of a target as they lay on each other: the last is the one that went live last from here. Going back takes
/// off what lay above.
#[derive(Debug, Default)]
pub(super) struct History {
    stack: Vec<Revision>,
}

impl History {
    fn goes_live(&mut self, revision: &Revision) {
        match self.stack.iter().rposition(|known| known.id == revision.id) {
            Some(at) => self.stack.truncate(at + 1),
            None => self.stack.push(revision.clone()),
        }
    }

    /// What was published from here last.
    pub fn last(&self) -> Option<&Revision> {
        self.stack.last()
    }

    /// What is live is what was published from here last.
    pub fn owns(&self, live: &str) -> bool {
        self.last().is_some_and(|last| last.revision == live)
    }

    /// What to go back to: what lay below what is live; where that is a stranger's, what was ours last.
    pub fn before(&self, live: Option<&str>) -> Option<&Revision> {
        let is_ours = live.is_some_and(|live| self.owns(live));
        self.stack.iter().rev().nth(usize::from(is_ours))
    }
}

impl App {
    /// What was done at a target, in the light of what is live there. `known` are the shop's revisions.
    pub(super) fn history(
        &self,
        shop: &ShopSlug,
        target: &TargetId,
        live: Option<&str>,
        known: &[Revision],
    ) -> Result<History, AppError> {
        let published = self.store.publications(shop)?;
        let mut history = History::default();
        let mut attempts: Vec<&Revision> = Vec::new();
        for each in published.iter().rev().filter(|each| each.target == *target) {
            let Some(revision) = known.iter().find(|known| known.id == each.revision) else { continue };
            if each.kind == PublicationKind::Attempt {
                attempts.push(revision);
            } else {
                attempts.clear();
                history.goes_live(revision);
            }
        }
        if let Some(seen) = attempts.iter().rev().find(|attempt| live == Some(attempt.revision.as_str())) {
            history.goes_live(seen);
        }
        Ok(history)
    }

    /// The revision that an order replaces, or taking out takes away, `None` for nothing. What somebody else made live is only replaced by who
    /// names it, having seen it; naming what is not live replaces nothing.
    pub fn replaces(
        &self,
        shop: &ShopSlug,
        look: &Look,
        order: Option<&Order>,
        over: Option<&str>,
    ) -> Result<Option<String>, AppError> {
        let live = look.live.as_ref().map(|live| live.revision.as_str());
        let history = self.history(shop, &look.target.id, live, &self.store.revisions(shop)?)?;
        let is_fine = match (live, over) {
            (live, Some(over)) => live == Some(over),
            (None, None) => true,
            (Some(live), None) => {
                history.owns(live) || order.is_some_and(|order| live == order.release.revision)
            }
        };
        match &look.live {
            _ if is_fine => Ok(live.map(str::to_owned)),
            Some(live) if live.is_foreign() => Err(AppError::NotWaymarks),
            _ => Err(AppError::NotOurs { revision: live.unwrap_or_default().to_owned() }),
        }
    }

    /// The revision that a target goes back to without being told which.
    pub fn revision_before(&self, shop: &ShopSlug, look: &Look) -> Result<String, AppError> {
        let live = look.live.as_ref().map(|live| live.revision.as_str());
        let history = self.history(shop, &look.target.id, live, &self.store.revisions(shop)?)?;
        let before = history.before(live).map(|revision| revision.id.clone());
        before.ok_or_else(|| AppError::NothingBefore { target: look.target.name.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision(marker: &str) -> Revision {
        Revision { id: marker.into(), revision: marker.into(), number: 1, made_at: 0, events: 1 }
    }

    fn after(markers: &[&str]) -> History {
        let mut history = History::default();
        for marker in markers {
            history.goes_live(&revision(marker));
        }
        history
    }

    fn before(history: &History, live: &str) -> Option<String> {
        history.before(Some(live)).map(|revision| revision.revision.clone())
    }

    #[test]
    fn going_back_again_goes_further_back() {
        assert_eq!(before(&after(&["a", "b", "c"]), "c").as_deref(), Some("b"));
        assert_eq!(before(&after(&["a", "b", "c", "b"]), "b").as_deref(), Some("a"));
        assert_eq!(before(&after(&["a", "b", "c", "b", "a"]), "a"), None);
        assert_eq!(before(&after(&["a", "b", "a", "c"]), "c").as_deref(), Some("a"));
    }

    #[test]
    fn from_what_is_a_strangers_it_goes_to_what_was_ours() {
        let history = after(&["a", "b"]);
        assert!(history.owns("b") && !history.owns("a") && !history.owns("x"));
        assert_eq!(before(&history, "x").as_deref(), Some("b"));
    }
}
