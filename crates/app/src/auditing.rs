//! Auditing a shop: what an audit needs of the database, running it outside of the app's lock, and keeping what it
//! found. How pages are judged and what that means lies in `waymark_audit`.

mod access;
mod branding;
mod brief;
mod files;
mod journal;
mod listing;
mod muting;
mod outcome;
mod program;
mod proven;
mod repairing;
mod settings;
mod underway;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use url::Url;
use waymark_audit::Prober;
use waymark_audit::check::sentence;
use waymark_audit::discover::Sample;
use waymark_audit::fetch::{Fetcher, Manners};
use waymark_audit::render::Renderer;
use waymark_audit::report::{Circumstances, Proven, Tally, Undelivered};
use waymark_audit::run::{Order, RunError, run};
use waymark_model::web_address::is_loopback;
use waymark_model::{Millis, Plan, ShopSlug};
use waymark_store::{AuditEntry, AuditLease, Leased};

pub use access::{AccessHeaders, access_in, keep_access};
pub(crate) use brief::Brief;
pub use files::{ReportForm, write_report};
pub use muting::is_muted;
pub use outcome::Outcome;
pub use program::{Elsewhere, Program};
pub use settings::AuditSettings;
pub use underway::{Steering, Underway};
pub use waymark_audit::discover::SampleSize;
pub use waymark_audit::render::{RenderError, Worker};
pub use waymark_audit::report::formats::Branding;
pub use waymark_audit::report::{Ending, Finding, FindingKind, Pictures, Report, Severity, Standing, Totals};
pub use waymark_audit::run::{Progress, Watch, Wish};

use crate::clock::Clock;
use crate::error::AppError;
use crate::pictures::data_url;
use crate::publishing::serving;
use crate::publishing::shop_page::loaders;
use crate::state::App;
use crate::vault::Vault;
use crate::view::Serving;
pub(crate) use access::Pass;
use journal::{Kept, Passing};
use settings::{Settings, fingerprint, keep_heavy};

/// An audit to be run. Holds all it needs, so that nobody waits for it who uses the app.
pub struct AuditErrand {
    order: Order,
    manners: Manners,
    /// Where it is kept; a passing one is not.
    kept: Option<Place>,
    before: Option<Report>,
    /// Markers of what was published last at each place; none where nothing was.
    published: Vec<String>,
    /// What to know about the audit itself, in sentences.
    notes: Vec<String>,
    /// Why there is no browser, where one is wanted.
    no_browser: Option<String>,
    /// Where the headers that let it in are, and who has them.
    pass: Option<Pass>,
    vault: Option<Arc<Vault>>,
    /// What parameters were when they were proven last.
    proven: Proven,
    /// What visitors see now.
    is_live: bool,
    clock: Clock,
}

/// Where an audit is kept, and the right to do it, which nobody else has meanwhile.
struct Place {
    database: PathBuf,
    entry: AuditEntry,
    lease: AuditLease,
}

/// Who watches an audit and what becomes of it.
pub trait Audience: Watch {
    /// Everything was looked at.
    fn adding_up(&self) {}
}

impl App {
    /// Begins an audit, or goes on with the last one if that was stopped or cut off and asked for the same; an error
    /// where another program audits the shop.
    pub fn audit_errand(
        &mut self,
        shop: &ShopSlug,
        settings: &AuditSettings,
        start_anew: bool,
        by: Program,
    ) -> Result<AuditErrand, AppError> {
        let mut plan = self.audited_plan(shop, settings)?;
        let address = settings.address.as_deref().map(crate::address::parse).transpose()?;
        let wanted = fingerprint(settings, &plan)?;
        let now = self.now();
        let lease = match self.store.lease_audit(shop, by.name(), now)? {
            Leased::Yours(lease) => lease,
            Leased::Taken(auditor) => {
                return Err(AppError::AuditedElsewhere(Elsewhere::of(auditor.as_ref(), now)));
            }
        };
        let notes = lease.is_without_lock().then(|| WITHOUT_LOCK.to_owned()).into_iter().collect();
        let open = self.store.newest_audit(shop)?.filter(|audit| audit.finished_at.is_none());
        let entry = match open {
            Some(audit) if !start_anew && self.goes_on(&audit, settings, &plan)? => audit,
            other => {
                if let Some(audit) = other {
                    self.store.drop_audit(audit.id)?;
                }
                self.store.begin_audit(shop, &wanted, now)?
            }
        };
        // Another address or theme is another shop to compare with.
        let of_the_same = |audit: &AuditEntry| {
            let known = Settings::of(&audit.settings);
            Brief::saw_pages(audit) && known.is_some_and(|known| known.is_comparable(settings))
        };
        let last = self.store.last_audit(shop, of_the_same)?;
        let before = last.as_ref().and_then(|(report, _)| serde_json::from_str::<Report>(report).ok());
        let sample = last.and_then(|(_, sample)| serde_json::from_str::<Sample>(&sample?).ok());
        if let Some(address) = address {
            plan.shop.url = address.first().to_string();
        }
        Ok(AuditErrand {
            manners: manners(settings, &plan.shop.url),
            order: Order {
                plan: Arc::new(plan),
                sample: settings.sample,
                before: sample.into_iter().flatten().map(|page| page.url).collect(),
                seed: u64::from(entry.number),
                preview_theme: settings.preview_theme.clone(),
                submits: settings.submits,
                signed: Vec::new(),
                loaders,
            },
            published: self.published_everywhere(shop, settings)?,
            proven: proven::last(self.store.proofs(shop)?),
            kept: Some(Place { database: self.store.path().to_owned(), entry, lease }),
            before,
            notes,
            no_browser: None,
            pass: Some(self.pass(shop)?),
            vault: None,
            is_live: settings.is_live(),
            clock: self.clock.clone(),
        })
    }

    /// The plan with its scenes, or what a pulse looks at of it. The demo shop's address is the one it has in this run.
    fn audited_plan(&self, shop: &ShopSlug, settings: &AuditSettings) -> Result<Plan, AppError> {
        let mut plan = self.store.plan(shop)?;
        plan.shop = self.plan_of(shop)?.shop;
        if settings.pulse {
            keep_heavy(&mut plan);
        }
        Ok(plan)
    }

    /// Whether an audit that is not finished is gone on with when asked for so.
    fn goes_on(&self, audit: &AuditEntry, asked: &AuditSettings, plan: &Plan) -> Result<bool, AppError> {
        let is_recent = self.now() - audit.started_at < LONGEST_PAUSE;
        Ok(is_recent && audit.settings == fingerprint(asked, plan)?)
    }

    /// Markers of the revisions that went live last at each place that such an audit sees.
    fn published_everywhere(&self, shop: &ShopSlug, asked: &AuditSettings) -> Result<Vec<String>, AppError> {
        let (mut targets, unseen) = (self.store.publication_targets(shop)?, self.unseen(shop)?);
        targets.retain(|target| asked.preview_theme.is_some() || !unseen.contains_key(&target.id));
        targets.iter().filter_map(|target| self.published_last(shop, &target.id).transpose()).collect()
    }

    /// All audits of a shop, newest first.
    pub fn audits(&self, shop: &ShopSlug) -> Result<Vec<AuditEntry>, AppError> {
        Ok(self.store.audits(shop)?)
    }

    /// The pictures that the report of an audit names, as far as they are still kept.
    pub fn audit_pictures(&self, audit: i64) -> Result<Pictures, AppError> {
        Ok(self.store.audit_pictures(audit)?.into_iter().collect())
    }

    /// One of them, as a data address.
    pub fn audit_picture(&self, shop: &ShopSlug, audit: i64, name: &str) -> Result<Option<String>, AppError> {
        self.audit_of(shop, audit)?;
        Ok(self.store.audit_picture(audit, name)?.map(|png| data_url(&png)))
    }

    /// The report of an audit.
    pub fn audit_report(&self, audit: i64) -> Result<Option<Report>, AppError> {
        let report = self.store.audit_report(audit)?;
        Ok(report.and_then(|report| serde_json::from_str(&report).ok()))
    }
}

/// An audit of a plan at an address, kept nowhere.
pub fn passing_audit(
    plan: Plan,
    url: &str,
    settings: &AuditSettings,
    clock: Clock,
) -> Result<AuditErrand, AppError> {
    let mut plan = plan;
    plan.shop.url = crate::address::parse(url)?.first().to_string();
    let pass = Url::parse(&plan.shop.url).ok().map(|url| Pass::of(&plan.shop.slug, &url));
    crate::plans::fill_page_types(&mut plan, None);
    Ok(AuditErrand {
        manners: manners(settings, &plan.shop.url),
        order: Order {
            plan: Arc::new(plan),
            sample: settings.sample,
            before: Vec::new(),
            seed: 1,
            preview_theme: settings.preview_theme.clone(),
            submits: settings.submits,
            signed: Vec::new(),
            loaders,
        },
        kept: None,
        before: None,
        published: Vec::new(),
        notes: Vec::new(),
        no_browser: None,
        pass,
        vault: None,
        proven: Proven::new(),
        is_live: settings.is_live(),
        clock,
    })
}

impl AuditErrand {
    /// The address it begins at.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.order.plan.shop.url
    }

    /// Pages that were looked at when it was stopped before.
    #[must_use]
    pub fn resumed_from(&self) -> u32 {
        self.kept.as_ref().map_or(0, |place| place.entry.pages)
    }

    /// Its number in the database; a passing one has none.
    #[must_use]
    pub fn audit(&self) -> Option<i64> {
        self.kept.as_ref().map(|place| place.entry.id)
    }

    /// When it began; the same when it is gone on with.
    #[must_use]
    pub fn started_at(&self) -> Millis {
        self.kept.as_ref().map_or_else(|| (self.clock)(), |place| place.entry.started_at)
    }

    /// Its report says that nothing could be shown in a browser, and why.
    pub fn without_browser(&mut self, error: &RenderError) {
        self.no_browser = Some(sentence(&error.to_string()));
    }

    /// Runs it. A stopped one is not finished: it goes on the next time.
    pub async fn run<R: Renderer>(
        self,
        renderer: Option<&R>,
        watch: &dyn Audience,
    ) -> Result<Report, AppError> {
        Ok(self.run_with_pictures(renderer, watch).await?.0)
    }

    /// The same, with the pictures that the report names.
    pub async fn run_with_pictures<R: Renderer>(
        mut self,
        renderer: Option<&R>,
        watch: &dyn Audience,
    ) -> Result<(Report, Pictures), AppError> {
        self.show_pass().await;
        let fetcher = Arc::new(Fetcher::new(self.manners.clone())?);
        let started_at = self.started_at();
        let Some(place) = self.kept.take() else {
            let mut passing = Passing::default();
            let (tally, ending) = run(&self.order, &fetcher, renderer, &mut passing, watch).await.map_err(
                |error| match error {
                    RunError::Audit(error) => AppError::Audit(error),
                    RunError::Journal(never) => match never {},
                },
            )?;
            let serving = self.serving(&tally).await;
            let circumstances = self.circumstances(started_at, ending, serving.as_ref());
            let report = tally.report(&self.order.plan, circumstances);
            return Ok((report, passing.pictures));
        };
        let mut journal = Kept::open(place, self.clock.clone())?;
        let ran = run(&self.order, &fetcher, renderer, &mut journal, watch).await;
        let (tally, ending) = match ran {
            Ok(ran) => ran,
            Err(error) => {
                // Who waits for this audit is to hear that it is over.
                let _ = journal.close();
                return Err(match error {
                    RunError::Audit(error) => AppError::Audit(error),
                    RunError::Journal(error) => AppError::Store(error),
                });
            }
        };
        watch.adding_up();
        let serving = self.serving(&tally).await;
        let circumstances = self.circumstances(started_at, ending, serving.as_ref());
        let mut report = tally.report(&self.order.plan, circumstances);
        let mut pictures = journal.pictures()?;
        journal.add_tagged(&self.order.plan.shop.slug, &mut report, &mut pictures)?;
        if ending == Ending::Complete {
            journal.finish(&report, &pictures, report.finished_at)?;
            if self.is_live {
                journal.keep_sights(&self.order.plan, &report)?;
            }
        }
        // The report is kept: what cannot be tidied up now goes with the lock.
        let _ = journal.close();
        Ok((report, pictures))
    }

    /// What the shop's first page serves, if something was published or pages load something, and it can be told.
    async fn serving(&self, tally: &Tally) -> Option<Serving> {
        if self.published.is_empty() && !tally.loads_waymark() {
            return None;
        }
        let address = Url::parse(self.address()).ok()?;
        serving(&Prober::new().ok()?, &address).await.ok()
    }

    fn circumstances<'a>(
        &'a self,
        started_at: Millis,
        ending: Ending,
        serving: Option<&'a Serving>,
    ) -> Circumstances<'a> {
        let served = serving.and_then(|serving| serving.revision.as_deref());
        // Another theme than the live one was looked at: what that loads says nothing of it.
        let of_these = serving.filter(|_| self.order.preview_theme.is_none());
        let undelivered = of_these.and_then(|serving| serving.undelivered.as_ref());
        Circumstances {
            started_at,
            finished_at: (self.clock)(),
            sample: self.order.sample,
            ending,
            is_published: !self.published.is_empty(),
            revisions: self
                .published
                .first()
                .map(String::as_str)
                .zip(served)
                .filter(|(_, served)| !self.published.iter().any(|wanted| wanted == served)),
            served,
            undelivered: undelivered.map(|told| Undelivered {
                message: &told.message,
                hint: &told.hint,
                works: told.works,
            }),
            no_browser: self.no_browser.as_deref(),
            notes: self.notes.clone(),
            is_live: self.is_live,
            theme: self.order.preview_theme.as_deref(),
            proven: self.proven.clone(),
            before: self.before.as_ref(),
        }
    }
}

/// Said of audits whose data folder lies on a file system that knows no locks.
const WITHOUT_LOCK: &str = "The data folder lies where files cannot be locked. Programs that audit keep out of each other's way all \
     the same, but after one was killed it takes ten minutes until another begins.";

/// How long a stopped audit waits to be gone on with, milliseconds. The shop is another one after that.
const LONGEST_PAUSE: Millis = 24 * 60 * 60 * 1000;

/// A shop on this very computer is somebody's own, and is not spared.
pub(crate) fn manners(settings: &AuditSettings, address: &str) -> Manners {
    let is_own = Url::parse(address).is_ok_and(|url| is_loopback(&url));
    let usual = Manners::default();
    let pause = if is_own { Duration::ZERO } else { usual.pause };
    Manners { obey_robots: !settings.ignore_robots, pause, ..usual }
}
