//! `waymark audit`: begins or goes on with an audit, says how far it is, prints what it found and writes the report.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use waymark_app::auditing::{
    AuditErrand, AuditSettings, Ending, FindingKind, Progress, Report, ReportForm, Severity, Standing, Watch,
    Wish, Worker, passing_audit, write_report,
};
use waymark_app::plans::parse_plan;
use waymark_app::system_clock;
use waymark_model::ShopSlug;

use crate::args::Audit;
use crate::commands::{open, read, runtime};
use crate::error::CliError;
use crate::output::Output;

pub fn audit(audit: &Audit, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let form = audit.report.as_deref().map(form_of).transpose()?;
    let errand = errand(audit, data)?;
    if errand.resumed_from() > 0 {
        output.remark(&format!(
            "Going on with the audit that was stopped after {} pages.",
            errand.resumed_from()
        ));
    }
    let stop = Stop::default();
    let report = runtime()?.block_on(async {
        let worker = if audit.no_browser { None } else { worker(output).await };
        let run = errand.run(worker.as_ref(), &stop);
        tokio::pin!(run);
        tokio::select! {
            report = &mut run => report,
            _ = tokio::signal::ctrl_c() => {
                stop.0.store(true, Ordering::Relaxed);
                run.await
            }
        }
    })?;
    if let (Some(path), Some(form)) = (&audit.report, form) {
        let text = write_report(&report, form)?;
        std::fs::write(path, text).map_err(|source| CliError::Write { path: path.clone(), source })?;
    }
    output.answer(&report, lines(&report))?;
    told(&report)
}

/// What shows pages in a browser; nothing, said once, where that cannot be.
async fn worker(output: &mut Output) -> Option<Worker> {
    let worker = match Worker::new() {
        Ok(worker) => worker.start().await.map(|_| worker),
        Err(error) => Err(error),
    };
    worker.map_err(|error| output.remark(&format!("Without a browser: {error}."))).ok()
}

fn errand(audit: &Audit, data: Option<PathBuf>) -> Result<AuditErrand, CliError> {
    let settings = AuditSettings {
        sample: audit.sample.into(),
        preview_theme: audit.theme.clone(),
        address: audit.at.clone(),
        ignore_robots: audit.ignore_robots,
    };
    match (&audit.source.shop, &audit.source.url, &audit.plan) {
        (Some(shop), ..) => Ok(open(data)?.audit_errand(&ShopSlug(shop.clone()), &settings, audit.anew)?),
        (None, Some(url), Some(plan)) => {
            Ok(passing_audit(parse_plan(&read(plan)?)?, url, &settings, system_clock())?)
        }
        // The arguments ask for one of the two.
        _ => Err(CliError::NotTold),
    }
}

/// The exit code that scripts see: findings that matter, or nothing that could be told.
fn told(report: &Report) -> Result<(), CliError> {
    // What keeps us out is nothing wrong with the tracking: it could not be told.
    let is_shut = |kind| {
        matches!(kind, FindingKind::PagesBlocked | FindingKind::PagesUnreachable | FindingKind::OtherTheme)
    };
    let loud = || report.findings.iter().filter(|finding| finding.severity < Severity::Notice);
    let has_findings = loud().any(|finding| !is_shut(finding.kind));
    let is_untold = report.totals.checked == 0
        || report.ending == Ending::Cancelled
        || loud().any(|finding| is_shut(finding.kind))
        || report
            .events
            .iter()
            .any(|event| matches!(event.standing, Standing::Unknown | Standing::NotCovered));
    match (has_findings && report.totals.checked > 0, is_untold) {
        (true, _) => Err(CliError::Findings),
        (false, true) => Err(CliError::NotTold),
        (false, false) => Ok(()),
    }
}

fn lines(report: &Report) -> Vec<String> {
    let totals = report.totals;
    let score =
        report.health.score.map_or_else(|| "cannot be told".to_owned(), |score| format!("{score} of 100"));
    let mut lines = vec![
        format!("health\t{score}\t{} of {} events could be told", report.health.told, report.health.all),
        format!(
            "pages\t{} checked\t{} blocked\t{} unreachable\t{} gone",
            totals.checked, totals.blocked, totals.unreachable, totals.gone
        ),
    ];
    lines.extend(report.findings.iter().map(|finding| {
        let severity = match finding.severity {
            Severity::Critical => "critical",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        };
        format!("{severity}\t{}\t{}", finding.title, finding.advice)
    }));
    lines.extend(report.events.iter().map(|event| format!("event\t{}\t{}", event.name, event.words)));
    lines
}

/// Told by Ctrl-C to stop; what was found is kept, and the next audit goes on.
#[derive(Default)]
struct Stop(AtomicBool);

impl Watch for Stop {
    fn progress(&self, progress: Progress) {
        match progress {
            Progress::Searching { found } => Output::step(&format!("{found} pages found")),
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
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => Ok(ReportForm::Html),
        "csv" => Ok(ReportForm::Csv),
        "json" => Ok(ReportForm::Json),
        _ => Err(CliError::ReportEnding),
    }
}
