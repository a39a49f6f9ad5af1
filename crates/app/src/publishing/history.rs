//! What was live at a target, from here and as others left it, and what was before. Attempts count as far as they are
//! seen live, so that a crash between going live and writing that down makes nobody a stranger.

use waymark_model::{Place, ShopSlug, TargetId};
use waymark_store::{PublicationKind, Revision};

use super::errand::Look;
use super::live::LiveRevision;
use super::order::Order;
use crate::error::AppError;
use crate::state::App;
use crate::view::LiveId;

/// Revisions of a target as they lay on each other: the last is the one that is known to have gone live last. Going back
/// takes off what lay above; what others made live lies on top, also where it lay there before.
#[derive(Debug, Default)]
pub(super) struct History {
    stack: Vec<Laid>,
}

#[derive(Debug)]
struct Laid {
    revision: Revision,
    is_ours: bool,
}

impl History {
    fn goes_live(&mut self, revision: &Revision) {
        match self.stack.iter().rposition(|known| known.revision.id == revision.id) {
            Some(at) => {
                self.stack.truncate(at + 1);
                self.stack[at].is_ours = true;
            }
            None => self.stack.push(Laid { revision: revision.clone(), is_ours: true }),
        }
    }

    fn was_seen(&mut self, revision: &Revision) {
        if self.last().is_none_or(|last| last.id != revision.id) {
            self.stack.push(Laid { revision: revision.clone(), is_ours: false });
        }
    }

    /// What was live last, by whomever.
    pub fn last(&self) -> Option<&Revision> {
        self.stack.last().map(|laid| &laid.revision)
    }

    /// What was published from here last.
    pub fn last_ours(&self) -> Option<&Revision> {
        self.stack.iter().rev().find(|laid| laid.is_ours).map(|laid| &laid.revision)
    }

    /// What is live, by its id, is what was published from here, and nothing by others since.
    pub fn owns(&self, live: Option<&str>) -> bool {
        self.stack.last().is_some_and(|last| last.is_ours && live == Some(last.revision.id.as_str()))
    }

    /// What is live last is others', and does not lie on the revision of this id.
    pub fn is_theirs_over_other(&self, below: &str) -> bool {
        let mut down = self.stack.iter().rev();
        down.next().is_some_and(|top| !top.is_ours && top.revision.id != below)
            && down.next().is_none_or(|next| next.revision.id != below)
    }

    /// What to go back to: what lay below what is live; where that is not known, what was live last of what is.
    pub fn before(&self, live: Option<&str>) -> Option<&Revision> {
        let is_on_top = live.is_some() && self.last().map(|last| last.id.as_str()) == live;
        self.stack.iter().rev().nth(usize::from(is_on_top)).map(|laid| &laid.revision)
    }
}

impl App {
    /// What was done at a target, in the light of what is live there, by its id. `known` are the shop's revisions.
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
                continue;
            }
            attempts.clear();
            if each.kind == PublicationKind::Seen {
                history.was_seen(revision);
            } else {
                history.goes_live(revision);
            }
        }
        if let Some(seen) = attempts.iter().rev().find(|attempt| live == Some(attempt.id.as_str())) {
            history.goes_live(seen);
        }
        Ok(history)
    }

    /// The revision that an order replaces, or taking out takes away, `None` for nothing. What somebody else made live
    /// is only replaced by who names it, having seen it; naming what is not live replaces nothing.
    pub fn replaces(
        &self,
        shop: &ShopSlug,
        look: &Look,
        order: Option<&Order>,
        over: Option<&str>,
    ) -> Result<Option<LiveId>, AppError> {
        let known = self.store.revisions(shop)?;
        let here = self.live_here(shop, look, &known)?;
        let history = self.history(shop, &look.target.id, here, &known)?;
        let is_fine = match (&look.live, over) {
            (live, Some(over)) => live.as_ref().is_some_and(|live| live.revision == over),
            (None, None) => true,
            (Some(live), None) => history.owns(here) || order.is_some_and(|order| live.has(&order.release)),
        };
        match &look.live {
            live if is_fine => Ok(live.as_ref().map(LiveRevision::id)),
            Some(live) if live.is_foreign() => Err(AppError::NotWaymarks),
            live => {
                let live = live.as_ref().map(|live| live.revision.clone());
                Err(match (over, live) {
                    (None, Some(revision)) => AppError::NotOurs { revision },
                    (over, live) => {
                        AppError::NotThatLive { named: over.unwrap_or_default().to_owned(), live }
                    }
                })
            }
        }
    }

    /// The revision that a target goes back to without being told which, by its id.
    pub fn revision_before(&self, shop: &ShopSlug, look: &Look) -> Result<String, AppError> {
        let known = self.store.revisions(shop)?;
        let here = self.live_here(shop, look, &known)?;
        let history = self.history(shop, &look.target.id, here, &known)?;
        let before = history.before(here).map(|revision| revision.id.clone());
        before.ok_or_else(|| AppError::NothingBefore {
            target: look.target.name.clone(),
            lost: look.found.before.as_ref().and_then(|find| find.is.as_ref().err().copied()),
            is_theme: matches!(look.target.place, Place::Theme { .. }),
        })
    }

    /// Id of what is live, if it is here.
    fn live_here<'a>(
        &self,
        shop: &ShopSlug,
        look: &Look,
        known: &'a [Revision],
    ) -> Result<Option<&'a str>, AppError> {
        let Some(live) = &look.live else { return Ok(None) };
        Ok(self.known_as(shop, live, known)?.map(|known| known.id.as_str()))
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
        assert!(history.owns(Some("b")) && !history.owns(Some("a")) && !history.owns(None));
        assert_eq!(before(&history, "x").as_deref(), Some("b"));
    }

    #[test]
    fn what_others_made_live_lies_on_top_until_somebody_goes_back() {
        let mut history = after(&["a", "b"]);
        history.was_seen(&revision("x"));
        history.was_seen(&revision("x"));
        assert!(!history.owns(Some("x")));
        assert_eq!(before(&history, "x").as_deref(), Some("b"));
        assert_eq!(history.last_ours().map(|ours| ours.id.as_str()), Some("b"));
        // Published over, and undone.
        history.goes_live(&revision("c"));
        assert_eq!(before(&history, "c").as_deref(), Some("x"));
        history.goes_live(&revision("x"));
        assert!(history.owns(Some("x")), "it was put there from here");
        assert_eq!(before(&history, "x").as_deref(), Some("b"));
        // They put back what was ours: before that there was theirs.
        history.was_seen(&revision("a"));
        assert_eq!(before(&history, "a").as_deref(), Some("x"));
        history.goes_live(&revision("x"));
        assert_eq!(before(&history, "x").as_deref(), Some("b"));
    }
}
