//! The application's state between use cases: the store, the open shop, what is being tagged and tested. The
//! use cases themselves are methods in the files beside this one, a file a concept.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use url::Url;
use waymark_catalogue::Entry;
use waymark_model::{Plan, ShopSlug};
use waymark_store::{Opened, Store};

use crate::already::LookedAt;
use crate::catalogue::{FoundWays, Suggested};
use crate::checking::Checked;
use crate::clock::Clock;
use crate::devices::ShownOn;
use crate::error::AppError;
use crate::importing::Container;
use crate::packs::Pack;
use crate::pending::Drafts;
use crate::pointing::PointedAt;
use crate::proving::Tested;
use crate::proving::portraits::Portraits;
use crate::sampling::Sampled;
use crate::shops::DEMO;
use crate::shown::Shown;
use crate::standing::Definitions;
use crate::walking::{Playing, Recording};

/// Name of the database in the data folder.
const DATABASE: &str = "waymark.db";

/// Waymark without a window. Holds one connection to the store; put it behind a mutex to share it.
pub struct App {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    /// The open shop.
    pub(crate) open: Option<ShopSlug>,
    /// The drafts that are not saved yet.
    pub(crate) drafts: Drafts,
    /// The page that was checked last, as long as it and the plan stay as they were.
    pub(crate) checked: Option<Checked>,
    /// The page that proposals were made for last.
    pub(crate) suggested: Option<Suggested>,
    /// Pages of each kind that were found for the open shop.
    pub(crate) found_ways: Option<FoundWays>,
    /// What the next pick is meant to be.
    pub(crate) meant: Option<&'static Entry>,
    /// Checks since the start.
    pub(crate) checks: u32,
    /// Pages that the pane showed lately.
    pub(crate) shown: Shown,
    /// Pages that drafts are tried on.
    pub(crate) sampled: Sampled,
    /// Pages as devices show them.
    pub(crate) shown_on: ShownOn,
    /// What other tools were told of what drafts would count.
    pub(crate) looked_at: LookedAt,
    /// What events are in revisions that are live.
    pub(crate) definitions: RefCell<Definitions>,
    /// What was pointed at last, to be sent along.
    pub(crate) pointed_at: Option<PointedAt>,
    /// The container that was read last and is not taken yet.
    pub(crate) container: Option<Container>,
    /// The pack that was read last and is not taken yet.
    pub(crate) pack: Option<Pack>,
    /// What runs in test mode.
    pub(crate) tested: Option<Tested>,
    /// What was pictured meanwhile.
    pub(crate) portraits: Portraits,
    /// The walk that is being recorded.
    pub(crate) walking: Option<Recording>,
    /// The walk that is being played.
    pub(crate) playing: Option<Playing>,
    /// Hits counted since the start.
    pub(crate) hits: u32,
    /// Where the demo shop is served in this run.
    pub(crate) demo: Option<Url>,
    /// The database's version number when it was last looked at.
    pub(crate) seen: i64,
    /// What was shown of it then: of the plans, and of audits.
    seen_shown: (String, String),
    data: PathBuf,
}

/// What another connection changed in the database, of what is shown. One's own changes since the last look may be
/// among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Shops, plans or what belongs to them.
    pub shops: bool,
    /// Audits; they change no plan.
    pub audits: bool,
}

/// What is shown of the database, in brief: of the plans, and of audits.
fn shown(store: &Store) -> Result<(String, String), AppError> {
    Ok((store.shown_version()?, store.audits_version()?))
}

impl App {
    /// Opens the database in this folder, making both if they are not there. A damaged database is an error
    /// that says which backup could be restored.
    pub fn open(data: &Path, clock: Clock) -> Result<Self, AppError> {
        match Store::open(&data.join(DATABASE), clock())? {
            Opened::Ready(store) => Self::with_store(store, data, clock),
            Opened::Damaged(damaged) => {
                Err(AppError::DatabaseDamaged { backup: damaged.backup().map(|backup| backup.taken_at) })
            }
        }
    }

    /// Moves a damaged database aside and goes on with the last sound backup, or empty if there is none. A
    /// sound database is simply opened.
    pub fn restore_backup(data: &Path, clock: Clock) -> Result<Self, AppError> {
        let store = match Store::open(&data.join(DATABASE), clock())? {
            Opened::Ready(store) => store,
            Opened::Damaged(damaged) => damaged.restore(clock())?,
        };
        Self::with_store(store, data, clock)
    }

    fn with_store(store: Store, data: &Path, clock: Clock) -> Result<Self, AppError> {
        let (seen, seen_shown) = (store.data_version()?, shown(&store)?);
        Ok(Self {
            store,
            clock,
            open: None,
            drafts: Drafts::default(),
            checked: None,
            suggested: None,
            found_ways: None,
            meant: None,
            checks: 0,
            shown: Shown::default(),
            sampled: Sampled::default(),
            shown_on: ShownOn::default(),
            looked_at: LookedAt::default(),
            definitions: RefCell::default(),
            pointed_at: None,
            container: None,
            pack: None,
            tested: None,
            portraits: Portraits::default(),
            walking: None,
            playing: None,
            hits: 0,
            demo: None,
            seen,
            seen_shown,
            data: data.to_owned(),
        })
    }

    /// What another connection (the command line, an audit) changed in the database since this was asked last.
    pub fn changed_outside(&mut self) -> Result<Outside, AppError> {
        let version = self.store.data_version()?;
        if version == self.seen {
            // One's own changes are no news when somebody else commits next.
            let shown = shown(&self.store)?;
            if self.store.data_version()? == version {
                self.seen_shown = shown;
            }
            return Ok(Outside::default());
        }
        self.seen = version;
        // An audit under way commits with every page; nothing of that is shown.
        let shown = shown(&self.store)?;
        let before = std::mem::replace(&mut self.seen_shown, shown);
        Ok(Outside { shops: before.0 != self.seen_shown.0, audits: before.1 != self.seen_shown.1 })
    }

    /// Folder of a shop's cookies and storage, for its pane. Not made here.
    #[must_use]
    pub fn web_data(&self, slug: &ShopSlug) -> PathBuf {
        self.data.join("web").join(slug.as_file_name())
    }

    /// Folder of the reports that messages about a shop's audits name. Not made here.
    pub(crate) fn reports(&self, slug: &ShopSlug) -> PathBuf {
        self.data.join("reports").join(slug.as_file_name())
    }

    pub(crate) fn now(&self) -> waymark_model::Millis {
        (self.clock)()
    }

    /// The open shop.
    pub fn open_slug(&self) -> Result<ShopSlug, AppError> {
        self.open.clone().ok_or(AppError::NoShopOpen)
    }

    pub(crate) fn open_plan(&self) -> Result<Plan, AppError> {
        self.plan_of(&self.open_slug()?)
    }

    /// A shop's plan without scenes. The demo shop's address is the one it has in this run.
    pub(crate) fn plan_of(&self, slug: &ShopSlug) -> Result<Plan, AppError> {
        let mut plan = self.store.plan_without_scenes(slug)?;
        if slug.0 == DEMO
            && let Some(url) = &self.demo
        {
            plan.shop.url = url.to_string();
        }
        Ok(plan)
    }
}
