//! On which devices an event's element is there and can be seen. A draft's page is shown on each by the render worker,
//! without the app's lock, and is in memory for as long as the shop is open; what a rule finds there is kept with the
//! event, and so is what an audit saw.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use url::Url;
use waymark_audit::check::sentence;
use waymark_audit::render::{RenderError, RenderRequest, Rendered, Renderer};
use waymark_audit::report::Report;
use waymark_identify::{CompiledRule, Count, Document};
use waymark_model::{Event, EventId, Millis, Plan, Selector, ShopSlug, Verdict};
use waymark_store::Sighting;

use crate::auditing::Pass;
use crate::error::AppError;
use crate::made_on;
use crate::recent::Recent;
use crate::state::App;
use crate::vault::Vault;
use crate::view::{DeviceSight, Draft, EventDevices, PaneDevice, Sight};

/// Pages that are kept, on all devices: each may take megabytes.
const PAGES: usize = 4;
/// How long a page may take to come to rest on a device, in milliseconds.
const PATIENCE: u32 = 8_000;
/// Why nothing is known of an event whose page nobody knows.
const NO_PAGE: &str = "it is not known which page it is on";

/// Pages as devices show them.
pub(crate) type ShownOn = Recent<Url, Showings, PAGES>;

/// A page on each device.
pub(crate) type Showings = Arc<Vec<(PaneDevice, Showing)>>;

/// A page as a device shows it.
pub(crate) enum Showing {
    Page(Box<Document>),
    /// It could not be shown, and why, as the end of a sentence.
    Not(String),
}

/// A page to be shown on each device. Holds all it needs, so that nobody waits for it who uses the app.
pub struct DeviceErrand {
    shop: ShopSlug,
    page: Url,
    pass: Pass,
    now: Millis,
}

/// A page of a shop as devices show it.
pub struct OnDevices {
    shop: ShopSlug,
    page: Url,
    showings: Showings,
}

impl App {
    /// On which devices a draft's element is there; nothing where its page is still to be shown on them. What is known is
    /// kept with the event, if that is saved with the same rule.
    pub fn device_sights(&mut self, draft: &Draft) -> Result<Option<Vec<DeviceSight>>, AppError> {
        let plan = self.open_plan()?;
        let Some(page) = self.page_of_draft(draft, &plan)? else {
            return Ok(Some(unknown(NO_PAGE)));
        };
        let Some(showings) = self.shown_on.of(&page).cloned() else { return Ok(None) };
        self.sights_on(&page, &showings, draft, &plan).map(Some)
    }

    /// What it takes to show a draft's page on each device; an error where it is not known which that is.
    pub fn device_errand(&self, draft: &Draft) -> Result<DeviceErrand, AppError> {
        let plan = self.open_plan()?;
        let page = self.page_of_draft(draft, &plan)?.ok_or(AppError::DraftGone)?;
        Ok(DeviceErrand { pass: self.pass(&plan.shop.slug)?, shop: plan.shop.slug, page, now: self.now() })
    }

    /// Keeps a page as devices show it, as long as its shop is open; on which of them the draft's element is there. The
    /// draft may be saved by now.
    pub fn keep_on_devices(
        &mut self,
        shown: OnDevices,
        draft: &Draft,
    ) -> Result<Option<Vec<DeviceSight>>, AppError> {
        let plan = self.open_plan()?;
        if plan.shop.slug != shown.shop {
            return Ok(None);
        }
        let OnDevices { page, showings, .. } = shown;
        self.shown_on.keep(page.clone(), showings.clone());
        self.sights_on(&page, &showings, draft, &plan).map(Some)
    }

    /// What was seen last of the elements of the open shop's events, by the rules that they have now.
    pub fn event_devices(&self) -> Result<Vec<EventDevices>, AppError> {
        let plan = self.open_plan()?;
        let seen = self.store.sightings(&plan.shop.slug)?.into_iter();
        let is_of_now = |seen: &Sighting| {
            let event = plan.events.iter().find(|event| event.id == seen.event);
            event.is_some_and(|event| rule_of(event) == seen.rule)
        };
        let view = |seen: Sighting| {
            let sights = serde_json::from_str(&seen.document).ok()?;
            Some(EventDevices { id: seen.event, sights, measured_at: seen.measured_at, page: seen.page })
        };
        Ok(seen.filter(is_of_now).filter_map(view).collect())
    }

    /// Keeps with an event that was saved what is known of its element's page, if anything is.
    pub(crate) fn keep_sights_of(&mut self, draft: &Draft) -> Result<(), AppError> {
        if draft.event.target.is_some() {
            self.device_sights(draft)?;
        }
        Ok(())
    }

    fn sights_on(
        &mut self,
        page: &Url,
        showings: &Showings,
        draft: &Draft,
        plan: &Plan,
    ) -> Result<Vec<DeviceSight>, AppError> {
        let sights = sights(showings, selectors(&draft.event));
        let saved = plan.events.iter().find(|event| event.id == draft.event.id);
        if saved.is_some_and(|saved| rule_of(saved) == rule_of(&draft.event)) {
            self.keep_sights(&draft.event, page, &sights)?;
        }
        Ok(sights)
    }

    fn keep_sights(&mut self, event: &Event, page: &Url, sights: &[DeviceSight]) -> Result<(), AppError> {
        if sights.iter().all(|sight| sight.sight == Sight::Unknown) {
            return Ok(());
        }
        let (shop, now) = (self.open_slug()?, self.now());
        let seen = sighting(&event.id, rule_of(event), now, page.path(), sights)?;
        Ok(self.store.record_sightings(&shop, &[seen])?)
    }

    /// The page that a draft's element was picked on; nothing where only a part of its address is known.
    fn page_of_draft(&self, draft: &Draft, plan: &Plan) -> Result<Option<Url>, AppError> {
        let pending = self.pending_for(draft)?;
        if let Some(pick) = &pending.pick {
            let page = Url::parse(pick.document.url()).ok();
            return Ok(page.map(|mut page| {
                page.set_fragment(None);
                page
            }));
        }
        let scene = draft.event.target.as_ref().and_then(|target| target.scene.as_ref());
        let scene = scene.map(|id| self.store.scene(&plan.shop.slug, id)).transpose()?.flatten();
        let page = scene.map(|scene| made_on::address(&draft.event, &scene, plan)).transpose()?;
        Ok(page.flatten())
    }
}

impl DeviceErrand {
    /// Shows the page on each device, side by side as far as the renderer can. To be dropped by whoever wants it to stop;
    /// an error where nothing can be shown at all.
    pub async fn run<R: Renderer>(
        self,
        renderer: &R,
        vault: Option<Arc<Vault>>,
    ) -> Result<OnDevices, RenderError> {
        let headers = self.pass.pairs(vault, self.now, &self.page).await;
        let show = |device: PaneDevice| {
            let mut request = RenderRequest::new(self.page.clone(), device.device());
            request.headers.clone_from(&headers);
            request.patience = PATIENCE;
            let page = &self.page;
            async move {
                match renderer.render(&request).await {
                    Err(error) if error.is_lasting() => Err(error),
                    Err(error) => Ok((device, Showing::Not(said(&error)))),
                    Ok(shown) => Ok((device, read(&shown, page))),
                }
            }
        };
        let [phone, tablet, desktop] = PaneDevice::ALL;
        let (phone, tablet, desktop) = tokio::try_join!(show(phone), show(tablet), show(desktop))?;
        Ok(OnDevices { shop: self.shop, page: self.page, showings: Arc::new(vec![phone, tablet, desktop]) })
    }
}

/// What is told where pages cannot be shown at all.
#[must_use]
pub fn nothing_shown(error: &RenderError) -> Vec<DeviceSight> {
    unknown(&error.to_string())
}

/// What an audit saw of each event on each device, to be kept.
pub(crate) fn of_audit(report: &Report, plan: &Plan, now: Millis) -> Result<Vec<Sighting>, AppError> {
    let mut seen = Vec::new();
    for found in report.events.iter().filter(|found| !found.devices.is_empty()) {
        let Some(event) = plan.events.iter().find(|event| event.id == found.id) else { continue };
        let sights = PaneDevice::ALL.map(|device| {
            let verdicts = found.devices.get(&*device.device().name);
            told(device, verdicts.map_or(Sight::Unknown, |verdicts| best(verdicts.keys().copied())), None)
        });
        if sights.iter().any(|sight| sight.sight != Sight::Unknown) {
            seen.push(sighting(&event.id, rule_of(event), now, "", &sights)?);
        }
    }
    Ok(seen)
}

/// The best of what pages showed: an element that one page has is there.
fn best(verdicts: impl Iterator<Item = Verdict>) -> Sight {
    let sight = |verdict| match verdict {
        Verdict::Intact | Verdict::Moved => Sight::Visible,
        Verdict::Hidden => Sight::Hidden,
        Verdict::Missing => Sight::Missing,
        _ => Sight::Unknown,
    };
    let rank = |sight: &Sight| match sight {
        Sight::Visible => 0,
        Sight::Hidden => 1,
        Sight::Missing => 2,
        Sight::Unknown => 3,
    };
    verdicts.map(sight).min_by_key(rank).unwrap_or(Sight::Unknown)
}

fn sighting(
    event: &EventId,
    rule: String,
    measured_at: Millis,
    page: &str,
    sights: &[DeviceSight],
) -> Result<Sighting, AppError> {
    let document = serde_json::to_string(sights).map_err(AppError::Json)?;
    Ok(Sighting { event: event.clone(), rule, measured_at, page: page.to_owned(), document })
}

fn read(shown: &Rendered, page: &Url) -> Showing {
    if let Some(status) = shown.held_off() {
        return Showing::Not(format!("the shop holds programs off, with status {status}"));
    }
    if shown.is_elsewhere(page) {
        return Showing::Not("the browser was shown another page".to_owned());
    }
    match Document::from_snapshot(&shown.snapshot) {
        Ok(document) => Showing::Page(Box::new(document)),
        Err(_) => Showing::Not("the page is too large".to_owned()),
    }
}

fn said(error: &RenderError) -> String {
    let said = sentence(&error.to_string());
    said.trim_end_matches('.').to_lowercase()
}

fn sights(showings: &[(PaneDevice, Showing)], selectors: &[Selector]) -> Vec<DeviceSight> {
    let rule = CompiledRule::usable(selectors);
    let sight = |(device, shown): &(PaneDevice, Showing)| match shown {
        Showing::Not(reason) => told(*device, Sight::Unknown, Some(reason)),
        Showing::Page(document) => told(*device, seen(document, &rule), None),
    };
    showings.iter().map(sight).collect()
}

fn seen(document: &Document, rule: &CompiledRule) -> Sight {
    match rule.count(document) {
        Count::Matched { nodes, .. } if nodes.iter().all(|&node| document.is_hidden(node)) => Sight::Hidden,
        Count::Matched { .. } => Sight::Visible,
        Count::Nothing => Sight::Missing,
        Count::NeedsRendering { .. } | Count::Invalid { .. } => Sight::Unknown,
    }
}

fn told(device: PaneDevice, sight: Sight, reason: Option<&str>) -> DeviceSight {
    let words = match (sight, reason) {
        (Sight::Visible, _) => "can be seen".to_owned(),
        (Sight::Hidden, _) => "there but hidden".to_owned(),
        (Sight::Missing, _) => "not there".to_owned(),
        (Sight::Unknown, None) => "could not tell".to_owned(),
        (Sight::Unknown, Some(reason)) => format!("could not tell: {reason}"),
    };
    DeviceSight { device, sight, words }
}

fn unknown(reason: &str) -> Vec<DeviceSight> {
    PaneDevice::ALL.map(|device| told(device, Sight::Unknown, Some(reason))).to_vec()
}

fn selectors(event: &Event) -> &[Selector] {
    event.target.as_ref().map_or(&[][..], |target| &target.selectors)
}

/// What an event's element is looked for by, as a text to compare.
fn rule_of(event: &Event) -> String {
    let selectors = serde_json::to_string(selectors(event)).unwrap_or_default();
    format!("{:x}", Sha256::digest(selectors))
}
