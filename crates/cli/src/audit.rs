//! `waymark audit`: begins or goes on with an audit, says how far it is, prints what it found and writes the report.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use waymark_app::auditing::{
    AuditErrand, AuditSettings, Ending, Progress, Report, Severity, Standing, Watch, Wish, Worker,
    passing_audit,
};
use waymark_app::plans::parse_plan;
use waymark_app::system_clock;
use waymark_model::ShopSlug;

use crate::args::Audit;
use crate::commands::{open, read, runtime};
use crate::error::CliError;
use crate::output::Output;

pub fn audit(audit: &Audit, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let format = audit.report.as_deref().map(ReportFile::of).transpose()?;
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
    if let (Some(path), Some(format)) = (&audit.report, format) {
        let text = format.text(&report)?;
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
    let has_findings = report.findings.iter().any(|finding| finding.severity < Severity::Notice);
    let is_untold = report.totals.checked == 0
        || report.ending == Ending::Cancelled
        || report.events.iter().any(|event| event.standing == Standing::Unknown);
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

/// A report as a file.
enum ReportFile {
    Html,
    Csv,
    Json,
}

impl ReportFile {
    fn of(path: &Path) -> Result<Self, CliError> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "html" | "htm" => Ok(Self::Html),
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            _ => Err(CliError::ReportEnding),
        }
    }

    fn text(&self, report: &Report) -> Result<String, CliError> {
        match self {
            Self::Html | Self::Csv => Ok(String::new()),
            Self::Json => Ok(serde_json::to_string_pretty(report)?),
        }
    }
}
