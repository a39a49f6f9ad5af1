//! What changed for the worse, and what recovered, between two audits of the same kind. Pure; muted findings count in
//! neither, so that muting one is no recovery.

use std::collections::BTreeMap;

use waymark_audit::report::{EventReport, Finding, FindingKind, Report, Severity, Standing, is_looked_at};
use waymark_model::Verdict;

use crate::auditing::is_muted;
use crate::view::MuteView;

/// What is worth telling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Nothing was known before.
    pub is_first: bool,
    /// Names of events that worked and do not any more.
    pub broken: Vec<String>,
    /// Names of events that worked everywhere, and do on some pages only.
    pub partly: Vec<String>,
    /// Names of events that worked, and of which nobody could look at a page now.
    pub unseen: Vec<String>,
    /// Titles of other findings that are new.
    pub found: Vec<String>,
    /// Names of events that work again.
    pub works_again: Vec<String>,
    /// Other findings that are gone.
    pub mended: usize,
    /// Troubles that stay as they were.
    pub left: usize,
    /// Health before and now.
    pub health: (Option<u8>, Option<u8>),
}

impl Change {
    /// Something is worse than it was.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        !(self.broken.is_empty() && self.partly.is_empty() && self.unseen.is_empty() && self.found.is_empty())
    }
}

impl Change {
    /// Nothing changed, but that pages can be looked at again.
    pub(super) fn seen_again(before: &Report, now: &Report, mutes: &[MuteView]) -> Self {
        Self {
            mended: 1,
            left: troubles(now, mutes).len(),
            health: (before.health.score, now.health.score),
            ..Self::default()
        }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trouble {
    /// A finding about something else.
    Found(Sign),
    /// An event that misses some pages.
    Partly,
    /// An event that does not work.
    Broken,
}

/// What a finding is told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// The audit before.
    Difference,
    /// This one.
    Own,
}

struct Known<'a> {
    trouble: Trouble,
    name: String,
    finding: &'a Finding,
}

/// Compares a report with the one before; nothing where nothing is worse or better. Where there is none before, what is
/// wrong counts as new: whoever is told of changes only would never hear of it.
#[must_use]
pub fn change(before: Option<&Report>, now: &Report, mutes: &[MuteView]) -> Option<Change> {
    let then = before.map(|report| troubles(report, mutes)).unwrap_or_default();
    let troubles = troubles(now, mutes);
    let mut change = Change {
        is_first: before.is_none(),
        health: (before.and_then(|report| report.health.score), now.health.score),
        unseen: before.map(|before| unseen(before, now, mutes)).unwrap_or_default(),
        ..Change::default()
    };
    for (key, known) in &troubles {
        let is_no_worse =
            |was: &Known<'_>| was.trouble >= known.trouble && was.finding.severity <= known.finding.severity;
        if then.get(key).is_some_and(is_no_worse) {
            change.left += 1;
            continue;
        }
        let list = match known.trouble {
            Trouble::Broken => &mut change.broken,
            Trouble::Partly => &mut change.partly,
            Trouble::Found(_) => &mut change.found,
        };
        list.push(known.name.clone());
    }
    for (key, known) in then.iter().filter(|(key, _)| !troubles.contains_key(*key)) {
        match known.trouble {
            // That something differed from the audit before is told once, and is no news when it is gone.
            Trouble::Found(Sign::Difference) if now.totals.checked > 0 => {}
            // What nobody looked at did not recover.
            _ if before
                .is_some_and(|before| !is_looked_at(known.finding, before, &now.totals, &now.events)) =>
            {
                change.left += 1;
            }
            Trouble::Found(_) => change.mended += 1,
            Trouble::Partly | Trouble::Broken => {
                // One that is not in the plan any more is nobody's recovery.
                if now.events.iter().any(|event| event.id.0 == *key) {
                    change.works_again.push(known.name.clone());
                }
            }
        }
    }
    let is_better = !change.works_again.is_empty() || change.mended > 0;
    (change.is_worse() || is_better).then_some(change)
}

/// Events that worked, and are on no page that could be looked at now. Where there is no such page at all, that is said of
/// the pages. What only a browser could say is not meant: whether there is one is no change of the shop.
fn unseen(before: &Report, now: &Report, mutes: &[MuteView]) -> Vec<String> {
    let is_unseen = |event: &&EventReport| {
        let is_shut = |verdict: &Verdict| matches!(verdict, Verdict::Blocked | Verdict::Unreachable);
        event.standing == Standing::NotCovered
            || event.standing == Standing::Unknown && event.verdicts.keys().all(is_shut)
    };
    let worked = |event: &&EventReport| {
        before.events.iter().any(|old| old.id == event.id && old.standing == Standing::Works)
    };
    let is_muted = |event: &&EventReport| {
        now.findings
            .iter()
            .any(|finding| finding.event.as_ref() == Some(&event.id) && is_muted(mutes, finding))
    };
    let events = now.events.iter().filter(|_| now.totals.checked > 0);
    let unseen = events.filter(is_unseen).filter(worked).filter(|event| !is_muted(event));
    unseen.map(|event| event.name.clone()).collect()
}

/// What is wrong by the audit, by key: for an event its id, so that a change of what is wrong with it is none.
fn troubles<'a>(report: &'a Report, mutes: &[MuteView]) -> BTreeMap<String, Known<'a>> {
    let heard = |finding: &&Finding| finding.severity < Severity::Notice && !is_muted(mutes, finding);
    let mut troubles = BTreeMap::new();
    for finding in report.findings.iter().filter(heard) {
        let event = finding.event.as_ref().and_then(|id| report.events.iter().find(|event| event.id == *id));
        let sign = match (finding.kind, event) {
            // That something changed is no trouble that stays or goes.
            (FindingKind::ThemeChanged | FindingKind::TagsChanged, _) => continue,
            (FindingKind::ToldNoMore | FindingKind::ParameterEmpty, _) => Sign::Difference,
            (
                FindingKind::ToldTwice
                | FindingKind::PersonalData
                | FindingKind::RefusedByPolicy
                | FindingKind::ParameterGone,
                _,
            )
            | (_, None) => Sign::Own,
            (_, Some(event)) => {
                let is_broken = event.standing == Standing::Broken;
                let trouble = if is_broken { Trouble::Broken } else { Trouble::Partly };
                troubles.insert(event.id.0.clone(), Known { trouble, name: event.name.clone(), finding });
                continue;
            }
        };
        let known = Known { trouble: Trouble::Found(sign), name: finding.title.clone(), finding };
        troubles.insert(finding.key.clone(), known);
    }
    troubles
}

#[cfg(test)]
mod tests {
    use waymark_audit::check::Repair;
    use waymark_audit::discover::SampleSize;
    use waymark_audit::report::{AuditedShop, Ending, Fires, Health, Totals};
    use waymark_model::EventId;

    use super::*;

    const WORKS: Standing = Standing::Works;
    const BROKEN: Standing = Standing::Broken;

    fn report(score: Option<u8>, events: &[(&str, Standing)], found: &[&str]) -> Report {
        let event = |(name, standing): &(&str, Standing)| EventReport {
            id: EventId((*name).to_owned()),
            name: (*name).to_owned(),
            weight: 8,
            standing: *standing,
            words: String::new(),
            verdicts: BTreeMap::new(),
            excused: 0,
            fires: None,
            tried: Vec::new(),
            silent_on: None,
            told: None,
            moved: None,
            devices: BTreeMap::new(),
            tagged: None,
            shots: Vec::new(),
            examples: Vec::new(),
        };
        let finding = |key: String, kind, severity, event: Option<&str>| Finding {
            title: format!("{key}!"),
            key,
            severity,
            kind,
            event: event.map(|id| EventId(id.to_owned())),
            detail: String::new(),
            advice: String::new(),
            pages: Vec::new(),
            repair: None::<Repair>,
        };
        let mut findings: Vec<Finding> = events
            .iter()
            .filter_map(|(name, standing)| match standing {
                Standing::Broken => Some(("eventbroken", FindingKind::EventBroken, Severity::Critical, name)),
                Standing::Partly => Some(("eventpartly", FindingKind::EventPartly, Severity::Warning, name)),
                Standing::Unknown => {
                    Some(("eventunknown", FindingKind::EventUnknown, Severity::Notice, name))
                }
                _ => None,
            })
            .map(|(what, kind, severity, name)| {
                finding(format!("event/{name}/{what}"), kind, severity, Some(name))
            })
            .collect();
        findings.extend(
            found.iter().map(|key| finding((*key).into(), FindingKind::TagTwice, Severity::Warning, None)),
        );
        Report {
            schema: 1,
            shop: AuditedShop { name: "Shop".into(), url: "https://shop.example/".into() },
            started_at: 0,
            finished_at: 1,
            sample: SampleSize::Quick,
            ending: Ending::Complete,
            health: Health { score, formula: String::new(), told: 0, all: 0 },
            totals: Totals { pages: 20, checked: if score.is_some() { 20 } else { 0 }, ..Totals::default() },
            page_types: Vec::new(),
            devices: Vec::new(),
            events: events.iter().map(event).collect(),
            findings,
            revision: None,
            not_shown: None,
            themes: Vec::new(),
            tags: Vec::new(),
            tools: Vec::new(),
            refused: Vec::new(),
            consent: None,
            since: None,
            notes: Vec::new(),
        }
    }

    fn mute(finding: &str) -> MuteView {
        MuteView { finding: finding.into(), reason: "known".into(), until: None, severity: None }
    }

    #[test]
    fn what_stays_as_it_was_is_not_told() {
        let fine = report(Some(100), &[("a", WORKS)], &[]);
        let bad = report(Some(50), &[("a", BROKEN)], &["tag/twice/x"]);
        assert_eq!(change(Some(&fine), &fine, &[]), None);
        assert_eq!(change(Some(&bad), &bad, &[]), None);
        assert_eq!(change(None, &fine, &[]), None);
    }

    #[test]
    fn worse_and_better_are_told_by_name() {
        let before = report(Some(92), &[("a", WORKS), ("b", BROKEN), ("c", Standing::Partly)], &["tag/1"]);
        let now = report(Some(71), &[("a", BROKEN), ("b", WORKS), ("c", BROKEN)], &["tag/2"]);
        let change = change(Some(&before), &now, &[]).unwrap();
        assert!(change.is_worse());
        assert_eq!(change.broken, ["a", "c"], "partly to broken is worse");
        assert_eq!((change.works_again, change.found), (vec!["b".to_owned()], vec!["tag/2!".to_owned()]));
        assert_eq!((change.mended, change.left, change.health), (1, 0, (Some(92), Some(71))));
    }

    #[test]
    fn the_first_audit_tells_what_is_wrong() {
        let change = change(None, &report(Some(50), &[("a", BROKEN), ("b", WORKS)], &[]), &[]).unwrap();
        assert!(change.is_first && change.is_worse());
        assert_eq!(change.broken, ["a"]);
    }

    #[test]
    fn muted_findings_are_neither_worse_nor_a_recovery() {
        let fine = report(Some(100), &[("a", WORKS)], &[]);
        let bad = report(Some(50), &[("a", BROKEN)], &["tag/1"]);
        let mutes = [mute("event/a/eventbroken"), mute("tag/1")];
        assert_eq!(change(Some(&fine), &bad, &mutes), None);
        assert_eq!(change(Some(&bad), &fine, &mutes), None);
        assert_eq!(change(Some(&bad), &bad, &mutes), None, "muting is no recovery");
        assert!(change(Some(&fine), &bad, &mutes[..1]).unwrap().broken.is_empty());
    }

    #[test]
    fn a_difference_is_told_once_and_requests_recover_only_where_they_were_looked_at() {
        let fine = report(Some(100), &[("a", WORKS)], &[]);
        let with = |kind, event: Option<&str>| {
            let mut report = report(Some(100), &[("a", WORKS)], &["told/x"]);
            report.findings[0].kind = kind;
            report.findings[0].event = event.map(|id| EventId(id.to_owned()));
            report
        };
        let gone = with(FindingKind::ToldNoMore, Some("a"));
        let told = change(Some(&fine), &gone, &[]).unwrap();
        assert_eq!((told.found, told.partly), (vec!["told/x!".to_owned()], Vec::new()));
        assert_eq!(change(Some(&gone), &fine, &[]), None);
        let personal = with(FindingKind::PersonalData, None);
        assert_eq!(change(Some(&personal), &fine, &[]), None, "no request was looked at");
        let mut shown = fine.clone();
        shown.totals.rendered = 4;
        assert_eq!(change(Some(&personal), &shown, &[]).unwrap().mended, 1);
    }

    #[test]
    fn what_did_not_fire_works_again_only_where_it_was_tried_again() {
        let mut silent = report(Some(50), &[("a", BROKEN)], &[]);
        silent.findings[0].kind = FindingKind::EventSilent;
        let mut now = report(Some(100), &[("a", WORKS)], &[]);
        assert_eq!(change(Some(&silent), &now, &[]), None, "nobody tried it");
        now.events[0].fires = Some(Fires::NotDone { reason: "Something lies over its element.".into() });
        assert_eq!(change(Some(&silent), &now, &[]), None, "it could not be tried");
        now.events[0].fires = Some(Fires::Yes { times: 2, of: 2, not: Vec::new() });
        assert_eq!(change(Some(&silent), &now, &[]).unwrap().works_again, ["a"]);
    }

    #[test]
    fn what_worked_and_is_on_no_page_any_more_is_told() {
        let fine = report(Some(100), &[("a", WORKS), ("b", WORKS)], &[]);
        let mut now = report(Some(100), &[("a", Standing::NotCovered), ("b", WORKS)], &[]);
        let told = change(Some(&fine), &now, &[]).unwrap();
        assert!(told.is_worse());
        assert_eq!((told.unseen, told.found), (vec!["a".to_owned()], Vec::new()));
        assert_eq!(change(Some(&now), &now, &[]), None, "once");
        now.events[0].standing = Standing::Unknown;
        now.events[0].verdicts = [(Verdict::Blocked, 2)].into();
        assert_eq!(change(Some(&fine), &now, &[]).unwrap().unseen, ["a"]);
        now.events[0].verdicts.insert(Verdict::NeedsRendering, 1);
        assert_eq!(change(Some(&fine), &now, &[]), None, "there was no browser");
    }

    #[test]
    fn what_could_not_be_looked_at_did_not_recover() {
        let bad = report(Some(50), &[("a", BROKEN)], &["tag/1"]);
        let unknown = report(Some(80), &[("a", Standing::Unknown)], &["tag/1"]);
        assert_eq!(change(Some(&bad), &unknown, &[]), None);
        let shut = report(None, &[("a", Standing::Unknown)], &["pages/pagesblocked"]);
        let told = change(Some(&bad), &shut, &[]).unwrap();
        assert_eq!(told.found, ["pages/pagesblocked!"]);
        assert!(told.works_again.is_empty() && told.mended == 0 && told.left == 2, "{told:?}");
        let gone = report(Some(100), &[], &["tag/1"]);
        assert_eq!(change(Some(&bad), &gone, &[]), None, "taken out of the plan");
    }
}
