//! What it means that something left a page, twice, with personal data, or not any more.

use std::collections::BTreeSet;

use waymark_model::{EventId, Plan};

use super::{Proven, Told, ToldReport, ToolReport, Twice, ValueKind};
use crate::install::Vendor;
use crate::report::findings::HEAVY;
use crate::report::tally::pages;
use crate::report::types::{EventReport, Finding, FindingKind, Report, Severity};
use crate::requests::{PersonalKind, is_often};

/// Parameters that come and go by their nature.
const PASSING: [&str; 6] =
    ["page_title", "consent", "engagement_time_msec", "key_event", "event_id", "user_id"];

impl Told {
    /// What is wrong with what left, whatever was before.
    pub(in crate::report) fn findings(&self, plan: &Plan, proven: &Proven) -> Vec<Finding> {
        let mut findings = self.of_personal();
        findings.extend(
            self.doubled.iter().map(|(twice, found)| of_doubled(twice, found.most, &found.pages, plan)),
        );
        for (event, parameters) in proven {
            let Some(planned) = plan.events.iter().find(|planned| planned.id == *event) else { continue };
            let Some(fired) = self.fired.get(event).filter(|fired| fired.times > 0) else { continue };
            for (name, then) in parameters.iter().filter(|(_, then)| **then != ValueKind::Empty) {
                // What was taken out of the plan since is not missed.
                if !planned.parameters.iter().any(|parameter| parameter.name == *name) {
                    continue;
                }
                let now = fired.parameters.get(name).cloned().unwrap_or_default();
                findings.extend(of_parameter(event, &planned.name, planned.weight.get(), name, *then, &now));
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

    /// What is not told any more, and tools that came or went.
    pub(in crate::report) fn changes(&self, before: &Report, events: &[EventReport]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for event in events {
            let then =
                before.events.iter().find(|then| then.id == event.id).and_then(|then| then.told.as_deref());
            if let (Some(then), Some(now)) = (then, event.told.as_deref()) {
                for told in then.iter().filter(|told| !told.event.is_empty() && !is_often(&told.event)) {
                    findings.extend(of_told(event, told, now));
                }
            }
        }
        if before.totals.rendered > 0 && !self.accounts.is_empty() {
            findings.extend(self.of_tools(before));
        }
        findings
    }

    /// Tools that only a browser sees; those that stand in the page as it is served are told as tags.
    fn of_tools(&self, before: &Report) -> Vec<Finding> {
        let is_named = |tool: &&ToolReport| !tool.account.is_empty() && tool.vendor != Vendor::Shopify;
        let is_tag = |tool: &ToolReport| {
            before.tags.iter().any(|tag| tag.vendor == tool.vendor && tag.id == tool.account)
        };
        let tools = self.tools();
        let has = |tools: &[ToolReport], tool: &ToolReport| {
            tools.iter().any(|other| other.vendor == tool.vendor && other.account == tool.account)
        };
        // A report of before this was looked at has none.
        if before.tools.is_empty() {
            return Vec::new();
        }
        let new = tools.iter().filter(is_named).filter(|tool| !has(&before.tools, tool) && !is_tag(tool));
        let gone = before.tools.iter().filter(is_named).filter(|tool| !has(&tools, tool));
        let new = new.map(|tool| of_tool(tool, "is new", "gets requests from the shop now"));
        let gone = gone.map(|tool| of_tool(tool, "is gone", "gets nothing from the shop any more"));
        new.chain(gone).collect()
    }
}

fn finding(
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

fn of_tool(tool: &ToolReport, change: &str, what: &str) -> Finding {
    let name = tool.vendor.name();
    finding(
        &format!("told/{change}/{name}/{}", tool.account),
        Severity::Notice,
        FindingKind::TagsChanged,
        format!("{name} {} {what}", tool.account),
        "Seen in a browser, in what leaves the page.".to_owned(),
        "If nobody on your side did that, ask who did.",
    )
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

fn of_told(event: &EventReport, told: &ToldReport, now: &[ToldReport]) -> Option<Finding> {
    let vendor = told.vendor.name();
    let same = now.iter().find(|other| {
        other.vendor == told.vendor && other.account == told.account && other.event == told.event
    });
    let key = format!("{vendor}/{}/{}/{}", told.account, told.event, event.id.0);
    let severity = if event.weight >= HEAVY { Severity::Critical } else { Severity::Warning };
    let Some(same) = same else {
        // What left only now and then, and what may stand in a body that nobody sees, is not missed.
        let is_hidden = now.iter().any(|other| other.vendor == told.vendor && other.event.is_empty());
        if told.times < told.of || is_hidden {
            return None;
        }
        return Some(Finding {
            event: Some(event.id.clone()),
            ..finding(
                &format!("told/gone/{key}"),
                severity,
                FindingKind::ToldNoMore,
                format!("{vendor} {} no longer leaves when \"{}\" is done", told.event, event.name),
                format!("At the last audit it left to {} every time.", told.account),
                "Look whether the tag was taken out or paused, or listens to something that the shop does not send any more.",
            )
        });
    };
    let empty: Vec<&str> = told
        .parameters
        .iter()
        .filter(|(name, value)| !value.is_empty() && is_lasting(name))
        .filter(|(name, _)| same.parameters.get(*name).is_none_or(String::is_empty))
        .map(|(name, _)| name.as_str())
        .take(8)
        .collect();
    let first = *empty.first()?;
    let (noun, them) = if empty.len() == 1 { ("parameter", "it") } else { ("parameters", "them") };
    Some(Finding {
        event: Some(event.id.clone()),
        ..finding(
            &format!("told/parameters/{key}/{first}"),
            if told.event == "purchase" || first == "value" { severity } else { Severity::Warning },
            FindingKind::ParameterEmpty,
            format!(
                "{vendor} {} lacks the {noun} `{}` when \"{}\" is done",
                told.event,
                empty.join("`, `"),
                event.name
            ),
            format!("At the last audit {} to {} had {them}.", told.event, told.account),
            "Look where the tag takes it from; a theme or data layer change often renames it.",
        )
    })
}

/// Not one that comes and goes, nor one of the second product and those after it.
fn is_lasting(name: &str) -> bool {
    let is_of_list = name.split('.').any(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    !PASSING.contains(&name) && !name.starts_with("user.") && !is_of_list
}

fn of_parameter(
    event: &EventId,
    name: &str,
    weight: u8,
    parameter: &str,
    then: ValueKind,
    now: &BTreeSet<ValueKind>,
) -> Option<Finding> {
    let is_empty = now.iter().all(|kind| *kind == ValueKind::Empty);
    let other = now.iter().find(|kind| **kind != ValueKind::Empty);
    let (title, detail) = match other {
        None if is_empty => (
            format!("\"{name}\" has no value for `{parameter}` any more"),
            format!("When it was proven last, it was {}.", then.words()),
        ),
        Some(other) if !now.contains(&then) => (
            format!("`{parameter}` of \"{name}\" is {} now", other.words()),
            format!("When it was proven last, it was {}.", then.words()),
        ),
        _ => return None,
    };
    let severity = if weight >= HEAVY && is_empty { Severity::Critical } else { Severity::Warning };
    Some(Finding {
        event: Some(event.clone()),
        ..finding(
            &format!("told/parameter/{}/{parameter}", event.0),
            severity,
            FindingKind::ParameterEmpty,
            title,
            detail,
            "Open the page in the app and look where the parameter is read; then prove the event again.",
        )
    })
}
