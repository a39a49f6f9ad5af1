//! Ways to pages of each kind: those that the page in the pane links to, and those that were found in the shop's sitemaps
//! and on its other pages. Those are looked for without the app's lock, and known for as long as the shop is open.

use std::sync::{Arc, Mutex, PoisonError};

use url::Url;
use waymark_audit::fetch::Manners;
use waymark_audit::run::{Progress, Watch, Wish, find_ways};
use waymark_catalogue::{WAY_KINDS, Way, kind_of, ways};
use waymark_model::page_path::base_of;
use waymark_model::{Millis, Plan, ShopSlug};

use super::{Known, starters};
use crate::auditing::{AuditSettings, Pass, manners};
use crate::error::AppError;
use crate::guiding;
use crate::pace::Pace;
use crate::state::App;
use crate::vault::Vault;
use crate::view::{PageSuggestions, WaySearch, WayView};

/// Looks for a page of each kind. Holds all it needs, so that nobody waits for it who uses the app.
pub struct WaysErrand {
    plan: Plan,
    manners: Manners,
    pass: Pass,
    now: Millis,
}

/// Pages of each kind that a shop has.
pub struct FoundWays {
    shop: ShopSlug,
    ways: Vec<WayView>,
    /// What keeps programs out of the shop, as a sentence.
    note: String,
}

impl App {
    /// What it takes to find a page of each kind of the open shop.
    pub fn ways_errand(&self) -> Result<WaysErrand, AppError> {
        let plan = self.open_plan()?;
        Ok(WaysErrand {
            manners: manners(&AuditSettings::default(), &plan.shop.url),
            pass: self.pass(&plan.shop.slug)?,
            now: self.now(),
            plan,
        })
    }

    /// Keeps pages that were found, as long as their shop is open, and says anew what is proposed for the page that
    /// proposals were made for last; nothing where that is gone.
    pub fn keep_ways(&mut self, found: FoundWays) -> Result<Option<PageSuggestions>, AppError> {
        if self.open.as_ref() == Some(&found.shop) {
            self.found_ways = Some(found);
        }
        let Some(mut suggested) = self.suggested.take() else { return Ok(None) };
        self.lead_on(&mut suggested.view);
        if suggested.view.rule.is_some() {
            // What was found may be of another kind, and still fit it.
            let (plan, view) = (self.open_plan()?, &mut suggested.view);
            view.rule = guiding::rule(&suggested.page, &plan, view.page_type.as_ref(), &view.ways);
        }
        let view = (*suggested.view).clone();
        self.suggested = Some(suggested);
        Ok(Some(view))
    }

    /// Adds the ways that are known beside those of the page itself, and says where each of the first three is.
    pub(super) fn lead_on(&self, view: &mut PageSuggestions) {
        let here = Url::parse(&view.url).ok();
        if let (Some(found), Some(here)) = (&self.found_ways, here) {
            let is_new = |way: &&WayView| {
                !view.ways.iter().any(|known| known.page_type == way.page_type)
                    && Url::parse(&way.url).is_ok_and(|url| is_other(&url, &here))
            };
            let new: Vec<WayView> = found.ways.iter().filter(is_new).cloned().collect();
            view.ways.extend(new);
            let place = |way: &WayView| WAY_KINDS.iter().position(|kind| *kind == way.page_type);
            view.ways.sort_by_key(place);
            view.search = WaySearch { looked: true, note: found.note.clone(), missing: Vec::new() };
        }
        view.search.missing = missing(view);
        starters::place(view);
    }
}

impl WaysErrand {
    /// Finds the pages. To be dropped by whoever wants it to stop.
    pub async fn run(
        self,
        vault: Option<Arc<Vault>>,
        tell: impl Fn(u32) + Send + Sync,
    ) -> Result<FoundWays, AppError> {
        let fetcher = self.pass.fetcher(self.manners, vault, self.now).await?;
        let (rules, base) = (self.plan.page_types.clone(), base_of(&self.plan.shop.url));
        let of_address = Arc::new(move |url: &Url| kind_of(url.as_str(), &rules, &base));
        let told = Told { tell, pace: Mutex::default() };
        let found = find_ways(&self.plan, &WAY_KINDS, of_address, &fetcher, &told).await?;
        let view = |(page_type, url): (String, Url)| WayView { page_type, url: url.into() };
        Ok(FoundWays {
            shop: self.plan.shop.slug,
            ways: found.pages.into_iter().map(view).collect(),
            note: found.shut.unwrap_or_default(),
        })
    }
}

/// Tells how many addresses were found, now and then.
struct Told<Tell> {
    tell: Tell,
    pace: Mutex<Pace>,
}

impl<Tell: Fn(u32) + Send + Sync> Watch for Told<Tell> {
    fn progress(&self, progress: Progress) {
        let Progress::Searching { found } = progress else { return };
        if self.pace.lock().unwrap_or_else(PoisonError::into_inner).is_due() {
            (self.tell)(u32::try_from(found).unwrap_or(u32::MAX));
        }
    }

    fn wish(&self) -> Wish {
        Wish::Go
    }
}

/// Ways to other kinds of pages than this one.
pub(super) fn ways_of(page: &waymark_catalogue::Page<'_>, known: &Known<'_>) -> Vec<WayView> {
    let Ok(here) = Url::parse(page.url()) else { return Vec::new() };
    let whole = |way: Way| {
        let url = here.join(&way.href).ok().filter(|url| is_other(url, &here))?;
        Some(WayView { page_type: way.page_type, url: url.into() })
    };
    ways(page, known.rules, known.base).into_iter().filter_map(whole).collect()
}

/// Another page of the same shop.
fn is_other(url: &Url, here: &Url) -> bool {
    url.origin() == here.origin() && (url.path(), url.query()) != (here.path(), here.query())
}

/// The first way to a page of one of these kinds, in their order.
pub(super) fn to_any<'ways>(ways: &'ways [WayView], kinds: &[String]) -> Option<&'ways WayView> {
    kinds.iter().find_map(|kind| ways.iter().find(|way| way.page_type == *kind))
}

/// Kinds of pages that no way is known to, and that this page is none of.
fn missing(view: &PageSuggestions) -> Vec<String> {
    let here = view.page_type.as_ref().map(|guess| guess.id.as_str());
    let is_known = |kind: &str| Some(kind) == here || view.ways.iter().any(|way| way.page_type == kind);
    WAY_KINDS.iter().filter(|kind| !is_known(kind)).map(|kind| (*kind).to_owned()).collect()
}
