//! The second look, in a browser: one or two pages of each type on each device, for what the served page cannot show and for
//! whether events fire. Which pages, and what is done there; how it is done is the renderer's.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_compile::{CompileError, Compiled, compile};
use waymark_identify::Document;
use waymark_model::{Event, EventId, Selector, Verdict};

use super::leaving::leaving;
use super::submitting::Sent;
use super::visit::{Visit, wall_in_words};
use super::{Order, Progress, again, picturing, submitting, trying};
use crate::acting::{SHORT, not_sent, trial};
use crate::check::{Checker, EventOnPage, sentence};
use crate::discover::SampleSize;
use crate::fetch::wall_shown;
use crate::record::{Firing, Leaving, Really, RenderRecord};
use crate::render::{Acted, Device, Outcome, RenderError, RenderRequest, Rendered, Renderer, Tried};
use crate::report::{Pictures, Tally, WorthShowing};

/// How long tools that gather what they are told get after each act, in milliseconds.
pub(super) const LATE: u32 = 5_500;

/// A page to show, and on what.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    pub url: String,
    pub page_type: Option<String>,
    pub device: Device,
    /// Where elements are that the page as it is served has elsewhere.
    pub moved: BTreeMap<EventId, Vec<Selector>>,
}

impl Wanted {
    /// Key of the record that comes of it.
    pub fn key(&self) -> String {
        RenderRecord::key(&self.url, &self.device.name)
    }
}

/// The pages that are worth it, on each device.
pub(super) fn wanted(tally: &Tally, size: SampleSize) -> Vec<Wanted> {
    let devices: &[Device] = match size {
        SampleSize::Quick => &[Device::DESKTOP, Device::PHONE],
        SampleSize::Normal | SampleSize::Full => &[Device::DESKTOP, Device::PHONE, Device::TABLET],
    };
    let pages = tally.worth_rendering();
    let on_devices = |(page_type, page): (Option<String>, WorthShowing)| {
        // Where no event has an element, layouts differ in nothing that matters.
        let devices = if page.has_elements { devices } else { &devices[..devices.len() - 1] };
        devices.iter().map(move |device| Wanted {
            url: page.url.clone(),
            page_type: page_type.clone(),
            device: device.clone(),
            moved: page.moved.clone(),
        })
    };
    pages.into_iter().flat_map(on_devices).collect()
}

/// A plan made ready for being tried.
pub(super) fn compiled(order: &Order) -> Result<Compiled, CompileError> {
    compile(&order.plan)
}

/// Shows a page and judges it; an error where there is nothing to render with any more.
pub(super) async fn render<R: Renderer>(
    order: &Order,
    visit: &Arc<Visit>,
    compiled: Option<&Compiled>,
    renderer: &R,
    wanted: &Wanted,
    sent: Sent<'_>,
) -> Result<RenderRecord, RenderError> {
    let Ok(address) = url::Url::parse(&wanted.url) else {
        return Ok(failed(wanted, "It is no web address.".to_owned()));
    };
    let path = visit.checker.path(&address);
    let events: Vec<&Event> = visit.checker.expected(&path).map(|(event, _)| event).collect();
    let tried = events.iter().copied().chain(trying::by_itself(&visit.checker, &path));
    let deed = |event: &Event| trying::deed(event, &wanted.device);
    let mut request = RenderRequest::new(
        super::visit::previewed(&address, order.preview_theme.as_deref()),
        wanted.device.clone(),
    );
    let now = std::time::SystemTime::now();
    request.headers = order.signed.iter().flat_map(|signed| signed.pairs_for(&address, now)).collect();
    // Waiting for tools that gather takes long where they do not send at once, so one device has to do.
    let late = if wanted.device == Device::DESKTOP { LATE } else { 0 };
    let asked = picturing::asked(&events, &wanted.moved);
    request.pictures = picturing::wanted(&asked);
    request.trial = compiled.and_then(|compiled| trial(compiled, tried, deed, late));
    let acts: Vec<EventId> =
        request.trial.iter().flat_map(|trial| trial.acts.iter().map(|act| act.event.clone())).collect();
    let mut shown = match renderer.render(&request).await {
        Ok(shown) => shown,
        Err(error) if error.is_lasting() => return Err(error),
        Err(error) => return Ok(failed(wanted, sentence(&error.to_string()))),
    };
    let taken = std::mem::take(&mut shown.pictures);
    let doubtful = again::doubtful(&acts, shown.tried.as_ref());
    let (judge_of, page) = (Arc::clone(visit), wanted.clone());
    // One device has to do: a shop is not sent more than it takes to know.
    let submits = order.submits && wanted.device == Device::DESKTOP;
    let judged = tokio::task::spawn_blocking(move || {
        let checker = &judge_of.checker;
        let planned = if submits { submitting::planned(checker, &address, &shown) } else { Vec::new() };
        (judge(checker, &page, &address, &shown, &acts), planned)
    });
    let Ok((mut record, planned)) = judged.await else {
        return Ok(failed(wanted, "The page could not be read.".to_owned()));
    };
    if record.reason.is_empty() {
        picturing::keep(&mut record, &asked, taken, &events);
        again::try_again(&mut record, &request, renderer, doubtful).await;
        picturing::again(&mut record, &request, renderer, &events).await;
        submitting::submit(&mut record, &request, renderer, compiled, planned, sent).await;
    }
    Ok(record)
}

/// What a page that was shown is for the plan: a large one takes as long as many small things that others wait for.
fn judge(
    checker: &Checker,
    wanted: &Wanted,
    address: &url::Url,
    shown: &Rendered,
    acts: &[EventId],
) -> RenderRecord {
    let path = checker.path(address);
    if let Some(status) = shown.held_off() {
        return failed(
            wanted,
            format!("The shop answered the browser with {status}, as to programs that it does not want."),
        );
    }
    if let Some(status) = shown.status.filter(|status| *status >= 400) {
        return failed(wanted, format!("The shop answered the browser with an error, {status}."));
    }
    let landed = url::Url::parse(&shown.url).ok().filter(|landed| is_same_host(landed, address));
    if landed.is_none_or(|landed| checker.path(&landed).path() != path.path()) {
        return failed(wanted, "The browser was shown another page.".to_owned());
    }
    let Ok(document) = Document::from_snapshot(&shown.snapshot) else {
        return failed(wanted, "The page is too large to be looked at.".to_owned());
    };
    if let Some(wall) = wall_shown(&document, address) {
        return failed(
            wanted,
            format!("The browser was shown no page of the shop. {}", wall_in_words(&wall)),
        );
    }
    let mut found = checker.check(&path, &document);
    if shown.busy.is_some() {
        // A page that never came to rest may still have been on its way.
        found.iter_mut().filter(|event| event.verdict == Verdict::Missing).for_each(unsure);
        for event in &mut found {
            event.lost.clear();
        }
    }
    RenderRecord {
        url: wanted.url.clone(),
        page_type: wanted.page_type.clone(),
        device: wanted.device.name.to_string(),
        reason: String::new(),
        events: found,
        fired: shown.tried.as_ref().map(|tried| firings(acts, tried)).unwrap_or_default(),
        script_errors: shown.script_errors.count,
        cost: shown.cost.clone(),
        leaving: leaving(shown, acts),
        really: Really::default(),
        shots: BTreeMap::new(),
        pictures: Pictures::default(),
    }
}

/// Hosts that differ in `www.` only are one.
fn is_same_host(one: &url::Url, other: &url::Url) -> bool {
    let host = |url: &url::Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
    host(one) == host(other)
}

fn unsure(event: &mut EventOnPage) {
    event.verdict = Verdict::NotRun;
    event.reasons = vec!["The page was still changing when it was looked at.".to_owned()];
}

fn failed(wanted: &Wanted, reason: String) -> RenderRecord {
    RenderRecord {
        url: wanted.url.clone(),
        page_type: wanted.page_type.clone(),
        device: wanted.device.name.to_string(),
        reason,
        events: Vec::new(),
        fired: BTreeMap::new(),
        script_errors: 0,
        cost: None,
        leaving: Leaving::default(),
        really: Really::default(),
        shots: BTreeMap::new(),
        pictures: Pictures::default(),
    }
}

pub(super) fn firings(acts: &[EventId], tried: &Tried) -> BTreeMap<EventId, Firing> {
    let outcomes = acts.iter().zip(&tried.acts);
    outcomes.map(|(event, acted)| (event.clone(), firing(event, acted, tried))).collect()
}

fn firing(event: &EventId, acted: &Acted, tried: &Tried) -> Firing {
    // Events may fire together, by one gesture of which each is the other's.
    let all = tried.acts.iter().flat_map(|acted| &acted.fired).chain(&tried.opening);
    if let Some(fired) = all.into_iter().find(|fired| fired.event == *event && fired.proven) {
        return Firing::Fired { parameters: fired.parameters.clone() };
    }
    let reason = match &acted.outcome {
        Outcome::Done => return Firing::Silent,
        Outcome::Missing => "Its rule matches nothing on the page.".to_owned(),
        Outcome::Invisible => "Its element cannot be seen.".to_owned(),
        Outcome::Covered { by } => format!("Something lies over its element: {by}."),
        Outcome::Disabled => "Its element is switched off for a visitor who is new.".to_owned(),
        Outcome::Unfit => "That cannot be done with its element.".to_owned(),
        Outcome::Short => SHORT.to_owned(),
        Outcome::Silent => "The page did not answer.".to_owned(),
        Outcome::Withheld { reason } => not_sent(reason),
    };
    Firing::NotDone { reason }
}

/// How far the second look is.
pub(super) fn progress(done: usize, all: usize, wanted: &Wanted) -> Progress {
    Progress::Rendered { done, all, url: wanted.url.clone(), device: wanted.device.name.to_string() }
}
