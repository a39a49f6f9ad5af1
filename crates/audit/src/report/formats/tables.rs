//! The report as tables: a line a finding, a line an event. How a cell is written safely is `compile`'s.

use waymark_compile::formats::csv_table;
use waymark_model::Verdict;

use super::muted::{Mute, Muted};
use super::{figures, left, words};
use crate::check::verdict_words;
use crate::report::{Finding, Report};

const FINDINGS: [&str; 10] = [
    "Severity",
    "Finding",
    "Since last audit",
    "Event",
    "Detail",
    "What to do",
    "Repair",
    "Pages",
    "Key",
    "Muted",
];
const EVENTS: [&str; 8] =
    ["Event", "Weight", "Standing", "In words", "Fires", "May miss it", "What leaves", "Id"];
/// What pages are shown on, with the head of its column.
const DEVICES: [(&str, &str); 3] =
    [("desktop", "Shown on a desktop"), ("phone", "Shown on a phone"), ("tablet", "Shown on a tablet")];
const VERDICTS: [Verdict; 9] = [
    Verdict::Intact,
    Verdict::Moved,
    Verdict::Ambiguous,
    Verdict::Missing,
    Verdict::Hidden,
    Verdict::NeedsRendering,
    Verdict::Blocked,
    Verdict::Unreachable,
    Verdict::NotRun,
];

/// Findings as CSV (RFC 4180, with a byte order mark), the worst first. Pages stand in one cell, a line each.
#[must_use]
pub fn findings_csv(report: &Report, muted: &Muted) -> String {
    let heads = FINDINGS.map(str::to_owned).to_vec();
    let rows = report.findings.iter().map(|finding| of_finding(report, finding, muted));
    csv_table(std::iter::once(heads).chain(rows))
}

/// Events as CSV (RFC 4180, with a byte order mark), in the plan's order: the number of pages with each verdict,
/// and what became of it on each device.
#[must_use]
pub fn events_csv(report: &Report) -> String {
    let verdicts = VERDICTS.map(|verdict| verdict_words(verdict).to_owned());
    let [first @ .., excused, leaves, id] = EVENTS.map(str::to_owned);
    let devices = DEVICES.map(|(_, head)| head.to_owned());
    let heads = [&first[..], &verdicts, &[excused], &devices, &[leaves, id]].concat();
    let rows = report.events.iter().map(|event| {
        let numbers = VERDICTS.map(|verdict| event.verdicts.get(&verdict).copied().unwrap_or(0).to_string());
        let first = [
            event.name.clone(),
            event.weight.to_string(),
            words::standing(event.standing).to_owned(),
            event.words.clone(),
            event.fires.as_ref().map(words::fires).unwrap_or_default(),
        ];
        let leaves = left::lines(event, report.totals.unseen > 0).unwrap_or_default().join("\n");
        let devices =
            DEVICES.map(|(device, _)| event.devices.get(device).map(words::verdicts).unwrap_or_default());
        [&first[..], &numbers, &[event.excused.to_string()], &devices, &[leaves, event.id.0.clone()]].concat()
    });
    csv_table(std::iter::once(heads).chain(rows))
}

fn of_finding(report: &Report, finding: &Finding, muted: &Muted) -> Vec<String> {
    let event = report.events.iter().find(|event| Some(&event.id) == finding.event.as_ref());
    let since = match &report.since {
        Some(since) if since.new.contains(&finding.key) => "New",
        Some(_) => "Known",
        None => "",
    };
    let repair = match &finding.repair {
        Some(repair) => repair.confidence.map_or_else(|| "Proposed".to_owned(), figures::percent),
        None => String::new(),
    };
    vec![
        words::severity(finding.severity).0.to_owned(),
        finding.title.clone(),
        since.to_owned(),
        event.map(|event| event.name.clone()).unwrap_or_default(),
        finding.detail.clone(),
        finding.advice.clone(),
        repair,
        finding.pages.join("\n"),
        finding.key.clone(),
        muted.get(&finding.key).map(Mute::in_words).unwrap_or_default(),
    ]
}
