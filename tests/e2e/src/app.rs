//! The app under test: its display, its data folder, its two panes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::wd::WindowHandle;
use serde_json::Value;
use tempfile::TempDir;

use crate::display::{Area, Display};
use crate::error::{Error, Result};
use crate::page::{self, Spot};
use crate::panel::{Panel, id};
use crate::session::{Launch, Session};
use crate::wait;

/// What the window's title begins with.
pub const WINDOW: &str = "Waymark";
/// How long the system's dialog may take to close.
const DIALOG: Duration = Duration::from_secs(3);

/// The app, running on a display of its own.
#[derive(Debug)]
pub struct App {
    // Ends first: the app before its display.
    session: Option<Session>,
    display: Display,
    folder: TempDir,
    name: String,
    variables: Vec<(String, String)>,
}

/// One of the two webviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// Ours.
    Panel,
    /// The shop's page.
    Shop,
}

impl App {
    /// Starts the app on a fresh data folder. Where evidence of a failure is left, it goes by `name`.
    pub async fn start(name: &str) -> Result<Self> {
        Self::start_with(name, &[]).await
    }

    /// [`App::start`] with more environment variables.
    pub async fn start_with(name: &str, variables: &[(&str, &str)]) -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        let display = Display::start(folder.path()).await?;
        let variables =
            variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut app = Self { session: None, display, folder, name: name.to_owned(), variables };
        if let Err(error) = app.open().await {
            app.leave_evidence();
            return Err(error);
        }
        Ok(app)
    }

    /// Leaves a picture of the screen and the logs in `target/e2e/NAME`, for whoever looks for the reason.
    pub fn leave_evidence(&self) {
        let Some(evidence) = self.evidence() else { return };
        // Evidence is extra: a failure to leave it must not hide the failure it is about.
        if std::fs::create_dir_all(&evidence).is_ok() {
            drop(self.display.picture(&evidence.join("screen.png")));
            for log in ["webdriver.log", "xvfb.log"] {
                drop(std::fs::copy(self.folder.path().join(log), evidence.join(log)));
            }
        }
    }

    /// `target/e2e/NAME`: where pictures and logs of this drive go.
    #[must_use]
    pub fn evidence(&self) -> Option<PathBuf> {
        let own = std::env::current_exe().ok()?;
        let built =
            own.ancestors().find(|folder| folder.ends_with("debug") || folder.ends_with("release"))?;
        Some(built.with_file_name("e2e").join(&self.name))
    }

    /// Ends the app as a person does, by closing its window, and starts it again on the same data folder.
    pub async fn restart(&mut self) -> Result {
        self.close().await?;
        self.open().await
    }

    /// Closes the window and waits until it is gone.
    pub async fn close(&mut self) -> Result {
        let closed = async || Ok(self.display.window(WINDOW)?.is_none().then_some(()));
        wait::until("the window to close", async || {
            // The window manager may lose a key while the keyboard goes from one pane to the other.
            self.display.key("alt+F4")?;
            Ok(wait::until_within(DIALOG, "the window to close", closed).await.ok())
        })
        .await?;
        self.session = None;
        Ok(())
    }

    async fn open(&mut self) -> Result {
        let mut launch = launch(self.folder.path(), true)?;
        launch.variables.extend(self.variables.iter().cloned());
        self.session = Some(Session::start(&self.display, &launch, self.folder.path()).await?);
        wait::until("the window", async || self.display.window(WINDOW)).await?;
        self.to(Pane::Panel).await?;
        wait::until("the panel to be drawn", async || {
            Ok((page::count(self.session()?, "[data-testid]").await? > 0).then_some(()))
        })
        .await?;
        self.panel().listen().await
    }

    /// The panel.
    #[must_use]
    pub fn panel(&self) -> Panel<'_> {
        Panel(self)
    }

    /// The folder that everything of this run lies in: data, logs.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The app's data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The display it is shown on.
    #[must_use]
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// The session with its driver.
    pub fn session(&self) -> Result<&Session> {
        self.session.as_ref().ok_or_else(|| Error::Page("the app is closed".into()))
    }

    /// Makes the driver look at one of the panes.
    pub async fn to(&self, pane: Pane) -> Result {
        let session = self.session()?;
        wait::until(&format!("the pane {pane:?}"), async || {
            let mut looked = Ok(None);
            for handle in session.client().windows().await? {
                match self.looks_at(handle, pane).await {
                    Ok(true) => return Ok(Some(())),
                    Ok(false) => {}
                    // A pane that is on its way elsewhere answers nothing; the other one may be the wanted one.
                    Err(error) => looked = Err(error),
                }
            }
            looked
        })
        .await
    }

    async fn looks_at(&self, handle: WindowHandle, pane: Pane) -> Result<bool> {
        let client = self.session()?.client();
        client.switch_to_window(handle).await?;
        let address = client.current_url().await?;
        let is_panel = address.scheme() == "tauri";
        Ok(is_panel == (pane == Pane::Panel))
    }

    /// Waits until the page in the shop's pane is there with everything it loads.
    pub async fn shop_loaded(&self) -> Result {
        self.shop_until(
            "the shop's page",
            "return location.protocol !== 'about:' && document.readyState === 'complete';",
        )
        .await
    }

    /// Types an address into the panel's browser row and waits until its page is there.
    pub async fn visit(&self, address: &str) -> Result {
        self.to(Pane::Shop).await?;
        page::run(self.session()?, "window.left = true;", Vec::new()).await?;
        self.panel().fill(&id("pane-address"), &format!("{address}\u{E007}")).await?;
        self.shop_until(
            &format!("the page {address}"),
            "return !window.left && location.protocol !== 'about:' && document.readyState === 'complete';",
        )
        .await
    }

    /// Address of the shop's page.
    pub async fn shop_address(&self) -> Result<String> {
        self.to(Pane::Shop).await?;
        Ok(self.session()?.client().current_url().await?.to_string())
    }

    /// Chooses a folder in the system's own dialog whose title begins with `title`, by typing its path.
    pub async fn choose_in_dialog(&self, title: &str, folder: &Path) -> Result {
        wait::until(&format!("the dialog {title}"), async || self.display.window(title)).await?;
        // The first slash opens the dialog's field for paths, which may lose what is typed while it opens.
        self.display.type_text("/")?;
        wait::until("the dialog to take the folder", async || {
            self.display.key("ctrl+a")?;
            self.display.type_text(&folder.to_string_lossy())?;
            self.display.key("Return")?;
            let closed = async || Ok(self.display.window(title)?.is_none().then_some(()));
            if wait::until_within(DIALOG, "the dialog to close", closed).await.is_ok() {
                return Ok(Some(()));
            }
            // A path that lost a letter: put its message away and type it again.
            self.display.key("Return")?;
            Ok(None)
        })
        .await
    }

    /// Title of the shop's page.
    pub async fn shop_title(&self) -> Result<String> {
        self.to(Pane::Shop).await?;
        Ok(self.session()?.client().title().await?)
    }

    /// Switches picking on with the panel's button.
    pub async fn start_picking(&self) -> Result {
        let panel = self.panel();
        if panel.property(&id("pick"), "ariaPressed").await? != "true" {
            panel.press(&id("pick")).await?;
        }
        panel.sees("[data-testid=pick][aria-pressed=true]").await
    }

    /// Points at an element until the panel says what is there, and clicks it with the real mouse. What other
    /// controls cover all over is reached from them with the arrow key.
    pub async fn pick(&self, css: &str) -> Result {
        let spot = self.hover(css).await?;
        self.panel().sees("[data-testid=hover-label]:not(:has(.faint))").await?;
        if spot.up == 0 {
            return self.display.click();
        }
        // Looking at a pane gives it the keyboard.
        self.to(Pane::Shop).await?;
        for _ in 0..spot.up {
            self.display.key("Up")?;
        }
        self.display.key("Return")
    }

    /// Waits until the panel's last change is on the screen.
    pub async fn painted(&self) -> Result {
        self.to(Pane::Panel).await?;
        let twice =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));";
        self.session()?.client().execute_async(twice, Vec::new()).await?;
        Ok(())
    }

    /// A picture of the window as PNG, with the panel's last change on it.
    pub async fn picture(&self, file: &Path) -> Result {
        self.painted().await?;
        self.display.picture_of(self.area()?, file)
    }

    /// Where the window's content lies on the screen.
    pub fn area(&self) -> Result<Area> {
        self.display.window(WINDOW)?.ok_or_else(|| Error::Page("the window is gone".into()))
    }

    /// Widens or narrows the window until the shop's viewport is so wide, in CSS pixels.
    pub async fn set_viewport(&self, width: i32) -> Result {
        self.to(Pane::Shop).await?;
        wait::until(&format!("a viewport of {width} pixels"), async || {
            let now = page::run(self.session()?, "return innerWidth;", Vec::new()).await?;
            let missing = width - i32::try_from(now.as_i64().unwrap_or_default()).unwrap_or_default();
            if missing != 0 {
                let area = self.area()?;
                self.display.resize(WINDOW, area.width + missing, area.height)?;
            }
            Ok((missing == 0).then_some(()))
        })
        .await
    }

    /// Moves the real mouse over an element of the shop's page.
    pub async fn hover(&self, css: &str) -> Result<Spot> {
        self.to(Pane::Shop).await?;
        let spot = page::spot(self.session()?, css).await?;
        let (x, y) = on_screen(self.area()?, spot);
        self.display.move_to(x, y)?;
        Ok(spot)
    }

    /// Clicks an element of the shop's page with the real mouse.
    pub async fn click(&self, css: &str) -> Result {
        self.hover(css).await?;
        self.display.click()
    }

    /// Where a point of the shop's viewport is on the screen. Asks the page for the size of its viewport only.
    pub async fn on_screen(&self, x: f64, y: f64) -> Result<(i32, i32)> {
        self.to(Pane::Shop).await?;
        let size = self.session()?.client().execute("return [innerWidth, innerHeight];", Vec::new()).await?;
        let length = |at: usize| size.get(at).and_then(Value::as_f64).unwrap_or_default();
        Ok(on_screen(self.area()?, Spot { x, y, width: length(0), height: length(1), up: 0 }))
    }

    /// Waits until something in the shop's page is so: the body of a function returning true.
    pub async fn shop_until(&self, what: &str, body: &str) -> Result {
        self.to(Pane::Shop).await?;
        wait::until(what, async || {
            Ok((page::run(self.session()?, body, Vec::new()).await? == Value::Bool(true)).then_some(()))
        })
        .await
    }
}

/// The shop's pane lies in the lower right corner of the window.
fn on_screen(window: Area, spot: Spot) -> (i32, i32) {
    let left = f64::from(window.x + window.width) - spot.width;
    let top = f64::from(window.y + window.height) - spot.height;
    ((left + spot.x).round() as i32, (top + spot.y).round() as i32)
}

/// How the app is started: on a data folder below `folder`, with settings and caches of its own; `driven` lets
/// a driver in.
pub fn launch(folder: &Path, driven: bool) -> Result<Launch> {
    let below = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let mut variables: Vec<(String, String)> = [
        ("XDG_CONFIG_HOME", below("config")),
        ("XDG_CACHE_HOME", below("cache")),
        ("XDG_DATA_HOME", below("share")),
        // Without a session bus, or with somebody's own, runs must not find each other.
        ("DBUS_SESSION_BUS_ADDRESS", "disabled:".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    if driven {
        for name in ["TAURI_AUTOMATION", "TAURI_WEBVIEW_AUTOMATION"] {
            variables.push((name.to_owned(), "true".to_owned()));
        }
    }
    let arguments = vec!["--data".to_owned(), below("data")];
    Ok(Launch { program: Some(program("waymark-desktop")?), arguments, variables })
}

/// A program built beside this one.
pub fn program(name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe().map_err(Error::file("this program"))?;
    own.ancestors()
        .skip(1)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .ok_or_else(|| Error::Program { program: name.into(), said: "not built beside this program".into() })
}
