//! One publication: a release for each of several places, one place after the other. A place that fails keeps none of
//! the others from its release; only the person does, by stopping. The app is borrowed between two errands.

use std::sync::Arc;

use waymark_audit::Prober;
use waymark_model::{ShopSlug, TargetId};

use super::aftermath::{Aftermath, Before, Onward, Undo};
use super::door::Progress;
use super::errand::{Done, Errand, Look, until_stopped};
use super::known::live_id;
use super::order::Order;
use crate::error::AppError;
use crate::failure::{Code, Failure};
use crate::state::App;
use crate::vault::Vault;
use crate::view::{Aim, Goal, NextStep, PlaceEnd, PlaceOutcome, WayBack};

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
    before: Before,
    /// Number of the revision that visitors got before, if it is here and another one.
    was: Option<u32>,
}

/// How it ended at a place, and the ways on and back.
struct Ended {
    end: PlaceEnd,
    failure: Option<Failure>,
    onward: Option<NextStep>,
    undo: Option<WayBack>,
}

impl From<PlaceEnd> for Ended {
    fn from(end: PlaceEnd) -> Self {
        Self { end, failure: None, onward: None, undo: None }
    }
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
        let ended = if audience.is_stopped() {
            PlaceEnd::NotStarted.into()
        } else {
            parcel.ends(desk, audience).await
        };
        // A number that cannot be read now is only not told.
        let number = desk.app(|app| app.number_of(shop, &parcel.order)).ok().flatten();
        let undelivered = match ended.end {
            PlaceEnd::Live | PlaceEnd::WasLive if parcel.errand.has_public_address() => {
                audience.step(&parcel.errand.target.id, "Asking for it as browsers do");
                let asked = parcel.errand.undelivered(prober, &page, &parcel.order.release.revision);
                until_stopped(|| audience.is_stopped(), asked).await.flatten()
            }
            _ => None,
        };
        let outcome = PlaceOutcome { undelivered, ..parcel.outcome(number, ended) };
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
        let before = Before { seen: aim.seen.clone(), is_loaded: !aim.seen_unloaded };
        let was = self.another_before(shop, &before, &order)?;
        Ok(Parcel { errand, order, before, was })
    }
}

impl Parcel {
    async fn ends(&self, desk: &impl Desk, audience: &impl Audience) -> Ended {
        let undo = self.was.map(|number| self.back_to(number));
        match self.deliver(desk, audience).await {
            Ok(Done { unseen_in, moved, .. }) => {
                let end = match unseen_in {
                    Some(_) => PlaceEnd::Unseen,
                    None if moved => PlaceEnd::Live,
                    None => PlaceEnd::WasLive,
                };
                Ended { undo: undo.filter(|_| moved), ..end.into() }
            }
            Err(failure) if failure.code == Code::NotWrittenDown => {
                Ended { failure: Some(failure), undo, ..PlaceEnd::NotWrittenDown.into() }
            }
            Err(failure) => self.failed(desk, audience, failure).await,
        }
    }

    /// What there is by another look after a failure, as far as it can be told.
    async fn failed(&self, desk: &impl Desk, audience: &impl Audience, failure: Failure) -> Ended {
        audience.step(&self.errand.target.id, "Looking what is live now");
        let look = until_stopped(|| audience.is_stopped(), Box::pin(self.errand.look())).await;
        let told = look.and_then(Result::ok).and_then(|look| self.told(desk, &look, &failure));
        let (is_there, onward, undo) = match told {
            Some((end, Aftermath { onward, undo, .. })) => {
                let is_there = (onward == Onward::Done).then_some(end);
                (is_there, Some(NextStep::from(&onward)), undo.map(|undo| self.way(undo)))
            }
            None => (None, None, None),
        };
        let end = is_there.unwrap_or(match failure.code {
            Code::Conflict => PlaceEnd::Conflict,
            _ => PlaceEnd::Failed,
        });
        Ended { end, failure: Some(failure), onward, undo }
    }

    /// How to go on, and how it ended if all of it is there.
    fn told(&self, desk: &impl Desk, look: &Look, failure: &Failure) -> Option<(PlaceEnd, Aftermath)> {
        let shop = &self.errand.shop;
        let after = desk.app(|app| {
            app.saw(shop, look);
            app.aftermath(shop, self.before.clone(), look, &self.order, failure)
        });
        let end = if look.unseen_in.is_some() { PlaceEnd::Unseen } else { PlaceEnd::Live };
        after.ok().map(|after| (end, after))
    }

    fn way(&self, undo: Undo) -> WayBack {
        match undo {
            Undo::Revision(number) => self.back_to(number),
            Undo::TakeOut => WayBack::TakeOut,
        }
    }

    fn back_to(&self, number: u32) -> WayBack {
        WayBack::Revision { number, over: live_id(&self.order.release, &self.errand.target.place) }
    }

    async fn deliver(&self, desk: &impl Desk, audience: &impl Audience) -> Result<Done, Failure> {
        let Self { errand, order, before, .. } = self;
        desk.app(|app| app.sending(&errand.shop, order, &errand.target.id))?;
        let seat = Seat { audience, target: &errand.target.id };
        let done = errand.publish(order, before.seen.as_ref(), &seat).await?;
        desk.app(|app| app.went_live(&errand.shop, order, &done))?;
        Ok(done)
    }

    fn outcome(&self, number: Option<u32>, ended: Ended) -> PlaceOutcome {
        let Ended { end, failure, onward, undo } = ended;
        PlaceOutcome {
            target: self.errand.target.id.clone(),
            name: self.errand.target.name.clone(),
            revision: self.order.release.revision.clone(),
            number,
            end,
            failure,
            onward,
            undo,
            undelivered: None,
        }
    }
}

impl From<&Onward> for NextStep {
    fn from(onward: &Onward) -> Self {
        match onward {
            Onward::Done => Self::Done,
            Onward::Again => Self::Again,
            Onward::Over(_) => Self::Over,
            Onward::Stuck => Self::Stuck,
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
