//! Waymark makes events fire by itself, on the pages that they were made on, shown where nobody sees them, without the
//! app's lock. What fired is kept as proof as in a test that a person does; what did not is said with the reason.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use url::Url;
use waymark_audit::check::sentence;
use waymark_audit::proving::{Seen, deed, request, seen};
use waymark_audit::render::{Device, MOST_OF_ELEMENT, RenderError, Renderer, SEATS};
use waymark_compile::{Compiled, compile, definition};
use waymark_identify::address;
use waymark_model::page_path::base_of;
use waymark_model::{Event, EventId, Millis, PagePath, Plan, Scene, SceneId, ShopSlug};
use waymark_store::{Proof, ProofPicture};

use crate::auditing::Pass;
use crate::error::AppError;
use crate::made_on;
use crate::pictures::is_png;
use crate::shops::base_url;
use crate::state::App;
use crate::vault::Vault;
use crate::view::{ProvingOutcome, ProvingProgress, StillUnproven};

/// Why nothing is done for an event whose page nobody knows.
const NO_PAGE: &str = "It is not known which page it is on.";
/// Why an event is left whose element neither a desktop nor a phone shows.
const UNSEEN: &str = "A visitor who is new does not see the element on this page.";

/// Pages that are tried for an event that may fire on any.
const MOST_PAGES: usize = 4;

/// Events to be made to fire. Holds all it needs, so that nobody waits for it who uses the app.
pub struct ProvingErrand {
    shop: ShopSlug,
    pass: Pass,
    now: Millis,
    compiled: Compiled,
    /// Path of the shop's own address.
    base: String,
    /// Events by their page, in the plan's order.
    pages: Vec<(Url, Vec<Event>)>,
    /// Where else events without an element may fire, in order: what one page is too short for, another may do.
    others: BTreeMap<EventId, Vec<Url>>,
    /// What cannot be tried, and why.
    left: Vec<StillUnproven>,
}

/// What came of it, to be kept.
pub struct Tried {
    shop: ShopSlug,
    proofs: Vec<(Proof, Option<Vec<u8>>)>,
    left: Vec<StillUnproven>,
}

impl App {
    /// What it takes to prove the open plan's events that never fired in a test as they are now.
    pub fn proving_errand(&self) -> Result<ProvingErrand, AppError> {
        self.proving_errand_of(&self.open_slug()?)
    }

    /// The same for any shop.
    pub fn proving_errand_of(&self, shop: &ShopSlug) -> Result<ProvingErrand, AppError> {
        let plan = self.plan_of(shop)?;
        let known = self.known_pages(&plan)?;
        let mut pages: Vec<(Url, Vec<Event>)> = Vec::new();
        let (mut left, mut others) = (Vec::new(), BTreeMap::new());
        for event in self.unproven(&plan.shop.slug, &plan)? {
            let mut fit = known.pages_of(event, &plan).into_iter();
            match (deed(event), fit.next()) {
                (Err(reason), _) => left.push(still(event, reason)),
                (Ok(_), None) => left.push(still(event, NO_PAGE)),
                (Ok(_), Some(page)) => {
                    match pages.iter_mut().find(|(known, _)| known == page) {
                        Some((_, events)) => events.push(event.clone()),
                        None => pages.push((page.clone(), vec![event.clone()])),
                    }
                    others.insert(event.id.clone(), fit.cloned().collect());
                }
            }
        }
        Ok(ProvingErrand {
            pass: self.pass(&plan.shop.slug)?,
            shop: plan.shop.slug.clone(),
            now: self.now(),
            compiled: compile(&plan)?,
            base: base_of(&plan.shop.url),
            pages,
            others,
            left,
        })
    }

    /// Keeps what fired as proof of the definition that it fired by, and says what came of it.
    pub fn keep_proofs(&mut self, tried: Tried) -> Result<ProvingOutcome, AppError> {
        let plan = self.plan_of(&tried.shop)?;
        let mut proven = Vec::new();
        for (proof, picture) in tried.proofs {
            // It may be gone by now.
            let Some(event) = plan.events.iter().find(|event| event.id == proof.event) else { continue };
            self.store.record_proof(&tried.shop, &proof)?;
            proven.push(event.id.clone());
            let Proof { event, definition, fired_at: taken_at, .. } = proof;
            if let Some(png) = picture.filter(|png| is_png(png) && png.len() <= MOST_OF_ELEMENT) {
                let picture = ProofPicture { event, definition, taken_at, png };
                self.store.save_proof_picture(&tried.shop, &picture)?;
            }
        }
        Ok(ProvingOutcome { proven, left: tried.left })
    }
}

/// Addresses in the shop of which something is known, with their paths as rules see them.
struct KnownPages {
    made_on: BTreeMap<EventId, (PagePath, Url)>,
    first: (PagePath, Url),
}

impl App {
    fn known_pages(&self, plan: &Plan) -> Result<KnownPages, AppError> {
        let base = base_of(&plan.shop.url);
        let with_path = |url: Url| (PagePath::of_url(&url, &base), url);
        let mut made_on = BTreeMap::new();
        // Many events are made on one page.
        let mut scenes: BTreeMap<&SceneId, Option<Scene>> = BTreeMap::new();
        for event in &plan.events {
            let Some(id) = event.target.as_ref().and_then(|target| target.scene.as_ref()) else { continue };
            let scene = match scenes.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.store.scene(&plan.shop.slug, id)?),
            };
            if let Some(scene) = scene
                && let Some(address) = made_on::address(event, scene, plan)?
            {
                made_on.insert(event.id.clone(), with_path(address));
            }
        }
        Ok(KnownPages { made_on, first: with_path(base_url(&plan.shop)?) })
    }
}

impl KnownPages {
    /// Pages where an event may fire: the one it was made on, or else, where it is about no element, those that others
    /// were made on and the shop's first.
    fn pages_of(&self, event: &Event, plan: &Plan) -> Vec<&Url> {
        let may_fire = |(path, _): &&(PagePath, Url)| event.scope.covers(path, &plan.page_types);
        if let Some((_, own)) = self.made_on.get(&event.id).filter(may_fire) {
            return vec![own];
        }
        // An element is on the page where somebody pointed at it; on others it is a guess.
        if event.target.is_some() && event.trigger.takes_target() {
            return Vec::new();
        }
        let mut pages: Vec<&Url> = Vec::new();
        for (_, page) in self.made_on.values().chain([&self.first]).filter(may_fire) {
            if !pages.contains(&page) && pages.len() < MOST_PAGES {
                pages.push(page);
            }
        }
        pages
    }
}

impl ProvingErrand {
    /// What is told where pages cannot be shown at all.
    #[must_use]
    pub fn nothing_shown(self, error: &RenderError) -> Tried {
        let reason = sentence(&error.to_string());
        let events = self.pages.iter().flat_map(|(_, events)| events).map(|event| still(event, &reason));
        let left = self.left.iter().cloned().chain(events).collect();
        Tried { shop: self.shop, proofs: Vec::new(), left }
    }

    /// How many events are to be made to fire.
    #[must_use]
    pub fn all(&self) -> usize {
        self.pages.iter().map(|(_, events)| events.len()).sum()
    }

    /// Shows the pages and does there what is counted, two pages side by side. To be dropped by whoever wants it to stop.
    pub async fn run<R: Renderer>(
        self,
        renderer: &R,
        vault: Option<Arc<Vault>>,
        tell: impl Fn(ProvingProgress) + Send + Sync,
    ) -> Tried {
        let (all, now) = (self.all(), self.now);
        let signed = self.pass.signed(vault, now).await;
        let at = UNIX_EPOCH + Duration::from_millis(u64::try_from(now).unwrap_or_default());
        let (compiled, base) = (&self.compiled, &self.base);
        let mut waiting: VecDeque<(Url, Vec<Event>)> = self.pages.into();
        let mut others = self.others;
        let mut under_way = FuturesUnordered::new();
        let (mut proofs, mut left, mut done) = (Vec::new(), self.left, 0);
        tell(ProvingProgress { done, all });
        loop {
            while under_way.len() < SEATS
                && let Some((page, events)) = waiting.pop_front()
            {
                let headers = signed.iter().flat_map(|signed| signed.pairs_for(&page, at)).collect();
                let browser = Browser { renderer, headers, compiled, page };
                under_way.push(async move {
                    let seen = browser.prove(&events).await;
                    (events, seen)
                });
            }
            let Some((events, mut seen)) = under_way.next().await else { break };
            for event in &events {
                let has_fired = matches!(seen.get(&event.id), Some(Seen::Fired { .. }));
                let next = others.get_mut(&event.id).filter(|pages| !has_fired && !pages.is_empty());
                if let Some(pages) = next {
                    waiting.push_back((pages.remove(0), vec![event.clone()]));
                    continue;
                }
                done += 1;
                match (seen.remove(&event.id), definition(event, &compiled.config.page_types)) {
                    (Some(Seen::Fired { parameters, url, picture }), Ok(definition)) => {
                        let page = address::kept(PagePath::of_url(&url, base).path());
                        let event = event.id.clone();
                        let proof = Proof { event, definition, fired_at: now, page, parameters };
                        proofs.push((proof, picture));
                    }
                    (Some(Seen::Not(reason)), _) => left.push(still(event, &reason)),
                    (Some(Seen::Invisible), _) => left.push(still(event, UNSEEN)),
                    _ => left.push(still(event, "The page did not answer.")),
                }
            }
            tell(ProvingProgress { done, all });
        }
        Tried { shop: self.shop, proofs, left }
    }

    /// What is told where nothing can be tried.
    #[must_use]
    pub fn nothing_to_do(self) -> Tried {
        Tried { shop: self.shop, proofs: Vec::new(), left: self.left }
    }
}

/// One page in a browser, as a visitor who is new.
struct Browser<'errand, R> {
    renderer: &'errand R,
    headers: Vec<(String, String)>,
    compiled: &'errand Compiled,
    page: Url,
}

impl<R: Renderer> Browser<'_, R> {
    /// Does all on one page first. What did not fire there gets a page of its own, where nothing that another opened lies
    /// over it, and a phone where it cannot be seen on a desktop.
    async fn prove(&self, events: &[Event]) -> BTreeMap<EventId, Seen> {
        let mut all = self.show(&events.iter().collect::<Vec<_>>(), Device::DESKTOP).await;
        for event in events {
            let device = match all.get(&event.id) {
                Some(Seen::Fired { .. }) => continue,
                Some(Seen::Invisible) => Device::PHONE,
                _ if events.len() == 1 => continue,
                _ => Device::DESKTOP,
            };
            all.extend(self.show(&[event], device).await);
        }
        all
    }

    async fn show(&self, events: &[&Event], device: Device) -> BTreeMap<EventId, Seen> {
        let Some(mut request) = request(&self.page, device, events, self.compiled) else {
            return BTreeMap::new();
        };
        request.headers.clone_from(&self.headers);
        match self.renderer.render(&request).await {
            Ok(shown) => seen(&shown, &self.page, &request),
            Err(error) => {
                let reason = sentence(&error.to_string());
                events.iter().map(|event| (event.id.clone(), Seen::Not(reason.clone()))).collect()
            }
        }
    }
}

fn still(event: &Event, reason: &str) -> StillUnproven {
    StillUnproven { id: event.id.clone(), name: event.name.clone(), reason: reason.to_owned() }
}
