//! Installing by hand: what to paste where, and whether the shop loads it.

use std::path::{Path, PathBuf};

use serde::Serialize;
use waymark_app::exporting::replace;
use waymark_app::publishing::{Errand, Installations, look_at_shop};
use waymark_app::view::{Guide, GuideStep, InstallCheck};
use waymark_app::{App, AppError, Failure, Prober};
use waymark_model::ShopSlug;

use super::advice::REMOVE;
use super::at_place::Given;
use super::{one, taking_out, vault};
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
            let given = Given { verb: REMOVE, data: named, left_any_secret: false };
            taking_out::take_out(&mut app, &errand, &given, over.as_deref(), output)
        }
        Install::Check { shop, target } => {
            let errands = errands(&app, &ShopSlug(shop), target.as_deref())?;
            check(&mut app, &errands, output)
        }
    }
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
