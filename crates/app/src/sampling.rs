//! Trying a draft's rule on a few pages of its kind. The pages are found and read once, without the app's lock, and are
//! in memory only, for as long as the shop is open; what a rule does on them is told at once, however often it changes.

mod strip;

use std::sync::{Arc, Mutex, PoisonError};

use url::Url;
use waymark_audit::fetch::Manners;
use waymark_audit::run::{Progress, Specimens, Watch, Wish, specimens};
use waymark_identify::Document;
use waymark_model::{Event, Plan, Scope, ShopSlug, suggest_scopes};

use crate::auditing::{AuditSettings, Pass, manners};
use crate::error::AppError;
use crate::look::Look;
use crate::pace::Pace;
use crate::pending::Page;
use crate::recent::Recent;
use crate::state::App;
use crate::vault::Vault;
use crate::view::{Draft, SampleProgress, SampleStrip};

/// Pages of one kind that are read.
const MOST: usize = 10;
/// Kinds of pages that are kept: each page may take megabytes.
const KINDS: usize = 4;

/// Pages that were read, by their kind.
pub(crate) type Sampled = Recent<Scope, Kept, KINDS>;

/// Pages of a kind, and what each looks like.
pub(crate) struct Kept {
    pages: Arc<Specimens>,
    looks: Vec<Look>,
}

impl Kept {
    /// The addresses, and what is there looks like.
    pub fn looks(&self) -> impl Iterator<Item = (&Url, Option<&str>)> {
        let pages = self.pages.pages.iter().zip(&self.looks);
        pages.map(|(page, look)| (&page.url, page.document.as_ref().and_then(|document| look.of(document))))
    }
}

/// Pages to be found and read. Holds all it needs, so that nobody waits for it who uses the app.
pub struct SamplingErrand {
    shop: ShopSlug,
    plan: Plan,
    kind: Scope,
    manners: Manners,
    pass: Pass,
    now: waymark_model::Millis,
}

/// Pages that were read for a shop.
pub struct Samples {
    shop: ShopSlug,
    kind: Scope,
    pages: Arc<Specimens>,
}

impl App {
    /// How a draft's rule does on the pages of its kind that were read; nothing where they are still to be read.
    pub fn sample_strip(&self, draft: &Draft) -> Result<Option<SampleStrip>, AppError> {
        let (plan, kind) = self.sampled_kind(draft)?;
        let kept = self.sampled.of(&kind);
        Ok(kept.map(|kept| strip::of(draft, &kind, &kept.pages, &plan)))
    }

    /// What it takes to read pages of the draft's kind.
    pub fn sampling_errand(&self, draft: &Draft) -> Result<SamplingErrand, AppError> {
        let (plan, kind) = self.sampled_kind(draft)?;
        Ok(SamplingErrand {
            manners: manners(&AuditSettings::default(), &plan.shop.url),
            pass: self.pass(&plan.shop.slug)?,
            shop: plan.shop.slug.clone(),
            now: self.now(),
            plan,
            kind,
        })
    }

    /// Keeps pages that were read, as long as their shop is open.
    pub fn keep_samples(&mut self, samples: Samples) {
        if self.open.as_ref() == Some(&samples.shop) {
            let looks = samples.pages.pages.iter().map(|_| Look::default()).collect();
            self.sampled.keep(samples.kind, Kept { pages: samples.pages, looks });
        }
    }

    /// Forgets the pages that were read: the shop looks different now.
    pub fn forget_samples(&mut self) {
        self.sampled.clear();
        self.found_ways = None;
        self.shown_on.clear();
        self.looked_at.clear();
    }

    /// Pages of a type that were read, as the shop serves them.
    pub(crate) fn sampled_of_type(&self, kind: &str) -> impl Iterator<Item = &Document> {
        let known = self.sampled.of(&of_type(kind)).into_iter();
        known.flat_map(|kept| kept.pages.pages.iter().filter_map(|page| page.document.as_ref()))
    }

    fn sampled_kind(&self, draft: &Draft) -> Result<(Plan, Scope), AppError> {
        let plan = self.open_plan()?;
        let kind = kind_of(&draft.event, &self.pending_for(draft)?.page, &plan);
        Ok((plan, kind))
    }
}

/// Pages to try an event's rule on: those of its page type, or else of the page it was made on. An address that is being
/// typed does not change them.
fn kind_of(event: &Event, page: &Page, plan: &Plan) -> Scope {
    let own = event.scope.page_types.first().or(page.kind.as_ref()).map(|kind| of_type(kind));
    let suggested = || suggest_scopes(&page.path, &plan.page_types).into_iter().next();
    own.or_else(|| suggested().map(|choice| choice.scope)).unwrap_or_default()
}

fn of_type(kind: &str) -> Scope {
    Scope { page_types: vec![kind.to_owned()], url: None }
}

impl SamplingErrand {
    /// Finds the pages and reads them. To be dropped by whoever wants it to stop.
    pub async fn run(
        self,
        vault: Option<Arc<Vault>>,
        tell: impl Fn(SampleProgress) + Send + Sync,
    ) -> Result<Samples, AppError> {
        let fetcher = Arc::new(self.pass.fetcher(self.manners, vault, self.now).await?);
        let so_far = Mutex::new((SampleProgress { found: 0, read: 0, all: 0 }, Pace::default()));
        let told = Told { tell, so_far };
        let pages = specimens(&self.plan, &self.kind, MOST, &fetcher, &told).await?;
        Ok(Samples { shop: self.shop, kind: self.kind, pages: Arc::new(pages) })
    }
}

/// Tells how far the reading is, now and then.
struct Told<Tell> {
    tell: Tell,
    so_far: Mutex<(SampleProgress, Pace)>,
}

impl<Tell: Fn(SampleProgress) + Send + Sync> Watch for Told<Tell> {
    fn progress(&self, progress: Progress) {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut so_far = self.so_far.lock().unwrap_or_else(PoisonError::into_inner);
        match progress {
            Progress::Searching { found } => so_far.0.found = number(found),
            Progress::Checked { done, all, .. } => {
                (so_far.0.read, so_far.0.all) = (number(done), number(all));
            }
            Progress::Rendered { .. } => {}
        }
        if so_far.1.is_due() {
            (self.tell)(so_far.0);
        }
    }

    fn wish(&self) -> Wish {
        Wish::Go
    }
}
