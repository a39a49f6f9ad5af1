//! `waymark audit schedule`, `audit due` and `audit tell`: audits that begin by themselves on a server, and who is told of
//! them. Secrets come from the environment, then from the keyring.

use std::io::Read as _;
use std::sync::Arc;

use secrecy::SecretString;
use serde_json::json;
use waymark_app::auditing::{Pictures, Program, Report};
use waymark_app::scheduling::{Rhythm, check_webhook, keep_mail_password, keep_webhook};
use waymark_app::telling::{MailAccount, MailSecurity, Told, Way};
use waymark_app::vault::{SecretKept, Vault};
use waymark_app::view::{AuditEnd, ScheduleView};
use waymark_app::{App, AppError, Prober};
use waymark_model::ShopSlug;

use crate::args::{Due, Schedule, SwitchArg, Tell};
use crate::audit::{ended, lines, run};
use crate::commands::runtime;
use crate::error::CliError;
use crate::output::Output;

/// Sets what is named, and says what is set.
pub fn schedule(asked: &Schedule, app: &mut App, output: &mut Output) -> Result<(), CliError> {
    let shop = ShopSlug(asked.shop.clone());
    let before = app.schedule(&shop)?;
    let mut schedule = before.clone();
    schedule.every = asked.every.map_or(schedule.every, Into::into);
    schedule.sample = asked.sample.map_or(schedule.sample, Into::into);
    schedule.pulse = asked.pulse.map_or(schedule.pulse, SwitchArg::is_on);
    schedule.on_theme_change = asked.on_theme_change.map_or(schedule.on_theme_change, SwitchArg::is_on);
    let view =
        if schedule == before { app.schedule_view(&shop)? } else { app.set_schedule(&shop, &schedule)? };
    say(&view, output)
}

fn say(view: &ScheduleView, output: &mut Output) -> Result<(), CliError> {
    let switch = |on| if on { "on" } else { "off" };
    let schedule = &view.schedule;
    let every = match schedule.every {
        Rhythm::Off => "off",
        Rhythm::Weekly => "weekly",
        Rhythm::Monthly => "monthly",
    };
    let mut lines = vec![
        format!("every\t{every}"),
        format!("sample\t{}", serde_json::to_value(schedule.sample)?.as_str().unwrap_or_default()),
        format!("pulse\t{}", switch(schedule.pulse)),
        format!("on-theme-change\t{}", switch(schedule.on_theme_change)),
        format!("webhook\t{}", switch(schedule.tells.webhook)),
        format!("mail\t{}", schedule.tells.mail.as_ref().map_or("off".into(), |mail| mail.to.join(", "))),
    ];
    lines.extend(view.told.iter().filter_map(|told| {
        told.failure.as_ref().map(|failure| format!("{}\tfailed: {failure}", name(told.way)))
    }));
    output.answer(view, lines)
}

/// Runs what is due, one shop after the other; one that fails does not keep the others from theirs.
pub fn due(asked: &Due, app: &mut App, output: &mut Output) -> Result<(), CliError> {
    let shops = match &asked.shop {
        Some(shop) => vec![ShopSlug(shop.clone())],
        None => app.scheduled_shops()?,
    };
    let (mut reports, mut words, mut worst) = (Vec::new(), Vec::new(), None);
    for shop in shops {
        match run_due(&shop, asked.no_browser, app, output) {
            Ok(None) => {}
            Ok(Some((report, end))) => {
                let mutes = app.mutes(&shop)?;
                words.push(format!("shop\t{}", shop.0));
                words.extend(lines(&report, &mutes));
                reports.push(json!({ "shop": shop.0, "report": report }));
                worst = worse(worst, end.err());
            }
            Err(error) => {
                output.remark(&format!("{}: {error}", shop.0));
                worst = worse(worst, Some(error));
            }
        }
    }
    output.answer(&reports, words)?;
    worst.map_or(Ok(()), Err)
}

/// A finding weighs more than what could not be told.
fn worse(one: Option<CliError>, other: Option<CliError>) -> Option<CliError> {
    one.into_iter().chain(other).min_by_key(CliError::exit_code)
}

/// A report, and what it comes to.
type Ran = (Report, Result<(), CliError>);

fn run_due(
    shop: &ShopSlug,
    no_browser: bool,
    app: &mut App,
    output: &mut Output,
) -> Result<Option<Ran>, CliError> {
    // A shop that is not there is told by its name.
    app.schedule_view(shop)?;
    let runtime = runtime()?;
    let is_other_theme = match app.theme_watch(shop)? {
        Some(watch) => runtime.block_on(watch.is_other(&Prober::new().map_err(AppError::from)?)),
        None => false,
    };
    let Some(due) = app.take_due(shop, is_other_theme)? else { return Ok(None) };
    let errand = app.audit_errand(shop, &due.settings, false, Program::CommandLine)?.with_vault(vault());
    let audit = errand.audit().ok_or(AppError::NoAudit)?;
    output.remark(&format!("{}: auditing {}", shop.0, errand.address()));
    let ran = {
        let mut alive = || {
            // The audit itself is kept in any case.
            let _ = app.still_auditing(std::slice::from_ref(shop));
        };
        runtime.block_on(run(errand, no_browser, output, &mut alive))
    };
    is_over(app, shop, audit, &ran)?;
    let (report, _) = ran?;
    let mutes = app.mutes(shop)?;
    let told = tell_people(app, shop, audit, output);
    let end = ended(&report, &mutes).and(told);
    Ok(Some((report, end)))
}

/// Lets audits of a shop begin by themselves again, now or later.
pub fn is_over(
    app: &mut App,
    shop: &ShopSlug,
    audit: i64,
    ran: &Result<(Report, Pictures), CliError>,
) -> Result<(), CliError> {
    let end = match ran {
        Ok(_) => app.audit_end(shop, audit)?,
        Err(CliError::App(failure)) => AuditEnd::Failed { failure: failure.clone() },
        Err(_) => AuditEnd::Stopped,
    };
    Ok(app.auditing_ended(shop, &end)?)
}

/// Tells people of an audit, if there is something to tell. That nobody could be told is said, and no audit is lost.
pub fn tell_people(app: &mut App, shop: &ShopSlug, audit: i64, output: &mut Output) -> Result<(), CliError> {
    let AuditEnd::Done { line } = app.audit_end(shop, audit)? else { return Ok(()) };
    let Some(telling) = app.telling(shop, line.id, &vault())? else { return Ok(()) };
    let told = runtime()?.block_on(telling.send());
    app.keep_told(shop, &told)?;
    came_of(&told, output)
}

fn came_of(told: &[Told], output: &mut Output) -> Result<(), CliError> {
    let mut all_told = Ok(());
    for told in told {
        match &told.failure {
            None => output.remark(&format!("Told by {}.", name(told.way))),
            Some(failure) => {
                output.remark(&format!(
                    "Not told by {}: {} {}",
                    name(told.way),
                    failure.message,
                    failure.hint
                ));
                all_told = Err(CliError::NotToldPeople);
            }
        }
    }
    all_told
}

/// Sets who is told, or sends a test.
pub fn tell(asked: &Tell, app: &mut App, output: &mut Output) -> Result<(), CliError> {
    match asked {
        Tell::Webhook { shop, on, secret_from_stdin } => {
            let shop = ShopSlug(shop.clone());
            let secret = secret_from_stdin.then(secret).transpose()?;
            if let Some(address) = &secret {
                check_webhook(address)?;
            }
            let mut schedule = app.schedule(&shop)?;
            schedule.tells.webhook = on.is_on();
            let view = app.set_schedule(&shop, &schedule)?;
            kept(secret.map(|secret| keep_webhook(&vault(), &shop, secret)), "WAYMARK_WEBHOOK", output);
            say(&view, output)
        }
        Tell::Mail { shop, on, server, port, security, user, from, to, secret_from_stdin } => {
            let shop = ShopSlug(shop.clone());
            let security = MailSecurity::from(*security);
            let usual = if security == MailSecurity::Tls { 465 } else { 587 };
            let account = MailAccount {
                server: server.clone().unwrap_or_default(),
                port: port.unwrap_or(usual),
                security,
                user: user.clone().unwrap_or_default(),
                from: from.clone().unwrap_or_default(),
                to: to.clone(),
            };
            let mut schedule = app.schedule(&shop)?;
            schedule.tells.mail = on.is_on().then(|| account.clone());
            let view = app.set_schedule(&shop, &schedule)?;
            let secret = secret_from_stdin.then(secret).transpose()?;
            let is_kept = secret.map(|secret| keep_mail_password(&vault(), &shop, &account, secret));
            kept(is_kept, "WAYMARK_SMTP_PASSWORD", output);
            say(&view, output)
        }
        Tell::Test { shop } => test(&ShopSlug(shop.clone()), app, output),
    }
}

fn test(shop: &ShopSlug, app: &mut App, output: &mut Output) -> Result<(), CliError> {
    let tells = app.schedule_view(shop)?.schedule.tells;
    let ways = [(Way::Webhook, tells.webhook), (Way::Mail, tells.mail.is_some())];
    let mut all_told = Vec::new();
    for (way, _) in ways.into_iter().filter(|(_, on)| *on) {
        let telling = app.test_telling(shop, way, &vault())?;
        all_told.extend(runtime()?.block_on(telling.send()));
    }
    if all_told.is_empty() {
        // Says which way is missing.
        app.test_telling(shop, Way::Webhook, &vault())?;
    }
    app.keep_told(shop, &all_told)?;
    came_of(&all_told, output)
}

fn kept(kept: Option<SecretKept>, variable: &str, output: &mut Output) {
    if kept == Some(SecretKept::Session) {
        output.remark(&format!("There is no keyring that takes it: give it in {variable} each time."));
    }
}

fn secret() -> Result<SecretString, CliError> {
    let mut secret = String::new();
    std::io::stdin().read_to_string(&mut secret).map_err(CliError::Input)?;
    Ok(secret.trim().into())
}

pub fn vault() -> Arc<Vault> {
    let read = |name: &str| std::env::var(name).ok().filter(|secret| !secret.trim().is_empty());
    Arc::new(Vault::with_environment(read))
}

fn name(way: Way) -> &'static str {
    match way {
        Way::Desktop => "notification",
        Way::Webhook => "webhook",
        Way::Mail => "mail",
    }
}
