//! One audit from its first page to its last: what is looked at, in which order, told to a [`Watch`] and remembered by a
//! [`Journal`], so that a stopped or killed one goes on where it was and asks for no page twice.

mod again;
pub(crate) mod leaving;
mod meant;
pub(crate) mod picturing;
pub(crate) mod render;
mod search;
mod showing;
mod specimens;
mod submitting;
mod trying;
mod turns;
mod visit;
mod ways;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use url::Url;
use waymark_model::Plan;

use crate::check::Checker;
use crate::discover::{Candidate, Sample, SampleSize};
use crate::error::AuditError;
use crate::fetch::{Fetcher, SignedHeaders};
use crate::install::Loaders;
use crate::record::{PageRecord, Record};
use crate::render::Renderer;
use crate::report::{Ending, Tally};
use showing::Before;
pub use specimens::{Specimen, Specimens, specimens};
use turns::Turns;
use visit::Visit;

pub use meant::KindOf;
pub use search::choose_pages;
pub use visit::wall_in_words;
pub use ways::{Ways, find_ways};

/// What is to be audited.
#[derive(Clone, Debug)]
pub struct Order {
    /// The plan, with its scenes. Its shop's address is where the audit starts.
    pub plan: Arc<Plan>,
    /// How much is looked at.
    pub sample: SampleSize,
    /// Pages of the last audit.
    pub before: Vec<Url>,
    /// Changes which pages are new; the number of the audit, say.
    pub seed: u64,
    /// The number of an unpublished theme that is looked at instead of the live one.
    pub preview_theme: Option<String>,
    /// Forms really are sent and products really put into the cart where that is harmless; never what pays or orders.
    pub submits: bool,
    /// Headers by which a shop's owner lets this audit in.
    pub signed: Vec<SignedHeaders>,
    /// How the script tags of Waymark are told from others in the text of a page.
    pub loaders: fn(&str) -> Loaders,
}

/// What somebody who watches an audit wants of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Go on.
    Go,
    /// Wait: finish the pages that are under way, ask for no other.
    Pause,
    /// Stop; what was found is kept.
    Stop,
}

/// How far an audit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Pages are being found.
    Searching {
        /// So many so far.
        found: usize,
    },
    /// A page was looked at.
    Checked {
        /// Pages done.
        done: usize,
        /// Pages in all.
        all: usize,
        /// The page.
        url: String,
    },
    /// A page was shown in a browser.
    Rendered {
        /// Showings done.
        done: usize,
        /// Showings in all.
        all: usize,
        /// The page.
        url: String,
        /// The device's name.
        device: String,
    },
}

/// Who watches.
pub trait Watch: Send + Sync {
    /// Told of every step.
    fn progress(&self, progress: Progress);
    /// Asked before every page, and every file that names pages.
    fn wish(&self) -> Wish;
}

/// What an audit remembers. Every call has lasted when it returns.
pub trait Journal: Send {
    /// What went wrong with remembering.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The pages chosen when this audit began, if it began before.
    fn sample(&mut self) -> Result<Option<Sample>, Self::Error>;
    /// Keeps the pages chosen.
    fn keep_sample(&mut self, sample: &Sample) -> Result<(), Self::Error>;
    /// Hands out every page that was looked at so far.
    fn records(&mut self, each: &mut dyn FnMut(Record)) -> Result<(), Self::Error>;
    /// Keeps a page.
    fn keep(&mut self, record: &Record) -> Result<(), Self::Error>;
}

/// Why an audit could not be done at all. What befalls single pages is no error.
#[derive(Debug, thiserror::Error)]
pub enum RunError<J: std::error::Error + 'static> {
    /// The shop's address is no web address.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// What was found could not be kept.
    #[error("what was found could not be kept")]
    Journal(#[source] J),
}

/// Between two looks whether a paused audit may go on.
const NAP: Duration = Duration::from_millis(200);

/// Audits a shop. The pages it looked at are in the journal; their sum is the answer. Without a renderer nothing is said
/// about what only a browser shows.
pub async fn run<J: Journal, R: Renderer>(
    order: &Order,
    fetcher: &Arc<Fetcher>,
    renderer: Option<&R>,
    journal: &mut J,
    watch: &dyn Watch,
) -> Result<(Tally, Ending), RunError<J::Error>> {
    let shop = Url::parse(&order.plan.shop.url)
        .map_err(|_| AuditError::NotWeb(order.plan.shop.url.clone()))
        .map_err(RunError::Audit)?;
    let mut tally = Tally::default();
    let sample = if let Some(sample) = journal.sample().map_err(RunError::Journal)? {
        sample
    } else {
        let found = tokio::select! {
            found = search::search(order, &shop, fetcher, watch) => Some(found),
            () = stopped(watch) => None,
        };
        let Some((sample, kept)) = found else {
            return Ok((tally, Ending::Cancelled));
        };
        journal.keep_sample(&sample).map_err(RunError::Journal)?;
        if kept.pages > 0 || kept.is_cut {
            journal.keep(&Record::KeptBack(kept)).map_err(RunError::Journal)?;
            tally.add(&Record::KeptBack(kept));
        }
        sample
    };
    let mut before = Before::default();
    let add = &mut |record: Record| {
        // A page is in the journal once, even if two audits wrote into it.
        if before.done.insert(record.key()) {
            tally.add(&record);
        }
        if let Record::Sending(sending) = record {
            before.sent.entry(sending.showing()).or_default().insert(sending.event);
        }
    };
    journal.records(add).map_err(RunError::Journal)?;
    let all = sample.len();
    let left: Vec<Candidate> =
        sample.into_iter().filter(|page| !before.done.contains(page.url.as_str())).collect();
    let visit = Arc::new(Visit {
        checker: Checker::new(Arc::clone(&order.plan)),
        fetcher: Arc::clone(fetcher),
        preview_theme: order.preview_theme.clone(),
        submits: order.submits,
        loaders: order.loaders,
        parsers: Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)),
    });
    let mut ending = visit_all(Arc::clone(&visit), left, all, journal, watch, &mut tally).await?;
    if let Some(renderer) = renderer.filter(|_| ending == Ending::Complete) {
        ending = showing::show_all(order, &visit, renderer, &before, journal, watch, &mut tally).await?;
    }
    Ok((tally, ending))
}

/// Waits until somebody wants it to stop: a page that hangs must not keep them waiting.
async fn stopped(watch: &dyn Watch) {
    while watch.wish() != Wish::Stop {
        tokio::time::sleep(NAP).await;
    }
}

/// Waits until somebody wants something else.
async fn changed(watch: &dyn Watch, wish: Wish) {
    while watch.wish() == wish {
        tokio::time::sleep(NAP).await;
    }
}

/// Visits as many pages at a time as are worth having under way; the fetcher's own pace decides how many are asked for.
async fn visit_all<J: Journal>(
    visit: Arc<Visit>,
    left: Vec<Candidate>,
    all: usize,
    journal: &mut J,
    watch: &dyn Watch,
    tally: &mut Tally,
) -> Result<Ending, RunError<J::Error>> {
    let most = visit.fetcher.at_once() * 2;
    let mut done = all - left.len();
    let mut left = left.into_iter();
    let mut turns = Turns::default();
    let mut under_way: JoinSet<PageRecord> = JoinSet::new();
    loop {
        let wish = watch.wish();
        match wish {
            Wish::Stop => {
                // What is under way is asked for again when the audit goes on.
                under_way.shutdown().await;
                return Ok(Ending::Cancelled);
            }
            Wish::Pause if under_way.is_empty() => {
                tokio::time::sleep(NAP).await;
                continue;
            }
            Wish::Pause => {}
            Wish::Go => {
                while under_way.len() < most
                    && let Some(page) = left.next()
                {
                    let (visit, turn) = (Arc::clone(&visit), turns.next(page.page_type.as_ref()));
                    under_way.spawn(async move { visit.page(page, turn).await });
                }
            }
        }
        let joined = tokio::select! {
            biased;
            joined = under_way.join_next() => joined,
            () = changed(watch, wish) => continue,
        };
        let Some(joined) = joined else { return Ok(Ending::Complete) };
        let Ok(record) = joined else { continue };
        done += 1;
        watch.progress(Progress::Checked { done, all, url: record.url.clone() });
        let record = Record::Page(record);
        journal.keep(&record).map_err(RunError::Journal)?;
        tally.add(&record);
    }
}
