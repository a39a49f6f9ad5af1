//! What tools that count visitors were told, added up over the pages that were shown in a browser. Bounded: of values one
//! example is kept, masked. What that means is said in `findings`.

mod changes;
mod findings;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::EventId;

use super::tally::NAMED;
use crate::install::Vendor;
use crate::record::{Firing, Refused, RenderRecord};
use crate::requests::{BodyState, Hit, HitKind, Personal};

pub use types::{Proven, ProvenValue, RefusedReport, ToldReport, ToolReport, ValueKind};

/// Accounts, events of one, and things told of one action, that are kept.
const MOST_ACCOUNTS: usize = 100;
const MOST_EVENTS: usize = 60;
const MOST_TOLD: usize = 40;
/// Finds of one kind that are kept.
const MOST_FOUND: usize = 100;

/// Everything that left so far.
#[derive(Debug, Default)]
pub(super) struct Told {
    accounts: BTreeMap<(Vendor, String), ToolReport>,
    after: BTreeMap<EventId, After>,
    fired: BTreeMap<EventId, Fired>,
    doubled: BTreeMap<Twice, Found>,
    personal: BTreeMap<(Vendor, Personal), Found>,
    refused: BTreeMap<Vendor, RefusedReport>,
    /// Showings of which a part could not be seen.
    pub(super) unseen: u32,
    /// Page types that were shown; empty for pages of none.
    page_types: BTreeSet<String>,
}

/// What was told of one event's action.
#[derive(Debug, Default)]
struct After {
    /// Times that it was done.
    done: u32,
    /// One of those times a part of what left could not be seen.
    is_blind: bool,
    told: BTreeMap<(Vendor, String, String), ToldReport>,
}

/// Parameters of an event of the plan each time that it fired, by the path of the page.
#[derive(Debug, Default)]
struct Fired {
    pages: BTreeMap<String, BTreeMap<String, BTreeSet<ValueKind>>>,
}

/// Something that was told twice: of a load where there is no event.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Twice {
    vendor: Vendor,
    account: String,
    event: String,
    after: Option<EventId>,
}

/// Where something showed.
#[derive(Debug, Default)]
struct Found {
    most: u32,
    pages: Vec<String>,
}

impl Found {
    fn on(&mut self, url: &str, times: u32) {
        self.most = self.most.max(times);
        if self.pages.len() < NAMED && !self.pages.iter().any(|page| page == url) {
            self.pages.push(url.to_owned());
        }
    }
}

impl Told {
    /// Adds what left a page.
    pub fn add(&mut self, page: &RenderRecord) {
        let leaving = &page.leaving;
        let all: Vec<&Hit> = leaving.opening.iter().chain(leaving.after.values().flatten()).collect();
        for hit in &all {
            self.add_account(hit);
        }
        let page_type = page.page_type.clone().unwrap_or_default();
        self.unseen += u32::from(leaving.blind > 0);
        if self.page_types.len() < MOST_ACCOUNTS {
            self.page_types.insert(page_type.clone());
        }
        let shown: BTreeSet<_> = all.iter().map(|hit| (hit.vendor, hit.account.clone())).collect();
        for account in shown {
            if let Some(tool) = self.accounts.get_mut(&account) {
                tool.showings += 1;
                if tool.page_types.len() < MOST_ACCOUNTS {
                    tool.page_types.insert(page_type.clone());
                }
            }
        }
        for (event, hits) in &leaving.after {
            let after = self.after.entry(event.clone()).or_default();
            after.done += 1;
            after.is_blind |= leaving.blind > 0;
            hits.iter().filter(|hit| hit.kind == HitKind::Event).for_each(|hit| after.add(hit, &page.url));
        }
        for (event, firing) in &page.fired {
            if let Firing::Fired { parameters } = firing {
                let fired = self.fired.entry(event.clone()).or_default();
                let path = path(&page.url);
                if fired.pages.len() >= MOST_TOLD && !fired.pages.contains_key(&path) {
                    continue;
                }
                let of_page = fired.pages.entry(path).or_default();
                for (name, value) in parameters.iter().take(MOST_TOLD) {
                    of_page.entry(name.clone()).or_default().insert(ValueKind::of(value));
                }
            }
        }
        for (after, doubled) in &leaving.doubled {
            let twice = Twice {
                vendor: doubled.vendor,
                account: doubled.account.clone(),
                event: doubled.event.clone(),
                after: after.clone(),
            };
            if self.doubled.len() < MOST_FOUND || self.doubled.contains_key(&twice) {
                self.doubled.entry(twice).or_default().on(&page.url, doubled.times);
            }
        }
        leaving.refused.iter().for_each(|refused| self.add_refused(refused, &page.url));
        for found in &leaving.personal {
            if self.personal.len() < MOST_FOUND || self.personal.contains_key(found) {
                self.personal.entry(found.clone()).or_default().on(&page.url, 1);
            }
        }
    }

    fn add_refused(&mut self, refused: &Refused, page: &str) {
        let (vendor, pages) = (refused.vendor, Vec::new());
        let (events, hosts) = (BTreeSet::new(), BTreeSet::new());
        let of_tool = self.refused.entry(vendor).or_insert(RefusedReport { vendor, events, hosts, pages });
        for (names, name) in [(&mut of_tool.events, &refused.event), (&mut of_tool.hosts, &refused.host)] {
            if names.len() < MOST_EVENTS {
                names.insert(name.clone());
            }
        }
        if of_tool.pages.len() < NAMED && !of_tool.pages.iter().any(|known| known == page) {
            of_tool.pages.push(page.to_owned());
        }
    }

    /// What pages' own policies refused, by tool.
    pub fn refused(&self) -> Vec<RefusedReport> {
        self.refused.values().cloned().collect()
    }

    fn add_account(&mut self, hit: &Hit) {
        let key = (hit.vendor, hit.account.clone());
        if self.accounts.len() >= MOST_ACCOUNTS && !self.accounts.contains_key(&key) {
            return;
        }
        let tool = self.accounts.entry(key).or_insert_with(|| ToolReport::new(hit.vendor, &hit.account));
        match hit.kind {
            HitKind::Load => tool.is_loaded = true,
            HitKind::Session => tool.is_followed = true,
            HitKind::Event if hit.body == BodyState::NotVisible => tool.is_hidden = true,
            HitKind::Event => {
                if tool.events.len() < MOST_EVENTS || tool.events.contains_key(&hit.event) {
                    *tool.events.entry(hit.event.clone()).or_default() += 1;
                }
            }
        }
    }

    /// Tools and what they were told, those that were told most first.
    pub fn tools(&self) -> Vec<ToolReport> {
        let mut tools: Vec<ToolReport> = self.accounts.values().cloned().collect();
        tools.sort_by_key(|tool| (tool.events.is_empty(), tool.vendor, tool.account.clone()));
        tools
    }

    /// What was told when an event's action was done; nothing where it never was.
    pub fn of_event(&self, event: &EventId) -> Option<Vec<ToldReport>> {
        let after = self.after.get(event)?;
        Some(after.told.values().map(|told| ToldReport { of: after.done, ..told.clone() }).collect())
    }
}

impl After {
    fn add(&mut self, hit: &Hit, page: &str) {
        let key = (hit.vendor, hit.account.clone(), hit.event.clone());
        if self.told.len() >= MOST_TOLD && !self.told.contains_key(&key) {
            return;
        }
        let told = self.told.entry(key).or_insert_with(|| ToldReport::of(hit));
        told.add(hit, self.done);
        if told.pages.len() < NAMED {
            told.pages.insert(page.to_owned());
        }
    }
}

/// The path of an address, as a proof has it.
fn path(address: &str) -> String {
    url::Url::parse(address).map_or_else(|_| address.to_owned(), |url| url.path().to_owned())
}
