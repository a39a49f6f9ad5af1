//! Finding a shop's pages: what its plan names, what its sitemaps name, what its first pages link to, and what sets its
//! products apart.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::sync::Arc;

use url::Url;
use waymark_identify::Document;
use waymark_model::page_path::base_of;
use waymark_model::page_type::{defaults, recognise};
use waymark_model::{PagePath, PageType, Plan};

use super::meant::Meant;
use super::{Order, Progress, Watch, Wish, changed};
use crate::discover::links::{at_shop, links, within};
use crate::discover::{Candidate, ProductList, Sample, SampleSize, Stratum, products, sample, sitemap};
use crate::fetch::{Fetched, Fetcher, Outcome};
use crate::record::KeptBackRecord;

/// Sitemap files that are read at most.
const MOST_SITEMAPS: usize = 60;
/// Bytes of one sitemap file; the protocol allows 50 MB.
const LARGEST_SITEMAP: usize = 50 << 20;
/// Addresses that are kept.
const MOST_FOUND: usize = 100_000;
/// Bytes of an address that is kept, and of all of them.
const LONGEST_ADDRESS: usize = 2_048;
const MOST_BYTES: usize = 16 << 20;
/// Bytes of a product list.
const LARGEST_LIST: usize = 8 << 20;

/// How far pages are looked for.
pub(super) struct Reach {
    /// Sitemap files that are read at most.
    pub sitemaps: usize,
    /// With so many pages no further sitemap is read.
    pub listed: usize,
    /// With so many pages no further page is read for its links.
    pub linked: usize,
    /// Pages that are read for their links at most.
    pub read: usize,
    /// All that sitemaps name is enough, if they name any.
    pub is_whole: bool,
    /// These pages count.
    pub meant: Meant,
}

impl Reach {
    /// As far as an audit of this size looks.
    fn of(size: SampleSize) -> Self {
        let is_full = size == SampleSize::Full;
        Self {
            sitemaps: MOST_SITEMAPS,
            // A quick look needs no full list.
            listed: if is_full { MOST_FOUND } else { size.most() * 20 },
            // Twice the sample gives a choice.
            linked: size.most().min(MOST_FOUND / 2) * 2,
            read: size.most(),
            is_whole: is_full,
            meant: Meant::All,
        }
    }
}

/// Chooses the pages, and tells what was kept back. To be dropped by whoever wants it to stop.
pub(super) async fn search(
    order: &Order,
    shop: &Url,
    fetcher: &Arc<Fetcher>,
    watch: &dyn Watch,
) -> (Sample, KeptBackRecord) {
    chosen(&order.plan, shop, order.sample, &order.before, order.seed, fetcher, watch).await
}

/// The pages of a shop on which the events of a plan may fire, as an audit would choose them. To be dropped by whoever
/// wants it to stop.
pub async fn choose_pages(
    plan: &Plan,
    shop: &Url,
    size: SampleSize,
    before: &[Url],
    seed: u64,
    fetcher: &Arc<Fetcher>,
    watch: &dyn Watch,
) -> Sample {
    chosen(plan, shop, size, before, seed, fetcher, watch).await.0
}

async fn chosen(
    plan: &Plan,
    shop: &Url,
    size: SampleSize,
    before: &[Url],
    seed: u64,
    fetcher: &Arc<Fetcher>,
    watch: &dyn Watch,
) -> (Sample, KeptBackRecord) {
    changed(watch, Wish::Pause).await;
    let first = fetcher.page(shop).await;
    let reach = Reach::of(size);
    let (candidates, page_types, kept) = candidates(plan, shop, first, reach, fetcher, watch).await;
    let events = events_by_type(plan, &page_types);
    (sample(candidates, size.most(), &events, before, seed), kept)
}

/// The pages that could be looked at, the page types they are told by, and what may not be looked at. `first` is the shop's first page.
pub(super) async fn candidates(
    plan: &Plan,
    shop: &Url,
    first: Fetched,
    reach: Reach,
    fetcher: &Arc<Fetcher>,
    watch: &dyn Watch,
) -> (Vec<Candidate>, Vec<PageType>, KeptBackRecord) {
    let shop = &landed(shop, &first);
    let mut found = Found::new(plan, shop, reach);
    for address in named(plan, shop) {
        found.add(address, true);
    }
    found.read_sitemaps(shop, fetcher, watch).await;
    found.follow_links(shop, first, fetcher, watch).await;
    changed(watch, Wish::Pause).await;
    let list = match join(shop, "products.json?limit=250") {
        Some(address) => fetcher.file(&address, LARGEST_LIST).await.text().map(products).unwrap_or_default(),
        None => ProductList::default(),
    };
    let page_types = found.page_types.clone();
    let is_cut = found.reach.is_whole && found.is_cut;
    let mut candidates = found.candidates(&list);
    let mut kept = KeptBackRecord { pages: 0, is_unread: false, is_cut };
    if fetcher.obeys_robots() {
        let robots = fetcher.robots(shop).await;
        let all = candidates.len();
        candidates.retain(|page| page.is_wanted || robots.allows(&page.url));
        kept.pages = (all - candidates.len()) as u32;
        kept.is_unread = robots.unreachable();
    }
    (candidates, page_types, kept)
}

/// The shop where its visitors are: with https or www, if the first page leads there. The path stays, since addresses in
/// the plan are told from it.
pub(super) fn landed(shop: &Url, first: &Fetched) -> Url {
    let mut landed = first.url.clone();
    landed.set_path(shop.path());
    landed.set_query(None);
    landed.set_fragment(None);
    if matches!(first.outcome, Outcome::Text(_)) { landed } else { shop.clone() }
}

/// The pages that were found so far.
pub(super) struct Found {
    shop: Url,
    base: String,
    /// The plan's, else those that a shop starts with.
    pub page_types: Vec<PageType>,
    /// Hashes of the addresses: all of them twice would be too much.
    seen: HashSet<u64>,
    pages: Vec<(Url, bool)>,
    /// How many bytes their addresses have.
    bytes: usize,
    reach: Reach,
    /// How many of the pages count.
    number: usize,
    /// More was named than is kept, or read.
    is_cut: bool,
}

impl Found {
    pub fn new(plan: &Plan, shop: &Url, reach: Reach) -> Self {
        let page_types = if plan.page_types.is_empty() { defaults() } else { plan.page_types.clone() };
        Self {
            shop: shop.clone(),
            base: base_of(shop.as_str()),
            page_types,
            seen: HashSet::new(),
            pages: Vec::new(),
            bytes: 0,
            reach,
            number: 0,
            is_cut: false,
        }
    }

    pub fn add(&mut self, address: Url, is_wanted: bool) {
        let length = address.as_str().len();
        let has_room = self.pages.len() < MOST_FOUND && self.bytes + length <= MOST_BYTES;
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(&address);
        self.is_cut |= !has_room && !self.seen.contains(&hash);
        if length <= LONGEST_ADDRESS && has_room && self.seen.insert(hash) {
            self.bytes += length;
            let counts = self.reach.meant.counts(&address, &self.base, &self.page_types);
            self.number += usize::from(counts);
            self.pages.push((address, is_wanted));
        }
    }

    /// Whether a kind is still without a page, of those of which one each is meant.
    pub fn lacks(&self) -> bool {
        !self.missing().is_empty()
    }

    /// Those kinds.
    pub fn missing(&self) -> Vec<String> {
        match &self.reach.meant {
            Meant::First(first) => first.missing.iter().cloned().collect(),
            Meant::All | Meant::Scope(_) => Vec::new(),
        }
    }

    /// Links of the first page of each kind, but for the shop's own first page, until no kind is without a page.
    pub async fn follow_first_of_each(&mut self, shop: &Url, fetcher: &Fetcher, watch: &dyn Watch) {
        let mut next = 0;
        while self.lacks()
            && let Some(address) = self.first_of_kind(next)
        {
            next += 1;
            changed(watch, Wish::Pause).await;
            if address == self.shop || !fetcher.may_discover(&address).await {
                continue;
            }
            let page = fetcher.page(&address).await;
            self.add_links_of(&page, shop);
            watch.progress(Progress::Searching { found: self.pages.len() });
        }
    }

    fn first_of_kind(&self, place: usize) -> Option<Url> {
        match &self.reach.meant {
            Meant::First(first) => first.found.get(place).map(|(_, address)| address.clone()),
            Meant::All | Meant::Scope(_) => None,
        }
    }

    /// One page of each kind of which one was found.
    pub fn first_of_each(self) -> Vec<(String, Url)> {
        match self.reach.meant {
            Meant::First(first) => first.found,
            Meant::All | Meant::Scope(_) => Vec::new(),
        }
    }

    /// Sitemaps that by their name list what is looked for come first.
    fn sort_sitemaps(&self, sitemaps: &mut VecDeque<Url>) {
        sitemaps.make_contiguous().sort_by_key(|address| !self.reach.meant.is_named_by(address));
    }

    /// Sitemaps that robots.txt names, else the usual one, and those that they name.
    pub async fn read_sitemaps(&mut self, shop: &Url, fetcher: &Fetcher, watch: &dyn Watch) {
        let robots = fetcher.robots(shop).await;
        let mut open: VecDeque<Url> =
            robots.sitemaps().iter().filter_map(|address| at_shop(address.clone(), shop)).collect();
        let (usual, mut has_pages) = (shop.join("/sitemap.xml").ok(), false);
        let mut read = BTreeSet::new();
        // Where those that robots.txt names lie elsewhere, or cannot be read, the usual one may be there.
        while let Some(address) =
            open.pop_front().or_else(|| usual.clone().filter(|usual| !has_pages && !read.contains(usual)))
        {
            if read.len() >= self.reach.sitemaps || self.number >= self.reach.listed {
                self.is_cut = true;
                break;
            }
            if !read.insert(address.clone()) {
                continue;
            }
            changed(watch, Wish::Pause).await;
            let answer = fetcher.file(&address, LARGEST_SITEMAP).await;
            let Some(text) = answer.text() else { continue };
            let found = sitemap(text);
            has_pages |= !found.pages.is_empty() || !found.sitemaps.is_empty();
            let named =
                found.sitemaps.iter().filter_map(|address| at_shop(answer.url.join(address).ok()?, shop));
            let more: Vec<Url> =
                named.filter(|named| !open.contains(named) && !read.contains(named)).collect();
            let room = MOST_SITEMAPS.saturating_sub(open.len());
            self.is_cut |= more.len() > room;
            open.extend(more.into_iter().take(room));
            self.sort_sitemaps(&mut open);
            for address in &found.pages {
                let page = answer.url.join(address).ok();
                if let Some(page) = page.and_then(|page| within(page, &self.shop)) {
                    self.add(page, false);
                }
            }
            watch.progress(Progress::Searching { found: self.pages.len() });
        }
    }

    /// Links of the first page; where the sitemaps gave too little, those of the pages found that way too.
    async fn follow_links(&mut self, shop: &Url, first: Fetched, fetcher: &Fetcher, watch: &dyn Watch) {
        let has_sitemap = self.pages.iter().any(|(_, is_wanted)| !is_wanted);
        let enough = if self.reach.is_whole && has_sitemap { 0 } else { self.reach.linked };
        let mut read = 0usize;
        let mut next = 0usize;
        // The shop's first page is always the first one that was found, and is here already.
        let mut first = Some(first);
        while let Some((address, _)) = self.pages.get(next).cloned() {
            let has_enough = self.number >= enough || read >= self.reach.read;
            if next > 0 && has_enough {
                break;
            }
            next += 1;
            changed(watch, Wish::Pause).await;
            if next > 1 && !fetcher.may_discover(&address).await {
                continue;
            }
            read += 1;
            let answer = match first.take() {
                Some(first) => first,
                None => fetcher.page(&address).await,
            };
            self.add_links_of(&answer, shop);
            watch.progress(Progress::Searching { found: self.pages.len() });
        }
    }

    /// What a page links to.
    pub fn add_links_of(&mut self, page: &Fetched, shop: &Url) {
        let Some(Ok(document)) = page.text().map(Document::from_html) else { return };
        for link in links(&document, &page.url, shop) {
            self.add(without_noise(link), false);
        }
    }

    fn candidates(self, list: &ProductList) -> Vec<Candidate> {
        let strata: BTreeMap<&str, Stratum> =
            list.0.iter().map(|(handle, stratum)| (handle.as_str(), *stratum)).collect();
        let (base, page_types) = (self.base, self.page_types);
        let candidate = |(url, is_wanted): (Url, bool)| {
            let path = PagePath::of_url(&url, &base);
            let page_type = recognise(&path, &page_types).map(|kind| kind.id.clone());
            let handle = path.path().rsplit('/').next().unwrap_or_default();
            let is_product = path.path().contains("/products/");
            let stratum = strata.get(handle).copied().filter(|_| is_product).unwrap_or_default();
            Candidate { url, page_type, stratum, is_wanted }
        };
        self.pages.into_iter().map(candidate).collect()
    }
}

/// Addresses that the plan itself names: the shop's first page, page types that are one page, and events for one page.
fn named(plan: &Plan, shop: &Url) -> Vec<Url> {
    let active = || plan.events.iter().filter(|event| event.runs_on_web());
    let is_used = |kind: &&PageType| active().any(|event| event.scope.page_types.contains(&kind.id));
    let types = plan.page_types.iter().filter(is_used).flat_map(|kind| kind.patterns.iter());
    let urls = active().filter_map(|event| event.scope.url.as_ref());
    let literal = types.chain(urls).filter(|pattern| !pattern.contains('*'));
    let mut seen = BTreeSet::new();
    std::iter::once(shop.clone())
        .chain(literal.filter_map(|pattern| join(shop, pattern.trim_start_matches('/'))))
        .map(|url| if url.path().is_empty() { shop.clone() } else { url })
        .filter(|url| seen.insert(url.as_str().trim_end_matches('/').to_owned()))
        .collect()
}

/// A path below the shop's own.
pub(super) fn join(shop: &Url, path: &str) -> Option<Url> {
    let mut base = shop.clone();
    base.set_query(None);
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", base.path()));
    }
    if path.is_empty() { Some(shop.clone()) } else { base.join(path).ok() }
}

/// The address without what only says where a visitor came from.
fn without_noise(mut url: Url) -> Url {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !(name.starts_with("utm_") || name.starts_with('_') || name.starts_with("pr_")))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    if url.query().is_some() {
        if kept.is_empty() {
            url.set_query(None);
        } else {
            url.query_pairs_mut().clear().extend_pairs(kept);
        }
    }
    url
}

/// How many events may fire on pages of each type; those for all pages count for every type.
fn events_by_type(plan: &Plan, page_types: &[PageType]) -> BTreeMap<Option<String>, usize> {
    let mut numbers = BTreeMap::new();
    let active = plan.events.iter().filter(|event| event.runs_on_web() && event.trigger.needs_target());
    for event in active {
        if event.scope.page_types.is_empty() {
            for kind in page_types.iter().map(|kind| Some(kind.id.clone())).chain([None]) {
                *numbers.entry(kind).or_default() += 1;
            }
        }
        for kind in &event.scope.page_types {
            *numbers.entry(Some(kind.clone())).or_default() += 1;
        }
    }
    numbers
}
