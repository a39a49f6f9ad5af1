//! How many pages load Waymark: of those where an event may fire, as the others lose nothing without it.

use std::collections::BTreeSet;

use super::tally::pages;
use crate::record::PageRecord;

/// Pages that were looked at, by how they load Waymark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Loads {
    pub checked: u32,
    /// They have its tag.
    pub with: u32,
    /// Their security policy does not let it load.
    pub kept_out: u32,
    /// Its tag waits for a consent banner to turn it on.
    waits: u32,
    /// The same, and no consent banner was seen.
    waits_in_vain: u32,
}

/// How pages load Waymark.
#[derive(Debug, Default)]
pub(super) struct Loading {
    all: Loads,
    firing: Loads,
    /// Page types where an event may fire.
    kinds: BTreeSet<Option<String>>,
}

impl Loads {
    fn add(&mut self, page: &PageRecord) {
        let installed = &page.installed;
        self.checked += 1;
        self.with += u32::from(installed.waymark > 0);
        self.kept_out += u32::from(installed.is_kept_out);
        self.waits += u32::from(installed.waits);
        self.waits_in_vain += u32::from(installed.waits && installed.consent.is_none());
    }
}

impl Loading {
    /// Adds a page that was looked at.
    pub fn add(&mut self, page: &PageRecord) {
        self.all.add(page);
        if page.may_fire {
            self.firing.add(page);
            self.kinds.insert(page.page_type.clone());
        }
    }

    /// All pages.
    pub fn all(&self) -> Loads {
        self.all
    }

    /// The pages that count: those where an event may fire, all of them where none may fire anywhere.
    pub fn counted(&self) -> Loads {
        if self.firing.checked > 0 { self.firing } else { self.all }
    }

    /// Whether pages of a type count.
    pub fn counts(&self, kind: Option<&String>) -> bool {
        self.firing.checked == 0 || self.kinds.contains(&kind.cloned())
    }

    /// What waits for the visitor's consent, in sentences.
    pub fn notes(&self) -> impl Iterator<Item = String> {
        let Loads { checked, waits, waits_in_vain, .. } = self.counted();
        let of = |number: u32| format!("On {number} of {}", pages(checked));
        let held = waits - waits_in_vain;
        let held = (held > 0).then(|| {
            format!(
                "{} Waymark's script tag waits for the shop's consent banner to turn it on (a type such as text/plain): nothing \
                 fires there before a visitor agrees, and whether it does then was not tried.",
                of(held)
            )
        });
        let in_vain = (waits_in_vain > 0).then(|| {
            format!(
                "{} Waymark's script tag has a type with which browsers do not run it (such as text/plain), and no consent \
                 banner was seen that turns it on. Waymark waits for consent by itself: the type can be taken out.",
                of(waits_in_vain)
            )
        });
        held.into_iter().chain(in_vain)
    }
}
