//! What the template is given: the report in words, in the order in which it is read. No markup.

use serde::Serialize;
use url::Url;

use super::course::Course;
use super::gallery::{self, Album, Gallery};
use super::left::Left;
use super::muted::{Mute, Muted};
use super::{Beside, by_place, figures, words};
use crate::check::Repair;
use crate::install::Theme;
use crate::report::{
    Ending, EventReport, Finding, FindingKind, PageTypeReport, Report, Severity, Standing, TagReport,
};

/// The whole page.
#[derive(Debug, Serialize)]
pub(super) struct View {
    brand: String,
    logo: Option<String>,
    shop: String,
    shop_address: Address,
    date: String,
    is_stopped: bool,
    looked_at: Vec<(&'static str, String)>,
    health: Health,
    has_pages: bool,
    groups: Vec<Group>,
    since: Option<Since>,
    events: Vec<Event>,
    galleries: Vec<Gallery>,
    page_types: Vec<[String; 4]>,
    by_place: [Vec<by_place::Line>; 2],
    course: Option<Course>,
    waymark: String,
    themes: Vec<String>,
    consent: Option<String>,
    tags: Vec<Tag>,
    left: Left,
    notes: Vec<String>,
    untold: Vec<(String, String)>,
    unread: Vec<String>,
}

/// An address of the shop; a link only where it is one of the web.
#[derive(Debug, Serialize)]
struct Address {
    text: String,
    is_link: bool,
}

#[derive(Debug, Serialize)]
struct Health {
    score: Option<u8>,
    tone: &'static str,
    headline: String,
    trend: Option<String>,
    told: String,
    formula: String,
}

/// Findings of one severity.
#[derive(Debug, Serialize)]
struct Group {
    severity: Severity,
    name: &'static str,
    means: &'static str,
    number: String,
    findings: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    title: String,
    is_new: bool,
    muted: Option<String>,
    detail: String,
    advice: String,
    repair: Option<String>,
    gallery: Option<Gallery>,
    pages: Vec<Address>,
}

#[derive(Debug, Serialize)]
struct Since {
    moment: String,
    new: Vec<(Severity, &'static str, String)>,
    resolved: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Event {
    name: String,
    standing: Standing,
    standing_words: &'static str,
    words: String,
    /// More about it, a line each.
    more: Vec<String>,
    weight: u8,
}

#[derive(Debug, Serialize)]
struct Tag {
    vendor: &'static str,
    id: String,
    pages: String,
    twice: Option<String>,
}

impl View {
    pub(super) fn of(report: &Report, beside: &Beside<'_>) -> Self {
        let Beside { branding, pictures, muted, past } = *beside;
        let mut album = Album::new(pictures);
        let totals = &report.totals;
        let with_waymark: u32 = report.page_types.iter().map(|each| each.with_waymark).sum();
        let of_type = |each: &PageTypeReport| {
            [
                words::page_type(each.id.as_deref()),
                figures::number(each.pages),
                figures::number(each.checked),
                figures::number(each.with_waymark),
            ]
        };
        Self {
            brand: branding.name.trim().to_owned(),
            logo: branding.logo.as_ref().map(super::Logo::address),
            shop: if report.shop.name.trim().is_empty() { &report.shop.url } else { &report.shop.name }
                .clone(),
            shop_address: Address::of(&report.shop.url),
            date: figures::date(report.finished_at),
            is_stopped: report.ending == Ending::Cancelled,
            looked_at: looked_at(report),
            health: Health::of(report, muted),
            has_pages: totals.checked > 0,
            groups: [Severity::Critical, Severity::Warning, Severity::Notice]
                .into_iter()
                .filter_map(|severity| Group::of(report, severity, &mut album, muted))
                .collect(),
            since: Since::of(report),
            events: events(report),
            galleries: gallery::others(report, &mut album),
            page_types: report.page_types.iter().map(of_type).collect(),
            by_place: by_place::lines(report),
            course: Course::of(past),
            waymark: match (with_waymark, totals.checked) {
                (_, 0) => "Not told: no page could be read".to_owned(),
                (0, all) => format!("On none of {}", figures::count(all, "page")),
                (with, all) if with == all => format!("On every one of {}", figures::count(all, "page")),
                (with, all) => format!("On {} of {}", figures::number(with), figures::count(all, "page")),
            },
            themes: report.themes.iter().map(theme).collect(),
            consent: report.consent.clone(),
            tags: report.tags.iter().map(tag).collect(),
            left: Left::of(report),
            notes: report.notes.clone(),
            untold: report
                .events
                .iter()
                .filter(|event| matches!(event.standing, Standing::Unknown | Standing::NotCovered))
                .map(|event| (event.name.clone(), event.words.clone()))
                .collect(),
            unread: [
                (totals.blocked, "kept us out"),
                (totals.unreachable, "could not be read"),
                (totals.gone, "could not be found any more"),
                (totals.redirected, "led to another page of the shop"),
                (totals.elsewhere, "led to another site"),
            ]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{} {what}.", figures::count(number, "page")))
            .collect(),
        }
    }
}

impl Address {
    fn of(address: &str) -> Self {
        let is_link = Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        Self { text: address.to_owned(), is_link }
    }
}

impl Health {
    /// What is muted does not count, as in the panel.
    fn of(report: &Report, muted: &Muted) -> Self {
        let counts = |finding: &&Finding| !muted.contains_key(&finding.key);
        let number = |severity| {
            report.findings.iter().filter(counts).filter(|each| each.severity == severity).count() as u64
        };
        let (critical, warnings, notices) =
            (number(Severity::Critical), number(Severity::Warning), number(Severity::Notice));
        let parts = [
            (critical, figures::count(critical, "critical finding")),
            (warnings, figures::count(warnings, "warning")),
            (notices, figures::count(notices, "notice")),
        ];
        let parts: Vec<String> =
            parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
        let headline = match (report.totals.checked, parts.is_empty()) {
            (0, _) => "No page could be read, so nothing can be said about tracking.".to_owned(),
            (_, true) => "Nothing to mend.".to_owned(),
            _ => format!("{}.", parts.join(", ")),
        };
        let health = &report.health;
        let told = match (health.told, health.all) {
            (_, 0) => "The plan has no event whose element could be looked for.".to_owned(),
            (0, all) => format!("Nothing could be told of {}.", figures::count(all, "event")),
            (told, all) if told == all => format!("Reckoned from {}.", figures::count(all, "event")),
            (told, all) => format!(
                "Reckoned from {} of {}; the others could not be told.",
                figures::number(told),
                figures::count(all, "event")
            ),
        };
        Self {
            score: health.score,
            tone: match (health.score, critical, warnings) {
                (None, ..) => "none",
                (_, 1.., _) => "critical",
                (_, 0, 1..) => "warning",
                _ => "good",
            },
            headline,
            trend: trend(report),
            told,
            formula: health.formula.clone(),
        }
    }
}

/// The score beside the last one's.
fn trend(report: &Report) -> Option<String> {
    let since = report.since.as_ref()?;
    let date = figures::date(since.finished_at);
    Some(match (since.score, report.health.score) {
        (Some(before), Some(now)) if now > before => format!("▲ Up {} from {before} on {date}", now - before),
        (Some(before), Some(now)) if now < before => {
            format!("▼ Down {} from {before} on {date}", before - now)
        }
        (Some(before), Some(_)) => format!("Unchanged from {before} on {date}"),
        (Some(before), None) => format!("It was {before} on {date}"),
        (None, _) => format!("The audit of {date} had no score"),
    })
}

impl Group {
    fn of<'a>(report: &'a Report, severity: Severity, album: &mut Album<'a>, muted: &Muted) -> Option<Self> {
        let (name, means) = words::severity(severity);
        let of_it = report.findings.iter().filter(|finding| finding.severity == severity);
        let mut findings: Vec<Item> = of_it.map(|finding| Item::of(report, finding, album, muted)).collect();
        // What counts comes first.
        findings.sort_by_key(|finding| finding.muted.is_some());
        let number = figures::number(findings.len() as u64);
        (!findings.is_empty()).then_some(Self { severity, name, means, number, findings })
    }
}

impl Item {
    fn of<'a>(report: &'a Report, finding: &'a Finding, album: &mut Album<'a>, muted: &Muted) -> Self {
        let event = report.events.iter().find(|event| Some(&event.id) == finding.event.as_ref());
        Self {
            title: finding.title.clone(),
            is_new: report.since.as_ref().is_some_and(|since| since.new.contains(&finding.key)),
            muted: muted.get(&finding.key).map(Mute::in_words),
            detail: finding.detail.clone(),
            advice: finding.advice.clone(),
            repair: finding.repair.as_ref().map(|repair| repair_words(repair, event)),
            gallery: event
                .filter(|_| finding.kind == FindingKind::EventMoved)
                .and_then(|event| album.of(event, true, report.totals.rendered)),
            pages: finding.pages.iter().map(|page| Address::of(page)).collect(),
        }
    }
}

/// "Button: Add to bag, 93% sure".
fn repair_words(repair: &Repair, event: Option<&EventReport>) -> String {
    let examples = event.map(|event| event.examples.as_slice()).unwrap_or_default();
    let found = examples.iter().find(|example| example.repair.as_ref() == Some(repair));
    let found = found.map(|example| example.found.as_str()).filter(|found| !found.is_empty());
    let found = found.unwrap_or("A new place for the element");
    match repair.confidence {
        Some(confidence) => format!("{found}, {} sure", figures::percent(confidence)),
        None => found.to_owned(),
    }
}

impl Since {
    fn of(report: &Report) -> Option<Self> {
        let since = report.since.as_ref()?;
        let is_new = |finding: &&Finding| since.new.contains(&finding.key);
        let new = report.findings.iter().filter(is_new);
        Some(Self {
            moment: figures::moment(since.finished_at),
            new: new
                .map(|finding| (finding.severity, words::severity(finding.severity).0, finding.title.clone()))
                .collect(),
            resolved: since.resolved.clone(),
        })
    }
}

/// What was looked at, as pairs of a term and what is to be said of it.
fn looked_at(report: &Report) -> Vec<(&'static str, String)> {
    let totals = &report.totals;
    vec![
        (
            "Pages read",
            format!("{} of {} chosen", figures::number(totals.checked), figures::number(totals.pages)),
        ),
        ("Events", figures::count(report.events.len() as u64, "event")),
        ("Sample", words::sample(report.sample)),
        (
            "When",
            format!(
                "{}, for {}",
                figures::moment(report.started_at),
                figures::span(report.finished_at.saturating_sub(report.started_at))
            ),
        ),
        (
            "Shown in a browser",
            match totals.rendered {
                0 => "Never".to_owned(),
                times => figures::count(times, "time"),
            },
        ),
        ("Data read", figures::bytes(totals.bytes)),
    ]
}

/// Those that need somebody first, the heaviest of them first.
fn events(report: &Report) -> Vec<Event> {
    let rank = |standing| match standing {
        Standing::Broken => 0,
        Standing::Partly => 1,
        Standing::Unknown => 2,
        Standing::NotCovered => 3,
        Standing::Works => 4,
        Standing::NoElement => 5,
    };
    let mut events: Vec<&EventReport> = report.events.iter().collect();
    events.sort_by_key(|event| (rank(event.standing), std::cmp::Reverse(event.weight)));
    let view = |event: &EventReport| Event {
        name: event.name.clone(),
        standing: event.standing,
        standing_words: words::standing(event.standing),
        words: event.words.clone(),
        more: more(event),
        weight: event.weight,
    };
    events.into_iter().map(view).collect()
}

/// What the words leave open: pages by verdict where they are not all of one, devices, whether it fired.
fn more(event: &EventReport) -> Vec<String> {
    let mut more = Vec::new();
    if event.verdicts.values().filter(|number| **number > 0).count() > 1 {
        more.push(words::verdicts(&event.verdicts));
    }
    if event.excused > 0 {
        more.push(format!("{} may miss it: sold out, or a gift card", figures::count(event.excused, "page")));
    }
    let devices =
        event.devices.iter().map(|(device, verdicts)| format!("{device} {}", words::verdicts(verdicts)));
    let devices: Vec<String> = devices.collect();
    if !devices.is_empty() {
        more.push(format!("In a browser: {}", devices.join("; ")));
    }
    more.extend(event.fires.as_ref().map(words::fires));
    more
}

fn theme(theme: &Theme) -> String {
    let name = if theme.name.is_empty() { "Unnamed" } else { &theme.name };
    let version = theme.version.as_ref().map(|version| format!(" ({version})")).unwrap_or_default();
    let state = if theme.is_live { "" } else { ", not the live one" };
    format!("{name}{version}, number {}{state}", theme.id)
}

fn tag(tag: &TagReport) -> Tag {
    Tag {
        vendor: tag.vendor.name(),
        id: tag.id.clone(),
        pages: figures::number(tag.pages),
        twice: (tag.twice_on > 0).then(|| figures::number(tag.twice_on)),
    }
}
