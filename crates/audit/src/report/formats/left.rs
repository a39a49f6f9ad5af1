//! What left the pages, in words: tools and what they were told, and what each event's action makes leave.

use std::collections::BTreeSet;

use serde::Serialize;

use super::figures;
use crate::report::{EventReport, RefusedReport, Report, ToldReport, ToolReport};

/// The section of the page.
#[derive(Debug, Serialize)]
pub(super) struct Left {
    tools: Vec<Tool>,
    note: &'static str,
    nothing: &'static str,
    /// What pages' own policies refused: the tool, and what it was not told.
    refused: Vec<(&'static str, String)>,
    /// Events whose action was done, and what left, a line each.
    events: Vec<(String, Vec<String>)>,
}

#[derive(Debug, Serialize)]
struct Tool {
    vendor: &'static str,
    account: String,
    events: Vec<(String, String)>,
    /// More about it, a line each.
    more: Vec<&'static str>,
    showings: String,
}

impl Left {
    pub(super) fn of(report: &Report) -> Self {
        Self {
            tools: report.tools.iter().map(tool).collect(),
            note: "They were recorded and kept from leaving, so that nobody counts the audit.",
            nothing: if report.totals.rendered == 0 {
                "Not told: no page was shown in a browser."
            } else if report.totals.unseen > 0 {
                "What left could not be seen: tags ran in frames of another origin, sandboxed pixels or workers."
            } else {
                "Pages that were shown in a browser sent nothing to a tool that is known."
            },
            refused: report.refused.iter().map(|refused| (refused.vendor.name(), refusal(refused))).collect(),
            events: report
                .events
                .iter()
                .filter_map(|event| Some((event.name.clone(), lines(event, report.totals.unseen > 0)?)))
                .collect(),
        }
    }
}

/// `page_visit, add_to_cart, to ct.pinterest.com`.
fn refusal(refused: &RefusedReport) -> String {
    let join = |names: &BTreeSet<String>| {
        names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    };
    let (events, hosts) = (join(&refused.events), join(&refused.hosts));
    if events.is_empty() { format!("To {hosts}") } else { format!("{events}, to {hosts}") }
}

fn tool(tool: &ToolReport) -> Tool {
    let more = [
        (tool.is_hidden, "Some of it stands in bodies that are not visible"),
        (tool.is_loaded && tool.events.is_empty() && !tool.is_followed, "Loaded, told nothing"),
        (tool.is_followed && tool.events.is_empty(), "Recordings or requests of its own"),
    ];
    Tool {
        vendor: tool.vendor.name(),
        account: tool.account.clone(),
        events: tool.events.iter().map(|(event, times)| (event.clone(), figures::number(*times))).collect(),
        more: more.into_iter().filter(|(is, _)| *is).map(|(_, words)| words).collect(),
        showings: figures::number(tool.showings),
    }
}

/// What left when an event's action was done, a line each; nothing where it was not done. Where a part of it could not be
/// seen (`is_blind`), no line is not nothing.
pub(super) fn lines(event: &EventReport, is_blind: bool) -> Option<Vec<String>> {
    let lines: Vec<String> = event.told.as_ref()?.iter().map(line).collect();
    let unseen = lines.is_empty() && is_blind;
    Some(if unseen { vec!["Could not be seen".to_owned()] } else { lines })
}

/// `Google Analytics 4 G-1X2Y3Z: add_to_cart, 2 of 2 times (currency EUR, value 12; empty: coupon)`.
fn line(told: &ToldReport) -> String {
    let event = if told.event.is_empty() { "something whose body is not visible" } else { &told.event };
    let (full, empty): (Vec<_>, Vec<_>) = told.parameters.iter().partition(|(_, value)| !value.is_empty());
    let mut says = full.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ");
    if !empty.is_empty() {
        let names = empty.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
        says = if says.is_empty() { format!("empty: {names}") } else { format!("{says}; empty: {names}") };
    }
    let says = if says.is_empty() { says } else { format!(" ({says})") };
    let account = if told.account.is_empty() { String::new() } else { format!(" {}", told.account) };
    let times = figures::count(told.of, "time");
    format!("{}{account}: {event}, {} of {times}{says}", told.vendor.name(), figures::number(told.times))
}
