//! The shop's pane as the rest of the shell sees it: open or not, what it shows, and ways to act on it from any
//! thread. How it is built is the platform's; what happens in it is read in `bridge`.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tauri::{AppHandle, Manager};
use waymark_app::pane::Command;
use waymark_app::view::{Notice, PaneDevice, PaneView};

use crate::arrival::Arrival;
use crate::device;
use crate::error::ShellError;
use crate::inbox::{Dropped, Inbox};
use crate::notices::{self, PANEL};
use crate::platform::{
    Deed, EventSink, PageEvent, PageState, Pane, PaneOptions, PlatformError, ShopPane, Step, World,
};

/// Label of the window.
pub const WINDOW: &str = "main";
/// The picker, built by `npm run build:page`.
pub const PICKER: &str = include_str!("../../ui/page/dist/picker.js");
/// Titles are the page's to choose; no more than this many characters are shown.
const MAX_TITLE: usize = 200;

/// The pane and what the panel was told about it.
pub struct ShopSide {
    handle: AppHandle,
    inbox: Inbox,
    open: Mutex<Option<Pane>>,
    /// Panes opened so far.
    opened: AtomicU64,
    /// Number of the pane whose events count; 0 for none. Set before the pane is made, for it speaks at once.
    current: AtomicU64,
    view: Mutex<PaneView>,
    told: Mutex<PaneView>,
    arrival: Mutex<Arrival>,
    /// What runs in the page's own world at the start of every document.
    scripts: Mutex<DocumentScripts>,
}

#[derive(Default)]
struct DocumentScripts {
    device: Option<String>,
    test: Option<String>,
}

impl ShopSide {
    /// No shop is open.
    pub fn new(handle: AppHandle, inbox: Inbox) -> Self {
        Self {
            handle,
            inbox,
            open: Mutex::default(),
            opened: AtomicU64::default(),
            current: AtomicU64::default(),
            view: Mutex::default(),
            told: Mutex::default(),
            arrival: Mutex::default(),
            scripts: Mutex::default(),
        }
    }

    /// Opens a shop in a pane of its own; one that is open goes. Not to be called twice at a time. `store` is where its cookies live, `None`
    /// shares the panel's. It is looked at with `device`.
    pub async fn open(
        &self,
        store: Option<PathBuf>,
        address: String,
        device: Option<PaneDevice>,
    ) -> Result<(), ShellError> {
        self.take_away();
        let number = self.opened.fetch_add(1, Ordering::Relaxed) + 1;
        self.current.store(number, Ordering::Release);
        *lock(&self.view) = PaneView { url: address.clone(), loading: true, device, ..PaneView::default() };
        let events = self.events(number);
        let (handle, options) = (self.handle.clone(), PaneOptions { data: store, picker: PICKER });
        let pretended = device.map(PaneDevice::device);
        *lock(&self.scripts) = DocumentScripts { device: pretended.as_ref().map(device::script), test: None };
        let step = Step::Address(address);
        lock(&self.arrival).ask(&step);
        let pane = self
            .on_main(move || -> Result<Pane, ShellError> {
                let window = handle.get_window(WINDOW).ok_or(ShellError::WindowGone)?;
                let panel = handle.get_webview(PANEL).ok_or(ShellError::WindowGone)?;
                let pane = Pane::open(&window, &panel, &options, events)?;
                // One that another shop was looked at with may still be set.
                pane.set_device(pretended.as_ref());
                if let Some(device) = &pretended {
                    pane.set_document_script(Some(&device::script(device)));
                }
                pane.go(&step);
                Ok(pane)
            })
            .await??;
        *lock(&self.open) = Some(pane);
        self.tell();
        Ok(())
    }

    /// Closes the pane, if one is open.
    pub fn close(&self) {
        self.take_away();
        self.tell();
    }

    fn take_away(&self) {
        self.current.store(0, Ordering::Release);
        let Some(pane) = lock(&self.open).take() else { return };
        self.act(move || pane.close());
        *lock(&self.view) = PaneView::default();
    }

    /// Goes to another page. After a failed load, reloading tries that address again.
    pub fn go(&self, step: Step) {
        let mut step = step;
        self.change(|view| {
            if view.error.take().is_some() && step == Step::Reload {
                step = Step::Address(view.url.clone());
            }
        });
        lock(&self.arrival).ask(&step);
        self.with_pane(move |pane| pane.go(&step));
    }

    /// Tells the picker something.
    pub fn command(&self, command: &Command) {
        match serde_json::to_string(command) {
            Ok(json) => self.evaluate(World::Isolated, format!("globalThis.__waymark?.({json})")),
            Err(error) => tracing::error!(%error, "a command could not be written"),
        }
    }

    /// Tells the picker several things, in order.
    pub fn commands(&self, commands: impl IntoIterator<Item = Command>) {
        commands.into_iter().for_each(|command| self.command(&command));
    }

    /// Runs a script in the top document now.
    pub fn evaluate(&self, world: World, script: String) {
        self.with_pane(move |pane| pane.evaluate(world, &script));
    }

    /// Runs a script in the page's own world at the start of every document from now on.
    pub fn set_document_script(&self, script: Option<String>) {
        self.set_scripts(|scripts| scripts.test = script);
    }

    /// Looks at the shop with a device from the next page on, or with the pane as it is.
    pub fn set_device(&self, device: Option<PaneDevice>) {
        self.change(|view| view.device = device);
        let device = device.map(PaneDevice::device);
        self.set_scripts(|scripts| scripts.device = device.as_ref().map(device::script));
        self.with_pane(move |pane| pane.set_device(device.as_ref()));
    }

    fn set_scripts(&self, change: impl FnOnce(&mut DocumentScripts)) {
        let mut scripts = lock(&self.scripts);
        change(&mut scripts);
        // The device comes first: a test sees what the page sees.
        let all: Vec<&str> = scripts.device.iter().chain(&scripts.test).map(String::as_str).collect();
        let all = (!all.is_empty()).then(|| all.join("\n"));
        self.with_pane(move |pane| pane.set_document_script(all.as_deref()));
    }

    /// Takes a picture of a box of the visible page, without what the picker draws. `done` gets the PNG on
    /// the main thread; it is not called where no shop is open.
    pub fn capture(
        &self,
        bounds: [f64; 4],
        done: impl FnOnce(Result<Vec<u8>, PlatformError>) + Send + 'static,
    ) {
        self.command(&Command::Conceal { on: true });
        self.with_pane(move |pane| pane.capture(bounds, Box::new(done)));
        self.command(&Command::Conceal { on: false });
    }

    /// The same, small, with these boxes painted over.
    pub fn portray(
        &self,
        bounds: [f64; 4],
        covers: Vec<[f64; 4]>,
        done: impl FnOnce(Result<Vec<u8>, PlatformError>) + Send + 'static,
    ) {
        self.command(&Command::Conceal { on: true });
        self.with_pane(move |pane| pane.portray(bounds, covers, Box::new(done)));
        self.command(&Command::Conceal { on: false });
    }

    /// Uses mouse and keyboard in the page, as a person would.
    pub fn perform(&self, deed: Deed) {
        self.with_pane(move |pane| pane.perform(deed));
    }

    /// Gives the keyboard to the shop's page.
    pub fn focus(&self) {
        self.with_pane(ShopPane::focus);
    }

    /// Whether events of this pane still count.
    pub fn is_open(&self, number: u64) -> bool {
        self.current.load(Ordering::Acquire) == number
    }

    /// What the pane shows.
    pub fn view(&self) -> PaneView {
        lock(&self.view).clone()
    }

    /// Changes what the pane shows; [`ShopSide::tell`] passes it on.
    pub fn change(&self, change: impl FnOnce(&mut PaneView)) {
        change(&mut lock(&self.view));
    }

    /// Takes over what the web view says about the page. A load that got lost is asked for again.
    pub fn shows(&self, state: PageState) {
        let lost = lock(&self.arrival).lost(&state);
        // What failed is told already, and is the person's to try again.
        if let Some(address) = lost.filter(|_| self.view().error.is_none()) {
            tracing::info!(%address, "a load got lost and is asked for again");
            return self.with_pane(move |pane| pane.go(&Step::Address(address)));
        }
        self.change(|view| {
            if state.loading && !view.loading {
                view.error = None;
                view.hover.clear();
            }
            if view.error.is_none() {
                view.url = state.url;
            }
            view.title = state.title.chars().take(MAX_TITLE).collect();
            view.loading = state.loading;
            view.can_back = state.can_back;
            view.can_forward = state.can_forward;
        });
    }

    /// Tells the panel what the pane shows, if that has changed since it was last told.
    pub fn tell(&self) {
        let mut told = lock(&self.told);
        // Looked at under the lock: whoever waited for it would tell something older after what is newer.
        let view = self.view();
        if *told != view {
            told.clone_from(&view);
            notices::tell(&self.handle, &Notice::Pane(view));
        }
    }

    fn events(&self, number: u64) -> EventSink {
        let inbox = self.inbox.clone();
        Arc::new(move |event| match inbox.offer(number, event) {
            Ok(()) => {}
            // The report is dropped, but not silently: its place is taken by one that `bridge` refuses.
            Err(Dropped::TooLong) => drop(inbox.offer(number, PageEvent::Report(String::new()))),
            Err(dropped) => tracing::warn!(?dropped, "an event of the shop's page was dropped"),
        })
    }

    fn with_pane(&self, act: impl FnOnce(&Pane) + Send + 'static) {
        if let Some(pane) = lock(&self.open).clone() {
            self.act(move || act(&pane));
        }
    }

    fn act(&self, act: impl FnOnce() + Send + 'static) {
        if let Err(error) = self.handle.run_on_main_thread(act) {
            tracing::warn!(%error, "the window is gone");
        }
    }

    async fn on_main<T: Send + 'static>(
        &self,
        act: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ShellError> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.handle.run_on_main_thread(move || drop(sender.send(act())))?;
        receiver.await.map_err(|_| ShellError::WindowGone)
    }
}

/// A lock that outlives a panic elsewhere: what it guards is replaced as a whole, never left half changed.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
