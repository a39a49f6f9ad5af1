//! What was seen of one page while it was rendered. Written by the view's signals, read by whoever waits for the page;
//! everything that the page can make grow is bounded here.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use url::Url;
use waymark_audit::render::{Denied, Fired, Held, RenderError, Sent};
use waymark_audit::requests::leads_to_checkout;
use waymark_model::EventId;

/// No more requests are told than this.
const MOST_REQUESTS: usize = 2_000;
/// Characters of an address.
const LONGEST_ADDRESS: usize = 8_192;
/// No more events, and no more navigations that are called off, are told at a time than this.
const MOST_TOLD: usize = 200;
/// Characters of all bodies together.
const MOST_OF_BODIES: usize = 4 << 20;
/// A request that was seen to leave is the one that the page noted if so many milliseconds lie between at most.
const APART: u32 = 3_000;
/// A page that goes on more often than this never stops.
const MOST_NAVIGATIONS: u32 = 10;
/// A page that shows more dialogs than this never stops.
const MOST_DIALOGS: u32 = 20;

/// The log of one page.
pub struct Log {
    begun: Instant,
    changed: Cell<Instant>,
    requests: RefCell<Vec<Sent>>,
    bodies: Cell<usize>,
    /// What the policy of the document that is there refused.
    refused: RefCell<Vec<String>>,
    cut: Cell<bool>,
    unasked: Cell<u32>,
    open: Cell<u32>,
    navigations: Cell<u32>,
    documents: Cell<u32>,
    committed: Cell<bool>,
    loaded: Cell<Option<u32>>,
    status: Cell<Option<u16>>,
    denied: Cell<Denied>,
    failure: RefCell<Option<RenderError>>,
    fired: RefCell<Vec<Fired>>,
    holds: Cell<Holding>,
    held: RefCell<Vec<Held>>,
    choice: RefCell<Option<String>>,
    /// Whose the headers are that the first request carries: scheme, host and port.
    signed: RefCell<Option<String>>,
}

/// Which navigations are called off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holding {
    #[default]
    Nothing,
    /// Those to a checkout or to whoever takes payments.
    Checkout,
    Everything,
}

impl Log {
    /// The page is asked for now.
    pub fn new() -> Self {
        Self {
            begun: Instant::now(),
            changed: Cell::new(Instant::now()),
            requests: RefCell::default(),
            bodies: Cell::default(),
            refused: RefCell::default(),
            cut: Cell::default(),
            unasked: Cell::default(),
            open: Cell::default(),
            navigations: Cell::default(),
            documents: Cell::default(),
            committed: Cell::default(),
            loaded: Cell::default(),
            status: Cell::default(),
            denied: Cell::default(),
            failure: RefCell::default(),
            fired: RefCell::default(),
            holds: Cell::default(),
            held: RefCell::default(),
            choice: RefCell::default(),
            signed: RefCell::default(),
        }
    }

    /// The first request carries headers that are meant for the origin of this address alone.
    pub fn signs_for(&self, address: &str) {
        *self.signed.borrow_mut() = origin(address);
    }

    /// Whether following there would show those headers to somebody else.
    pub fn is_signed_for_another(&self, address: &str) -> bool {
        let signed = self.signed.borrow();
        signed.is_some() && *signed != origin(address)
    }

    /// Milliseconds since the page was asked for.
    pub fn now(&self) -> u32 {
        u32::try_from(self.begun.elapsed().as_millis()).unwrap_or(u32::MAX)
    }

    /// A request goes out. Its number, for its end.
    pub fn sent(&self, url: &str, method: &str) -> Option<usize> {
        // `data:` and `blob:` stay in the page.
        if !url.starts_with("http") {
            return None;
        }
        self.changed.set(Instant::now());
        self.open.set(self.open.get() + 1);
        let mut requests = self.requests.borrow_mut();
        if requests.len() < MOST_REQUESTS {
            requests.push(Sent {
                url: shortened(url),
                method: method.to_uppercase(),
                at: self.now(),
                document: self.documents.get(),
                ..Sent::default()
            });
            return Some(requests.len() - 1);
        }
        self.cut.set(true);
        Some(usize::MAX)
    }

    /// The page's own world says that it sent this. What was seen to leave gets the body; what was held is told as held;
    /// anything else is made up, or was sent by a page that is gone.
    pub fn noted(&self, sent: Sent) {
        let document = self.documents.get();
        let refused = self.refused.borrow().iter().any(|refused| is_meant(refused, &sent.url));
        let sent = Sent { url: shortened(&sent.url), document, refused, ..sent };
        let room = MOST_OF_BODIES.saturating_sub(self.bodies.get());
        let body = sent.body.filter(|body| body.len() <= room);
        self.bodies.set(self.bodies.get() + body.as_ref().map_or(0, String::len));
        let mut requests = self.requests.borrow_mut();
        let same = requests.iter().position(|known| {
            let is_close = known.at.abs_diff(sent.at) <= APART;
            let is_same = known.url == sent.url && known.method == sent.method && known.document == document;
            is_same && known.body.is_none() && is_close
        });
        match same {
            Some(at) => {
                requests[at].body = body;
                requests[at].refused |= refused;
            }
            None if sent.held && requests.len() < MOST_REQUESTS => requests.push(Sent { body, ..sent }),
            None if sent.held => self.cut.set(true),
            None => {}
        }
    }

    /// The policy of the document that is there refuses this address, or whatever goes to this origin.
    pub fn refuses(&self, address: &str) {
        let mut refused = self.refused.borrow_mut();
        if refused.len() < MOST_TOLD && !refused.iter().any(|known| known == address) {
            refused.push(address.to_owned());
        }
        let document = self.documents.get();
        let mut requests = self.requests.borrow_mut();
        // What was answered has left.
        let unanswered =
            requests.iter_mut().filter(|sent| sent.document == document && sent.status.is_none());
        unanswered.filter(|sent| is_meant(address, &sent.url)).for_each(|sent| sent.refused = true);
    }

    /// So many frames could not be asked what they sent, or what they said got lost.
    pub fn could_not_ask(&self, frames: u32) {
        self.unasked.set(self.unasked.get().max(frames));
    }

    /// Frames that could not be asked, most at a time.
    pub fn unasked(&self) -> u32 {
        self.unasked.get()
    }

    /// A request failed; its end is told apart.
    pub fn failed(&self, request: usize) {
        if let Some(sent) = self.requests.borrow_mut().get_mut(request) {
            sent.failed = true;
        }
    }

    /// A request is over.
    pub fn ended(&self, request: usize, status: Option<u16>) {
        self.changed.set(Instant::now());
        self.open.set(self.open.get().saturating_sub(1));
        if let Some(sent) = self.requests.borrow_mut().get_mut(request) {
            sent.status = status;
        }
    }

    /// The page goes to another page. Says whether it may.
    pub fn navigates(&self) -> bool {
        self.changed.set(Instant::now());
        self.committed.set(false);
        self.loaded.set(None);
        let navigations = self.navigations.get();
        self.navigations.set(navigations + 1);
        // The first one is ours.
        if navigations > MOST_NAVIGATIONS {
            self.fail(RenderError::EndlessNavigation { navigations });
        }
        navigations <= MOST_NAVIGATIONS
    }

    /// A document is there. What leaves from now on is of this one: a page that loads itself again sends everything once
    /// more, and nothing of that is sent twice.
    pub fn commits(&self, status: Option<u16>) {
        self.documents.set(self.documents.get() + 1);
        self.refused.take();
        self.committed.set(true);
        self.status.set(status);
    }

    /// The load event of the document came.
    pub fn loads(&self) {
        self.changed.set(Instant::now());
        self.loaded.set(Some(self.now()));
    }

    /// The page wanted something that it does not get.
    pub fn denies(&self, what: impl FnOnce(&mut Denied) -> &mut u32) {
        let mut denied = self.denied.get();
        *what(&mut denied) += 1;
        self.denied.set(denied);
    }

    /// The page shows a dialog. Says whether it may show another one.
    pub fn shows_dialog(&self) -> bool {
        self.denies(|denied| &mut denied.dialogs);
        let dialogs = self.denied.get().dialogs;
        if dialogs >= MOST_DIALOGS {
            self.fail(RenderError::EndlessDialogs { dialogs });
        }
        dialogs < MOST_DIALOGS
    }

    /// An event of the runtime under test fired.
    pub fn fires(&self, fired: Fired) {
        let mut told = self.fired.borrow_mut();
        if told.len() < MOST_TOLD {
            told.push(fired);
        }
    }

    /// This event fired since the last time that was asked for all.
    pub fn has_fired(&self, event: &EventId) -> bool {
        self.fired.borrow().iter().any(|fired| fired.event == *event)
    }

    /// What fired since the last time.
    pub fn take_fired(&self) -> Vec<Fired> {
        self.fired.take()
    }

    /// From now on the page stays where it is, or goes to no checkout.
    pub fn hold(&self, what: Holding) {
        self.holds.set(what);
    }

    /// Calls a navigation off, if the page has to stay.
    pub fn holds(&self, url: &str, method: &str) -> bool {
        let holds = match self.holds.get() {
            Holding::Nothing => false,
            Holding::Checkout => leads_to_checkout(url),
            Holding::Everything => true,
        };
        let mut held = self.held.borrow_mut();
        if holds && held.len() < MOST_TOLD {
            held.push(Held { url: shortened(url), method: method.to_uppercase() });
        }
        holds
    }

    /// What was called off since the last time.
    pub fn take_held(&self) -> Vec<Held> {
        self.held.take()
    }

    /// What is to be chosen of the next list that opens; anything else than before where nothing is said.
    pub fn choose(&self, entry: Option<&str>) {
        self.choice.replace(entry.map(str::to_owned));
    }

    /// Whether this entry of a list is the one.
    pub fn is_choice(&self, entry: &str, is_selected: bool) -> bool {
        self.choice.borrow().as_ref().map_or(!is_selected, |wanted| wanted == entry)
    }

    /// Requests told so far.
    pub fn sent_so_far(&self) -> usize {
        self.requests.borrow().len()
    }

    /// Hands out the requests from the one of this number on; how many there are now.
    pub fn each_since(&self, number: usize, each: impl FnMut(&Sent)) -> usize {
        let requests = self.requests.borrow();
        requests.iter().skip(number).for_each(each);
        requests.len()
    }

    /// Something went wrong for good. The first reason counts.
    pub fn fail(&self, why: RenderError) {
        self.failure.borrow_mut().get_or_insert(why);
    }

    /// What went wrong for good.
    pub fn failure(&self) -> Option<RenderError> {
        self.failure.borrow().clone()
    }

    /// How long no request began or ended.
    pub fn unchanged(&self) -> Duration {
        self.changed.get().elapsed()
    }

    /// Requests without an answer yet.
    pub fn open(&self) -> u32 {
        self.open.get()
    }

    /// How often the page went to another one, the first time included.
    pub fn navigations(&self) -> u32 {
        self.navigations.get()
    }

    /// A document is there.
    pub fn is_committed(&self) -> bool {
        self.committed.get()
    }

    /// When the load event came, in milliseconds.
    pub fn loaded(&self) -> Option<u32> {
        self.loaded.get()
    }

    /// HTTP status of the document.
    pub fn status(&self) -> Option<u16> {
        self.status.get()
    }

    /// What the page wanted in vain.
    pub fn denied(&self) -> Denied {
        self.denied.get()
    }

    /// All requests, and whether there were more.
    pub fn requests(&self) -> (Vec<Sent>, bool) {
        (self.requests.borrow().clone(), self.cut.get())
    }
}

/// Whether a refusal of this address, or of this origin, is about a request. An engine may tell no more than the origin.
fn is_meant(refused: &str, url: &str) -> bool {
    let url = url.split('#').next().unwrap_or_default();
    let is_origin = refused.splitn(4, '/').nth(3).is_none_or(str::is_empty);
    let origin = refused.trim_end_matches('/');
    refused == url
        || is_origin && url.strip_prefix(origin).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn origin(address: &str) -> Option<String> {
    Url::parse(address).ok().map(|url| url.origin().ascii_serialization())
}

fn shortened(url: &str) -> String {
    url.chars().take(LONGEST_ADDRESS).collect()
}

#[cfg(test)]
mod tests;
