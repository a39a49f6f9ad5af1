//! The app under test: its display, its data folder, its two panes.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::wd::WindowHandle;
use serde_json::Value;
use tempfile::TempDir;

use crate::display::{Area, Display};
use crate::error::{Error, Result};
use crate::page::{self, Spot};
use crate::session::{Launch, Session};
use crate::wait;

const WINDOW: &str = "Waymark";

/// The app, running on a display of its own.
#[derive(Debug)]
pub struct App {
    session: Option<Session>,
    display: Display,
    folder: TempDir,
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
    /// Starts the app on a fresh data folder.
    pub async fn start() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        let display = Display::start(folder.path()).await?;
        let mut app = Self { session: None, display, folder };
        app.open().await?;
        Ok(app)
    }

    /// Ends the app as a person does, by closing its window, and starts it again on the same data folder.
    pub async fn restart(&mut self) -> Result {
        self.close().await?;
        self.open().await
    }

    /// Closes the window and waits until it is gone.
    pub async fn close(&mut self) -> Result {
        self.display.key("alt+F4")?;
        wait::until("the window to close", async || Ok(self.display.window(WINDOW)?.is_none().then_some(())))
            .await?;
        self.session = None;
        Ok(())
    }

    async fn open(&mut self) -> Result {
        let launch = launch(self.folder.path(), true)?;
        self.session = Some(Session::start(&self.display, &launch, self.folder.path()).await?);
        wait::until("the window", async || self.display.window(WINDOW)).await?;
        self.to(Pane::Panel).await?;
        wait::until("the panel to be drawn", async || {
            Ok((page::count(self.session()?, "body").await? > 0).then_some(()))
        })
        .await
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
            for handle in session.client().windows().await? {
                if self.looks_at(handle, pane).await? {
                    return Ok(Some(()));
                }
            }
            Ok(None)
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

    /// Where the window's content lies on the screen.
    pub fn area(&self) -> Result<Area> {
        self.display
            .window(WINDOW)?
            .ok_or_else(|| Error::Page("the window is gone".into()))
    }

    /// Moves the real mouse over an element of the shop's page.
    pub async fn hover(&self, css: &str) -> Result {
        self.to(Pane::Shop).await?;
        let spot = page::spot(self.session()?, css).await?;
        let (x, y) = on_screen(self.area()?, spot);
        self.display.move_to(x, y)
    }

    /// Clicks an element of the shop's page with the real mouse.
    pub async fn click(&self, css: &str) -> Result {
        self.hover(css).await?;
        self.display.click()
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
    Ok(Launch { program: program("waymark-desktop")?, arguments, variables })
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

/// How long the slowest single step of a person may take: loading a page of a slow shop.
pub const PAGE: Duration = Duration::from_secs(60);
