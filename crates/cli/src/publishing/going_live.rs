//! Making a revision live: the plan as it is now, or an earlier one.

use std::path::PathBuf;

use waymark_app::publishing::{Done, Errand, Look, Order, Progress as _};
use waymark_app::{App, AppError, Prober};
use waymark_model::ShopSlug;

use super::advice::{BACK, Given, Sent};
use super::report::{Report, report};
use super::review::say_review;
use super::{ASKING, Told, leaves_any_secret, preview, vault};
use crate::args::{Publish, RollBack};
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;

/// `waymark publish`: to all places, or to one.
pub fn publish(command: &Publish, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    if command.preview {
        return preview::make(command, data, output);
    }
    let mut app = open(data.clone())?;
    let shop = ShopSlug(command.shop.clone());
    let named = command.target.as_deref();
    let errands = app.errands(&shop, named, &vault(&app, &shop, named)?)?;
    let left_any_secret = leaves_any_secret(&app, &shop, named)?;
    let order = app.order(&shop)?;
    let given = Given { verb: "publish", data, left_any_secret };
    let runtime = runtime()?;
    let told = Told::hearing(&runtime);
    let mut outcomes = Vec::new();
    for errand in &errands {
        outcomes.push(if told.is_cancelled() {
            Report::not_started(errand, output)
        } else {
            let sent = runtime.block_on(go_live(&mut app, errand, &order, command, &told, output));
            runtime.block_on(ended(&mut app, errand, sent, &given, &told, output))?
        });
    }
    report(&outcomes, output)
}

/// One target, of which is said what would change there.
async fn go_live(
    app: &mut App,
    errand: &Errand,
    order: &Order,
    command: &Publish,
    told: &Told,
    output: &mut Output,
) -> Result<(Order, Done), Missed> {
    let look = look(app, errand, told).await?;
    let review = app.review(&errand.shop, &look)?;
    let findings = app.findings_in_words(&errand.shop, &review.findings)?;
    say_review(&review, &findings, errand, output);
    send(app, errand, (look, command.over.as_deref()), order.clone(), told, output).await
}

/// `waymark rollback`: to the revision before, or to a named one.
pub fn roll_back(command: &RollBack, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data.clone())?;
    let shop = ShopSlug(command.shop.clone());
    let named = command.target.as_deref();
    let errands = app.errands(&shop, named, &vault(&app, &shop, named)?)?;
    let left_any_secret = leaves_any_secret(&app, &shop, named)?;
    let given = Given { verb: BACK, data, left_any_secret };
    let runtime = runtime()?;
    let told = Told::hearing(&runtime);
    let mut outcomes = Vec::new();
    for errand in &errands {
        outcomes.push(if told.is_cancelled() {
            Report::not_started(errand, output)
        } else {
            let sent = runtime.block_on(go_back(&mut app, errand, command, &told, output));
            runtime.block_on(ended(&mut app, errand, sent, &given, &told, output))?
        });
    }
    report(&outcomes, output)
}

async fn go_back(
    app: &mut App,
    errand: &Errand,
    command: &RollBack,
    told: &Told,
    output: &mut Output,
) -> Result<(Order, Done), Missed> {
    let look = look(app, errand, told).await?;
    let to = match &command.to {
        Some(to) => to.clone(),
        None => app.revision_before(&errand.shop, &look)?,
    };
    let order = app.order_back(&errand.shop, &to)?;
    output.remark(&format!("{}: going back to revision {}.", errand.target.name, order.name()));
    // What the plan itself is worth is not asked here.
    if let Some(warning) =
        app.review(&errand.shop, &look).ok().as_ref().and_then(|review| review.warning_before(&order))
    {
        output.remark(&format!("  ! {warning}"));
    }
    send(app, errand, (look, command.over.as_deref()), order, told, output).await
}

async fn look(app: &mut App, errand: &Errand, told: &Told) -> Result<Look, AppError> {
    told.step(ASKING);
    let look = errand.look_unless_stopped(told).await?;
    app.saw(&errand.shop, &look);
    Ok(look)
}

/// A release that is not known to be at its place, or not written down.
struct Missed {
    error: CliError,
    /// What was sent, where it came so far.
    sent: Option<Sent>,
}

impl From<AppError> for Missed {
    fn from(error: AppError) -> Self {
        Self { error: error.into(), sent: None }
    }
}

/// What is live at a target has to be what was published from here last, or what was named as seen.
async fn send(
    app: &mut App,
    errand: &Errand,
    (before, over): (Look, Option<&str>),
    order: Order,
    told: &Told,
    output: &mut Output,
) -> Result<(Order, Done), Missed> {
    let seen = app
        .replaces(&errand.shop, &before, Some(&order), over)
        .inspect_err(|error| say_over("replace it", error, &before, output))?;
    app.sending(&errand.shop, &order, &errand.target.id)?;
    let sent = match errand.publish(&order, seen.as_ref(), told).await {
        Ok(done) => app.went_live(&errand.shop, &order, &done).map(|()| done),
        // What has another form fits no better the next time, and nothing of it was sent.
        Err(error @ AppError::OtherForm { .. }) => return Err(error.into()),
        Err(error) => Err(error),
    };
    match sent {
        Ok(done) => Ok((order, done)),
        Err(error) => Err(Missed { error: error.into(), sent: Some(Sent { before, order }) }),
    }
}

/// What became of one target. Where it failed half way, why, then what is live there and how to go on.
async fn ended(
    app: &mut App,
    errand: &Errand,
    sent: Result<(Order, Done), Missed>,
    given: &Given,
    told: &Told,
    output: &mut Output,
) -> Result<Report, CliError> {
    let mut report = match sent {
        Ok((order, done)) => Report::sent(errand, &order, done, output),
        Err(Missed { error, sent }) => {
            let failed = Report::failed(errand, sent.as_ref().map(|sent| &sent.order), error, output)?;
            let found = match (&sent, failed.failure()) {
                (Some(sent), Some(failure)) => {
                    let look = given.say_what_is_live(app, errand, sent, failure, output).await;
                    look.map(|look| Report::found(errand, &sent.order, &look))
                }
                _ => None,
            };
            found.unwrap_or(failed)
        }
    };
    if !told.is_cancelled() {
        ask_as_browsers(app, errand, &mut report, output).await;
    }
    Ok(report)
}

/// Asks for what just went live as browsers do, and says why they do not get it. It is live in any case.
async fn ask_as_browsers(app: &App, errand: &Errand, report: &mut Report, output: &mut Output) {
    if !(report.is_live() && errand.has_public_address()) {
        return;
    }
    let (Ok(prober), Ok(page)) = (Prober::new(), app.base_of(&errand.shop)) else { return };
    let Some(live) = &report.revision else { return };
    report.undelivered = errand.undelivered(&prober, &page, live).await;
    if let Some(fault) = &report.undelivered {
        output.remark(&format!("{}: {} {}", errand.target.name, fault.message, fault.hint));
    }
}

/// How to do it all the same, where that is what is in the way.
pub fn say_over(what: &str, error: &AppError, look: &Look, output: &mut Output) {
    if matches!(error, AppError::OnlyByHand { .. }) {
        return;
    }
    if let Some(live) = &look.live {
        output.remark(&format!("To {what}, having looked at it: --over {}", live.revision));
    }
}
