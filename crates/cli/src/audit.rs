//! `waymark audit`: begins or goes on with an audit, says how far it is, prints what it found and writes the report.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;
use waymark_app::auditing::{
    Audience, AuditErrand, AuditSettings, Branding, Finding, Outcome, Pictures, Program, Progress,
    RenderError, Report, ReportForm, Severity, Watch, Wish, Worker, is_muted, passing_audit, write_report,
};
use waymark_app::exporting::replace;
use waymark_app::plans::parse_plan;
use waymark_app::view::MuteView;
use waymark_app::{App, system_clock};
use waymark_model::ShopSlug;

use crate::args::{Audit, AuditCommand};
use crate::commands::{open, read, runtime};
use crate::error::CliError;
use crate::output::Output;
use crate::scheduling;

/// How often it is said that an audit still runs.
const ALIVE: Duration = Duration::from_secs(600);

pub fn audit(audit: &Audit, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    if let Some(command) = &audit.command {
        return match command {
            AuditCommand::Schedule(asked) => scheduling::schedule(asked, &mut open(data)?, output),
            AuditCommand::Due(asked) => scheduling::due(asked, &mut open(data)?, output),
            AuditCommand::Tell(asked) => scheduling::tell(asked, &mut open(data)?, output),
            other => said_about(other, &mut open(data)?, output),
        };
    }
    let form = audit.report.as_deref().map(form_of).transpose()?;
    let settings = AuditSettings {
        sample: audit.sample.into(),
        preview_theme: audit.theme.clone(),
        address: audit.at.clone(),
        ignore_robots: audit.ignore_robots,
        submits: audit.submit_forms,
        pulse: false,
    };
    let known = match &audit.source.shop {
        Some(shop) => Some((open(data)?, ShopSlug(shop.clone()))),
        None => None,
    };
    let (mut known, errand) = match known {
        Some((mut app, shop)) => {
            let errand = app.audit_errand(&shop, &settings, audit.anew, Program::CommandLine)?;
            (Some((app, shop)), errand)
        }
        None => (None, passing(audit, &settings)?),
    };
    let errand = errand.with_vault(scheduling::vault());
    let number = errand.audit();
    let mut alive = || {
        if let Some((app, shop)) = &mut known {
            // What is due by itself waits; the audit is kept in any case.
            let _ = app.still_auditing(std::slice::from_ref(shop));
        }
    };
    let ran = runtime()?.block_on(run(errand, audit.no_browser, output, &mut alive));
    if let Some(((app, shop), audit)) = known.as_mut().zip(number) {
        scheduling::is_over(app, shop, audit, &ran)?;
    }
    let (report, pictures) = ran?;
    let (branding, mutes) = said(known.as_ref())?;
    if let (Some(path), Some(form)) = (&audit.report, form) {
        let past = match known.as_ref().zip(number) {
            Some(((app, shop), audit)) => app.course(shop, audit)?,
            None => Vec::new(),
        };
        let text = write_report(&report, form, &branding, &pictures, &mutes, &past)?;
        replace(path, text.as_bytes())?;
    }
    output.answer(&report, lines(&report, &mutes))?;
    let told = match known.as_mut().zip(number) {
        Some(((app, shop), audit)) => scheduling::tell_people(app, shop, audit, output),
        None => Ok(()),
    };
    ended(&report, &mutes).and(told)
}

/// What an audit comes to, as an exit code.
pub fn ended(report: &Report, mutes: &[MuteView]) -> Result<(), CliError> {
    match Outcome::of(report, mutes) {
        Outcome::Fine => Ok(()),
        Outcome::Findings => Err(CliError::Findings),
        Outcome::NotTold => Err(CliError::NotTold),
    }
}

/// Runs an audit until it is done or Ctrl-C stops it; `alive` is called now and then meanwhile.
pub async fn run(
    mut errand: AuditErrand,
    no_browser: bool,
    output: &mut Output,
    alive: &mut dyn FnMut(),
) -> Result<(Report, Pictures), CliError> {
    if errand.resumed_from() > 0 {
        output.remark(&format!(
            "Going on with the audit that was stopped after {} pages.",
            errand.resumed_from()
        ));
    }
    let stop = Stop::default();
    let worker = if no_browser { None } else { Some(worker().await) };
    let worker = worker.and_then(|worker| {
        worker
            .inspect_err(|error| {
                output.remark(&format!("Without a browser: {error}."));
                errand.without_browser(error);
            })
            .ok()
    });
    let run = errand.run_with_pictures(worker.as_ref(), &stop);
    tokio::pin!(run);
    let mut ticks = tokio::time::interval(ALIVE);
    loop {
        tokio::select! {
            report = &mut run => return Ok(report?),
            _ = tokio::signal::ctrl_c() => {
                stop.0.store(true, Ordering::Relaxed);
                return Ok(run.await?);
            }
            _ = ticks.tick() => alive(),
        }
    }
}

/// Who hands the report of a known shop on, and which of its findings nobody wants to hear of.
fn said(known: Option<&(App, ShopSlug)>) -> Result<(Branding, Vec<MuteView>), CliError> {
    match known {
        Some((app, shop)) => Ok((app.branding()?, app.mutes(shop)?)),
        None => Ok((Branding::default(), Vec::new())),
    }
}

/// What is known of findings, and muting them.
fn said_about(command: &AuditCommand, app: &mut App, output: &mut Output) -> Result<(), CliError> {
    let of = |shop: &String| ShopSlug(shop.clone());
    let mutes = match command {
        AuditCommand::List { shop } => return list(&of(shop), app, output),
        AuditCommand::Mute { shop, finding, reason, how_long } => {
            app.mute_finding(&of(shop), finding, None, reason, (*how_long).into())?
        }
        AuditCommand::Unmute { shop, finding } => app.unmute_finding(&of(shop), finding)?,
        AuditCommand::Schedule(_) | AuditCommand::Due(_) | AuditCommand::Tell(_) => return Ok(()),
    };
    output.answer(&mutes, mutes.iter().map(|mute| format!("muted\t{}\t{}", mute.finding, mute.reason)))
}

fn list(shop: &ShopSlug, app: &App, output: &mut Output) -> Result<(), CliError> {
    let report = app.last_audit_report(shop)?;
    let mutes = app.mutes(shop)?;
    let lines = report
        .findings
        .iter()
        .map(|finding| format!("{}\t{}\t{}", weight_of(finding, &mutes), finding.key, finding.title));
    output.answer(&json!({ "findings": report.findings, "mutes": mutes }), lines)
}

fn weight_of(finding: &Finding, mutes: &[MuteView]) -> &'static str {
    match finding.severity {
        _ if is_muted(mutes, finding) => "muted",
        Severity::Critical => "critical",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}

/// What shows pages in a browser, started.
pub async fn worker() -> Result<Worker, RenderError> {
    let worker = Worker::new()?;
    worker.start().await?;
    Ok(worker)
}

/// An audit of a shop that need not be known.
fn passing(audit: &Audit, settings: &AuditSettings) -> Result<AuditErrand, CliError> {
    match (&audit.source.url, &audit.plan) {
        (Some(url), Some(plan)) => {
            Ok(passing_audit(parse_plan(&read(plan)?)?, url, settings, system_clock())?)
        }
        // The arguments ask for one of the two.
        _ => Err(CliError::NotTold),
    }
}

pub fn lines(report: &Report, mutes: &[MuteView]) -> Vec<String> {
    let totals = report.totals;
    let score =
        report.health.score.map_or_else(|| "cannot be told".to_owned(), |score| format!("{score} of 100"));
    let mut lines = vec![
        format!("health\t{score}\t{} of {} events could be told", report.health.told, report.health.all),
        format!(
            "pages\t{} checked\t{} blocked\t{} unreachable\t{} gone\t{} redirected\t{} elsewhere",
            totals.checked,
            totals.blocked,
            totals.unreachable,
            totals.gone,
            totals.redirected,
            totals.elsewhere
        ),
    ];
    lines.extend(report.findings.iter().map(|finding| {
        let severity = weight_of(finding, mutes);
        format!("{severity}\t{}\t{}", finding.title, finding.advice)
    }));
    lines.extend(report.events.iter().map(|event| format!("event\t{}\t{}", event.name, event.words)));
    lines
}

/// Told by Ctrl-C to stop; what was found is kept, and the next audit goes on.
#[derive(Default)]
struct Stop(AtomicBool);

impl Audience for Stop {}

impl Watch for Stop {
    fn progress(&self, progress: Progress) {
        match progress {
            Progress::Searching { found } => {
                Output::step(&format!("{found} {} found", if found == 1 { "page" } else { "pages" }));
            }
            Progress::Rendered { done, all, url, device } => {
                Output::step(&format!("shown {done} of {all}\t{url} on a {device}"));
            }
            Progress::Checked { done, all, url } => Output::step(&format!("{done} of {all}\t{url}")),
        }
    }

    fn wish(&self) -> Wish {
        if self.0.load(Ordering::Relaxed) { Wish::Stop } else { Wish::Go }
    }
}

/// The form of a report, by the ending of its file.
fn form_of(path: &Path) -> Result<ReportForm, CliError> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if name.to_ascii_lowercase().ends_with("events.csv") {
        return Ok(ReportForm::EventsCsv);
    }
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => Ok(ReportForm::Html),
        "csv" => Ok(ReportForm::Csv),
        "json" => Ok(ReportForm::Json),
        _ => Err(CliError::ReportEnding),
    }
}
