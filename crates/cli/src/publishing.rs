//! Publishing without a window: the places of a shop, going live, going back, what is live. Secrets come from the
//! environment, then from the keyring.

use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;
use waymark_app::publishing::{Done, Errand, Look, Order, Progress, Secret, serving};
use waymark_app::vault::{ANY_SECRET, SecretKept, Vault};
use waymark_app::view::{ChangeKind, ChangeView, Finding, Review, Serving};
use waymark_app::{App, AppError, Failure, Prober};
use waymark_model::{Place, PublicationTarget, ShopSlug, SignIn};

use crate::args::{Publish, RollBack, Status, Target, TargetPlace};
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;

/// `waymark target ...`
pub fn target(command: Target, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    match command {
        Target::Add { shop, name, place, secret_from_stdin } => {
            let shop = ShopSlug(shop);
            let target = PublicationTarget { id: App::new_target_id(), name, place: place.into() };
            let secret = if secret_from_stdin { Secret::Given } else { Secret::AsKept };
            app.save_target(&shop, &target, secret)?;
            let vault = vault(&app, &shop, Some(&target.name))?;
            let kept = if secret_from_stdin {
                let errand = app.errand_to(&shop, target.clone(), &vault);
                let mut secret = String::new();
                std::io::stdin().read_to_string(&mut secret).map_err(CliError::Input)?;
                Some(errand.keep_secret(secret.trim().into()))
            } else {
                None
            };
            if kept == Some(SecretKept::Session) {
                output
                    .remark("There is no keyring that takes the token: give it in WAYMARK_SECRET each time.");
            }
            output.answer(&target, [target.name.clone()])
        }
        Target::List { shop } => {
            let targets = app.targets(&ShopSlug(shop))?;
            let lines = targets.iter().map(|view| {
                let live =
                    view.history.first().map_or(String::new(), |last| format!("revision {}", last.number));
                [
                    view.target.name.as_str(),
                    view.target.place.kind(),
                    &live,
                    view.script.as_deref().unwrap_or_default(),
                ]
                .join("\t")
            });
            output.answer(&targets, lines)
        }
        Target::Remove { shop, target } => {
            let shop = ShopSlug(shop);
            let vault = vault(&app, &shop, Some(&target))?;
            let errand = one(app.errands(&shop, Some(&target), &vault)?);
            app.remove_target(&shop, &errand.target.id)?;
            errand.forget_secret();
            output.answer(
                &errand.target,
                [format!("{} is out of the list. What is live there stays live.", errand.target.name)],
            )
        }
        Target::Test { shop, target } => {
            let shop = ShopSlug(shop);
            let vault = vault(&app, &shop, Some(&target))?;
            let errand = one(app.errands(&shop, Some(&target), &vault)?);
            let test = runtime()?.block_on(errand.test())?;
            let lines = std::iter::once(test.message.clone()).chain(test.themes.iter().map(|theme| {
                format!("{}\t{}{}", theme.id, theme.name, if theme.is_live { "\tlive" } else { "" })
            }));
            output.answer(&test, lines)?;
            if test.is_writable { Ok(()) } else { Err(CliError::Findings) }
        }
    }
}

/// What became of one target, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    target: String,
    /// `published`, `was_live` or `failed`.
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
}

/// `waymark publish`: to all places, or to one.
pub fn publish(command: &Publish, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    let shop = ShopSlug(command.shop.clone());
    let errands =
        app.errands(&shop, command.target.as_deref(), &vault(&app, &shop, command.target.as_deref())?)?;
    let order = app.order(&shop)?;
    let runtime = runtime()?;
    let mut outcomes = Vec::new();
    for errand in &errands {
        let published = runtime.block_on(go_live(&mut app, errand, &order, command, output));
        outcomes.push(outcome(errand, &order, published, output)?);
    }
    report(&outcomes, output)
}

/// One target: what is live there has to be what was published from here last, or what was named as seen.
async fn go_live(
    app: &mut App,
    errand: &Errand,
    order: &Order,
    command: &Publish,
    output: &mut Output,
) -> Result<bool, CliError> {
    let look = errand.look().await?;
    let review = app.review(&errand.shop, &look)?;
    say_review(&review, errand, output);
    let over = command.over.as_deref();
    let seen = app.replaces(&errand.shop, &look, order, over).inspect_err(|_| say_over(&look, output))?;
    app.sending(&errand.shop, order, &errand.target.id)?;
    let done = errand.publish(order, seen.as_deref(), &Told).await?;
    app.went_live(&errand.shop, order, &done)?;
    Ok(done.moved)
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
        let (order, gone_back) = match gone_back {
            Ok((order, done)) => (Some(order), Ok(done.moved)),
            Err(error) => (None, Err(error)),
        };
        outcomes.push(match (order, gone_back) {
            (Some(order), moved) => outcome(errand, &order, moved, output)?,
            (None, failed) => failed_outcome(errand, failed.err(), output)?,
        });
    }
    report(&outcomes, output)
}

async fn go_back(
    app: &mut App,
    errand: &Errand,
    command: &RollBack,
    output: &mut Output,
) -> Result<(Order, Done), CliError> {
    let look = errand.look().await?;
    let to = match &command.to {
        Some(to) => to.clone(),
        None => app.revision_before(&errand.shop, &look)?,
    };
    let order = app.order_back(&errand.shop, &to)?;
    let over = command.over.as_deref();
    let seen = app.replaces(&errand.shop, &look, &order, over).inspect_err(|_| say_over(&look, output))?;
    app.sending(&errand.shop, &order, &errand.target.id)?;
    let done = errand.publish(&order, seen.as_deref(), &Told).await?;
    app.went_live(&errand.shop, &order, &done)?;
    Ok((order, done))
}

fn say_over(look: &Look, output: &mut Output) {
    if let Some(live) = &look.live {
        output.remark(&format!("To replace it, having looked at it: --over {}", live.revision));
    }
}

/// What `waymark status` says of one target, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TargetStatus {
    target: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Review>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
}

/// `waymark status`: what is live at each place, and what the shop serves.
pub fn status(command: &Status, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let app = open(data)?;
    let shop = ShopSlug(command.shop.clone());
    let errands =
        app.errands(&shop, command.target.as_deref(), &vault(&app, &shop, command.target.as_deref())?)?;
    let runtime = runtime()?;
    let mut statuses = Vec::new();
    let mut lines = Vec::new();
    for errand in &errands {
        let name = errand.target.name.clone();
        match runtime.block_on(errand.look()).and_then(|look| app.review(&shop, &look)) {
            Ok(review) => {
                lines.push(format!("{name}: {}", in_words(&review)));
                statuses.push(TargetStatus { target: name, review: Some(review), failure: None });
            }
            Err(error) => {
                let failure = Failure::from(error);
                lines.push(format!("{name}: not known. {} {}", failure.message, failure.hint));
                statuses.push(TargetStatus { target: name, review: None, failure: Some(failure) });
            }
        }
    }
    let page = app.base_of(&shop)?;
    let served: Result<Serving, AppError> = runtime.block_on(async { serving(&Prober::new()?, &page).await });
    let is_told = served.as_ref().is_ok_and(|serving| !serving.loads || serving.revision.is_some())
        && statuses.iter().all(|status| status.failure.is_none());
    let serving = match served {
        Ok(serving) => {
            lines.push(format!("{page} {}", serving_in_words(&serving)));
            Some(serving)
        }
        Err(error) => {
            lines.push(format!("{page} could not be looked at. {}", Failure::from(error).message));
            None
        }
    };
    output.answer(&json!({ "targets": statuses, "serving": serving }), lines)?;
    if is_told { Ok(()) } else { Err(CliError::NotTold) }
}

fn in_words(review: &Review) -> String {
    let Some(live) = &review.live else { return "nothing is live.".into() };
    let number = live.number.map(|number| format!(" (number {number})")).unwrap_or_default();
    let by = live.by.as_ref().map(|by| format!(", published by {by}")).unwrap_or_default();
    let at = live.published_at.as_ref().map(|at| format!(" at {at}")).unwrap_or_default();
    let rest = match (review.is_live, review.conflict.is_some()) {
        (true, _) => "It is the plan as it is now.".to_owned(),
        (false, true) => "Somebody else published it.".to_owned(),
        (false, false) => match review.changes.len() {
            1 => "1 change is not published.".to_owned(),
            changes => format!("{changes} changes are not published."),
        },
    };
    format!("revision {}{number} is live{by}{at}. {rest}", live.revision)
}

fn serving_in_words(serving: &Serving) -> String {
    match (serving.loads, &serving.revision) {
        (false, _) => "does not load Waymark.".into(),
        (true, None) => "loads Waymark; which revision could not be told.".into(),
        (true, Some(revision)) if serving.twice => {
            format!("serves revision {revision}, and loads Waymark more than once: take one of the tags out.")
        }
        (true, Some(revision)) => format!("serves revision {revision}."),
    }
}

fn say_review(review: &Review, errand: &Errand, output: &mut Output) {
    let name = &errand.target.name;
    output.remark(&format!("{name}: {}", in_words(review)));
    if let Some(conflict) = &review.conflict {
        output.remark("What they changed:");
        for change in conflict {
            output.remark(&change_in_words(change));
        }
        output.remark("What you would change:");
    }
    for change in &review.changes {
        output.remark(&change_in_words(change));
    }
    for Finding { message, .. } in &review.findings {
        output.remark(&format!("  ! {message}"));
    }
    if !review.unproven.is_empty() {
        let names: Vec<&str> = review.unproven.iter().map(|event| event.name.as_str()).collect();
        output.remark(&format!("  Never fired in a test: {}.", names.join(", ")));
    }
}

fn change_in_words(change: &ChangeView) -> String {
    let sign = match change.kind {
        ChangeKind::Added => '+',
        ChangeKind::Removed => '-',
        ChangeKind::Changed => '~',
    };
    [&[format!("  {sign} {}", change.name)], change.lines.as_slice()].concat().join(" ")
}

fn outcome(
    errand: &Errand,
    order: &Order,
    published: Result<bool, CliError>,
    output: &mut Output,
) -> Result<Report, CliError> {
    let moved = match published {
        Ok(moved) => moved,
        Err(error) => return failed_outcome(errand, Some(error), output),
    };
    Ok(Report {
        target: errand.target.name.clone(),
        outcome: if moved { "published" } else { "was_live" },
        revision: Some(order.release.revision.clone()),
        failure: None,
    })
}

/// One place that fails does not keep the others from what they are to get.
fn failed_outcome(errand: &Errand, error: Option<CliError>, output: &mut Output) -> Result<Report, CliError> {
    let failure = match error {
        Some(CliError::App(failure)) => Some(failure),
        Some(other) => return Err(other),
        None => None,
    };
    let target = errand.target.name.clone();
    if let Some(failure) = &failure {
        output.remark(&format!("{target}: {} {}", failure.message, failure.hint));
    }
    Ok(Report { target, outcome: "failed", revision: None, failure })
}

fn report(outcomes: &[Report], output: &mut Output) -> Result<(), CliError> {
    let lines = outcomes.iter().map(|outcome| {
        let revision = outcome.revision.as_deref().unwrap_or("-");
        format!("{}\t{}\t{revision}", outcome.target, outcome.outcome)
    });
    output.answer(&outcomes, lines)?;
    if outcomes.iter().all(|outcome| outcome.failure.is_none()) { Ok(()) } else { Err(CliError::Findings) }
}

/// Steps go to standard error, as they happen.
struct Told;

impl Progress for Told {
    fn step(&self, words: &'static str) {
        Output::step(words);
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// The variable for any secret is only taken where one is meant: it must not reach a place that it does not belong to.
fn vault(app: &App, shop: &ShopSlug, target: Option<&str>) -> Result<Arc<Vault>, CliError> {
    let secrets = app.targets(shop)?.iter().filter(|view| view.needs_secret).count();
    let is_one = target.is_some() || secrets <= 1;
    let read = move |name: &str| {
        let is_meant = is_one || name != ANY_SECRET;
        std::env::var(name).ok().filter(|secret| is_meant && !secret.trim().is_empty())
    };
    Ok(Arc::new(Vault::with_environment(read)))
}

/// The first; the app gives at least one or an error.
fn one(mut errands: Vec<Errand>) -> Errand {
    errands.swap_remove(0)
}

impl From<TargetPlace> for Place {
    fn from(place: TargetPlace) -> Self {
        match place {
            TargetPlace::Host { url } => Self::Host { url },
            TargetPlace::Http { url, header, ca, allow_http, public_url } => {
                Self::Http { url, header, ca_pem: ca, allow_http, public_url }
            }
            TargetPlace::S3 { bucket, region, access_key_id, endpoint, prefix, allow_http, public_url } => {
                let prefix = prefix.unwrap_or_default();
                Self::S3 { bucket, region, access_key_id, endpoint, prefix, allow_http, public_url }
            }
            TargetPlace::Azure { account, container, endpoint, prefix, public_url } => {
                let prefix = prefix.unwrap_or_default();
                Self::Azure { account, container, endpoint, prefix, public_url }
            }
            TargetPlace::Gcs { bucket, prefix, public_url } => {
                Self::Gcs { bucket, prefix: prefix.unwrap_or_default(), public_url }
            }
            TargetPlace::Folder { path, public_url } => {
                // Relative to where the command is given, not to where a later one is.
                let path = std::path::absolute(&path).unwrap_or(path);
                Self::Folder { path: path.display().to_string(), public_url }
            }
            TargetPlace::Theme { shop, client_id, theme_access, theme, endpoint } => {
                let sign_in = match (client_id, theme_access) {
                    (Some(client_id), _) => SignIn::ClientCredentials { client_id },
                    (None, true) => SignIn::ThemeAccess,
                    (None, false) => SignIn::Token,
                };
                Self::Theme { shop, sign_in, theme, endpoint }
            }
        }
    }
}
