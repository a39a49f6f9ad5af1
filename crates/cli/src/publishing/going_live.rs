//! Making a revision live: the plan as it is now, or an earlier one.

use std::path::PathBuf;

use waymark_app::publishing::{Done, Errand, Look, Order, Progress as _};
use waymark_app::{App, AppError, Prober};
use waymark_model::ShopSlug;

use super::advice::{BACK, Sent, over};
use super::at_place::{AtPlace, Given};
use super::report::{Report, report};
use super::review::say_review;
use super::{Told, leaves_any_secret, preview, vault};
use crate::args::{Publish, RollBack};
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;

/// `waymark publish`: to all places, or to one.
pub fn publish(command: &Publish, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    if command.preview {
        return preview::make(command, data, output);
    }
    let places = Places::of("publish", &command.shop, command.target.as_deref(), data)?;
    let order = places.app.order(&ShopSlug(command.shop.clone()))?;
    places.each(output, &async |place: &mut AtPlace<'_>| place.go_live(&order, command.over.as_deref()).await)
}

/// `waymark rollback`: to the revision before, or to a named one.
pub fn roll_back(command: &RollBack, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let places = Places::of(BACK, &command.shop, command.target.as_deref(), data)?;
    places.each(output, &async |place: &mut AtPlace<'_>| place.go_back(command).await)
}

/// The places that a command is for.
struct Places {
    app: App,
    errands: Vec<Errand>,
    given: Given,
}

impl Places {
    fn of(
        verb: &'static str,
        shop: &str,
        named: Option<&str>,
        data: Option<PathBuf>,
    ) -> Result<Self, CliError> {
        let app = open(data.clone())?;
        let shop = ShopSlug(shop.to_owned());
        let errands = app.errands(&shop, named, &vault(&app, &shop, named)?)?;
        let left_any_secret = leaves_any_secret(&app, &shop, named)?;
        Ok(Self { app, errands, given: Given { verb, data, left_any_secret } })
    }

    /// Sends to one place after the other. One that fails does not keep the others from what they are to get; only a stop
    /// does.
    fn each(
        mut self,
        output: &mut Output,
        act: &impl AsyncFn(&mut AtPlace<'_>) -> Result<(Order, Done), Missed>,
    ) -> Result<(), CliError> {
        let runtime = runtime()?;
        let told = Told::hearing(&runtime);
        let mut outcomes = Vec::new();
        for errand in &self.errands {
            if told.is_cancelled() {
                outcomes.push(Report::not_started(errand, output));
                continue;
            }
            let (app, given, told) = (&mut self.app, &self.given, &told);
            let mut place = AtPlace { app, errand, given, told, output };
            outcomes.push(runtime.block_on(async {
                let sent = act(&mut place).await;
                place.ended(sent).await
            })?);
        }
        report(&outcomes, output)
    }
}

/// A release that is not known to be at its place, or not written down.
struct Missed {
    error: CliError,
    /// What was sent, where it came so far.
    sent: Option<Sent>,
    /// What does it all the same, where that is what is in the way.
    over: Option<String>,
}

impl From<AppError> for Missed {
    fn from(error: AppError) -> Self {
        Self { error: error.into(), sent: None, over: None }
    }
}

impl AtPlace<'_> {
    /// The plan, of which is said what would change there.
    async fn go_live(&mut self, order: &Order, over: Option<&str>) -> Result<(Order, Done), Missed> {
        let look = self.look().await?;
        let review = self.app.review(&self.errand.shop, &look)?;
        let findings = self.app.findings_in_words(&self.errand.shop, &review.findings)?;
        say_review(&review, &findings, self.errand, self.output);
        self.send(look, over, order.clone()).await
    }

    async fn go_back(&mut self, command: &RollBack) -> Result<(Order, Done), Missed> {
        let errand = self.errand;
        let shop = &errand.shop;
        let look = self.look().await?;
        let to = match &command.to {
            Some(to) => to.clone(),
            None => self.app.revision_before(shop, &look)?,
        };
        let order = self.app.order_back(shop, &to)?;
        self.say(&format!("going back to revision {}.", order.name()));
        // What the plan itself is worth is not asked here.
        if let Some(warning) =
            self.app.review(shop, &look).ok().as_ref().and_then(|review| review.warning_before(&order))
        {
            self.output.remark(&format!("  ! {warning}"));
        }
        self.send(look, command.over.as_deref(), order).await
    }

    /// What is live at a target has to be what was published from here last, or what was named as seen.
    async fn send(
        &mut self,
        before: Look,
        named: Option<&str>,
        order: Order,
    ) -> Result<(Order, Done), Missed> {
        let errand = self.errand;
        let shop = &errand.shop;
        let seen = match self.app.replaces(shop, &before, Some(&order), named) {
            Ok(seen) => seen,
            Err(error) => {
                let is_ours = self.app.replaces(shop, &before, Some(&order), None).is_ok();
                let over = over("replace it", &before, is_ours);
                return Err(Missed { error: error.into(), sent: None, over });
            }
        };
        self.app.sending(shop, &order, &self.errand.target.id)?;
        let sent = match self.errand.publish(&order, seen.as_ref(), self.told).await {
            Ok(done) => self.app.went_live(shop, &order, &done).map(|()| done),
            // What has another form fits no better the next time, and nothing of it was sent.
            Err(error @ AppError::OtherForm { .. }) => return Err(error.into()),
            Err(error) => Err(error),
        };
        match sent {
            Ok(done) => Ok((order, done)),
            Err(error) => Err(Missed { error: error.into(), sent: Some(Sent { before, order }), over: None }),
        }
    }

    /// What became of it. Where it failed half way, why, then what is live there and how to go on.
    async fn ended(&mut self, sent: Result<(Order, Done), Missed>) -> Result<Report, CliError> {
        let mut report = match sent {
            Ok((order, done)) => Report::sent(self.errand, &order, done, self.output),
            Err(Missed { error, sent, over }) => {
                let order = sent.as_ref().map(|sent| &sent.order);
                let failed = Report::failed(self.errand, order, error, self.output)?;
                if let Some(over) = &over {
                    self.output.remark(over);
                }
                let found = match (&sent, failed.failure()) {
                    (Some(sent), Some(failure)) => {
                        let look = self.say_what_is_live(sent, failure).await;
                        look.map(|look| Report::found(self.errand, &sent.order, &look))
                    }
                    _ => None,
                };
                found.unwrap_or(failed)
            }
        };
        if !self.told.is_cancelled() {
            self.ask_as_browsers(&mut report).await;
        }
        Ok(report)
    }

    /// Asks for what just went live as browsers do, and says why they do not get it. It is live in any case.
    async fn ask_as_browsers(&mut self, report: &mut Report) {
        if !(report.is_live() && self.errand.has_public_address()) {
            return;
        }
        let (Ok(prober), Ok(page)) = (Prober::new(), self.app.base_of(&self.errand.shop)) else { return };
        let Some(live) = &report.revision else { return };
        report.undelivered = self.errand.undelivered_unless_stopped(&prober, &page, live, self.told).await;
        if let Some(fault) = &report.undelivered {
            self.say(&format!("{} {}", fault.message, fault.hint));
        }
    }
}
