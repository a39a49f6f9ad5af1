//! What is to go live: the plan as it is now, or an earlier revision.

use chrono::{DateTime, SecondsFormat};
use waymark_compile::{Release, compile};
use waymark_model::{Millis, ShopSlug, TargetId};
use waymark_publish::Stamp;
use waymark_store::{NewRevision, Publication, PublicationKind, Revision};

use super::errand::Done;
use super::known::{id_of, name_of};
use crate::error::AppError;
use crate::plans::refuse_errors;
use crate::state::App;
use crate::view::ReleaseId;

/// Setting with the name that publications are signed with.
const AUTHOR: &str = "author";
/// Variable with that name, for schedules and containers, which know no user.
const AUTHOR_VARIABLE: &str = "WAYMARK_AUTHOR";

/// A release that is to go live, and who wants that.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// What.
    pub release: Release,
    pub(super) stamp: Stamp,
    /// Of an earlier revision.
    number: Option<u32>,
    events: u32,
    at: Millis,
}

impl Order {
    /// Its number as well, if it is an earlier revision: a marker may be that of two.
    #[must_use]
    pub fn name(&self) -> String {
        let marker = &self.release.revision;
        self.number.map_or_else(|| marker.clone(), |number| format!("{number} ({marker})"))
    }

    /// It has no events.
    pub(super) fn is_empty(&self) -> bool {
        self.events == 0
    }
}

impl App {
    /// The plan as it is now, as an order. Refuses a plan that breaks a rule.
    pub fn order(&self, shop: &ShopSlug) -> Result<Order, AppError> {
        let plan = self.plan_of(shop)?;
        refuse_errors(&plan)?;
        let compiled = compile(&plan)?;
        let events = compiled.config.events.len() as u32;
        self.order_of(compiled.release()?, events, None)
    }

    /// The plan as it is now, if it still is what was reviewed.
    pub fn order_reviewed(&self, shop: &ShopSlug, reviewed: &ReleaseId) -> Result<Order, AppError> {
        let order = self.order(shop)?;
        if name_of(&order.release) == *reviewed { Ok(order) } else { Err(AppError::PlanChanged) }
    }

    /// An earlier revision, as an order: by its id, its marker or its number.
    pub fn order_back(&self, shop: &ShopSlug, revision: &str) -> Result<Order, AppError> {
        let known = self.store.revisions(shop)?;
        let is_it = |known: &&Revision| known.id == revision || known.number.to_string() == revision;
        let wanted = match known.iter().find(is_it) {
            Some(wanted) => wanted,
            None => only_one(&known, revision)?,
        };
        let release = self.release(shop, &wanted.id)?;
        self.order_of(release, wanted.events, Some(wanted.number))
    }

    /// Writes down that an order is about to be sent, so that it is known should nothing be written after.
    pub fn sending(&mut self, shop: &ShopSlug, order: &Order, target: &TargetId) -> Result<(), AppError> {
        let document = serde_json::to_string(&order.release).map_err(AppError::Json)?;
        let new = NewRevision {
            id: &id_of(&order.release),
            revision: &order.release.revision,
            events: order.events,
            document: &document,
        };
        self.store.keep_revision(shop, &new, order.at)?;
        self.record(shop, order, target, PublicationKind::Attempt)
    }

    /// The number of an order's release; `None` until it is sent.
    pub(super) fn number_of(&self, shop: &ShopSlug, order: &Order) -> Result<Option<u32>, AppError> {
        let id = id_of(&order.release);
        Ok(self.store.revisions(shop)?.into_iter().find(|known| known.id == id).map(|known| known.number))
    }

    /// Writes down what went live. To be called for whatever [`Errand::publish`] did. That it is live stays true where this
    /// fails: then it is [`AppError::NotWrittenDown`], and the next look at the place writes it down.
    pub fn went_live(&mut self, shop: &ShopSlug, order: &Order, done: &Done) -> Result<(), AppError> {
        let written = self.write_down(shop, order, done);
        if let Ok(count) = self.written_down(shop, &done.target.id) {
            done.noted.note(count);
        }
        written.map_err(|cause| AppError::NotWrittenDown {
            revision: order.release.revision.clone(),
            target: done.target.name.clone(),
            unseen_in: done.unseen_in.clone(),
            cause: Box::new(cause),
        })
    }

    fn write_down(&mut self, shop: &ShopSlug, order: &Order, done: &Done) -> Result<(), AppError> {
        self.keep_unseen(shop, &done.target.id, done.unseen_in.as_deref())?;
        let kind = if order.number.is_some() { PublicationKind::RollBack } else { PublicationKind::Publish };
        let last = self.store.publications(shop)?;
        let last =
            last.iter().find(|each| each.target == done.target.id && each.kind != PublicationKind::Attempt);
        // What others made live is not from here until it is said so.
        let last = last.filter(|last| last.kind != PublicationKind::Seen);
        // What was live already is no news, unless this installation did not know; nor what a look has written down since.
        let is_known = |last: &Publication| {
            last.revision == id_of(&order.release) && (!done.moved || last.at == order.at)
        };
        if !last.is_some_and(is_known) {
            self.record(shop, order, &done.target.id, kind)?;
        }
        self.keep_gone(shop, &done.target.id, false).map(drop)
    }

    fn record(
        &mut self,
        shop: &ShopSlug,
        order: &Order,
        target: &TargetId,
        kind: PublicationKind,
    ) -> Result<(), AppError> {
        let publication = Publication {
            target: target.clone(),
            revision: id_of(&order.release),
            kind,
            author: order.stamp.by.clone(),
            at: order.at,
        };
        Ok(self.store.record_publication(shop, &publication)?)
    }

    /// The name that publications are signed with.
    pub fn author(&self) -> Result<String, AppError> {
        let of_variable = |name: &str| std::env::var(name).ok().filter(|name| !name.trim().is_empty());
        let set = self.store.setting(AUTHOR)?.filter(|name| !name.trim().is_empty());
        let of_system = || ["USER", "USERNAME"].into_iter().find_map(of_variable);
        Ok(of_variable(AUTHOR_VARIABLE).or(set).or_else(of_system).unwrap_or_else(|| "Waymark".to_owned()))
    }

    /// Sets the name that publications are signed with.
    pub fn set_author(&mut self, name: &str) -> Result<(), AppError> {
        Ok(self.store.set_setting(AUTHOR, name.trim())?)
    }

    pub(crate) fn release(&self, shop: &ShopSlug, id: &str) -> Result<Release, AppError> {
        let document = self.store.release_document(shop, id)?;
        let document = document.ok_or_else(|| AppError::NoRevision(id.to_owned()))?;
        serde_json::from_str(&document).map_err(AppError::Json)
    }

    fn order_of(&self, release: Release, events: u32, number: Option<u32>) -> Result<Order, AppError> {
        let at = self.now();
        let stamp = Stamp { by: self.author()?, at: rfc3339(at) };
        Ok(Order { release, stamp, number, events, at })
    }
}

/// The revision of a marker, which two may have that are of one plan and two versions of Waymark.
fn only_one<'a>(known: &'a [Revision], marker: &str) -> Result<&'a Revision, AppError> {
    let named: Vec<&Revision> = known.iter().filter(|known| known.revision == marker).collect();
    match named.as_slice() {
        [] => Err(AppError::NoRevision(marker.to_owned())),
        [only] => Ok(only),
        several => Err(AppError::SeveralRevisions {
            revision: marker.to_owned(),
            numbers: several.iter().rev().map(|known| known.number).collect(),
        }),
    }
}

fn rfc3339(at: Millis) -> String {
    DateTime::from_timestamp_millis(at).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    #[test]
    fn the_time_is_told_in_utc() {
        assert_eq!(rfc3339(1_795_677_339_000), "2026-11-26T07:15:39Z");
    }
}
