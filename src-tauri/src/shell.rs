//! The running shell: the use cases behind a mutex, the shop's pane, the demo shop, and what is outlined in the
//! page. Commands and the bridge call it; rules are asked of `waymark_app`.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager};
use url::Url;
use waymark_app::auditing::Underway;
use waymark_app::pane::{Command, Report};
use waymark_app::shops::Opened;
use waymark_app::view::{CheckEnd, CheckOver, Draft, Notice, Overview, PageCheck};
use waymark_app::{App, AppError, Failure, Prober, system_clock};
use waymark_model::EventId;

use crate::demo::Demo;
use crate::error::load_failure;
use crate::inbox::Inbox;
use crate::notices::{self, PANEL};
use crate::page::Page;
use crate::pane::{ShopSide, WINDOW, lock};
use crate::platform::{Denied, LoadProblem};
use crate::survey::Survey;

mod auditing;
mod device;
mod guiding;
mod installing;
mod meaning;
mod outlining;
mod packs;
mod pointing;
mod portraying;
mod publishing;
mod scheduling;
mod testing;
mod trying;
mod undoing;
mod walking;

/// Two denials of the same closer together than this are told as one.
const DENIALS_APART: Duration = Duration::from_secs(4);

/// How long a page may take to tell what is on it.
const SURVEY: Duration = Duration::from_secs(10);

/// Everything that lives as long as the app.
pub struct Shell {
    /// The handle of Tauri's app.
    pub handle: AppHandle,
    /// The shop's pane.
    pub shop: ShopSide,
    /// The demo shop.
    pub demo: Demo,
    /// Knocks at addresses.
    pub prober: Prober,
    app: Mutex<Result<App, Failure>>,
    data: PathBuf,
    stores_apart: bool,
    /// Opening and closing happen one after the other.
    turn: tokio::sync::Mutex<()>,
    /// Openings begun so far; only the last one counts.
    openings: AtomicU64,
    page: Mutex<Page>,
    /// Tests begin and end one after the other.
    testing: Mutex<()>,
    publishing: publishing::Publishing,
    audits: Underway,
    packs: packs::Packs,
    devices: Mutex<device::Devices>,
    trying: trying::Trying,
    /// Pages the pane has shown.
    pages: AtomicU64,
    survey: Survey,
    /// Plays begun or stopped so far; only the last one goes on.
    plays: AtomicU64,
    /// Walks that were to be kept, and calls to stop that; only the last one counts.
    keeps: AtomicU64,
    denied: Mutex<Option<(Denied, Instant)>>,
}

impl Shell {
    /// Opens the data folder. A database that cannot be opened is no error here: the window opens, and every
    /// use case says what is the matter.
    pub fn new(handle: AppHandle, data: PathBuf, stores_apart: bool, inbox: Inbox) -> Result<Self, AppError> {
        let app = App::open(&data, system_clock()).map_err(Failure::from);
        Ok(Self {
            shop: ShopSide::new(handle.clone(), inbox),
            handle,
            demo: Demo::default(),
            prober: Prober::new()?,
            app: Mutex::new(app),
            data,
            stores_apart,
            turn: tokio::sync::Mutex::default(),
            openings: AtomicU64::default(),
            page: Mutex::default(),
            testing: Mutex::default(),
            publishing: publishing::Publishing::default(),
            audits: Underway::default(),
            packs: packs::Packs::default(),
            devices: Mutex::default(),
            trying: trying::Trying::default(),
            pages: AtomicU64::default(),
            survey: Survey::default(),
            plays: AtomicU64::default(),
            keeps: AtomicU64::default(),
            denied: Mutex::default(),
        })
    }

    /// Runs a use case.
    pub fn app<T>(&self, act: impl FnOnce(&mut App) -> Result<T, AppError>) -> Result<T, Failure> {
        match &mut *lock(&self.app) {
            Ok(app) => act(app).map_err(Failure::from),
            Err(failure) => Err(failure.clone()),
        }
    }

    /// All shops and the open one. A database that could not be opened is tried again.
    pub fn overview(&self) -> Result<Overview, Failure> {
        let mut app = lock(&self.app);
        if app.is_err() {
            *app = App::open(&self.data, system_clock()).map_err(Failure::from);
        }
        drop(app);
        self.app(|app| app.overview())
    }

    /// Goes on with the last backup of a damaged database.
    pub fn restore_backup(&self) -> Result<Overview, Failure> {
        let restored = App::restore_backup(&self.data, system_clock())?;
        *lock(&self.app) = Ok(restored);
        self.app(|app| app.overview())
    }

    /// Begins to open a shop, which calls off what was being opened before.
    pub fn begin_opening(&self) -> u64 {
        self.openings.fetch_add(1, Ordering::AcqRel) + 1
    }

    /// Opens a shop with a use case and shows it in the pane, unless it was called off meanwhile.
    pub async fn open_shop(
        &self,
        opening: u64,
        open: impl FnOnce(&mut App) -> Result<Opened, AppError> + Send,
    ) -> Result<Overview, Failure> {
        let _turn = self.turn.lock().await;
        if self.openings.load(Ordering::Acquire) != opening {
            return self.overview();
        }
        // Before its shop is left: what came of it is kept there, and the pane is no longer its own.
        self.stop_play();
        let (opened, store) = self.app(|app| {
            let opened = open(app)?;
            app.stop_test();
            let store = app.web_data(&opened.slug);
            Ok((opened, store))
        })?;
        self.stop_all();
        *self.page() = Page::default();
        let device = self.device_of(&opened.slug);
        self.shop.open(self.stores_apart.then_some(store), opened.page.into(), device).await?;
        self.set_title(opened.overview.open.as_ref().map(|open| open.shop.name.as_str()));
        Ok(opened.overview)
    }

    /// Closes the shop; also calls off one that is being opened.
    pub async fn close_shop(&self) -> Result<Overview, Failure> {
        self.begin_opening();
        let _turn = self.turn.lock().await;
        self.stop_play();
        let overview = self.app(App::close_shop)?;
        self.stop_all();
        *self.page() = Page::default();
        self.shop.close();
        self.set_title(None);
        Ok(overview)
    }

    /// The plan changed by a command: what is under test changes with it, and what was checked is checked no
    /// more.
    pub fn plan_changed(&self, overview: Overview) -> Overview {
        self.end_check(CheckEnd::PlanChanged);
        self.test_again();
        overview
    }

    /// The plan may have changed by another program: a check of the very plan that there is now still holds.
    fn plan_changed_outside(&self, overview: Overview) {
        let ended = self.app(|app| Ok(app.end_check_of_another_plan())).unwrap_or_default();
        self.check_is_over(ended, CheckEnd::PlanChanged);
        self.test_again();
        notices::tell(&self.handle, &Notice::Overview(Box::new(overview)));
    }

    fn test_again(&self) {
        let _turn = lock(&self.testing);
        if self.shop.view().testing
            && let Err(failure) = self.test(true)
        {
            notices::tell_failure(&self.handle, failure);
        }
    }

    /// Checks the page that the pane shows.
    pub async fn check_page(&self) -> Result<PageCheck, Failure> {
        self.surveyed_page(App::check_page).await
    }

    /// Asks the page that the pane shows what is on it, and acts on its answer while it is still there.
    async fn surveyed_page<T>(
        &self,
        act: impl FnOnce(&mut App, Report) -> Result<T, AppError>,
    ) -> Result<T, Failure> {
        let pages = self.pages.load(Ordering::Acquire);
        let (request, answer) = self.survey.begin();
        self.shop.command(&Command::Snapshot { request });
        let report = match tokio::time::timeout(SURVEY, answer).await {
            Ok(Ok(report)) => report,
            Ok(Err(_)) => return Err(crate::error::page_left()),
            Err(_) => return Err(crate::error::page_silent()),
        };
        // The pane may have gone on since the page answered, and then nothing would end what was found.
        let is_left = || self.pages.load(Ordering::Acquire) != pages;
        let done = self.app(|app| if is_left() { Ok(None) } else { act(app, report).map(Some) })?;
        done.ok_or_else(crate::error::page_left)
    }

    /// The page answered for a check.
    pub fn surveyed(&self, request: u32, report: Report) {
        if !self.survey.answer(request, report) {
            tracing::info!(request, "a page was told that nobody asked for");
        }
    }

    /// What a check found does not hold any more.
    pub fn end_check(&self, why: CheckEnd) {
        let ended = self.app(|app| Ok(app.end_check())).unwrap_or_default();
        self.check_is_over(ended, why);
    }

    fn check_is_over(&self, ended: Option<u32>, why: CheckEnd) {
        if let Some(number) = ended {
            // Where the check found something, something else may stand by now.
            self.tell_page(|page| page.highlight(None, false));
            notices::tell(&self.handle, &Notice::CheckOver(CheckOver { number, why }));
        }
    }

    /// The pane shows another page, or the same one anew.
    pub fn page_changed(&self) {
        self.pages.fetch_add(1, Ordering::AcqRel);
        self.survey.call_off();
        let _ = self.app(|app| {
            app.end_suggestions();
            Ok(())
        });
        self.end_check(CheckEnd::PageChanged);
    }

    /// Opens a draft of an event with the element that the check found in another place, shows it in the page
    /// and takes its picture there.
    pub fn use_new_place(&self, id: &EventId) -> Result<Draft, Failure> {
        let draft = self.app(|app| app.use_new_place(id))?;
        self.tell_page(|page| page.reveal_draft(outlining::of_draft(&draft)));
        Ok(draft)
    }

    /// Takes the picture of a draft's element, which lies there in the viewport.
    pub fn capture(self: &Arc<Self>, id: EventId, bounds: [f64; 4]) {
        let keeper = self.clone();
        self.shop.capture(bounds, move |png| match png {
            Ok(png) => drop(tauri::async_runtime::spawn_blocking(move || keeper.keep_picture(&id, png))),
            Err(error) => tracing::info!(%error, "the element has no picture"),
        });
    }

    /// Gives the keyboard to the panel.
    pub fn focus_panel(&self) {
        if let Some(panel) = self.handle.get_webview(PANEL)
            && let Err(error) = panel.set_focus()
        {
            tracing::warn!(%error, "the panel did not get the keyboard");
        }
    }

    /// What the pages of the open shop were told.
    pub fn page(&self) -> MutexGuard<'_, Page> {
        lock(&self.page)
    }

    /// A page could not be loaded. What only is no page, such as a linked PDF, leaves the page that is there.
    pub fn load_failed(&self, address: String, problem: &LoadProblem) {
        let failure = load_failure(&address, problem);
        let stays = matches!(problem, LoadProblem::NotHtml(_)) && self.page().arrived;
        self.shop.change(|view| {
            view.loading = false;
            if !stays {
                view.url = address;
                view.error = Some(failure.clone());
            }
        });
        if stays {
            notices::tell_failure(&self.handle, failure);
        }
    }

    /// Keeps the picture of a draft's element and shows it.
    pub fn keep_picture(&self, id: &EventId, png: Vec<u8>) {
        match self.app(|app| app.take_picture(id, png)) {
            Ok((id, data)) => notices::tell(&self.handle, &Notice::Picture { id, data }),
            // The draft was dropped meanwhile, or the picture is no loss.
            Err(failure) => tracing::info!(?failure, "a picture was not kept"),
        }
    }

    /// The page was denied something; a page that keeps asking is not told of each time.
    pub fn denied(&self, what: Denied) {
        let mut last = lock(&self.denied);
        if last.is_none_or(|(before, at)| before != what || at.elapsed() > DENIALS_APART) {
            *last = Some((what, Instant::now()));
            notices::tell_failure(&self.handle, crate::error::denied(what));
        }
    }

    /// Recognises the page in the pane and tells the panel what the pane shows.
    pub fn tell_pane(&self) {
        let url = self.shop.view().url;
        let mut page = self.page();
        if page.recognised.as_ref().is_none_or(|(known, _)| *known != url) {
            let parsed = Url::parse(&url).ok();
            let facts = parsed.and_then(|url| self.app(|app| Ok(app.page_facts(&url))).ok().flatten());
            page.recognised = Some((url, facts.and_then(|facts| facts.page_type)));
        }
        let page_type = page.recognised.as_ref().and_then(|(_, page_type)| page_type.clone());
        drop(page);
        self.shop.change(|view| view.page_type = page_type);
        self.shop.tell();
    }

    /// Looks every two seconds whether the command line changed the database, and tells the panel.
    pub fn follow_changes(self: &Arc<Self>) {
        let shell = self.clone();
        tauri::async_runtime::spawn(async move {
            let mut ticks = tokio::time::interval(Duration::from_secs(2));
            loop {
                ticks.tick().await;
                let changed = shell.app(|app| {
                    let outside = app.changed_outside()?;
                    Ok((outside.audits, if outside.shops { Some(app.overview()?) } else { None }))
                });
                match changed {
                    Ok((audits, overview)) => {
                        if audits {
                            notices::tell(&shell.handle, &Notice::Audits);
                        }
                        if let Some(overview) = overview {
                            shell.plan_changed_outside(overview);
                        }
                    }
                    Err(failure) => tracing::debug!(?failure, "the database could not be looked at"),
                }
            }
        });
    }

    fn set_title(&self, shop: Option<&str>) {
        let title = shop.map_or_else(|| "Waymark".to_owned(), |shop| format!("Waymark – {shop}"));
        if let Some(window) = self.handle.get_window(WINDOW)
            && let Err(error) = window.set_title(&title)
        {
            tracing::warn!(%error, "the window has no title");
        }
    }
}
