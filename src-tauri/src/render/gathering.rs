//! Tools that gather what they are told for seconds before they send it: brought to send it at once, as they do when a
//! visitor turns away, and waited for where they do not.

use std::collections::BTreeSet;
use std::time::Duration;

use gtk::glib;
use waymark_audit::install::Vendor;
use waymark_audit::requests::{GATHERS, Request, decode};

use super::sending;
use super::view::View;

/// They are waited for no longer on one page, in milliseconds.
const MOST_LATE: u32 = 45_000;
/// Waits in a row after which nothing came: the tool is not told what is done here.
const MOST_SILENT: u32 = 2;

/// The tools of one page that gather, and what is known of how they send.
pub struct Gathering {
    /// How long they are waited for, in milliseconds, where they do not send at once; 0 for not at all.
    late: u32,
    spent: u32,
    silent: u32,
    /// The page was turned away from.
    has_begun: bool,
    /// Requests that were looked at.
    looked_at: usize,
    seen: BTreeSet<Vendor>,
    /// Those that were seen to send when the visitor turned away.
    prompt: BTreeSet<Vendor>,
    /// Something came too late to tell which act it belongs to.
    is_lost: bool,
}

impl Gathering {
    /// Nothing is known yet.
    pub fn new(late: u32) -> Self {
        Self {
            late,
            spent: 0,
            silent: 0,
            has_begun: false,
            looked_at: 0,
            seen: BTreeSet::new(),
            prompt: BTreeSet::new(),
            is_lost: false,
        }
    }

    /// All that was gathered so far had its time to leave.
    pub fn is_whole(&self) -> bool {
        !self.is_lost
    }

    /// Has what was gathered sent, where the page has such a tool. The first time on every page: a tool that has sent
    /// nothing yet is not known.
    pub async fn send(&mut self, view: &View) {
        self.look(view).await;
        if self.seen.is_empty() && self.has_begun {
            return;
        }
        self.has_begun = true;
        view.look_away().await;
        let sent = self.look(view).await;
        self.prompt.extend(sent);
        if self.seen.is_subset(&self.prompt) || self.silent >= MOST_SILENT {
            return;
        }
        self.is_lost |= self.late == 0 || self.spent + self.late > MOST_LATE;
        if self.is_lost {
            return;
        }
        self.spent += self.late;
        glib::timeout_future(Duration::from_millis(self.late.into())).await;
        let sent = self.look(view).await;
        self.silent = if sent.is_subset(&self.prompt) { self.silent + 1 } else { 0 };
    }

    /// The tools that sent something since the last look.
    async fn look(&mut self, view: &View) -> BTreeSet<Vendor> {
        sending::read(view).await;
        let mut sent = BTreeSet::new();
        self.looked_at = view.log().each_since(self.looked_at, |request| {
            let body = request.body.as_deref().map(str::as_bytes);
            let decoded = decode(&Request { url: &request.url, method: &request.method, body }, "");
            let vendors = decoded.hits.into_iter().map(|hit| hit.vendor);
            sent.extend(vendors.filter(|vendor| GATHERS.contains(vendor)));
        });
        self.seen.extend(&sent);
        sent
    }
}
