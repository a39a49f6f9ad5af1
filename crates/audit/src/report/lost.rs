//! Parameters whose element pages do not have, though the event's own is where it was: numbers of pages, and what they
//! mean. The event counts as before; what it says is missing.

use std::collections::BTreeMap;

use waymark_model::{Event, EventId, Plan, Source, Verdict};

use super::findings::HEAVY;
use super::tally::{NAMED, pages};
use super::types::{Finding, FindingKind, Severity};
use crate::check::EventOnPage;
use crate::record::Record;

/// Share of pages on which a parameter may miss its element before that is more than good to know.
const FEW: f64 = 0.34;

/// What was seen so far.
#[derive(Debug, Default)]
pub(super) struct Lost {
    events: BTreeMap<EventId, OfEvent>,
}

/// Pages that have an event's own element, and what they lack.
#[derive(Debug, Default)]
struct OfEvent {
    served: u32,
    shown: u32,
    parameters: BTreeMap<String, Without>,
}

/// Pages without a parameter's element.
#[derive(Debug, Default)]
struct Without {
    served: u32,
    shown: u32,
    pages: Vec<String>,
}

impl Lost {
    /// Adds a page. One that may well lack things, as a sold-out product's, says nothing about others.
    pub fn add(&mut self, record: &Record) {
        let (url, events, shown) = match record {
            Record::Sending(_) | Record::KeptBack(_) => return,
            Record::Page(page) if page.excuses() => return,
            Record::Page(page) => (&page.url, &page.events, 0),
            Record::Rendered(page) => (&page.url, &page.events, 1),
        };
        for found in events.iter().filter(|found| found.verdict == Verdict::Intact) {
            self.add_event(found, url, shown);
        }
    }

    fn add_event(&mut self, found: &EventOnPage, url: &str, shown: u32) {
        let of_event = self.events.entry(found.id.clone()).or_default();
        of_event.shown += shown;
        of_event.served += 1 - shown;
        for name in &found.lost {
            let without = of_event.parameters.entry(name.clone()).or_default();
            without.shown += shown;
            without.served += 1 - shown;
            if without.pages.len() < NAMED && !without.pages.iter().any(|page| page == url) {
                without.pages.push(url.to_owned());
            }
        }
    }

    /// What there is to say. Before launch nothing is to be changed yet.
    pub fn findings(&self, plan: &Plan, is_live: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        for event in &plan.events {
            let Some(of_event) = self.events.get(&event.id) else { continue };
            let pointed = event.parameters.iter().filter(|each| matches!(each.from, Source::Element { .. }));
            for parameter in pointed {
                let without = of_event.parameters.get(&parameter.name);
                findings.extend(
                    without.and_then(|without| finding(event, &parameter.name, of_event, without, is_live)),
                );
            }
        }
        findings
    }
}

/// Whether a finding says no more than that the element of its parameter is gone, which one of these says.
pub(super) fn explain(lost: &[Finding], finding: &Finding) -> bool {
    let subject = |finding: &Finding| Some(finding.key.split_once("/parameter/")?.1.to_owned());
    finding.kind == FindingKind::ParameterEmpty
        && lost.iter().any(|lost| subject(lost) == subject(finding) && lost.severity <= finding.severity)
}

fn finding(
    event: &Event,
    parameter: &str,
    of_event: &OfEvent,
    without: &Without,
    is_live: bool,
) -> Option<Finding> {
    let name = &event.name;
    let served_has = of_event.served - without.served;
    let shown_has = of_event.shown - without.shown;
    let mend = if is_live {
        "Open one of the pages in the app, edit the event and point at the value again, or take the parameter out. Then \
         publish."
    } else {
        "When this goes live, point at the value again or take the parameter out; the live shop still has it as it was."
    };
    let (severity, title, detail, advice) = match (served_has, shown_has) {
        // A script makes it, wherever a browser looked.
        (0, 1..) if without.shown == 0 => return None,
        (0, 0) if without.shown == 0 => (
            Severity::Notice,
            format!("Nobody can say whether \"{name}\" still has its `{parameter}`"),
            "The pages as the shop serves them have no element for it; a script may make it.".to_owned(),
            "Let Waymark render the pages, or open one in the app and edit the event: it shows what it would send.",
        ),
        (0, 0) => (
            if event.weight.get() >= HEAVY { Severity::Critical } else { Severity::Warning },
            format!("`{parameter}` of \"{name}\" has lost its element"),
            format!(
                "The event itself finds its element and {}, but what `{parameter}` is read of is not there any more, on none of \
                 {}. It is sent without that value.",
                if is_live { "fires" } else { "would fire" },
                pages(of_event.served.max(of_event.shown))
            ),
            mend,
        ),
        _ => {
            let is_much = f64::from(without.served) > FEW * f64::from(of_event.served);
            let (number, all) = if without.served > 0 {
                (without.served, pages(of_event.served))
            } else {
                (without.shown, format!("{} in a browser", showings(of_event.shown)))
            };
            (
                if is_much || without.shown > 0 { Severity::Warning } else { Severity::Notice },
                format!("\"{name}\" misses the element of `{parameter}` on {number} of {all}"),
                "The event fires there without that value.".to_owned(),
                "Look at one of the pages: the product may not have it, or its template may be another one. If it is there, edit \
                 the event and point at it on that page.",
            )
        }
    };
    Some(Finding {
        key: format!("lost/parameter/{}/{parameter}", event.id.0).to_lowercase().replace(' ', "-"),
        severity,
        kind: FindingKind::ParameterGone,
        event: Some(event.id.clone()),
        title,
        detail,
        advice: advice.to_owned(),
        pages: without.pages.clone(),
        repair: None,
    })
}

pub(super) fn showings(number: u32) -> String {
    if number == 1 { "1 showing".to_owned() } else { format!("{number} showings") }
}
