//! The report as it is kept, exported and shown. Types only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_model::{EventId, Verdict};

use super::moved::Moved;
use super::pages::{PageTypeReport, Totals};
use super::pictures::Shot;
use super::places::DeviceReport;
use super::since::Since;
use super::told::{RefusedReport, ToldReport, ToolReport};
use crate::check::Repair;
use crate::discover::SampleSize;
use crate::install::{Theme, Vendor};

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditReport")]
pub struct Report {
    /// Version of this format; 1.
    pub schema: u32,
    /// The shop.
    pub shop: AuditedShop,
    /// When it began, milliseconds since 1970 UTC.
    pub started_at: i64,
    /// When it ended.
    pub finished_at: i64,
    /// How much it was to look at.
    pub sample: SampleSize,
    /// How it ended.
    pub ending: Ending,
    /// How well tracking works.
    pub health: Health,
    /// Pages by what became of them.
    pub totals: Totals,
    /// Pages by type, most first.
    pub page_types: Vec<PageTypeReport>,
    /// How events do on each device on which pages were shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<DeviceReport>>")]
    pub devices: Vec<DeviceReport>,
    /// Every event of the plan that is not paused, in its order.
    pub events: Vec<EventReport>,
    /// What to act on, the worst first.
    pub findings: Vec<Finding>,
    /// The revision that the shop's first page loads, where that could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub revision: Option<String>,
    /// Why nothing was shown in a browser though it should have been; absent where something was, or nobody wanted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub not_shown: Option<String>,
    /// Themes that the pages name; more than one where pages differ.
    pub themes: Vec<Theme>,
    /// Other tools' tags.
    pub tags: Vec<TagReport>,
    /// What left pages that were shown in a browser: tools that count visitors, and what they were told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<ToolReport>>")]
    pub tools: Vec<ToolReport>,
    /// What the pages' own security policies refused to let leave, by tool.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RefusedReport>>")]
    pub refused: Vec<RefusedReport>,
    /// The consent system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub consent: Option<String>,
    /// What changed since the audit before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub since: Option<Since>,
    /// What to know about the audit itself, in sentences.
    pub notes: Vec<String>,
}

/// The shop that was audited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuditedShop {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// How an audit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "AuditEnding")]
pub enum Ending {
    /// Every page of the sample was looked at.
    Complete,
    /// Somebody stopped it; it can be resumed.
    Cancelled,
}

/// How well tracking works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditHealth")]
pub struct Health {
    /// 0 to 100; absent where nothing could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub score: Option<u8>,
    /// How it is reckoned, in words.
    pub formula: String,
    /// Events that could be told, and all.
    pub told: u32,
    /// Events that have something to be told.
    pub all: u32,
}

/// How an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "EventStanding")]
pub enum Standing {
    /// It finds its element wherever it should.
    Works,
    /// It finds it on some pages, on others not.
    Partly,
    /// It finds it nowhere.
    Broken,
    /// Nobody can say: blocked, unreachable, or only a browser could.
    Unknown,
    /// No page of the sample is one where it may fire.
    NotCovered,
    /// It has no element: it fires by itself, and nobody tried whether it does.
    NoElement,
}

/// What became of one event over all pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditEvent")]
pub struct EventReport {
    /// The event.
    pub id: EventId,
    /// Its name.
    pub name: String,
    /// Its weight, 1 to 10.
    pub weight: u8,
    /// How it stands.
    pub standing: Standing,
    /// The same in words: "Found on 12 of 14 pages".
    pub words: String,
    /// Pages by verdict.
    pub verdicts: BTreeMap<Verdict, u32>,
    /// Of the pages that miss it, those that may well do so: the product is sold out, or a gift card.
    pub excused: u32,
    /// Whether it fired when its action was done in a browser; absent where nobody tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fires: Option<Fires>,
    /// Where that was tried, by device and by page type: "on phones", "on product pages".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub tried: Vec<String>,
    /// The first page where it did not fire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub silent_on: Option<String>,
    /// What tools that count visitors were told when its action was done in a browser; absent where it was not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub told: Option<Vec<ToldReport>>,
    /// Pages shown in a browser by verdict, for each device.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub devices: BTreeMap<String, BTreeMap<Verdict, u32>>,
    /// What all pages on which its element moved have in common; absent where it moved nowhere, and in reports of before
    /// that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub moved: Option<Moved>,
    /// Name of the picture of its element from when it was tagged, as it was when the audit ended; absent where there is
    /// none, or none to hold against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tagged: Option<String>,
    /// Its element as pages showed it in a browser, where it moved first; empty where no page with it was shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Shot>>")]
    pub shots: Vec<Shot>,
    /// A few pages, the ones to look at first.
    pub examples: Vec<Example>,
}

/// What came of doing an event's action in a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, rename = "AuditFires")]
pub enum Fires {
    /// It fired.
    Yes {
        /// So often.
        times: u32,
        /// Of so many tries.
        of: u32,
        /// Where it never did though it did elsewhere, as "on phones".
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(optional, as = "Option<Vec<String>>")]
        not: Vec<String>,
    },
    /// It did not, though its action was done.
    No {
        /// Where.
        page: String,
    },
    /// Its action could not be done.
    NotDone {
        /// Why, as a sentence.
        reason: String,
    },
}

/// What became of an event on one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditExample")]
pub struct Example {
    /// The page.
    pub url: String,
    /// The page's type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub page_type: Option<String>,
    /// What became of the element.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<String>,
    /// What was found, in words; empty where nothing was.
    pub found: String,
    /// What the event can be moved to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub repair: Option<Repair>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "AuditSeverity")]
pub enum Severity {
    /// Numbers are wrong or missing now.
    Critical,
    /// Numbers are likely to be incomplete.
    Warning,
    /// Good to know.
    Notice,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "AuditFindingKind")]
pub enum FindingKind {
    /// An event finds its element, and does not fire.
    EventSilent,
    /// An event finds its element nowhere.
    EventBroken,
    /// An event's element is elsewhere now.
    EventMoved,
    /// An event finds its element on some pages only.
    EventPartly,
    /// Several elements could be an event's.
    EventAmbiguous,
    /// An event's element cannot be seen.
    EventHidden,
    /// Nobody could look for an event's element.
    EventUnknown,
    /// No page where an event may fire was found.
    EventNotCovered,
    /// Pages do not load Waymark.
    NotInstalled,
    /// Pages load Waymark more than once.
    InstalledTwice,
    /// The page's own rules keep Waymark out.
    KeptOut,
    /// The shop serves another revision than the one that was published.
    OtherRevision,
    /// Browsers do not get what the shop's pages load.
    NotDelivered,
    /// Another tool is started twice.
    TagTwice,
    /// Another theme was shown than the one that was asked for.
    OtherTheme,
    /// The theme is another one than last time.
    ThemeChanged,
    /// A tag is there that was not, or not any more.
    TagsChanged,
    /// The shop kept us out.
    PagesBlocked,
    /// A tool is not told any more what it was told before.
    ToldNoMore,
    /// A parameter that had a value has none any more.
    ParameterEmpty,
    /// A parameter's element is not there, though the event's own is.
    ParameterGone,
    /// The page's own security policy refuses what a tool is told.
    RefusedByPolicy,
    /// A tool is told the same thing twice.
    ToldTwice,
    /// Personal data leaves the page.
    PersonalData,
    /// Pages do not answer.
    PagesUnreachable,
    /// Pages that the shop itself names are not there.
    PagesGone,
    /// Pages lead to others of the shop.
    PagesRedirected,
    /// Pages lead out of the shop.
    PagesElsewhere,
    /// Waymark's own script throws.
    OwnErrors,
}

/// Something to act on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditFinding")]
pub struct Finding {
    /// The same finding has the same key in every audit.
    pub key: String,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub kind: FindingKind,
    /// The event it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub event: Option<EventId>,
    /// What is wrong, in a line.
    pub title: String,
    /// More about it, in sentences.
    pub detail: String,
    /// What to do, in a sentence.
    pub advice: String,
    /// Pages where it shows, a few of them.
    pub pages: Vec<String>,
    /// Where the event can be moved to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub repair: Option<Repair>,
}

/// Another tool's tag over all pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditTag")]
pub struct TagReport {
    /// Whose it is.
    pub vendor: Vendor,
    /// The id that it reports to.
    pub id: String,
    /// Pages that start it.
    pub pages: u32,
    /// Pages that start it more than once.
    pub twice_on: u32,
}
