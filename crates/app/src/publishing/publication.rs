//! One publication: a release for each of several places, one place after the other. A place that fails keeps none of
//! the others from its release; only the person does, by stopping. The app is borrowed between two errands.

use std::sync::Arc;

use waymark_audit::Prober;
use waymark_model::{ShopSlug, TargetId};

use super::door::Progress;
use super::errand::{Done, Errand, until_stopped};
use super::known::id_of;
use super::order::Order;
use crate::error::AppError;
use crate::failure::{Code, Failure};
use crate::state::App;
use crate::vault::Vault;
use crate::view::{Aim, Goal, LiveId, PlaceEnd, PlaceOutcome};

/// Where the app is kept. It is asked for as long as an act takes, never while the network is.
pub trait Desk: Sync {
    /// Runs a use case.
    fn app<T>(&self, act: impl FnOnce(&mut App) -> Result<T, AppError>) -> Result<T, Failure>;
}

/// Who looks on at a publication.
pub trait Audience: Sync {
    /// A step begins at a place.
    fn step(&self, target: &TargetId, words: &'static str);

    /// It is over at a place.
    fn ended(&self, outcome: &PlaceOutcome);

    /// Whether to stop. Asked often; must not block.
    fn is_stopped(&self) -> bool;
}

/// A place with what goes there.
struct Parcel {
    errand: Errand,
    order: Order,
    seen: Option<LiveId>,
    before: Option<u32>,
}

/// Publishes to each place what is wanted there, if what is live there still is what was seen. Refuses all if a place or
/// revision is not known, or the plan is not what was reviewed.
pub async fn publish_all(
    desk: &impl Desk,
    shop: &ShopSlug,
    aims: &[Aim],
    vault: &Arc<Vault>,
    prober: &Prober,
    audience: &impl Audience,
) -> Result<Vec<PlaceOutcome>, Failure> {
    let page = desk.app(|app| app.base_of(shop))?;
    let parcels = desk.app(|app| aims.iter().map(|aim| app.parcel(shop, aim, vault)).collect())?;
    let parcels: Vec<Parcel> = parcels;
    let mut outcomes = Vec::with_capacity(parcels.len());
    for parcel in &parcels {
        let end = if audience.is_stopped() {
            (PlaceEnd::NotStarted, None)
        } else {
            match parcel.deliver(desk, audience).await {
                Ok(Done { unseen_in: Some(_), .. }) => (PlaceEnd::Unseen, None),
                Ok(Done { moved: true, .. }) => (PlaceEnd::Live, None),
                Ok(_) => (PlaceEnd::WasLive, None),
                Err(failure) if failure.code == Code::NotWrittenDown => {
                    (PlaceEnd::NotWrittenDown, Some(failure))
                }
                Err(failure) if failure.code == Code::Conflict => (PlaceEnd::Conflict, Some(failure)),
                Err(failure) => (PlaceEnd::Failed, Some(failure)),
            }
        };
        // A number that cannot be read now is only not told.
        let number = desk.app(|app| app.number_of(shop, &parcel.order)).ok().flatten();
        let undelivered = match end.0 {
            PlaceEnd::Live | PlaceEnd::WasLive if parcel.errand.has_public_address() => {
                audience.step(&parcel.errand.target.id, "Asking for it as browsers do");
                let asked = parcel.errand.undelivered(prober, &page, &parcel.order.release.revision);
                until_stopped(|| audience.is_stopped(), asked).await.flatten()
            }
            _ => None,
        };
        let outcome = PlaceOutcome { undelivered, ..parcel.outcome(number, end) };
        audience.ended(&outcome);
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

impl App {
    fn parcel(&self, shop: &ShopSlug, aim: &Aim, vault: &Arc<Vault>) -> Result<Parcel, AppError> {
        let errand = self.errands(shop, Some(&aim.target.0), vault)?.pop().ok_or(AppError::NoTargets)?;
        let order = match &aim.goal {
            Goal::Plan { release } => self.order_reviewed(shop, release)?,
            Goal::Revision { number } => self.order_back(shop, &number.to_string())?,
        };
        let known = self.store.revisions(shop)?;
        let seen = match &aim.seen {
            Some(seen) => self.known_seen(shop, seen, &known)?,
            None => None,
        };
        let before = seen.filter(|seen| seen.id != id_of(&order.release)).map(|seen| seen.number);
        Ok(Parcel { errand, order, seen: aim.seen.clone(), before })
    }
}

impl Parcel {
    async fn deliver(&self, desk: &impl Desk, audience: &impl Audience) -> Result<Done, Failure> {
        let Self { errand, order, seen, .. } = self;
        desk.app(|app| app.sending(&errand.shop, order, &errand.target.id))?;
        let seat = Seat { audience, target: &errand.target.id };
        let done = errand.publish(order, seen.as_ref(), &seat).await?;
        desk.app(|app| app.went_live(&errand.shop, order, &done))?;
        Ok(done)
    }

    fn outcome(&self, number: Option<u32>, (end, failure): (PlaceEnd, Option<Failure>)) -> PlaceOutcome {
        PlaceOutcome {
            target: self.errand.target.id.clone(),
            name: self.errand.target.name.clone(),
            revision: self.order.release.revision.clone(),
            number,
            before: self.before,
            end,
            failure,
            undelivered: None,
        }
    }
}

/// The audience, seen from one place.
struct Seat<'a, A> {
    audience: &'a A,
    target: &'a TargetId,
}

impl<A: Audience> Progress for Seat<'_, A> {
    fn step(&self, words: &'static str) {
        self.audience.step(self.target, words);
    }

    fn is_cancelled(&self) -> bool {
        self.audience.is_stopped()
    }
}
