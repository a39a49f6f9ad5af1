//! Going through a shop's pages for the events of a pack: which pages, asked for politely, and what could not be read. Where
//! the events are on them is decided in `relocating`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::task::JoinSet;
use url::Url;
use waymark_audit::check::sentence;
use waymark_audit::discover::SampleSize;
use waymark_audit::fetch::{Fetched, Fetcher, Manners, Outcome};
use waymark_audit::run::{Progress, Watch, Wish, choose_pages, wall_in_words};
use waymark_identify::Document;
use waymark_model::{Plan, ShopSlug};

use super::Relocated;
use super::page::Looked;
use super::relocating::relocated;
use crate::error::AppError;
use crate::view::{PackPage, PackView};

/// Pages of one type that are looked at.
const OF_TYPE: usize = 4;
/// Pages of no known type that are looked at where a type is wanted that the shop's rules do not find.
const UNTYPED: usize = 8;
/// How often ways to other kinds of pages are followed: from the first page to a list, and from there to a product.
const ROUNDS: usize = 2;

/// A pack and the plan of the shop it is brought to.
#[derive(Debug)]
pub struct Errand {
    pack: Plan,
    shop: Plan,
}

/// What became of a pack.
#[derive(Clone, Debug)]
pub struct Relocation {
    /// The shop it was held against.
    pub shop: ShopSlug,
    /// What a person is told.
    pub view: PackView,
    /// The events as they would be kept.
    pub events: Vec<Relocated>,
}

impl Errand {
    pub(super) fn new(pack: Plan, shop: Plan) -> Self {
        Self { pack, shop }
    }

    /// Looks for the events. Waits for the network; to be dropped by whoever wants it to stop.
    pub async fn look(self, tell: Arc<dyn Fn(String) + Send + Sync>) -> Result<Relocation, AppError> {
        let fetcher = Arc::new(Fetcher::new(Manners::default())?);
        let address = Url::parse(&self.shop.shop.url)
            .map_err(|_| waymark_audit::AuditError::NotWeb(self.shop.shop.url.clone()))?;
        let needed = Needed::of(&self.pack);
        let mut visit = Visit {
            fetcher,
            tell,
            shop: self.shop.clone(),
            read: Vec::new(),
            unread: Vec::new(),
            asked: BTreeSet::new(),
        };
        (visit.tell)("Finding pages of the shop".to_owned());
        let chosen = visit.choose(&self.pack, &address, &needed).await;
        visit.read_all(chosen).await;
        for _ in 0..ROUNDS {
            let ways = visit.ways(&needed);
            if ways.is_empty() {
                break;
            }
            visit.read_all(ways).await;
        }
        let Visit { read, unread, tell, .. } = visit;
        tell(format!("Looking for {} events on {} pages", self.pack.events.len(), read.len()));
        let Self { pack, shop } = self;
        let found = tokio::task::spawn_blocking(move || relocated(&pack, &shop, &read, unread)).await;
        // A page that stops the work is a page nobody can read.
        found.map_err(|_| AppError::NotThePage)
    }
}

/// Kinds of pages that a pack's events fire on.
struct Needed {
    kinds: BTreeSet<String>,
}

impl Needed {
    fn of(pack: &Plan) -> Self {
        let events = pack.events.iter().filter(|event| event.is_for_web());
        Self { kinds: events.flat_map(|event| event.scope.page_types.iter().cloned()).collect() }
    }

    fn lacking<'a>(&'a self, read: &'a [Looked]) -> impl Iterator<Item = &'a str> {
        let has = |kind: &str| read.iter().any(|page| page.kind() == Some(kind));
        self.kinds.iter().map(String::as_str).filter(move |kind| !has(kind))
    }
}

struct Visit {
    fetcher: Arc<Fetcher>,
    tell: Arc<dyn Fn(String) + Send + Sync>,
    shop: Plan,
    read: Vec<Looked>,
    unread: Vec<PackPage>,
    asked: BTreeSet<Url>,
}

impl Visit {
    /// The first page, some of each kind that is wanted, and some that nobody knows where a kind is wanted of which there
    /// are none.
    async fn choose(&self, pack: &Plan, address: &Url, needed: &Needed) -> Vec<Url> {
        let plan = Plan { events: pack.events.clone(), ..self.shop.clone() };
        let told = Told(Arc::clone(&self.tell));
        let found = choose_pages(&plan, address, SampleSize::Quick, &[], 1, &self.fetcher, &told).await;
        let mut numbers: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        let lacks =
            needed.kinds.iter().any(|kind| found.iter().all(|page| page.page_type.as_ref() != Some(kind)));
        let mut chosen = Vec::new();
        for (page, at) in found.iter().zip(0..) {
            let kind = page.page_type.as_deref();
            let most = match kind {
                _ if at == 0 => 1,
                Some(kind) if needed.kinds.contains(kind) => OF_TYPE,
                None if lacks => UNTYPED,
                _ => 1,
            };
            let number = numbers.entry(kind).or_default();
            if *number < most {
                *number += 1;
                chosen.push(page.url.clone());
            }
        }
        chosen
    }

    /// Ways to kinds of pages that are wanted and not read yet, as the pages that were read show them; lists of products
    /// too, since those lead further.
    fn ways(&self, needed: &Needed) -> Vec<Url> {
        let lacking: BTreeSet<&str> = needed.lacking(&self.read).collect();
        let leads =
            |kind: &str| lacking.contains(kind) || (kind == "collection" && lacking.contains("product"));
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut found = Vec::new();
        for way in self.read.iter().flat_map(Looked::ways).filter(|way| leads(&way.page_type)) {
            let Ok(url) = Url::parse(&way.url) else { continue };
            let number = numbers.entry(way.page_type.as_str()).or_default();
            if *number < OF_TYPE && !self.asked.contains(&url) && !found.contains(&url) {
                *number += 1;
                found.push(url);
            }
        }
        found
    }

    /// Asks for pages, some at the same time, and keeps them in the order in which they were chosen.
    async fn read_all(&mut self, pages: Vec<Url>) {
        let mut waiting = JoinSet::new();
        let mut answers = BTreeMap::new();
        for (at, url) in pages.into_iter().enumerate().filter(|(_, url)| self.asked.insert(url.clone())) {
            let (fetcher, shop) = (Arc::clone(&self.fetcher), self.shop.clone());
            waiting.spawn(async move {
                let answer = fetcher.page(&url).await;
                let seen = tokio::task::spawn_blocking(move || look_at(&answer, &shop)).await;
                (at, url, seen)
            });
        }
        let all = waiting.len();
        while let Some(answer) = waiting.join_next().await {
            let Ok((at, url, looked)) = answer else { continue };
            answers.insert(at, (url, looked));
            (self.tell)(format!("{} of {all} pages read", answers.len()));
        }
        for (url, looked) in answers.into_values() {
            let looked = looked.unwrap_or_else(|_| Err("The page could not be read.".to_owned()));
            match looked {
                Ok(page) => self.read.push(page),
                Err(words) => self.unread.push(PackPage { url: url.into(), words }),
            }
        }
    }
}

/// The page, or why there is none.
fn look_at(fetched: &Fetched, shop: &Plan) -> Result<Looked, String> {
    let html = match &fetched.outcome {
        Outcome::Text(html) => html,
        Outcome::Wall(wall) => return Err(wall_in_words(wall)),
        Outcome::Elsewhere => return Err("It leads to another site.".to_owned()),
        Outcome::NotFound => return Err("The shop answers that it is not there.".to_owned()),
        Outcome::Failed(error) => return Err(sentence(&error.to_string())),
    };
    let document = Document::from_html(html).map_err(|error| sentence(&error.to_string()))?;
    Ok(Looked::new(fetched.url.clone(), document.at(fetched.url.as_str()), shop))
}

/// Tells of the search for pages.
struct Told(Arc<dyn Fn(String) + Send + Sync>);

impl Watch for Told {
    fn progress(&self, progress: Progress) {
        if let Progress::Searching { found } = progress {
            (self.0)(format!("{found} pages of the shop found"));
        }
    }

    fn wish(&self) -> Wish {
        Wish::Go
    }
}
