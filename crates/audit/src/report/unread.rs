//! What there is to say about pages of the sample that were not looked at: how bad that is, what to do, and whether an event
//! was not checked because of it.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::Event;

use super::findings::SHUT;
use super::pages::{PageState, PageTypeReport};
use super::tally::{Kind, Tally, pages};
use super::types::{Finding, FindingKind, Report, Severity};
use crate::record::PageRecord;

/// Pages by type and by what became of them.
#[derive(Debug, Default)]
pub(super) struct Unread {
    kinds: BTreeMap<Option<String>, BTreeMap<PageState, u32>>,
    /// Types where an event may fire.
    firing: BTreeSet<Option<String>>,
}

/// What becomes of pages that are not where they were.
const LOST: [PageState; 3] = [PageState::Gone, PageState::Redirected, PageState::Elsewhere];

/// What is said of the pages of one state.
struct Words {
    kind: FindingKind,
    /// Of one page, and of several.
    what: [&'static str; 2],
    advice: &'static str,
}

impl Unread {
    /// Adds a page, whatever became of it.
    pub fn add(&mut self, page: &PageRecord) {
        *self.kinds.entry(page.page_type.clone()).or_default().entry(page.state).or_default() += 1;
        if page.may_fire {
            self.firing.insert(page.page_type.clone());
        }
    }

    /// Whether a type on which events may fire has pages of this state and no other that is where it was. One page alone may
    /// have led elsewhere ever since (a checkout without a cart, say), so of a single one the audits before decide.
    fn takes_a_type(&self, state: PageState, before: Option<&Report>) -> bool {
        self.kinds.iter().any(|(kind, states)| {
            let known = before.and_then(|before| before.page_types.iter().find(|old| old.id == *kind));
            let all: u32 = states.values().sum();
            self.firing.contains(kind)
                && states.contains_key(&state)
                && states.keys().all(|state| LOST.contains(state))
                && (all > 1 || known.is_some_and(PageTypeReport::is_known))
        })
    }

    /// Why no page on which an event may fire was looked at, where there were such pages: "all 9 pages for it are gone".
    pub fn cause(&self, event: &Event) -> Option<String> {
        // Which pages an address alone means is not known any more.
        let kinds = &event.scope.page_types;
        let is_meant = |kind: &Option<String>| {
            kinds.is_empty() || kind.as_ref().is_some_and(|kind| kinds.contains(kind))
        };
        let mut states = BTreeMap::<PageState, u32>::new();
        for (state, number) in self.kinds.iter().filter(|(kind, _)| is_meant(kind)).flat_map(|(_, it)| it) {
            *states.entry(*state).or_default() += number;
        }
        let all: u32 = states.values().sum();
        if all == 0 || event.scope.url.is_some() || states.contains_key(&PageState::Checked) {
            return None;
        }
        let said = match states.keys().collect::<Vec<_>>().as_slice() {
            [state] => words(**state).map(|words| words.what[usize::from(all > 1)]),
            _ => None,
        };
        Some(match (said, all) {
            (Some(said), 1) => format!("the one page for it {said}"),
            (Some(said), _) => format!("all {all} pages for it {said}"),
            (None, _) => format!("none of {} for it could be looked at", pages(all)),
        })
    }
}

/// What is said of pages of a state; nothing of those that were looked at.
fn words(state: PageState) -> Option<Words> {
    let (kind, what, advice) = match state {
        PageState::Checked => return None,
        PageState::Blocked => (
            FindingKind::PagesBlocked,
            ["kept us out", "kept us out"],
            "Nothing is said about the events there. Let Waymark in (Shopify: Online Store > \
              Preferences > Crawler access), or audit later and more slowly.",
        ),
        PageState::Unreachable => (
            FindingKind::PagesUnreachable,
            ["could not be read", "could not be read"],
            "Open such a page in a browser. If it works there, audit again later.",
        ),
        PageState::Gone => (
            FindingKind::PagesGone,
            ["is not there any more", "are not there any more"],
            "The shop still names such addresses in its sitemap or links, or the plan does; visitors meet an error there.",
        ),
        PageState::Redirected => (
            FindingKind::PagesRedirected,
            ["leads to another page now", "lead to another page now"],
            "The shop still names the old addresses in its sitemap or links, or the plan does. Nothing is said about \
              the events there; where an event is for such a page alone, give it the new address.",
        ),
        PageState::Elsewhere => (
            FindingKind::PagesElsewhere,
            ["leads to another site now", "lead to another site now"],
            "Nothing is said about the events there. Where the shop has moved, give it the new address in Waymark; \
              otherwise ask whoever looks after the shop.",
        ),
    };
    Some(Words { kind, what, advice })
}

impl Tally {
    pub(super) fn of_pages(&self, before: Option<&Report>) -> impl Iterator<Item = Finding> {
        let totals = &self.totals;
        // A page or two behind a login, or gone, is how shops are; many are a shop that keeps us out, or that moved.
        let is_much = |number: u32| f64::from(number) > SHUT * f64::from(totals.pages);
        let are_lost = is_much(totals.gone + totals.redirected + totals.elsewhere);
        let states = [
            (PageState::Blocked, totals.blocked),
            (PageState::Unreachable, totals.unreachable),
            (PageState::Gone, totals.gone),
            (PageState::Redirected, totals.redirected),
            (PageState::Elsewhere, totals.elsewhere),
        ];
        states.into_iter().filter(|(_, number)| *number > 0).filter_map(move |(state, number)| {
            let Words { kind, what, advice } = words(state)?;
            let matters = match state {
                PageState::Blocked | PageState::Unreachable => is_much(number),
                _ => are_lost || self.unread.takes_a_type(state, before),
            };
            let reasons = self.reasons.get(&state).cloned().unwrap_or_default();
            Some(Finding {
                key: format!("pages/{kind:?}").to_lowercase(),
                severity: if matters { Severity::Warning } else { Severity::Notice },
                kind,
                event: None,
                title: format!("{} {}", pages(number), what[usize::from(number > 1)]),
                detail: reasons.join(" "),
                advice: advice.to_owned(),
                pages: self.pages(Kind::State(state)),
                repair: None,
            })
        })
    }
}
