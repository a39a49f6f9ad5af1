//! Installing by hand: what to paste where, and whether the shop loads it.

use std::path::{Path, PathBuf};

use serde::Serialize;
use waymark_app::exporting::replace;
use waymark_app::publishing::{Errand, Installations, Look, Progress as _, look_at_shop};
use waymark_app::view::{Guide, GuideStep, InstallCheck, TakenOut};
use waymark_app::{App, AppError, Failure, Prober};
use waymark_model::ShopSlug;

use super::advice::{over, say_what_is_left};
use super::{Told, one, vault};
use crate::args::Install;
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;

/// Longest text that is printed among the steps, in bytes.
const PRINTED: usize = 2000;

/// `waymark install ...`
pub fn install(command: Install, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let named = data.clone();
    let mut app = open(data)?;
    match command {
        Install::Guide { shop, target, out } => {
            let errands = errands(&app, &ShopSlug(shop), target.as_deref())?;
            guide(&app, &errands, out.as_deref(), output)
        }
        Install::Remove { shop, target, over } => {
            let errand = one(errands(&app, &ShopSlug(shop), Some(&target))?);
            let runtime = runtime()?;
            let told = Told::hearing(&runtime);
            let taken = runtime.block_on(take_out(&mut app, &errand, over.as_deref(), &told, output));
            let taken = match taken {
                Err(Left { error, before: Some(before) }) => {
                    let failure = Failure::from(error);
                    output.remark(&format!("{}: {} {}", errand.target.name, failure.message, failure.hint));
                    let told = (&before, &failure);
                    runtime.block_on(say_what_is_left(&mut app, &errand, named.as_deref(), told, output));
                    return Err(CliError::Findings);
                }
                taken => taken.map_err(|left| left.error)?,
            };
            let told = if taken.was_there {
                "Waymark is taken out: visitors load nothing of it any more. An empty snippets/waymark.liquid stays for whatever may still render it. Publish to put it back."
            } else {
                "Nothing of Waymark is in it."
            };
            output.answer(&taken, [format!("{}: {told}", taken.theme)])
        }
        Install::Check { shop, target } => {
            let errands = errands(&app, &ShopSlug(shop), target.as_deref())?;
            check(&mut app, &errands, output)
        }
    }
}

/// What could not be taken out.
struct Left {
    error: AppError,
    /// The look that came before it, where it was begun.
    before: Option<Look>,
}

impl From<AppError> for Left {
    fn from(error: AppError) -> Self {
        Self { error, before: None }
    }
}

/// What is taken out has to be what was published from here last, or what was named as seen.
async fn take_out(
    app: &mut App,
    errand: &Errand,
    named: Option<&str>,
    told: &Told,
    output: &mut Output,
) -> Result<TakenOut, Left> {
    let look = errand.look_unless_stopped(told).await;
    let look = look.map_err(|error| if told.is_cancelled() { AppError::TakeOutStopped } else { error })?;
    app.saw(&errand.shop, &look);
    let seen = app.takes_out(&errand.shop, &look, named).inspect_err(|error| {
        if !matches!(error, AppError::OnlyByHand { .. }) {
            let is_ours = app.takes_out(&errand.shop, &look, None).is_ok();
            if let Some(over) = over("take it out all the same", &look, is_ours) {
                output.remark(&over);
            }
        }
    })?;
    let taken = errand.take_out(seen.as_ref(), told).await;
    let taken = match taken {
        Ok(taken) => taken,
        Err(error) => return Err(Left { error, before: Some(look) }),
    };
    // It is taken out all the same, and the next look finds that.
    if let Err(error) = app.took_out(errand) {
        output.remark(&format!("It could not be written down that Waymark is taken out: {error}"));
    }
    Ok(taken)
}

fn errands(app: &App, shop: &ShopSlug, target: Option<&str>) -> Result<Vec<Errand>, CliError> {
    Ok(app.errands(shop, target, &vault(app, shop, target)?)?)
}

#[derive(Serialize)]
struct Guided {
    target: String,
    #[serde(flatten)]
    guide: Guide,
}

fn guide(app: &App, errands: &[Errand], out: Option<&Path>, output: &mut Output) -> Result<(), CliError> {
    let mut guided = Vec::new();
    let mut lines = Vec::new();
    for errand in errands {
        let guide = app.guide(&errand.shop, &errand.target)?;
        let target = errand.target.name.clone();
        lines.push(format!("{target}:"));
        for (at, step) in guide.steps.iter().enumerate() {
            lines.push(format!("{}. {}. {}", at + 1, step.title, step.how));
            lines.extend(step.address.clone());
            lines.extend(text_of(step, out)?);
        }
        guided.push(Guided { target, guide });
    }
    output.answer(&guided, lines)
}

/// What to paste, or the file that it was written into. A line is never a file of its own: laid over a theme, that
/// would take its layout away.
fn text_of(step: &GuideStep, out: Option<&Path>) -> Result<Option<String>, CliError> {
    let Some(text) = &step.text else { return Ok(None) };
    if let (Some(out), Some(file), None) = (out, &step.file, &step.before) {
        let path = out.join(file);
        path.parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .map_err(|source| CliError::Write { path: path.clone(), source })?;
        replace(&path, text.as_bytes())?;
        return Ok(Some(path.display().to_string()));
    }
    let is_long = text.len() > PRINTED;
    let long =
        || format!("({} KB: --out DIR writes it into a file, --json has it)", text.len().div_ceil(1024));
    Ok(Some(if is_long { long() } else { text.trim_end().to_owned() }))
}

#[derive(Serialize)]
struct Checked {
    target: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<InstallCheck>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
}

fn check(app: &mut App, errands: &[Errand], output: &mut Output) -> Result<(), CliError> {
    let runtime = runtime()?;
    let mut all = Vec::new();
    for errand in errands {
        let checked = runtime.block_on(check_one(app, errand)).map_err(Failure::from);
        let target = errand.target.name.clone();
        all.push(match checked {
            Ok(check) => Checked { target, check: Some(check), failure: None },
            Err(failure) => Checked { target, check: None, failure: Some(failure) },
        });
    }
    let lines = all.iter().map(|checked| {
        let (message, hint) = match (&checked.check, &checked.failure) {
            (Some(check), _) => (check.message.as_str(), check.hint.as_str()),
            (None, Some(failure)) => (failure.message.as_str(), failure.hint.as_str()),
            (None, None) => ("", ""),
        };
        format!("{}: {message} {hint}", checked.target).trim_end().to_owned()
    });
    output.answer(&all, lines)?;
    let told: Option<Vec<InstallCheck>> = all.into_iter().map(|checked| checked.check).collect();
    match told.map_or(Installations::Untold, |told| Installations::of(&told)) {
        Installations::Right => Ok(()),
        Installations::Wrong => Err(CliError::Findings),
        Installations::Untold => Err(CliError::NotTold),
    }
}

async fn check_one(app: &mut App, errand: &Errand) -> Result<InstallCheck, AppError> {
    let page = app.installed_page(&errand.shop, &errand.target)?;
    let seen = look_at_shop(&Prober::new()?, &page).await?;
    app.check_install(&errand.shop, &errand.target, &seen)
}
