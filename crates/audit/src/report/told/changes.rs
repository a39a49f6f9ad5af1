//! What it means that something left a page at the last audit and does not now. Errs on the side of silence: that nothing
//! was seen is no proof where tags run out of sight, where another page was shown, or where it leaves at another moment.

use super::findings::finding;
use super::types::is_lasting;
use super::{After, Told, ToldReport, ToolReport};
use crate::install::Vendor;
use crate::report::findings::HEAVY;
use crate::report::types::{EventReport, Finding, FindingKind, Report, Severity};
use crate::requests::{is_of_load, is_often};

impl Told {
    /// What could not be seen of what left, as a sentence.
    pub(in crate::report) fn note(&self, shown: u32) -> Option<String> {
        (self.unseen > 0).then(|| {
            format!(
                "In {} of {shown} showings a part of what left could not be seen: tags ran in frames of another origin, in \
                 Shopify's sandboxed pixels or in workers, where no browser lets anybody look. Of tools and events that were \
                 not seen there it is not told whether they are gone.",
                self.unseen
            )
        })
    }

    /// What is not told any more, and tools that came or went.
    pub(in crate::report) fn changes(&self, before: &Report, events: &[EventReport]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for event in events {
            let then =
                before.events.iter().find(|then| then.id == event.id).and_then(|then| then.told.as_deref());
            if let (Some(then), Some(now)) = (then, self.after.get(&event.id)) {
                for told in then.iter().filter(|told| !told.event.is_empty() && !is_often(&told.event)) {
                    let same = now.told.get(&(told.vendor, told.account.clone(), told.event.clone()));
                    findings.extend(match same {
                        Some(same) => poorer(event, told, same),
                        None if self.is_missed(told, now) => Some(gone(event, told, now.done)),
                        None => None,
                    });
                }
            }
        }
        if before.totals.rendered > 0 && !self.page_types.is_empty() {
            findings.extend(self.of_tools(before));
        }
        findings
    }

    /// It left every time, was to be seen now, and left at no other moment either.
    fn is_missed(&self, told: &ToldReport, now: &After) -> bool {
        // What stands in a body that nobody sees may be it.
        let is_hidden = now.told.values().any(|other| other.vendor == told.vendor && other.event.is_empty());
        let elsewhere = self.accounts.get(&(told.vendor, told.account.clone()));
        let is_elsewhere =
            elsewhere.is_some_and(|tool| tool.is_hidden || tool.events.contains_key(&told.event));
        told.times >= told.of && !is_of_load(&told.event) && !now.is_blind && !is_hidden && !is_elsewhere
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
        // It may be where nobody can look, or on page types that were not shown this time.
        let would_be_seen = |tool: &&ToolReport| {
            let is_known = !tool.page_types.is_empty();
            self.unseen == 0 && is_known && tool.page_types.is_subset(&self.page_types)
        };
        let new = tools.iter().filter(is_named).filter(|tool| !has(&before.tools, tool) && !is_tag(tool));
        let gone =
            before.tools.iter().filter(is_named).filter(|tool| !has(&tools, tool)).filter(would_be_seen);
        let new = new.map(|tool| of_tool(tool, "is new", "gets requests from the shop now"));
        let gone = gone.map(|tool| of_tool(tool, "is gone", "gets nothing from the shop any more"));
        new.chain(gone).collect()
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

fn key(event: &EventReport, told: &ToldReport) -> String {
    format!("{}/{}/{}/{}", told.vendor.name(), told.account, told.event, event.id.0)
}

/// It leaves no more. One time may be chance, whatever hangs on it.
fn gone(event: &EventReport, told: &ToldReport, done: u32) -> Finding {
    let is_sure = event.weight >= HEAVY && told.of > 1 && done > 1;
    let times = |number: u32| if number == 1 { "time" } else { "times" };
    Finding {
        event: Some(event.id.clone()),
        ..finding(
            &format!("told/gone/{}", key(event, told)),
            if is_sure { Severity::Critical } else { Severity::Warning },
            FindingKind::ToldNoMore,
            format!("{} {} no longer leaves when \"{}\" is done", told.vendor.name(), told.event, event.name),
            format!(
                "At the last audit it left to {} {} of {} {}; now it did 0 of {done} {}.",
                told.account,
                told.times,
                told.of,
                times(told.of),
                times(done)
            ),
            "Look whether the tag was taken out or paused, or listens to something that the shop does not send any more.",
        )
    }
}

/// It leaves without what it had. Products differ in what they have, so only the same pages prove anything.
fn poorer(event: &EventReport, told: &ToldReport, same: &ToldReport) -> Option<Finding> {
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
    let is_same_page = !told.pages.is_empty() && told.pages.is_subset(&same.pages);
    let is_heavy = event.weight >= HEAVY && (told.event == "purchase" || first == "value");
    let worse = if is_heavy { Severity::Critical } else { Severity::Warning };
    let missing = told.pages.difference(&same.pages).next();
    let now = same.pages.difference(&told.pages).next().or_else(|| same.pages.first());
    let detail = format!("At the last audit {} to {} had {them}", told.event, told.account);
    let detail = match (missing, now) {
        (Some(missing), Some(now)) => {
            format!(
                "{detail}, on {missing}. That page was not shown now, and {now} may have another product."
            )
        }
        _ => format!("{detail}."),
    };
    Some(Finding {
        event: Some(event.id.clone()),
        pages: now.cloned().into_iter().collect(),
        ..finding(
            &format!("told/parameters/{}/{first}", key(event, told)),
            if is_same_page { worse } else { Severity::Notice },
            FindingKind::ParameterEmpty,
            format!(
                "{} {} lacks the {noun} `{}` when \"{}\" is done",
                told.vendor.name(),
                told.event,
                empty.join("`, `"),
                event.name
            ),
            detail,
            "Look where the tag takes it from; a theme or data layer change often renames it.",
        )
    })
}
