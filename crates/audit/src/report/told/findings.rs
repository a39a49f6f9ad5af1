//! What it means that something left a page, twice, with personal data, or without a value that it was proven with. What
//! it means that something does not leave any more is in `changes`.

use std::collections::BTreeSet;

use waymark_model::{Event, Plan, Source};

use super::types::is_lasting;
use super::{Fired, Proven, ProvenValue, RefusedReport, Told, Twice, ValueKind};
use crate::install::Vendor;
use crate::report::findings::HEAVY;
use crate::report::tally::pages;
use crate::report::types::{Finding, FindingKind, Severity};
use crate::requests::PersonalKind;

impl Told {
    /// What is wrong with what left, whatever was before.
    pub(in crate::report) fn findings(&self, plan: &Plan, proven: &Proven) -> Vec<Finding> {
        let mut findings = self.of_personal();
        findings.extend(self.refused.values().map(of_refused));
        findings.extend(
            self.doubled.iter().map(|(twice, found)| of_doubled(twice, found.most, &found.pages, plan)),
        );
        for (event, parameters) in proven {
            let Some(planned) = plan.events.iter().find(|planned| planned.id == *event) else { continue };
            let Some(fired) = self.fired.get(event) else { continue };
            for (name, then) in parameters.iter().filter(|(_, then)| then.kind != ValueKind::Empty) {
                // What was taken out of the plan since is not missed.
                let is_planned = planned.parameters.iter().any(|parameter| {
                    parameter.name == *name
                        && !matches!(parameter.from, Source::CartTotal | Source::TrafficSource { .. })
                });
                if is_planned && is_lasting(name) {
                    findings.extend(of_parameter(planned, name, then, fired));
                }
            }
        }
        findings
    }

    fn of_personal(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let vendors: BTreeSet<Vendor> = self.personal.keys().map(|(vendor, _)| *vendor).collect();
        for vendor in vendors {
            let of_it: Vec<_> = self.personal.iter().filter(|((to, _), _)| *to == vendor).collect();
            let is_card = of_it.iter().any(|((_, found), _)| found.kind == PersonalKind::Card);
            let what: BTreeSet<String> = of_it
                .iter()
                .map(|((_, found), _)| format!("{} in \"{}\"", found.kind.words(), found.place))
                .collect();
            let what: Vec<String> = what.into_iter().take(5).collect();
            // Another kind is another finding: whoever muted an address has not muted a phone number.
            let kinds: BTreeSet<_> = of_it.iter().map(|((_, found), _)| found.kind).collect();
            let kinds: Vec<String> = kinds.into_iter().map(|kind| format!("{kind:?}")).collect();
            let mut named: Vec<String> = of_it.iter().flat_map(|(_, found)| found.pages.clone()).collect();
            named.dedup();
            named.truncate(super::NAMED);
            findings.push(Finding {
                pages: named,
                ..finding(
                    &format!("told/personal/{vendor:?}/{}", kinds.join("+")),
                    if is_card { Severity::Critical } else { Severity::Warning },
                    FindingKind::PersonalData,
                    format!("Personal data leaves the page to {}", vendor.name()),
                    format!("Its requests hold {}. The values are not kept here.", what.join(", ")),
                    "Find which tag sends it and leave it out there, or send it hashed where the tool asks for that. \
                     In addresses, see that the shop does not put it into the page's own address.",
                )
            });
        }
        findings
    }
}

pub(super) fn finding(
    key: &str,
    severity: Severity,
    kind: FindingKind,
    title: String,
    detail: String,
    advice: &str,
) -> Finding {
    Finding {
        key: key.to_lowercase().replace(' ', "-"),
        severity,
        kind,
        event: None,
        title,
        detail,
        advice: advice.to_owned(),
        pages: Vec::new(),
        repair: None,
    }
}

fn of_refused(refused: &RefusedReport) -> Finding {
    let vendor = refused.vendor.name();
    let hosts = refused.hosts.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let events = refused.events.iter().filter(|event| !event.is_empty());
    let events: Vec<String> = events.map(|event| format!("\"{event}\"")).take(5).collect();
    let what = match events.as_slice() {
        [] => "Its requests do".to_owned(),
        [event] => format!("{event} does"),
        events => format!("{} do", events.join(", ")),
    };
    Finding {
        pages: refused.pages.clone(),
        ..finding(
            &format!("told/refused/{:?}", refused.vendor),
            Severity::Warning,
            FindingKind::RefusedByPolicy,
            format!("The page's own policy refuses what {vendor} is told"),
            format!("{what} not leave the browser: the Content-Security-Policy does not name {hosts}."),
            "Ask whoever runs the shop to add the address to connect-src and img-src in the Content-Security-Policy, or take \
             the tag out if it is not wanted.",
        )
    }
}

fn of_doubled(twice: &Twice, times: u32, named: &[String], plan: &Plan) -> Finding {
    let vendor = twice.vendor.name();
    let account = &twice.account;
    let planned =
        twice.after.as_ref().and_then(|event| plan.events.iter().find(|planned| planned.id == *event));
    let (title, detail) = if twice.event.is_empty() {
        (
            format!("{vendor} {account} is loaded {times} times on one page"),
            "Each copy runs its tags, so page views and events may count double.".to_owned(),
        )
    } else {
        let when = match planned {
            Some(planned) => format!("when the action of \"{}\" was done once", planned.name),
            None => "while one page loaded".to_owned(),
        };
        (
            format!("{vendor} {account} counts \"{}\" {times} times at once", twice.event),
            format!("It left {times} times {when}, on {}.", pages(named.len() as u32)),
        )
    };
    let after = twice.after.as_ref().map_or("load", |event| event.0.as_str());
    Finding {
        event: planned.map(|planned| planned.id.clone()),
        pages: named.to_vec(),
        ..finding(
            &format!("told/twice/{vendor}/{account}/{}/{after}", twice.event),
            Severity::Warning,
            FindingKind::ToldTwice,
            title,
            detail,
            "Look who sends it: the theme, an app, the tag manager and the tool's own Shopify channel often do at the same \
             time. Switch it off in all but one.",
        )
    }
}

/// Values are held against the proof where the same page was shown again. Another page may have another product, of
/// which nobody knows whether it has the value: that is good to know, and no more.
fn of_parameter(event: &Event, parameter: &str, then: &ProvenValue, fired: &Fired) -> Option<Finding> {
    let name = &event.name;
    let again = fired.pages.get(&then.page);
    let empty = BTreeSet::from([ValueKind::Empty]);
    let of_pages = fired.pages.values().filter(|_| again.is_none()).chain(again);
    let now: BTreeSet<ValueKind> =
        of_pages.flat_map(|page| page.get(parameter).unwrap_or(&empty)).copied().collect();
    let is_empty = now.iter().all(|kind| *kind == ValueKind::Empty);
    let other = now.iter().find(|kind| **kind != ValueKind::Empty);
    let title = match other {
        None => format!("\"{name}\" has no value for `{parameter}` any more"),
        Some(other) if !now.contains(&then.kind) => {
            format!("`{parameter}` of \"{name}\" is {} now", other.words())
        }
        Some(_) => return None,
    };
    let was = then.kind.words();
    let (severity, title, detail, seen) = match fired.pages.keys().next().filter(|_| again.is_none()) {
        Some(elsewhere) => (
            Severity::Notice,
            title.replace(" any more", "").replace(" now", "") + " on another page",
            format!(
                "When it was proven last, on {}, it was {was}. That page was not shown now, and {elsewhere} may have another \
                 product.",
                then.page
            ),
            vec![elsewhere.clone()],
        ),
        None => (
            if event.weight.get() >= HEAVY && is_empty { Severity::Critical } else { Severity::Warning },
            title,
            format!("When it was proven last, on the same page, it was {was}."),
            vec![then.page.clone()],
        ),
    };
    Some(Finding {
        event: Some(event.id.clone()),
        pages: seen,
        ..finding(
            &format!("told/parameter/{}/{parameter}", event.id.0),
            severity,
            FindingKind::ParameterEmpty,
            title,
            detail,
            "Open the page in the app and look where the parameter is read; then prove the event again.",
        )
    })
}
