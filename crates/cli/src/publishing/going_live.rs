//! Making a revision live: the plan as it is now, or an earlier one.

use std::path::PathBuf;

use waymark_app::publishing::{Aftermath, Done, Errand, Look, Order, Progress as _};
use waymark_app::{App, AppError, Prober};
use waymark_model::ShopSlug;

use super::preview;
use super::report::{Report, failed_outcome, outcome, report};
use super::review::{in_words, say_review};
use super::{Told, vault};
use crate::args::{Publish, RollBack};
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;

/// What takes long where a place does not answer.
const ASKING: &str = "Asking the place";
/// The commands that send something.
const FORWARD: &str = "publish";
const BACK: &str = "rollback";

/// `waymark publish`: to all places, or to one.
pub fn publish(command: &Publish, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    if command.preview {
        return preview::make(command, data, output);
    }
    let mut app = open(data)?;
    let shop = ShopSlug(command.shop.clone());
    let errands =
        app.errands(&shop, command.target.as_deref(), &vault(&app, &shop, command.target.as_deref())?)?;
    let order = app.order(&shop)?;
    let runtime = runtime()?;
    let mut outcomes = Vec::new();
    for errand in &errands {
        let published = runtime.block_on(go_live(&mut app, errand, &order, command, output));
        let mut report = outcome(errand, &order, published, output)?;
        runtime.block_on(ask_as_browsers(&app, errand, &mut report, output));
        outcomes.push(report);
    }
    report(&outcomes, output)
}

/// One target, of which is said what would change there.
async fn go_live(
    app: &mut App,
    errand: &Errand,
    order: &Order,
    command: &Publish,
    output: &mut Output,
) -> Result<Done, CliError> {
    Told.step(ASKING);
    let look = errand.look().await?;
    app.saw(&errand.shop, &look);
    let review = app.review(&errand.shop, &look)?;
    let findings = app.findings_in_words(&errand.shop, &review.findings)?;
    say_review(&review, &findings, errand, output);
    send(app, errand, (&look, command.over.as_deref()), order, FORWARD, output).await
}

/// `waymark rollback`: to the revision before, or to a named one.
pub fn roll_back(command: &RollBack, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    let shop = ShopSlug(command.shop.clone());
    let errands =
        app.errands(&shop, command.target.as_deref(), &vault(&app, &shop, command.target.as_deref())?)?;
    let runtime = runtime()?;
    let mut outcomes = Vec::new();
    for errand in &errands {
        let gone_back = runtime.block_on(go_back(&mut app, errand, command, output));
        let mut report = match gone_back {
            Ok((order, done)) => outcome(errand, &order, done, output)?,
            Err(error) => failed_outcome(errand, error, output)?,
        };
        runtime.block_on(ask_as_browsers(&app, errand, &mut report, output));
        outcomes.push(report);
    }
    report(&outcomes, output)
}

async fn go_back(
    app: &mut App,
    errand: &Errand,
    command: &RollBack,
    output: &mut Output,
) -> Result<(Order, Result<Done, CliError>), CliError> {
    Told.step(ASKING);
    let look = errand.look().await?;
    app.saw(&errand.shop, &look);
    let to = match &command.to {
        Some(to) => to.clone(),
        None => app.revision_before(&errand.shop, &look)?,
    };
    let order = app.order_back(&errand.shop, &to)?;
    output.remark(&format!("{}: going back to revision {}.", errand.target.name, order.name()));
    let done = send(app, errand, (&look, command.over.as_deref()), &order, BACK, output).await;
    Ok((order, done))
}

/// What is live at a target has to be what was published from here last, or what was named as seen.
async fn send(
    app: &mut App,
    errand: &Errand,
    (look, over): (&Look, Option<&str>),
    order: &Order,
    verb: &str,
    output: &mut Output,
) -> Result<Done, CliError> {
    let seen = app
        .replaces(&errand.shop, look, Some(order), over)
        .inspect_err(|error| say_over("replace it", error, look, output))?;
    app.sending(&errand.shop, order, &errand.target.id)?;
    let done = match errand.publish(order, seen.as_ref(), &Told).await {
        Ok(done) => done,
        Err(error) => {
            // What has another form fits no better the next time.
            if !matches!(error, AppError::OtherForm { .. }) {
                say_what_is_live(app, errand, look, order, verb, output).await;
            }
            return Err(error.into());
        }
    };
    app.went_live(&errand.shop, order, &done)?;
    Ok(done)
}

/// Another look after a failure: what is live now, and how to finish or undo. `before` is the look that came before it,
/// `verb` the command that failed.
async fn say_what_is_live(
    app: &mut App,
    errand: &Errand,
    before: &Look,
    order: &Order,
    verb: &str,
    output: &mut Output,
) {
    let name = &errand.target.name;
    Told.step(ASKING);
    let Ok(look) = errand.look().await else {
        output.remark(&format!(
            "{name}: what is live now cannot be told, as it does not answer. `waymark status` asks again."
        ));
        return;
    };
    app.saw(&errand.shop, &look);
    if let Ok(review) = app.review(&errand.shop, &look) {
        output.remark(&format!("{name}: {}", in_words(&review)));
    }
    let Ok(Aftermath { number, undo, over }) = app.aftermath(&errand.shop, before, &look, order) else {
        return;
    };
    // The very place and revision: with less said, going back twice goes back further, and everywhere.
    let at = format!("--shop={} --target={}", quoted(&errand.shop.0), quoted(name));
    let to = number.filter(|_| verb == BACK).map(|number| format!(" --to {number}")).unwrap_or_default();
    output.remark(&match over {
        None => format!("  To finish, or to try again: waymark {verb} {at}{to}"),
        Some(over) => format!("  To replace it, having looked at it: waymark {verb} {at}{to} --over {over}"),
    });
    if let Some(undo) = undo {
        output.remark(&format!("  To undo: waymark {BACK} {at} --to {undo}"));
    }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
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
